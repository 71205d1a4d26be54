"""A compiled template: everything of the package that does not depend on the draft, ready to be zipped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from pipeline.word.archive import Packed


class Piece(NamedTuple):
    """Fixed text, then a slot. With ``before`` and ``after``, an empty slot drops its whole paragraph."""

    fixed: str
    before: str
    slot: str
    after: str


class Slotted(NamedTuple):
    """A part with slots."""

    name: str
    pieces: tuple[Piece, ...]
    tail: str


class ListPlace(NamedTuple):
    """Where a style stands in the house lists."""

    num: int
    level: int
    abstract: int


class ListLevel(NamedTuple):
    """How a list level counts and prints."""

    format: str
    pattern: str
    start: int


@dataclass(slots=True)
class Template:
    """The house document and one shell, compiled. Plain data: pickled as it is, marshalled by ``dump``."""

    fixed: tuple[Packed, ...]
    slotted: tuple[Slotted, ...]
    live: bytes | None
    """The shell itself when it has logic and must be rendered for each draft."""
    places: dict[str, ListPlace]
    """By style id."""
    levels: dict[tuple[int, int], ListLevel]
    """By abstract list and level."""
    next_num: int
    language: str
    text_width: int
    """Width of a line of text, in twips."""

    def dump(self) -> tuple[Any, ...]:
        """The template as plain tuples, for marshal."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        plain["fixed"] = tuple(tuple(part) for part in self.fixed)
        plain["slotted"] = tuple((s.name, tuple(tuple(p) for p in s.pieces), s.tail) for s in self.slotted)
        plain["places"] = {style: tuple(place) for style, place in self.places.items()}
        plain["levels"] = {key: tuple(level) for key, level in self.levels.items()}
        return tuple(plain.values())

    @classmethod
    def load(cls, plain: tuple[Any, ...]) -> Template:
        """The template that ``dump`` gave."""
        fixed, slotted, live, places, levels, *rest = plain
        return cls(
            tuple(Packed(*part) for part in fixed),
            tuple(Slotted(name, tuple(Piece(*p) for p in pieces), tail) for name, pieces, tail in slotted),
            live,
            {style: ListPlace(*place) for style, place in places.items()},
            {key: ListLevel(*level) for key, level in levels.items()},
            *rest,
        )


def compile_template(house: bytes, shell: bytes | None, extra_slots: Collection[str] = ()) -> Template:
    """Compile the house document with a shell (None: the house document is its own shell).

    ``extra_slots`` names the slots that documents fill by their own ``shell`` words. InputError when the
    shell asks for an unknown slot or has no body, or when the house document lacks a style.
    """
    from pipeline.word.compile import compile_package

    return compile_package(house, shell if shell is not None else house, extra_slots)


def fill(part: Slotted, words: Mapping[str, str]) -> str:
    """The part's XML with its slots filled; the words are XML already."""
    out: list[str] = []
    for fixed, before, slot, after in part.pieces:
        word = words[slot]
        out += (fixed, before, word, after) if word or not before else (fixed,)
    out.append(part.tail)
    return "".join(out)
