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
from pipeline.word.tables import (
    GAP,
    RULED_CELL,
    RULED_ROW,
    SIGNATURE_HEAD,
    SIGNED_ROW,
    column_widths,
    fits_together,
    row_head,
    table_head,
)
from pipeline.word.text import attribute

_BULLET = 9
_KEEP = "<w:keepNext/>"
_KEPT_GAP = GAP.replace("</w:pPr>", f"{_KEEP}</w:pPr>")
_WHOLE = "<w:keepLines/>"
"""A party's description is not split over pages."""
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
        widths = column_widths(rows, columns, self._width)
        whole = fits_together(rows, widths)
        self._out.append(table_head(block, widths))
        for index, row in enumerate(rows):
            keep = _KEEP if index < len(rows) - 1 and (whole or index in (0, len(rows) - 2)) else ""
            self._out.append(row_head(bool(block.header) and index == 0, whole))
            self._cells(row, widths, bool(block.header) and index == 0, keep)
        self._out.append(f"</w:tbl>{GAP}")

    def _cells(self, row: list[list[Inline]], widths: list[int], head: bool, keep: str) -> None:
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
        self._out.append(SIGNATURE_HEAD.replace("@", attribute(plain_words(block.lead) or "Signature"), 1))
        for index, (label, filled) in enumerate(block.lines):
            keep = _KEEP if index < len(block.lines) - 1 or self.chained else ""
            self._out.append(RULED_ROW if index else SIGNED_ROW)
            self.line(f"{prefix}SignatureLine", [Text(label)], keep)
            self._out.append(RULED_CELL)
            self.line(f"{prefix}SignatureLine", filled, keep)
            self._out.append("</w:tc></w:tr>")
        self._out.append(f"</w:tbl>{_KEPT_GAP if self.chained else GAP}")
        self.chained = max(self.chained - 1, 0)


def _is_heading(items: list[Inline]) -> bool:
    return bool(items) and all(type(item) is Text and item.mark == "strong" for item in items)
