"""Glossary, sources, statements of law, verbs of duty."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from pipeline.intake.source import Source
from pipeline.library import markup as m
from pipeline.library.fields import Fields, Slips, top
from pipeline.library.text_inlines import InlineParser, Placed
from pipeline.library.textnames import TextNames
from pipeline.library.types import GlossaryTerm, Place, Proposition, SourceEntry, TermForm
from pipeline.rules.conditions import Names
from pipeline.rules.conditions.nodes import Node, always

VERBS = ("shall", "shall_not")
"""The verbs that every text may use."""


def entries(source: Source, slips: Slips) -> dict[str, Fields]:
    """The mappings of a file, by key."""
    fields = top(source, slips)
    return {key: fields._child((key,), value) for key, value in fields.data.items()}


def read_glossary(
    sources: Iterable[Source], names: Names, slips: Slips
) -> dict[str, tuple[GlossaryTerm, Fields]]:
    """Every term, without its meaning yet (a meaning may use other terms)."""
    found: dict[str, tuple[GlossaryTerm, Fields]] = {}
    for source in sources:
        for name, entry in entries(source, slips).items():
            if name in found:
                other = found[name][0].span
                entry.report("duplicate-term", f"the term `{name}` stands in {other.file} too")
                continue
            found[name] = (_term(name, entry, names), entry)
    return found


def _term(name: str, entry: Fields, names: Names) -> GlossaryTerm:
    entry.known(("word", "plural", "means", "shown", "defined", "elsewhere"))
    forms = [_form(each, _public(each, names)) for each in entry.rows("shown")]
    forms.append(_form(entry, always(), keys=False))
    defined = entry.text("defined", "true") == "true"
    return GlossaryTerm(name, defined, tuple(forms), (), entry.source.key(entry.path))


def _public(entry: Fields, names: Names) -> Node:
    """A condition whose outcome everybody reads in the text."""
    condition = entry.when(names)
    entry.public(condition, "the choice of words")
    return condition


def _form(entry: Fields, condition: Node, keys: bool = True) -> TermForm:
    if keys:
        entry.known(("word", "plural", "plain", "when"))
    word = entry.text("word")
    return TermForm(word, entry.text("plural", word), entry.flag("plain"), condition)


def term_words(terms: Iterable[GlossaryTerm], slips: Slips) -> dict[str, tuple[str, bool]]:
    """The last form's word and plural, as texts write them, to the term."""
    found: dict[str, tuple[str, bool]] = {}
    for term in terms:
        base = term.forms[-1]
        for word, plural in ((base.plural, True), (base.word, False)):
            if word in found and found[word][0] != term.id:
                slips.report("duplicate-term", f"`{word}` is the word of two terms", term.span)
            found[word] = (term.id, plural)
    return found


def add_meanings(term: GlossaryTerm, entry: Fields, env: TextNames) -> None:
    """Compile the meanings: those of ``elsewhere`` first, then the common one."""
    found: list[tuple[Node, tuple[m.InlineNode, ...]]] = []
    for each in entry.rows("elsewhere"):
        each.known(("means", "when"))
        found.append((_public(each, env.names), _inlines(each, env)))
    if "means" in entry.data or (term.defined and not found):
        found.append((always(), _inlines(entry, env)))
    term.meanings = tuple(found)


def _inlines(entry: Fields, env: TextNames) -> tuple[m.InlineNode, ...]:
    text = entry.text("means")
    place = entry.source.inside((*entry.path, "means"))
    return InlineParser(Placed(text, place.file, (0,), ((place.line, place.column),)), env).parse()


def read_sources(source: Source, slips: Slips) -> dict[str, SourceEntry]:
    """sources.yaml."""
    found = {}
    for name, entry in entries(source, slips).items():
        entry.known(("title", "says", "where"))
        found[name] = SourceEntry(name, entry.text("title"), entry.text("says"), entry.text("where"))
    return found


def read_law(source: Source, names: Names, slips: Slips) -> tuple[dict[str, Place], dict[str, Proposition]]:
    """law.yaml: places and propositions."""
    fields = top(source, slips)
    fields.known(("places", "propositions"))
    places = {}
    for name, entry in fields.inside("places").items():
        entry.known(("title", "when"))
        places[name] = Place(name, entry.text("title"), _public(entry, names))
    propositions = {}
    for name, entry in fields.inside("propositions").items():
        entry.known(("says", "authority", "place", "checked_on", "status", "note"))
        propositions[name] = Proposition(
            name,
            entry.text("says"),
            entry.text("authority"),
            entry.text("place", ""),
            entry.text("checked_on", ""),
            entry.one_of("status", ("checked", "unchecked"), "unchecked"),
            entry.text("note", ""),
        )
    return places, propositions


def read_verbs(source: Source, slips: Slips) -> dict[str, dict[str, dict[str, str]]]:
    """words.yaml: verb to binding/nonbinding to one/many."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for name, entry in entries(source, slips).items():
        found[name] = {}
        for nature, forms in entry.data.items():
            found[name][nature] = {key: str(value) for key, value in (forms or {}).items()}
    for name, nature, form in product(VERBS, ("binding", "nonbinding"), ("one", "many")):
        if not found.get(name, {}).get(nature, {}).get(form):
            said = f"`{name}` needs its form `{nature}: {form}:`"
            slips.report("missing-key", said, source.key((name, nature)))
    return found
