"""The scheme of numbers that the document model speaks, and how far a template departs from it.

The model says "7.2" and "(a)" whatever a firm has made of the template: what is printed is the template's.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.word.numbers.counting import COUNTED, shown_levels
from pipeline.word.styles import USED
from pipeline.word.template import ListLevel, ListPlace, Template


class Spoken(Struct, frozen=True):
    """Where a style stands in the model's scheme: its list, its level from 0, and how its number is said."""

    list: int
    level: int
    format: str
    pattern: str


SCHEME: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("ArticleHeading", "decimal", "%1"),
        ("Level2", "decimal", "%1.%2"),
        ("Level3", "lowerLetter", "(%3)"),
        ("Level4", "lowerRoman", "(%4)"),
    ),
    (
        ("AnnexHeading", "upperLetter", "Annex %1"),
        ("AnnexLevel2", "decimal", "%2"),
        ("AnnexLevel3", "lowerLetter", "(%3)"),
        ("AnnexLevel4", "lowerRoman", "(%4)"),
    ),
    (("Recital", "upperLetter", "(%1)"), ("RecitalLevel2", "lowerLetter", "(%2)")),
    (("Parties", "decimal", "(%1)"),),
)
"""The lists of the model: style, number format and pattern of each level."""

SPOKEN: dict[str, Spoken] = {
    style: Spoken(index, level, form, pattern)
    for index, levels in enumerate(SCHEME)
    for level, (style, form, pattern) in enumerate(levels)
}
"""By style id."""

FORMATS: tuple[tuple[str, ...], ...] = tuple(tuple(row[1] for row in levels) for levels in SCHEME)
"""The number formats of each list of the model."""


def is_renumbered(template: Template) -> bool:
    """True when the template prints, counts or orders anything otherwise than the model says it."""
    places, levels = template.places, template.levels
    seen: set[int] = set()
    for rows in SCHEME:
        first = places.get(rows[0][0])
        if first is None or first.abstract in seen:
            return True
        seen.add(first.abstract)
        for level, (style, form, pattern) in enumerate(rows):
            if places.get(style) != ListPlace(first.num, level, first.abstract):
                return True
            if levels.get((first.abstract, level)) != ListLevel(form, pattern, 1):
                return True
    return False


def is_whole(template: Template, index: int) -> bool:
    """True when a list of the model is one list of the template, level by level."""
    places = [template.places.get(style) for style, _, _ in SCHEME[index]]
    abstracts = {place.abstract for place in places if place is not None}
    return len(abstracts) == 1 and all(
        place is not None and place.level == level for level, place in enumerate(places)
    )


def runs_on(level: ListLevel, depth: int) -> bool:
    """True when the template lets a level's numbers go on where the model begins again."""
    return level.restart is not None and level.restart < depth


def unprintable(template: Template) -> list[str]:
    """What a draft in this template's numbering cannot print right, in plain words; empty if all is well."""
    found = [problem for style in SPOKEN for problem in _of_style(template, style)]
    found += [problem for index in range(len(SCHEME)) for problem in _of_list(template, index)]
    return [*found, *_strangers(template)]


def _of_style(template: Template, style: str) -> Iterator[str]:
    place = template.places.get(style)
    facts = template.levels.get((place.abstract, place.level)) if place is not None else None
    if place is None or facts is None:
        yield f"`{style}` is linked to no list: its numbers are typed and do not count by themselves"
        return
    if facts.format in ("bullet", "none") or place.level not in shown_levels(facts.pattern):
        yield f"`{style}` prints “{facts.pattern}” without a number of its own: nothing can refer to it"
    for at in {place.level, *shown_levels(facts.pattern)}:
        above = template.levels.get((place.abstract, at))
        if above is not None and above.format not in COUNTED:
            yield (
                f"`{style}` prints numbers of the format `{above.format}`, which the writer cannot count: "
                "references to it show plain figures until Word updates them"
            )
    if runs_on(facts, place.level):
        yield (
            f"the numbers of `{style}` run on and do not begin again below each new heading: "
            "a reference from another document shows the number that they would have otherwise"
        )


def _of_list(template: Template, index: int) -> Iterator[str]:
    styles = [row[0] for row in SCHEME[index] if row[0] in template.places]
    placed = [(template.places[style].abstract, template.places[style].level) for style in styles]
    for style, at in zip(styles, placed, strict=True):
        if placed.index(at) != styles.index(style):
            yield f"`{style}` stands at the same level of the same list as `{styles[placed.index(at)]}`"
    if index == 0 and len(styles) == len(SCHEME[0]) and not is_whole(template, 0):
        yield (
            f"{', '.join(f'`{style}`' for style in styles)} are not the first levels of one list: "
            "references such as 7.2(a) are typed and do not change with the clauses"
        )


def _strangers(template: Template) -> Iterator[str]:
    """Other styles in the lists of the model: the paragraphs before would count where nobody expects it."""
    lists = {template.places[style].abstract for style in SPOKEN if style in template.places}
    for style in USED:
        place = template.places.get(style)
        if style not in SPOKEN and place is not None and place.abstract in lists:
            yield f"`{style}` stands in a list of numbered clauses, and would change their numbers"
