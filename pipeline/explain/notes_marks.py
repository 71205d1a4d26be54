"""What a note says of the figures in a clause, and of the values that nobody knows yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from pipeline.decisions import ParameterValue
from pipeline.explain.notes_page import Page, cut, sentence
from pipeline.explain.words import listed, value_words
from pipeline.model import Answer, Clause, Inline, Signature, Table, Value

Mark = tuple[str, str | None]
"""A parameter or a question, and the party's id where it is that party's own."""
COLUMN = "parties."
"""How a document names a question that is asked of each party."""
ORIGINS = {"answer": "as the partners asked", "default": "a default", "open": "not known yet"}


class Marks(Struct, eq=False):
    """A clause's figures and open values, each once, in reading order."""

    figures: dict[Mark, None] = field(default_factory=dict)
    unknown: dict[Mark, None] = field(default_factory=dict)
    """Parameters and questions without a value."""


def marks_of(clauses: Iterable[Clause]) -> Marks:
    """The marks of all clauses that share one place."""
    found = Marks()
    for block in (block for clause in clauses for block in clause.blocks):
        for each in _inlines(block):
            kind = type(each)
            if kind is Value:
                (found.unknown if each.is_open else found.figures)[each.parameter, each.party] = None
            elif kind is Answer and each.is_open:
                found.unknown[each.question, each.party] = None
    return found


def _inlines(block: Any) -> Sequence[Any]:
    kind = type(block)
    if kind is Table:
        return [each for row in (block.header, *block.rows) for cell in row for each in cell]
    if kind is Signature:
        return [*block.lead, *(each for _, inlines in block.lines for each in inlines)]
    inlines: list[Inline] = block.inlines
    return inlines


# ---------------------------------------------------------------- open values


def open_note(page: Page, marks: Marks) -> Iterator[str]:
    """``Not known yet: “Address” of Frostlink.``"""
    names = list(dict.fromkeys(each for mark in marks.unknown if (each := _open_name(page, *mark))))
    if names:
        them = "it" if len(names) == 1 else "them"
        yield f"Not known yet: {listed(names)}. Fill {them} in before signature."


def _open_name(page: Page, name: str, party: str | None) -> str:
    library = page.view.library
    if name in library.parameters:
        return f"“{library.parameters[name].title}”"
    question = library.bank.at(name)
    if question is None or question.private:
        return ""
    whose = f" of {page.view.names[page.rows[party]]}" if party in page.rows else ""
    return f"“{question.ask}”{whose}"


# ---------------------------------------------------------------- figures


def overridden_figures(page: Page, marks: Marks) -> Iterator[str]:
    """``Length of the notice (notice_days): 120 days. Set by A. Counsel, not by the rules: …``"""
    for name in dict.fromkeys(name for name, _ in marks.figures):
        override, value = page.overrides.get(name), _value(page, name, None)
        if override is not None and value is not None and value.origin == "override":
            title = page.view.library.parameters[name].title
            said = f"{title} ({name}): {_words(page, value)}. Set by {override.by}, not by the rules:"
            yield sentence(f"{said} {cut(override.because)}")


def figures_note(page: Page, marks: Marks) -> Iterator[str]:
    """``Figures: notice_days 90 days (a default: Usual …) and 45 days for GreenAlliance (a default: …).``"""
    said: dict[str, list[str]] = {}
    for name, party in marks.figures:
        value = _value(page, name, party)
        if value is not None and value.origin != "override":
            said.setdefault(name, []).append(_figure(page, value))
    if said:
        figures = (f"{name} {' and '.join(dict.fromkeys(each))}" for name, each in said.items())
        yield f"Figures: {'; '.join(figures)}."


def _figure(page: Page, value: ParameterValue) -> str:
    whose = "" if value.party is None else f" for {page.view.party(value.party)}"
    why = f": {value.because.rstrip('.')}" if value.origin == "default" else ""
    return f"{_words(page, value)}{whose} ({ORIGINS.get(value.origin, value.origin)}{why})"


def _value(page: Page, name: str, party: str | None) -> ParameterValue | None:
    """The party's own value where it has one, else the general one."""
    values = page.view.outcome.parameters.get(name, [])
    row = None if party is None else page.rows.get(party)
    return next((each for each in values if each.party == row), values[0] if values else None)


def _words(page: Page, value: ParameterValue) -> str:
    return value_words(page.view.library.parameters[value.parameter], value.value, page.view.currency)
