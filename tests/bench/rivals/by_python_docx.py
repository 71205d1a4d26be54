"""python-docx: the house document is opened, and every paragraph and table is added to it by style name."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import docx
from docx.enum.text import WD_BREAK

from tests.bench.clock import clock_of
from tests.bench.rivals.rival import FIXED, Rival, Task
from tests.bench.rivals.words import PAGE, Block, Grid, Line, blocks_of


@contextmanager
def opened(task: Task) -> Iterator[Rival]:
    """Ready to write."""
    blocks = blocks_of(task.ours)

    def make() -> bytes:
        return _written(task.base, blocks)

    yield Rival(
        f"python-docx {docx.__version__}",
        "warm",
        f"{FIXED}, tables' widths, rules and repeated heads",
        make,
        clock_of(make),
    )


def _written(base: bytes, blocks: list[Block]) -> bytes:
    document = docx.Document(io.BytesIO(base))
    for block in blocks:
        if isinstance(block, Grid):
            _add_table(document, block)
        else:
            _write(document.add_paragraph(style=block.style), block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document: Any, grid: Grid) -> None:
    table = document.add_table(len(grid.rows), len(grid.rows[0]), grid.style or None)
    for row, cells in zip(table.rows, grid.rows, strict=True):
        for cell, lines in zip(row.cells, cells, strict=True):
            first, *others = lines
            cell.paragraphs[0].style = first.style
            _write(cell.paragraphs[0], first)
            for line in others:
                _write(cell.add_paragraph(style=line.style), line)


def _write(paragraph: Any, line: Line) -> None:
    """The words; python-docx knows line breaks and tabs among them, but no page breaks."""
    for index, words in enumerate(line.text.split(PAGE)):
        if index:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        if words:
            paragraph.add_run(words)
