"""A strategy for random documents, numbered as the drafting room numbers them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pipeline.model import (
    Annex,
    Answer,
    Article,
    Block,
    Clause,
    Definition,
    Document,
    Inline,
    Note,
    Paragraph,
    Part,
    Ref,
    Signature,
    Table,
    Term,
    Text,
    Value,
    all_clauses,
)
from pipeline.word.numbers.counting import printed
from pipeline.word.places import places

_WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=24)
_NAMES = st.text("abcdefghij_-", min_size=1, max_size=50)
_PARTY = st.none() | st.sampled_from(["p1", "p2", "a-very-long-party-identifier-indeed"])


def _inlines(anchors: list[str]) -> st.SearchStrategy[list[Any]]:
    """Inlines; references point to places drawn before, or to nothing of this document."""
    targets = st.sampled_from([*anchors, "", "nowhere"])
    return st.lists(
        st.one_of(
            st.builds(Text, _WORDS, st.sampled_from(["", "", "strong", "emphasis"])),
            st.builds(Value, _NAMES, _WORDS, _PARTY, st.booleans()),
            st.builds(Answer, _NAMES, _WORDS, _PARTY, st.booleans()),
            st.builds(Term, _NAMES, _WORDS, st.booleans()),
            st.builds(Ref, targets, _WORDS),
        ),
        max_size=4,
    )


class Numbers:
    """Numbers paragraphs as the drafting room does: a list begins again after anything above it."""

    def __init__(self, article: str = "") -> None:
        self.article = article
        self.counts = {2: 0, 3: 0, 4: 0}

    def label(self, level: int) -> str:
        """The next label of a level."""
        self.counts[level] += 1
        for below in range(level + 1, 5):
            self.counts[below] = 0
        count = self.counts[level]
        if level == 2:
            return f"{self.article}.{count}" if self.article else str(count)
        return f"({printed(count, 'lowerLetter' if level == 3 else 'lowerRoman')})"


@st.composite
def blocks(draw: Any, numbers: Numbers, anchors: list[str], plain: bool) -> list[Block]:
    """The blocks of one clause, numbered; unnumbered text sometimes starts a list again."""
    out: list[Block] = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["p", "p", "p", "p", "d", "t", "n", "s"]))
        items = draw(_inlines(anchors))
        if kind == "p":
            out.append(_paragraph(draw, items, numbers, anchors, plain))
        elif kind == "d":
            out.append(Definition([Term("t", draw(_WORDS), True), *items], _anchor(draw, anchors)))
        elif kind == "t":
            cells = st.lists(_inlines(anchors), max_size=3)
            out.append(Table(draw(st.just("") | _WORDS), draw(cells), draw(st.lists(cells, max_size=3))))
        elif kind == "n":
            out.append(Note(items))
        else:
            lines = st.lists(st.tuples(_WORDS, _inlines(anchors)), max_size=3)
            out.append(Signature("p1", items, draw(lines)))
    return out


def _paragraph(
    draw: Any, items: list[Inline], numbers: Numbers, anchors: list[str], plain: bool
) -> Paragraph:
    level = draw(st.sampled_from([0, 9] if plain else [0, 2, 2, 3, 3, 4, 9]))
    number = numbers.label(level) if 2 <= level <= 4 else ""
    if level == 0 and draw(st.booleans()):
        numbers.counts[3] = numbers.counts[4] = 0
    return Paragraph(items, level, number, _anchor(draw, anchors), draw(st.booleans()))


def _anchor(draw: Any, anchors: list[str]) -> str:
    if not draw(st.booleans()):
        return ""
    anchors.append(f"{draw(_NAMES)}.{len(anchors)}")
    return anchors[-1]


@st.composite
def documents(draw: Any) -> Document:
    """Random documents, numbered as the drafting room numbers them."""
    plain = draw(st.booleans())
    anchors: list[str] = []
    topics = iter(range(10_000))

    def clauses(numbers: Numbers, most: int = 3) -> list[Clause]:
        return [
            Clause(
                f"{draw(_NAMES)}{next(topics)}",
                draw(_NAMES),
                draw(st.just("") | _NAMES),
                draw(st.booleans()),
                draw(blocks(numbers, anchors, plain)),
            )
            for _ in range(draw(st.integers(0, most)))
        ]

    articles = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        shown = "" if plain else str(number)
        heading: list[Inline] = [Text(draw(_WORDS))]
        articles.append(Article(heading, clauses(Numbers(shown)), shown, _anchor(draw, anchors)))
    annexes = [
        Annex(f"Annex {letter}", draw(_WORDS), clauses(Numbers()), _anchor(draw, anchors))
        for letter in "ABC"[: draw(st.integers(0, 3))]
    ]
    front = [Clause(f"front{next(topics)}", "standard", "", True, [Paragraph(draw(_inlines([])), 0)])]
    document = Document(
        "doc",
        "charter",
        draw(_WORDS),
        draw(_WORDS),
        [draw(_WORDS)],
        "2026-11-22",
        "22 November 2026",
        "en-GB",
        draw(st.sampled_from(["", "Draft"])),
        "none" if plain else "legal",
        front,
        [],
        [Part(draw(st.just("") | _WORDS), articles)],
        [],
        annexes,
    )
    return _referring(document)


def _referring(document: Document) -> Document:
    """The document with the right numbers in its references, as the drafting room leaves them."""
    found = places(document)
    for each in all_clauses(document):
        for block in each.blocks:
            for item in getattr(block, "inlines", []):
                if isinstance(item, Ref) and item.target in found:
                    place = found[item.target]
                    item.text = place.full or place.own or item.text
    return document
