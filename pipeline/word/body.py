"""The body of a document: headings, one content control for each clause, annexes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.model import Annex, Article, Clause, Document, Inline, Signature, Text
from pipeline.word.additions import Notes
from pipeline.word.blocks import Blocks, Marks
from pipeline.word.contents import Heading
from pipeline.word.inlines import Inlines
from pipeline.word.names import clause_bookmark, clause_tag
from pipeline.word.numbers.lists import Lists
from pipeline.word.places import places
from pipeline.word.template import Template
from pipeline.word.text import attribute


class Written(Struct):
    """What the body came to: its XML, the ``w:num`` elements its lists need, its headings and its notes."""

    xml: str
    nums: list[str]
    headings: list[Heading]
    next_control: int
    """A control id that is free."""
    notes: list[Sequence[str]]
    """The words of each comment in the body, by its number."""


def write_body(document: Document, template: Template, notes: Notes) -> Written:
    """The body of a document with its drafting notes."""
    out: list[str] = []
    lists = Lists(template)
    inlines = Inlines(out, places(document, template), template)
    blocks = Blocks(out, inlines, lists, template.text_width)
    writer = Body(out, blocks, document.numbering == "none", notes)
    writer.document(document)
    return Written("".join(out), lists.overrides, blocks.headings, inlines.next_control(), writer.noted)


class Body:
    """Walks the document in reading order."""

    __slots__ = ("_blocks", "_notes", "_out", "_plain", "noted")

    def __init__(self, out: list[str], blocks: Blocks, plain_look: bool, notes: Notes) -> None:
        self._out = out
        self._blocks = blocks
        self._plain = plain_look
        self._notes = notes
        self.noted: list[Sequence[str]] = []

    def document(self, document: Document) -> None:
        """Write everything that follows the title block."""
        self._clauses("front", document.front, document)
        self._clauses("recitals", document.recitals, document)
        for part in document.body:
            if part.title:
                self._blocks.heading("PlainHeading" if self._plain else "PartHeading", [Text(part.title)])
            for article in part.articles:
                self._article(article, 2 if part.title else 1)
        self._clauses("execution", document.execution, document)
        for annex in document.annexes:
            self._annex(annex)

    def _enter(self, area: str) -> None:
        self._blocks.area = "plain" if self._plain else area

    def _clauses(self, area: str, clauses: list[Clause], document: Document) -> None:
        """Clauses outside the articles, under a heading when the shell words have one for them."""
        self._enter(area)
        self._blocks.chained = _on_one_page(clauses)
        words = document.shell.get(f"heading_{area}", "")
        if words and clauses:
            self._blocks.heading("PlainHeading" if self._plain else "SectionHeading", [Text(words)])
        for clause in clauses:
            self._open(clause)
            self._close(clause)

    def _article(self, article: Article, level: int) -> None:
        """The heading stands in the only clause's control, so that the two go together; else before them."""
        self._enter("article")
        self._blocks.chained = _on_one_page(article.clauses)
        alone = len(article.clauses) == 1
        if not alone:
            self._heading(article, level)
        for clause in article.clauses:
            self._open(clause)
            if alone:
                self._heading(article, level)
            self._close(clause)

    def _heading(self, article: Article, level: int) -> None:
        if not article.heading:
            return
        style = "PlainHeading" if self._plain else "ArticleHeading" if article.number else "SectionHeading"
        number = "" if self._plain else article.number
        self._blocks.heading(style, article.heading, number, article.anchor, level)

    def _annex(self, annex: Annex) -> None:
        self._enter("annex")
        heading: list[Inline] = [Text(annex.title)]
        self._blocks.heading("AnnexHeading", heading, annex.label, annex.anchor)
        for clause in annex.clauses:
            self._open(clause)
            self._close(clause)

    def _open(self, clause: Clause) -> None:
        """Begin a clause's control: a tag, no lock, and no title.

        LibreOffice 25.2 crashes when it exports a titled control over paragraphs with live references.
        """
        tag, number = attribute(clause_tag(clause)), self._blocks.inlines.next_control()
        self._out.append(
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{number}"/></w:sdtPr><w:sdtContent>'
        )
        self._blocks.marks = Marks((clause_bookmark(clause),), self._note(clause))

    def _note(self, clause: Clause) -> int | None:
        """The number of the clause's drafting note, if it has one."""
        words = self._notes.get((clause.topic, clause.variant, clause.instance))
        if not words:
            return None
        self.noted.append(words)
        return len(self.noted) - 1

    def _close(self, clause: Clause) -> None:
        before = len(self._out)
        for block in clause.blocks:
            self._blocks.block(block)
        if self._blocks.marks is not None and len(self._out) == before:
            self._blocks.line("BodyText", [])
        self._out.append("</w:sdtContent></w:sdt>")
        self._blocks.marks = None


_ROOM = 30
"""Lines of signature blocks that one page holds, lead-ins counted as two."""


def _on_one_page(clauses: list[Clause]) -> int:
    """How many signature blocks stay with the next: all but the last, if one page has room for them."""
    signed = [block for clause in clauses for block in clause.blocks if type(block) is Signature]
    lines = sum(2 + len(each.lines) for each in signed)
    return len(signed) - 1 if signed and lines <= _ROOM else 0
