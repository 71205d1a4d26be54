"""Which parameters the texts of a document name."""

from __future__ import annotations

from typing import Any

from pipeline.decisions import Decision, DocumentPlan
from pipeline.library.markup import ClauseText, ParameterUse, TermUse
from pipeline.library.types import Library

POINT = "point"
INSIDE = ("heading", "blocks", "inlines", "then", "otherwise", "cells", "header", "rows", "lead", "lines")
"""Where the nodes of a text keep other nodes."""


def parameters_used(library: Library, plan: DocumentPlan) -> list[str]:
    """Ids in the library's order, the meanings of the terms in use included."""
    outline = library.outlines[plan.instrument]
    texts = [text for each in plan.decisions for text in _texts(library, plan, each)]
    named, terms = named_in([texts, list(outline.texts.values()), outline.subtitle])
    seen: set[str] = set()
    while new := terms - seen:
        seen |= new
        inner, terms = named_in([library.glossary[term].meanings for term in new])
        named |= inner
    return [each for each in library.parameters if each in named]


def _texts(library: Library, plan: DocumentPlan, decision: Decision) -> list[ClauseText]:
    """The clause's text, and what the law of a place may add to it."""
    variant = POINT if decision.pointer else decision.variant
    topic = library.topics[decision.topic]
    text = None if variant is None else topic.text(variant, plan.instrument)
    return [] if text is None else [text, *(each.text for each in topic.overlays if each.variant == variant)]


def named_in(content: Any) -> tuple[set[str], set[str]]:
    """Parameters and terms that a piece of content names, at any depth."""
    parameters: set[str] = set()
    terms: set[str] = set()
    waiting = [content]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ParameterUse):
            parameters.add(each.parameter)
        elif isinstance(each, TermUse):
            terms.add(each.term)
        elif isinstance(each, tuple | list):
            waiting += each
        else:
            waiting += [inner for name in INSIDE if (inner := getattr(each, name, None))]
    return parameters, terms
