"""The table of contents: Word's own field with its result, so that nobody is asked to update it.

Without known pages the field asks for none (switch ``\\n``), so that its result is right in every layout.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.word.text import run_text

LEVELS = 2
_LEAST, _LETTER, _GAP = 907, 100, 200
"""Twips: the least room for a label, about one letter of it, and what stays free after the longest."""
_RUN = '<w:r><w:t xml:space="preserve">'
_END = "</w:t></w:r>"
_TAB = "<w:r><w:tab/></w:r>"
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
_SEPARATE = ' </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_FINISH = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


class Heading(Struct, frozen=True):
    """A heading as the body has it: its bookmark, its label ("" when it has none), words, level 1 or 2."""

    bookmark: str
    label: str
    words: str
    level: int


def bookmark_of(index: int) -> str:
    """The bookmark of the heading at an index, named as Word names them."""
    return f"_Toc{index + 1:08d}"


def contents_xml(headings: Sequence[Heading], pages: Sequence[int], control: int) -> str:
    """The whole table in the control that Word keeps it in; "" without headings.

    ``pages``: the page of each heading, or none at all; ``control``: a control id of its own.
    """
    if not headings:
        return ""
    known = pages if len(pages) == len(headings) else ()
    switches = f'TOC \\o "1-{LEVELS}" {"" if known else chr(92) + "n "}\\h \\z \\u'
    stop = _stop(headings)
    rows = [_row(each, known[at] if known else 0, stop) for at, each in enumerate(headings)]
    rows[0] = rows[0].replace("</w:pPr>", f"</w:pPr>{_BEGIN}{switches}{_SEPARATE}", 1)
    rows[-1] = rows[-1].removesuffix("</w:p>") + f"{_FINISH}</w:p>"
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{control}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{''.join(rows)}</w:sdtContent></w:sdt>"
    )


def _stop(headings: Sequence[Heading]) -> str:
    """Where the words of entries with a label begin. Said on the entry: short words would stop there too."""
    place = max(_LEAST, max(len(each.label) for each in headings) * _LETTER + _GAP)
    return f'<w:tabs><w:tab w:val="left" w:pos="{place}"/></w:tabs>'


def _row(heading: Heading, page: int, stop: str) -> str:
    label = f"{_RUN}{run_text(heading.label)}{_END}{_TAB}" if heading.label else ""
    shown = _page(heading.bookmark, page) if page else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TOC{heading.level}"/>{stop if label else ""}</w:pPr>'
        f'<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">'
        f"{label}{_RUN}{run_text(heading.words)}{_END}{shown}</w:hyperlink></w:p>"
    )


def _page(bookmark: str, page: int) -> str:
    return f"{_TAB}{_BEGIN}PAGEREF {bookmark} \\h{_SEPARATE}{_RUN}{page}{_END}{_FINISH}"
