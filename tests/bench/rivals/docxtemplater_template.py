"""The docxtpl twin's template and words, in the tags of docxtemplater: the same loops over the same looks."""

from __future__ import annotations

import re
from typing import Any

from pipeline.word.archive import pack, write_zip
from pipeline.word.package import read_parts

_CONTROL = re.compile(
    r"<w:p><w:r><w:t>\{%p (for|if|elif|end)(?:if|for)?(?: p in| p\.look ==)? ?'?(\w*)'? %\}</w:t></w:r></w:p>"
)
_ROW = "<w:tr><w:tc><w:p><w:r><w:t>"
_ROWS = re.compile(rf"{_ROW}\{{%tr for .*?</w:tr>(.*?){_ROW}\{{%tr endfor .*?</w:tr>")
_CELLS = re.compile(r"(\{\{ row\[0\].*\{\{ row\[\d+\] \}\}|\{\{ row\[0\] \}\})")
_PLACE = re.compile(r"\{\{ (?:p\.|row)?(head|rows|)(?:\[(\d+)\])?\[(\d+)\] \}\}")
_SLOT = re.compile(r"\{\{ (?:p\.)?(\w+) \}\}")


def template_of(twin: bytes) -> bytes:
    """The template: sections in the place of conditions, loops inside the row that they repeat."""
    parts = read_parts(twin)
    for name, data in parts.items():
        if b"{{" in data:
            parts[name] = _retagged(data.decode()).encode()
    return write_zip(pack(name, data) for name, data in parts.items())


def words_of(context: dict[str, Any]) -> dict[str, Any]:
    """The words: a line says by a switch which look it has, and its cells go by names."""
    return {
        name: [_line(each) for each in value] if isinstance(value, list) else value
        for name, value in context.items()
    }


def _retagged(xml: str) -> str:
    looped = _ROWS.sub(lambda found: _CELLS.sub(r"{-w:tr rows}\1{/rows}", found[1]), xml)
    named = _PLACE.sub(lambda found: f"{{{_cell(found[1], found[2], found[3])}}}", _sections(looped))
    return _SLOT.sub(r"{\1}", named)


def _sections(xml: str) -> str:
    """Each condition a section of its own: what another one follows is closed first."""
    begun: list[str] = []

    def tag(found: re.Match[str]) -> str:
        closed = _alone(f"/{begun.pop()}") if found[1] in ("elif", "end") else ""
        if found[1] == "end":
            return closed
        begun.append(found[2])
        return closed + _alone(f"#{found[2]}")

    return _CONTROL.sub(tag, xml)


def _alone(tag: str) -> str:
    return f"<w:p><w:r><w:t>{{{tag}}}</w:t></w:r></w:p>"


def _line(item: dict[str, Any]) -> dict[str, Any]:
    line = {item["look"]: True, "text": item.get("text", "")}
    for name in ("head", "rows"):
        for index, row in enumerate(item.get(name, ())):
            line |= {_cell(name, str(index), str(column)): words for column, words in enumerate(row)}
    if "rows" in item:
        line["rows"] = [
            {_cell("", None, str(at)): words for at, words in enumerate(row)} for row in item["rows"]
        ]
    return line


def _cell(kind: str, row: str | None, column: str) -> str:
    """The name of a cell: ``head0_1``, ``rows2_0``, or ``cell1`` in a loop over rows."""
    return f"{kind}{row}_{column}" if kind else f"cell{column}"
