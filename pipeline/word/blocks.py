"""Blocks as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from pipeline.model import Block, Definition, Inline, Note, Paragraph, Signature, Table, Text
from pipeline.model import plain as plain_words
from pipeline.word.comments import comment_end, comment_start
from pipeline.word.contents import Heading, bookmark_of
from pipeline.word.inlines import Inlines
from pipeline.word.names import anchor_bookmark
from pipeline.word.numbers.lists import OFF, Lists
from pipeline.word.styles import NUMBERED, UNNUMBERED
from pipeline.word.text import attribute

_BULLET = 9
GAP = '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'
"""A thin empty paragraph after every table: two tables in a row would otherwise run together."""
_KEEP = "<w:keepNext/>"
_KEPT_GAP = GAP.replace("</w:pPr>", f"{_KEEP}</w:pPr>")
_WHOLE = "<w:keepLines/>"
"""A party's description is not split over pages."""
_MIN_COLUMN = 1100
_CHARACTER = 90
"""About the width of a letter of a table's text, in twentieths of a point."""
_CELL_SIDES = 220
_SECOND_LEVEL = '<w:outlineLvl w:val="1"/>'
"""Said on the paragraph: the same style heads articles in documents without parts."""


class Marks(Struct, frozen=True):
    """What stands round a paragraph: bookmarks, and the number of a comment."""

    bookmarks: tuple[str, ...] = ()
    note: int | None = None


_UNMARKED = Marks()


