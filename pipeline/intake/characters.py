"""Characters that no file may hold: controls, lone surrogates, and marks that reorder what is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Refused everywhere; tab, line feed, carriage return and next line are white space."""
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
"""Bidirectional overrides and isolates, and the byte order mark inside a text."""
_EITHER = re.compile(f"{CONTROLS.pattern}|{REORDERING.pattern}")


def refused_characters(text: str, most: int = 20) -> Iterator[tuple[int, str, str]]:
    """The first places of refused characters: index, diagnostic code, the character in words."""
    for number, match in enumerate(_EITHER.finditer(text)):
        if number == most:
            return
        code = "hidden-character" if REORDERING.match(match.group()) else "control-character"
        yield match.start(), code, in_words(match.group())


def in_words(character: str) -> str:
    """``U+202E (right-to-left override)``."""
    name = unicodedata.name(character, "").lower()
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
