"""Which parameters the texts of a document name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from pipeline.decisions import Decision, DocumentPlan
from pipeline.library.markup import ClauseText, ParameterUse, TermUse
from pipeline.library.types import Library

POINT = "point"


def parameters_used(library: Library, plan: DocumentPlan) -> list[str]:
    """Ids in the library's order, the meanings of the terms in use included."""
    outline = library.outlines[plan.instrument]
    texts = [text for each in plan.decisions for text in _texts(library, plan, each)]
    named, terms = _named([texts, list(outline.texts.values()), outline.subtitle])
    seen: set[str] = set()
    while new := terms - seen:
        seen |= new
        inner, terms = _named([library.glossary[term].meanings for term in new])
        named |= inner
    return [each for each in library.parameters if each in named]


def _texts(library: Library, plan: DocumentPlan, decision: Decision) -> list[ClauseText]:
    """The clause's text, and what the law of a place may add to it."""
    variant = POINT if decision.pointer else decision.variant
    topic = library.topics[decision.topic]
    text = None if variant is None else topic.text(variant, plan.instrument)
    return [] if text is None else [text, *(each.text for each in topic.overlays if each.variant == variant)]


def _named(content: Any) -> tuple[set[str], set[str]]:
    """Parameters and terms that a piece of content names, at any depth."""
    nodes = list(_walk(content))
    parameters = {each.parameter for each in nodes if isinstance(each, ParameterUse)}
    return parameters, {each.term for each in nodes if isinstance(each, TermUse)}


def _walk(content: Any) -> Iterator[Any]:
    if isinstance(content, list | tuple):
        for each in content:
            yield from _walk(each)
    elif isinstance(content, ClauseText) or type(content).__module__.endswith("library.markup"):
        yield content
        if is_dataclass(content):
            for each in fields(content):
                yield from _walk(getattr(content, each.name))
