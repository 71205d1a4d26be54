"""Numbered places of a document: what a reference prints, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.drafting.assemble import Draft
from pipeline.drafting.numbering import full_number
from pipeline.model import Annex, Article, Clause, Inline, Paragraph, Ref, Text

CLAUSE = "clause "
_SIGNS = re.compile(r"[^0-9A-Za-z]")


class Place:
    """A numbered place: an article, a paragraph, an annex; or all from this one to a ``last``."""

    def __init__(self, number: str, first: Article | Paragraph | Annex, last: Place | None = None) -> None:
        self.number, self.first, self.last = number, first, last

    @property
    def numbers(self) -> list[str]:
        return [self.number] if self.last is None else [self.number, self.last.number]

    @property
    def word(self) -> str:
        if isinstance(self.first, Annex):
            return ""
        return "clauses " if self.last is not None else CLAUSE

    def agree(self, before: list[Inline]) -> None:
        """``clause`` before a range becomes ``clauses``, and nothing before an annex."""
        last = before[-1] if before else None
        if isinstance(last, Text) and last.text[-len(CLAUSE) :].lower() == CLAUSE:
            kept = last.text[: -len(CLAUSE)]
            last.text = kept + last.text[len(kept)] + self.word[1:] if self.word else kept

    def inlines(self, before: list[Inline]) -> list[Inline]:
        """Live references, after words that agree with them."""
        self.agree(before)
        ends = [self] if self.last is None else [self, self.last]
        return self.between([Ref(_anchor(each.first, each.number), each.number) for each in ends])

    def between(self, ends: Sequence[Ref]) -> list[Inline]:
        """``7``, ``7 and 8``, ``7 to 9``."""
        if self.last is None:
            return [ends[0]]
        return [ends[0], Text(" and " if follows(self.number, self.last.number) else " to "), ends[1]]


def follows(number: str, after: str) -> bool:
    """Whether one number comes directly after another: 7 and 8, 7.1 and 7.2."""
    (head, _, last), (other, _, then) = number.rpartition("."), after.rpartition(".")
    return head == other and last.isdigit() and then.isdigit() and int(then) == int(last) + 1


def from_to(places: Iterable[Place]) -> list[Place]:
    """The places with three or more in a row put together: ``7 to 9``; two stay two."""
    rows: list[list[Place]] = []
    for place in places:
        if rows and follows(rows[-1][-1].number, place.number):
            rows[-1].append(place)
        else:
            rows.append([place])
    return [
        each
        for row in rows
        for each in (row if len(row) < 3 else [Place(row[0].number, row[0].first, row[-1])])
    ]


def _anchor(target: Article | Paragraph | Annex, number: str) -> str:
    """The target's anchor, given when first needed: from its number, so that it is unique and stable."""
    if not target.anchor:
        target.anchor = f"c{_SIGNS.sub('_', number).strip('_')}"
    return target.anchor


def place_of(draft: Draft, topic: str, label: str) -> Place | None:
    """Where a topic, or a labelled block of it, stands; None when it has no numbered place."""
    if label:
        return _labelled(draft, topic, label)
    article, annex = draft.articles.get(topic), draft.annexes.get(topic)
    clauses = draft.clauses.get(topic)
    if clauses and annex is not None:
        return Place(annex.label, annex)
    if article is None or not article.number or not clauses:
        return None
    if len(article.clauses) == len(clauses):
        return Place(article.number, article)
    return _span_of(clauses) or Place(article.number, article)


def _labelled(draft: Draft, topic: str, label: str) -> Place | None:
    block = draft.labels.get(f"{topic}#{label}")
    article = draft.articles.get(topic)
    if article is None or block is None:
        return place_of(draft, topic, "") if topic in draft.annexes else None
    if isinstance(block, Paragraph) and block.number:
        return Place(full_number(_paragraphs(article.clauses), block), block)
    return place_of(draft, topic, "")


def _span_of(clauses: list[Clause]) -> Place | None:
    """From the first level-2 paragraph to the last."""
    found = numbered(clauses)
    if not found:
        return None
    first, last = found[0], found[-1]
    return Place(first.number, first, Place(last.number, last) if last is not first else None)


def numbered(clauses: Iterable[Clause], binding: bool = False) -> list[Paragraph]:
    """The level-2 paragraphs of clauses, or only of those that bind."""
    chosen = [clause for clause in clauses if clause.binding] if binding else clauses
    return [paragraph for paragraph in _paragraphs(chosen) if paragraph.level == 2]


def _paragraphs(clauses: Iterable[Clause]) -> list[Paragraph]:
    return [block for clause in clauses for block in clause.blocks if isinstance(block, Paragraph)]
