"""Duties of the texts: every reference, term, answer and value that is printed is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.diagnostics import Span
from pipeline.library import markup as m
from pipeline.library.types import Library
from pipeline.rules.prove.duty import Duty, drafted
from pipeline.rules.prove.logic import Truth, both, disj, no
from pipeline.rules.prove.packet import Matter, Packet, Written
from pipeline.rules.prove.texts import Texts, Use


def of_texts(library: Library, matter: Matter) -> Iterator[Duty]:
    """Every text of every document that can be drafted."""
    for name, packet in drafted(matter):
        for document in packet.documents:
            yield from _text(library, matter, f"{name} {document.instrument}", packet, document)


def _text(library: Library, matter: Matter, name: str, packet: Packet, document: Written) -> Iterator[Duty]:
    texts = Texts(library, matter, packet, document)
    uses = list(texts.uses())
    defined = texts.defined(uses)
    meanings = [use for term, when in defined.items() for use in texts.meaning(library.glossary[term], when)]
    grouped: dict[tuple[str, str, str], list[Truth]] = {}
    for use in (*uses, *meanings):
        for code, words, breaks in _breaches(matter, texts, use):
            grouped.setdefault((code, words, use.file), []).append(breaks)
    for term, when in defined.items():
        bare = both(when, no(texts.has_meaning(library.glossary[term])))
        said = f"`{term}` may be used without a meaning"
        grouped["undefined-term", said, library.glossary[term].span.file] = [bare]
    for (code, words, file), found in grouped.items():
        said = f"{words}, in `{document.instrument}`"
        key = f"{name} {code} {words} {file}"
        yield Duty(key, code, said, partial(disj, found), span=Span(file, 1, 1), topic=_topic_of(file))


def _topic_of(file: str) -> str:
    parts = file.split("/")
    return parts[2] if len(parts) > 3 and parts[0] == "clause_library" else ""


def _breaches(matter: Matter, texts: Texts, use: Use) -> Iterator[tuple[str, str, Truth]]:
    """How one use in a text may go wrong."""
    node = use.node
    if isinstance(node, m.TopicRef):
        there = _target(matter, texts, node)
        yield (
            "dangling-reference",
            f"a reference to `{node.topic}` may lead nowhere",
            both(use.when, no(there)),
        )
    elif isinstance(node, m.AnswerUse):
        cell = matter.world.cells.at(node.question, use.view.row if node.of_party else None)
        name = f"`p.{node.question}`" if node.of_party else f"`{node.question}`"
        yield "answer-missing-in-text", f"the answer {name} may be missing", both(use.when, cell.missing)
    elif isinstance(node, m.ParameterUse):
        setting = use.view.parameters.get(node.parameter)
        lacks = True if setting is None else no(disj((setting.known, setting.open)))
        yield "value-missing", f"`{node.parameter}` may have no value", both(use.when, lacks)
    elif isinstance(node, m.ListUse) and node.condition is not None:
        nobody = no(matter.world.some_party(node.condition, use.view))
        yield "empty-list", f"a list of `p.{node.column}` may be empty", both(use.when, nobody)
    elif isinstance(node, m.BindingRefs):
        bare = no(texts.some_binding_clause())
        yield "empty-list", "the list of binding clauses may be empty", both(use.when, bare)


def _target(matter: Matter, texts: Texts, node: m.TopicRef) -> Truth:
    """The topic prints words in this document, or in another of the packet."""
    named = [
        each for each in texts.packet.documents if not node.instrument or each.instrument == node.instrument
    ]
    return disj(both(each.available, matter.speaks(texts.packet, each, node.topic)) for each in named)
