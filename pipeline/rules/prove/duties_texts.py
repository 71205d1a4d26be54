"""Duties of the texts: every reference, term, answer and value that is printed is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from pipeline.diagnostics import Span
from pipeline.library import markup as m
from pipeline.library.types import Library
from pipeline.rules.conditions import Node
from pipeline.rules.prove.duty import Duty, drafted
from pipeline.rules.prove.logic import Truth, both, disj, no
from pipeline.rules.prove.packet import Matter
from pipeline.rules.prove.texts import Texts, Use


def of_texts(library: Library, matter: Matter) -> Iterator[Duty]:
    """Every text of every document that can be drafted."""
    conditions: dict[tuple[str, str], list[Truth]] = {}
    for name, packet in drafted(matter):
        for document in packet.documents:
            texts = Texts(library, matter, packet, document)
            uses = list(texts.uses())
            yield from _text(f"{name} {document.instrument}", matter, texts, uses)
            _gather(conditions, texts, uses)
    for (file, text), found in conditions.items():
        yield _dead(file, text, found)


def _text(name: str, matter: Matter, texts: Texts, uses: list[Use]) -> Iterator[Duty]:
    glossary = texts.library.glossary
    defined = texts.defined(uses)
    meanings = [use for term, when in defined.items() for use in texts.meaning(glossary[term], when)]
    grouped: dict[tuple[str, str, str], list[Truth]] = {}
    for use in (*uses, *meanings):
        for code, words, breaks in _breaches(matter, texts, use):
            grouped.setdefault((code, words, use.file), []).append(breaks)
    for term, when in defined.items():
        said = f"`{term}` may be used without a meaning"
        bare = both(when, no(texts.has_meaning(glossary[term])))
        grouped["undefined-term", said, glossary[term].span.file] = [bare]
    for (code, words, file), found in grouped.items():
        said = f"{words}, in `{texts.document.instrument}`"
        key = f"{name} {code} {words} {file}"
        yield Duty(key, code, said, partial(disj, found), span=Span(file, 1, 1), topic=_topic_of(file))


def _gather(conditions: dict[tuple[str, str], list[Truth]], texts: Texts, uses: list[Use]) -> None:
    """The conditions of a text, with when each holds where it is printed."""
    for use in uses:
        if isinstance(use.node, m.BlockIf | m.InlineIf):
            node: Node = use.node.condition
            holds = texts.world.truth(node, use.view).t
            conditions.setdefault((use.file, node.text), []).append(both(use.when, holds))


def _dead(file: str, text: str, found: list[Truth]) -> Duty:
    """Words under a condition that never holds are dead. One that always holds may guard against a layer."""
    said = f"`{{if {text}}}` can never hold where this text is printed"
    formula, span = partial(disj, found), Span(file, 1, 1)
    return Duty(f"text {file} {text}", "never-holds", said, formula, True, span, _topic_of(file))


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
    """The topic has words in a document of the packet; with the label, if one is named."""
    named = [
        each for each in texts.packet.documents if not node.instrument or each.instrument == node.instrument
    ]
    if not node.label:
        return disj(both(each.available, matter.speaks(texts.packet, each, node.topic)) for each in named)
    topic = texts.library.topics[node.topic]
    found: list[Truth] = []
    for each in named:
        variants = tuple(
            name for name in topic.variants if _has_label(topic.text(name, each.instrument), node)
        )
        found.append(matter.prints(each, topic.id, variants) if variants else False)
    return disj(found)


def _has_label(text: m.ClauseText | None, node: m.TopicRef) -> bool:
    waiting: list[Any] = [] if text is None else list(text.blocks)
    while waiting:
        block = waiting.pop()
        if isinstance(block, m.Labelled) and block.label == node.label:
            return True
        for name in ("blocks", "then", "otherwise"):
            waiting += getattr(block, name, ())
    return False
