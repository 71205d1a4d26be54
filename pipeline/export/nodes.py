"""The nodes of pandoc's tree that the export uses, as the plain data pandoc reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Node = dict[str, Any]

API_VERSION = [1, 23, 1]
"""The version of the tree that these nodes follow; pandoc refuses another first or second number."""
SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}
_ALIGN = {"t": "AlignDefault"}


def attr(anchor: str = "", *classes: str) -> list[Any]:
    """An id and classes."""
    return [anchor, list(classes), []]


def string(text: str) -> Node:
    """Letters without spaces; pandoc escapes them for each format."""
    return {"t": "Str", "c": text}


def raw(format: str, text: str) -> Node:
    """Letters already in the words of a format; never a user's own."""
    return {"t": "RawInline", "c": [format, text]}


def strong(nodes: list[Node]) -> Node:
    """Strong words."""
    return {"t": "Strong", "c": nodes}


def emphasis(nodes: list[Node]) -> Node:
    """Stressed words."""
    return {"t": "Emph", "c": nodes}


def span(nodes: list[Node], anchor: str = "", *classes: str) -> Node:
    """Words with an id or classes."""
    return {"t": "Span", "c": [attr(anchor, *classes), nodes]}


def link(nodes: list[Node], anchor: str) -> Node:
    """Words that lead to an id of the same document."""
    return {"t": "Link", "c": [attr(), nodes, [f"#{anchor}", ""]]}


def para(nodes: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": nodes}


def heading(level: int, nodes: list[Node], anchor: str = "") -> Node:
    """A heading."""
    return {"t": "Header", "c": [level, attr(anchor), nodes]}


def div(blocks: list[Node], anchor: str = "", *classes: str) -> Node:
    """Blocks with an id or classes."""
    return {"t": "Div", "c": [attr(anchor, *classes), blocks]}


def quote(blocks: list[Node]) -> Node:
    """Blocks set in."""
    return {"t": "BlockQuote", "c": blocks}


def bullets(items: list[list[Node]]) -> Node:
    """A bullet list, each item a list of blocks."""
    return {"t": "BulletList", "c": items}


def plain(nodes: list[Node]) -> Node:
    """Words of a tight list or a cell."""
    return {"t": "Plain", "c": nodes}


def table(
    caption: list[Node], header: list[list[Node]], rows: Iterable[list[list[Node]]], shares: Sequence[float]
) -> Node:
    """A table; a share is a column's part of the width, 0 leaves it to the reader's program."""
    columns = [
        [_ALIGN, {"t": "ColWidth", "c": share} if share else {"t": "ColWidthDefault"}] for share in shares
    ]
    head = [attr(), [_row(header, len(columns))] if header else []]
    body = [attr(), 0, [], [_row(row, len(columns)) for row in rows]]
    words = [plain(caption)] if caption else []
    return {"t": "Table", "c": [attr(), [None, words], columns, head, [body], [attr(), []]]}


def _row(cells: list[list[Node]], columns: int) -> list[Any]:
    full = [*cells, *([] for _ in range(columns - len(cells)))]
    return [attr(), [[attr(), _ALIGN, 1, 1, [plain(cell)] if cell else []] for cell in full]]


def meta_text(text: str) -> Node:
    """A metadata value that is words only."""
    return {"t": "MetaString", "c": text}


def meta_switch(on: bool) -> Node:
    """A metadata value that turns a part of pandoc's template on or off."""
    return {"t": "MetaBool", "c": on}


def meta_html(html: str) -> Node:
    """A metadata value that is HTML of ours."""
    return {"t": "MetaBlocks", "c": [{"t": "RawBlock", "c": ["html", html]}]}


def tree(meta: dict[str, Node], blocks: list[Node]) -> Node:
    """A whole document."""
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}
