"""Points 9, 10 and 11: one value for each figure, words that agree with it, dates and periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pipeline.decisions import ParameterValue
from pipeline.drafting.lint.reading import Case, Page, Passage
from pipeline.drafting.lint.report import Finding, excerpt, hits, place, title_of
from pipeline.drafting.wording import MONTHS, number_words
from pipeline.library.types import Parameter, Point
from pipeline.model import Value

_BOTH = re.compile(r"\(([0-9][0-9,]*)\)")
_DAY = re.compile(
    r"[0-9]{1,4}(?:[/-][0-9]{1,2}[/-][0-9]{2,4}|\.[0-9]{1,2}\.[0-9]{2,4}|(?:st|nd|rd|th) (?=[A-Z]))"
)
_DATE_WORDS = re.compile(r"\d{1,2} (?:" + "|".join(MONTHS) + r") \d{4}")
NEAR = 60
"""So many signs before a figure may say what it is about."""
SMALL = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}


def in_figures(word: str) -> int | None:
    """``forty-five`` is 45; None for what is no number up to a hundred."""
    if word in SMALL:
        return SMALL.index(word)
    tens, _, ones = word.partition("-")
    if tens in TENS and (not ones or ones in SMALL[1:10]):
        return TENS[tens] + (SMALL.index(ones) if ones else 0)
    return 100 if word == "hundred" else None


# ---------------------------------------------------------------- one value


def one_value(point: Point, case: Case) -> Iterator[Finding]:
    """What is printed is what was decided; no typed figure says otherwise of the same act."""
    right: dict[tuple[str, str, str | None], bool] = {}
    for page in case.pages:
        for value, passage in page.values:
            key = (value.parameter, value.text, value.party)
            if key not in right:
                right[key] = _as_decided(value, case)
            if not right[key] and not value.is_open:
                where, title = (
                    place(case.library, page, passage),
                    case.library.parameters[value.parameter].title,
                )
                yield Finding(f"{where}: “{title}” reads {value.text}, which was not decided.")
        yield from _typed(point, case, page)


def _as_decided(value: Value, case: Case) -> bool:
    parameter = case.library.parameters.get(value.parameter)
    wanted = _decided(case.outcome.parameters.get(value.parameter, []), value, case.ids)
    return parameter is None or any(_says(parameter, each, value.text) for each in wanted)


def _decided(values: list[ParameterValue], value: Value, ids: list[str]) -> list[Any]:
    own = [each.value for each in values if each.party is not None and ids[each.party] == value.party]
    return own if value.party is not None and own else [each.value for each in values if each.party is None]


def _says(parameter: Parameter, value: Any, text: str) -> bool:
    if parameter.choices:
        return parameter.choices.get(str(value)) == text
    return value is not None and number_words(value) in text.split(" ")


@cache
def figures_of(units: tuple[str, ...]) -> re.Pattern[str]:
    """Figures before a unit: ``30 days``."""
    return re.compile(rf"([0-9][0-9,]*) ({'|'.join(sorted(units, key=len, reverse=True))})s?\b")


def _typed(point: Point, case: Case, page: Page) -> Iterator[Finding]:
    """A figure in our own words, with a unit, in a sentence about an act that has a parameter."""
    units = point.words["units"]
    found = ((each, hit) for each in page.figures for hit in figures_of(units).finditer(each.words))
    for passage, hit in found:
        figure, unit = hit.groups()
        before = _before(passage.words, hit.start())
        for name, acts in point.parameters.items():
            parameter = case.library.parameters[name]
            if parameter.unit.rstrip("s") == unit and any(act in before for act in acts):
                decided = [each.value for each in case.outcome.parameters.get(name, [])]
                if decided and all(number_words(each) != figure for each in decided if each is not None):
                    where, shown = place(case.library, page, passage), excerpt(passage, hit[0])
                    yield Finding(f"{where}: “{parameter.title}” is stated otherwise in typed words: {shown}")


def _before(text: str, at: int) -> str:
    """What stands before a figure in its sentence, as far as it can still be about it."""
    start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at), at - NEAR)
    return text[start + 1 : at].lower()


# ---------------------------------------------------------------- words and figures


def figures_agree(point: Point, case: Case) -> Iterator[Finding]:
    """``thirty (30)`` says one thing, and a fraction of the partners shows its head count."""
    for page in case.pages:
        for passage in page.figures:
            yield from _both(case, page, passage)
    for page in case.agreements:
        for passage in page.passages_of(page.clauses_at(point.topics["counted"])):
            yield from _head_counts(point, case, page, passage)


def _both(case: Case, page: Page, passage: Passage) -> Iterator[Finding]:
    """A number in words with a number in figures behind it."""
    for hit in _BOTH.finditer(passage.words):
        before = passage.words[: hit.start()].rstrip().rpartition(" ")[2].lower()
        number = in_figures(before)
        if number is not None and number_words(number) != hit[1]:
            where = place(case.library, page, passage)
            yield Finding(f"{where}: {before} ({hit[1]}): words and figures differ.")


def _head_counts(point: Point, case: Case, page: Page, passage: Passage) -> Iterator[Finding]:
    words = passage.words.lower()
    for name, fractions in point.parameters.items():
        shown = any(isinstance(each, Value) and each.parameter == name for each in passage.inlines)
        if not shown and any(hits(fractions, words)):
            where = place(case.library, page, passage)
            yield Finding(f"{where}: a fraction without its head count: {passage.words[:70]}")


# ---------------------------------------------------------------- dates and periods


def dates_and_periods(point: Point, case: Case) -> Iterator[Finding]:
    """Dates read as 1 March 2027; periods have a start and the days that count are defined."""
    for page in case.pages:
        for passage in page.figures:
            for hit in _DAY.finditer(passage.words):
                where, shown = place(case.library, page, passage), excerpt(passage, hit[0])
                yield Finding(f"{where}: a date can be read in two ways: {shown}")
        for answer in page.answers:
            question = case.library.bank.at(answer.question)
            is_date = question is not None and question.type == "date" and not answer.is_open
            if is_date and not _DATE_WORDS.fullmatch(answer.text):
                yield Finding(f"{title_of(page)}: the date {answer.text} is not written as 1 March 2027.")
    for page in case.agreements:
        yield from _periods(point, case, page)


def _periods(point: Point, case: Case, page: Page) -> Iterator[Finding]:
    if page.document.numbering != "legal":
        return
    units = tuple(point.words["units"])
    counted = any(value.text.rstrip("s").lower().endswith(units) for value, _ in page.values)
    if counted and not page.clauses_at(point.topics["periods"], pointers=True):
        yield Finding(f"{title_of(page)}: periods run, and no clause says when a period starts.")
    for phrase, start in hits(point.words["loose"], page.lower, page.vocabulary):
        shown = excerpt(page.passage_at(start), phrase)
        yield Finding(f"{title_of(page)}: a period without a clear start or length: {shown}")
    defined = {each.inlines[0].text.lower() for each in page.definitions}
    for term, names in point.terms.items():
        if case.library.glossary[term].forms[-1].word.lower() not in defined:
            yield from _undefined_days(names, page)


def _undefined_days(names: tuple[str, ...], page: Page) -> Iterator[Finding]:
    printed = "\n".join(value.text.lower() for value, _ in page.values)
    for name in names:
        if any(hits((name, f"{name}s"), page.lower, page.vocabulary)) or name in printed:
            yield Finding(f"{title_of(page)}: “{name}” is used and not defined.")
