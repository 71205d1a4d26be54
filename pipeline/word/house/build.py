"""Builds the house document and its shells, as a starting point; lawyers restyle them in Word.

Style ids must stay. ``python -m tests.word.build_house templates/house.docx`` writes them all.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm
from msgspec import Struct

from pipeline.word.house.base import LANGUAGE, lay_ground, saved
from pipeline.word.house.furniture import furnish

NEW_PAGE = "\f"
"""A line of a layout that begins a new page."""
_CONTENTS = (("TOC Heading", "Contents"), ("Body Text", "{{ contents }}"))
_BODY = (("Body Text", "{{ body }}"),)


class Layout(Struct, frozen=True):
    """What tells one shell from another: page margins (cm) and the paragraphs above the body."""

    title: str
    side: float
    top: float
    bottom: float
    block: tuple[tuple[str, str], ...]
    """Pairs of style name and text, in reading order."""
    furnished: bool = False
    """True for the house document: the shells take their headers and footers from it."""


HOUSE = Layout(
    "House document",
    2.5,
    2.5,
    2.3,
    (
        ("Stamp", "{{ stamp }}"),
        ("Cover Title", "{{ title }}"),
        ("Subtitle", "{{ subtitle }}"),
        ("Cover Label", "Between"),
        ("Party Name", "{{ parties }}"),
        ("Cover Date", "Draft of {{ date_text }}"),
        ("Body Text", NEW_PAGE),
        *_CONTENTS,
        ("Body Text", NEW_PAGE),
        *_BODY,
    ),
    furnished=True,
)
CHARTER = Layout(
    "Charter shell",
    2.5,
    2.3,
    2.2,
    (
        ("Title", "{{ title }}"),
        ("Subtitle", "{{ subtitle }}"),
        ("Title Date", "{{ parties_line }}"),
        *_CONTENTS,
        ("Body Text", NEW_PAGE),
        *_BODY,
    ),
)
ONE_PAGE = Layout(
    "One-page shell",
    2.0,
    1.7,
    1.5,
    (
        ("Title", "{{ title }}"),
        ("Subtitle", "{{ subtitle }}"),
        ("Title Date", "{{ parties_line }}"),
        ("Plain Body", "{{ body }}"),
    ),
)
MEMORANDUM = Layout(
    "Memorandum shell",
    2.2,
    1.7,
    1.5,
    (
        ("Title", "{{ title }}"),
        ("Subtitle", "{{ subtitle }}"),
        ("Title Date", "{{ date_text }}"),
        ("Body Text", "{{ body }}"),
    ),
)
SHELLS = {"charter": CHARTER, "one_page": ONE_PAGE, "simple_mou": MEMORANDUM}
"""By the folder of the instrument."""


def build(layout: Layout) -> bytes:
    """The whole .docx of one layout; equal input gives equal bytes."""
    document: Any = docx.Document()
    lay_ground(document)
    section = document.sections[0]
    _set_page(section, layout)
    for style, text in layout.block:
        paragraph = document.add_paragraph("" if text == NEW_PAGE else text, style=style)
        if text == NEW_PAGE:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
    if layout.furnished:
        furnish(section, own_first_page=True)
    _set_properties(document, layout)
    return saved(document)


def _set_page(section: Any, layout: Layout) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(layout.side)
    section.top_margin, section.bottom_margin = Cm(layout.top), Cm(layout.bottom)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(0.9)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _set_properties(document: Any, layout: Layout) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = "Charterwright"
    core.title, core.comments, core.language = layout.title, "", LANGUAGE
    core.created = core.modified = datetime(2026, 1, 1)
    core.revision = 1
