"""The labels Word prints, computed from a .docx alone: styles, direct numbering, overrides.

It shares nothing with the writer but the formats of single counters, so that it can check the writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.word.numbers.counting import label, legal
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
    numbering, styles = parse(parts["word/numbering.xml"]), parse(parts["word/styles.xml"])
    known = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    return list(_walk(parse(parts["word/document.xml"]), known, _Counter(numbering, known)))


def text_of(paragraph: Any) -> str:
    """The visible words of a paragraph; a line break counts as a line end."""
    runs = (e for e in paragraph.iter(*_WORDS) if e.getparent().tag == f"{W}r")
    return "".join(_WORDS[e.tag] or e.text or "" for e in runs)


def _walk(document: Any, styles: dict[str, Any], counter: _Counter) -> Iterator[Label]:
    for paragraph in document.iter(f"{W}p"):
        style = _value(paragraph, "pPr", "pStyle") or "Normal"
        num, level = _place(paragraph, style, styles, counter)
        yield Label(style, counter.next(num, level) if num != "0" else "", text_of(paragraph))


def _place(paragraph: Any, name: str, styles: dict[str, Any], counter: _Counter) -> tuple[str, int]:
    """The list and level of a paragraph: its own, else those of its style or the style's base.

    A level that names the style counts for it, whatever level the style itself names.
    """
    num, level = _value(paragraph, "pPr", "numPr", "numId"), _value(paragraph, "pPr", "numPr", "ilvl")
    if num:
        return num, int(level or 0)
    names = [name]
    while names[-1] in styles and not num:
        style = styles[names[-1]]
        num, level = _value(style, "pPr", "numPr", "numId"), _value(style, "pPr", "numPr", "ilvl")
        if not num:
            names.append(_value(style, "basedOn"))
    if num in ("", "0"):
        return "0", 0
    return num, counter.level_of(num, names[0], names[-1], default=int(level or 0))


def _value(element: Any, *path: str) -> str:
    found = element.find("/".join(W + step for step in path))
    return "" if found is None else str(found.get(f"{W}val"))


class _Counter:
    """Word's counters: one set for each abstract list; a start override takes effect once."""

    def __init__(self, numbering: Any, styles: dict[str, Any]) -> None:
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._levels: dict[str, dict[int, Any]] = {}
        self._changed: dict[str, dict[int, Any]] = {}
        links = {}
        for definition in numbering.iter(f"{W}abstractNum"):
            name = str(definition.get(f"{W}abstractNumId"))
            links[name] = _value(definition, "numStyleLink")
            self._levels[name] = _by_depth(definition)
            self._counts[name] = {}
        for num in numbering.iter(f"{W}num"):
            self._add(str(num.get(f"{W}numId")), num)
        self._follow(links, styles)

    def _add(self, name: str, num: Any) -> None:
        self._abstract[name] = _value(num, "abstractNumId")
        self._changed[name] = {}
        for override in num.iter(f"{W}lvlOverride"):
            level = int(override.get(f"{W}ilvl"))
            self._changed[name] |= _by_depth(override)
            if _value(override, "startOverride"):
                self._starts[name, level] = int(_value(override, "startOverride"))

    def _follow(self, links: dict[str, str], styles: dict[str, Any]) -> None:
        """Lists whose definition is kept in a list style take it from there."""
        for name, abstract in list(self._abstract.items()):
            style = styles.get(links.get(abstract, ""))
            if style is not None:
                self._abstract[name] = self._abstract[_value(style, "pPr", "numPr", "numId")]

    def level_of(self, num: str, *styles: str, default: int) -> int:
        """The level that belongs to one of the styles, most wanted first."""
        levels = self._levels[self._abstract[num]]
        owned = {_value(element, "pStyle"): depth for depth, element in levels.items()}
        return next((owned[style] for style in styles if style in owned), default)

    def next(self, num: str, level: int) -> str:
        """Count one paragraph of a list and give its label; a level that is passed over has begun."""
        counts = self._counts[self._abstract[num]]
        levels = self._levels[self._abstract[num]] | self._changed[num]
        forced = self._starts.pop((num, level), None)
        for above in range(level):
            counts.setdefault(above, _start(levels.get(above)))
        first = _start(levels[level])
        counts[level] = forced if forced is not None else counts.get(level, first - 1) + 1
        for below in [depth for depth in counts if depth > level]:
            if level < _restarts_after(levels[below], below):
                del counts[below]
        return self._label(levels, counts, level)

    def _label(self, levels: dict[int, Any], counts: dict[int, int], level: int) -> str:
        formats = [_format(levels.get(depth)) for depth in range(level + 1)]
        if formats[level] == "bullet":
            return ""
        shown = [counts[depth] for depth in range(level + 1)]
        figures = levels[level].find(f"{W}isLgl")
        if figures is not None and figures.get(f"{W}val") not in ("0", "false", "off"):
            formats = legal(formats)
        return label(_value(levels[level], "lvlText"), shown, formats)


def _by_depth(parent: Any) -> dict[int, Any]:
    return {int(level.get(f"{W}ilvl")): level for level in parent.findall(f"{W}lvl")}


def _start(level: Any) -> int:
    """Where a level begins; a level that does not say so begins at nought."""
    return int(_value(level, "start") or 0) if level is not None else 0


def _format(level: Any) -> str:
    return (_value(level, "numFmt") or "decimal") if level is not None else "decimal"


def _restarts_after(level: Any, depth: int) -> int:
    """The level begins again after paragraphs of fewer than so many levels; nought: never."""
    said = _value(level, "lvlRestart")
    return min(int(said), depth) if said else depth
