"""How Word files are made. The words of the agreement are the same in every manner."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.diagnostics import Diagnostic

Level: TypeAlias = Literal["none", "counsel", "full"]
NOTES: tuple[Level, ...] = ("none", "counsel", "full")
PAPERS = ("a4", "letter")


class Manner(Struct, frozen=True):
    """What a run asks of its Word files."""

    notes: Level | None = None
    """Drafting notes beside the clauses; None: what its outline says."""
    paper: str = ""
    """One of ``PAPERS``; empty: the template's own."""
    pages: bool = False
    """Whether LibreOffice lays the documents out, for the pages of their contents and for page limits."""


HOUSE_MANNER = Manner()
"""Where nobody asked for anything."""


def manner_of(notes: Level | None, paper: str | None, pages: bool | None) -> Manner:
    """The manner that a person asked for; without a word about pages, they are measured where they can be."""
    if pages is None:
        from pipeline.app.libreoffice import program  # a run without pages need not look for it

        pages = program() is not None
    return Manner(notes, paper or "", pages)


def lacking(manner: Manner, what: str = "laying out pages") -> Diagnostic | None:
    """What a person asked for and this machine cannot do."""
    if not manner.pages:
        return None
    from pipeline.app.libreoffice import missing, program

    return None if program() else missing(what)
