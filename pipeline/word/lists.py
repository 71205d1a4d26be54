"""Keeps the lists of one draft in step with the model's numbers; restarts a list where they ask for it."""

from __future__ import annotations

from pipeline.word.counting import label
from pipeline.word.template import ListPlace, Template

_SEARCHED = 500
"""How far a start value is looked for when a list must begin elsewhere than at one."""


class Lists:
    """Counters as Word will run them; ``place`` finds the style of the next numbered paragraph."""

    __slots__ = ("_counts", "_formats", "_next", "_override", "_patterns", "_places", "_started", "overrides")

    def __init__(self, template: Template) -> None:
        self._places = template.places
        self._next = template.next_num
        self._counts: dict[int, list[int]] = {}
        self._started: dict[int, list[int]] = {}
        self._patterns: dict[int, list[str]] = {}
        self._formats: dict[int, list[str]] = {}
        self._override: dict[int, tuple[int, int]] = {}
        self.overrides: list[str] = []
        """The ``w:num`` elements that this draft needs beyond the house's own."""
        for (abstract, _), facts in sorted(template.levels.items()):
            self._formats.setdefault(abstract, []).append(facts.format)
            self._patterns.setdefault(abstract, []).append(facts.pattern)
            self._started.setdefault(abstract, []).append(facts.start)
            self._counts.setdefault(abstract, []).append(facts.start - 1)

    def place(self, styles: tuple[str, ...], number: str) -> tuple[str, str]:
        """The style whose next label is ``number``, and direct numbering XML when the list must be helped.

        The XML is None-like ("") in the usual case. A number no list can print is left to the caller to
        type: the numbering is then switched off.
        """
        for style in styles:
            place = self._places[style]
            value = self._counts[place.abstract][place.level] + 1
            if self._peek(place, value) == number:
                self._advance(place, value)
                return style, self._direct(place)
        for style in styles:
            value = self._value(self._places[style], number)
            if value:
                return style, self._restart(self._places[style], value)
        return styles[0], OFF

    def _peek(self, place: ListPlace, value: int) -> str:
        counts = self._counts[place.abstract]
        if 0 in counts[: place.level]:
            starts = self._started[place.abstract]
            counts = [count or starts[at] for at, count in enumerate(counts)]
        trial = [*counts[: place.level], value]
        return label(self._patterns[place.abstract][place.level], trial, self._formats[place.abstract])

    def _advance(self, place: ListPlace, value: int) -> None:
        counts, starts = self._counts[place.abstract], self._started[place.abstract]
        for above in range(place.level):
            counts[above] = counts[above] or starts[above]
        counts[place.level] = value
        for below in range(place.level + 1, len(counts)):
            counts[below] = starts[below] - 1
        active = self._override.get(place.abstract)
        if active is not None and place.level < active[1]:
            del self._override[place.abstract]

    def _direct(self, place: ListPlace) -> str:
        active = self._override.get(place.abstract)
        return "" if active is None else _num_pr(active[0], place.level)

    def _value(self, place: ListPlace, number: str) -> int:
        return next((v for v in range(1, _SEARCHED) if number and self._peek(place, v) == number), 0)

    def _restart(self, place: ListPlace, value: int) -> str:
        self._advance(place, value)
        self._override[place.abstract] = (self._next, place.level)
        self.overrides.append(
            f'<w:num w:numId="{self._next}"><w:abstractNumId w:val="{place.abstract}"/>'
            f'<w:lvlOverride w:ilvl="{place.level}"><w:startOverride w:val="{value}"/></w:lvlOverride>'
            "</w:num>"
        )
        self._next += 1
        return self._direct(place)


OFF = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
"""Direct numbering that switches a list off."""


def _num_pr(num: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
