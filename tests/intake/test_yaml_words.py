"""The slips behind most syntax errors are told where they were made, once, with what to write instead."""

from __future__ import annotations

import pytest

from tests.intake.support import MATTER, PARTIES, VALID, check

CURLY = "straight quotation marks"
INSIDE = 'a quotation mark inside it is written \\"'
TWICE = "written twice"
SPACE = "put a space after the colon"


def told(text: str) -> tuple[str, int, int, str]:
    """The one thing wrong: message, line, column, help."""
    answers, (slip,) = check(text)
    assert answers is None
    assert slip.code == "yaml-syntax"
    assert slip.span is not None
    return slip.message, slip.span.line, slip.span.column, slip.help


def named(written: str) -> str:
    """The valid intake with another first line."""
    return VALID.replace("River Alliance", written)


# ---------------------------------------------------------------- quotation marks


@pytest.mark.parametrize(
    ("written", "column", "advice"),
    [
        ("“River: Alliance”", 22, CURLY),
        ("‘River: Alliance’", 22, CURLY),
        ("«River: Alliance»", 22, CURLY),
        ('"River Alliance”', 16, CURLY),
        ("'River Alliance’", 16, CURLY),
        ('"River Alliance', 16, "close it"),
        ('"The "River" Alliance"', 22, INSIDE),
        ('"River" Alliance', 24, INSIDE),
        ("'The River's Alliance'", 27, TWICE),
    ],
)
def test_a_quotation_that_breaks_is_answered_with_what_to_write(
    written: str, column: int, advice: str
) -> None:
    _, line, at, help_ = told(named(written))
    assert (line, at) == (1, column)
    assert advice in help_


@pytest.mark.parametrize("written", ['- "we "all" win"', '["we "all" win", x]'])
def test_a_quotation_mark_inside_an_entry_of_a_list_is_found_too(written: str) -> None:
    message, line, _, help_ = told(MATTER + f"goals:\n  {written}\n" + PARTIES)
    assert (line, "quotation" in message) == (5, True)
    assert INSIDE in help_


def test_a_quotation_that_a_later_one_closes_is_told_where_it_opens() -> None:
    text = named('"River Alliance”').replace("City of Lyon", '"City of Lyon"')
    message, line, column, help_ = told(text)
    assert (line, column) == (1, 16)
    assert "never closed" in message
    assert CURLY in help_


def test_a_text_over_several_lines_that_goes_on_after_its_quotation_is_told_there() -> None:
    assert told(named('"River\n  and" Alliance'))[1:3] == (2, 8)


@pytest.mark.parametrize("written", ["“River” Alliance", '"The \\"River\\" Alliance"', "'The \"R\" A'"])
def test_a_quotation_that_holds_is_no_slip(written: str) -> None:
    assert check(named(written))[1] == []


# ---------------------------------------------------------------- a colon without a space


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("money_moves: no", "money_moves:no", (3, 12)),
        ("alliance_name: River", "alliance_name:River", (1, 14)),
        ("start: 2027-03-01", "start:2027-03-01", (2, 6)),
        ("    kind: company", "    kind:company", (6, 9)),
        ("- name: River Trust", "- name:River Trust", (5, 9)),
        ("    power: Resolution", "    power:Resolution", (9, 10)),
        ("alliance_name: River Alliance", 'alliance_name:"River Alliance"', (1, 14)),
    ],
)
def test_a_colon_without_a_space_is_one_error_on_its_own_line(
    right: str, wrong: str, place: tuple[int, int]
) -> None:
    assert right in VALID
    message, line, column, help_ = told(VALID.replace(right, wrong))
    assert (line, column) == place
    assert "colon" in message
    assert SPACE in help_


def test_a_colon_without_a_space_at_the_end_of_the_file_is_told_on_its_line() -> None:
    assert told(PARTIES + MATTER.replace("money_moves: no", "money_moves:no"))[1:] == (9, 12, SPACE)


def test_a_file_of_one_line_without_a_space_is_told_so() -> None:
    assert told("alliance_name:River\n")[1:] == (1, 14, SPACE)


def test_a_line_without_any_colon_is_told_on_its_line() -> None:
    message, line, _, _ = told(VALID.replace("money_moves: no", "money_moves no"))
    assert (line, "no colon" in message) == (3, True)


def test_an_address_in_a_text_is_no_name_with_a_colon() -> None:
    assert SPACE not in told(VALID.replace("money_moves: no", "https://example.org"))[3]


def test_a_party_whose_only_line_lacks_the_space_is_told_so() -> None:
    _, (slip,) = check(MATTER + "parties:\n  - name:River Trust\n  - name: City\n    kind: company\n")
    assert (slip.code, slip.help) == ("wrong-kind", SPACE)
