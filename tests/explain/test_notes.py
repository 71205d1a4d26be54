"""Drafting notes say what counsel has to look at, name what an override may take, tell nothing private."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.answers import NOT_KNOWN, Answers, Override, Rider
from pipeline.diagnostics import Diagnostic, Span
from pipeline.explain.notes import Level, drafting_notes
from pipeline.explain.notes_page import LONGEST, Key
from pipeline.model import Document, all_clauses
from tests.explain.support import COLLECTED, OF_EACH, OVERLAY, OVERLAY_LAW, UNCHECKED, Run, run
from tests.library.support import (
    FACTS,
    LEAVING,
    NOTICE,
    PACKET,
    VOTES,
    added,
    compiled,
    edited,
    intake,
    override,
    party,
)
from tests.property.intakes import SECRET
from tests.property.packets import Packet, sample, seeded

HERE = Span("intake.yaml", 9, 3)
CHOOSY = {
    VOTES: """\
number: T2
title: Votes
settles: How the partners decide.
hits: first
home: each
rows:
  - gives: page
    when: instrument == one_page
    because: A page needs no votes.
    source: [S1]
  - gives: joint
    when: open_ended
    because: Without an end everyone must agree.
    source: [S1]
  - gives: quick
    when: large
    because: A large alliance hurries.
    source: [S1]
  - gives: majority
    otherwise: true
    because: Simple.
    source: [S1]
variants:
  page:
    title: By nodding
  joint:
    title: Together
  quick:
    title: By the quickest
  majority:
    title: By majority
