"""What a Word file may carry beside the document's own words: drafting notes, pages for its contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

Notes = Mapping[tuple[str, str, str], Sequence[str]]
"""Paragraphs of a note for counsel, by topic, variant and instance of the clause."""


class Additions(Struct, frozen=True):
    """Nothing here changes a word of the agreement."""

    notes: Notes = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    """The page of each entry of the contents, in order; empty: the contents print without pages."""


NOTHING = Additions()
