"""What a rival is: a way to make the one file, its own clock, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct


class Task(Struct, frozen=True):
    """One document, as every rival gets it."""

    ours: bytes
    """Our own file, whose words and styles are wanted."""
    base: bytes
    """The house document without text, its header and footer filled in: a base to write on."""
    template: bytes
    """The docxtpl twin's template, with its loops."""
    context: dict[str, Any]
    """The docxtpl twin's words."""
    folder: Path
    """A place for files that a rival needs on the disk."""


class Rival(Struct, frozen=True):
    """A tool that is ready to make the file."""

    name: str
    """With its version."""
    how: str
    """How it is used here."""
    leaves_out: str
    """What it has not to do, beside all that docxtpl has not to do (``LACKING``)."""
    make: Callable[[], bytes]
    seconds: Callable[[], float]
    """One run by the clock."""


class Missing(Struct, frozen=True):
    """A tool that is not there."""

    name: str
    why: str


FIXED = "the same, header and footer (filled in beforehand), what keeps signatures together"
"""What a rival that writes on a base leaves out beside its own."""
LACKING = "notes, provenance, content controls, live references, looks of single words, links in the contents"
"""What docxtpl's template leaves out, and so does every rival: it has less to do, never more."""
