"""Characters to tokens, each with its column."""

from __future__ import annotations

import re

from msgspec import Struct

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>==|!=|<=|>=|<|>|[().,+*/-])|(?P<bad>\S))"
)
KEYWORDS = frozenset({"and", "or", "not", "in"})


class Token(Struct, eq=False):
    """kind: "number", "word", "keyword", "sign", "bad" or "end"."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """All tokens, the last of kind "end"."""
    found: list[Token] = []
    place = 0
    while match := _TOKEN.match(text, place):
        kind = match.lastgroup or "bad"
        word = match.group(kind)
        if kind == "word" and word in KEYWORDS:
            kind = "keyword"
        found.append(Token(kind, word, match.end() - len(word), match.end()))
        place = match.end()
    stop = len(text.rstrip())
    found.append(Token("end", "", stop, stop))
    return found
