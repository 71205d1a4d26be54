"""Words: values with their units, people's own words letter for letter, tidy blanks, open values by name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.answers import NOT_ASKED, NOT_KNOWN
from pipeline.drafting.wording import answer_words, money_words, value_words
from pipeline.model import Answer, Paragraph, Term, Text, Value, plain
from tests.drafting.support import (
    EQUALS,
    by_id,
    charter,
    clause,
    drafted,
    every_inline,
    inlines,
    line,
    lines,
    own_words,
    said,
)
from tests.library.support import FILES, NOTICE, PARAMETERS, intake, party, tiny, votes_each

PAIR = (party("Ada", staff=3), party("Bo", staff=3))

# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("exit_days", 1, "1 day"),
        ("exit_days", 0, "0 days"),
        ("exit_days", 30, "30 days"),
        ("exit_days", 1000, "1,000 days"),
        ("exit_days", 1.5, "1.5 days"),
        ("cure_days", 1, "1 working day"),
        ("cure_days", 10, "10 working days"),
        ("votes_needed", 1, "1 partner"),
        ("pace", "quick", "at a quick pace"),
    ],
)
def test_a_value_reads_with_its_unit_in_its_number(name: str, value: Any, words: str) -> None:
    assert value_words(tiny().parameters[name], value, "") == words


def test_a_bare_figure_is_a_figure() -> None:
    assert line("On {exit_days number}.\n") == "On 60."
    assert line("On {exit_days}.\n") == "On 60 days."


def test_an_amount_of_money_has_its_currency() -> None:
    assert money_words(1_250_000, "EUR") == "EUR 1,250,000"
    answers = intake(*PAIR, money_moves=True, currency="NOK", budget=50_000)
    assert line("{if answered(budget)}Up to {answer budget}.{end}\n", answers) == "Up to NOK 50,000."


def test_a_partner_s_own_value_is_marked_as_its_own() -> None:
    rows = (party("Ada", staff=20), party("Bo", staff=2))
    document = charter("{for p in parties}\n{p.name}: {exit_days for p}\n{end}\n", intake(*rows))
    values = [each for each in every_inline(document) if isinstance(each, Value)]
    assert [(each.text, each.party) for each in values] == [("60 days", None), ("30 days", "bo")]


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("open_ended", True, "yes"),
        ("open_ended", False, "no"),
        ("starts", date(2027, 3, 1), "1 March 2027"),
        ("seat", "NO", "Norway"),
        ("size", "medium", "medium-sized"),
        ("people", 12, "12"),
        ("people", 1_234_567, "1,234,567"),
        ("share", 12.5, "12.5"),
        ("share", 33.333333333, "33.333333333"),
        ("aims", ("One.", "two", "three"), "One, two and three"),
        ("purpose", "keep it clean.", "keep it clean"),
        ("purpose", "and so on...", "and so on..."),
    ],
)
def test_an_answer_reads_as_words_in_a_sentence(question: str, value: Any, words: str) -> None:
    bank = tiny().bank
    assert answer_words(bank.questions[question], value, bank.countries, "") == words


def test_choices_are_joined_in_a_sentence() -> None:
    bank = tiny().bank
    assert answer_words(bank.columns["brings"], ("money", "work"), bank.countries, "") == "money and work"


# ---------------------------------------------------------------- people's own words

HOSTILE = [
    "{{ 7*7 }} <b> *x* {Party}",
    "{@votes} {if large}",
    "**not strong**",
    "# no heading",
    "1. no number",
    "   - no item",
    "| a | b |",
    "</w:t><w:p/>",
    "${PATH} %s \\n",
    "A  B   C",
    "semi ; colon :",
    "x ) (",
    "=1+1",
    "{end}",
    "{#label}",
    "“quoted”",
    "ŁÓDŹ ﬁ \u200d e\u0301",
    "→votes",
    "eBay",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_people_s_words_stand_letter_for_letter(words: str) -> None:
    answers = intake(party(words, staff=3), party("Bo", staff=3), purpose=words, aims=(words, "more"))
    text = (
        "1. For {answer purpose}: {if answered(aims)}{answer aims}{end}\n"
        "{for p in parties}\n   - {p.name}\n{end}\n\n"
        "{table T}\n| Who |\n{for p in parties}\n| {p.name} |\n{end}\n{end}\n"
    )
    text = "{if answered(purpose)}\n" + text + "{end}\n"
    document = charter(text, answers)
    given_words = [each.text for each in every_inline(document) if isinstance(each, Answer)]
    assert given_words == [words, f"{words} and more", words, "Bo"]
    table = clause(document).blocks[-1]
    assert said(table) == f"Who / {words} / Bo"
    assert not any(words in each for each in own_words(document))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_no_text_whatever_is_changed_but_for_a_final_stop(words: str) -> None:
    document, _ = drafted(
        intake(*PAIR, purpose=words), {NOTICE: "{if answered(purpose)}\nFor {answer purpose}.\n{end}\n"}
    )
    (answer,) = [each for each in every_inline(document[0]) if isinstance(each, Answer)]
    assert answer.text in (words, words[:-1])
    assert answer.text == words or words.endswith(".")


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("keep it clean", "It is to keep it clean."),
        ("keep it clean.", "It is to keep it clean."),
        ("support Acme Inc.", "It is to support Acme Inc."),
        ("meet in Rome.", "It is to meet in Rome."),
        ("act at 5 a.m.", "It is to act at 5 a.m."),
        ("wait...", "It is to wait..."),
        ("ask why?", "It is to ask why?."),
    ],
)
def test_a_sentence_that_ends_with_people_s_words_has_one_stop(purpose: str, words: str) -> None:
    text = "{if answered(purpose)}\nIt is to {answer purpose}.\n{end}\n"
    assert line(text, intake(*PAIR, purpose=purpose)) == words


def test_a_cell_begins_with_a_capital_unless_people_wrote_it_small() -> None:
    text = "{table T}\n| who | what |\n{for p in parties}\n| {p.name} | {p.form} |\n{end}\n{end}\n"
    answers = intake(party("eBay", staff=3), party("de Vries", staff=3))
    assert lines(text, answers) == ["Who | What / eBay | A company / de Vries | A company"]


# ---------------------------------------------------------------- tidy words


@pytest.mark.parametrize(
    ("text", "small", "large"),
    [
        ("It {if large}really {end}works.", "It works.", "It really works."),
        ("It works {if large}well{end}.", "It works.", "It works well."),
        ("It works{if large} well{end}, too.", "It works, too.", "It works well, too."),
        ("{if large}Now{end} it works.", "it works.", "Now it works."),
        ("It ({if large}well{end} known) works.", "It (known) works.", "It (well known) works."),
        ("It {if large}{exit_days}{else}a day{end} works.", "It a day works.", "It 60 days works."),
        ("It works. {if large}Well.{end}", "It works.", "It works. Well."),
        ("A {Party} {if large}now{end} {shall} go.", "A Party intends to go.", "A Party now intends to go."),
        ("A {if large}{Board}{end} {Party} goes.", "A Party goes.", "A Board Party goes."),
        ("One {if large}**big**{end} thing.", "One thing.", "One big thing."),
    ],
)
def test_a_condition_in_a_sentence_leaves_no_double_blank(text: str, small: str, large: str) -> None:
    assert line(text + "\n", EQUALS) == small
    assert line(text + "\n", intake(*PAIR, size="large")) == large


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "word",
                " ",
                "  ",
                ".",
                ",",
                "(",
                ")",
                "{if large}much{end}",
                "{if pair} two {end}",
                "{Board}",
                "{exit_days}",
                "**strong**",
                "{answer alliance_name}",
                "{if large}{Board}{else} {end}",
            ]
        ),
        min_size=1,
        max_size=9,
    )
)
def test_no_sentence_has_double_blanks_or_blanks_at_its_ends(parts: list[str]) -> None:
    documents, _ = drafted(intake(*PAIR, alliance_name="Delta"), {NOTICE: "x" + "".join(parts) + "\n"})
    (block,) = clause(documents[0]).blocks
    assert isinstance(block, Paragraph)
    words = plain(block.inlines)
    assert "  " not in words
    assert words == words.strip()
    assert " ." not in words
    assert " ," not in words
    assert all(each.text for each in block.inlines)


def test_strong_words_are_marked() -> None:
    found = inlines("One **two** three\n")
    assert [(each.text, each.mark) for each in found if isinstance(each, Text)] == [
        ("One ", ""),
        ("two", "strong"),
        (" three", ""),
    ]


# ---------------------------------------------------------------- duties


def test_the_verb_of_duty_binds_only_where_the_clause_does() -> None:
    text = {
        NOTICE: "A {Party} {shall} go. They {shall all} go. It {shall not} stay. They {shall not all} stay.\n"
    }
    documents, _ = drafted(
        intake(*PAIR, binding_wish="core"), text, {"clause_library/bodies/votes/majority.md": text[NOTICE]}
    )
    agreement = by_id(documents, "agreement")
    assert said(clause(agreement, "leaving").blocks[0]) == (
        "A Party shall go. They shall go. It shall not stay. They shall not stay."
    )
    assert said(clause(agreement, "votes").blocks[0]) == (
        "A Party intends to go. They intend to go. It does not intend to stay. They do not intend to stay."
    )


# ---------------------------------------------------------------- open and missing values


def test_a_value_not_known_yet_is_named_and_marked() -> None:
    found = inlines("On {exit_days}.\n", intake(*PAIR, wished_days=NOT_KNOWN))
    (value,) = [each for each in found if isinstance(each, Value)]
    assert (value.text, value.is_open) == ("notice to leave (not known yet)", True)


def test_an_answer_not_known_yet_is_named_with_its_owner() -> None:
    rows = (party("Ada", staff=3, represented_by=NOT_KNOWN), party("Bo", staff=3))
    text = (
        "{if answered(purpose)}\nFor {answer purpose}.\n{end}\n"
        "{for p in parties where answered(represented_by)}\nBy {p.represented_by}.\n{end}\n"
    )
    document = charter(text, intake(*rows, purpose=NOT_KNOWN))
    found = [each for each in every_inline(document) if isinstance(each, Answer)]
    assert [(each.text, each.is_open, each.party) for each in found] == [
        ("purpose (not known yet)", True, None),
        ("represented by of Ada (not known yet)", True, "ada"),
    ]


def test_a_parameter_without_a_value_is_open_and_nothing_is_invented() -> None:
    text = {NOTICE: "On {pace}.\n"}
    rows = FILES[PARAMETERS].replace(
        "    - value: slow\n      otherwise: true\n", "    - value: slow\n      when: open_ended\n"
    )
    documents, _ = drafted(intake(*PAIR, size="small"), text, {PARAMETERS: rows})
    (value,) = [each for each in every_inline(documents[0]) if isinstance(each, Value)]
    assert (value.text, value.is_open) == ("pace (not known yet)", True)


def test_a_needed_answer_that_is_not_there_is_named_marked_and_told() -> None:
    text = {NOTICE: "In {answer currency}.\n"}
    documents, (found,) = drafted(intake(*PAIR, currency=NOT_ASKED), text)
    assert found.code == "answer-missing-in-text"
    assert found.message == "The text needs an answer that is not there: In which currency?"
    (answer,) = [each for each in every_inline(documents[0]) if isinstance(each, Answer)]
    assert answer.is_open


# ---------------------------------------------------------------- partners


@pytest.mark.parametrize(
    ("forms", "words"),
    [
        (("city",) * 3, "It is ."),
        (("charity", "city", "city"), "It is P0."),
        (("charity", "city", "charity"), "It is P0 and P2."),
        (("charity",) * 3, "It is P0, P1 and P2."),
    ],
)
def test_partners_are_listed_in_a_sentence(forms: tuple[str, ...], words: str) -> None:
    rows = [party(f"P{n}", staff=3, form=form) for n, form in enumerate(forms)]
    text = "It is {list p.name for p in parties where form == charity}.\n"
    assert line(text, intake(*rows)).replace("is.", "is .") == words


def test_a_clause_for_each_partner_speaks_of_that_partner_and_has_its_own_instance() -> None:
    documents, _ = drafted(
        intake(party("Ada", staff=9), party("Bo", staff=1)), votes_each("{p.name}{if p.largest}!{end}\n")
    )
    found = [each for each in documents[0].body[0].articles[1].clauses]  # noqa: C416
    assert [(each.instance, said(each.blocks[0])) for each in found] == [("ada", "Ada!"), ("bo", "Bo")]


def test_a_term_in_use_is_marked_as_one() -> None:
    term = [each for each in inlines("A {Party}.\n") if isinstance(each, Term)]
    assert [(each.term, each.text) for each in term] == [("party", "Party")]
