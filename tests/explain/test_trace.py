"""A verdict shows only what decided it."""

from __future__ import annotations

import pytest

from pipeline.decisions import Verdict
from pipeline.explain.trace import deciding, deciding_facts, deciding_parts, fact_id, nearest_facts
from tests.explain.support import leaf

YES, NO, OPEN = leaf(True, "yes"), leaf(False, "no"), leaf(None, "open")


def tree(kind: str, value: bool | None, *parts: Verdict) -> Verdict:
    return Verdict(value, f"{kind} of parts", kind, parts)


def fact(value: bool, inner: Verdict, private: bool = False) -> Verdict:
    return Verdict(value, "unequal", "fact", (inner,), "They are unequal.", "holds", None, private)


def test_of_an_or_only_the_part_that_held_decided() -> None:
    assert deciding(tree("or", True, NO, YES)) == [YES]


def test_a_failed_or_needs_all_its_parts() -> None:
    other = leaf(False, "other")
    assert deciding(tree("or", False, NO, other)) == [NO, other]


def test_of_a_failed_and_only_the_failed_part_decided() -> None:
    assert deciding(tree("and", False, YES, NO)) == [NO]


def test_an_and_that_holds_needs_all_its_parts() -> None:
    other = leaf(True, "other")
    assert deciding(tree("and", True, YES, other)) == [YES, other]


def test_an_open_and_is_open_for_its_open_part() -> None:
    assert deciding(tree("and", None, YES, OPEN)) == [OPEN]


def test_a_negation_is_decided_by_what_it_negates() -> None:
    assert deciding(tree("not", True, tree("and", False, YES, NO))) == [NO]


def test_of_any_party_only_those_for_whom_it_holds_decided() -> None:
    assert deciding(tree("any", True, YES)) == [YES]


def test_any_without_a_party_stands_for_itself() -> None:
    nobody = tree("any", False)
    assert deciding(nobody) == [nobody]


def test_a_fact_opens_to_its_answers_and_is_named_on_the_way() -> None:
    verdict = tree("and", True, fact(True, tree("or", True, NO, YES)))
    assert deciding(verdict) == [YES]
    assert [fact_id(each) for each in deciding_facts(verdict)] == ["unequal"]
    assert [each.kind for each in nearest_facts(verdict)] == ["fact"]


def test_an_assumed_fact_shows_the_open_answer_behind_it() -> None:
    assert deciding(fact(True, tree("and", None, YES, OPEN))) == [OPEN]


def test_a_private_fact_stays_closed() -> None:
    secret = fact(True, YES, private=True)
    assert deciding(secret) == [secret]


def test_the_same_answer_is_told_once() -> None:
    assert deciding(tree("and", True, YES, fact(True, YES))) == [YES]


def test_no_verdict_has_no_leaves() -> None:
    assert deciding(None) == []
    assert deciding_facts(None) == []


FULL = leaf(True, "form_used == full")
NOT_A_PAGE = Verdict(True, "not form_used == one_page", "not", (leaf(False, "form_used == one_page"),))


@pytest.mark.parametrize("form", [FULL, NOT_A_PAGE])
@pytest.mark.parametrize("kind", ["and", "or"])
def test_the_choice_of_the_form_is_not_told_beside_an_answer_that_decided_too(
    kind: str, form: Verdict
) -> None:
    assert deciding(tree(kind, True, YES, form)) == [YES]
    assert deciding_parts(tree(kind, True, form, YES)) == (YES,)


def test_the_choice_of_the_form_is_not_told_beside_an_answer_that_failed_too() -> None:
    page = leaf(False, "form_used == one_page")
    assert deciding(tree("or", False, NO, page)) == [NO]


def test_the_choice_of_the_form_is_told_where_it_decided_alone() -> None:
    page = leaf(False, "form_used == one_page")
    assert deciding(tree("or", True, NO, FULL)) == [FULL]
    assert deciding(tree("or", False, page)) == [page]
    assert deciding(tree("and", False, NO, page)) == [NO, page], "both must change"
