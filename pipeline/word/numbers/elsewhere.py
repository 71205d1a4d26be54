"""Numbers of another document of the packet: typed words, in the numbers of the shared template."""

from __future__ import annotations

import re

from pipeline.word.numbers.counting import printed
from pipeline.word.numbers.renumbered import Renumbered, Shown
from pipeline.word.numbers.scheme import SCHEME, runs_on
from pipeline.word.template import Template

_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?(?:\(([a-z]+)\))?(?:\(([ivxlc]+)\))?")
"""Article, clause, item and item of an item."""
_ANNEX = re.compile(r"Annex ([A-Z]+)")
_SEARCHED = 500


def elsewhere(number: str, template: Template) -> Shown | None:
    """What the template prints for a number of the model, of a document that is not at hand.

    None when that cannot be known: other words, or numbers that run on from one article to the next.
    """
    rows = _rows(number)
    if not rows or any(_runs_on(template, style) for style, _ in rows):
        return None
    counted = Renumbered(template, [])
    for style, value in rows:
        counted.begin_at(style, value)
    return counted.shown(full=True)


def _rows(number: str) -> list[tuple[str, int]]:
    """The style and the counter of each level that a number names."""
    annex = _ANNEX.fullmatch(number)
    if annex is not None:
        return [(SCHEME[1][0][0], _value(annex[1], "upperLetter"))]
    found = _NUMBER.fullmatch(number)
    if found is None:
        return []
    tokens = zip(SCHEME[0], found.groups(), strict=True)
    return [(style, _value(token, form)) for (style, form, _), token in tokens if token]


def _value(token: str, form: str) -> int:
    return next((value for value in range(1, _SEARCHED) if printed(value, form) == token), 1)


def _runs_on(template: Template, style: str) -> bool:
    place = template.places.get(style)
    level = template.levels.get((place.abstract, place.level)) if place is not None else None
    return place is None or level is None or runs_on(level, place.level)
