"""How the lists of a template are defined: the place of each style, and how each level counts and prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.word.template import ListLevel, ListPlace

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def list_places(styles: Any, numbering: Any) -> dict[str, ListPlace]:
    """The place of every style that stands in a list itself or by the style it is based on."""
    known = {str(style.get(f"{W}styleId")): style for style in styles.iter(f"{W}style")}
    lists = _Lists(known, numbering)
    found = {name: lists.place(name) for name in known}
    return {name: place for name, place in found.items() if place is not None}


def list_levels(styles: Any, numbering: Any) -> dict[tuple[int, int], ListLevel]:
    """Every level by its definition and its depth, as the lists of the styles change it."""
    found = {
        (int(abstract.get(f"{W}abstractNumId")), int(level.get(f"{W}ilvl"))): _level(level)
        for abstract in numbering.iter(f"{W}abstractNum")
        for level in abstract.iter(f"{W}lvl")
    }
    nums = {place.num: place.abstract for place in list_places(styles, numbering).values()}
    for num in numbering.iter(f"{W}num"):
        number = int(num.get(f"{W}numId"))
        if number in nums:
            found |= {(nums[number], int(level.get(f"{W}ilvl"))): _level(level) for level in _changed(num)}
    return found


class _Lists:
    """Styles, lists and definitions by their names in the file."""

    def __init__(self, styles: dict[str, Any], numbering: Any) -> None:
        self._styles = styles
        self._nums = {value(num, "numId", own=True): num for num in numbering.iter(f"{W}num")}
        self._abstracts = {
            value(each, "abstractNumId", own=True): each for each in numbering.iter(f"{W}abstractNum")
        }

    def place(self, name: str) -> ListPlace | None:
        holder = self._holder(name)
        number = value(holder, "pPr", "numPr", "numId")
        num = self._nums.get(number)
        abstract = self._definition(num) if num is not None else None
        if num is None or abstract is None:
            return None
        ilvl = int(value(holder, "pPr", "numPr", "ilvl") or 0)
        level = _linked(abstract, name, str(holder.get(f"{W}styleId")), default=ilvl)
        return ListPlace(
            int(number), level, int(value(abstract, "abstractNumId", own=True)), *_overrides(num, level)
        )

    def _holder(self, name: str) -> Any:
        """The style itself, or the nearest one below it that names a list."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if value(style, "pPr", "numPr", "numId"):
                return style
            name = value(style, "basedOn")
        return None

    def _definition(self, num: Any) -> Any:
        """The definition of a list; one that is kept in a list style is found there."""
        abstract = self._abstracts.get(value(num, "abstractNumId"))
        link = value(abstract, "numStyleLink")
        if link:
            inner = self._nums.get(value(self._styles.get(link), "pPr", "numPr", "numId"))
            return self._abstracts.get(value(inner, "abstractNumId"))
        return abstract


def value(element: Any, *path: str, own: bool = False) -> str:
    """The ``w:val`` of a descendant, or with ``own`` an attribute of the element; "" when it is not there."""
    if element is None:
        return ""
    if own:
        return str(element.get(W + path[0]) or "")
    found = element.find("/".join(W + step for step in path))
    return "" if found is None else str(found.get(f"{W}val") or "")


def number_format(level: Any) -> str:
    """A level's number format; a custom one ("001") is wrapped in an alternative that older Words read."""
    plain = level.find(f"{W}numFmt")
    if plain is not None:
        return str(plain.get(f"{W}val"))
    return "decimal" if next(level.iter(f"{W}numFmt"), None) is None else "custom"


def _level(level: Any) -> ListLevel:
    legal = level.find(f"{W}isLgl")
    return ListLevel(
        number_format(level),
        value(level, "lvlText"),
        int(value(level, "start") or 0),
        legal is not None and (legal.get(f"{W}val") or "1") in ("1", "true", "on"),
        int(value(level, "lvlRestart")) if value(level, "lvlRestart") else None,
    )


def _linked(abstract: Any, *names: str, default: int) -> int:
    """The level that names one of the styles; Word goes by that, not by the level the style names."""
    owners = {value(level, "pStyle"): int(level.get(f"{W}ilvl")) for level in abstract.iter(f"{W}lvl")}
    return next((owners[name] for name in names if name in owners), default)


def _changed(num: Any) -> Iterator[Any]:
    return (level for override in num.iter(f"{W}lvlOverride") for level in override.iter(f"{W}lvl"))


def _overrides(num: Any, level: int) -> tuple[int | None, tuple[tuple[int, str], ...]]:
    """Where the list's own numbers begin at a level, and its changed levels as XML."""
    first: int | None = None
    for override in num.iter(f"{W}lvlOverride"):
        if int(override.get(f"{W}ilvl")) == level and value(override, "startOverride"):
            first = int(value(override, "startOverride"))
    changed = tuple(
        (int(each.get(f"{W}ilvl")), str(etree.tostring(each, encoding="unicode"))) for each in _changed(num)
    )
    return first, changed
