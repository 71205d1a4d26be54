"""A compiled template: everything of the package that does not depend on the draft, ready to be zipped."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from pipeline.word.archive import Packed

WATERMARK = "watermark"
"""The slot that no shell asks for: it stands where a header has a watermark."""


class Piece(Struct, frozen=True):
    """Fixed text, then a slot. With ``before`` and ``after``, an empty slot drops its whole paragraph."""

    fixed: str
    before: str
    slot: str
    after: str


class Slotted(Struct, frozen=True):
    """A part with slots."""

    name: str
    pieces: tuple[Piece, ...]
    tail: str


class ListPlace(Struct, frozen=True):
    """Where a style stands in the house lists."""

    num: int
    level: int
    abstract: int
    first: int | None = None
    """Where this list's numbers of the level begin, when it says so itself."""
    changed: tuple[tuple[int, str], ...] = ()
    """Levels that this list defines otherwise than its definition, as XML."""


class ListLevel(Struct, frozen=True):
    """How a list level counts and prints."""

    format: str
    pattern: str
    start: int
    legal: bool = False
    """True when the numbers above are shown as plain figures ("1.1" under "Article I")."""
    restart: int | None = None
    """The level (from 1) after which it begins again; 0: never; None: after any level above."""


class Template(Struct):
    """The house document and one shell, compiled. Plain data."""

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
    commented: tuple[Packed, ...] = ()
    """The fixed parts that are otherwise when the draft has comments."""


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
    for piece in part.pieces:
        word = words[piece.slot]
        out += (piece.fixed, piece.before, word, piece.after) if word or not piece.before else (piece.fixed,)
    out.append(part.tail)
    return "".join(out)
