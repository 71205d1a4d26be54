"""Drafting notes as Word comments: the marks in the text, and the part that holds the words."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.word.provenance import AUTHOR
from pipeline.word.text import attribute, run_text

PART = "word/comments.xml"
PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_INITIALS = "CW"
_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
_STYLE = '<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'


def comment_start(number: int) -> str:
    """Where the words begin that a comment is about."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def comment_end(number: int) -> str:
    """Where they end, and the comment's own mark."""
    return f'<w:commentRangeEnd w:id="{number}"/>{_REFERENCE}<w:commentReference w:id="{number}"/></w:r>'


def comments_xml(notes: Sequence[Sequence[str]], as_of: str) -> str:
    """The comments part: one comment a note, numbered from 0; ``as_of``: ISO date, the draft's own."""
    rows = "".join(_comment(number, note, as_of) for number, note in enumerate(notes))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:comments xmlns:w="{_W}">{rows}</w:comments>'


def _comment(number: int, note: Sequence[str], as_of: str) -> str:
    mark = f"{_REFERENCE}<w:annotationRef/></w:r>"
    paragraphs = "".join(
        f'{_STYLE}{"" if at else mark}<w:r><w:t xml:space="preserve">{run_text(words)}</w:t></w:r></w:p>'
        for at, words in enumerate(note)
    )
    return (
        f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:date="{attribute(as_of)}T00:00:00Z" '
        f'w:initials="{_INITIALS}">{paragraphs}</w:comment>'
    )
