"""The labels Word prints, computed from a .docx alone: styles, direct numbering, overrides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.word.counting import label
from pipeline.word.package import parse, read_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_WORDS = {f"{W}t": "", f"{W}br": "\n", f"{W}tab": "\t"}
"""What a run's children read as; an empty string stands for their own text."""


class Label(NamedTuple):
    """A paragraph of the body: its style id, its label ("" when it has none) and its text."""

    style: str
    label: str
    text: str


def labels(data: bytes) -> list[str]:
    """The label of every numbered paragraph, in reading order; bullets are left out."""
    return [row.label for row in labelled(data) if row.label]


def labelled(data: bytes) -> list[Label]:
    """Every paragraph of the body with its label."""
    parts = read_parts(data)
    counter = _Counter(parse(parts["word/numbering.xml"]))
    styles = {style.get(f"{W}styleId"): style for style in parse(parts["word/styles.xml"]).iter(f"{W}style")}
    return list(_walk(parse(parts["word/document.xml"]), styles, counter))


def text_of(paragraph: Any) -> str:
    """The visible words of a paragraph; a line break counts as a line end."""
    runs = (e for e in paragraph.iter(*_WORDS) if e.getparent().tag == f"{W}r")
    return "".join(_WORDS[e.tag] or e.text or "" for e in runs)


def _walk(document: Any, styles: dict[str, Any], counter: _Counter) -> Iterator[Label]:
    for paragraph in document.iter(f"{W}p"):
        style = _value(paragraph, "pPr", "pStyle") or "Normal"
        num, level = _place(paragraph, styles.get(style), styles)
        yield Label(style, counter.next(num, level) if num != "0" else "", text_of(paragraph))


def _place(paragraph: Any, style: Any, styles: dict[str, Any]) -> tuple[str, int]:
    """The list and level of a paragraph: its own, else those of its style or the style's base."""
    num, level = _value(paragraph, "pPr", "numPr", "numId"), _value(paragraph, "pPr", "numPr", "ilvl")
    while style is not None and not num:
        num, level = _value(style, "pPr", "numPr", "numId"), _value(style, "pPr", "numPr", "ilvl")
        style = styles.get(_value(style, "basedOn"))
    return num or "0", int(level or 0)


def _value(element: Any, *path: str) -> str:
    found = element.find("/".join(W + step for step in path))
    return "" if found is None else str(found.get(f"{W}val"))


class _Counter:
    """Word's counters: one set for each abstract list; a start override takes effect once."""

    def __init__(self, numbering: Any) -> None:
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._levels: dict[str, list[Any]] = {}
        for definition in numbering.iter(f"{W}abstractNum"):
            name = str(definition.get(f"{W}abstractNumId"))
            self._levels[name] = definition.findall(f"{W}lvl")
            self._counts[name] = [None] * len(self._levels[name])
        for num in numbering.iter(f"{W}num"):
            name = str(num.get(f"{W}numId"))
            self._abstract[name] = _value(num, "abstractNumId")
            for override in num.iter(f"{W}lvlOverride"):
                level = int(override.get(f"{W}ilvl"))
                self._starts[name, level] = int(_value(override, "startOverride") or 1)

    def next(self, num: str, level: int) -> str:
        """Count one paragraph of a list and give its label."""
        name = self._abstract[num]
        counts, levels = self._counts[name], self._levels[name]
        forced = self._starts.pop((num, level), None)
        before = counts[level]
        first = int(_value(levels[level], "start") or 1)
        counts[level] = forced if forced is not None else first if before is None else before + 1
        counts[level + 1 :] = [None] * (len(counts) - level - 1)
        shown = [self._shown(counts, levels, at) for at in range(len(levels))]
        return (
            label(_value(levels[level], "lvlText"), shown, [_value(each, "numFmt") for each in levels])
            if _value(levels[level], "numFmt") != "bullet"
            else ""
        )

    def _shown(self, counts: list[int | None], levels: list[Any], at: int) -> int:
        count = counts[at]
        if count is None:
            count = int(_value(levels[at], "start") or 1)
        return count
