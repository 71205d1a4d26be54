"""Operators over the tables: rows, conditions, links, needs, homes, parameters, facts, outlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from tests.prove import mutants_conditions as conditions
from tests.prove.mutants_conditions import Spoilt
from tests.prove.mutants_yaml import Lines, Scalar, places

Found = Iterator[tuple[str, str]]
"""What was done, and the file's text then."""

CONDITIONS = ("when", "needed", "holds", "when_all", "when_any")
TABLES = ("rows", "gate", "packets", "defaults", "per_party")
PRIVATE = "any(parties, known(red_lines))"


def name(text: str, place: Lines | Scalar) -> str:
    """A place in words: its path, and what its row gives."""
    path = ".".join(str(each) for each in place.path)
    row = place.path if isinstance(place, Lines) else place.path[:-1]
    gives = places(text).at((*row, "gives")) or places(text).at((*row, "value"))
    return f"{path} ({gives.value})" if gives else path


def drop_row(text: str) -> Found:
    """A row of a table is gone."""
    for row in places(text).items(*TABLES, "warnings"):
        yield name(text, row), places(text).put(row, "")


def swap_rows(text: str) -> Found:
    """Two neighbours change places."""
    rows = list(places(text).items(*TABLES))
    for one, other in pairwise(rows):
        if one.path[:-1] == other.path[:-1]:
            yield name(text, one), places(text).exchanged(one, other)


def swap_variants(text: str) -> Found:
    """Two neighbours give each other's variant."""
    given = [each for each in places(text).scalars if each.path[0] == "rows" and each.path[-1] == "gives"]
    for one, other in pairwise(given):
        if one.value != other.value:
            yield f"{one.value} and {other.value}", places(text).exchanged(one, other)


def _spoilt(text: str, how: Callable[[str], Iterator[Spoilt]]) -> Found:
    for place in places(text).scalars:
        if place.key in CONDITIONS:
            for what, new in how(place.value):
                yield f"{name(text, place)}: {what}", places(text).put(place, new)


def widen(text: str) -> Found:
    """A condition has one conjunct less."""
    yield from _spoilt(text, conditions.widened)
    for part in places(text).items("when_all"):
        yield name(text, part), places(text).without(part)


def narrow(text: str) -> Found:
    """A condition has one alternative less."""
    yield from _spoilt(text, conditions.narrowed)
    for part in places(text).items("when_any"):
        yield name(text, part), places(text).without(part)


def negate(text: str) -> Found:
    """An atom of a condition is turned round."""
    return _spoilt(text, conditions.negated)


def move_bound(text: str) -> Found:
    """A bound of a comparison is one off, or strict where it was not."""
    return _spoilt(text, conditions.moved)


def move_value(text: str) -> Found:
    """A default, or a range, is one off."""
    for place in places(text).scalars:
        if place.key in ("value", "range"):
            for match in re.finditer(r"\d+", place.value):
                for step in (-1, 1):
                    new = place.value[: match.start()] + str(int(match.group()) + step)
                    new += place.value[match.end() :]
                    yield f"{name(text, place)}: {place.value} becomes {new}", places(text).put(place, new)


def drop_link(text: str) -> Found:
    """A variant no longer requires, or excludes, another."""
    for link in places(text).items("requires", "conflicts"):
        yield name(text, link), places(text).without(link)


def drop_needed(text: str) -> Found:
    """Nothing says any more when the topic is needed."""
    for entry in places(text).entries("needed"):
        yield name(text, entry), places(text).put(entry, "")


def drop_flag(text: str) -> Found:
    """mandatory, core, caps, gives_way: a flag is gone."""
    for entry in places(text).entries("mandatory", "core", "caps", "gives_way"):
        yield name(text, entry), places(text).put(entry, "")


def home_each(text: str) -> Found:
    """Every document settles the topic for itself, whether what it says binds or not."""
    for place in places(text).scalars:
        if place.path == ("home",) and place.value != "each":
            yield f"{place.value} becomes each", places(text).put(place, "each")


def turn_silence(text: str) -> Found:
    """A fact closes silence the other way."""
    for place in places(text).scalars:
        if place.key == "unanswered":
            new = "holds" if place.value == "fails" else "fails"
            yield f"{name(text, place)}: {new}", places(text).put(place, new)


def drop_form(text: str) -> Found:
    """A term has lost a form or a meaning of its own."""
    for form in places(text).items("shown", "elsewhere"):
        yield name(text, form), places(text).without(form)


def drop_slot(text: str) -> Found:
    """A topic has no place in an outline."""
    found = places(text)
    for item in found.items("articles"):
        if found.at(item.path) is not None:
            yield name(text, item), found.without(item)
    for place in found.scalars:
        if place.key in ("topics", "front", "recitals", "execution") and isinstance(place.path[-1], int):
            yield place.value, _unlisted(text, place)


def _unlisted(text: str, place: Scalar) -> str:
    """A list on one line without one of its values."""
    if text[place.end :].startswith(", "):
        return text[: place.start] + text[place.end + 2 :]
    return text[: place.start].removesuffix(", ") + text[place.end :]


def leak(text: str) -> Found:
    """A private answer decides what everybody reads."""
    for entry in places(text).entries("releases"):
        yield f"no {name(text, entry)}", places(text).put(entry, "")
    for place in places(text).scalars:
        if place.path[-1] in ("when", "needed") and "red_lines" not in place.value:
            yield f"{name(text, place)} reads it", places(text).put(place, f"({place.value}) and {PRIVATE}")
