"""What is asked, what silence means, what is missing, what is ignored."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.answers import NOT_ASKED, NOT_KNOWN, UNANSWERED, Override
from pipeline.diagnostics import Span
from pipeline.intake.validation import slips_of
from tests.intake.support import PARTIES, VALID, answers, check, codes, small_bank, with_column

MONEY = VALID.replace("money_moves: no", "money_moves: yes")


def test_a_complete_intake_gives_every_question_a_value_or_a_reason_for_none() -> None:
    found = answers(VALID)
    assert found.matter == "matter"
    assert found.values == {
        "form_used": "full",
        "alliance_name": "River Alliance",
        "goals": UNANSWERED,
        "view": "computed",
        "start": date(2027, 3, 1),
        "people": UNANSWERED,
        "money_moves": False,
        "currency": NOT_ASKED,
        "budget": NOT_ASKED,
        "keeper": UNANSWERED,
    }
    assert found.defaults == {("form_used",), ("view",)}
    assert found.parties[1] == {
        "name": "City of Lyon",
        "short_name": "City of Lyon",
        "kind": "public_body",
        "country": UNANSWERED,
        "power": "Resolution 12",
        "share": UNANSWERED,
        "brings": UNANSWERED,
        "red_lines": UNANSWERED,
    }


def test_every_answer_knows_where_it_is_written() -> None:
    found = answers(VALID)
    assert found.span("start") == Span("intake.yaml", 2, 8, 10)
    assert found.span("power", 1) == Span("intake.yaml", 9, 12, 13)
    assert found.span("short_name", 1) == found.span("name", 1)
    assert found.span("view") is None


def test_a_question_whose_condition_fails_is_not_asked() -> None:
    assert answers(VALID).parties[0]["power"] is NOT_ASKED
    assert answers(VALID).values["currency"] is NOT_ASKED


def test_a_required_question_is_missing_only_where_it_is_asked() -> None:
    (slip,) = check(MONEY)[1]
    assert (slip.code, slip.message) == ("missing-answer", "`currency` must be answered")
    assert codes(VALID.replace("    power: Resolution 12\n", "")) == ["missing-answer"]


def test_an_answer_nobody_asked_for_is_ignored_with_a_warning() -> None:
    found, (warning,) = check(VALID + "currency: nonsense\n")
    assert found is not None
    assert found.values["currency"] is NOT_ASKED
    assert found.span("currency") is None
    assert (warning.severity, warning.code) == ("warning", "irrelevant-answer")
    assert warning.related[0][1] == found.span("money_moves")


def test_an_irrelevant_answer_left_open_is_passed_over() -> None:
    assert codes(VALID + "currency: not known yet\nbudget:\n") == []


def test_a_question_under_an_open_one_is_asked_and_silence_leaves_it_open() -> None:
    for words in ("not known yet", "maybe"):
        found, slips = check(VALID.replace("money_moves: no", f"money_moves: {words}") + "currency: EUR\n")
        assert [each.code for each in slips] == ([] if found else ["value-not-allowed"])
    assert (
        answers(VALID.replace("money_moves: no", "money_moves: not known yet")).values["currency"]
        is NOT_KNOWN
    )


def test_a_condition_may_look_at_every_party() -> None:
    text = MONEY + "currency: EUR\nbudget: 500\n"
    assert codes(text) == []
    assert codes(text.replace("    kind: company\n", "    kind: company\n    brings: [data]\n")) == []
    both = text.replace("    kind: company\n", "    kind: company\n    brings: [data]\n")
    both = both.replace("    power:", "    brings: [people]\n    power:")
    assert codes(both) == ["irrelevant-answer"]
    assert answers(both.replace("[people]", "[money]")).values["budget"] == 500


def test_a_question_left_open_is_neither_missing_nor_defaulted() -> None:
    found = answers(VALID.replace("2027-03-01", "not known yet") + "view: not known yet\n")
    assert (found.values["start"], found.values["view"]) == (NOT_KNOWN, NOT_KNOWN)
    assert ("view",) not in found.defaults


def test_one_misspelt_key_is_one_mistake() -> None:
    assert codes(VALID.replace("start:", "strat:")) == ["unknown-question"]
    assert codes(VALID.replace("money_moves:", "mony_moves:") + "currency: EUR\n") == ["unknown-question"]
    assert codes(VALID.replace("    name: River", "    nmae: River")) == []
    assert codes(VALID.replace("- name: River", "- nmae: River")) == ["unknown-question"]


def test_a_key_at_the_wrong_level_is_told_where_it_belongs() -> None:
    (slip,) = check(VALID + "share: 12\n")[1]
    assert "under `parties:`" in slip.help
    (slip,) = check(with_column("people: 12"))[1]
    assert "left margin" in slip.help


def test_a_mistake_in_an_answer_is_not_also_a_missing_answer() -> None:
    assert codes(VALID.replace("2027-03-01", "soon")) == ["not-a-date"]
    assert codes(VALID.replace("kind: company", "kind: firm")) == ["value-not-allowed"]


def test_all_mistakes_are_told_at_once_in_order_of_place() -> None:
    text = (
        "view: largr\n"
        + VALID.replace("2027-03-01", "soon").replace("    kind: company\n", "")
        + "people: 0\n"
    )
    slips = check(text)[1]
    assert [each.code for each in slips] == [
        "value-not-allowed",
        "not-a-date",
        "missing-answer",
        "out-of-range",
    ]
    assert [each.span.line for each in slips if each.span] == [1, 3, 6, 10]


def test_every_wrong_entry_of_a_list_is_told_at_its_own_place() -> None:
    slips = check(with_column("brings:\n      - money\n      -\n      - dta\n      - peple"))[1]
    assert [(each.code, each.span and each.span.line) for each in slips] == [
        ("value-not-allowed", 10),
        ("value-not-allowed", 11),
    ]
    assert "entry 3" in slips[0].message


def test_the_form_decides_what_is_asked() -> None:
    text = "form_used: one_page\n" + VALID.replace("    kind: company\n", "").replace(
        "    kind: public_body\n", ""
    )
    found, slips = check(text.replace("    power: Resolution 12\n", "") + "people: 12\n")
    assert found is not None
    assert [each.code for each in slips] == ["irrelevant-answer"]
    assert slips[0].related[0][1] == found.span("form_used")
    assert found.values["people"] is NOT_ASKED
    assert found.values["view"] == "even"
    assert ("view",) in found.defaults
    assert found.parties[0]["kind"] is NOT_ASKED


def test_a_form_in_doubt_does_not_make_answers_missing() -> None:
    assert codes("form_used: one_pag\nalliance_name: River\n") == ["value-not-allowed"]


@pytest.mark.parametrize(
    "second",
    ["name: RIVER  trust", "name: B\n    short_name: river trust", "name: B\n    short_name: R"],
)
def test_no_two_parties_share_a_name_or_short_name(second: str) -> None:
    text = VALID.replace("name: City of Lyon", second)
    if second.endswith(": R"):
        text = with_column("short_name: R").replace("name: City of Lyon", second)
    assert codes(text) == ["duplicate-party"]


@pytest.mark.parametrize("name", ["''", "'   '", "'\u200c'", '"\\n"'])
def test_a_blank_name_is_no_name(name: str) -> None:
    assert codes(VALID.replace("name: River Trust", f"name: {name}")) == ["missing-answer"]


@pytest.mark.parametrize(
    ("parties", "code"),
    [
        ("[]", "missing-answer"),
        ("nobody", "wrong-kind"),
        ("{name: A}", "wrong-kind"),
        ("[A, B]", "wrong-kind"),
        ("[{name: }, {name: }]", "missing-answer"),
        (str([{"name": f"P{n}", "kind": "company"} for n in range(6)]), "too-many"),
        ("[{name: A, kind: company}]", "too-few"),
    ],
)
def test_parties_are_a_list_of_two_to_five(parties: str, code: str) -> None:
    matter = VALID.partition("parties:")[0]
    assert set(codes(f"{matter}parties: {parties}\n")) == {code}


def test_overrides_are_complete_and_keep_their_place() -> None:
    lines = "overrides:\n  - target: notice\n    value: 30\n    by: A. B.\n    because: 'Agreed: in May.'\n"
    span = Span("intake.yaml", 11, 5, 1)
    assert answers(VALID + lines).overrides == (Override("notice", "30", "A. B.", "Agreed: in May.", span),)
    for line in ("target: notice", "value: 30", "by: A. B.", "because: 'Agreed: in May.'"):
        assert codes(VALID + lines.replace(line, "")) == ["override"]
    assert codes(VALID + "overrides: none\n") == ["override"]
    assert codes(VALID + "overrides: [none]\n") == ["override"]
    assert answers(VALID + "overrides:\n").overrides == ()


def test_cerberus_refuses_a_truth_as_a_number_and_a_time_as_a_date() -> None:
    from datetime import datetime

    for document in ({"people": True}, {"start": datetime(2027, 1, 1)}, {"money_moves": 1}):
        with pytest.raises(TypeError):
            list(slips_of(small_bank(), document))
    assert list(slips_of(small_bank(), {"people": 3, "start": date(2027, 1, 1), "money_moves": True})) == []


def test_a_huge_wrong_file_is_answered_in_good_time() -> None:
    rows = "".join(f"k{number}: x\n" for number in range(20_000))
    assert len(codes(VALID + rows)) == 20_000
    assert codes(VALID.replace("start:", "goals: [" + "x, " * 20_000 + "]\nstart:")) == ["repeated-value"]
    assert "too-many" in codes(VALID.partition("parties:")[0] + "parties:\n" + "  - {}\n" * 50_000)


def test_every_mistake_is_told_at_once() -> None:
    text = VALID.replace("River Alliance", "River\x07Alliance").replace("2027-03-01", "2027-02-30")
    text = text.replace("kind: company", "kind: company\n    kind: company\n    shrae: 5")
    assert sorted(codes(text + "people: many\nbudget: 5\n")) == [
        "control-character",
        "duplicate-key",
        "impossible-date",
        "irrelevant-answer",
        "not-a-number",
        "unknown-question",
    ]
    assert check(text)[0] is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("River Alliance", "*x"),
        ("River Alliance", '"\\a"'),
        ("alliance_name", "alliance\u200b_name"),
        ("alliance_name: River Alliance", "<<: defaults"),
        ("parties:\n", "parties: !t\n"),
        ("- name: River Trust\n    kind: company\n", "- *x\n"),
        ("name: River Trust", "name: *x"),
        ("name: River Trust\n    kind: company\n", "<<: x\n"),
        ("kind: company", 'kind: company\n    brings: ["\\u200b", \u200b]'),
        (PARTIES, "parties: !x\n"),
        ("money_moves: no", "money_moves: !no"),
        (PARTIES, PARTIES + 'overrides:\n  - {target: x, value: "\\a", by: B, because: c}\n'),
        (PARTIES, PARTIES + "overrides:\n  - *x\n"),
    ],
)
def test_what_was_refused_when_the_file_was_read_is_told_once(old: str, new: str) -> None:
    assert old in VALID
    found, slips = check(VALID.replace(old, new, 1))
    assert found is None
    assert {each.code for each in slips} <= {
        "alias",
        "tag",
        "merge-key",
        "control-character",
        "hidden-character",
    }
