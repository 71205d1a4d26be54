"""Findings in words: what is wrong, in which document, at which clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Diagnostic
from pipeline.drafting.lint.reading import Page, Passage
from pipeline.drafting.lint.said import words_of
from pipeline.library.types import Library, Point
from pipeline.model import plain

SHOWN = 60
"""How many signs of a passage a message quotes."""


class Finding(Struct, frozen=True):
    """What a check saw; its point says how grave it is. ``soft``: only to be looked at."""

    says: str
    soft: bool = False


Findings = Iterable[Finding]


def diagnostic(point: Point, finding: Finding) -> Diagnostic:
    """The finding as a value; its code is the point's name."""
    severity: Any = "warning" if finding.soft else point.severity
    return Diagnostic(
        point.id.replace("_", "-"), severity, finding.says, None, help=point.why, source=point.source
    )


def title_of(page: Page) -> str:
    """The document's name in a message."""
    return page.plan.title if page.plan is not None else page.document.title


def place(library: Library, page: Page, passage: Passage) -> str:
    """Where a passage stands: the document and the clause's title."""
    topic = library.topics.get(passage.clause.topic) if passage.clause is not None else None
    return f"{title_of(page)}, “{topic.title}”" if topic is not None else title_of(page)


def excerpt(passage: Passage, phrase: str) -> str:
    """What a reader finds around a phrase, cut at both ends."""
    shown = plain(passage.inlines)
    at = max(0, shown.lower().find(phrase.lower().strip()))
    first, last = max(0, at - SHOWN // 2), at + len(phrase) + SHOWN // 2
    return f"{'…' if first else ''}{shown[first:last].strip()}{'…' if last < len(shown) else ''}"


def hits(
    phrases: Iterable[str], text: str, vocabulary: frozenset[str] | None = None
) -> Iterator[tuple[str, int]]:
    """Every place at which a phrase stands as whole words; only phrases of the vocabulary are searched."""
    for phrase in phrases if vocabulary is None else possible(phrases, vocabulary):
        start = text.find(phrase)
        while start >= 0:
            if _whole(text, start, start + len(phrase), phrase):
                yield phrase, start
            start = text.find(phrase, start + 1)


def possible(phrases: Iterable[str], vocabulary: frozenset[str]) -> list[str]:
    """The phrases whose words are all in the vocabulary, and those that are signs."""
    return [each for each in phrases if vocabulary.issuperset(words_of(each))]


def _whole(text: str, start: int, end: int, phrase: str) -> bool:
    before = start > 0 and phrase[0].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and phrase[-1].isalnum() and text[end].isalnum()
    return not before and not after


def has(phrases: Iterable[str], text: str) -> bool:
    """Whether one of the phrases stands there, as whole words or the beginning of a longer one."""
    return any(phrase in text for phrase in phrases)


def allowed(phrases: Iterable[str], text: str, start: int, end: int) -> bool:
    """Whether a hit lies inside one of these phrases."""
    for phrase in phrases:
        at = text.find(phrase, max(0, start - len(phrase)), end + len(phrase))
        if at >= 0 and at <= start and at + len(phrase) >= end:
            return True
    return False


def in_words(names: Iterable[str]) -> str:
    """“A”, “B” and “C”."""
    quoted = [f"“{name}”" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
