"""Every referable place of a document by anchor, with the labels Word would print for it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.model import Clause, Definition, Document, Paragraph
from pipeline.word.names import anchor_bookmark
from pipeline.word.numbers.lists import Lists
from pipeline.word.numbers.renumbered import Shown
from pipeline.word.styles import NUMBERED
from pipeline.word.template import Template


class Place(Struct, frozen=True):
    """A bookmark and two numbers of the model: the own one ("(a)") and the full one ("7.2(a)").

    Both may be empty. With a template that has numbers of its own, ``shown_own`` and ``shown_full`` are what
    references print; None where no number is printed.
    """

    bookmark: str
    own: str
    full: str
    shown_own: Shown | None = None
    shown_full: Shown | None = None


def places(document: Document, template: Template | None = None) -> dict[str, Place]:
    """All places of a document, as the template prints them (None: as the house does)."""
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
    return found if template is None else _as_printed(document, template, found)


def _as_printed(document: Document, template: Template, found: dict[str, Place]) -> dict[str, Place]:
    """The places with what this template prints for them: its lists are run once before the writing."""
    lists = Lists(template)
    if lists.renumbered is None:
        return found
    for styles, number, anchor in numbered(document):
        lists.place(styles, number)
        place = found.get(anchor)
        if place is not None:
            shown = lists.renumbered.shown(full=False), lists.renumbered.shown(full=True)
            found[anchor] = Place(place.bookmark, place.own, place.full, *shown)
    return found


def numbered(document: Document) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Every numbered paragraph in the order of the body: the styles it may take, its number, its anchor."""
    plain = document.numbering == "none"
    yield from _numbered("front", [] if plain else document.front)
    yield from _numbered("recitals", [] if plain else document.recitals)
    for part in [] if plain else document.body:
        for article in part.articles:
            if article.heading and article.number:
                yield ("ArticleHeading",), article.number, article.anchor
            yield from _numbered("article", article.clauses)
    yield from _numbered("execution", [] if plain else document.execution)
    for annex in document.annexes:
        if annex.label:
            yield ("AnnexHeading",), annex.label, annex.anchor
        yield from _numbered("annex", [] if plain else annex.clauses)


def _numbered(area: str, clauses: list[Clause]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    for clause in clauses:
        for block in clause.blocks:
            if type(block) is Paragraph and block.number:
                yield NUMBERED.get((area, block.level)) or NUMBERED[area, 2], block.number, block.anchor


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
