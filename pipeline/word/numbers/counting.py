"""How Word counts: list labels from formats and patterns, one counter per abstract list."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_PLACE = re.compile(r"%(\d)")
_FIGURES = ("decimal", "decimalZero", "none", "bullet")

COUNTED = frozenset(
    ("decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "none", "bullet")
)
"""The formats that are counted here. Words ("First", "1st") depend on the language of the reader's Word."""


def printed(value: int, style: str) -> str:
    """A counter as its format prints it; unknown formats print as decimals. Letters go on with aa, bb."""
    if style == "decimal":
        return str(value)
    if style.endswith("Letter"):
        letters = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if style.startswith("upper") else letters
    if style.endswith("Roman"):
        return roman(value).upper() if style.startswith("upper") else roman(value)
    if style == "decimalZero":
        return f"{value:02}"
    return "" if style in ("bullet", "none") else str(value)


def roman(value: int) -> str:
    """A number in small Roman numerals."""
    out = ""
    for worth, sign in _ROMAN:
        while value >= worth:
            out += sign
            value -= worth
    return out


def label(pattern: str, counts: Sequence[int], formats: Sequence[str]) -> str:
    """The label of a level: its pattern with every ``%n`` replaced by that level's counter.

    ``counts``: from the highest level to this one; a ``%n`` of a level below prints nothing.
    """
    if pattern == "%1.%2":
        return f"{printed(counts[0], formats[0])}.{printed(counts[1], formats[1])}"
    if pattern == f"(%{len(counts)})":
        return f"({printed(counts[-1], formats[len(counts) - 1])})"
    return _PLACE.sub(lambda m: _counter(int(m[1]) - 1, counts, formats), pattern)


def _counter(at: int, counts: Sequence[int], formats: Sequence[str]) -> str:
    return printed(counts[at], formats[at]) if 0 <= at < len(counts) else ""


def legal(formats: Sequence[str]) -> list[str]:
    """The formats as legal numbering shows them: letters and Roman numerals become plain figures."""
    return [each if each in _FIGURES else "decimal" for each in formats]


def shown_levels(pattern: str) -> list[int]:
    """The levels (from 0) whose counters a pattern shows."""
    return [int(each) - 1 for each in _PLACE.findall(pattern)]
