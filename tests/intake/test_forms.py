"""A blank form can be filled and read back; an answer reads as a person would say it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.answers import NOT_ASKED, NOT_KNOWN
from pipeline.intake.forms import blank_form, words_of
from tests.intake.support import check, real_bank, small_bank


@pytest.mark.parametrize("form", ["full", "one_page"])
def test_a_blank_form_of_the_real_bank_lacks_only_answers(form: str) -> None:
    _, slips = check(blank_form(real_bank(), form), real_bank())
    assert {each.code for each in slips} == {"missing-answer"}


def test_a_form_asks_its_questions_in_its_own_order_and_nothing_else() -> None:
    form = real_bank().forms["one_page"]
    lines = [line.partition(":")[0] for line in blank_form(real_bank(), "one_page").splitlines()]
    keys = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert keys == list(form.asks)
    assert "    country" not in lines


def test_a_form_explains_every_question() -> None:
    text = blank_form(small_bank(), "full")
    for words in (
        "# What is the alliance called? *",
        "#   a text, at most 30 characters",
        "#   larger: One is larger",
        "#   Left empty, it means: Let the figures decide",
        "#   Leave empty unless: money_moves",
        "    #   Left empty, it is the same as `name`.",
        "    #   a number from 0 to 100",
        "    #   Private: read only by this partner and its own counsel.",
        "form_used: full",
    ):
        assert words in text.splitlines()


def test_a_filled_form_is_a_valid_intake() -> None:
    given = {"alliance_name": "River", "start": "1 March 2027", "money_moves": "no"}
    text = blank_form(small_bank(), "one_page")
    for key, value in given.items():
        text = text.replace(f"\n{key}:", f"\n{key}: {value}")
    first, _, second = text.partition("# the next one")
    text = (
        first.replace("    name:", "    name: A")
        + "# the next one"
        + second.replace("    name:", "    name: B")
    )
    found, slips = check(text)
    assert slips == []
    assert found is not None
    assert [each["name"] for each in found.parties] == ["A", "B"]


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("view", "larger", "One is larger"),
        ("money_moves", True, "Yes"),
        ("money_moves", False, "No"),
        ("start", date(2027, 3, 1), "1 March 2027"),
        ("parties.country", "NO", "Norway"),
        ("parties.brings", ("money", "people"), "Money; People's time"),
        ("goals", ("one", "two"), "one; two"),
        ("parties.share", 12.5, "12.5"),
        ("parties.share", 12.0, "12"),
        ("budget", 120000, "120,000"),
        ("alliance_name", "{{ River }}", "{{ River }}"),
        ("start", NOT_KNOWN, "not known yet"),
        ("budget", NOT_ASKED, "not asked"),
    ],
)
def test_an_answer_is_said_in_words(path: str, value: Any, words: str) -> None:
    question = small_bank().at(path)
    assert question is not None
    assert words_of(small_bank(), question, value) == words
