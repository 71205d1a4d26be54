"""Points 2 and 23: the parties are the same everywhere, and each can sign."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.drafting.lint.demands import holds, scope_for
from pipeline.drafting.lint.reading import Case, Page
from pipeline.drafting.lint.report import Finding, title_of
from pipeline.library.types import Link, Point
from pipeline.model import Answer, Clause, Signature, Table


def parties_identical(point: Point, case: Case) -> Iterator[Finding]:
    """Each party stands in the block, the table of addresses and the signatures, under one name."""
    yield from _same_words(case)
    for page in case.agreements:
        wanted = _wanted(case, page)
        given = [case.answers.parties[row].get("name") for row in page.plan.parties] if page.plan else []
        if page.document.parties != [str(name) for name in given]:
            yield Finding(f"{title_of(page)}: the cover does not name the parties of the intake.")
        for role, links in point.topics.items():
            clauses = page.clauses_at(links)
            if clauses:
                yield from _complete(page, role, clauses, wanted, case)
            elif not page.clauses_at(links, pointers=True) and _has_place(case, page, links):
                title = case.library.topics[links[0].topic].title
                yield Finding(f"{title_of(page)}: “{title}” is missing.")


def _has_place(case: Case, page: Page, links: tuple[Link, ...]) -> bool:
    topics = case.library.outlines[page.document.instrument].topics()
    return any(link.topic in topics for link in links)


def _wanted(case: Case, page: Page) -> list[str]:
    return [case.ids[row] for row in page.plan.parties] if page.plan is not None else []


def _complete(
    page: Page, role: str, clauses: list[Clause], wanted: list[str], case: Case
) -> Iterator[Finding]:
    found = _of_block(clauses) if role == "block" else _named(clauses, Table if role == "addresses" else None)
    if found is None or found == wanted:
        return
    title = case.library.topics[clauses[0].topic].title
    missing = [case.answers.parties[case.ids.index(each)]["name"] for each in wanted if each not in found]
    what = f"leaves out {', '.join(missing)}" if missing else "does not name each party once, in order"
    yield Finding(f"{title_of(page)}: “{title}” {what}.")


def _of_block(clauses: list[Clause]) -> list[str]:
    return [clause.instance for clause in clauses]


def _named(clauses: list[Clause], shape: type | None) -> list[str] | None:
    """The parties of the signature blocks, or of the first column of a table; None without a table."""
    blocks = [block for clause in clauses for block in clause.blocks]
    if shape is None:
        return [block.party for block in blocks if isinstance(block, Signature)]
    tables = [block for block in blocks if isinstance(block, Table)]
    first = [row[0][0] for table in tables for row in table.rows if row and row[0]]
    return [str(each.party) for each in first if isinstance(each, Answer)] if tables else None


def _same_words(case: Case) -> Iterator[Finding]:
    """One answer about one party reads the same wherever it stands."""
    seen: dict[tuple[str, str], str] = {}
    for page in case.pages:
        for answer in page.answers:
            if answer.party is not None:
                first = seen.setdefault((answer.question, answer.party), answer.text)
                if first != answer.text and first.casefold() != answer.text.casefold():
                    yield Finding(
                        f"{title_of(page)}: one party's details read “{first}” and “{answer.text}”."
                    )


# ---------------------------------------------------------------- signatures


def signatures(point: Point, case: Case) -> Iterator[Finding]:
    """One block for each party, with the lines that the rows ask for."""
    for page in case.agreements:
        blocks = [
            (clause, block)
            for clause in page.clauses_at(point.topics["signatures"])
            for block in clause.blocks
            if isinstance(block, Signature)
        ]
        for party in _wanted(case, page):
            own = [block for _, block in blocks if block.party == party]
            name = case.answers.parties[case.ids.index(party)]["name"]
            if len(own) != 1:
                count = "no signature block" if not own else f"{len(own)} signature blocks"
                yield Finding(f"{title_of(page)}: {name} has {count}.")
            for block in own:
                yield from _lines(point, case, page, block, str(name))


def _lines(point: Point, case: Case, page: Page, block: Signature, name: str) -> Iterator[Finding]:
    labels = " ".join(label for label, _ in block.lines).lower()
    if not any(isinstance(each, Answer) and each.party == block.party for each in block.lead):
        yield Finding(f"{title_of(page)}: the signature block of {name} does not name it.")
    scope = scope_for(case, page).at_row(case.ids.index(block.party))
    lead = " ".join(each.text for each in block.lead).lower()
    questions = {each.question for each in block.lead if isinstance(each, Answer)}
    for row in point.rows:
        there = any(line in labels or line in lead or f"parties.{line}" in questions for line in row.lines)
        if not there and holds(row, scope):
            yield Finding(f"{title_of(page)}: {name} signs without a line for “{row.lines[0]}”. {row.says}")
