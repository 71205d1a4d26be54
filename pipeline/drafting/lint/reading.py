"""A document read once: its passages as plain words, with what stands in them set apart.

In a passage's words a person's own text, a value and a reference are signs, so that no check blames a person
for what stands in an answer; a defined term is in small letters, so that a capital in the words is our own.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from pipeline.answers import Answers
from pipeline.decisions import DocumentPlan, Outcome
from pipeline.drafting.references import inline_lists
from pipeline.library.types import Library, Link
from pipeline.model import (
    Answer,
    Clause,
    Definition,
    Document,
    Inline,
    Paragraph,
    Ref,
    Signature,
    Table,
    Term,
    Text,
    Value,
)

ANSWER, VALUE, REF = "~", "^", "`"
"""What stands for a person's words, a parameter's value, a reference."""
_PLAIN = str.maketrans("“”„‘’–—…→\u00a0", '"""\'\'--.{ ')
"""Signs as ASCII has them: such a text is searched several times faster. An arrow is a trace of markup."""
_SIGN = {Answer: ANSWER, Value: VALUE, Ref: REF}
SIGNS = ".,;:!?()\"'"
"""What may stand at either end of a word."""
POINT = "point"
"""The variant of a clause that only points to another document."""


class Passage(Struct, gc=False):
    """Words that a reader sees as one: a paragraph, a cell, a heading, a line to sign."""

    words: str
    kind: str
    """"paragraph", "item", "heading", "cell", "definition", "note", "line"."""
    clause: Clause | None
    inlines: list[Inline]


class Page(Struct, eq=False):
    """One document, read."""

    document: Document
    plan: DocumentPlan | None
    """None for a sheet beside the packet."""
    passages: list[Passage]
    answers: list[Answer]
    values: list[tuple[Value, Passage]]
    terms: list[Term]
    refs: list[tuple[Ref, Passage]]
    definitions: list[Definition]
    clauses: dict[str, list[Clause]]
    """By topic, in reading order."""
    by_clause: dict[int, list[Passage]]
    """The passages of each clause, by the clause's identity."""
    words: str = ""
    """All passages, one a line."""
    lower: str = ""
    figures: list[Passage] = []
    """The passages with a figure in our own words."""
    vocabulary: frozenset[str] = frozenset()
    """Every word of ``lower``, without its signs: what is not here need not be searched."""

    def clauses_at(self, links: tuple[Link, ...], pointers: bool = False) -> list[Clause]:
        """The clauses that a link names; pointers to another document only where asked."""
        return [
            clause
            for link in links
            for clause in self.clauses.get(link.topic, ())
            if (not link.variants or clause.variant in link.variants)
            and (pointers or clause.variant != POINT)
        ]

    def passages_of(self, clauses: list[Clause]) -> list[Passage]:
        """The passages of some clauses."""
        return [each for clause in clauses for each in self.by_clause.get(id(clause), ())]

    def passage_at(self, place: int) -> Passage:
        """The passage at a place of ``words``."""
        return self.passages[self.words.count("\n", 0, place)]

    def text_of(self, clauses: list[Clause]) -> str:
        """The words of some clauses in small letters."""
        return "\n".join([each.words for each in self.passages_of(clauses)]).lower()


class Case(Struct, eq=False):
    """One packet before the linter."""

    library: Library
    answers: Answers
    outcome: Outcome
    ids: list[str]
    """Party ids in order."""
    pages: list[Page]
    places: dict[str, Any] = {}
    """The numbers of each document, counted once."""
    scopes: dict[str, Any] = {}
    """What conditions see, by document id; "" for the packet."""

    @property
    def agreements(self) -> list[Page]:
        """Documents that settle something between the partners: no memo, no sheet."""
        outlines = self.library.outlines
        return [page for page in self.pages if page.plan and outlines[page.plan.instrument].strength > 0]


def read(document: Document, plan: DocumentPlan | None) -> Page:
    """Every passage of a document, in reading order."""
    page = Page(document, plan, [], [], [], [], [], [], {}, {})
    _clauses(document.front, page)
    _clauses(document.recitals, page)
    for part in document.body:
        for article in part.articles:
            _passage(article.heading, "heading", None, page)
            _clauses(article.clauses, page)
    _clauses(document.execution, page)
    for annex in document.annexes:
        _clauses(annex.clauses, page)
    _inlines(page)
    page.words = "\n".join([each.words for each in page.passages])
    page.lower = page.words.lower()
    page.figures = _with_figures(page)
    page.vocabulary = _vocabulary(page.lower)
    return page


def _vocabulary(text: str) -> frozenset[str]:
    """Every word once; line by line, since a list of all words would be far larger than they are."""
    words: set[str] = set()
    for line in text.split("\n"):
        words.update(line.split())
    return frozenset([word.strip(SIGNS) for word in words])


def _with_figures(page: Page) -> list[Passage]:
    """Few passages have a figure that is no value: whoever looks for one looks only there."""
    lines: set[int] = set()
    for sign in "0123456789":
        at = page.words.find(sign)
        while at >= 0:
            lines.add(page.words.count("\n", 0, at))
            end = page.words.find("\n", at)
            at = page.words.find(sign, end) if end >= 0 else -1
    return [page.passages[line] for line in sorted(lines)]


def _clauses(clauses: list[Clause], page: Page) -> None:
    for clause in clauses:
        page.clauses.setdefault(clause.topic, []).append(clause)
        start = len(page.passages)
        for block in clause.blocks:
            kind = type(block)
            if kind is Paragraph:
                _passage(block.inlines, "item" if block.level >= 3 else "paragraph", clause, page)  # type: ignore[union-attr]
            elif kind is Definition:
                page.definitions.append(block)  # type: ignore[arg-type]
                _passage(block.inlines, "definition", clause, page)  # type: ignore[union-attr]
            else:
                name = "cell" if kind is Table else ("line" if kind is Signature else "note")
                for inlines in inline_lists(block):
                    _passage(inlines, name, clause, page)
        page.by_clause[id(clause)] = page.passages[start:]


def _passage(inlines: list[Inline], kind: str, clause: Clause | None, page: Page) -> None:
    if len(inlines) == 1 and type(inlines[0]) is Text:
        words = inlines[0].text
    else:
        words = "".join(
            [
                each.text if type(each) is Text else _SIGN.get(type(each)) or each.text.lower()
                for each in inlines
            ]
        )
    if not words.isascii():
        words = words.translate(_PLAIN).encode("ascii", "replace").decode("ascii")
    page.passages.append(Passage(words, kind, clause, inlines))


def _inlines(page: Page) -> None:
    """What stands in the passages besides our own words."""
    for passage in page.passages:
        for each in passage.inlines:
            shape = type(each)
            if shape is Term:
                page.terms.append(each)  # type: ignore[arg-type]
            elif shape is Value:
                page.values.append((each, passage))  # type: ignore[arg-type]
            elif shape is Ref:
                page.refs.append((each, passage))  # type: ignore[arg-type]
            elif shape is Answer:
                page.answers.append(each)  # type: ignore[arg-type]
