"""What differs between the formats, as data."""

from __future__ import annotations

from msgspec import Struct

DOTS = "\u2026" * 12
"""A line to write on, where no rule can be drawn."""


class Flavour(Struct, frozen=True):
    """One format."""

    name: str
    suffix: str
    writer: str
    """Pandoc's name of the format, with extensions."""
    options: tuple[str, ...] = ()
    """Further arguments to pandoc."""
    links: bool = False
    """References lead to their place."""
    classes: bool = False
    """Numbered paragraphs carry their id and level, for the style sheet; otherwise deep levels are set in."""
    lists: bool = False
    """Deep levels stand in bullet lists, because quotes would look like notes."""
    escapes: bool = False
    """Letters that pandoc forgets are escaped here, and a line break in a text becomes a space."""
    caption_above: bool = False
    """The caption is a paragraph before the table."""
    shares: bool = False
    """Columns get a share of the width."""
    signature_table: bool = False
    """Signature lines stand in a table, not in a list."""
    blank: str = DOTS
    """What stands on an empty signature line."""


_FLAVOURS = (
    Flavour(
        "html",
        ".html",
        "html",
        ("--standalone", "--wrap=none"),
        links=True,
        classes=True,
        signature_table=True,
        blank="",
    ),
    Flavour(
        "markdown",
        ".md",
        "gfm-raw_html",
        ("--wrap=none",),
        lists=True,
        escapes=True,
        caption_above=True,
    ),
    Flavour(
        "odt",
        ".odt",
        "odt",
        ("--shift-heading-level-by=-1",),  # the first heading becomes the title, in style and properties
        links=True,
        shares=True,
        signature_table=True,
    ),
    Flavour("text", ".txt", "plain", ("--columns=78",), shares=True),
)
FLAVOURS = {flavour.name: flavour for flavour in _FLAVOURS}
