"""References resolved: numbers of this document as live references, those of others as words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from pipeline.diagnostics import Diagnostic
from pipeline.drafting.assemble import Draft
from pipeline.drafting.numbering import full_number
from pipeline.drafting.voice import ALL_BINDING, TO_CLAUSE
from pipeline.model import (
    Annex,
    Article,
    Block,
    Clause,
    Definition,
    Inline,
    Note,
    Paragraph,
    Ref,
    Signature,
    Table,
    Text,
    Value,
    all_clauses,
)

CLAUSE = "clause "


class References:
    """Resolves one document's references; ``others`` are the packet's documents by instrument."""

    def __init__(self, draft: Draft, others: Mapping[str, Draft]) -> None:
        self.draft, self.others = draft, others

    def resolve(self) -> None:
        """Every reference in every block."""
        for clause in all_clauses(self.draft.document):
            for block in clause.blocks:
                for inlines in inline_lists(block):
                    if any(isinstance(each, Ref) for each in inlines):
                        inlines[:] = self.resolved(inlines)

    def resolved(self, inlines: list[Inline]) -> list[Inline]:
        found: list[Inline] = []
        for each in inlines:
            if not isinstance(each, Ref) or not each.target.startswith(TO_CLAUSE):
                found.append(each)
            elif each.target == ALL_BINDING:
                found += self.binding_list(starts=not found)
            else:
                found += self.one(each, found)
        return found

    # ------------------------------------------------------------ one reference

    def one(self, ref: Ref, before: list[Inline]) -> list[Inline]:
        topic, _, label = ref.target.removeprefix(TO_CLAUSE).partition("#")
        if ref.document is not None:
            return self.across(topic, label, ref.document, None)
        here = place_of(self.draft, topic, label)
        if here is not None:
            return here.inlines(before)
        for instrument, other in self.others.items():
            if other is not self.draft and place_of(other, topic, label) is not None:
                return self.across(topic, label, instrument, before)
        return self.dangling(topic)

    def across(self, topic: str, label: str, instrument: str, before: list[Inline] | None) -> list[Inline]:
        """``clause 7 of the Charter``: words, since a field cannot look into another file.

        ``before``: the words before it, which end with "clause"; None where the reference brings that word.
        """
        other = self.others.get(instrument)
        place = place_of(other, topic, label) if other is not None else None
        if other is None or place is None:
            return self.dangling(topic)
        called = self.draft.voice.library.outlines[instrument].called
        if before is not None:
            place.agree(before)
        return [
            Text(place.word if before is None else ""),
            Ref("", place.words, other.document.id),
            Text(f" of the {called}"),
        ]

    def dangling(self, topic: str) -> list[Inline]:
        title = self.draft.voice.library.topics[topic].title
        said = f"The {self.draft.document.title} refers to a clause on “{title}” that is not there."
        self.draft.found.append(Diagnostic("dangling-reference", "warning", said))
        return [Value(f"reference:{topic}", f"on “{title}” (not in this document)", None, True)]

    # ------------------------------------------------------------ the binding clauses

    def binding_list(self, starts: bool) -> list[Inline]:
        """``Clauses 3, 7 and 9``: whole articles where every clause binds, else their paragraphs."""
        places: list[Place] = []
        for part in self.draft.document.body:
            for article in part.articles:
                if all(clause.binding for clause in article.clauses):
                    places.append(Place(article.number, article, None))
                else:
                    runs = binding_runs(article.clauses)
                    places += [place for run in runs if (place := _span_of(run)) is not None]
        word = "clause " if len(places) == 1 and not places[0].last else "clauses "
        listed = between_lists([place.inlines([]) for place in places])
        return [Text(word.capitalize() if starts else word), *listed]


class Place:
    """A numbered place: an article, a paragraph, or from one paragraph to another."""

    def __init__(
        self, number: str, first: Article | Paragraph | Annex, last: Paragraph | None, last_number: str = ""
    ) -> None:
        self.number, self.first, self.last, self.last_number = number, first, last, last_number

    @property
    def words(self) -> str:
        return f"{self.number} to {self.last_number}" if self.last is not None else self.number

    @property
    def word(self) -> str:
        if isinstance(self.first, Annex):
            return ""
        return "clauses " if self.last is not None else CLAUSE

    def agree(self, before: list[Inline]) -> None:
        """``clause`` before a range becomes ``clauses``, and nothing before an annex."""
        last = before[-1] if before else None
        if isinstance(last, Text) and last.text.lower().endswith(CLAUSE):
            kept = last.text[: -len(CLAUSE)]
            last.text = kept + last.text[len(kept)] + self.word[1:] if self.word else kept

    def inlines(self, before: list[Inline]) -> list[Inline]:
        """Live references, after words that agree with them."""
        self.agree(before)
        if self.last is None:
            return [Ref(_anchor(self.first, self.number), self.number)]
        first = Ref(_anchor(self.first, self.number), self.number)
        return [first, Text(" to "), Ref(_anchor(self.last, self.last_number), self.last_number)]


def _anchor(target: Article | Paragraph | Annex, number: str) -> str:
    """The target's anchor, given when first needed: from its number, so that it is unique and stable."""
    if not target.anchor:
        kept = "".join(sign if sign.isalnum() else "_" for sign in number).strip("_")
        target.anchor = f"c{kept}"
    return target.anchor


