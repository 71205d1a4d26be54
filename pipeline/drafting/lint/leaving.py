"""Points 15 and 16: leaving is settled to the end, and nothing private stands in a shared document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.answers import State
from pipeline.drafting.lint.demands import demands
from pipeline.drafting.lint.reading import Case, Page
from pipeline.drafting.lint.report import Finding, in_words, title_of
from pipeline.library.types import Point


def exit_works(point: Point, case: Case) -> Iterator[Finding]:
    """The rows ask for what leaving needs; the list of what goes on names the clauses that are there."""
    yield from demands(point, case)
    for page in case.agreements:
        survival = page.clauses_at(point.topics["survival"])
        if survival and page.plan is not None and page.plan.binds == "all":
            yield from _survival(point, case, page)


def _survival(point: Point, case: Case, page: Page) -> Iterator[Finding]:
    """Every survivor that stands in the document is referred to."""
    clauses = page.clauses_at(point.topics["survival"])
    chosen = {id(each) for each in page.passages_of(clauses)}
    named = {ref.text.split(".")[0] for ref, passage in page.refs if id(passage) in chosen}
    homes = {
        clause.topic: article.number
        for part in page.document.body
        for article in part.articles
        for clause in article.clauses
    }
    present = [link.topic for link in point.topics["survivors"] if page.clauses_at((link,))]
    missing = [case.library.topics[topic].title for topic in present if homes.get(topic) not in named]
    if missing:
        yield Finding(
            f"{title_of(page)}: the list of what goes on after leaving leaves out {in_words(missing)}."
        )


# ---------------------------------------------------------------- privacy


def red_lines_kept(point: Point, case: Case) -> Iterator[Finding]:
    """Red lines have a home; no private answer stands in a document, in its own right or as words."""
    yield from demands(point, case)
    bank = case.library.bank
    private = [column.id for column in bank.columns.values() if column.private]
    names = {f"parties.{name}" for name in private} | {q.id for q in bank.questions.values() if q.private}
    secrets = list(_secrets(case, private, int(point.limits["words"])))
    for page in case.pages:
        if any(answer.question in names for answer in page.answers) or _leaks(page, secrets):
            yield Finding(f"{title_of(page)}: words of a private answer stand in it. Do not pass it on.")


def _secrets(case: Case, private: list[str], least: int) -> Iterator[str]:
    """Private texts, less those that their owner, or anyone, gave as a public answer too."""
    public = "\n".join(_public(case, frozenset(private)))
    for party in case.answers.parties:
        for name in private:
            value = party.get(name)
            folded = _folded(value) if isinstance(value, str) else ""
            if len(folded.split()) >= least and folded not in public:
                yield folded


def _public(case: Case, private: frozenset[str]) -> Iterator[str]:
    rows = [{k: v for k, v in party.items() if k not in private} for party in case.answers.parties]
    for values in (case.answers.values, *rows):
        for value in values.values():
            if not isinstance(value, State):
                yield _folded(" ".join(value) if isinstance(value, tuple) else str(value))


def _leaks(page: Page, secrets: list[str]) -> bool:
    if not secrets:
        return False
    document = page.document
    theirs = [each.text for each in page.answers] + [value.text for value, _ in page.values]
    text = "\n".join([document.title, document.subtitle, *document.shell.values(), *theirs]).lower()
    return any(secret in text or secret in page.lower for secret in secrets)


def _folded(text: str) -> str:
    """The words alone: letters and blanks as one reads them."""
    return " ".join(text.lower().split()).rstrip(".")
