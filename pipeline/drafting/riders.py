"""Riders into their document: each an article of its own, numbered like all others."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.answers import Rider
from pipeline.drafting.assemble import Draft
from pipeline.model import Answer, Article, Block, Clause, Paragraph, Part, Text

RIDER = "rider"
"""Stands where a clause of the library has its topic."""


def place_riders(draft: Draft, riders: Iterable[Rider]) -> None:
    """Every rider of this document, in the order of the intake."""
    plan, follows = draft.plan, dict[str, Article]()
    for rider in riders:
        if rider.document not in (plan.instrument, plan.id):
            continue
        article = _article(rider, draft.document.numbering == "legal")
        before = follows.get(rider.after) or draft.articles.get(rider.after)
        _insert(draft, article, before)
        follows[rider.after] = article


def _article(rider: Rider, numbered: bool) -> Article:
    """A person's own words, as they are: nothing in them is read."""
    level = 2 if numbered else 0
    blocks: list[Block] = [Paragraph([Answer("riders", words)], level) for words in rider.paragraphs]
    return Article([Text(rider.title)], [Clause(RIDER, rider.id, "", rider.binds, blocks)])


def _insert(draft: Draft, article: Article, before: Article | None) -> None:
    """After an article, or at the end of the body."""
    body = draft.document.body
    for part in body:
        for place, each in enumerate(part.articles):
            if each is before:
                return part.articles.insert(place + 1, article)
    if not body:
        body.append(Part("", []))
    body[-1].articles.append(article)
