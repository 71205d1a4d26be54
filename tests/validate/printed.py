"""What LibreOffice printed, against the words, labels and references that the Word file itself holds.

LibreOffice counts the lists and resolves the references afresh, so whole paragraphs need only be compared, in
reading order: label, words, and what each reference prints.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline.word.numbers.labels import W, labelled, text_of
from pipeline.word.package import parse, read_parts
from tests.word.libreoffice import body_words

_LEADERS = re.compile(r"(?:\. ?){4,}")
"""The dots of a table of contents."""
_UNSAID = frozenset("-\u00ad\u2010\u2011\u2013\u2022")
"""Hyphens that a line's end may add, and bullets."""
_PICTURES = "\u2300"
"""From here on signs come from whichever font the machine has, on a line of their own, or not at all."""
_BACKWARDS = frozenset(("R", "AL", "AN", "NSM"))
"""Letters that run from right to left: a PDF keeps their looks, not their order."""
_LONG = 12
"""Enough letters to find one's place again."""
_MOST_SHOWN = 5
_AHEAD = 6000


class Line(Struct):
    """A paragraph as it should be printed; ``again`` is the table's head, which a new page may repeat."""

    label: str
    text: str
    again: str = ""

    @property
    def words(self) -> str:
        """Label and text."""
        return f"{self.label} {self.text}".strip()


class Squashed:
    """A text without blanks, hyphens and case, that can still be shown as it was."""

    def __init__(self, text: str) -> None:
        self._text = _LEADERS.sub(" ", unicodedata.normalize("NFC", text))
        signs = [(sign, at) for at, each in enumerate(self._text) for sign in _sign(each)]
        self.signs = "".join(sign for sign, _ in signs)
        self._places = [at for _, at in signs]

    def shown(self, start: int, length: int) -> str:
        """The text as it was, from a sign on."""
        if start >= len(self._places):
            return ""
        last = self._places[min(start + length, len(self._places)) - 1]
        return " ".join(self._text[self._places[start] : last + 1].split())


def _sign(letter: str) -> str:
    if letter in _UNSAID or unicodedata.bidirectional(letter) in _BACKWARDS:
        return ""
    signs = unicodedata.normalize("NFKC", letter).casefold()
    return "".join(each for each in signs if each < _PICTURES and unicodedata.category(each)[0] not in "CMZ")


def printed_otherwise(data: bytes, pdf: Path) -> list[str]:
    """Every paragraph that LibreOffice's pages print otherwise than the Word file says."""
    return list(differences(lines(data), body_words(pdf, data)))


def lines(data: bytes) -> list[Line]:
    """Every paragraph of the body that prints something."""
    root = parse(read_parts(data)["word/document.xml"])
    rows = zip(labelled(data), root.iter(f"{W}p"), strict=True)
    found = [Line(row.label, row.text, _head(paragraph)) for row, paragraph in rows]
    return [line for line in found if line.words]


def _head(paragraph: Any) -> str:
    """The words that a table repeats at the top of a page, when the paragraph stands in such a table."""
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    if table is None:
        return ""
    rows = [row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    return "".join(text_of(each) for row in rows for each in row.iter(f"{W}p"))


def differences(wanted: list[Line], words: str) -> Iterator[str]:
    """What is printed otherwise; after a difference the reading goes on at the next line that is found."""
    printed, at, shown, lost = Squashed(words), 0, 0, False
    for line in wanted:
        signs = Squashed(line.words).signs
        found = (
            at
            if _turned(printed.signs, at, signs, line)
            else _found(printed.signs, at, signs, line.again, lost)
        )
        if found >= 0:
            at, lost = found + len(signs), False
        elif not lost:
            yield f"“{line.words[:200]}” is printed as “{printed.shown(at, len(signs) + 20)[:240]}”"
            shown, lost = shown + 1, True
            if shown == _MOST_SHOWN:
                return
    if not lost and at < len(printed.signs):
        yield f"nothing in the file says “{printed.shown(at, 200)}”"


def _turned(printed: str, at: int, signs: str, line: Line) -> bool:
    """Whether a line with letters that run from right to left stands here, its signs in another order."""
    turns = any(unicodedata.bidirectional(each) in _BACKWARDS - {"NSM"} for each in line.words)
    return turns and sorted(printed[at : at + len(signs)]) == sorted(signs)


def _found(printed: str, at: int, signs: str, again: str, lost: bool) -> int:
    """Where a line stands: here, or behind a repeated table head; further on when the place was lost."""
    if printed.startswith(signs, at) and not (lost and len(signs) < _LONG):
        return at
    head = Squashed(again).signs
    if head and printed.startswith(head + signs, at):
        return at + len(head)
    return printed.find(signs, at, at + _AHEAD) if lost and len(signs) >= _LONG else -1
