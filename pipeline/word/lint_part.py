"""Checks of one part with text: ids, bookmarks, fields, order, nesting, tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from pipeline.diagnostics import Diagnostic
from pipeline.word.schema_order import IN_PARAGRAPH, ORDER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG_LIMIT, _BOOKMARK_LIMIT = 64, 40
_FIELD = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)")
_BOOKMARK = re.compile(r"[^\W\d]\w*")
_RANKS = {tag: {W + name: rank for rank, name in enumerate(names.split())} for tag, names in ORDER.items()}
_IN_PARAGRAPH = frozenset(W + name for name in IN_PARAGRAPH.split())


def finding(code: str, message: str) -> Diagnostic:
    """An error without a place: a Word file has no lines."""
    return Diagnostic(f"docx-{code}", "error", message)


def value(element: Any, child: str) -> str | None:
    """``w:val`` of a child, or None; an element that is not there has none."""
    found = element.find(W + child) if element is not None else None
    return None if found is None else found.get(f"{W}val")


def part_findings(name: str, root: Any) -> Iterator[Diagnostic]:
    """Every fault inside one part."""
    for check in (_controls, _bookmarks, _fields, _order, _nesting, _tables, _last):
        yield from (finding(code, f"`{name}`: {message}") for code, message in check(root))


_Found = Iterator[tuple[str, str]]


def _controls(root: Any) -> _Found:
    ids = [value(pr, "id") for pr in root.iter(f"{W}sdtPr")]
    for twice in _repeated(ids):
        yield "control-duplicate", f"two content controls have the id {twice}"
    for control in root.iter(f"{W}sdt"):
        content = control.find(f"{W}sdtContent")
        if content is None:
            yield "control-empty", "a content control has no content element"
        elif not len(content):
            yield "control-empty", "a content control has nothing inside"
    for tag in ("tag", "alias"):
        for element in root.iter(W + tag):
            if len(element.get(f"{W}val", "")) > _TAG_LIMIT:
                yield "control-tag-long", f"a control's {tag} is longer than {_TAG_LIMIT} characters"


def _bookmarks(root: Any) -> _Found:
    starts = list(root.iter(f"{W}bookmarkStart"))
    opened = [start.get(f"{W}id") for start in starts]
    closed = [end.get(f"{W}id") for end in root.iter(f"{W}bookmarkEnd")]
    for twice in _repeated(opened):
        yield "bookmark-duplicate-id", f"two bookmarks have the id {twice}"
    for twice in _repeated(start.get(f"{W}name") for start in starts):
        yield "bookmark-duplicate-name", f"two bookmarks are called {twice}"
    for odd in sorted({*opened} ^ {*closed}, key=str):
        yield "bookmark-unpaired", f"bookmark {odd} has no start or no end"
    for start in starts:
        name = start.get(f"{W}name") or ""
        if len(name) > _BOOKMARK_LIMIT or not _BOOKMARK.fullmatch(name):
            yield "bookmark-illegal", f"`{name}` is not a legal bookmark name"


def _fields(root: Any) -> _Found:
    names = {start.get(f"{W}name") for start in root.iter(f"{W}bookmarkStart")}
    for whole in _field_rooms(root):
        yield from _field_nesting(whole)
    for code in root.iter(f"{W}instrText"):
        found = _FIELD.match(code.text or "")
        if found and found[1] not in names:
            yield "reference-dangling", f"a reference field points to {found[1]}, which is absent"
    for link in root.iter(f"{W}hyperlink"):
        goal = link.get(f"{W}anchor")
        if goal is not None and goal not in names:
            yield "reference-dangling", f"a link points to {goal}, which is absent"


def _field_rooms(root: Any) -> Iterator[Any]:
    """What a field may not leave: its paragraph; for the contents, whose field spans many, their control."""
    tables = [
        each.getparent().getparent().getparent()
        for each in root.iter(f"{W}docPartGallery")
        if each.get(f"{W}val") == "Table of Contents"
    ]
    inside = {paragraph for table in tables for paragraph in table.iter(f"{W}p")}
    yield from tables
    yield from (paragraph for paragraph in root.iter(f"{W}p") if paragraph not in inside)


def _field_nesting(room: Any) -> _Found:
    """A field begins, is separated, ends, in that order."""
    depth = 0
    for mark in room.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType"), 0)
        if depth < 0:
            break
    if depth:
        yield "field-unclosed", "a field begins without an end, or ends without a beginning"


def _order(root: Any) -> _Found:
    for tag, ranks in _RANKS.items():
        for element in root.iter(W + tag):
            known = [ranks[child.tag] for child in element if child.tag in ranks]
            if known != sorted(known):
                yield "order-wrong", f"the children of a {tag} stand in the wrong order"
            if tag.endswith("Pr") and len(known) != len(set(known)):
                yield "property-repeated", f"a {tag} states one property twice"


def _nesting(root: Any) -> _Found:
    for paragraph in root.iter(f"{W}p"):
        for child in paragraph.iterchildren(etree.Element):
            if child.tag.startswith(W) and child.tag not in _IN_PARAGRAPH:
                yield "nesting-wrong", f"a {child.tag.removeprefix(W)} stands directly in a paragraph"
    for text in root.iter(f"{W}t", f"{W}instrText", f"{W}fldChar"):
        if text.getparent().tag != f"{W}r":
            yield "nesting-wrong", f"a {text.tag.removeprefix(W)} stands outside a run"


def _tables(root: Any) -> _Found:
    for cell in root.iter(f"{W}tc"):
        blocks = [child for child in cell if child.tag != f"{W}tcPr"]
        if not blocks or blocks[-1].tag not in (f"{W}p", f"{W}sdt"):
            yield "cell-without-paragraph", "a table cell does not end with a paragraph"
    for table in root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        rows = table.findall(f"{W}tr")
        if not rows:
            yield "table-empty", "a table has no rows"
        if any(_span(row) != columns for row in rows):
            yield "table-ragged", f"a row does not fill the table's {columns} columns"
        if table.getnext() is not None and table.getnext().tag == f"{W}tbl":
            yield "tables-touch", "two tables stand side by side and would merge"


def _span(row: Any) -> int:
    cells = row.findall(f"{W}tc")
    return sum(int(value(cell.find(f"{W}tcPr"), "gridSpan") or 1) for cell in cells)


def _last(root: Any) -> _Found:
    body = root.find(f"{W}body")
    if body is not None and (not len(body) or body[-1].tag != f"{W}sectPr"):
        yield "section-missing", "the body does not end with its section properties"


def _repeated(items: Iterable[str | None]) -> list[str]:
    return [item for item, count in Counter(items).items() if item is not None and count > 1]
