"""A clause text's lines to block nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from pipeline.diagnostics import Span
from pipeline.library import markup as m
from pipeline.library.text_inlines import InlineParser, Placed, condition, guards_of, party_condition
from pipeline.library.textnames import TextNames

_DIRECTIVE = re.compile(
    r"\s*\{\s*((?:if|else|end|for|table|signature|definitions)(?=[\s}])|#)\s*([^{}]*)\}\s*$"
)
_NUMBERED = re.compile(r"\s{0,2}\d+\.\s+")
_ITEM = re.compile(r"(\s*)-\s+")
DEEPEST = 9
_LOOP = re.compile(r"p in parties(?:\s+where\s+(.+))?$")


class Line(Struct, frozen=True):
    """One line of the file; ``number`` counts from 1."""

    text: str
    number: int


def compile_text(text: str, file: str, env: TextNames, first_line: int = 1) -> m.ClauseText:
    """The whole file; slips are reported to ``env``."""
    lines = [Line(words, number) for number, words in enumerate(text.splitlines(), first_line)]
    parser = BlockParser(lines, file)
    heading = parser.heading(env)
    blocks, stop = parser.blocks(env)
    while stop is not None:
        env.report("text-syntax", f"`{{{stop[0]}}}` closes nothing here", stop[1])
        more, stop = parser.blocks(env)
        blocks += more
    return m.ClauseText(file, heading, tuple(blocks))


class BlockParser:
    """Walks the lines of one file."""

    def __init__(self, lines: list[Line], file: str) -> None:
        self.lines, self.file, self.place = lines, file, 0
        self.columns: int | None = None
        """How many cells a row of the table at hand has; 0 before its header, None outside tables."""

    def heading(self, env: TextNames) -> tuple[m.InlineNode, ...]:
        self.skip_blank()
        if self.place < len(self.lines) and self.lines[self.place].text.startswith("# "):
            line = self.lines[self.place]
            self.place += 1
            return self.inlines([(line, 2)], env)[0]
        return ()

    def skip_blank(self) -> None:
        while self.place < len(self.lines) and not self.lines[self.place].text.strip():
            self.place += 1

    def blocks(self, env: TextNames) -> tuple[list[m.BlockNode], tuple[str, Span] | None]:
        """Blocks up to the end of the file, or to an {else} or {end} that closes an enclosing block."""
        found: list[m.BlockNode] = []
        label = ""
        while True:
            self.skip_blank()
            if self.place >= len(self.lines):
                return self.labelled(found), None
            line = self.lines[self.place]
            tag = _DIRECTIVE.match(line.text)
            if tag and tag.group(1) in ("else", "end"):
                self.place += 1
                return self.labelled(found), (tag.group(1), self.span(line))
            if tag and tag.group(1) == "#":
                self.place += 1
                label = tag.group(2).strip()
                found.append(m.Labelled(label, ()))
            elif tag:
                self.place += 1
                found.extend(self.directive(tag.group(1), tag.group(2).strip(), line, env))
            else:
                found.append(self.paragraph(env))

    def span(self, line: Line) -> Span:
        return Span(
            self.file, line.number, 1 + len(line.text) - len(line.text.lstrip()), len(line.text.strip())
        )

    def labelled(self, blocks: list[m.BlockNode]) -> list[m.BlockNode]:
        """Give each empty label the block after it and the items under that."""
        done: list[m.BlockNode] = []
        rest = list(blocks)
        while rest:
            block = rest.pop(0)
            if isinstance(block, m.Labelled) and not block.blocks and rest:
                group = [rest.pop(0)]
                while rest and 3 <= _level_of(rest[0]) > _level_of(group[0]):
                    group.append(rest.pop(0))
                block = m.Labelled(block.label, tuple(group))
            done.append(block)
        return done

    # ------------------------------------------------------------ directives

    def directive(self, kind: str, rest: str, line: Line, env: TextNames) -> list[m.BlockNode]:
        if kind == "if":
            return self.block_if(rest, line, env)
        if kind == "for":
            return self.loop(rest, line, env)
        if kind == "table":
            return self.table(rest, line, env)
        if kind == "signature":
            return self.signature(line, env)
        return [m.DefinitionsNode()]

    def block_if(self, text: str, line: Line, env: TextNames) -> list[m.BlockNode]:
        span = self.span(line)
        node = condition(text, Span(span.file, span.line, span.column + 4), env)
        then, stop = self.blocks(env.inside(guards=guards_of(node)))
        otherwise: list[m.BlockNode] = []
        if stop is not None and stop[0] == "else":
            otherwise, stop = self.blocks(env)
        self.need_end(stop, line, env)
        return [] if node is None else [m.BlockIf(node, tuple(then), tuple(otherwise))]

    def loop(self, text: str, line: Line, env: TextNames) -> list[m.BlockNode]:
        found = _LOOP.match(text)
        if found is None:
            env.report(
                "text-syntax", "write {for p in parties} or {for p in parties where …}", self.span(line)
            )
        where = found.group(1) if found else None
        node = None
        if found and where:
            start = line.text.index("p in parties") + found.start(1)
            node = party_condition(where, Span(self.file, line.number, start + 1, len(where)), env)
        inner, stop = self.blocks(env.inside(party=True, guards=guards_of(node)))
        self.need_end(stop, line, env)
        return [m.ForParties(node, tuple(inner))]

    def table(self, caption: str, line: Line, env: TextNames) -> list[m.BlockNode]:
        self.columns = 0
        inner, stop = self.blocks(env)
        self.columns = None
        self.need_end(stop, line, env)
        if not _only_rows(inner):
            said = "a table holds rows only, and {if} or {for} around them"
            env.report("text-syntax", said, self.span(line))
        if not inner or not isinstance(inner[0], m.Row):
            env.report("text-syntax", "a table begins with its header row: | a | b |", self.span(line))
            return []
        return [m.TableNode(caption, inner[0], tuple(inner[1:]))]

    def signature(self, line: Line, env: TextNames) -> list[m.BlockNode]:
        lead: list[m.InlineNode] = []
        rows: list[tuple[str, tuple[m.InlineNode, ...]]] = []
        while self.place < len(self.lines):
            here = self.lines[self.place]
            self.place += 1
            if here.text.strip() == "{end}":
                return [m.SignatureNode(tuple(lead), tuple(rows))]
            label = re.match(r"\s*([A-Z][^:{}]{0,40}):(?:\s+|$)", here.text)
            if label:
                rows.append((label.group(1), self.inlines([(here, label.end())], env)[0]))
            elif here.text.strip():
                lead += ([m.Words(" ")] if lead else []) + list(self.inlines([(here, 0)], env)[0])
        self.need_end(None, line, env)
        return []

    def need_end(self, stop: tuple[str, Span] | None, line: Line, env: TextNames) -> None:
        if stop is None or stop[0] != "end":
            env.report("text-syntax", f"`{line.text.strip()}` has no {{end}}", self.span(line))

    # ------------------------------------------------------------ paragraphs

    def paragraph(self, env: TextNames) -> m.BlockNode:
        first = self.lines[self.place]
        self.place += 1
        if first.text.lstrip().startswith("|"):
            return self.row(first, env)
        level, skip = _level(first.text)
        pieces = [(first, skip)]
        while self.place < len(self.lines) and self.continues(self.lines[self.place]):
            line = self.lines[self.place]
            pieces.append((line, len(line.text) - len(line.text.lstrip())))
            self.place += 1
        inlines, joiner = self.inlines(pieces, env)
        return m.TextParagraph(level, inlines, joiner)

    def continues(self, line: Line) -> bool:
        text = line.text
        marked = _NUMBERED.match(text) or _ITEM.match(text) or text.lstrip().startswith("|")
        return bool(text.strip()) and not marked and not _DIRECTIVE.match(text)

    def row(self, line: Line, env: TextNames) -> m.Row:
        cells = []
        offset = 0
        for cell in _split_cells(line.text):
            start = line.text.index(cell, offset) if cell else offset
            offset = start + len(cell)
            cells.append(self.inlines([(Line(line.text[:offset], line.number), start)], env)[0])
        self.check_row(len(cells), line, env)
        return m.Row(tuple(cells))

    def check_row(self, cells: int, line: Line, env: TextNames) -> None:
        """A row stands in a table and is as wide as its header."""
        if self.columns is None:
            env.report("text-syntax", "a row stands only inside {table …}", self.span(line))
        elif self.columns and cells != self.columns:
            shown = f"{cells} cell" if cells == 1 else f"{cells} cells"
            env.report("text-syntax", f"this row has {shown}, the header has {self.columns}", self.span(line))
        else:
            self.columns = cells

    def inlines(self, pieces: list[tuple[Line, int]], env: TextNames) -> tuple[tuple[m.InlineNode, ...], str]:
        """The pieces (line, first column) joined by blanks and parsed."""
        text, starts, places = "", [], []
        for line, skip in pieces:
            text += " " if text else ""
            starts.append(len(text))
            places.append((line.number, skip + 1))
            text += line.text[skip:].rstrip()
        parser = InlineParser(Placed(text, self.file, tuple(starts), tuple(places)), env)
        return parser.parse(), parser.joiner


def _level(text: str) -> tuple[int, int]:
    if number := _NUMBERED.match(text):
        return 2, number.end()
    if item := _ITEM.match(text):
        return (3 if len(item.group(1)) <= 4 else 4), item.end()
    return 0, len(text) - len(text.lstrip())


def _level_of(block: m.BlockNode) -> int:
    """The level of a block's first paragraph; one deeper than all for a table and its like."""
    if isinstance(block, m.TextParagraph):
        return block.level
    if isinstance(block, m.BlockIf):
        return _level_of(block.then[0]) if block.then else 0
    if isinstance(block, m.ForParties):
        return _level_of(block.blocks[0]) if block.blocks else 0
    return 0 if isinstance(block, m.Labelled) else DEEPEST


def _only_rows(blocks: Iterable[m.BlockNode]) -> bool:
    for block in blocks:
        if isinstance(block, m.BlockIf):
            if not _only_rows((*block.then, *block.otherwise)):
                return False
        elif isinstance(block, m.ForParties):
            if not _only_rows(block.blocks):
                return False
        elif not isinstance(block, m.Row):
            return False
    return True


def _split_cells(text: str) -> list[str]:
    """The cells of ``| a | {if x}b{end} |``, trimmed; a bar inside braces does not split."""
    cells, depth, cell = [], 0, ""
    for sign in text.strip().strip("|") + "|":
        depth += (sign == "{") - (sign == "}")
        if sign == "|" and depth == 0:
            cells.append(cell.strip())
            cell = ""
        else:
            cell += sign
    return cells
