"""Lists that begin again: the extra ``w:num`` elements, and the paragraphs that must name them."""

from __future__ import annotations

from pipeline.word.template import ListPlace, Template

OFF = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
"""Direct numbering that switches a list off."""


class Restarts:
    """A list that was made to begin again is named by its paragraphs until a level above comes."""

    __slots__ = ("_active", "_next", "_nums", "_places")

    def __init__(self, template: Template, nums: list[str]) -> None:
        self._places = template.places
        self._next = template.next_num
        self._nums = nums
        self._active: dict[int, tuple[int, int]] = {}

    def go_on(self, style: str, value: int) -> str:
        """Direct numbering for a paragraph that takes the next number of the model's scheme."""
        return self._direct(self._places[style])

    def begin_at(self, style: str, value: int) -> str:
        """Direct numbering for a paragraph at which the model's numbers begin again, or jump."""
        return self._restart(self._places[style], value)

    def stand_aside(self) -> str:
        """Direct numbering for a paragraph whose number is typed."""
        return OFF

    def _direct(self, place: ListPlace) -> str:
        active = self._active.get(place.abstract)
        if active is None:
            return ""
        if place.level < active[1]:
            del self._active[place.abstract]
            return ""
        return f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{active[0]}"/></w:numPr>'

    def _restart(self, place: ListPlace, value: int) -> str:
        self._active[place.abstract] = (self._next, place.level)
        self._nums.append(
            f'<w:num w:numId="{self._next}"><w:abstractNumId w:val="{place.abstract}"/>'
            f"{_overrides(place, value)}</w:num>"
        )
        self._next += 1
        return self._direct(place)


def _overrides(place: ListPlace, value: int) -> str:
    """The level that begins at ``value``, and whatever the style's own list has changed."""
    changed = dict(place.changed)
    starts = {place.level: f'<w:startOverride w:val="{value}"/>'}
    return "".join(
        f'<w:lvlOverride w:ilvl="{level}">{starts.get(level, "")}{changed.get(level, "")}</w:lvlOverride>'
        for level in sorted({place.level, *changed})
    )
