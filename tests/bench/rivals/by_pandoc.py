"""pandoc with a reference document: a process for each file, as pandoc is a program and not a library.

The words go to it as its own JSON, each paragraph in a division with a custom style, so that no letter of
them is read as Markdown and pandoc has no Markdown to read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypandoc

from tests.bench.clock import clock_of
from tests.bench.rivals.rival import FIXED, Rival, Task
from tests.bench.rivals.words import PAGE, Block, Grid, Line, blocks_of

_API = [1, 23, 1]
_PLAIN: list[Any] = ["", [], []]
_ALIGN = {"t": "AlignDefault"}
_BREAKS: dict[str, Any] = {
    "\n": {"t": "LineBreak"},
    "\t": {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]},
    PAGE: {"t": "RawInline", "c": ["openxml", '<w:r><w:br w:type="page"/></w:r>']},
}


@contextmanager
def opened(task: Task) -> Iterator[Rival]:
    """The reference document on the disk, where pandoc wants it."""
    blocks, target = blocks_of(task.ours), task.folder / "pandoc.docx"
    reference = task.folder / "reference.docx"
    reference.write_bytes(task.base)
    options = ["--reference-doc", str(reference)]

    def make() -> bytes:
        tree = json.dumps({"pandoc-api-version": _API, "meta": {}, "blocks": [*map(_block, blocks)]})
        pypandoc.convert_text(
            tree,
            "docx+empty_paragraphs",
            "json",
            options,
            outputfile=target,
            verify_format=False,  # that would start pandoc twice more
        )
        return target.read_bytes()

    yield Rival(
        f"pandoc {pypandoc.get_pandoc_version()}",
        "a process for each document",
        f"{FIXED}, tables' widths and rules",
        make,
        clock_of(make),
    )


def _block(block: Block) -> Any:
    return _table(block) if isinstance(block, Grid) else _paragraph(block)


def _paragraph(line: Line) -> Any:
    pieces = [each for each in re.split(f"([\n\t{PAGE}])", line.text) if each]
    words = [_BREAKS.get(each) or {"t": "Str", "c": each} for each in pieces]
    return {"t": "Div", "c": [_styled(line.style), [{"t": "Para", "c": words}]]}


def _table(grid: Grid) -> Any:
    columns = [[_ALIGN, {"t": "ColWidthDefault"}] for _ in grid.rows[0]]
    head, rows = ([_row(each) for each in rows] for rows in (grid.rows[: grid.head], grid.rows[grid.head :]))
    body = [_PLAIN, 0, [], rows]
    # a table's style goes by its id, which is the name without spaces
    attributes = _styled(grid.style.replace(" ", "")) if grid.style else _PLAIN
    return {"t": "Table", "c": [attributes, [None, []], columns, [_PLAIN, head], [body], [_PLAIN, []]]}


def _row(cells: Sequence[Sequence[Line]]) -> Any:
    return [_PLAIN, [[_PLAIN, _ALIGN, 1, 1, [*map(_paragraph, cell)]] for cell in cells]]


def _styled(name: str) -> list[Any]:
    return ["", [], [["custom-style", name]]]
