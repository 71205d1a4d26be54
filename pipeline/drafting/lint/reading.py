"""A document read once: its passages as plain words, with what stands in them set apart.

In a passage's words a person's own text, a value and a reference are signs, so that no check blames a person
for what stands in an answer; a defined term is in small letters, so that a capital in the words is our own.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from pipeline.answers import Answers
from pipeline.decisions import DocumentPlan, Outcome
from pipeline.drafting.lint.said import Said, said, vocabulary
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
_SIGN = {Answer: ANSWER, Value: VALUE, Ref: REF}
POINT = "point"
"""The variant of a clause that only points to another document."""


class Passage(Struct, gc=False):
    """Words that a reader sees as one: a paragraph, a cell, a heading, a line to sign."""

    words: str
    kind: str
    """"paragraph", "item", "heading", "cell", "definition", "note", "line"."""
    clause: Clause | None
    inlines: list[Inline]
    said: Said
    """What the words tell by themselves."""


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
    page.words = "\n".join([each.words for each in page.passages])
    page.lower = page.words.lower()
    page.figures = [each for each in page.passages if each.said.has_figure]
    page.vocabulary = vocabulary([each.said for each in page.passages])
    return page


def _clauses(clauses: list[Clause], page: Page) -> None:
    for clause in clauses:
        page.clauses.setdefault(clause.topic, []).append(clause)
        start = len(page.passages)
        for block in clause.blocks:
            if type(block) is Paragraph:
                _passage(block.inlines, "item" if block.level >= 3 else "paragraph", clause, page)
            elif type(block) is Definition:
                page.definitions.append(block)
                _passage(block.inlines, "definition", clause, page)
            else:
                name = "cell" if type(block) is Table else ("line" if type(block) is Signature else "note")
                for inlines in inline_lists(block):
                    _passage(inlines, name, clause, page)
        page.by_clause[id(clause)] = page.passages[start:]


def _passage(inlines: list[Inline], kind: str, clause: Clause | None, page: Page) -> None:
    words, has_more = [], False
    for each in inlines:
        if type(each) is Text:
            words.append(each.text)
        elif type(each) is Term:
            words.append(each.text.lower())
            page.terms.append(each)
        else:
            words.append(_SIGN[type(each)])
            has_more = True
    told = said("".join(words))
    passage = Passage(told.words, kind, clause, inlines, told)
    page.passages.append(passage)
    if has_more:
        _others(passage, page)


def _others(passage: Passage, page: Page) -> None:
    """What stands in a passage besides our own words and terms."""
    for each in passage.inlines:
        if type(each) is Value:
            page.values.append((each, passage))
        elif type(each) is Ref:
            page.refs.append((each, passage))
        elif type(each) is Answer:
            page.answers.append(each)
