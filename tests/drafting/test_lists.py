"""Lists: the draft puts the stops, the joiner and the colons; what the answers leave out leaves no trace."""

from __future__ import annotations

import pytest

from pipeline.answers import UNANSWERED
from tests.drafting.support import EQUALS, charter, clause, drafted, lines, said
from tests.library.support import LAW, edited, intake, party

LARGE = intake(party("Ada", staff=3), party("Bo", staff=3), size="large")


def test_items_get_semicolons_a_final_and_and_a_stop() -> None:
    assert lines("1. It does:\n   - one\n   - two\n   - three\n") == [
        "3.1 It does:",
        "(a) one;",
        "(b) two; and",
        "(c) three.",
    ]


def test_a_lead_in_may_ask_for_or() -> None:
    assert lines("1. It does: {or}\n   - one\n   - two\n")[1:] == ["(a) one; or", "(b) two."]


def test_whole_sentences_are_left_as_they_are() -> None:
    words = "1. It does: {plain}\n   - One is so.\n   - Two is so\n"
    assert lines(words)[1:] == ["(a) One is so.", "(b) Two is so"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1. It does:\n   - one\n", ["3.1 It does: one."]),
        ("1. Mind this: {plain}\n   - One is so.\n", ["3.1 Mind this: One is so."]),
        ("1. It does: {or}\n   - **one**\n\n2. Next.\n", ["3.1 It does: one.", "3.2 Next."]),
        ("It does:\n   - one\n", ["It does: one."]),
        ("1. It does:\n   - {exit_days}\n", ["3.1 It does: 60 days."]),
        (
            "1. They have shown that:\n   - the {Board} sleeps\n",
            ["3.1 They have shown that the Board sleeps."],
        ),
        (
            "1. It does:\n   - one:\n      - deep\n   - two\n",
            ["3.1 It does:", "(a) one: deep; and", "(b) two."],
        ),
        ("1. It does:\n   - one\n\nPlain.\n\n   - two\n", ["3.1 It does: one.", "Plain.", "(a) two."]),
    ],
)
def test_a_list_of_one_runs_on_in_its_sentence(words: str, expected: list[str]) -> None:
    assert lines(words) == expected


def test_a_single_item_with_points_keeps_its_letter() -> None:
    words = "1. It does:\n   - one\n      - deep\n      - deeper\n"
    assert lines(words) == ["3.1 It does:", "(a) one:", "(i) deep; and", "(ii) deeper."]


def test_a_list_of_one_keeps_people_s_letters() -> None:
    words = "1. The aims are that:\n{if answered(aims)}\n   - {answer aims}\n{end}\n"
    answers = intake(party("Ada", staff=3), party("Bo", staff=3), aims=("Founding: a company, etc.",))
    assert lines(words, answers) == ["3.1 The aims are that: Founding: a company, etc."]


def test_a_reference_to_an_item_that_runs_on_leads_to_its_sentence() -> None:
    words = "1. See clause {@leaving#one}.\n\n2. It does:\n{#one}\n   - one\n"
    assert lines(words) == ["3.1 See clause 3.2.", "3.2 It does: one."]


def test_a_sentence_that_took_its_item_in_leads_nothing_in() -> None:
    blocks = clause(charter("1. It does:\n   - one\n\n2. Next:\n   - two\n   - three\n")).blocks
    assert [getattr(each, "keep_next", None) for each in blocks] == [False, True, False, False]


def test_points_below_an_item_end_as_the_item_would() -> None:
    words = "1. It does: {or}\n   - one\n      - deep\n      - deeper\n   - two\n   - three\n      - last\n"
    assert lines(words)[1:] == [
        "(a) one:",
        "(i) deep; and",
        "(ii) deeper;",
        "(b) two; or",
        "(c) three: last.",
    ]


def test_an_item_may_join_its_own_points_with_or() -> None:
    words = "1. It does:\n   - one: {or}\n      - deep\n      - deeper\n   - two\n"
    assert lines(words)[1:] == ["(a) one:", "(i) deep; or", "(ii) deeper; and", "(b) two."]


def test_an_item_left_out_takes_its_joiner_along() -> None:
    words = "1. It does:\n   - one\n{if large}\n   - two\n{end}\n   - three\n{if large}\n   - four\n{end}\n"
    assert lines(words, EQUALS)[1:] == ["(a) one; and", "(b) three."]
    assert lines(words, LARGE)[1:] == ["(a) one;", "(b) two;", "(c) three; and", "(d) four."]


