"""Numbers as people write them; only plain digits are taken, and the refusal says what to write."""

from __future__ import annotations

import re

from pipeline.intake.characters import shown
from pipeline.intake.wording import Slip

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([ _.,'’\u00a0\u202f][0-9]{3})+")
_LONGEST = 18
"""Digits of the longest number that is read at all; longer ones cost time and mean nothing."""


def read_whole_number(text: str) -> int | Slip:
    """Digits with an optional sign."""
    if not _WHOLE.fullmatch(text):
        return Slip("not-a-number", f"must be a whole number, not `{shown(text)}`", _hint(text, "whole"))
    return int(text) if _is_plain(text) else _unplain(text)


def read_money(text: str) -> int | Slip:
    """An amount in whole units; the currency has its own question."""
    if not _WHOLE.fullmatch(text):
        message = f"must be a whole amount in digits, not `{shown(text)}`"
        return Slip("not-a-number", message, _hint(text, "money"))
    return int(text) if _is_plain(text) else _unplain(text)


def read_number(text: str) -> float | Slip:
    """Digits, with a decimal point if need be."""
    if not _DECIMAL.fullmatch(text):
        return Slip("not-a-number", f"must be a number, not `{shown(text)}`", _hint(text, "number"))
    return float(text) if _is_plain(text) else _unplain(text)


def _is_plain(text: str) -> bool:
    digits = text.lstrip("+-")
    return len(digits) <= _LONGEST and (digits[0] != "0" or digits[1:2] in ("", "."))


def _unplain(text: str) -> Slip:
    sign, digits = ("-" if text[0] == "-" else ""), text.lstrip("+-")
    if len(digits) > _LONGEST:
        return Slip("not-a-number", f"has {len(digits)} digits, more than any such number", "")
    plain = digits.lstrip("0")
    plain = plain if plain[:1].isdigit() else f"0{plain}"
    return Slip("not-a-number", f"begins with a zero: `{shown(text)}`", f"write {sign}{plain}")


def _hint(text: str, kind: str) -> str:
    if _GROUPED.fullmatch(text):
        return f"write the digits without separators: {re.sub('[^0-9+-]', '', text)[:_LONGEST]}"
    if text.rstrip().endswith("%"):
        return "leave out the % sign"
    if kind == "number" and re.fullmatch(r"[+-]?[0-9]{1,15},[0-9]{1,15}", text):
        return f"write a decimal point: {text.replace(',', '.')}"
    if kind == "money":
        return "digits only, in whole units, such as 120000; the currency is asked on its own"
    return "digits only, such as 12 or 12.5" if kind == "number" else "digits only, such as 12"
