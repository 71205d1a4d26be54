"""The whole document as pandoc's tree: cover, headings in order, clauses, annexes."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.export import nodes as n
from pipeline.export.blocks import Blocks
from pipeline.export.flavours import Flavour
from pipeline.export.inlines import Inlines
from pipeline.export.nodes import Node
from pipeline.export.style import STYLE
from pipeline.model import Annex, Article, Block, Clause, Definition, Document, Paragraph, Part, all_clauses

_TITLE, _SECTION = 1, 2


def tree_of(document: Document, flavour: Flavour) -> Node:
    """The document for one flavour."""
    inlines = Inlines(flavour, frozenset(_anchors(document)))
    return n.tree(_meta(document, flavour), Body(Blocks(flavour, inlines)).nodes(document))


def _anchors(document: Document) -> Iterable[str]:
    for part in document.body:
        yield from (article.anchor for article in part.articles if article.heading)
    yield from (annex.anchor for annex in document.annexes)
    for clause in all_clauses(document):
        yield from (block.anchor for block in clause.blocks if isinstance(block, Paragraph | Definition))


def _meta(document: Document, flavour: Flavour) -> dict[str, Node]:
    meta = {"lang": n.meta_text(document.language)}
    if flavour.classes:
        names = [name for name in (document.title, document.subtitle) if name]
        meta["pagetitle"] = n.meta_text(" \u2013 ".join(names) or document.id)
        meta["document-css"] = n.meta_switch(False)  # ours instead
        meta["header-includes"] = n.meta_html(f"<style>\n{STYLE}</style>")
    return meta


class Body:
    """Walks the document in reading order."""

    __slots__ = ("_blocks", "_inlines")

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._inlines = blocks.inlines

    def nodes(self, document: Document) -> list[Node]:
        """Everything from the title to the last annex."""
        return [
            n.heading(_TITLE, self._inlines.words(document.title)),
            n.div(self._cover(document), "", "cover"),
            *self._clauses([*document.front, *document.recitals], _SECTION),
            *(node for part in document.body for node in self._part(part, document.numbering == "none")),
            *self._clauses(document.execution, _SECTION),
            *(node for annex in document.annexes for node in self._annex(annex)),
        ]

    def _cover(self, document: Document) -> list[Node]:
        words = self._inlines.words
        parties = [[n.plain(words(name))] for name in document.parties]
        return [
            *([n.para([n.emphasis(words(document.subtitle))])] if document.subtitle else []),
            *([n.bullets(parties)] if parties else []),
            *([n.para(words(document.date_text))] if document.date_text else []),
            *([n.quote([n.para([n.strong(words(document.stamp))])])] if document.stamp else []),
        ]

    def _part(self, part: Part, unnumbered: bool) -> list[Node]:
        """A part's title and articles; without a title its articles stand a level higher."""
        title = [n.heading(_SECTION, self._inlines.words(part.title))] if part.title else []
        level = _SECTION + len(title)
        return [*title, *(node for each in part.articles for node in self._article(each, level, unnumbered))]

    def _article(self, article: Article, level: int, unnumbered: bool) -> list[Node]:
        """An article; strong lines inside are headings only in a document without numbering."""
        clauses = self._clauses(article.clauses, (level + bool(article.heading)) if unnumbered else 0)
        if not article.heading:
            return clauses
        words = self._inlines.nodes(article.heading, plain=True)
        number = self._inlines.number(article.number)
        return [n.heading(level, [*number, *words], self._blocks.fresh(article.anchor)), *clauses]

    def _annex(self, annex: Annex) -> list[Node]:
        name = " \u2013 ".join(each for each in (annex.label, annex.title) if each)
        heading = n.heading(_SECTION, self._inlines.words(name), self._blocks.fresh(annex.anchor))
        return [heading, *self._clauses(annex.clauses, _SECTION + 1)]

    def _clauses(self, clauses: Iterable[Clause], level: int) -> list[Node]:
        """The clauses as one run of blocks, so that a list may go on from one to the next."""
        blocks: list[Block] = [block for clause in clauses for block in clause.blocks]
        return self._blocks.nodes(blocks, level)