""",
    "clause_library/bodies/votes/page.one_page.md": "Everyone nods.\n",
    "clause_library/bodies/votes/joint.md": "1. The {Board} decides as one.\n",
    "clause_library/bodies/votes/quick.md": "1. The {Board} decides at once.\n",
}
"""Votes with a choice: an answer, a fact or silence decides, and one row is for another kind of document."""


def document(ran: Run, name: str) -> Document:
    return next(each for each in ran.documents if each.id == name)


def notes(ran: Run, level: Level = "counsel", name: str = "charter") -> dict[Key, list[str]]:
    return drafting_notes(ran.library, ran.answers, ran.outcome, document(ran, name), level, ran.findings)


def of_topic(found: Mapping[Key, list[str]], topic: str) -> list[str]:
    """The first note about a topic; nothing where there is none."""
    return next((said for key, said in found.items() if key[0] == topic), [])


def votes(answers: Answers, level: Level = "counsel") -> list[str]:
    return of_topic(notes(run(answers, compiled(CHOOSY)), level), "votes")


# ---------------------------------------------------------------- levels


def test_none_says_nothing_and_full_says_something_at_every_clause() -> None:
    ran = run(intake(binding_wish="core"))
    assert notes(ran, "none") == {}
    every = {(each.topic, each.variant, each.instance) for each in all_clauses(document(ran, "charter"))}
    assert notes(ran, "full").keys() == every


def test_counsel_leaves_out_a_clause_with_nothing_to_say() -> None:
    assert notes(run(intake())) == {}


def test_a_clause_has_its_reason_with_the_sources_in_words() -> None:
    found = of_topic(notes(run(intake()), "full"), "leaving")
    assert found[0] == "Why: A plain notice. (S1 The guide)"


def test_a_pointer_says_where_the_clause_stands_and_offers_no_choice() -> None:
    pointer = {"clause_library/exit/leaving/point.md": "1. Leaving stands elsewhere.\n"}
    ran = run(intake(binding_wish="core"), compiled(pointer))
    found = notes(ran, "full")[("leaving", "point", "")]
    assert found == ["Stands in the Agreement: A plain notice. (S1 The guide)"]


# ---------------------------------------------------------------- what was chosen


def test_the_short_answer_that_decided_is_told() -> None:
    assert "Answered: Has it no end? yes" in votes(intake(open_ended=True), "full")


def test_an_answer_that_is_long_is_not_told() -> None:
    wordy = edited(LEAVING, "when: instrument == one_page", "when: answered(purpose)")
    found = of_topic(notes(run(intake(purpose="word " * 60), compiled(wordy)), "full"), "leaving")
    assert not [each for each in found if each.startswith("Answered")]


def test_counsel_hears_what_a_clause_could_be_instead_by_the_id_that_an_override_takes() -> None:
    assert votes(intake(open_ended=True)) == [
        "Chosen: Together. Without an end everyone must agree.",
        "Could be instead: By majority (votes/majority).",
    ]


def test_what_holds_as_well_comes_before_what_does_not() -> None:
    assert votes(intake(open_ended=True, size="large"))[1] == (
        "Could be instead: By the quickest (votes/quick); By majority (votes/majority)."
    )


def test_what_the_kind_of_document_decides_is_no_choice() -> None:
    ran = run(intake(binding_wish="core"))
    assert of_topic(notes(ran, "counsel", "agreement"), "nature") == []


def test_every_variant_not_chosen_is_told_with_its_id_and_why_not() -> None:
    found = votes(intake(open_ended=True, size="small"), "full")
    assert found[found.index("Not chosen, though an override may name it:") :] == [
        "Not chosen, though an override may name it:",
        "votes/quick: By the quickest – an earlier rule decided.",
        "votes/majority: By majority – an earlier rule decided.",
        "Not for this kind of document: votes/page.",
    ]
    found = votes(intake(open_ended=False, size="small"), "full")
    assert "votes/joint: Together – only where: “Has it no end?” is yes." in found
    assert "votes/quick: By the quickest – only where: The alliance is large." in found


def test_every_id_told_as_instead_is_a_variant_that_an_override_may_take() -> None:
    for each in ("joint", "quick"):
        answers = intake(open_ended=False, overrides=(override("votes", each),))
        assert votes(answers)[0] == "Decided by Kim Lee, not by the rules: We talked about it."


def test_what_the_law_makes_mandatory_offers_no_choice() -> None:
    mandatory = {VOTES: CHOOSY[VOTES].replace("home: each", "home: each\nmandatory: true")}
    ran = run(intake(open_ended=True), compiled(CHOOSY, mandatory))
    assert of_topic(notes(ran), "votes") == []
    assert "Required by law or duty here: no override can change it." in of_topic(notes(ran, "full"), "votes")


def test_a_topic_of_several_clauses_tells_its_alternatives_once() -> None:
    ran = run(intake(party("Ada", staff=1), party("Bo", staff=9)), compiled(OF_EACH))
    found = {key[2]: said for key, said in notes(ran, "full").items() if key[0] == "keys"}
    assert list(found) == ["ada"]
    ran = run(intake(size="large", binding_wish="core"), compiled(COLLECTED))
    found = {key[1]: said for key, said in notes(ran, "full", "agreement").items() if key[0] == "advice"}
    assert list(found) == ["outsiders", "staff"]


# ---------------------------------------------------------------- what a person decided


def test_an_override_of_a_topic_and_of_a_figure_names_who_and_why() -> None:
    overrides = (override("exit_days", "45"), override("votes", "majority"))
    found = notes(run(intake(open_ended=True, overrides=overrides), compiled(CHOOSY)))
    assert of_topic(found, "votes")[0] == "Decided by Kim Lee, not by the rules: We talked about it."
    assert of_topic(found, "leaving") == [
        "Notice to leave (exit_days): 45 days. Set by Kim Lee, not by the rules: We talked about it."
    ]


def test_a_long_reason_of_several_lines_is_one_paragraph_and_is_cut() -> None:
    wordy = Override("votes", "joint", "Kim Lee", "So\nit\tis.\x0b " + "and on " * 200, HERE)
    (first, *_) = votes(intake(overrides=(wordy,)))
    assert "So it is. and on" in first
    assert len(first) < LONGEST + 60


def test_a_rider_is_told_as_typed_by_a_person() -> None:
    rider = Rider(
        "naming", "Naming", ("We name it.",), "charter", False, "Kim Lee", "The city asked", "", HERE
    )
    answers = intake()
    answers.riders = (rider,)
    (said,) = notes(run(answers))[("rider", "naming", "")]
    assert said.startswith("Typed by Kim Lee for this matter: The city asked. ")


# ---------------------------------------------------------------- figures and open values


def test_figures_say_where_they_come_from() -> None:
    asked, usual = run(intake(wished_days=20)), run(intake())
    assert "Figures: exit_days 20 days (as the partners asked)." in of_topic(notes(asked, "full"), "leaving")
    said = "Figures: exit_days 60 days (a default: Usual for a charter)."
    assert said in of_topic(notes(usual, "full"), "leaving")


def test_a_partys_own_figure_has_its_name() -> None:
    each = {NOTICE: "{for p in parties}\n1. {p.name} leaves after {exit_days for p}.\n{end}\n"}
    answers = intake(party("Ada", staff=1), party("Bo", staff=9))
    found = of_topic(notes(run(answers, compiled(each)), "full"), "leaving")
    (figures,) = [each for each in found if each.startswith("Figures")]
    assert "30 days for Ada (a default: A protected partner leaves faster)" in figures


def test_values_not_known_yet_are_named_where_they_stand() -> None:
    who = "1. {p.name}{if answered(p.represented_by)} and {p.represented_by}{end} act.\n"
    texts = {NOTICE: f"{{for p in parties}}\n{who}{{end}}\n2. In {{exit_days}}.\n"}
    answers = intake(party("Ada", represented_by=NOT_KNOWN), party("Bo"), wished_days=NOT_KNOWN)
    found = of_topic(notes(run(answers, compiled(texts))), "leaving")
    assert found[0].startswith("Not known yet: “Who represents it?” of Ada")
    assert "“Notice to leave”" in found[0]


# ---------------------------------------------------------------- what to look at


def test_what_silence_decided_is_told_at_the_first_clause_that_rests_on_it() -> None:
    twice = edited(LEAVING, "when: instrument == one_page", "when: unequal")
    quick = {**CHOOSY, VOTES: CHOOSY[VOTES].replace("when: large", "when: unequal")}
    found = notes(run(intake(), compiled(quick, twice)))
    said = "No answer settles it, so this is taken as true: “One partner is much larger.”"
    assert [key[0] for key, each in found.items() if said in each] == ["votes"]


def test_a_warning_stands_at_the_first_topic_that_it_names_as_its_source() -> None:
    entries = [f"{each}:\n  title: Topic\n  says: How.\n  where: here\n" for each in ("T1", "T2")]
    sources = added("clause_library/sources.yaml", "".join(entries))
    warned = edited(PACKET, "is large.\n    source: [S1]", "is large.\n    source: [T1, T2]")
    found = notes(run(intake(size="large"), compiled(sources, warned)))
    assert found == {("votes", "majority", ""): ["Look at this: The alliance is large."]}


def test_a_finding_stands_at_the_clause_that_it_names_in_this_document() -> None:
    here = Diagnostic("x", "warning", "Charter, “Votes”: this is odd")
    there = Diagnostic("x", "warning", "Agreement, “Leaving”: this is odd too")
    ran = run(intake(binding_wish="core"))
    found = drafting_notes(
        ran.library, ran.answers, ran.outcome, document(ran, "charter"), "counsel", [here, there]
    )
    assert found == {("votes", "majority", ""): ["Look at this: Charter, “Votes”: this is odd"]}


# ---------------------------------------------------------------- law


def french(*changes: Mapping[str, str | None]) -> Run:
    return run(intake(party("Ada", country="FR"), party("Bo")), compiled(UNCHECKED, OVERLAY, *changes))


def test_counsel_hears_what_the_law_of_a_place_adds_and_what_nobody_has_checked() -> None:
    assert of_topic(notes(french()), "votes") == [
        "Words added for France: The law says so.",
        "Law to check: Loi 2016-1691. Look at the reform.",
    ]


def test_full_tells_the_statement_itself() -> None:
    said = "Law to check: Loi 2016-1691. Nobody may forbid a report. Look at the reform."
    assert said in of_topic(notes(french(), "full"), "votes")


def test_a_checked_statement_is_named_with_its_day() -> None:
    checked = {OVERLAY_LAW: str(OVERLAY[OVERLAY_LAW]).replace("[silence]", "[good_faith]")}
    (said,) = of_topic(notes(french(checked)), "votes")
    assert said == (
        "Words added for France: The law says so. Rests on Code civil, article 1104 (checked 2026-10-01)."
    )
    full = of_topic(notes(french(checked), "full"), "votes")
    assert "Law checked 2026-10-01: Code civil, article 1104. Contracts are performed in good faith." in full


def test_a_statement_on_which_two_clauses_rest_is_told_at_the_first() -> None:
    law = "clause_library/exit/leaving/law/france.md"
    leaving = {
        NOTICE: "{#rule}\n1. A {Party} may leave.\n",
        law: str(OVERLAY[OVERLAY_LAW]).replace("majority", "notice"),
    }
    found = notes(french(leaving))
    assert of_topic(found, "votes")[1] == "Law to check: Loi 2016-1691. Look at the reform."
    assert of_topic(found, "leaving")[1] == "Law to check, see “Votes”: Loi 2016-1691."


# ---------------------------------------------------------------- privacy


HIDDEN = party("Ada", red_lines="Never Kestrel", floor=73, releases=("red_lines", "floor"))
RELEASED = "    releases: A public reason.\n    source: [S1]\n"


@pytest.mark.parametrize("condition", ["guarded", "any(parties, floor > 70)", "max(parties.floor) > 70"])
@pytest.mark.parametrize("level", ["counsel", "full"])
def test_a_row_that_reads_what_is_private_is_told_by_its_public_reason_only(
    level: Level, condition: str
) -> None:
    row = f"  - gives: quick\n    when: {condition}\n    because: A secret reason.\n{RELEASED}"
    texts = {**CHOOSY, VOTES: CHOOSY[VOTES].replace("rows:\n", f"rows:\n{row}")}
    for who in (HIDDEN, party("Ada")):
        told = str(notes(run(intake(who, party("Bo")), compiled(texts)), level))
        for word in ("Kestrel", "73", "70", "secret", "floor", "red line", "(private)", "least it accepts"):
            assert word not in told


@pytest.mark.parametrize("level", ["counsel", "full"])
def test_what_a_private_answer_says_changes_no_note(level: Level) -> None:
    row = f"  - gives: quick\n    when: any(parties, floor > 70)\n    because: A secret reason.\n{RELEASED}"
    library = compiled(CHOOSY, {VOTES: CHOOSY[VOTES].replace("rows:\n", f"rows:\n{row}")})
    other = {**HIDDEN, "red_lines": "Never Heron", "floor": 99}
    one, same = (notes(run(intake(who, party("Bo")), library), level) for who in (HIDDEN, other))
    assert one == same
    kept = {**HIDDEN, "releases": ()}
    one, same = (notes(run(intake(who, party("Bo")), library), level) for who in (kept, party("Ada")))
    assert one == same


@pytest.mark.parametrize("level", ["counsel", "full"])
def test_what_silence_decided_of_a_private_fact_is_not_told(level: Level) -> None:
    shady = "shady:\n  means: Shady.\n  when: any(parties, floor > 70)\n  unanswered: holds\n  source: [S1]\n"
    row = f"  - gives: quick\n    when: shady\n    because: A secret reason.\n{RELEASED}"
    texts = {**CHOOSY, VOTES: CHOOSY[VOTES].replace("rows:\n", f"rows:\n{row}")}
    ran = run(intake(), compiled(texts, added(FACTS, shady)))
    assert ran.outcome.facts["shady"].assumed
    assert "Shady" not in str(notes(ran, level))


def told_right(packet: Packet, level: Level) -> None:
    """Only of clauses that are there, nothing private, one line each."""
    made = packet.drafted
    for each in packet.documents:
        found = drafting_notes(
            packet.library, made.answers, made.outcome, each, level, packet.drafted.findings
        )
        assert found.keys() <= {(c.topic, c.variant, c.instance) for c in all_clauses(each)}, packet.name
        said = [words for note in found.values() for words in note]
        assert SECRET not in " ".join(said), packet.name
        assert all(words and words == " ".join(words.split()) for words in said), packet.name


@pytest.mark.parametrize("level", ["counsel", "full"])
def test_a_row_that_was_not_reached_is_not_asked_about_what_is_private(level: Level) -> None:
    row = f"  - gives: quick\n    when: any(parties, floor > 70)\n    because: A secret reason.\n{RELEASED}"
    below = CHOOSY[VOTES].replace("  - gives: quick\n", f"{row}  - gives: quick\n")
    library = compiled(CHOOSY, {VOTES: below})
    low = {**HIDDEN, "floor": 10}
    one, same = (
        notes(run(intake(who, party("Bo"), open_ended=True), library), level) for who in (HIDDEN, low)
    )
    assert one == same
    assert of_topic(one, "votes")


def test_random_intakes_tell_nothing_private_and_only_of_clauses_that_are_there() -> None:
    packets = [seeded(number) for number in range(8)]
    assert SECRET in str([each.data for each in packets])
    for packet in packets:
        told_right(packet, "counsel")
        told_right(packet, "full")


@pytest.mark.slow
@pytest.mark.parametrize("level", ["counsel", "full"])
def test_many_random_intakes_tell_nothing_private(level: Level) -> None:
    for packet in sample():
        told_right(packet, level)