class Blocks:
    """Writes blocks to ``out``. ``area`` and ``marks`` are set by the document's writer as it goes."""

    __slots__ = (
        "_bookmarks",
        "_lists",
        "_names",
        "_open",
        "_out",
        "_verbs",
        "_width",
        "area",
        "chained",
        "headings",
        "inlines",
        "marks",
    )

    def __init__(self, out: list[str], inlines: Inlines, lists: Lists, width: int) -> None:
        self._out = out
        self.inlines = inlines
        self._lists = lists
        self._width = width
        self._bookmarks = 0
        self._names: set[str] = set()
        self._open: dict[str, str] = {}
        self.area = ""
        self.chained = 0
        """How many of the next signature blocks stay on one page with the one that follows."""
        self.headings: list[Heading] = []
        self.marks: Marks | None = None
        """What to put round the next paragraph."""
        self._verbs: dict[type, Callable[[Any], None]] = {
            Paragraph: self.paragraph,
            Definition: self._definition,
            Table: self._table,
            Note: self._note,
            Signature: self._signature,
        }

    def block(self, block: Block) -> None:
        """Write one block."""
        self._verbs[type(block)](block)

    def line(
        self, style: str, items: list[Inline], ppr: str = "", anchor: str = "", plain: bool = False
    ) -> None:
        """One paragraph of a style; ``ppr`` is direct formatting, in schema order."""
        out = self._out
        opened = self._open.get(style)
        if opened is None:
            opened = self._open[style] = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        out += (opened, ppr, "</w:pPr>") if ppr else (opened, "</w:pPr>")
        if not anchor and self.marks is None:
            self.inlines.write(items, plain)
            out.append("</w:p>")
            return
        ends = self._mark(anchor)
        self.inlines.write(items, plain)
        out += (ends, "</w:p>")

    def _mark(self, anchor: str) -> str:
        """Open what stands round a paragraph; what closes it, in the other order."""
        marks, self.marks = self.marks or _UNMARKED, None
        ends = ""
        if marks.note is not None:
            self._out.append(comment_start(marks.note))
            ends = comment_end(marks.note)
        for name in (*marks.bookmarks, anchor_bookmark(anchor) if anchor else ""):
            ends = self._start(name) + ends
        return ends

    def heading(
        self, style: str, items: list[Inline], number: str = "", anchor: str = "", level: int = 1
    ) -> None:
        """A heading, which the contents list; ``level`` 2 stands below one of level 1."""
        at = len(self.headings)
        name = bookmark_of(at)
        self.headings.append(Heading(name, number, plain_words(items), level))
        before = self.marks or _UNMARKED
        self.marks = Marks((*before.bookmarks, name), before.note)
        below = _SECOND_LEVEL if level > 1 else ""
        if number:
            self.numbered((style,), number, items, after=below, anchor=anchor, plain=True)
            self.headings[at] = Heading(name, self._lists.shown(number), plain_words(items), level)
        else:
            self.line(style, items, below, anchor, True)

    def numbered(self, styles: tuple[str, ...], number: str, items: list[Inline], **options: Any) -> None:
        """A numbered paragraph; a number that no list can print is typed, so that the model stays right."""
        keep, after = options.pop("keep", ""), options.pop("after", "")
        style, direct = self._lists.place(styles, number)
        if direct == OFF and number:
            items = [Text(f"{number} "), *items]
        self.line(style, items, keep + direct + after, **options)

    def _start(self, name: str) -> str:
        """Open a bookmark, unless the document has it already; what closes it."""
        if not name or name in self._names:
            return ""
        self._names.add(name)
        self._bookmarks += 1
        self._out.append(f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>')
        return f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def paragraph(self, block: Paragraph) -> None:
        """A paragraph of any level."""
        keep = (_KEEP if block.keep_next else "") + (_WHOLE if self.area == "front" else "")
        if block.number and self.area != "plain":
            styles = NUMBERED.get((self.area, block.level)) or NUMBERED[self.area, 2]
            self.numbered(styles, block.number, block.inlines, keep=keep, anchor=block.anchor)
        elif block.level == _BULLET:
            self.line("PlainBullet" if self.area == "plain" else "Bullet", block.inlines, keep, block.anchor)
        elif self.area != "article" and block.keep_next and _is_heading(block.inlines):
            style = "PlainHeading" if self.area == "plain" else "SectionHeading"
            self.heading(style, block.inlines, anchor=block.anchor)
        else:
            self.line(UNNUMBERED.get(self.area, "BodyText"), block.inlines, keep, block.anchor)

    def _definition(self, block: Definition) -> None:
        self.line("PlainBody" if self.area == "plain" else "Definition", block.inlines, "", block.anchor)

    def _note(self, block: Note) -> None:
        self.line("Note", block.inlines)

    def _table(self, block: Table) -> None:
        rows = [block.header, *block.rows] if block.header else block.rows
        columns = max((len(row) for row in rows), default=0)
        if not columns:
            return
        if block.caption:
            self.line("TableCaption", [Text(block.caption)])
        widths = _widths(rows, columns, self._width)
        self._out.append(_table_head(block, widths))
        alone = {0, len(rows) - 2}  # neither the header nor the last row stands alone on a page
        for index, row in enumerate(rows):
            keep = _KEEP if index in alone else ""
            self._row(row, widths, bool(block.header) and index == 0, keep)
        self._out.append(f"</w:tbl>{GAP}")

    def _row(self, row: list[list[Inline]], widths: list[int], head: bool, keep: str) -> None:
        mark = "<w:tblHeader/>" if head else ""
        self._out.append(f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>")
        for index, width in enumerate(widths):
            self._out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            self.line("TableHead" if head else "TableText", row[index] if index < len(row) else [], keep)
            self._out.append("</w:tc>")
        self._out.append("</w:tr>")

    def _signature(self, block: Signature) -> None:
        prefix = "Plain" if self.area == "plain" else ""
        self.line(f"{prefix}SignatureLead", block.lead)
        if not block.lines:
            return
        self._out.append(_SIGNATURE_HEAD.replace("@", attribute(plain_words(block.lead) or "Signature"), 1))
        for index, (label, filled) in enumerate(block.lines):
            keep = _KEEP if index < len(block.lines) - 1 or self.chained else ""
            self._out.append(_RULED_ROW if index else _SIGNED_ROW)
            self.line(f"{prefix}SignatureLine", [Text(label)], keep)
            self._out.append(_RULED_CELL)
            self.line(f"{prefix}SignatureLine", filled, keep)
            self._out.append("</w:tc></w:tr>")
        self._out.append(f"</w:tbl>{_KEPT_GAP if self.chained else GAP}")
        self.chained = max(self.chained - 1, 0)


def _is_heading(items: list[Inline]) -> bool:
    return bool(items) and all(type(item) is Text and item.mark == "strong" for item in items)


def _widths(rows: list[list[list[Inline]]], columns: int, total: int) -> list[int]:
    """Column widths by the square root of each column's words; no word is broken if there is room."""
    texts = [
        ["".join(item.text for item in row[index]) for row in rows if index < len(row)]
        for index in range(columns)
    ]
    weights = [max(sum(map(len, each)), 1) ** 0.5 for each in texts]
    least = min(_MIN_COLUMN, total // columns)
    spare = total - least * columns
    widths = [least + int(spare * weight / sum(weights)) for weight in weights]
    widths[-1] += total - sum(widths)
    return _unbroken(widths, [max(least, _longest(each) * _CHARACTER + _CELL_SIDES) for each in texts])


def _unbroken(widths: list[int], needs: list[int]) -> list[int]:
    """The widths with what a column lacks taken from those that can spare it, if they can spare enough."""
    lacking = sum(max(need - width, 0) for width, need in zip(widths, needs, strict=True))
    spare = sum(max(width - need, 0) for width, need in zip(widths, needs, strict=True))
    if not lacking or lacking > spare:
        return widths
    found = [
        need if width < need else width - (width - need) * lacking // spare
        for width, need in zip(widths, needs, strict=True)
    ]
    found[found.index(max(found))] += sum(widths) - sum(found)
    return found


def _longest(texts: list[str]) -> int:
    """The letters of the longest word."""
    return max((len(word) for text in texts for word in text.split()), default=0)


def _columns_in_words(block: Table) -> str:
    """What a table without a caption is called for those who do not see it: the heads of its columns."""
    heads = ", ".join(plain_words(cell) for cell in block.header)
    return f"Table: {heads}" if heads else "Table"


def _table_head(block: Table, widths: list[int]) -> str:
    caption = attribute(block.caption or _columns_in_words(block))
    text = f'<w:tblCaption w:val="{caption}"/><w:tblDescription w:val="{caption}"/>'
    first, look = ("1", "0620") if block.header else ("0", "0600")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" '
        f'w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{text}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


_LABEL, _LINE = 1900, 5000
_SIGNATURE_HEAD = (
    f'<w:tbl><w:tblPr><w:tblW w:w="{_LABEL + _LINE}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/><w:tblDescription w:val="@"/></w:tblPr>'
    f'<w:tblGrid><w:gridCol w:w="{_LABEL}"/><w:gridCol w:w="{_LINE}"/></w:tblGrid>'
)
"""The sign @ stands for what the table is called for those who do not see it."""
_CELL = '<w:vAlign w:val="bottom"/></w:tcPr>'
_RULED_ROW, _SIGNED_ROW = (
    f'<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{_LABEL}" w:type="dxa"/>{_CELL}'
    for height in ("", '<w:trHeight w:val="600" w:hRule="atLeast"/>')
)
"""The first row leaves room for a hand."""
_RULED_CELL = (
    f'</w:tc><w:tc><w:tcPr><w:tcW w:w="{_LINE}" w:type="dxa"/><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="5B6470"/></w:tcBorders>{_CELL}'
)
