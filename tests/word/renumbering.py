"""House documents with numbers of their own, as a firm makes them in Word: for the tests of the numbering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.word.archive import pack, write_zip
from pipeline.word.package import read_parts
from pipeline.word.template import Template, compile_template
from tests.word_support import house_bytes

Rows = Mapping[str, tuple[str, str, str]]
"""By style: number format, pattern, and whatever else the level says (``<w:isLgl/>``)."""

PERIODS: Rows = {"ArticleHeading": ("decimal", "%1.", "")}
ROMAN: Rows = {
    "ArticleHeading": ("upperRoman", "Article %1", ""),
    "Level2": ("decimal", "%1.%2", "<w:isLgl/>"),
}
BRACKETS: Rows = {
    "ArticleHeading": ("decimal", "%1)", ""),
    "Level2": ("lowerLetter", "%2)", ""),
    "Level3": ("lowerRoman", "%3)", ""),
    "Level4": ("upperLetter", "%4)", ""),
    "Recital": ("decimal", "%1)", ""),
}
SECTIONS: Rows = {
    "ArticleHeading": ("upperRoman", "Article %1.", ""),
    "Level2": ("decimalZero", "Section %1.%2", "<w:isLgl/>"),
}
SCHEDULES: Rows = {
    "AnnexHeading": ("upperRoman", "Schedule %1", ""),
    "AnnexLevel2": ("decimal", "%2.", ""),
    "Parties": ("decimal", "Party %1:", ""),
}
AMERICAN: Rows = {
    "ArticleHeading": ("decimal", "%1.", ""),
    "Level2": ("lowerLetter", "(%2)", ""),
    "Level3": ("lowerRoman", "(%3)", ""),
    "Level4": ("upperLetter", "(%4)", ""),
    "AnnexHeading": ("decimal", "Exhibit %1.", ""),
}
GERMAN: Rows = {
    "ArticleHeading": ("decimal", "\u00a7 %1", ""),
    "Level2": ("decimal", "(%2)", ""),
    "Level3": ("decimal", "%3.", ""),
    "Level4": ("lowerLetter", "%4)", ""),
}
ROWS: dict[str, Rows] = {
    "periods": PERIODS,
    "roman": ROMAN,
    "brackets": BRACKETS,
    "sections": SECTIONS,
    "schedules": SCHEDULES,
    "american": AMERICAN,
    "german": GERMAN,
}


def renumbered_bytes(rows: Rows) -> bytes:
    """The house document with other numbers."""

    def change(numbering: str) -> str:
        for style, row in rows.items():
            numbering = re.sub(
                rf'<w:lvl w:ilvl="\d">(?:(?!</w:lvl>).)*<w:pStyle w:val="{style}"/>.*?</w:lvl>',
                lambda found, row=row: _level(found[0], *row),  # type: ignore[misc]
                numbering,
            )
        return numbering

    return altered("word/numbering.xml", change)


def altered(name: str, change: object) -> bytes:
    """The house document with one part changed as text."""
    assert callable(change)
    parts = read_parts(house_bytes())
    before = parts[name].decode()
    parts[name] = change(before).encode()
    assert parts[name] != before.encode()
    return write_zip(pack(each, data) for each, data in parts.items())


def _level(level: str, form: str, pattern: str, more: str) -> str:
    """A level with another format and pattern; a restart stands before the style's link, the rest after."""
    level = re.sub(r'(<w:numFmt w:val=")[^"]*', rf"\g<1>{form}", level)
    level = re.sub(r'(<w:lvlText w:val=")[^"]*', rf"\g<1>{pattern}", level)
    before, after = (more, "") if "lvlRestart" in more else ("", more)
    return re.sub(r"(<w:pStyle [^>]*>)", rf"{before}\1{after}", level)


@cache
def template_of(name: str) -> Template:
    """One of ``ROWS``, compiled."""
    return compile_template(renumbered_bytes(ROWS[name]), None)
