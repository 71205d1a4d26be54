"""How tables are laid out: widths of columns, the head of a table, the rows of a signature block."""

from __future__ import annotations

from pipeline.model import Inline, Table
from pipeline.model import plain as plain_words
from pipeline.word.text import attribute

GAP = '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'
"""A thin empty paragraph after every table: two tables in a row would otherwise run together."""
_MIN_COLUMN = 1100
_CHARACTER = 90
"""About the width of a letter of a table's text, in twentieths of a point."""
_CELL_SIDES = 220
_WHOLE_LINES = 24


def column_widths(rows: list[list[list[Inline]]], columns: int, total: int) -> list[int]:
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


def fits_together(rows: list[list[list[Inline]]], widths: list[int]) -> bool:
    """Whether a table is short enough to stand on one page, by an estimate of its lines."""
    return sum(max(map(_lines, row, widths), default=1) for row in rows) <= _WHOLE_LINES


def _lines(cell: list[Inline], width: int) -> int:
    """About how many lines a cell takes."""
    return 1 + sum(len(item.text) for item in cell) * _CHARACTER // max(width - _CELL_SIDES, 1)


def row_head(is_header: bool, whole: bool) -> str:
    """The beginning of a row.

    A row of a table that may go over a page may be split: where no row may be and the paragraph before the
    table stays with it, LibreOffice 25.2 loses the rows after the page's end.
    """
    marks = ("<w:cantSplit/>" if whole or is_header else "") + ("<w:tblHeader/>" if is_header else "")
    return f"<w:tr><w:trPr>{marks}</w:trPr>" if marks else "<w:tr>"


def _columns_in_words(block: Table) -> str:
    """What a table without a caption is called for those who do not see it: the heads of its columns."""
    heads = ", ".join(plain_words(cell) for cell in block.header)
    return f"Table: {heads}" if heads else "Table"


def table_head(block: Table, widths: list[int]) -> str:
    """The beginning of a table up to its first row; ``widths`` in twips."""
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
SIGNATURE_HEAD = (
    f'<w:tbl><w:tblPr><w:tblW w:w="{_LABEL + _LINE}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/><w:tblDescription w:val="@"/></w:tblPr>'
    f'<w:tblGrid><w:gridCol w:w="{_LABEL}"/><w:gridCol w:w="{_LINE}"/></w:tblGrid>'
)
"""The sign @ stands for what the table is called for those who do not see it."""
_CELL = '<w:vAlign w:val="bottom"/></w:tcPr>'
RULED_ROW, SIGNED_ROW = (
    f'<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{_LABEL}" w:type="dxa"/>{_CELL}'
    for height in ("", '<w:trHeight w:val="600" w:hRule="atLeast"/>')
)
"""The first row leaves room for a hand."""
RULED_CELL = (
    f'</w:tc><w:tc><w:tcPr><w:tcW w:w="{_LINE}" w:type="dxa"/><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="5B6470"/></w:tcBorders>{_CELL}'
)
