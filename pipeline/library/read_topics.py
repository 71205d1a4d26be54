"""Topics with their texts, overlays, and the outlines of the instruments."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from pipeline.diagnostics import Span, did_you_mean, nearest
from pipeline.intake.source import Source, parse_source
from pipeline.library import markup as m
from pipeline.library.fields import Fields, Slips, top
from pipeline.library.read_rules import read_table
from pipeline.library.text_blocks import compile_text
from pipeline.library.text_inlines import InlineParser, Placed
from pipeline.library.textnames import TextNames
from pipeline.library.types import Link, Outline, OutlineArticle, OutlinePart, Overlay, Topic, Variant
from pipeline.rules.conditions import Names

TOPIC_KEYS = (
    "number", "title", "settles", "hits", "each", "home", "core", "mandatory", "decides", "needed", "rows",
    "variants",
)  # fmt: skip
HOMES = ("each", "lead", "binding")
POINT = "point"


class TextFile(Struct, frozen=True):
    """One text of a topic's folder: its stem, its name for diagnostics, its words."""

    stem: str
    name: str
    text: str


def read_topic(
    group: str, name: str, source: Source, names: Names, homes: frozenset[str], slips: Slips
) -> Topic:
    """topic.yaml, without its texts."""
    fields = top(source, slips)
    fields.known(TOPIC_KEYS)
    each = fields.text("each", "") == "parties"
    variants = {key: _variant(key, entry) for key, entry in fields.inside("variants").items()}
    needed = fields.condition(names, "needed")
    fields.public(needed, "`needed`")
    rows = read_table(fields, "rows", names.inside_row() if each else names)
    for row, entry in zip(rows, fields.rows("rows"), strict=True):
        if row.gives is not None and row.gives not in variants:
            guess = did_you_mean(row.gives, variants)
            entry.report("unknown-variant", f"`{row.gives}` is not a variant of `{name}`{guess}", "gives")
    return Topic(
        name,
        group,
        fields.text("number"),
        fields.text("title"),
        fields.text("settles"),
        fields.one_of("hits", ("first", "collect"), "first") == "collect",
        each,
        fields.one_of("home", (*HOMES, *sorted(homes)), "each"),
        fields.flag("core"),
        fields.flag("mandatory"),
        fields.text("decides", "") == "nature",
        needed,
        rows,
        variants,
        fields.source.key(()),
    )


def _variant(name: str, entry: Fields) -> Variant:
    entry.known(("title", "prints", "binds", "requires", "conflicts"))
    return Variant(
        name,
        entry.text("title"),
        entry.one_of("binds", ("", "all", "core", "none"), ""),
        _links(entry, "requires"),
        _links(entry, "conflicts"),
        entry.layer,
        entry.one_of("prints", ("", "nothing"), "") == "nothing",
        entry.source.key(entry.path),
    )


def _links(entry: Fields, name: str) -> tuple[Link, ...]:
    found = []
    for row in entry.rows(name):
        row.known(("topic", "variant", "variants", "not"))
        one = row.text("variant", "")
        found.append(Link(row.text("topic"), (one,) if one else row.texts("variants"), row.texts("not")))
    return tuple(found)


def check_links(topics: Mapping[str, Topic], slips: Slips) -> None:
    """requires and conflicts name topics and variants that exist."""
    for topic in topics.values():
        for variant in topic.variants.values():
            for link in (*variant.requires, *variant.conflicts):
                _check_link(topic, link, topics, slips)


def _check_link(topic: Topic, link: Link, topics: Mapping[str, Topic], slips: Slips) -> None:
    if link.topic not in topics:
        guess = did_you_mean(link.topic, topics)
        slips.report(
            "unknown-topic",
            f"`{topic.id}` names the topic `{link.topic}`, which is not there{guess}",
            topic.span,
        )
        return
    known = topics[link.topic].variants
    for each in (*link.variants, *link.excluded):
        if each not in known:
            guess = did_you_mean(each, known)
            said = f"`{topic.id}` names `{each}`, which is not a variant of `{link.topic}`{guess}"
            slips.report("unknown-variant", said, topic.span)


# ---------------------------------------------------------------- texts


def add_texts(topic: Topic, files: list[TextFile], env: TextNames, instruments: frozenset[str]) -> None:
    """Compile every text of a topic's folder."""
    own = env.inside(party=True) if topic.each else env
    for file in files:
        variant, _, instrument = file.stem.partition(".")
        place = _first_place(file)
        if variant != POINT and variant not in topic.variants:
            env.report(
                "unknown-variant",
                f"`{variant}` is not a variant of `{topic.id}`{did_you_mean(variant, topic.variants)}",
                place,
            )
        if instrument and instrument not in instruments:
            guess = did_you_mean(instrument, instruments)
            env.report("unknown-name", f"`{instrument}` is not an instrument{guess}", place)
        topic.texts[(variant, instrument)] = compile_text(file.text, file.name, own)


