"""What a passage's words tell by themselves; and what is remembered of them changes no finding."""

from __future__ import annotations

import pytest

from pipeline.drafting.lint.report import possible
from pipeline.drafting.lint.said import said, vocabulary
from tests.lint.support import CARBON, fresh, says


def test_words_are_read_without_the_signs_at_their_ends() -> None:
    told = said("“In writing” includes (e-mail); ~ said so. It has 30 days.")
    assert told.words == '"In writing" includes (e-mail); ~ said so. It has 30 days.'
    assert {"writing", "e-mail", "so", "days", "30"} <= vocabulary([told])
    assert (told.has_figure, told.blanks, told.stops, told.longest) == (True, 10, 1, 6)


@pytest.mark.parametrize(
    ("words", "number"),
    [("(a) One", "(a) "), ("1. One", "1. "), ("7.2 One", "7.2 "), ("One (a) is", ""), ("a One", "")],
)
def test_a_typed_number_is_seen_in_front_only(words: str, number: str) -> None:
    assert said(words).typed_number == number


def test_capitals_are_seen_inside_a_sentence_only() -> None:
    assert said("The board of Big Things meets. Then it goes; So it does.").capitals == (
        (12, ("Big", "Things")),
        (44, ("So",)),
    )


def test_tabs_and_blanks_in_a_row_are_odd() -> None:
    assert said("one  two\tthree").odd == ("\t", "  ")
    assert said("one two").odd == ()


def test_a_phrase_is_looked_for_only_where_all_its_words_are() -> None:
    known = vocabulary([said("They act in good faith.")])
    assert possible(["good faith", "good will", "[ ]"], known) == ["good faith", "[ ]"]


def test_what_is_remembered_changes_no_finding() -> None:
    draft = fresh(CARBON)
    says("They hereby meet.")(draft)
    first = draft.findings()
    assert draft.findings() == first
    said.cache_clear()
    assert draft.findings() == first
