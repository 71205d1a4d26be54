"""Numbering of a template: styles without a list, levels out of place, levels without a number of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from pipeline.diagnostics import Diagnostic
from pipeline.word.check.file import View, W, finding, value
from pipeline.word.check.styles import by_id
from pipeline.word.check.words import BULLETS, LISTS, shown
from pipeline.word.numbers.counting import COUNTED, label, shown_levels
from pipeline.word.numbers.levels import list_levels, list_places
from pipeline.word.numbers.scheme import runs_on
from pipeline.word.template import ListLevel, ListPlace

_WHERE = "in Word: Home, Multilevel List, Define New Multilevel List"
_LINK = f"{_WHERE}, More: choose the level, then “Link level to style”"
_FORMAT = f"{_WHERE}: “Enter formatting for number”"
_TYPED = "their numbers would be typed and not count by themselves"
_KEPT = "this does no harm; Word keeps lists that nobody uses any more"
_SILENT = ("bullet", "none")


class Numbering(Struct):
    """Where each numbered style stands, and what each level of each list prints."""

    places: dict[str, ListPlace]
    levels: dict[tuple[int, int], ListLevel]


def list_findings(view: View) -> Iterator[Diagnostic]:
    """What is wrong with the numbering of a house document."""
    numbering, styles = numbering_of(view), by_id(view)
    for style in (each for family in LISTS for each in family if each in styles):
        yield from _place(style, numbering) if style in numbering.places else _none(style)
    for family in LISTS:
        yield from _family(family, numbering)
    yield from _shared(numbering)
    yield from _idle(view, numbering)


def numbering_of(view: View) -> Numbering:
    """The lists of the file, as drafts will use them."""
    found = list_places(view.styles, view.numbering)
    places = {style: found[style] for family in LISTS for style in family if style in found}
    return Numbering(places, list_levels(view.styles, view.numbering))


def list_count(view: View) -> int:
    """How many lists the numbered styles stand in."""
    return len({place.abstract for place in numbering_of(view).places.values()})


def _none(style: str) -> Iterator[Diagnostic]:
    what = "dot" if style in BULLETS else "number that counts by itself"
    said = f"the style `{shown(style)}` has no {what}: it is linked to no list"
    yield finding("list-none", "warning", said, _LINK)


def _place(style: str, numbering: Numbering) -> Iterator[Diagnostic]:
    """One style and its level."""
    place = numbering.places[style]
    level = numbering.levels.get((place.abstract, place.level))
    if level is None:
        said = f"the list of `{shown(style)}` has no level {place.level + 1}"
        yield finding("list-level", "warning", said, _LINK)
    elif style not in BULLETS:
        there = f"level {place.level + 1} of the list of `{_head(style)}` (`{shown(style)}`)"
        yield from _printed(there, place, level, numbering)


def _head(style: str) -> str:
    """The style at the top of a style's list."""
    return shown(next(family[0] for family in LISTS if style in family))


def _printed(there: str, place: ListPlace, level: ListLevel, numbering: Numbering) -> Iterator[Diagnostic]:
    """What a level prints: its own number, none of a level below, in a format that can be counted."""
    counters = shown_levels(level.pattern)
    if level.format in _SILENT or place.level not in counters:
        said = f"{there} prints “{_example(place, numbering)}” without a number of its own"
        yield finding("list-silent", "warning", f"{said}: nothing can refer to it", _FORMAT)
    if any(other > place.level for other in counters):
        said = f"{there} asks for the number of level {max(counters) + 1}, which is below it"
        yield finding("list-below", "warning", said, _FORMAT)
    if level.format not in (*COUNTED, *_SILENT):
        said = f"{there} counts in words or signs that depend on the reader's own Word"
        help_ = f"{_WHERE}: “Number style for this level”; figures, letters and Roman numerals are safe"
        yield finding("list-format", "warning", f"{said}; references to it may show plain figures", help_)
    if runs_on(level, place.level):
        said = f"{there} runs on and does not begin again below each new heading"
        help_ = f"if that is not meant, {_WHERE}, More: “Restart list after”"
        yield finding("list-runs-on", "note", said, help_)


def _example(place: ListPlace, numbering: Numbering) -> str:
    """The first label of a level."""
    rows = [numbering.levels.get((place.abstract, level)) for level in range(place.level + 1)]
    formats = ["decimal" if row is None else row.format for row in rows]
    return label(rows[-1].pattern if rows[-1] else "", [1] * len(rows), formats)


def _family(family: tuple[str, ...], numbering: Numbering) -> Iterator[Diagnostic]:
    """Levels that belong together: in one list, from its top, each below the one before."""
    placed = [(style, numbering.places[style]) for style in family if style in numbering.places]
    for (above, upper), (below, lower) in pairwise(placed):
        if upper.abstract != lower.abstract:
            said = f"`{shown(above)}` and `{shown(below)}` stand in two different lists"
            yield finding("list-apart", "warning", f"{said}, not in one with levels; {_TYPED}", _LINK)
        elif lower.level <= upper.level:
            said = (
                f"`{shown(below)}` stands at level {lower.level + 1} of its list, not below `{shown(above)}`"
            )
            yield finding("list-order", "warning", f"{said} (level {upper.level + 1}); {_TYPED}", _LINK)
    for style, place in placed:
        wanted = family.index(style)
        in_order = [each.level for _, each in placed] == sorted({each.level for _, each in placed})
        if place.level != wanted and in_order and style not in BULLETS:
            said = f"`{shown(style)}` stands at level {place.level + 1} of its list instead of {wanted + 1}"
            yield finding("list-depth", "warning", f"{said}; {_TYPED}", _LINK)


def _shared(numbering: Numbering) -> Iterator[Diagnostic]:
    """Styles of two families in one list: each would count on from the other."""
    homes: dict[int, str] = {}
    for family in LISTS:
        for style in family:
            place = numbering.places.get(style)
            first = homes.setdefault(place.abstract, family[0]) if place is not None else family[0]
            if first != family[0]:
                said = (
                    f"`{shown(style)}` stands in the list of `{shown(first)}`, and would change its numbers"
                )
                yield finding("list-shared", "warning", said, f"{_WHERE} for `{shown(family[0])}`")


def _idle(view: View, numbering: Numbering) -> Iterator[Diagnostic]:
    trees = [view.styles, *(place.tree for place in view.places)]
    asked = {each.get(f"{W}val") for tree in trees for each in tree.iter(f"{W}numId")}
    used = {
        value(num, "abstractNumId") for num in view.numbering.iter(f"{W}num") if num.get(f"{W}numId") in asked
    }
    used |= {str(place.abstract) for place in numbering.places.values()}
    known = {each.get(f"{W}abstractNumId") for each in view.numbering.iter(f"{W}abstractNum")}
    idle = len(known - used)
    if idle:
        said = f"{'one list is' if idle == 1 else f'{idle} lists are'} linked to no style"
        yield finding(
            "list-unused", "note", said, "this does no harm; Word keeps lists that nobody uses any more"
        )
