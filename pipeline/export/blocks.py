"""Blocks as pandoc's paragraphs, lists, quotes and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.export import nodes as n
from pipeline.export.flavours import Flavour
from pipeline.export.inlines import Inlines
from pipeline.export.nodes import Node
from pipeline.model import Block, Definition, Inline, Note, Paragraph, Signature, Table, Term, Text

BULLET = 9
_SIGNATURE_SHARES = (0.3, 0.7)
_LEAST_SHARE = 0.1


class Blocks:
    """Turns blocks into nodes for one flavour. An id is given once; a second place of that name has none."""

    __slots__ = ("_flavour", "_given", "inlines")

    def __init__(self, flavour: Flavour, inlines: Inlines) -> None:
        self._flavour = flavour
        self._given: set[str] = set()
        self.inlines = inlines

    def fresh(self, anchor: str) -> str:
        """The anchor when no place has it yet, else nothing."""
        if anchor in self._given:
            return ""
        self._given.add(anchor)
        return anchor

    def nodes(self, blocks: Iterable[Block], level: int = 0) -> list[Node]:
        """The nodes of blocks; strong lines before their text become headings of ``level`` (0: none)."""
        out: list[Node] = []
        for in_list, group in groupby(blocks, self._in_list):
            if in_list:
                out.append(self._list([block for block in group if isinstance(block, Paragraph)]))
            else:
                out += [node for block in group for node in self._block(block, level)]
        return out

    def _in_list(self, block: Block) -> bool:
        deep = self._flavour.lists and isinstance(block, Paragraph) and block.level > 2
        return deep or (isinstance(block, Paragraph) and block.level == BULLET)

    def _list(self, group: Sequence[Paragraph]) -> Node:
        """A bullet list, level 4 inside level 3."""
        items: list[list[Node]] = []
        for block in group:
            item = [n.plain(self._numbered(block, block.anchor))]
            if block.level != 4 or not items:
                items.append(item)
            elif len(items[-1]) == 1:
                items[-1].append(n.bullets([item]))
            else:
                items[-1][1]["c"].append(item)
        return n.bullets(items)

    def _block(self, block: Block, level: int) -> list[Node]:
        if isinstance(block, Paragraph):
            return [self._paragraph(block, level)]
        if isinstance(block, Definition):
            return [self._definition(block)]
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Note):
            return [n.quote([n.para(self.inlines.nodes(block.inlines))])]
        return self._signature(block)

    def _paragraph(self, block: Paragraph, level: int) -> Node:
        if level and block.level == 0 and block.keep_next and _is_heading(block.inlines):
            words = self.inlines.nodes(block.inlines, plain=True)
            return n.heading(level, words, self.fresh(block.anchor))
        if self._flavour.classes:
            paragraph = n.para(self._numbered(block, ""))
            return n.div([paragraph], self.fresh(block.anchor), f"level-{block.level if block.number else 0}")
        node = n.para(self._numbered(block, block.anchor))
        for _ in range(block.level - 2):
            node = n.quote([node])
        return node

    def _numbered(self, block: Paragraph, anchor: str) -> list[Node]:
        """The number, if any, and the words; the anchor stands at the number, or round the words."""
        words = self.inlines.nodes(block.inlines)
        if block.number:
            return [*self.inlines.number(block.number, self.fresh(anchor)), *words]
        return self._anchored(words, anchor)

    def _anchored(self, words: list[Node], anchor: str) -> list[Node]:
        given = self.fresh(anchor)
        return [n.span(words, given)] if given else words

    def _definition(self, block: Definition) -> Node:
        words = self.inlines.nodes(_with_strong_term(block.inlines))
        if self._flavour.classes:
            return n.div([n.para(words)], self.fresh(block.anchor), "definition")
        return n.para(self._anchored(words, block.anchor))

    def _table(self, block: Table) -> list[Node]:
        lines = [block.header, *block.rows]
        columns = max(map(len, lines))
        if not columns:
            return []
        caption = self.inlines.words(block.caption)
        header, *rows = ([self.inlines.nodes(cell) for cell in line] for line in lines)
        shares = _shares(lines, columns) if self._flavour.shares else [0.0] * columns
        if self._flavour.caption_above and caption:
            return [n.para([n.strong(caption)]), n.table([], header, rows, shares)]
        return [n.table(caption, header, rows, shares)]

    def _signature(self, block: Signature) -> list[Node]:
        lines = [
            (self.inlines.words(label), self.inlines.nodes(filled) or self.inlines.words(self._flavour.blank))
            for label, filled in block.lines
        ]
        lead = [n.para(self.inlines.nodes(block.lead))] if block.lead else []
        if self._flavour.signature_table:
            shares = _SIGNATURE_SHARES if self._flavour.shares else (0.0, 0.0)
            body = [n.table([], [], map(list, lines), shares)]
        else:
            colon = [n.string(":"), n.SPACE]
            body = [n.bullets([[n.plain([*label, *colon, *filled])] for label, filled in lines])]
        return [n.div([*lead, *(body if lines else [])], "", "signature")]


def _is_heading(items: list[Inline]) -> bool:
    return bool(items) and all(isinstance(item, Text) and item.mark == "strong" for item in items)


def _with_strong_term(items: list[Inline]) -> list[Inline]:
    """The inlines of a definition, its first term as the one that is defined."""
    first = items[0] if items else None
    return [Term(first.term, first.text, True), *items[1:]] if isinstance(first, Term) else items


def _shares(rows: list[list[list[Inline]]], columns: int) -> list[float]:
    """Column widths that follow the square root of each column's longest cell, none too narrow."""
    longest = [
        max((sum(len(item.text) for item in row[index]) for row in rows if index < len(row)), default=0)
        for index in range(columns)
    ]
    weights = [max(count, 1) ** 0.5 for count in longest]
    least = min(_LEAST_SHARE, 1 / columns)
    return [round(least + (1 - least * columns) * weight / sum(weights), 4) for weight in weights]
