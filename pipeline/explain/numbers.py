"""Where a topic stands in a finished document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pipeline.model import Article, Clause, Document, Paragraph, plain


class Place(Struct, frozen=True):
    """``number`` is a clause number or an annex's label; empty where the document does not number."""

    number: str
    heading: str


NOWHERE = Place("", "")
HEADINGS = {"front": "Parties", "recitals": "Background", "execution": "Signatures"}
"""What the rooms without an article are called where the outline says nothing."""


def places_in(document: Document | None, headings: Mapping[str, str]) -> dict[str, Place]:
    """The place of every topic that prints words, by topic. ``headings``: the outline's own, by room."""
    if document is None:
        return {}
    found: dict[str, Place] = {}
    for room, usual in HEADINGS.items():
        heading = headings.get(room) or usual
        found |= {clause.topic: Place("", heading) for clause in getattr(document, room)}
    for part in document.body:
        for article in part.articles:
            found |= _in_article(article)
    for annex in document.annexes:
        found |= {clause.topic: Place(annex.label, annex.title) for clause in annex.clauses}
    return found


def _in_article(article: Article) -> dict[str, Place]:
    """The article's number where it has one topic; else the numbers of each topic's own paragraphs."""
    heading = plain(article.heading)
    topics = list(dict.fromkeys(clause.topic for clause in article.clauses))
    if len(topics) == 1:
        return {topics[0]: Place(article.number, heading)}
    return {topic: Place(_span(article, topic) or article.number, heading) for topic in topics}


def _span(article: Article, topic: str) -> str:
    numbers = _numbers(clause for clause in article.clauses if clause.topic == topic)
    return _from_to(numbers)


def _numbers(clauses: Iterable[Clause]) -> list[str]:
    return [
        block.number
        for clause in clauses
        for block in clause.blocks
        if isinstance(block, Paragraph) and block.level == 2 and block.number
    ]


def _from_to(numbers: Sequence[str]) -> str:
    if len(numbers) < 2:
        return "".join(numbers)
    return f"{numbers[0]}–{numbers[-1]}"
