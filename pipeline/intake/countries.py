"""The list of countries: codes, the printed name, and other names that are understood."""

from __future__ import annotations

import re
from typing import Any

from pipeline.diagnostics import Diagnostic
from pipeline.intake.source import Scalar, Source


def read_countries(source: Source) -> tuple[dict[str, str], dict[str, str], list[Diagnostic]]:
    """Name by code; code by case-folded code or name; what is wrong."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    found: list[Diagnostic] = []
    for code, value in source.data.items():
        known = _names(value)
        taken = [each for each in (code, *known) if each.casefold() in codes]
        if not re.fullmatch("[A-Z]{2}", code) or not known or taken:
            found.append(_problem(source, code, taken))
            continue
        names[code] = known[0]
        codes.update((each.casefold(), code) for each in (code, *known))
    return names, codes, found


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(each) for each in values if isinstance(each, Scalar)]


def _problem(source: Source, code: str, taken: list[str]) -> Diagnostic:
    why = f"`{taken[0]}` stands for another country already" if taken else "write `NO: Norway`"
    message = f"`{code}` is not a usable country: {why}"
    return Diagnostic("bank-country", "error", message, source.key((code,)))
