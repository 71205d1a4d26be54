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
    texts: list[Any] = [text for each in plan.decisions if (text := _text(library, plan, each)) is not None]
    named, terms = _named([*texts, *outline.texts.values(), outline.subtitle])
    while terms:
        seen = set(terms)
        inner, more = _named([library.glossary[term].meanings for term in terms if term in library.glossary])
        named |= inner
        terms = more - seen if more - seen != terms else set()
    return [each for each in library.parameters if each in named]


def _text(library: Library, plan: DocumentPlan, decision: Decision) -> ClauseText | None:
    variant = POINT if decision.pointer else decision.variant
    return None if variant is None else library.topics[decision.topic].text(variant, plan.instrument)


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
