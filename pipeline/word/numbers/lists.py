"""Keeps the lists of one draft in step with the model's numbers; restarts a list where they ask for it."""

from __future__ import annotations

from pipeline.word.numbers.counting import label
from pipeline.word.numbers.renumbered import Renumbered
from pipeline.word.numbers.restarts import OFF, Restarts
from pipeline.word.numbers.scheme import FORMATS, SCHEME, SPOKEN, Spoken, is_renumbered
from pipeline.word.template import Template

__all__ = ["OFF", "Lists"]

_SEARCHED = 500
"""How far a start value is looked for when a list must begin elsewhere than at one."""


class Lists:
    """Counters of the model's scheme; ``place`` finds the style of the next numbered paragraph."""

    __slots__ = ("_counts", "_restarts", "overrides", "renumbered")

    def __init__(self, template: Template) -> None:
        self._counts = [[0] * len(levels) for levels in SCHEME]
        self.overrides: list[str] = []
        """The ``w:num`` elements that this draft needs beyond the house's own."""
        self.renumbered = Renumbered(template, self.overrides) if is_renumbered(template) else None
        """What the template prints, when that is not the model's own scheme."""
        self._restarts: Restarts = self.renumbered or Restarts(template, self.overrides)

    def place(self, styles: tuple[str, ...], number: str) -> tuple[str, str]:
        """The style whose next number is ``number``, and direct numbering XML when the list must be helped.

        The XML is None-like ("") in the usual case. A number no list can print is left to the caller to
        type: the numbering is then switched off.
        """
        for style in styles:
            spoken = SPOKEN[style]
            value = self._counts[spoken.list][spoken.level] + 1
            if self._peek(spoken, value) == number:
                self._advance(spoken, value)
                return style, self._restarts.go_on(style, value)
        for style in styles:
            value = self._value(SPOKEN[style], number)
            if value:
                self._advance(SPOKEN[style], value)
                return style, self._restarts.begin_at(style, value)
        return styles[0], self._restarts.stand_aside()

    def shown(self, number: str) -> str:
        """What the last paragraph placed prints where the model says ``number``."""
        return number if self.renumbered is None else self.renumbered.label or number

    def _peek(self, spoken: Spoken, value: int) -> str:
        counts = self._counts[spoken.list]
        trial = [*(count or 1 for count in counts[: spoken.level]), value]
        return label(spoken.pattern, trial, FORMATS[spoken.list])

    def _advance(self, spoken: Spoken, value: int) -> None:
        counts = self._counts[spoken.list]
        for above in range(spoken.level):
            counts[above] = counts[above] or 1
        counts[spoken.level] = value
        for below in range(spoken.level + 1, len(counts)):
            counts[below] = 0

    def _value(self, spoken: Spoken, number: str) -> int:
        return next((v for v in range(1, _SEARCHED) if number and self._peek(spoken, v) == number), 0)
