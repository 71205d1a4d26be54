"""Values in words: dates, money, units and their plurals, lists in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pipeline.intake.bank import Question
from pipeline.library.types import Parameter

CURRENCY = "currency"
"""The question that names the currency of every amount of money."""
ABBREVIATIONS = frozenset({"bros", "co", "corp", "etc", "inc", "jr", "lda", "ltd", "sr"})
"""Words that end a name with a stop of their own."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_words(day: date) -> str:
    """1 March 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def money_words(amount: float, currency: str) -> str:
    """EUR 50,000."""
    return f"{currency} {amount:,.0f}".strip()


def joined(words: Sequence[str], last: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def lower_first(words: str) -> str:
    """The words with a small first letter, unless the second is a capital too (``EU``)."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def answer_words(question: Question, value: Any, countries: dict[str, str], currency: str) -> str:
    """An answer as it reads in a sentence; a final full stop is taken off."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_words(value)
    if question.type == "money":
        return money_words(value, currency)
    if question.type == "country":
        return countries.get(str(value), str(value))
    if question.type == "choice":
        return lower_first(question.choices.get(str(value), str(value)))
    if question.type == "choices":
        return joined([lower_first(question.choices.get(each, each)) for each in value])
    if question.type == "texts":
        return joined([trimmed(each) for each in value])
    return trimmed(value) if isinstance(value, str) else number_words(value)


def number_words(value: float) -> str:
    """All its digits: 1,234,567; 12.5."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.12g}"


def trimmed(words: str) -> str:
    """Without a single final full stop (an abbreviation such as ``Inc.`` keeps its own)."""
    if words.endswith(".") and not words.endswith("..") and not _is_abbreviation(words):
        return words[:-1]
    return words


def _is_abbreviation(words: str) -> bool:
    last = words.rsplit(" ", 1)[-1][:-1]
    return "." in last or last.casefold() in ABBREVIATIONS


def value_words(parameter: Parameter, value: Any, currency: str, bare: bool = False) -> str:
    """A parameter's value with its unit, singular or plural: ``1 day``, ``30 days``."""
    if parameter.choices:
        return parameter.choices.get(str(value), str(value))
    if parameter.unit == "money":
        return money_words(value, currency)
    number = number_words(value)
    if bare or not parameter.unit:
        return number
    unit = parameter.unit[:-1] if value == 1 else parameter.unit
    return f"{number} {unit}"
