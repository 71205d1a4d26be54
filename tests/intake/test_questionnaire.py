"""The question bank checks itself before it asks anyone anything."""

from __future__ import annotations

import pickle

import pytest
from cerberus import SchemaError, Validator
from msgspec.structs import replace

from pipeline.answers import NOT_KNOWN_WORDS
from pipeline.intake.questionnaire import Question, QuestionBank, cerberus_schema, names_of
from pipeline.intake.validation import answer_types
from tests.intake.support import bank_from, check, real_bank, small_bank

QUESTION = "a:\n  ask: A?\n  type: yes_no\n"


def slips(text: str) -> list[str]:
    return [each.message for each in bank_from(text)[1]]


def test_the_bank_that_ships_is_right() -> None:
    bank = real_bank()
    assert list(bank.forms) == ["one_page"]
    assert bank.questions["currency"].asked_when is not None
    assert bank.at("parties.staff") is bank.columns["staff"]
    assert bank.at("parties.nobody") is None
    assert len(bank.countries) == 249


def test_defaults_are_typed_like_answers() -> None:
    bank, _ = bank_from(QUESTION + '  if_unanswered: "no"\n')
    assert bank is not None
    assert bank.questions["a"].if_unanswered is False


def test_a_bank_survives_pickling() -> None:
    bank = small_bank()
    again = pickle.loads(pickle.dumps(bank))
    assert again.forms == bank.forms
    for name, question in bank.questions.items():
        assert replace(again.questions[name], asked_when=None, names_party=None, columns={}) == replace(
            question, asked_when=None, names_party=None, columns={}
        )
    assert [_condition(each) for each in again.columns.values()] == [
        _condition(each) for each in bank.columns.values()
    ]


def _condition(question: Question) -> str:
    return question.asked_when.text if question.asked_when else ""


def test_a_condition_may_look_up_but_not_down_nor_at_itself() -> None:
    below = "b:\n  ask: B?\n  type: yes_no\n"
    assert bank_from(QUESTION + below + "  asked_when: a\n")[1] == []
    assert [e.code for e in bank_from(QUESTION + "  asked_when: b\n" + below)[1]] == ["looks-below"]
    assert [e.code for e in bank_from(QUESTION + "  asked_when: a\n")[1]] == ["looks-below"]


def test_a_misspelt_name_in_a_condition_is_shown_at_its_column() -> None:
    (slip,) = bank_from(QUESTION + 'b:\n  ask: B?\n  type: yes_no\n  asked_when: "not aa"\n')[1]
    assert slip.code == "unknown-name"
    assert slip.span is not None
    assert (slip.span.line, slip.span.column) == (7, 20)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("  if_unanswered: perhaps\n", "no answer"),
        (f"  if_unanswered: {NOT_KNOWN_WORDS}\n", "no answer"),
        ('  required: true\n  if_unanswered: "no"\n', "never used"),
        ("  requird: true\n", "did you mean `required`?"),
        ("  longest: 3\n", "not a key of a yes_no question"),
        ("  private: 1\n", "true or false"),
        ("  asked_when: [b]\n", "must be a condition"),
        ("  source: S1\n", "must be a list"),
    ],
)
def test_a_slip_in_a_question_is_named(lines: str, words: str) -> None:
    (message,) = slips(QUESTION + lines)
    assert words in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: A?\n", "must hold"),
        ("a:\n  type: yes_no\n", "`ask` of `a` is missing"),
        ("a:\n  ask: A?\n", "`type` of `a` is missing"),
        ("a:\n  ask: A?\n  type: choice\n", "`choices` of `a`"),
        ("a:\n  ask: A?\n  type: choice\n  choices:\n    Open-ended: Open\n", "in a condition"),
        ("a:\n  ask: A?\n  type: number\n  least: 5\n  most: 4\n", "smaller than"),
        ("a:\n  ask: A?\n  type: number\n  most: 4\n  if_unanswered: 5\n", "no answer"),
        ("parties:\n  ask: Who?\n  type: text\n", "rows"),
        ("parties:\n  ask: Who?\n  type: rows\n  row_name: name\n", "columns"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(text: str, words: str) -> None:
    assert any(words in message for message in slips(text))


def test_every_rule_of_the_bank_reaches_cerberus() -> None:
    schema = cerberus_schema(small_bank())
    assert schema["goals"] == {"type": "texts", "maxlength": 3, "schema": {"type": "string", "maxlength": 20}}
    assert schema["people"] == {"type": "whole_number", "min": 1, "max": 1000}
    assert schema["currency"]["regex"] == "^(?:[A-Z]{3})$"
    assert schema["parties"]["schema"]["schema"]["kind"]["allowed"] == ["company", "public_body"]
    assert not any("required" in rule for rule in schema.values())


def test_conditions_elsewhere_get_the_bank_s_names() -> None:
    names = names_of(real_bank())
    assert names.row["staff"].is_number
    assert names.row["red_lines"].private
    assert names.matter["power_view"].choices["larger"] == "Yes"
    assert (names.matter["policy_change"].optional, names.matter["objectives"].optional) == (False, True)


def test_a_form_asks_only_its_own_questions() -> None:
    found, slips = check("form_used: one_page\n", small_bank())
    asked = {each.message.split("`")[1] for each in slips}
    assert found is None
    assert asked == {"alliance_name", "start", "parties", "money_moves"}


@pytest.mark.parametrize("bank", [small_bank(), real_bank()], ids=["small", "real"])
def test_cerberus_itself_finds_the_schema_valid(bank: QuestionBank) -> None:
    strict = type("Strict", (Validator,), {"types_mapping": answer_types(), "_valid_schemas": set()})
    assert set(strict(cerberus_schema(bank)).schema) == set(cerberus_schema(bank))
    with pytest.raises(SchemaError):
        strict({**cerberus_schema(bank), "odd": {"typ": "yes_no"}})
