"""Small words that all views share: names, places, values, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from pipeline.answers import Answers
from pipeline.decisions import OpenValue, Outcome, ParameterValue
from pipeline.explain.blanks import blanks
from pipeline.library.types import Library, Parameter
from pipeline.model import Document

CURRENCY = "currency"
"""The question that names the currency of every amount of money."""
WIDTH = 100
"""Columns of a terminal."""
OPEN = "not known yet"
PRIVATE = "(private)"
PRIVATE_FACT = "Private: it rests on answers that only the party who gave them sees."


def party_names(answers: Answers) -> list[str]:
    """Every party's short name."""
    rows = enumerate(answers.parties, 1)
    return [str(row.get("short_name") or row.get("name") or f"party {number}") for number, row in rows]


def party_name(names: Sequence[str], party: int | None) -> str | None:
    """The name of a party; "party 2" when the names are not at hand."""
    if party is None:
        return None
    return names[party] if party < len(names) else f"party {party + 1}"


def listed(words: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    parts = list(words)
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def currency_of(answers: Answers) -> str:
    """The currency's code, or nothing."""
    code = answers.at(CURRENCY)
    return code if isinstance(code, str) else ""


def value_words(parameter: Parameter, value: Any, currency: str = "") -> str:
    """``30 days``, ``EUR 50,000``, the words of a choice, ``not known yet``."""
    if value is None:
        return OPEN
    if parameter.choices:
        return parameter.choices.get(str(value), str(value))
    number = f"{value:,}" if isinstance(value, int) else f"{value:,g}"
    if parameter.unit == "money":
        return f"{currency} {value:,.0f}".strip()
    unit = parameter.unit[:-1] if value == 1 else parameter.unit
    return f"{number} {unit}".rstrip()


def origin_words(value: ParameterValue) -> str:
    """Where a value comes from: ``answer``, ``default: …``, ``override by …: …``, ``open``."""
    if value.origin == "default":
        return f"default: {value.because}"
    if value.origin == "override":
        return f"override by {value.because.removeprefix('Set by ')}"
    return value.origin


def open_in_words(library: Library, outcome: Outcome, documents: Iterable[Document] = ()) -> list[OpenValue]:
    """Every open value: parameters that could not be computed, and those that no row of defaults gives."""
    asked = {each.question for each in outcome.open_values}
    computed = [
        OpenValue(library.parameters[name].title, name, None, values[0].where)
        for name, values in outcome.parameters.items()
        if values[0].value is None and library.parameters[name].from_answer not in asked
    ]
    printed = (each for each in blanks(documents) if each not in outcome.parameters)
    missing = [
        OpenValue(library.parameters[name].title, name, None, None)
        for name in printed
        if name in library.parameters
    ]
    return [*outcome.open_values, *computed, *missing]


def source_data(library: Library, ids: Iterable[str]) -> list[dict[str, str]]:
    """Sources with what they mean; an id without an entry keeps its id as title."""
    found = []
    for each in dict.fromkeys(ids):
        entry = library.sources.get(each)
        title, says, where = (entry.title, entry.says, entry.where) if entry else (each, "", "")
        found.append({"id": each, "title": title, "says": says, "where": where})
    return found


def wrapped(words: str, indent: int = 0, hang: int = 0) -> list[str]:
    """The words in lines for a terminal; a further line hangs in by ``hang``."""
    first, rest = " " * indent, " " * (indent + hang)
    return wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [""]
