"""The rows of a point: what must stand, or must not, where a condition over the facts holds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.decisions import DocumentPlan
from pipeline.drafting.lint.reading import Case, Page
from pipeline.drafting.lint.report import Finding, has, in_words, title_of
from pipeline.library.types import CheckRow, Link, Point
from pipeline.model import Clause
from pipeline.rules.conditions import Scope
from pipeline.rules.conditions.document import scope_of


def demands(point: Point, case: Case) -> Iterator[Finding]:
    """Every row, asked of the packet or of each of its documents."""
    pages = case.agreements
    lead = next((page for page in pages if page.document.id == case.outcome.lead), None)
    if lead is None:
        return
    for row in point.rows:
        if row.each == "document":
            for page in pages:
                yield from _row(row, case, [page], scope_for(case, page), f"{title_of(page)}: ")
        elif row.each == "packet":
            yield from _row(row, case, pages, scope_for(case, lead, whole=True), "")


def scope_for(case: Case, page: Page, whole: bool = False) -> Scope:
    """What a condition sees: the document's facts and its clauses, or those of the whole packet."""
    name = "" if whole else page.document.id
    found: Scope | None = case.scopes.get(name)
    if found is None:
        found = case.scopes[name] = _scope(case, page, case.agreements if whole else [page])
    return found


def _scope(case: Case, page: Page, pages: list[Page]) -> Scope:
    plan = page.plan
    assert isinstance(plan, DocumentPlan)
    scope = scope_of(case.answers, case.outcome, plan)
    topics = frozenset(topic for each in pages for topic in each.clauses)
    return replace(scope, context={**scope.context, "clauses": topics})


def holds(row: CheckRow, scope: Scope) -> bool:
    """The row's condition, closed."""
    value = row.condition.verdict(scope).value
    return row.unanswered if value is None else value


def _row(row: CheckRow, case: Case, pages: list[Page], scope: Scope, head: str) -> Iterator[Finding]:
    if row.where and not standing(row.where, pages):
        return
    if holds(row, scope):
        yield from _missing(row, case, pages, head)
        wrong = standing(row.bars, pages)
    else:
        wrong = standing(row.needs, pages) if row.both_ways else []
    if wrong:
        yield Finding(f"{head}{_names(case, wrong)} should not stand here. {row.says}")


def _missing(row: CheckRow, case: Case, pages: list[Page], head: str) -> Iterator[Finding]:
    found = standing(row.needs, pages, pointers=row.each == "document")
    if row.needs and not any(clause.binding or not row.binding for clause in found):
        what = "stands only where it does not bind" if found else "is missing"
        yield Finding(f"{head}{_titles(case, row.needs)} {what}. {row.says}")
    elif row.words and not has(row.words, _text(row, pages)):
        spoken = _titles(case, row.within or row.needs or row.where)
        yield Finding(f"{head}{spoken} says nothing of “{row.words[0]}”. {row.says}")


def standing(links: tuple[Link, ...], pages: list[Page], pointers: bool = False) -> list[Clause]:
    """The clauses that links name, in some pages."""
    return [clause for page in pages for clause in page.clauses_at(links, pointers)] if links else []


def _text(row: CheckRow, pages: list[Page]) -> str:
    links = row.within or row.needs or row.where
    return "\n".join([page.text_of(page.clauses_at(links, True)) for page in pages])


def _titles(case: Case, links: tuple[Link, ...]) -> str:
    """The topics in words, each once."""
    return in_words(dict.fromkeys(case.library.topics[link.topic].title for link in links))


def _names(case: Case, clauses: list[Clause]) -> str:
    return in_words(dict.fromkeys(case.library.topics[clause.topic].title for clause in clauses))
