"""What a template with numbers of its own prints for each paragraph, and what a reference to it shows.

The facts of a REF field, as Word documents them and as its files show them: trailing periods are left
out; ``\\w`` puts the labels of the levels above before the paragraph's own, from the first that the own
pattern does not show already; a period goes where a bracket follows ("2." and "(a)" give "2(a)"), and stays
where it parts two numbers ("1." and "a." give "1.a"). LibreOffice 25.2 keeps it in both ("2.(a)").
"""

from __future__ import annotations

from msgspec import Struct

from pipeline.word.numbers.counting import label, legal, shown_levels
from pipeline.word.numbers.restarts import OFF, Restarts
from pipeline.word.numbers.scheme import SCHEME, SPOKEN, is_whole, runs_on
from pipeline.word.template import ListLevel, ListPlace, Template

OWN, FULL = " \\n", " \\w"
"""The switches of a reference: the paragraph's own label, or with those above it."""


class Shown(Struct, frozen=True):
    """What a reference prints, its switch ("": no field can print it), and whether it begins with a word."""

    text: str
    switch: str
    named: bool


class Renumbered(Restarts):
    """Runs the template's own counters beside the model's."""

    __slots__ = ("_counts", "_first", "_heard", "_last", "_levels", "_whole", "label")

    def __init__(self, template: Template, nums: list[str]) -> None:
        super().__init__(template, nums)
        self._levels = template.levels
        self._counts: dict[int, dict[int, int]] = {}
        self._first = {(p.num, p.level): p.first for p in template.places.values() if p.first is not None}
        self._whole = [is_whole(template, index) for index in range(len(SCHEME))]
        self._heard: list[dict[int, tuple[str, str]]] = [{} for _ in SCHEME]
        self._last = ""
        self.label = ""
        """What the template prints for the last paragraph; "" when its number is typed."""

    def go_on(self, style: str, value: int) -> str:
        """The next number; the list is restarted where the template would print another than the model's."""
        place = self._known(style)
        if place is None:
            return self.stand_aside()
        due = self._due(place)
        if due != self._wanted(place, value) and not runs_on(self._level(place), place.level):
            return self.begin_at(style, value)
        self._first.pop((self._num(place), place.level), None)
        self._count(style, place, due)
        return self._direct(place)

    def begin_at(self, style: str, value: int) -> str:
        """Begin again, or jump."""
        place = self._known(style)
        if place is None:
            return self.stand_aside()
        wanted = self._wanted(place, value)
        self._count(style, place, wanted)
        return self._restart(place, wanted)

    def stand_aside(self) -> str:
        """A typed number counts for nothing."""
        self._last = self.label = ""
        return OFF

    def shown(self, full: bool) -> Shown | None:
        """What a reference to the last paragraph prints; None when its number is typed, or it prints none."""
        if not self._last or not self.label:
            return None
        parts, live = self._parts() if full else ([self._own()], True)
        text, readable = _joined([part for part, _ in parts])
        switch = (FULL if len(parts) > 1 else OWN) if live and readable else ""
        return Shown(text, switch, is_named(parts[0][1]))

    def _known(self, style: str) -> ListPlace | None:
        place = self._places.get(style)
        return place if place is not None and (place.abstract, place.level) in self._levels else None

    def _level(self, place: ListPlace) -> ListLevel:
        return self._levels[place.abstract, place.level]

    def _wanted(self, place: ListPlace, value: int) -> int:
        """The template's counter for the model's ``value``: the first is wherever the template begins."""
        first = place.first if place.first is not None else self._level(place).start
        return first + value - 1

    def _due(self, place: ListPlace) -> int:
        """The counter that comes next by itself; a list's own beginning counts once."""
        at = (self._num(place), place.level)
        if at in self._first:
            return self._first[at]
        counts = self._counts.get(place.abstract, {})
        return counts.get(place.level, self._level(place).start - 1) + 1

    def _num(self, place: ListPlace) -> int:
        """The list that a paragraph would name or that its style names."""
        num, level = self._active.get(place.abstract, (place.num, 0))
        return num if place.level >= level else place.num

    def _count(self, style: str, place: ListPlace, value: int) -> None:
        counts = self._counts.setdefault(place.abstract, {})
        for above in range(place.level):  # a level that is passed over has begun
            counts.setdefault(above, self._levels.get((place.abstract, above), _UNKNOWN).start)
        counts[place.level] = value
        for below in [depth for depth in counts if depth > place.level]:
            if not self._keeps(place, below):
                del counts[below]
        self._hear(style, self._printed(place, counts))

    def _keeps(self, place: ListPlace, below: int) -> bool:
        restart = self._levels[place.abstract, below].restart
        return restart is not None and restart <= place.level

    def _printed(self, place: ListPlace, counts: dict[int, int]) -> str:
        rows = [self._levels.get((place.abstract, depth), _UNKNOWN) for depth in range(place.level + 1)]
        formats = [row.format for row in rows]
        shown = [counts[depth] for depth in range(place.level + 1)]
        return label(rows[-1].pattern, shown, legal(formats) if rows[-1].legal else formats)

    def _hear(self, style: str, words: str) -> None:
        """Note a label for the references to it and to what stands below it."""
        spoken = SPOKEN[style]
        heard = self._heard[spoken.list]
        for below in [depth for depth in heard if depth > spoken.level]:
            del heard[below]
        heard[spoken.level] = (words, self._level(self._places[style]).pattern)
        self._last, self.label = style, words

    def _own(self) -> tuple[str, str]:
        spoken = SPOKEN[self._last]
        return self._heard[spoken.list][spoken.level]

    def _parts(self) -> tuple[list[tuple[str, str]], bool]:
        """The labels of a full reference from the top, with their patterns; whether a field prints them."""
        spoken = SPOKEN[self._last]
        heard, whole = self._heard[spoken.list], self._whole[spoken.list]
        parts: list[tuple[str, str]] = []
        at, live = spoken.level, True
        while at >= 0:
            if at in heard:
                parts.insert(0, heard[at])
            else:
                live = False  # Word and LibreOffice print a number for a level that is not there
            at = min([at, *shown_levels(heard[at][1])] if whole and at in heard else [at]) - 1
        return parts, live and (whole or len(parts) == 1)


def is_named(pattern: str) -> bool:
    """True when a label begins with a word or a sign of its own: ``Article %1``, ``§ %1``."""
    return bool(pattern.split("%")[0].strip(" \u00a0([{"))


def _joined(parts: list[str]) -> tuple[str, bool]:
    """The labels of a reference in one, and whether it can be read; a comma parts what runs together."""
    text, readable = parts[0], True
    for part in parts[1:]:
        if not part[:1].isalnum():
            text = text.rstrip(".")
        elif text[-1:].isalnum():
            text, readable = f"{text}, ", False
        text += part
    return text.rstrip(".").rstrip(), readable


_UNKNOWN = ListLevel("decimal", "", 0)
