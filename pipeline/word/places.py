"""Every referable place of a document by anchor, with the labels Word would print for it."""

from __future__ import annotations

from msgspec import Struct

from pipeline.model import Clause, Definition, Document, Paragraph
from pipeline.word.names import anchor_bookmark


class Place(Struct, frozen=True):
    """A bookmark and two labels: the own one ("(a)") and the full one ("7.2(a)"); both may be empty."""

    bookmark: str
    own: str
    full: str


def places(document: Document) -> dict[str, Place]:
    """All places of a document."""
    found: dict[str, Place] = {}
    for clauses in (document.front, document.recitals):
        _walk(clauses, "", False, found)
    for part in document.body:
        for article in part.articles:
            if article.anchor:
                found[article.anchor] = Place(anchor_bookmark(article.anchor), article.number, article.number)
            _walk(article.clauses, article.number, True, found)
    _walk(document.execution, "", False, found)
    for annex in document.annexes:
        if annex.anchor:
            found[annex.anchor] = Place(anchor_bookmark(annex.anchor), annex.label, annex.label)
        _walk(annex.clauses, "", False, found)
    return found


def _walk(clauses: list[Clause], number: str, full: bool, found: dict[str, Place]) -> None:
    """Add the anchors of clauses; ``full`` labels are built only where Word prints them unambiguously."""
    above = {1: number, 2: number, 3: number}
    for clause in clauses:
        for block in clause.blocks:
            if type(block) is Paragraph:
                shown = _full(block, above)
                if block.anchor:
                    name = anchor_bookmark(block.anchor)
                    found[block.anchor] = Place(name, block.number, shown if full else "")
            elif type(block) is Definition and block.anchor:
                found[block.anchor] = Place(anchor_bookmark(block.anchor), "", "")


def _full(block: Paragraph, above: dict[int, str]) -> str:
    """The full label of a paragraph, noting it for the levels below."""
    if not block.number or not 2 <= block.level <= 4:
        return block.number
    shown = block.number if block.level == 2 else above[block.level - 1] + block.number
    for level in range(block.level, 4):
        above[level] = shown
    return shown
