"""Points 4, 8, 21 and 24: verbs, placeholders, plain style, and words that Word could not carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.drafting.lint.reading import ANSWER, Case, Page, Passage
from pipeline.drafting.lint.report import Finding, allowed, excerpt, hits, place, possible, title_of
from pipeline.library.types import Point
from pipeline.model import Answer, Value

PROSE = frozenset({"paragraph", "item", "definition", "note"})
"""Passages that are made of sentences."""
NOT_KNOWN = "not known yet"
_SENTENCE = re.compile(r"[.?!:;\"] (?=[^a-z])")


def _each(
    phrases: Iterable[str], page: Page, case: Case, text: str, kept: Iterable[str] = ()
) -> Iterator[tuple[str, str, str]]:
    """Every phrase in the page's words, with where it stands and the words around it."""
    for phrase, start in hits(phrases, text, page.vocabulary):
        end = start + len(phrase)
        if not allowed(kept, text, start, end):
            passage = page.passage_at(start)
            yield phrase, place(case.library, page, passage), excerpt(passage, phrase)


# ---------------------------------------------------------------- verbs


def verbs_follow_the_split(point: Point, case: Case) -> Iterator[Finding]:
    """No verb of duty where nothing binds, and no mere hope where it does."""
    kept = point.words["allowed"]
    for page in case.agreements:
        for binding, role in ((False, "promise"), (True, "hope")):
            yield from _verbs(page, case, binding, point.words[role], kept)


def _verbs(
    page: Page, case: Case, binding: bool, verbs: tuple[str, ...], kept: tuple[str, ...]
) -> Iterator[Finding]:
    verbs = tuple(possible(verbs, page.vocabulary))
    chosen = page.passages
    natures = {clause.binding for clauses in page.clauses.values() for clause in clauses}
    if natures == {not binding}:
        return
    if len(natures) > 1:
        chosen = [each for each in chosen if each.clause is not None and each.clause.binding is binding]
    lower = page.lower if len(natures) < 2 else "\n".join([each.words for each in chosen]).lower()
    nature = "binds" if binding else "does not bind"
    for verb, start in hits(verbs, lower):
        if not allowed(kept, lower, start, start + len(verb)):
            passage = chosen[lower.count("\n", 0, start)]
            where, shown = place(case.library, page, passage), excerpt(passage, verb)
            yield Finding(f"{where}: “{verb}” in a clause that {nature}: {shown}")


# ---------------------------------------------------------------- placeholders


def no_placeholder(point: Point, case: Case) -> Iterator[Finding]:
    """No blank, bracket or tag in our own words; an open value says so and is listed."""
    listed = {each.question for each in case.outcome.open_values}
    for page in case.pages:
        for mark, where, shown in _each(point.words["marks"], page, case, page.words):
            yield Finding(f"{where}: “{mark}” is left in the text: {shown}")
        for value, passage in page.values:
            if value.is_open or not value.text.strip():
                yield from _open(value, place(case.library, page, passage), True)
        for answer in page.answers:
            if answer.is_open:
                yield from _open(answer, title_of(page), answer.question.removeprefix("parties.") in listed)


def _open(each: Value | Answer, where: str, listed: bool) -> Iterator[Finding]:
    if NOT_KNOWN not in each.text and not (isinstance(each, Value) and ":" in each.parameter):
        yield Finding(f"{where}: a value that is not known does not say so.")
    elif not listed:
        yield Finding(f"{where}: “{each.text}” is not among the open points.")


# ---------------------------------------------------------------- style


def plain_style(point: Point, case: Case) -> Iterator[Finding]:
    """Short sentences, no doublets, no law-French, nothing put off to a later agreement."""
    for page in case.pages:
        for role, what in (
            ("banned", "is not plain"),
            ("doublets", "says one thing twice"),
            ("later", "puts off what should be settled"),
        ):
            for phrase, where, shown in _each(point.words[role], page, case, page.lower):
                yield Finding(f"{where}: “{phrase}” {what}: {shown}", soft=role == "later")
        yield from _lengths(point.limits["average"], point.limits["longest"], page, case)


def _lengths(average: float, longest: float, page: Page, case: Case) -> Iterator[Finding]:
    """The sentences of the prose, counted; items of a list count one by one."""
    prose = [each for each in page.passages if each.kind in PROSE]
    words = sum([each.said.blanks for each in prose]) + len(prose)
    sentences = sum([each.said.stops for each in prose]) + len(prose)
    for passage in prose:
        if passage.said.longest >= longest:
            yield from _longest(longest, passage, page, case)
    if words > average * sentences:
        yield Finding(f"{title_of(page)}: sentences have {words / sentences:.0f} words on average.")


def _longest(most: float, passage: Passage, page: Page, case: Case) -> Iterator[Finding]:
    for sentence in _SENTENCE.split(passage.words):
        count = sum(any(sign.isalnum() or sign == ANSWER for sign in word) for word in sentence.split())
        if count > most:
            where = place(case.library, page, passage)
            yield Finding(f"{where}: a sentence has {count} words: {sentence[:60]}…")


# ---------------------------------------------------------------- for Word


def word_usable(point: Point, case: Case) -> Iterator[Finding]:
    """Numbers, indents and distances are Word's own, never typed."""
    for page in case.pages:
        for passage in [each for each in page.passages if each.said.typed_number]:
            where = place(case.library, page, passage)
            shown = excerpt(passage, f"\n{passage.said.typed_number}")
            yield Finding(f"{where}: a number is typed: {shown}")
        for sign, what in (("\t", "a tab"), ("  ", "blanks in a row")):
            first = next((each for each in page.passages if each.said.odd and sign in each.said.odd), None)
            if first is not None:
                where = place(case.library, page, first)
                yield Finding(f"{where}: the text holds {what}.")
        for passage in [each for each in page.passages if not each.said.tokens]:
            if passage.kind in ("paragraph", "item", "heading", "note"):
                yield Finding(f"{place(case.library, page, passage)}: a paragraph is empty.")
