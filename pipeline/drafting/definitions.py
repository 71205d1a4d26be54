"""The definitions: every term in use, and every term that a meaning uses, in alphabetical order."""

from __future__ import annotations

from pipeline.drafting.assemble import Draft
from pipeline.drafting.blocks import DefinitionsHere
from pipeline.drafting.tidy import add, tidied
from pipeline.drafting.voice import Voice
from pipeline.library.types import GlossaryTerm
from pipeline.model import Block, Clause, Definition, Inline, Paragraph, Term, Text, all_clauses


def place_definitions(draft: Draft) -> None:
    """Replace the marker by the definitions of all terms in use."""
    for clause in all_clauses(draft.document):
        if any(isinstance(block, DefinitionsHere) for block in clause.blocks):
            entries = _entries(draft.voice)
            _fill(clause, entries)


def _fill(clause: Clause, entries: list[Definition]) -> None:
    blocks: list[Block] = []
    for block in clause.blocks:
        blocks += entries if isinstance(block, DefinitionsHere) else [block]
    clause.blocks = blocks


def _entries(voice: Voice) -> list[Definition]:
    written: dict[str, list[Inline]] = {}
    while missing := [term for term in voice.terms if term not in written]:
        for name in missing:
            written[name] = _meaning(voice.library.glossary[name], voice)
    found = []
    for name, meaning in written.items():
        if meaning:
            form = voice.form(voice.library.glossary[name])
            found.append(_definition(name, form.word, meaning))
    return sorted(found, key=lambda each: each.inlines[0].text.casefold())


def _meaning(term: GlossaryTerm, voice: Voice) -> list[Inline]:
    for condition, inlines in term.meanings:
        if voice.holds(condition):
            return voice.inlines(inlines)
    return []


def _definition(term: str, word: str, meaning: list[Inline]) -> Definition:
    inlines = [Term(term, word, defining=True), Text(" means "), *meaning]
    paragraph = Paragraph(tidied(inlines))
    add(paragraph, ".")
    return Definition(paragraph.inlines, f"term_{term}")
