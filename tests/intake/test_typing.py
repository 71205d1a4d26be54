"""An answer means what its question asks, never what YAML would make of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from pipeline.answers import NOT_KNOWN, UNANSWERED
from tests.intake.support import ROOT, VALID, answers, check, codes, real_bank, with_column


def value(question: str, written: str) -> Any:
    kept = [line for line in VALID.splitlines() if not line.startswith(f"{question}:")]
    return answers("\n".join([*kept, f"{question}: {written}"])).values[question]


def slip(question: str, written: str) -> Any:
    kept = [line for line in VALID.splitlines() if not line.startswith(f"{question}:")]
    (found,) = check("\n".join([*kept, f"{question}: {written}"]))[1]
    return found


def real_intake(**answers: str) -> str:
    """A shipped example with other answers."""
    text = (ROOT / "intake" / "examples" / "carbon-pilot.yaml").read_text(encoding="utf-8")
    for name, written in answers.items():
        text, times = re.subn(rf"^{name}:.*$", f"{name}: {written}", text, flags=re.MULTILINE)
        assert times == 1, name
    return text


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


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("euros", "EUR"),
        ("Euro", "EUR"),
        ("eur", "EUR"),
        ("pounds sterling", "GBP"),
        ("US dollars", "USD"),
        ("dkk", "DKK"),
        ("EURO", "EUR"),
    ],
)
def test_a_wrong_currency_is_one_error_with_the_nearest_guess(written: str, guess: str) -> None:
    text = VALID.replace("money_moves: no", f"money_moves: yes\ncurrency: {written}")
    for text_checked, bank in ((text, None), (real_intake(currency=written), real_bank())):
        (found,) = check(text_checked, bank)[1]
        assert (found.code, found.message) == (
            "pattern-mismatch",
            f"`currency` cannot be `{written}`; did you mean `{guess}`?",
        )


def test_a_currency_that_resembles_none_is_one_error_without_a_guess() -> None:
    (found,) = check(real_intake(currency="seashells"), real_bank())[1]
    assert (found.code, found.message) == ("pattern-mismatch", "`currency` cannot be `seashells`")


@pytest.mark.parametrize(
    "written", ["not known", "Not yet known", "not know yet", "'not known yet.'", "not_known_yet"]
)
def test_not_known_yet_is_guessed_where_it_was_meant(written: str) -> None:
    for question in ("start", "people", "money_moves", "view"):
        assert slip(question, written).message.endswith("; did you mean `not known yet`?")
    for line in (f"country: {written}", f"share: {written}", f"brings: [{written}]"):
        (found,) = check(with_column(line))[1]
        assert found.message.endswith("; did you mean `not known yet`?")


@pytest.mark.parametrize("written", ["not known", "Not yet known", "not_known_yet"])
def test_a_text_that_says_it_is_not_known_is_no_answer(written: str) -> None:
    found = slip("keeper", written)
    assert found.code == "value-not-allowed"
    assert found.message.endswith("; did you mean `not known yet`?")


def test_not_known_yet_is_not_proposed_where_it_is_no_answer() -> None:
    assert slip("alliance_name", "not known").code == "must-be-known"
    assert "did you mean `not known yet`" not in slip("form_used", "not known").message


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("31/02/2027", "31 February 2027, which does not exist"),
        ("31.02.2027", "31 February 2027, which does not exist"),
        ("02/31/2027", "31 February 2027, which does not exist"),
        ("40/40/2027", "no month 40"),
    ],
)
def test_a_date_in_figures_that_no_reading_makes_possible_is_told_so(written: str, words: str) -> None:
    found = slip("start", written)
    assert found.code == "impossible-date"
    assert words in found.message
    assert "write 2027-03-01 or 1 March 2027" in found.help


@pytest.mark.parametrize(
    ("written", "guess"),
    [("28/02/2027", "2027-02-28"), ("02/28/2027", "2027-02-28"), ("3/3/2027", "2027-03-03")],
)
def test_a_date_in_figures_with_one_reading_is_guessed(written: str, guess: str) -> None:
    found = slip("start", written)
    assert (found.code, found.message) == (
        "not-a-date",
        f"`start` must be a date, not `{written}`; did you mean `{guess}`?",
    )


def test_a_date_in_figures_with_two_readings_is_not_guessed() -> None:
    assert "did you mean" not in slip("start", "01/03/2027").message