def check_worded(topic: Topic, slips: Slips) -> None:
    """Every variant that a row gives has a text, or says that it prints nothing."""
    worded = {variant for variant, _ in topic.texts}
    given = {row.gives for row in topic.rows}
    for variant in topic.variants.values():
        place = variant.span or topic.span
        path = f"{topic.group}/{topic.id}/{variant.id}"
        if variant.silent and variant.id in worded:
            text = next(text.file for (own, _), text in topic.texts.items() if own == variant.id)
            said = f"`{variant.id}` says `prints: nothing` and has a text: `{text}`"
            slips.report("bad-value", said, place)
        elif variant.id in given - worded and not variant.silent:
            said = f"`{variant.id}` has no text: write {path}.md, or say `prints: nothing`"
            slips.report("missing-text", said, place)


def _first_place(file: TextFile) -> Span:
    return Span(file.name, 1, 1)


def read_overlay(
    topic: Topic, file: TextFile, env: TextNames, law: frozenset[str], slips: Slips
) -> list[Overlay]:
    """law/<place>.md: front matter between two lines of dashes, then text.

    One overlay for each variant that it names.
    """
    _, front, text = [*file.text.split("---\n", 2), "", ""][:3]
    source, found = parse_source(front, file.name, first_line=2)
    slips.found += found
    if source is None:
        return []
    fields = top(source, slips)
    fields.known(("variant", "at", "do", "because", "source", "law"))
    listed = isinstance(fields.data.get("variant"), list)
    variants = fields.texts("variant") if listed else (fields.text("variant"),)
    label = fields.text("at")
    own = env.inside(party=True) if topic.each else env
    first_line = 1 + file.text[: len(file.text) - len(text)].count("\n")
    compiled = compile_text(text, file.name, own, first_line)
    for variant in variants:
        known = sorted(m.labels_of(topic.texts.get((variant, ""))))
        if variant not in topic.variants or label not in known:
            there = f" (there are: {', '.join(known)})" if known else " (it has no labels: write {#label})"
            said = f"`{topic.id}/{variant}` has no block labelled `{label}`{there}"
            fields.report("unknown-label", said + did_you_mean(label, known), "at")
    replace = fields.one_of("do", ("append", "replace"), "append") == "replace"
    for each in fields.texts("law"):
        if each not in law:
            near = nearest(each, sorted(law), cutoff=0.3)
            guess = f"; the nearest is `{near}`" if near else ""
            said = f"`{each}` is no statement of law.yaml{did_you_mean(each, law) or guess}"
            fields.report("unknown-law", said, "law")
    place = file.stem.partition(".")[0]
    because, sources = fields.text("because"), fields.sources()
    return [
        Overlay(place, variant, label, replace, because, sources, fields.texts("law"), compiled)
        for variant in variants
    ]


# ---------------------------------------------------------------- outlines

OUTLINE_KEYS = (
    "instrument", "title", "subtitle", "called", "strength", "numbering", "nature", "max_pages", "available",
    "heads", "front", "recitals", "body", "execution", "annexes", "headings", "headline", "shell",
    "notes",
)  # fmt: skip


def read_outline(
    source: Source, files: list[TextFile], env: TextNames, topics: frozenset[str], slips: Slips
) -> Outline:
    """outline.yaml with the texts beside it."""
    fields = top(source, slips)
    fields.known(OUTLINE_KEYS)
    outline = Outline(
        fields.text("instrument"),
        fields.text("title"),
        _words(fields, "subtitle", env),
        fields.text("called", ""),
        int(fields.number("strength")),
        fields.one_of("numbering", ("legal", "none"), "legal"),
        fields.text("available", "true") == "true",
        fields.texts("heads"),
        fields.texts("front"),
        fields.texts("recitals"),
        tuple(_part(entry) for entry in fields.rows("body")),
        fields.texts("execution"),
        tuple((entry.text("title"), entry.texts("topics")) for entry in fields.rows("annexes")),
        {file.stem: compile_text(file.text, file.name, env) for file in files},
        int(fields.number("max_pages")),
        _headings(fields),
        _words(fields, "headline", env),
        fields.text("shell", ""),
        fields.one_of("notes", ("none", "counsel", "full"), "counsel"),
    )
    for topic in (*outline.topics(), *outline.heads):
        if topic not in topics:
            fields.report("unknown-topic", f"`{topic}` is not a topic{did_you_mean(topic, topics)}")
    for part in outline.parts:
        for article in part.articles:
            if article.text and article.text not in outline.texts:
                guess = did_you_mean(article.text, outline.texts)
                fields.report("missing-file", f"`{article.text}.md` is not in this folder{guess}")
    return outline


def _words(fields: Fields, name: str, env: TextNames) -> tuple[m.InlineNode, ...]:
    """A line of clause text under a key."""
    place = fields.source.inside((name,))
    return InlineParser(
        Placed(fields.text(name, ""), place.file, (0,), ((place.line, place.column),)), env
    ).parse()


def _headings(fields: Fields) -> dict[str, str]:
    found = fields.data.get("headings") or {}
    return {area: str(found[area]) for area in ("front", "recitals", "execution") if area in found}


def _part(entry: Fields) -> OutlinePart:
    entry.known(("part", "articles"))
    listed = entry.data.get("articles") or []
    articles = []
    for number, item in enumerate(listed):
        if isinstance(item, str):
            articles.append(OutlineArticle("", (str(item),)))
            continue
        child = entry._child((*entry.path, "articles", number), item)
        child.known(("heading", "topics", "text"))
        articles.append(OutlineArticle(child.text("heading"), child.texts("topics"), child.text("text", "")))
    return OutlinePart(entry.text("part", ""), tuple(articles))
