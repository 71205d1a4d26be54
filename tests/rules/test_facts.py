"""Facts close what conditions leave open, and every assumption is on the list."""

from __future__ import annotations

from pipeline.answers import NOT_ASKED
from tests.library.support import FACTS, added, compiled, intake, party, tiny
from tests.rules.support import outcome


def test_an_open_fact_fails_or_holds_as_it_says_and_is_marked_as_assumed() -> None:
    found = outcome(intake())
    large, unequal = found.facts["large"], found.facts["unequal"]
    assert (large.verdict.value, large.holds, large.assumed) == (None, False, True)
    assert large.because == "The answers leave it open; it is taken not to hold: The alliance is large."
    assert (unequal.verdict.value, unequal.holds, unequal.assumed) == (None, True, True)
    assert unequal.because == "The answers leave it open; it is taken to hold: One partner is much larger."


def test_an_answered_fact_is_no_assumption() -> None:
    found = outcome(intake(size="small"))
    large = found.facts["large"]
    assert (large.holds, large.assumed, large.because) == (
        False,
        False,
        "Does not hold: The alliance is large.",
    )
    assert outcome(intake(size="large")).facts["large"].because == "The alliance is large."


def test_a_question_that_is_not_asked_leaves_nothing_open() -> None:
    large = outcome(intake(size=NOT_ASKED)).facts["large"]
    assert (large.holds, large.assumed) == (False, False)


def test_a_fact_without_a_word_on_silence_fails() -> None:
    assert tiny().facts["binds_something"].holds_unanswered is False


def test_a_fact_of_each_partner_is_settled_for_every_partner() -> None:
    rows = [party("Ada", staff=10), party("Bo", staff=2), party("Cy", staff=10)]
    found = outcome(intake(*rows))
    assert [each.holds for each in found.party_facts["largest"]] == [True, False, True]
    assert [each.holds for each in found.party_facts["protected"]] == [False, True, False]
    assert [each.party for each in found.party_facts["largest"]] == [0, 1, 2]


def test_facts_are_settled_in_the_order_of_what_they_read_not_of_the_file() -> None:
    early = "zoo:\n  means: Z.\n  when: not_pair and large\n  source: [S1]\n"
    late = "not_pair:\n  means: N.\n  when: not pair\n  source: [S1]\n"
    library = compiled(added(FACTS, early + late))
    order = list(library.facts)
    assert order.index("pair") < order.index("not_pair") < order.index("zoo")
    rows = [party("Ada"), party("Bo"), party("Cy")]
    assert outcome(intake(*rows, size="large"), added(FACTS, early + late)).facts["zoo"].holds


def test_a_fact_inherits_privacy_from_whatever_it_reads() -> None:
    text = (
        "watched:\n  means: W.\n  when: guarded or large\n  source: [S1]\n"
        "seen:\n  each: parties\n  means: S.\n  when: known(floor)\n  source: [S1]\n"
        "several:\n  means: S.\n  when: count(parties, seen) >= 2\n  source: [S1]\n"
    )
    facts = compiled(added(FACTS, text)).facts
    assert [name for name, fact in facts.items() if fact.private] == ["guarded", "seen", "watched", "several"]


def test_a_private_fact_inside_another_fact_names_no_partner() -> None:
    text = (
        "seen:\n  each: parties\n  means: S.\n  when: known(floor)\n  source: [S1]\n"
        "shown:\n  means: S.\n  when: any(parties, seen)\n  source: [S1]\n"
    )
    rows = [party("Ada", floor=7, releases=("floor",)), party("Bo")]
    shown = outcome(intake(*rows), added(FACTS, text)).facts["shown"]
    assert (shown.holds, shown.private) == (True, True)
    assert shown.verdict.seen == "(private)"
    assert shown.verdict.children == ()
