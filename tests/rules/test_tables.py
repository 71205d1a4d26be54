"""Decision tables: first and collect, what was not chosen and why, row by row and party by party."""

from __future__ import annotations

import pytest

from tests.library.support import PACKET, edited, intake, party
from tests.rules.support import on, one, outcome, votes

HEADS = {"clause_library/bodies/votes/heads.md": "1. By heads.\n"}
PLAIN = {"clause_library/bodies/votes/plain.md": "1. Plainly.\n"}


def test_the_first_row_that_holds_decides_and_the_rest_are_alternatives() -> None:
    rows = votes("heads if size == small\nmajority if open_ended\nheads if large\nmajority")
    found = one(outcome(intake(size="large"), rows, HEADS), "charter", "votes")
    assert (found.variant, found.because, found.source) == ("heads", "Row heads.", ("S1",))
    assert found.verdict is not None
    assert found.verdict.text == "large"
    assert [(each.variant, each.why_not) for each in found.alternatives] == [
        ("heads", "its condition does not hold"),
        ("majority", "its condition is unanswered"),
        ("majority", "an earlier row decided"),
    ]
    assert [each.verdict is None for each in found.alternatives] == [False, False, True]


def test_an_unanswered_row_does_not_decide() -> None:
    found = one(outcome(intake(), votes("heads if size == small\nmajority"), HEADS), "charter", "votes")
    assert found.variant == "majority"


def test_collect_takes_every_row_that_holds_in_the_table_s_order() -> None:
    rows = votes(
        "heads if large\nmajority if open_ended\nplain if pair", "hits: collect\n", "majority heads plain"
    )
    found = on(outcome(intake(size="large", open_ended=False), rows, HEADS, PLAIN), "charter", "votes")
    assert [each.variant for each in found] == ["heads", "plain"]
    assert [[other.variant for other in each.alternatives] for each in found] == [["majority"], []]


@pytest.mark.parametrize("hits", ["first", "collect"])
def test_a_table_without_a_row_that_holds_still_gives_a_decision(hits: str) -> None:
    found = one(outcome(intake(), votes("majority if large", f"hits: {hits}\n")), "charter", "votes")
    assert (found.variant, found.because, found.binding) == (None, "No row of the table holds.", False)
    assert [each.variant for each in found.alternatives] == ["majority"]


def test_a_row_may_say_nothing_and_why() -> None:
    found = one(outcome(intake(), votes("nothing if pair\nmajority")), "charter", "votes")
    assert (found.variant, found.because) == (None, "Row nothing.")


def test_a_table_may_decide_party_by_party() -> None:
    rows = votes("heads if form == charity and not largest\nmajority", "hits: first\neach: parties\n")
    parties = [
        party("Ada", staff=5),
        party("Bo", form="charity", staff=2),
        party("Cy", form="charity", staff=5),
    ]
    found = on(outcome(intake(*parties), rows, HEADS), "charter", "votes")
    assert [(each.party, each.variant) for each in found] == [(0, "majority"), (1, "heads"), (2, "majority")]


def test_a_row_that_reads_a_private_fact_gives_its_public_reason_only() -> None:
    rows = votes("heads if guarded\nmajority")
    path, text = next(iter(rows.items()))
    rows = {
        path: text.replace(
            "because: Row heads.", "because: A red line.\n    releases: A partner asked for it."
        )
    }
    parties = [party("Ada", red_lines="Our name", releases=("red_lines",)), party("Bo")]
    found = one(outcome(intake(*parties), rows, HEADS), "charter", "votes")
    assert (found.variant, found.because) == ("heads", "A partner asked for it.")
    other = one(outcome(intake(), rows, HEADS), "charter", "votes")
    assert [each.because for each in other.alternatives] == ["A partner asked for it."]


def test_gate_and_packet_tell_every_row_s_verdict() -> None:
    gate = edited(
        PACKET, "gate:\n", "gate:\n  - gives: not_ready\n    when: large\n    because: L.\n    source: [S1]\n"
    )
    found = outcome(intake(size="small"), gate)
    assert (found.gate, found.gate_because) == ("draft", "Nothing stands in the way.")
    said = [(gives, verdict and verdict.value) for gives, _, verdict in found.gate_verdicts]
    assert said == [("not_ready", False), ("draft", True)]
    found = outcome(intake(binding_wish="core"), gate)
    said = [(gives, verdict and verdict.value) for gives, _, verdict in found.packet_verdicts]
    assert said == [("one_page", False), ("charter+agreement", True), ("charter", None)]


def test_a_packet_can_be_one_document_for_each_pair_with_the_hub() -> None:
    bilateral = edited(
        PACKET,
        "  - gives: [charter]\n",
        "  - gives: [agreement]\n    pairs_with: largest\n    when: not pair\n    because: Pairs.\n"
        "    source: [S1]\n"
        "  - gives: [charter]\n",
    )
    parties = [party("Ada", staff=1), party("Bo", staff=9), party("Cy", staff=2)]
    found = outcome(intake(*parties), bilateral)
    assert [(each.id, each.parties) for each in found.documents] == [
        ("agreement-1", (1, 0)),
        ("agreement-2", (1, 2)),
    ]


def test_facts_over_the_partners_are_those_of_the_document_s_own_partners() -> None:
    bilateral = edited(
        PACKET,
        "  - gives: [charter]\n",
        "  - gives: [agreement]\n    pairs_with: largest\n    when: not pair\n    because: Pairs.\n"
        "    source: [S1]\n"
        "  - gives: [charter]\n",
    )
    parties = [party("Ada", staff=1), party("Bo", staff=9), party("Cy", staff=2)]
    found = outcome(intake(*parties), bilateral, votes("heads if pair and unequal\nmajority"), HEADS)
    assert not found.facts["pair"].holds
    assert one(found, "agreement-1", "votes").variant == "heads"
    assert one(found, "agreement-2", "votes").variant == "majority"
