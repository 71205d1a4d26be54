"""What every rival is given, and what is asked of its file: styles and words, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from pipeline.word.archive import pack, write_zip
from pipeline.word.numbers.labels import W
from pipeline.word.package import parse, read_parts, serialise

PAGE = "\f"
"""A page break, among the letters of a line; a line break and a tab are themselves."""
_MARKS = {f"{W}t": "", f"{W}br": "\n", f"{W}tab": "\t"}


class Line(Struct, frozen=True):
    """A paragraph: the name of its style and its words."""

    style: str
    text: str


class Grid(Struct, frozen=True):
    """A table: the name of its style, its cells by row, how many rows are its head."""

    style: str
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    head: int


Block: TypeAlias = "Line | Grid"


def blocks_of(data: bytes) -> list[Block]:
    """The paragraphs and tables of a Word file's body, those in content controls too."""
    parts = read_parts(data)
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in parse(parts["word/styles.xml"]).iter(f"{W}style")
    }
    return list(_blocks(parse(parts["word/document.xml"]), names))


def said(data: bytes) -> list[Any]:
    """What must be equal in every file: the style and words of each paragraph, the shape of each table."""
    return [each.rows if isinstance(each, Grid) else each for each in blocks_of(data)]


def emptied(data: bytes) -> bytes:
    """The file without its text: styles, lists, header and footer, as a base for other tools."""
    parts = read_parts(data)
    root = parse(parts["word/document.xml"])
    body = root.find(f"{W}body")
    for element in list(body)[:-1]:
        body.remove(element)
    parts["word/document.xml"] = serialise(root)
    return write_zip(pack(name, part) for name, part in parts.items())


def _blocks(root: Any, names: dict[str, str]) -> Iterator[Block]:
    for element in root.iter(f"{W}p", f"{W}tbl"):
        if element.tag == f"{W}tbl":
            yield _grid(element, names)
        elif next(element.iterancestors(f"{W}tbl"), None) is None:
            yield _line(element, names)


def _grid(table: Any, names: dict[str, str]) -> Grid:
    rows = tuple(
        tuple(tuple(_line(each, names) for each in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc"))
        for row in table.iter(f"{W}tr")
    )
    return Grid(_style(table, "tblPr/tblStyle", names, ""), rows, len(list(table.iter(f"{W}tblHeader"))))


def _line(paragraph: Any, names: dict[str, str]) -> Line:
    runs = (each for each in paragraph.iter(*_MARKS) if each.getparent().tag == f"{W}r")
    return Line(_style(paragraph, "pPr/pStyle", names, "Normal"), "".join(map(_letters, runs)))


def _letters(element: Any) -> str:
    return PAGE if element.get(f"{W}type") == "page" else _MARKS[element.tag] or element.text or ""


def _style(element: Any, path: str, names: dict[str, str], otherwise: str) -> str:
    found = element.find("/".join(W + step for step in path.split("/")))
    if found is None:
        return otherwise
    name = str(found.get(f"{W}val"))
    return names.get(name, name)
