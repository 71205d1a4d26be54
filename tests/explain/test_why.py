"""``why.json`` holds everything that decided, and nothing that is private."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.answers import NOT_KNOWN, Answers, Override
from pipeline.diagnostics import Diagnostic, Span
from pipeline.explain.why import why_data
from tests.explain.support import (
    AS_OF,
    COLLECTED,
    OF_EACH,
    OVERLAY,
    OVERLAY_LAW,
    UNCHECKED,
    Run,
    run,
    spans,
    topic,
)
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


def fact(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in data["facts"] if each["id"] == name)
    return found


# ---------------------------------------------------------------- topics


def test_a_topic_names_its_clause_in_the_document() -> None:
    data = run(intake()).why()
    found = topic(data, "charter", "leaving")
    assert (found["number"], found["heading"], found["included"]) == ("3", "Leaving", True)


def test_topics_that_share_an_article_name_their_own_paragraphs() -> None:
    shared = edited(
        "templates/charter/outline.yaml",
        "[nature, votes, leaving]",
        "\n      - heading: Work\n        topics: [votes, leaving]",
    )
    data = run(intake(), compiled(shared)).why()
    numbers = [topic(data, "charter", name)["number"] for name in ("votes", "leaving")]
    assert numbers == ["1.1", "1.2"]


def test_a_document_without_numbers_names_the_heading() -> None:
    data = run(intake(form_used="one_page")).why()
    found = topic(data, "one_page", "leaving")
    assert (found["number"], found["heading"], found["included"]) == ("", "Leaving", True)


def test_every_topic_stands_in_every_document_and_those_without_words_come_last() -> None:
    data = run(intake(binding_wish="core")).why()
    for document in data["documents"]:
        assert {each["topic"] for each in document["topics"]} == {"nature", "votes", "leaving"}
    found = topic(data, "charter", "leaving")
    assert not found["included"]
    assert found["decisions"][0]["elsewhere"] == {"id": "agreement", "title": "Agreement"}


def test_a_choice_names_its_answers_by_their_questions() -> None:
    data = run(intake(binding_wish="everything", spans=spans(binding_wish=7))).why()
    (chosen,) = topic(data, "agreement", "nature")["decisions"]
    assert chosen["title"] == "Everything binds"
    told = [(each["asked"], each["seen"], each["where"]) for each in chosen["answers"]]
    assert told == [
        ("This document", "agreement", None),
        ("Shall it bind?", "Everything", "delta.yaml, binding_wish"),
    ]


def test_an_alternative_says_what_it_needed() -> None:
    data = run(intake(binding_wish="core")).why()
    needed, below = topic(data, "agreement", "nature")["alternatives"][0:2]
    assert (needed["title"], needed["why_not"]) == ("Everything binds", "its condition does not hold")
    (ground,) = needed["grounds"]
    assert ground["wanted"] == "“Shall it bind?” is “Everything”"
    assert (ground["seen"], ground["holds"]) == ("Only a core", False)
    assert (below["title"], below["why_not"]) == ("Nothing binds", "an earlier row decided")
    assert below["grounds"] == []


def test_facts_stay_closed_in_the_grounds_and_open_in_the_answers() -> None:
    rows = edited(VOTES, "otherwise: true", "when: unequal")
    answers = intake(party("Ada", staff=1), party("Bo", staff=9))
    (chosen,) = topic(run(answers, compiled(rows)).why(), "charter", "votes")["decisions"]
    assert [(each["fact"], each["seen"]) for each in chosen["grounds"]] == [("unequal", "holds")]
    (answer,) = chosen["answers"]
    assert answer["asked"] == "Largest divided by smallest: How many staff?"
    assert answer["rests_on"] == [{"asked": "How many staff?", "seen": "Ada: 1; Bo: 9", "where": []}]


def test_a_topic_of_each_party_names_the_parties_of_its_choices_and_alternatives() -> None:
    data = run(intake(party("Ada", staff=1), party("Bo", staff=9)), compiled(OF_EACH)).why()
    found = topic(data, "charter", "keys")
    assert [each["parties"] for each in found["decisions"]] == [["Ada"], ["Bo"]]
    assert [(each["title"], each["parties"]) for each in found["alternatives"]] == [
        ("No key", ["Ada"]),
        ("A key", ["Bo"]),
    ]


def test_a_collected_topic_joins_rows_that_give_the_same() -> None:
    data = run(intake(binding_wish="core", size="large"), compiled(COLLECTED)).why()
    assert [each["title"] for each in topic(data, "agreement", "advice")["decisions"]] == [
        "People from outside",
        "The staff",
    ]


def test_an_override_is_told_as_one() -> None:
    data = run(intake(overrides=(override("leaving", "at_once"),))).why()
    (chosen,) = topic(data, "charter", "leaving")["decisions"]
    assert (chosen["title"], chosen["origin"]) == ("At once", "override")


# ---------------------------------------------------------------- facts and values


def test_a_fact_shows_a_tree_of_what_decided_with_facts_closed() -> None:
    data = run(intake(party("Ada", staff=1), party("Bo", staff=9))).why()
    ada, bo = fact(data, "protected")["results"]
    assert (ada["party"], ada["holds"], bo["holds"]) == ("Ada", True, False)
    assert ada["tree"]["kind"] == "and"
    assert [each["fact"] for each in ada["tree"]["parts"]] == ["unequal", "largest"]
    assert bo["tree"]["kind"] == "or"
    assert bo["tree"]["parts"][0]["asked"] == "Does it ask for protection?"


def test_a_fact_that_is_decided_by_one_part_is_told_by_that_part() -> None:
    data = run(intake(party("Ada", wants_protection=True), party("Bo"))).why()
    tree = fact(data, "protected")["results"][0]["tree"]
    assert (tree["kind"], tree["seen"], tree["parts"]) == ("atom", "Ada: yes", [])


def test_a_question_of_a_partner_is_told_as_such_though_a_matter_question_has_its_name() -> None:
    facts = added(FACTS, "odd:\n  means: Odd.\n  when: any(parties, form == city)\n  source: [S1]\n")
    data = run(intake(party("Ada", form="city"), party("Bo")), compiled(facts)).why()
    assert fact(data, "odd")["results"][0]["answers"][0]["wanted"] == "“What is it in law?” is “A city”"


def test_nobody_is_told_with_every_answer() -> None:
    facts = added(FACTS, "odd:\n  means: Odd.\n  when: any(parties, form == city)\n  source: [S1]\n")
    (answer,) = fact(run(intake(), compiled(facts)).why(), "odd")["results"][0]["answers"]
    assert answer["asked"] == "For at least one partner, “What is it in law?” is “A city”"
    assert answer["seen"] == "for no partner"
    assert answer["rests_on"][0]["seen"] == "Ada: A company; Bo: A company"


def test_a_value_is_told_in_words_with_its_range() -> None:
    data = run(intake(wished_days=1, spans=spans(wished_days=12))).why()
    found = {each["id"]: each for each in data["parameters"]}
    assert found["exit_days"]["range"] == "0 to 180 days"
    assert found["exit_days"]["values"][0]["words"] == "1 day"
    assert found["exit_days"]["values"][0]["where"] == "delta.yaml, wished_days"
    assert found["pace"]["values"][0]["words"] == "at an easy pace"


# ---------------------------------------------------------------- gate and packet


def test_the_packets_table_shows_every_row_with_its_verdict() -> None:
    rows = run(intake(binding_wish="core")).why()["packet"]["rows"]
    assert [(each["title"], each["reached"], each["holds"]) for each in rows] == [
        ("Page", True, False),
        ("Charter and Agreement", True, True),
        ("Charter", False, None),
    ]
    assert rows[0]["answers"][0]["seen"] == "The full form"


def test_the_gate_is_told_in_words() -> None:
    gate = run(intake()).why()["gate"]
    assert (gate["id"], gate["title"]) == ("draft", "Nothing stands in the way")
    assert gate["sources"] == [
        {"id": "S1", "title": "The guide", "says": "What the guide says.", "where": "section 1"}
    ]


# ---------------------------------------------------------------- open points and edge cases


def test_open_points_gather_warnings_open_values_assumptions_and_findings() -> None:
    ran = run(intake(size="large", people=NOT_KNOWN, spans=spans(people=4)))
    finding = Diagnostic("odd", "warning", "Look at this.", Span("a/b.yaml", 3, 1))
    data = why_data(ran.library, ran.answers, ran.outcome, ran.documents, [finding], AS_OF)
    points = data["open_points"]
    assert "large-alliance" in [each["code"] for each in points["warnings"]]
    assert points["open_values"] == [{"message": "How many people?", "where": "delta.yaml, people"}]
    assert "unequal" in [each["fact"] for each in points["assumptions"]]
    assert (points["drafting"][0]["message"], points["drafting"][0]["where"]) == ("Look at this.", "b.yaml:3")


def test_unchecked_law_is_an_open_point_where_its_place_matters() -> None:
    library = compiled(UNCHECKED)
    here = run(intake(party("Ada", country="FR"), party("Bo")), library).why()["open_points"]["law"]
    assert [(each["id"], each["place"], each["clauses"]) for each in here] == [("silence", "France", [])]
    assert here[0]["note"] == "Look at the reform."
    assert run(intake(), library).why()["open_points"]["law"] == []


def test_unchecked_law_names_the_clauses_that_rest_on_it() -> None:
    library = compiled(UNCHECKED, OVERLAY)
    (law,) = run(intake(party("Ada", country="FR"), party("Bo")), library).why()["open_points"]["law"]
    assert law["clauses"] == ["Votes"]


def test_law_of_a_block_that_a_short_text_lacks_is_not_said_to_carry_it() -> None:
    short = {"clause_library/bodies/votes/majority.charter.md": "1. The {Board} votes.\n"}
    library = compiled(UNCHECKED, OVERLAY, short)
    (law,) = run(intake(party("Ada", country="FR"), party("Bo")), library).why()["open_points"]["law"]
    assert law["clauses"] == []


IN_FRANCE = intake(party("Ada", country="FR"), party("Bo"))


def law_of(*changes: dict[str, str], ran: Answers = IN_FRANCE, name: str = "votes") -> list[dict[str, Any]]:
    data = run(ran, compiled(UNCHECKED, OVERLAY, *changes)).why()
    (decision,) = topic(data, "charter", name)["decisions"]
    found: list[dict[str, Any]] = decision["law"]
    return found


def test_a_paragraph_that_the_law_of_a_place_adds_is_explained_at_its_topic() -> None:
    (told,) = law_of()
    assert told["under"] == "Under the law of France"
    assert (told["place"], told["label"], told["replaces"]) == ("france", "rule", False)
    assert told["because"] == "The law says so."
    assert [each["id"] for each in told["sources"]] == ["S1"]
    (law,) = told["rests_on"]
    assert (law["id"], law["says"]) == ("silence", "Nobody may forbid a report.")
    assert (law["authority"], law["status"], law["checked_on"]) == ("Loi 2016-1691", "unchecked", "")


def test_a_place_that_does_not_matter_here_explains_nothing() -> None:
    assert law_of(ran=intake()) == []
    assert law_of(name="leaving") == []


def test_law_is_told_only_where_its_block_is_printed() -> None:
    path = "clause_library/bodies/votes/majority.md"
    plain = "1. The {Board} decides by majority.\n"
    short = {"clause_library/bodies/votes/majority.charter.md": plain}
    assert law_of(short) == []
    hidden = "{if large}\n\n{#rule}\n1. The {Board} decides.\n\n{end}\n\n" + plain
    assert law_of({path: hidden}) == []
    assert len(law_of({path: hidden.replace("{if large}", "{if pair}")})) == 1


def test_an_addition_that_comes_to_no_words_is_not_told_but_a_replacement_is() -> None:
    silent = OVERLAY[OVERLAY_LAW].replace("1. Reports", "{if large}\n\n1. Reports").strip() + "\n\n{end}\n"
    more = {"clause_library/bodies/votes/majority.md": "{#rule}\n1. The {Board} votes.\n\n2. Often.\n"}
    assert law_of({OVERLAY_LAW: silent}) == []
    (told,) = law_of({OVERLAY_LAW: silent.replace("do: append", "do: replace")}, more)
    assert told["replaces"]


def test_the_law_of_a_topic_decided_elsewhere_is_told_there_only() -> None:
    core = intake(party("Ada", country="FR"), party("Bo"), binding_wish="core")
    at_leaving = {
        NOTICE: "{#rule}\n1. A {Party} may leave on a notice of {exit_days}.\n",
        "clause_library/exit/leaving/law/france.md": OVERLAY[OVERLAY_LAW].replace("majority", "notice"),
    }
    data = run(core, compiled(UNCHECKED, at_leaving)).why()
    told = {
        name: [len(each["law"]) for each in topic(data, name, "leaving")["decisions"]]
        for name in ("charter", "agreement")
    }
    assert told == {"charter": [0], "agreement": [1]}


def test_edge_cases_are_facts_that_hold_and_are_read_with_what_they_decided() -> None:
    found = run(intake(binding_wish="core")).why()["edge_cases"]
    assert [(each["fact"], each["decided"]) for each in found] == [
        ("binds_something", ["Which documents to draft"])
    ]


def test_mandatory_facts_come_first_among_the_edge_cases() -> None:
    facts = added(
        FACTS,
        "moving:\n  means: Money moves.\n  when: money_moves\n  unanswered: holds\n"
        "  mandatory: true\n  source: [S1]\n",
    )
    rows = edited(VOTES, "otherwise: true", "when: moving or not moving")
    found = run(intake(binding_wish="core", money_moves=True), compiled(facts, rows)).why()["edge_cases"]
    assert [(each["fact"], each["mandatory"]) for each in found] == [
        ("moving", True),
        ("binds_something", False),
    ]


def test_what_decided_the_gate_comes_before_everything_else() -> None:
    gate = edited(
        PACKET,
        "gate:\n",
        "gate:\n  - gives: pilot_only\n    when: pair\n    because: A pair tests first.\n    source: [S1]\n",
    )
    found = run(intake(binding_wish="core"), compiled(gate)).why()["edge_cases"]
    assert [each["fact"] for each in found] == ["pair", "binds_something"]


# ---------------------------------------------------------------- privacy


SECRET = party("Ada", red_lines="Never Kestrel", floor=73, releases=("red_lines", "floor"))
PRIVATE_CONDITIONS = [
    "any(parties, floor > 70)",
    "count(parties, answered(red_lines)) >= 1",
    "max(parties.floor) > 70",
    "tally(guarded, large) >= 1",
    "guarded and binding_wish != nothing",
]


def with_secret(condition: str) -> Run:
    facts = added(
        FACTS, f"shady:\n  means: Shady.\n  when: {condition}\n  unanswered: fails\n  source: [S1]\n"
    )
    return run(intake(SECRET, party("Bo"), binding_wish="core"), compiled(facts))


@pytest.mark.parametrize("condition", PRIVATE_CONDITIONS)
def test_no_private_answer_shows_anywhere(condition: str) -> None:
    told = json.dumps(with_secret(condition).why())
    assert "Kestrel" not in told
    assert "73" not in told


def test_a_private_fact_says_only_that_it_is_private() -> None:
    (result,) = fact(run(intake(SECRET, party("Bo"))).why(), "guarded")["results"]
    assert (result["holds"], result["tree"], result["answers"]) == (None, None, [])
    assert result["because"].startswith("Private")


def test_a_row_that_releases_a_private_fact_shows_its_public_reason_only() -> None:
    gate = edited(
        PACKET,
        "gate:\n",
        "gate:\n  - gives: not_ready\n    when: guarded\n    because: A secret reason.\n"
        "    releases: A public reason.\n    source: [S1]\n",
    )
    data = run(intake(SECRET, party("Bo")), compiled(gate)).why()
    assert (data["gate"]["id"], data["gate"]["because"]) == ("not_ready", "A public reason.")
    (ground,) = data["gate"]["rows"][0]["grounds"]
    assert (ground["seen"], ground["holds"], ground["where"]) == ("(private)", None, None)
    assert "A secret reason" not in json.dumps(data)
    assert "guarded" not in [each["fact"] for each in data["edge_cases"]]


# ---------------------------------------------------------------- the record


def test_the_record_is_plain_data_and_the_same_each_time() -> None:
    answers = intake(party("Ada", staff=1), party("Bo", staff=9), binding_wish="core")
    one, other = (json.dumps(run(answers, compiled(COLLECTED)).why()) for _ in range(2))
    assert one == other


def test_every_source_named_is_listed_once() -> None:
    changed = edited(LEAVING, "source: [S1]", "source: [S1, S1]")
    assert [each["id"] for each in run(intake(), compiled(changed)).why()["sources"]] == ["S1"]


# ---------------------------------------------------------------- places


def test_no_line_of_the_intake_is_told_since_a_private_answer_moves_those_below_it() -> None:
    low, high = (
        intake(
            party("Ada", staff=1),
            party("Bo", staff=9),
            people=NOT_KNOWN,
            binding_wish="core",
            wished_days=20,
            overrides=(Override("pace", "quick", "Kim Lee", "We must.", Span("a/delta.yaml", line + 70, 5)),),
            spans={
                ("people",): Span("a/delta.yaml", line + 4, 9),
                ("wished_days",): Span("a/delta.yaml", line + 6, 9),
                ("parties", 0, "staff"): Span("a/delta.yaml", line + 8, 9),
                ("parties", 1, "staff"): Span("a/delta.yaml", line + 9, 9),
            },
        )
        for line in (0, 30)
    )
    facts = edited(FACTS, "ratio(parties.staff) >= 5", "any(parties, staff > 5)")
    one, other = (run(each, compiled(facts)).why() for each in (low, high))
    assert one == other
    told = json.dumps(one)
    for place in ("people", "wished_days", "staff of Bo"):
        assert f'"delta.yaml, {place}"' in told


def test_answers_that_are_summed_up_are_named_by_their_question_once() -> None:
    answers = intake(
        party("Ada", staff=1),
        party("Bo", staff=9),
        spans={("parties", row, "staff"): Span("delta.yaml", 5 + row, 3) for row in (0, 1)},
    )
    (answer,) = fact(run(answers).why(), "unequal")["results"][0]["answers"]
    assert answer["rests_on"][0]["where"] == ["delta.yaml, staff"]
