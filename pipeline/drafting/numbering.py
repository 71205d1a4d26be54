"""Numbers as Word's multilevel list will show them: 1, 1.1, (a), (i); Annex A; several recitals (A)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec import Struct, field

from pipeline.model import Clause, Document, Paragraph

ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@cache
def letter(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)


@cache
def roman(number: int) -> str:
    """1 is i, 4 is iv."""
    found = ""
    for value, sign in ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found


class Counter(Struct):
    """One list: article or annex number, and the counts below it."""

    head: str
    counts: list[int] = field(default_factory=lambda: [0, 0, 0])

    def label(self, level: int) -> str:
        """The next label at level 2, 3 or 4."""
        counts = self.counts
        if level == 2:
            counts[:] = [counts[0] + 1, 0, 0]
            return f"{self.head}.{counts[0]}" if self.head else str(counts[0])
        if level == 3:
            counts[1:] = [counts[1] + 1, 0]
            return f"({letter(counts[1])})"
        counts[2] += 1
        return f"({roman(counts[2])})"

    def interrupt(self) -> None:
        """A plain paragraph ends the list of items before it."""
        self.counts[1:] = [0, 0]


def number_document(document: Document) -> None:
    """Fill in every number; a document without numbering gets none."""
    if document.numbering != "legal":
        return
    _recitals(document.recitals)
    number = 0
    for part in document.body:
        for article in part.articles:
            number += 1
            article.number = str(number)
            _clauses(article.clauses, Counter(article.number))
    for place, annex in enumerate(document.annexes, 1):
        annex.label = f"Annex {letter(place).upper()}"
        _clauses(annex.clauses, Counter(""))


def _recitals(clauses: Iterable[Clause]) -> None:
    """A recital that stands alone needs no letter."""
    paragraphs = [block for clause in clauses for block in clause.blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < 2:
        return
    for place, paragraph in enumerate(paragraphs, 1):
        paragraph.number = f"({letter(place).upper()})"


def _clauses(clauses: Iterable[Clause], counter: Counter) -> None:
    for clause in clauses:
        for block in clause.blocks:
            if isinstance(block, Paragraph) and block.level in (2, 3, 4):
                block.number = counter.label(block.level)
            elif isinstance(block, Paragraph):
                counter.interrupt()


def full_number(paragraphs: list[Paragraph], paragraph: Paragraph) -> str:
    """A paragraph's number with those above it: ``7.2(a)(i)``. ``paragraphs``: its article's, in order."""
    number, level = paragraph.number, paragraph.level
    for before in reversed(paragraphs[: _index(paragraphs, paragraph)]):
        if before.number and before.level < level:
            number, level = before.number + number, before.level
        if level <= 2:
            break
    return number


def _index(paragraphs: list[Paragraph], paragraph: Paragraph) -> int:
    return next(place for place, each in enumerate(paragraphs) if each is paragraph)
