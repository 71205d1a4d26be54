"""The explanations of the examples that ship."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.explain.html import why_html
from pipeline.explain.terminal import explain_topic, summary
from pipeline.intake.answers import check_intake
from pipeline.intake.source import read_source
from tests.explain.support import Run, run
from tests.explain.test_html import Page
from tests.support import EXAMPLES, real_library

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


@cache
def example(name: str) -> Run:
    source, slips = read_source(Path(EXAMPLES / f"{name}.yaml"))
    assert source is not None, slips
    answers, slips = check_intake(source, real_library().bank, name)
    assert answers is not None, slips
    return run(answers, real_library())


def private_words(ran: Run) -> list[str]:
    """What parties wrote for themselves alone."""
    private = [each.id for each in real_library().bank.columns.values() if each.private]
    said = [row.get(name) for row in ran.answers.parties for name in private]
    return [each for each in said if isinstance(each, str)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_private_stands_in_any_explanation(name: str) -> None:
    ran = example(name)
    data = ran.why()
    told = [
        json.dumps(data, ensure_ascii=False),
        json.dumps(ran.decided(), ensure_ascii=False),
        summary(ran.library, ran.outcome, [], ran.findings),
        *(explain_topic(ran.library, ran.outcome, each, ran.answers) for each in ran.library.facts),
    ]
    assert [word for word in private_words(ran) if any(word in each for each in told)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_sound(name: str) -> None:
    read = Page(why_html(example(name).why()))
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    assert {each for each in read.targets if each.removeprefix("#") not in read.ids} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_topic_is_explained_in_every_document(name: str) -> None:
    for document in example(name).why()["documents"]:
        assert {each["topic"] for each in document["topics"]} == set(real_library().topics)
        assert all(each["because"] for topic in document["topics"] for each in topic["decisions"])


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_that_is_printed_has_its_place(name: str) -> None:
    ran = example(name)
    data: dict[str, Any] = ran.why()
    for plan in data["documents"]:
        document = next(each for each in ran.documents if each.id == plan["id"])
        printed = {
            clause.topic for part in document.body for article in part.articles for clause in article.clauses
        }
        placed = {each["topic"] for each in plan["topics"] if each["included"]}
        assert printed & set(ran.library.topics) <= placed


@pytest.mark.parametrize("name", NAMES)
def test_no_line_in_a_terminal_is_longer_than_a_hundred_columns(name: str) -> None:
    ran = example(name)
    told = [explain_topic(ran.library, ran.outcome, each, ran.answers) for each in ran.library.topics]
    told += [explain_topic(ran.library, ran.outcome, each, ran.answers) for each in ran.library.parameters]
    told.append(summary(ran.library, ran.outcome, [f"output/{name}/charter.docx"], ran.findings))
    assert max(len(line) for each in told for line in each.splitlines()) <= 100
