"""What a passage's words tell by themselves, whatever document they stand in.

The words are the library's own (a person's are signs by then), so most passages come back in every draft:
what they tell is remembered. A function of the words alone, so that it does not matter who remembers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

SIGNS = ".,;:!?()\"'"
"""What may stand at either end of a word."""
REMEMBERED = 4096
"""How many passages are remembered: about those of one library."""
_PLAIN = str.maketrans("“”„‘’–—…→\u00a0", '"""\'\'--.{ ')
"""Signs as ASCII has them: such a text is searched several times faster. An arrow is a trace of markup."""
ODD = ("\t", "  ")
_FIGURE = re.compile("[0-9]")
_CAPITAL = re.compile(
    r" [A-Z](?<=[a-z0-9,;)'\"%] [A-Z])[\w-]+(?:(?: (?:of|and|on|for|the|to|in))* \(?[A-Z][\w-]+\)?)*"
)
"""Words with capitals within a sentence: after a small letter, a figure, a comma or a closing sign."""
_CAPITAL_WORD = re.compile(r"[A-Z][\w-]+")
_TYPED_NUMBER = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,4})\)|[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?|[0-9]{1,2}[.)]) ")


class Said(Struct, frozen=True, gc=False):
    """One passage's words, read."""

    words: str
    """In ASCII."""
    tokens: tuple[str, ...]
    """What stands between the blanks, in small letters."""
    has_figure: bool
    blanks: int
    stops: int
    """Full stops before a blank."""
    longest: int
    """The most blanks between two of these."""
    odd: tuple[str, ...]
    """Signs that Word should make: tabs, blanks in a row."""
    capitals: tuple[tuple[int, tuple[str, ...]], ...]
    """Words with capitals that stand together within a sentence, and where."""
    typed_number: str
    """A number in front that looks like Word's own; empty where there is none."""


@lru_cache(REMEMBERED)
def said(words: str) -> Said:
    """The words read."""
    if not words.isascii():
        words = words.translate(_PLAIN).encode("ascii", "replace").decode("ascii")
    blanks, stops, typed = words.count(" "), words.count(". "), _TYPED_NUMBER.match(words)
    return Said(
        words,
        tuple(words.lower().split()),
        _FIGURE.search(words) is not None,
        blanks,
        stops,
        max([part.count(" ") for part in words.split(". ")]) if stops else blanks,
        tuple([sign for sign in ODD if sign in words]),
        tuple([(hit.start(), tuple(_CAPITAL_WORD.findall(hit[0]))) for hit in _CAPITAL.finditer(words)]),
        typed[0] if typed else "",
    )


def vocabulary(passages: Iterable[Said]) -> frozenset[str]:
    """Every word once, in small letters, without the signs at its ends."""
    words = set[str]().union(*[each.tokens for each in passages])
    return frozenset([word.strip(SIGNS) for word in words])


@lru_cache(REMEMBERED)
def words_of(phrase: str) -> frozenset[str]:
    """The words that a text must have in order to have the phrase; none for a phrase that is a sign."""
    return frozenset([word.strip(SIGNS) for word in phrase.lower().split()] if phrase[0].isalnum() else ())
