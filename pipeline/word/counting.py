"""How Word counts: list labels from formats and patterns, one counter per abstract list."""

from __future__ import annotations

import re

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


def printed(value: int, style: str) -> str:
    """A counter as its format prints it; unknown formats print as decimals."""
    if style == "decimal":
        return str(value)
    if style.endswith("Letter"):
        letters = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if style.startswith("upper") else letters
    if style.endswith("Roman"):
        return roman(value).upper() if style.startswith("upper") else roman(value)
    return "" if style in ("bullet", "none") else str(value)


def roman(value: int) -> str:
    """A number in small Roman numerals."""
    out = ""
    for worth, sign in _ROMAN:
        while value >= worth:
            out += sign
            value -= worth
    return out


def label(pattern: str, counts: list[int], formats: list[str]) -> str:
    """The label of a level: its pattern with every ``%n`` replaced by that level's counter."""
    if pattern == "%1.%2":
        return f"{printed(counts[0], formats[0])}.{printed(counts[1], formats[1])}"
    if pattern == f"(%{len(counts)})":
        return f"({printed(counts[-1], formats[len(counts) - 1])})"
    return _PLACE.sub(lambda m: printed(counts[int(m[1]) - 1], formats[int(m[1]) - 1]), pattern)
