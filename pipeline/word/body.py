"""The body of a document: headings, one content control for each clause, annexes."""

from __future__ import annotations

from pipeline.model import Annex, Article, Clause, Document, Inline, Text
from pipeline.word.blocks import Blocks
from pipeline.word.inlines import Inlines
from pipeline.word.lists import Lists
from pipeline.word.names import clause_bookmark, clause_tag
from pipeline.word.places import places
from pipeline.word.template import Template
from pipeline.word.text import attribute


def body_xml(document: Document, template: Template) -> tuple[str, list[str]]:
    """The body's XML and the extra ``w:num`` elements its lists need."""
    out: list[str] = []
    lists = Lists(template)
    inlines = Inlines(out, places(document))
    writer = Body(out, Blocks(out, inlines, lists, template.text_width), document.numbering == "none")
    writer.document(document)
    return "".join(out), lists.overrides


class Body:
    """Walks the document in reading order."""

    __slots__ = ("_blocks", "_out", "_plain")

    def __init__(self, out: list[str], blocks: Blocks, plain_look: bool) -> None:
        self._out = out
        self._blocks = blocks
        self._plain = plain_look

    def document(self, document: Document) -> None:
        """Write everything that follows the title block."""
        self._clauses("front", document.front, document)
        self._clauses("recitals", document.recitals, document)
        for part in document.body:
            if part.title:
                self._blocks.line("PlainHeading" if self._plain else "PartHeading", [Text(part.title)])
            for article in part.articles:
                self._article(article)
        self._clauses("execution", document.execution, document)
        for annex in document.annexes:
            self._annex(annex)

    def _enter(self, area: str) -> None:
        self._blocks.area = "plain" if self._plain else area

    def _clauses(self, area: str, clauses: list[Clause], document: Document) -> None:
        """Clauses outside the articles, under a heading when the shell words have one for them."""
        self._enter(area)
        words = document.shell.get(f"heading_{area}", "")
        if words and clauses:
            self._blocks.line("PlainHeading" if self._plain else "SectionHeading", [Text(words)])
        for clause in clauses:
            self._open(clause)
            self._close(clause)

    def _article(self, article: Article) -> None:
        """The heading stands in the only clause's control, so that the two go together; else before them."""
        self._enter("article")
        alone = len(article.clauses) == 1
        if not alone:
            self._heading(article)
        for clause in article.clauses:
            self._open(clause)
            if alone:
                self._heading(article)
            self._close(clause)

    def _heading(self, article: Article) -> None:
        if not article.heading:
            return
        if self._plain or not article.number:
            style = "PlainHeading" if self._plain else "SectionHeading"
            self._blocks.line(style, article.heading, "", article.anchor, True)
        else:
            styles = ("ArticleHeading",)
            self._blocks.numbered(styles, article.number, article.heading, anchor=article.anchor, plain=True)

    def _annex(self, annex: Annex) -> None:
        self._enter("annex")
        heading: list[Inline] = [Text(annex.title)]
        self._blocks.numbered(("AnnexHeading",), annex.label, heading, anchor=annex.anchor)
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
        self._blocks.bookmark = clause_bookmark(clause)

    def _close(self, clause: Clause) -> None:
        before = len(self._out)
        for block in clause.blocks:
            self._blocks.block(block)
        if self._blocks.bookmark and len(self._out) == before:
            self._blocks.line("BodyText", [])
        self._out.append("</w:sdtContent></w:sdt>")
        self._blocks.bookmark = ""
