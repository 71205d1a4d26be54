"""An answer means what its question asks, never what YAML would make of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.answers import NOT_KNOWN, UNANSWERED
from tests.intake.support import VALID, answers, check, codes, real_bank, with_column


def value(question: str, written: str) -> Any:
    kept = [line for line in VALID.splitlines() if not line.startswith(f"{question}:")]
    return answers("\n".join([*kept, f"{question}: {written}"])).values[question]


def slip(question: str, written: str) -> Any:
    kept = [line for line in VALID.splitlines() if not line.startswith(f"{question}:")]
    (found,) = check("\n".join([*kept, f"{question}: {written}"]))[1]
    return found


@pytest.mark.parametrize("written", ["NO", "no", "'NO'", "Norway", "norway", "NORWAY"])
def test_norway_is_a_country_however_it_is_written(written: str) -> None:
    assert answers(with_column(f"country: {written}")).parties[0]["country"] == "NO"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("United Kingdom", "GB"),
        ("UK", "GB"),
        ("South Korea", "KR"),
        ("Russia", "RU"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("USA", "US"),
        ("Côte d'Ivoire", "CI"),
        ("the netherlands", "NL"),
    ],
)
def test_a_country_is_known_by_its_common_names(written: str, code: str) -> None:
    assert answers(with_column(f"country: {written}")).parties[0]["country"] == code


@pytest.mark.parametrize("written", ["no", "No", "NO", "false", '"no"', "FALSE"])
def test_no_is_no_for_a_yes_or_no_question(written: str) -> None:
    assert value("money_moves", written) is False


@pytest.mark.parametrize("written", ["on", "off", "y", "1", "maybe"])
def test_other_words_are_neither_yes_nor_no(written: str) -> None:
    assert slip("money_moves", written).code == "value-not-allowed"


@pytest.mark.parametrize(
    "written", ["12:30", "010", "1e3", "yes", "NO", "null and void", "'null'", "2027-01-01"]
)
def test_a_text_stays_letter_for_letter(written: str) -> None:
    assert value("alliance_name", written) == written.strip("'")


@pytest.mark.parametrize("text", ["{{ 7*7 }} <b> *x*", "{@withdrawal}", "a & b", "$(rm -rf /)", "=1+1"])
def test_markup_in_an_answer_is_only_text(text: str) -> None:
    assert value("alliance_name", f"'{text}'") == text


def test_white_space_around_and_line_breaks_inside_a_text_become_blanks() -> None:
    assert value("alliance_name", '"  River\\n  \\tAlliance  "') == "River Alliance"
    assert value("alliance_name", "|\n  River\n  Alliance\n") == "River Alliance"


@pytest.mark.parametrize(("written", "number"), [("12", 12), ("+12", 12), ("'7'", 7), ("1000", 1000)])
def test_a_whole_number_is_digits(written: str, number: int) -> None:
    assert value("people", written) == number
    assert type(value("people", written)) is int


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("010", "write 10"),
        ("-007", "write -7"),
        ("1,000", "1000"),
        ("1 000", "1000"),
        ("1_000", "1000"),
        ("12.5", "digits only"),
        ("about 40", "digits only"),
        ("true", "digits only"),
        ("0x1f", "digits only"),
        ("1e3", "digits only"),
        ("١٢", "digits only"),
        ("9" * 5000, ""),
    ],
)
def test_anything_else_is_no_whole_number_and_the_cure_is_named(written: str, hint: str) -> None:
    found = slip("people", written)
    assert found.code == "not-a-number"
    assert hint in found.help


@pytest.mark.parametrize("written", ["nan", "inf", ".inf", "1e3", "0.5.1", "12,5", "40 %"])
def test_a_number_is_finite_and_plain(written: str) -> None:
    assert codes(with_column(f"share: {written}")) == ["not-a-number"]


def test_a_number_may_have_a_decimal_point() -> None:
    assert answers(with_column("share: 12.5")).parties[0]["share"] == 12.5
    assert type(answers(with_column("share: 12")).parties[0]["share"]) is float


@pytest.mark.parametrize(
    "written", ["2027-03-01", "2027-3-1", "1 March 2027", "1st march 2027", "01 Mar 2027"]
)
def test_a_date_is_read_in_two_ways(written: str) -> None:
    assert value("start", written) == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("30 February 2027", "30 February 2027, which does not exist"),
        ("2027-02-29", "29 February 2027, which does not exist"),
        ("2027-13-01", "no month 13"),
        ("2027-04-00", "0 April 2027"),
        ("0001-01-01", "the year 1"),
        ("01/03/2027", "must be a date"),
        ("1 Ma 2027", "must be a date"),
        ("2027", "must be a date"),
        ("2027-03-01T10:00:00", "must be a date"),
    ],
)
def test_an_impossible_or_ambiguous_date_is_explained(written: str, words: str) -> None:
    assert words in slip("start", written).message


def test_lists_drop_empty_entries_and_an_empty_list_is_no_answer() -> None:
    assert value("goals", "[one, '', two]") == ("one", "two")
    assert value("goals", "[]") is UNANSWERED
    assert value("goals", "\n  -\n  -\n") is UNANSWERED


@pytest.mark.parametrize("written", ["not known yet", "Not Known Yet", "'not  known yet '"])
def test_every_type_may_be_not_known_yet(written: str) -> None:
    for question in ("goals", "view", "start", "people", "money_moves"):
        assert value(question, written) is NOT_KNOWN
    for column in ("kind", "country", "share", "brings", "red_lines"):
        text = VALID.replace("    kind: company\n", "") if column == "kind" else VALID
        text = text.replace("name: River Trust", f"name: River Trust\n    {column}: {written}")
        assert answers(text).parties[0][column] is NOT_KNOWN
    assert value("goals", f"[{written}]") is NOT_KNOWN


def test_some_answers_can_never_stay_open() -> None:
    assert slip("alliance_name", "not known yet").code == "must-be-known"
    assert slip("form_used", "not known yet").code == "must-be-known"
    closed = [
        each.id
        for each in (*real_bank().questions.values(), *real_bank().columns.values())
        if each.never_open
    ]
    assert closed == ["form_used", "alliance_name", "alliance_kind", "name", "short_name", "form"]