def test_an_item_that_is_empty_after_all_is_no_item() -> None:
    words = "1. It does:\n   - {if large}one{end}\n   - two\n"
    assert lines(words, EQUALS) == ["3.1 It does: two."]


def test_a_loop_makes_an_item_for_each_partner() -> None:
    words = "1. They are:\n{for p in parties where form == charity}\n   - {p.name}\n{end}\n"
    rows = [
        party(name, staff=3, form=form)
        for name, form in (("Ada", "charity"), ("Bo", "city"), ("Cy", "charity"))
    ]
    assert lines(words, intake(*rows))[1:] == ["(a) Ada; and", "(b) Cy."]
    assert lines(words, intake(rows[1], rows[1]))[1:] == []


def test_a_list_of_texts_makes_an_item_for_each() -> None:
    words = "1. The aims are:\n{if answered(aims)}\n   - {answer aims}\n{end}\n   - other things\n"
    answers = intake(party("Ada", staff=3), party("Bo", staff=3), aims=("clean rivers", "safe paths."))
    assert lines(words, answers)[1:] == ["(a) clean rivers;", "(b) safe paths; and", "(c) other things."]


def test_two_lists_are_two_lists() -> None:
    words = "1. First:\n   - one\n   - two\n\n2. Second: {or}\n   - three\n   - four\n"
    assert lines(words) == [
        "3.1 First:",
        "(a) one; and",
        "(b) two.",
        "3.2 Second:",
        "(a) three; or",
        "(b) four.",
    ]


def test_an_item_that_asks_keeps_its_question_mark() -> None:
    assert lines("1. Ask:\n   - why?\n   - how\n")[1:] == ["(a) why?", "(b) how."]


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        (("DE", "DE"), ["(a) one; and", "(b) two."]),
        (("DE", "FR"), ["(a) one;", "(b) two; and", "(c) three."]),
    ],
)
def test_the_law_of_a_place_adds_items_to_the_list(countries: tuple[str, str], expected: list[str]) -> None:
    front = "---\nvariant: notice\nat: mine\nbecause: L.\nsource: [S1]\nlaw: [good_faith]\n---\n"
    law = {"clause_library/exit/leaving/law/france.md": front + "   - three\n"}
    rows = [party(f"P{n}", staff=3, country=each) for n, each in enumerate(countries)]
    found = lines("{#mine}\n1. It does:\n   - one\n   - two\n\n2. Next.\n", intake(*rows), law)
    assert found == ["3.1 It does:", *expected, "3.2 Next."]


def test_the_law_of_a_place_may_replace_a_block() -> None:
    front = "---\nvariant: notice\nat: mine\ndo: replace\nbecause: L.\nsource: [S1]\nlaw: [good_faith]\n---\n"
    law = {"clause_library/exit/leaving/law/france.md": front + "1. French words.\n"}
    everywhere = edited(LAW, "when: any(parties, country == FR)", "when: pair")
    words = "{#mine}\n1. It does:\n   - one\n\n2. Next.\n"
    assert lines(words, EQUALS, law, everywhere) == ["3.1 French words.", "3.2 Next."]
    assert lines(words, EQUALS, law) == ["3.1 It does: one.", "3.2 Next."]


def test_in_a_page_without_numbers_items_are_bullets_with_the_same_stops() -> None:
    text = {"clause_library/exit/leaving/at_once.md": "1. It does:\n   - one\n   - two\n"}
    documents, _ = drafted(intake(form_used="one_page"), text)
    blocks = clause(documents[0]).blocks
    assert [said(each) for each in blocks] == ["It does:", "one; and", "two."]
    assert [each.level for each in blocks] == [0, 9, 9]  # type: ignore[union-attr]


def test_a_single_bullet_runs_on_too() -> None:
    text = {"clause_library/exit/leaving/at_once.md": "1. It does:\n   - one\n"}
    documents, _ = drafted(intake(form_used="one_page"), text)
    assert [(said(each), each.level) for each in clause(documents[0]).blocks] == [("It does: one.", 0)]  # type: ignore[union-attr]


def test_an_unanswered_condition_leaves_its_words_out() -> None:
    assert lines("{if size == small}\nSmall.\n{end}\nAnyway.\n", intake(size=UNANSWERED)) == ["Anyway."]
