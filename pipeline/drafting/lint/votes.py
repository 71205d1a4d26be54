"""Points 13 and 14: decisions can be counted out, and an escalation comes to an end."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipeline.drafting.lint.demands import demands
from pipeline.drafting.lint.reading import Case, Page, Passage
from pipeline.drafting.lint.report import Finding, has, place, title_of
from pipeline.library.types import Point
from pipeline.model import Clause, Value

MORE_THAN = "more than "


def decision_computable(point: Point, case: Case) -> Iterator[Finding]:
    """The rows ask for base, quorum, abstention, tie, conflict and suspension; then votes are cast."""
    yield from demands(point, case)
    for page in case.agreements:
        printed = {
            each.parameter
            for passage in page.passages_of(page.clauses_at(point.topics["decision"]))
            for each in passage.inlines
            if isinstance(each, Value)
        }
        for name, words in point.parameters.items():
            if name in printed and words and page.plan is not None:
                yield from _counted(words, name, len(page.plan.parties), case, page)


def heads(words: str, voters: int) -> int:
    """``2/3`` of 4 is 3; ``more than 1/2`` of 4 is 3."""
    share = Fraction(words.removeprefix(MORE_THAN)) * voters
    whole = share.numerator // share.denominator
    return whole + 1 if words.startswith(MORE_THAN) or share != whole else whole


def _counted(words: tuple[str, ...], name: str, parties: int, case: Case, page: Page) -> Iterator[Finding]:
    """The printed head count is one of its fractions; every vote then has one result."""
    decided = case.outcome.parameters[name][0].value
    title = case.library.parameters[name].title
    fractions = [each for each in words if heads(each, parties) == decided]
    if decided is None or decided > parties or not fractions:
        yield Finding(f"{title_of(page)}: “{title}” is {decided}, which is no such part of {parties}.")
        return
    slip = _simulate(fractions[0], parties) if len(words) == 1 else ""
    if slip:
        yield Finding(f"{title_of(page)}: “{title}”: {slip}.")


def _simulate(words: str, parties: int) -> str:
    """Every vote, with any number set aside for a conflict or a suspension: what goes wrong."""
    for voters in range(1, parties + 1):
        needed = heads(words, voters)
        if needed > voters:
            return f"with {voters} voting nothing could be decided"
        if any(yes >= needed and voters - yes >= needed for yes in range(voters + 1)):
            return f"with {voters} voting both yes and no would carry"
    return ""


# ---------------------------------------------------------------- escalation


def escalation_ends(point: Point, case: Case) -> Iterator[Finding]:
    """Each step names people, a time and what follows; at the end something is settled."""
    topics, words = point.topics, point.words
    for page in case.agreements:
        clauses = page.clauses_at(topics["steps"])
        steps = list(_steps(point, page, clauses))
        if not clauses:
            continue
        if not steps:
            yield Finding(f"{title_of(page)}: the steps of the escalation have no time.")
        for parameter, passage, said in steps:
            yield from _step(point, case, page, passage, said, parameter)
        if not has(words["outcomes"], page.text_of(clauses)):
            yield Finding(f"{title_of(page)}: the last step of the escalation has no outcome.")
    yield from _deadlock(point, case)


def _steps(point: Point, page: Page, clauses: list[Clause]) -> Iterator[tuple[str, Passage, str]]:
    """Each step's time, first where it is set, with the words of its item or sentence."""
    seen: set[str] = set()
    for passage in page.passages_of(clauses):
        for each in passage.inlines:
            if isinstance(each, Value) and each.parameter in point.parameters and each.parameter not in seen:
                seen.add(each.parameter)
                yield each.parameter, passage, passage.words.lower()


def _step(
    point: Point, case: Case, page: Page, passage: Passage, said: str, parameter: str
) -> Iterator[Finding]:
    title = case.library.parameters[parameter].title.lower()
    values = case.outcome.parameters.get(parameter) or []
    if not values or not values[0].value:
        yield Finding(f"{place(case.library, page, passage)}: the {title} has no time.")
    if not has(point.words["persons"], said):
        yield Finding(f"{place(case.library, page, passage)}: nobody is named for the {title}.")
    if not has(point.words["next"], page.text_of(page.clauses_at(point.topics["steps"]))):
        yield Finding(f"{place(case.library, page, passage)}: nothing says what follows the {title}.")


def _deadlock(point: Point, case: Case) -> Iterator[Finding]:
    """Where decisions can block, the packet says what then."""
    pages = [page for page in case.agreements if page.clauses_at(point.topics["deadlock"])]
    for page in pages:
        if not has(point.words["outcomes"], page.text_of(page.clauses_at(point.topics["deadlock"]))):
            yield Finding(f"{title_of(page)}: a deadlock has no outcome.")
