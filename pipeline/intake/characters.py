"""Characters that no file may hold: those without a meaning of their own, and those nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
"""Tab, line feed and carriage return are white space; other ends of a line are not."""
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_NONE = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(n + 0xFFFE)}{chr(n + 0xFFFF)}" for n in range(1 << 16, 15 << 16, 1 << 16)
)
_HIDDEN = "\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Bidirectional overrides and isolates, and what has no width; joiners are letters' own and may stay."""
_REFUSED = re.compile(f"[{_CONTROLS}{_PRIVATE}{_NONE}{_HIDDEN}]")
_HIDDEN_ONE = re.compile(f"[{_HIDDEN}]")
_ENDS_OF_LINE = "\r\x0b\x0c\x85\u2028\u2029"
_ESCAPE = re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)", re.DOTALL)
_NAMED = dict(zip("0abvfreN_LP", "\0\a\b\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))
"""YAML's short escapes that stand for another character than they show; tab and line feed are harmless."""
_KINDS = {"Cc": "control character", "Cs": "half a character", "Co": "private use", "Cn": "no character"}
STAND_IN = "\ufffd"
"""Stands where a refused character stood, so that every place stays the same."""


def refused_characters(text: str) -> list[tuple[int, str]]:
    """Every refused character with its place."""
    return [(match.start(), match.group()) for match in _REFUSED.finditer(text)]


def refused_escapes(written: str) -> Iterator[tuple[int, str, str]]:
    """Escapes of a text in double quotation marks that mean a refused character: place, escape, character."""
    for match in _ESCAPE.finditer(written):
        sign, digits = match.group()[1], match.group()[2:]
        meant = chr(int(digits, 16)) if digits else _NAMED.get(sign, sign)
        if meant == "\r" or _REFUSED.match(meant):
            yield match.start(), match.group(), meant


def without_refused(text: str, instead: str = STAND_IN) -> str:
    """The text with something else in the place of every refused character."""
    return _REFUSED.sub(instead, text)


def why_refused(character: str) -> tuple[str, str, str]:
    """Diagnostic code, message and help for a refused character."""
    code = "hidden-character" if _HIDDEN_ONE.match(character) else "control-character"
    ends_line = character in _ENDS_OF_LINE
    help_ = "begin a new line, or write a blank, in its place" if ends_line else "delete it"
    return code, f"the character {in_words(character)} is not allowed in a text", help_


def in_words(character: str) -> str:
    """``U+202E (right-to-left override)``."""
    name = unicodedata.name(character, "").lower() or _KINDS.get(unicodedata.category(character), "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Where an index stands, both counted from 1."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def is_blank(text: str) -> bool:
    """True when nothing in the text can be seen."""
    return not any(c.isprintable() and not c.isspace() for c in text)


def shown(text: str, longest: int = 60) -> str:
    """A found text as a message may show it: on one line, printable, not too long."""
    line = "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text)
    return line if len(line) <= longest else line[: longest - 1] + "…"
