"""Helpers of the drafting tests: a tiny library with the text at hand, drafted."""

from __future__ import annotations

from datetime import date

from pipeline.answers import Answers
from pipeline.diagnostics import Diagnostic
from pipeline.drafting.draft import draft_packet
from pipeline.model import (
    Article,
    Block,
    Clause,
    Definition,
    Document,
    Inline,
    Paragraph,
    Table,
    Text,
    all_clauses,
    plain,
)
from pipeline.rules.decide import decide
from tests.library.support import NOTICE, Changes, compiled, intake, party, tiny

DAY = date(2027, 3, 1)
EQUALS = intake(party("Ada", staff=3), party("Bo", staff=3))


def drafted(answers: Answers | None = None, *changes: Changes) -> tuple[list[Document], list[Diagnostic]]:
    """Every document of the packet, and what the drafting noticed."""
    library = compiled(*changes) if changes else tiny()
    outcome, errors = decide(library, answers or EQUALS)
    assert not errors
    return draft_packet(library, answers or EQUALS, outcome, DAY)


def charter(text: str, answers: Answers | None = None, *changes: Changes) -> Document:
    """The charter, with a text on leaving and nothing to remark."""
    documents, found = drafted(answers, {NOTICE: text}, *changes)
    assert not found, found
    return documents[0]


def by_id(documents: list[Document], name: str) -> Document:
    (only,) = [each for each in documents if each.id == name]
    return only


def clause(document: Document, topic: str = "leaving") -> Clause:
    (only,) = [each for each in all_clauses(document) if each.topic == topic]
    return only


def articles(document: Document) -> list[Article]:
    return [article for part in document.body for article in part.articles]


def said(block: Block) -> str:
    """A block's label and words."""
    if isinstance(block, Paragraph):
        return f"{block.number} {plain(block.inlines)}".strip()
    if isinstance(block, Definition):
        return plain(block.inlines)
    if isinstance(block, Table):
        return " / ".join(" | ".join(plain(cell) for cell in row) for row in [block.header, *block.rows])
    raise AssertionError(block)


def lines(text: str, answers: Answers | None = None, *changes: Changes) -> list[str]:
    """A text on leaving as it reads in the charter, where it is article 3."""
    return [said(block) for block in clause(charter(text, answers, *changes)).blocks]


def line(text: str, answers: Answers | None = None, *changes: Changes) -> str:
    (only,) = lines(text, answers, *changes)
    return only


def inlines(text: str, answers: Answers | None = None, *changes: Changes) -> list[Inline]:
    """The inlines of a text of one paragraph."""
    (block,) = clause(charter(text, answers, *changes)).blocks
    assert isinstance(block, Paragraph)
    return block.inlines


def every_inline(document: Document) -> list[Inline]:
    """Every inline of every paragraph and definition."""
    blocks = [block for each in all_clauses(document) for block in each.blocks]
    return [each for block in blocks if isinstance(block, Paragraph | Definition) for each in block.inlines]


def own_words(document: Document) -> list[str]:
    """Our own words only."""
    return [each.text for each in every_inline(document) if isinstance(each, Text)]