def place_of(draft: Draft, topic: str, label: str) -> Place | None:
    """Where a topic, or a labelled block of it, stands; None when it has no numbered place."""
    if label:
        return _labelled(draft, topic, label)
    article, annex = draft.articles.get(topic), draft.annexes.get(topic)
    clauses = draft.clauses.get(topic)
    if clauses and annex is not None:
        return Place(annex.label, annex, None)
    if article is None or not article.number or not clauses:
        return None
    if len(article.clauses) == len(clauses):
        return Place(article.number, article, None)
    return _span_of(clauses) or Place(article.number, article, None)


def _labelled(draft: Draft, topic: str, label: str) -> Place | None:
    block = draft.labels.get(f"{topic}#{label}")
    article = draft.articles.get(topic)
    if article is None or block is None:
        return place_of(draft, topic, "") if topic in draft.annexes else None
    paragraphs = _paragraphs(article.clauses)
    if isinstance(block, Paragraph) and block.number:
        return Place(full_number(paragraphs, block), block, None)
    return place_of(draft, topic, "")


def _span_of(clauses: list[Clause]) -> Place | None:
    """From the first level-2 paragraph to the last."""
    numbered = [paragraph for paragraph in _paragraphs(clauses) if paragraph.level == 2]
    if not numbered:
        return None
    if len(numbered) == 1:
        return Place(numbered[0].number, numbered[0], None)
    return Place(numbered[0].number, numbered[0], numbered[-1], numbered[-1].number)


def _paragraphs(clauses: Iterable[Clause]) -> list[Paragraph]:
    return [block for clause in clauses for block in clause.blocks if isinstance(block, Paragraph)]


def between_lists(items: list[list[Inline]]) -> list[Inline]:
    """Lists of inlines with commas and a final "and" between them."""
    found: list[Inline] = []
    for number, item in enumerate(items):
        if number:
            found.append(Text(" and " if number == len(items) - 1 else ", "))
        found += item
    return found


def binding_runs(clauses: Iterable[Clause]) -> list[list[Clause]]:
    """Binding clauses of an article that follow each other, together."""
    runs = groupby(clauses, key=lambda clause: clause.binding)
    return [list(run) for binds, run in runs if binds]


def inline_lists(block: Block) -> list[list[Inline]]:
    """Every list of inlines inside a block."""
    if isinstance(block, Paragraph | Definition | Note):
        return [block.inlines]
    if isinstance(block, Table):
        return [cell for row in [block.header, *block.rows] for cell in row]
    assert isinstance(block, Signature)
    return [block.lead, *(inlines for _, inlines in block.lines)]
