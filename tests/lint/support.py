"""Drafts of the examples that a test may spoil, and what the linter says of them."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.answers import Answers
from pipeline.app.stages import Drafted, check, draft
from pipeline.decisions import Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.drafting.lint.linter import lint_packet
from pipeline.model import Article, Block, Clause, Document, Inline, Paragraph, Text, all_clauses
from tests.support import EXAMPLES, real_library

AS_OF = date(2026, 11, 22)
CARBON, NORTHERN, FRIENDS, PAGE = (
    "carbon-pilot",
    "northern-grid",
    "two-friends-app",
    "riverside-neighbours",
)


@cache
def drafted(example: str) -> Drafted:
    """An example, as it is drafted."""
    library = real_library()
    answers = check(EXAMPLES / f"{example}.yaml", library).answers
    assert answers is not None
    return draft(library, answers, AS_OF)


@dataclass
class Draft:
    """A packet to spoil."""

    answers: Answers
    outcome: Outcome
    documents: list[Document]

    def document(self, name: str = "") -> Document:
        """One document, or the first."""
        return next(each for each in self.documents if each.id == name or not name)

    def findings(self) -> list[Diagnostic]:
        """What the linter says now."""
        return lint_packet(real_library(), self.answers, self.outcome, self.documents)

    def codes(self) -> set[str]:
        """The kinds of findings."""
        return {each.code for each in self.findings()}


def fresh(example: str) -> Draft:
    """A copy of an example's draft."""
    made = deepcopy(drafted(example))
    return Draft(made.answers, made.outcome, made.documents)


Spoil = Callable[[Draft], None]

# ---------------------------------------------------------------- finding one's way


def clauses(document: Document, topic: str, variant: str = "") -> list[Clause]:
    """A topic's clauses."""
    found = [each for each in all_clauses(document) if each.topic == topic]
    return [each for each in found if not variant or each.variant == variant]


def article_of(document: Document, topic: str) -> Article:
    """The article in which a topic stands."""
    articles = [article for part in document.body for article in part.articles]
    return next(each for each in articles if any(clause.topic == topic for clause in each.clauses))


def paragraphs(document: Document, topic: str) -> list[Paragraph]:
    """A topic's paragraphs."""
    blocks = [block for clause in clauses(document, topic) for block in clause.blocks]
    return [block for block in blocks if isinstance(block, Paragraph)]


def inlines_of(document: Document, topic: str = "") -> list[Inline]:
    """Every inline of a topic's paragraphs, or of all paragraphs."""
    chosen = clauses(document, topic) if topic else all_clauses(document)
    blocks = [block for clause in chosen for block in clause.blocks if isinstance(block, Paragraph)]
    return [inline for block in blocks for inline in block.inlines]


# ---------------------------------------------------------------- ways to spoil a draft


def says(words: str, topic: str = "term", document: str = "") -> Spoil:
    """One more sentence of ours in a clause."""
    return puts(Text(f" {words}"), topic, document)


def puts(inline: Inline, topic: str = "term", document: str = "") -> Spoil:
    """One more inline at the end of a clause's first paragraph."""

    def spoil(draft: Draft) -> None:
        paragraphs(draft.document(document), topic)[0].inlines.append(inline)

    return spoil


def without(topic: str, variant: str = "", document: str = "") -> Spoil:
    """A draft that has lost a clause."""

    def spoil(draft: Draft) -> None:
        target = draft.document(document)
        gone = {id(each) for each in clauses(target, topic, variant)}
        assert gone, f"no {topic}/{variant} to take out"
        rooms = [target.front, target.recitals, target.execution]
        rooms += [article.clauses for part in target.body for article in part.articles]
        for room in rooms:
            room[:] = [each for each in room if id(each) not in gone]

    return spoil


def without_item(topic: str, words: str, document: str = "") -> Spoil:
    """A draft that has lost the blocks with these words."""

    def spoil(draft: Draft) -> None:
        for clause in clauses(draft.document(document), topic):
            clause.blocks[:] = [block for block in clause.blocks if words not in _words(block)]

    return spoil


def _words(block: Block) -> str:
    return "".join(each.text for each in block.inlines) if isinstance(block, Paragraph) else ""


def answered(question: str, value: object, party: int | None = None) -> Spoil:
    """Another answer than the one that was drafted for."""

    def spoil(draft: Draft) -> None:
        values = draft.answers.values if party is None else draft.answers.parties[party]
        values[question] = value

    return spoil


def nothing(draft: Draft) -> None:
    """The draft as it is."""
