"""References resolved: numbers of this document as live references, those of others as words."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.diagnostics import Diagnostic
from pipeline.drafting.assemble import Draft
from pipeline.drafting.places import Place, from_to, numbered, place_of
from pipeline.drafting.voice import ALL_BINDING, TO_CLAUSE
from pipeline.model import (
    Block,
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


class References:
    """Resolves one document's references; ``others`` are the packet's documents by instrument."""

    def __init__(self, draft: Draft, others: Mapping[str, Draft]) -> None:
        self.draft, self.others = draft, others
        self.places: dict[str, Place | None] = {}

    def resolve(self) -> None:
        """Every reference in every block."""
        for clause in all_clauses(self.draft.document):
            for block in clause.blocks:
                for inlines in (block.inlines,) if type(block) is Paragraph else inline_lists(block):
                    if Ref in map(type, inlines):
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
        if ref.target not in self.places:
            self.places[ref.target] = place_of(self.draft, topic, label)
        here = self.places[ref.target]
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
        numbers = [Ref("", number, other.document.id) for number in place.numbers]
        word = place.word if before is None else ""
        return [Text(word), *place.between(numbers), Text(f" of the {called}")]

    def dangling(self, topic: str) -> list[Inline]:
        title = self.draft.voice.library.topics[topic].title
        said = f"The {self.draft.document.title} refers to a clause on “{title}” that is not there."
        self.draft.found.append(Diagnostic("dangling-reference", "warning", said))
        return [Value(f"reference:{topic}", f"on “{title}” (not in this document)", None, True)]

    # ------------------------------------------------------------ the binding clauses

    def binding_list(self, starts: bool) -> list[Inline]:
        """``Clauses 3, 7 and 9 to 11``: whole articles where every clause binds, else their paragraphs."""
        places: list[Place] = []
        for part in self.draft.document.body:
            for article in part.articles:
                if all(clause.binding for clause in article.clauses):
                    places.append(Place(article.number, article))
                else:
                    places += [Place(each.number, each) for each in numbered(article.clauses, binding=True)]
        word = "clause " if len(places) == 1 else "clauses "
        listed = between_lists([place.inlines([]) for place in from_to(places)])
        return [Text(word.capitalize() if starts else word), *listed]


def between_lists(items: list[list[Inline]]) -> list[Inline]:
    """Lists of inlines with commas and a final "and" between them."""
    found: list[Inline] = []
    for number, item in enumerate(items):
        if number:
            found.append(Text(" and " if number == len(items) - 1 else ", "))
        found += item
    return found


_OF_WORDS = (Paragraph, Definition, Note)


def inline_lists(block: Block) -> list[list[Inline]]:
    """Every list of inlines inside a block."""
    if isinstance(block, _OF_WORDS):
        return [block.inlines]
    if isinstance(block, Table):
        return [cell for row in [block.header, *block.rows] for cell in row]
    assert isinstance(block, Signature)
    return [block.lead, *(inlines for _, inlines in block.lines)]
