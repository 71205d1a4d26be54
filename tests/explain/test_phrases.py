"""Conditions are told with the words of the questions."""

from __future__ import annotations

import pytest

from pipeline.explain.phrases import as_clause, phrase, symbols_in
from tests.library.support import tiny


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("size == large", "“How big is it?” is “Large”"),
        ("size != large", "“How big is it?” is not “Large”"),
        ("binding_wish in (everything, core)", "“Shall it bind?” is “Everything” or “Only a core”"),
        ("people >= 3", "“How many people?” is at least 3"),
        ("money_moves", "“Will money move?” is yes"),
        ("not money_moves", "“Will money move?” is no"),
        ("unequal", "one partner is much larger"),
        ("not unequal", "not: one partner is much larger"),
        ("answered(budget)", "“How much money?” has an answer"),
        ("not answered(budget)", "“How much money?” has no answer"),
        ("not known(budget)", "“How much money?” has no known answer"),
        ("differ(parties.country)", "the partners differ on “Its country”"),
        (
            "any(parties, form == charity)",
            "for at least one partner, “What is it in law?” is “A charity”",
        ),
        (
            "all(parties, money in brings)",
            "for every partner, “What does it bring?” includes “Money”",
        ),
        (
            "ratio(parties.staff) >= 5",
            "the largest divided by the smallest of “How many staff?” is at least 5",
        ),
        ("count(parties) == 2", "the number of partners is 2"),
        (
            "count(parties, protected) > 1",
            "the number of partners for whom it is protected is more than 1",
        ),
        ("people < 3 and money_moves", "“How many people?” is less than 3, and “Will money move?” is yes"),
        (
            "large or (unequal and open_ended)",
            "the alliance is large; or one partner is much larger, and “Has it no end?” is yes",
        ),
        (
            "days_between(starts, ends) < 90",
            "the days from “When does it start?” to “When does it end?” is less than 90",
        ),
    ],
)
def test_a_condition_reads_as_words(condition: str, words: str) -> None:
    assert phrase(condition, tiny().names) == words


def test_what_is_no_condition_is_left_as_it_is() -> None:
    assert phrase("otherwise, then", tiny().names) == "otherwise, then"


def test_a_clause_keeps_its_capitals_where_they_belong() -> None:
    assert as_clause("The alliance is large.") == "the alliance is large"
    assert as_clause("EU law matters.") == "EU law matters"


def test_values_of_choices_are_no_names() -> None:
    """`large` is a value here, though it is also the name of a fact."""
    assert [each.id for each in symbols_in("size == large and people > 2", tiny().names)] == [
        "size",
        "people",
    ]


def test_names_inside_any_are_columns() -> None:
    assert [each.kind for each in symbols_in("any(parties, floor > 3)", tiny().names)] == ["rows", "column"]
