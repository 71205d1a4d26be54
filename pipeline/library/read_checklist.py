"""checklist.yaml: what counsel looks for in a draft, as data for the linter.

Which points there are, and which data each takes, is the linter's; what stands in them is content.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import did_you_mean
from pipeline.library.fields import WHEN, Fields
from pipeline.library.types import CheckRow, GlossaryTerm, Link, Parameter, Point, Topic
from pipeline.rules.conditions import Names, Node
from pipeline.rules.conditions.nodes import always

ROWS = "rows"
TAKES: dict[str, tuple[str, ...]] = {
    "instrument_fits": (ROWS,),
    "parties_identical": ("topics.block", "topics.addresses", "topics.signatures"),
    "binding_split": (),
    "verbs_follow_the_split": ("words.promise", "words.hope", "words.allowed"),
    "terms_consistent": ("terms",),
    "capitals_defined": ("words.ordinary", "words.names"),
    "references_right": (),
    "no_placeholder": ("words.marks",),
    "one_value": ("parameters", "words.units"),
    "figures_agree": ("parameters", "topics.counted"),
    "dates_and_periods": ("terms", "topics.periods", "words.units", "words.loose"),
    "heads_present": (ROWS,),
    "decision_computable": (ROWS, "parameters", "topics.decision"),
    "escalation_ends": (
        "topics.steps",
        "topics.deadlock",
        "parameters",
        "words.persons",
        "words.next",
        "words.outcomes",
    ),
    "exit_works": (ROWS, "topics.survival", "topics.survivors"),
    "red_lines_kept": (ROWS, "limits.words"),
    "minority_protected": (ROWS,),
    "carve_outs": (ROWS,),
    "packs_both_ways": (ROWS,),
    "law_and_forum": (ROWS,),
    "plain_style": ("limits.average", "limits.longest", "words.banned", "words.doublets", "words.later"),
    "structure": ("words.annex",),
    "signatures": (ROWS, "topics.signatures"),
    "word_usable": (),
}
"""Every point's own data: ``rows``, or a role of ``words``, ``topics``, ``limits``; or words by name."""
COMMON = ("number", "title", "why", "severity", "source")
ROW_KEYS = (
    *("says", "each", *WHEN, "unanswered", "where", "needs", "bars", "words", "within"),
    *("gives", "lines", "both_ways", "binding"),
)


class Known(Struct):
    """What the checklist may name."""

    names: Names
    topics: Mapping[str, Topic]
    instruments: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    terms: Mapping[str, GlossaryTerm]


def read_checklist(fields: Fields, known: Known) -> dict[str, Point]:
    """Every point of the file, by id, in the order of their numbers."""
    fields.known(TAKES)
    entries = {name: fields._child((name,), data) for name, data in fields.data.items() if name in TAKES}
    points = [_point(name, entry, known) for name, entry in entries.items()]
    return {point.id: point for point in sorted(points, key=lambda each: each.number)}


def _point(name: str, entry: Fields, known: Known) -> Point:
    takes = TAKES[name]
    entry.known((*COMMON, *dict.fromkeys(each.partition(".")[0] for each in takes)))
    return Point(
        name,
        int(entry.number("number")),
        entry.text("title"),
        entry.text("why"),
        entry.one_of("severity", ("error", "warning"), "error"),
        entry.sources(),
        tuple(_row(each, known) for each in entry.rows(ROWS)),
        _roles(entry, "words", takes, Fields.texts),
        _roles(entry, "limits", takes, Fields.number),
        _roles(entry, "topics", takes, lambda inside, role: links(inside, role, known)),
        _named(entry, "parameters", known.parameters, "unknown-parameter", "a parameter"),
        _named(entry, "terms", known.terms, "unknown-term", "a term of the glossary"),
    )


def _roles(
    entry: Fields, section: str, takes: tuple[str, ...], read: Callable[[Fields, str], Any]
) -> dict[str, Any]:
    """The roles of a section; each that the point takes must be there, and no other."""
    roles = [each.partition(".")[2] for each in takes if each.startswith(f"{section}.")]
    if not roles:
        return {}
    inside = entry._child((*entry.path, section), entry.data.get(section) or {})
    inside.known(roles)
    for role in roles:
        if role not in inside.data:
            entry.report("missing-key", f"`{section}` needs `{role}` here")
    return {role: read(inside, role) for role in roles if role in inside.data}


def _named(
    entry: Fields, section: str, known: Mapping[str, Any], code: str, what: str
) -> dict[str, tuple[str, ...]]:
    """Words by the name of a parameter or a term."""
    inside = entry._child((*entry.path, section), entry.data.get(section) or {})
    for name in inside.data:
        if name not in known:
            said = f"`{name}` is not {what}{did_you_mean(name, known)}"
            entry.slips.report(code, said, inside.key(name))
    return {name: inside.texts(name) for name in inside.data if name in known}


def _row(entry: Fields, known: Known) -> CheckRow:
    entry.known(ROW_KEYS)
    each = entry.one_of("each", ("packet", "document", "parties"), "packet")
    names = Names(known.names.matter, known.names.row, each == "parties")
    condition: Node = entry.when(names) if any(key in entry.data for key in WHEN) else always()
    entry.public(condition, "the checklist")
    return CheckRow(
        condition,
        entry.text("says"),
        each,
        entry.one_of("unanswered", ("holds", "fails"), "fails") == "holds",
        links(entry, "where", known),
        links(entry, "needs", known),
        links(entry, "bars", known),
        entry.texts("words"),
        links(entry, "within", known),
        _instruments(entry, known),
        entry.texts("lines"),
        entry.flag("both_ways"),
        entry.flag("binding"),
    )


def links(entry: Fields, name: str, known: Known) -> tuple[Link, ...]:
    """A list of ``topic`` or ``topic/variant``, each looked up."""
    found: list[Link] = []
    for place, words in enumerate(entry.texts(name)):
        topic, _, variant = words.partition("/")
        span = entry.source.at((*entry.path, name, place))
        if topic not in known.topics:
            said = f"`{topic}` is not a topic{did_you_mean(topic, known.topics)}"
            entry.slips.report("unknown-topic", said, span)
        elif variant and variant not in known.topics[topic].variants:
            guess = did_you_mean(variant, known.topics[topic].variants)
            entry.slips.report("unknown-variant", f"`{variant}` is not a variant of `{topic}`{guess}", span)
        else:
            found.append(Link(topic, (variant,) if variant else ()))
    return tuple(found)


def _instruments(entry: Fields, known: Known) -> tuple[str, ...]:
    given = entry.texts("gives")
    for place, name in enumerate(given):
        if name not in known.instruments:
            said = f"`{name}` is not an instrument{did_you_mean(name, known.instruments)}"
            entry.slips.report("unknown-name", said, entry.source.at((*entry.path, "gives", place)))
    return given
