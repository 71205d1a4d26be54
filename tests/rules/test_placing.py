"""Where a topic stands: its home, pointers elsewhere, overrides; and what is said when nothing carries it."""

from __future__ import annotations

import pytest

from tests.library.support import (
    AGREEMENT,
    CHARTER,
    FILES,
    LEAVING,
    NATURE,
    VOTES,
    edited,
    intake,
    override,
    party,
)
from tests.rules.support import codes, decided, leaving, on, one, outcome, plan, votes

BOTH = intake(binding_wish="core")
EVERYTHING = intake(binding_wish="everything")
POINT = {"clause_library/exit/leaving/point.md": "1. See {@leaving}.\n"}
HEADS = {"clause_library/bodies/votes/heads.md": "1. By heads.\n"}
NEEDED = edited(LEAVING, "core: true", "core: true\nneeded: large")


def where(home: str, answers: object = BOTH, **lines: str) -> dict[str, str | None]:
    found = outcome(answers, leaving(home, **lines))  # type: ignore[arg-type]
    return {each.id: one(found, each.id, "leaving").variant for each in found.documents}


@pytest.mark.parametrize(
    ("home", "charter", "agreement"),
    [
        ("each", "notice", "notice"),
        ("lead", None, "notice"),
        ("binding", None, "notice"),
        ("charter", "notice", None),
    ],
)
def test_a_topic_stands_in_its_home(home: str, charter: str | None, agreement: str | None) -> None:
    assert where(home) == {"charter": charter, "agreement": agreement}


@pytest.mark.parametrize("home", ["each", "lead", "charter", "agreement"])
def test_a_home_that_is_not_in_the_packet_gives_way_to_the_lead(home: str) -> None:
    assert where(home, intake()) == {"charter": "notice"}


def test_a_binding_topic_stands_in_a_core_only_if_it_is_core() -> None:
    assert where("binding", core="true")["agreement"] == "notice"
    assert where("binding", core="false") == {"charter": None, "agreement": None}
    assert where("binding", EVERYTHING, core="false")["agreement"] == "notice"


def test_a_binding_topic_without_a_binding_document_stands_nowhere_and_says_so() -> None:
    said = one(outcome(intake(), leaving("binding")), "charter", "leaving")
    assert (said.variant, said.origin, said.elsewhere) == (None, "outline", None)
    assert said.because == "It has an effect only in a document that binds, and none of this packet does."


def test_the_other_documents_say_where_it_stands_and_point_only_with_a_text() -> None:
    silent = one(outcome(BOTH), "charter", "leaving")
    assert (silent.variant, silent.elsewhere, silent.pointer) == (None, "agreement", False)
    assert silent.because == "Stands in the Agreement: A plain notice."
    assert one(outcome(BOTH, POINT), "charter", "leaving").pointer


def test_a_document_without_a_slot_for_it_prints_no_pointer() -> None:
    slots = edited(CHARTER, "votes, leaving", "votes")
    said = one(outcome(BOTH, POINT, slots), "charter", "leaving")
    assert (said.elsewhere, said.pointer) == ("agreement", False)


def test_a_home_without_a_slot_gives_way_to_a_document_with_one() -> None:
    slots = edited(AGREEMENT, "votes, leaving", "votes")
    found = outcome(BOTH, slots)
    assert one(found, "charter", "leaving").variant == "notice"
    assert one(found, "agreement", "leaving").elsewhere == "charter"


NO_NOTICE: dict[str, str | None] = {"clause_library/exit/leaving/notice.md": None}


def _silent(topic: str) -> str:
    return topic.replace("    title: After a notice\n", "    title: After a notice\n    prints: nothing\n")


SILENT = {**NO_NOTICE, LEAVING: _silent(FILES[LEAVING])}


def test_nothing_is_pointed_to_that_prints_nothing() -> None:
    found = outcome(BOTH, POINT, SILENT)
    said = one(found, "charter", "leaving")
    assert (said.elsewhere, said.pointer, said.because) == (None, False, "A plain notice.")


def test_every_topic_has_a_decision_in_every_document() -> None:
    found = outcome(BOTH)
    for each in found.documents:
        assert {decision.topic for decision in each.decisions} == {"nature", "votes", "leaving"}


def test_the_nature_of_each_document_is_its_own() -> None:
    found = outcome(BOTH)
    assert [(each.nature, each.binds) for each in found.documents] == [
        ("good_will", "none"),
        ("core_binds", "core"),
    ]
    assert (plan(outcome(EVERYTHING), "agreement").binds, found.lead) == ("all", "agreement")


def test_a_decision_binds_where_its_document_or_its_core_does() -> None:
    core, whole, none = outcome(BOTH), outcome(EVERYTHING), outcome(intake())
    assert [one(core, "agreement", name).binding for name in ("leaving", "votes")] == [True, False]
    assert [one(whole, "agreement", name).binding for name in ("leaving", "votes")] == [True, True]
    assert not one(none, "charter", "leaving").binding


# ---------------------------------------------------------------- needed, heads, requires, conflicts


def test_needed_but_nowhere_is_said_in_words() -> None:
    lost = {LEAVING: NEEDED[LEAVING].replace("home: lead", "home: binding")}
    found = outcome(intake(size="large"), lost)
    (warning,) = [each for each in found.warnings if each.code == "needed-but-nowhere"]
    assert warning.message.startswith("The answers call for a clause on “Leaving”")
    assert warning.message.endswith("no document of this packet can carry it.")
    assert warning.source == ("S1",)


def test_what_is_needed_and_printed_anywhere_is_fine() -> None:
    assert "needed-but-nowhere" not in codes(outcome(intake(size="large", binding_wish="core"), NEEDED))


def test_what_is_not_needed_may_be_nowhere() -> None:
    lost = {LEAVING: NEEDED[LEAVING].replace("home: lead", "home: binding")}
    assert "needed-but-nowhere" not in codes(outcome(intake(size="small"), lost))


def test_a_needed_clause_without_words_is_missed() -> None:
    found = outcome(intake(size="large"), {LEAVING: _silent(NEEDED[LEAVING])}, NO_NOTICE)
    assert "needed-but-nowhere" in codes(found)


def test_an_instrument_that_has_no_place_for_a_topic_does_not_miss_it() -> None:
    slots = edited(CHARTER, "votes, leaving", "votes")
    assert "needed-but-nowhere" not in codes(outcome(intake(size="large"), NEEDED, slots))


def test_a_head_that_prints_nothing_is_missed() -> None:
    heads = edited(CHARTER, "heads: [nature]", "heads: [nature, leaving]")
    (warning,) = outcome(intake(), heads, SILENT).warnings
    assert (warning.code, warning.message) == ("head-missing", "The Charter says nothing about “Leaving”.")
    assert "head-missing" not in codes(outcome(intake(), heads))


def test_a_pointer_serves_as_a_head() -> None:
    heads = edited(CHARTER, "heads: [nature]", "heads: [nature, leaving]")
    assert "head-missing" in codes(outcome(BOTH, heads))
    assert "head-missing" not in codes(outcome(BOTH, heads, POINT))


def linked(kind: str, **fields: str) -> dict[str, str]:
    lines = "\n".join(f"        {name.strip('_')}: {value}" for name, value in fields.items())
    link = f"    title: After a notice\n    {kind}:\n      -\n{lines}\n"
    return edited(LEAVING, "    title: After a notice\n", link)


def test_a_variant_may_require_a_topic_or_some_of_its_variants() -> None:
    rows = votes("heads if large\nmajority")
    by_heads = linked("requires", topic="votes", variant="heads")
    found = outcome(intake(size="small"), rows, HEADS, by_heads)
    (warning,) = [each for each in found.warnings if each.code == "requires-broken"]
    assert warning.message == "“Leaving” (after a notice) needs “Votes” (by heads), which is not there."
    assert "requires-broken" not in codes(outcome(intake(size="large"), rows, HEADS, by_heads))


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({"topic": "votes"}, False),
        ({"topic": "votes", "variants": "[heads, majority]"}, False),
        ({"topic": "votes", "not_": "[majority]"}, True),
        ({"topic": "votes", "not_": "[heads]"}, False),
    ],
)
def test_a_requirement_may_name_several_variants_or_exclude_some(
    fields: dict[str, str], broken: bool
) -> None:
    found = outcome(intake(), votes("heads if large\nmajority"), HEADS, linked("requires", **fields))
    assert ("requires-broken" in codes(found)) is broken


def test_a_required_topic_may_stand_in_another_document_of_the_packet() -> None:
    rows = votes("majority", "hits: first\nhome: charter\n")
    assert "requires-broken" not in codes(outcome(BOTH, rows, linked("requires", topic="votes")))


def test_two_variants_may_not_go_together() -> None:
    found = outcome(intake(), linked("conflicts", topic="votes", variant="majority"))
    (warning,) = [each for each in found.warnings if each.code == "conflict"]
    assert warning.message == "“Leaving” (after a notice) does not go together with “Votes” (by majority)."
    rows = votes("heads\nmajority if large")
    assert "conflict" not in codes(
        outcome(intake(), rows, HEADS, linked("conflicts", topic="votes", variant="majority"))
    )


def test_a_link_of_a_variant_that_is_not_printed_asks_nothing() -> None:
    silent = FILES[VOTES].replace("    title: By majority\n", "    title: By majority\n    prints: nothing\n")
    gone = {"clause_library/bodies/votes/majority.md": None, VOTES: silent}
    links = edited(
        LEAVING, "    title: At once\n", "    title: At once\n    requires:\n      - topic: votes\n"
    )
    assert "requires-broken" not in codes(outcome(intake(), gone, links))


def test_an_instrument_that_is_not_available_is_said_and_nothing_else() -> None:
    found = outcome(BOTH, edited(AGREEMENT, "strength: 40", "strength: 40\navailable: false"))
    assert codes(found) == ["instrument-not-available"]
    assert one(found, "agreement", "leaving").because in (
        "This kind of document cannot be drafted yet.",
        "Stands in the Charter: A plain notice.",
    )


def test_a_remark_of_the_packet_is_made_where_it_holds() -> None:
    assert "large-alliance" in codes(outcome(intake(size="large")))
    assert "large-alliance" not in codes(outcome(intake(size="small")))
    assert "large-alliance" not in codes(outcome(intake()))


# ---------------------------------------------------------------- overrides


def test_an_override_chooses_a_variant_wherever_the_topic_is_at_home() -> None:
    rows = votes("majority\nheads if large")
    found = outcome(intake(binding_wish="core", overrides=(override("votes", "heads"),)), rows, HEADS)
    for document in ("charter", "agreement"):
        said = one(found, document, "votes")
        assert (said.variant, said.origin) == ("heads", "override")
        assert said.because == "Set by Kim Lee: We talked about it."
        assert [(each.variant, each.why_not) for each in said.alternatives] == [
            ("majority", "a person decided otherwise")
        ]


def test_an_override_may_omit() -> None:
    said = one(outcome(intake(overrides=(override("votes", "omit"),))), "charter", "votes")
    assert (said.variant, said.origin, said.binding) == (None, "override", False)


def test_an_override_of_a_topic_decided_party_by_party_counts_for_each_party() -> None:
    rows = votes("majority\nheads if form == charity", "hits: first\neach: parties\n")
    answers = intake(party("Ada"), party("Bo"), overrides=(override("votes", "heads"),))
    found = on(outcome(answers, rows, HEADS), "charter", "votes")
    assert [(each.party, each.variant) for each in found] == [(0, "heads"), (1, "heads")]


def test_an_override_of_the_nature_decides_what_binds() -> None:
    found = outcome(intake(binding_wish="core", overrides=(override("nature", "all_binds"),)))
    assert plan(found, "agreement").binds == "all"
    assert one(found, "agreement", "votes").binding


@pytest.mark.parametrize(
    ("target", "value", "code", "words"),
    [
        (
            "vots",
            "heads",
            "override-target",
            "`vots` is neither a parameter nor a topic; did you mean `votes`?",
        ),
        (
            "votes",
            "majorty",
            "override-value",
            "`majorty` is not a variant of `votes`; did you mean `majority`?",
        ),
    ],
)
def test_an_override_that_cannot_be_followed_is_an_error_at_its_place(
    target: str, value: str, code: str, words: str
) -> None:
    given = override(target, value)
    _, (slip,) = decided(intake(overrides=(given,)))
    assert (slip.code, slip.message, slip.span, slip.is_error) == (code, words, given.span, True)


def test_a_second_override_of_one_thing_is_an_error_that_shows_the_first() -> None:
    _, (slip,) = decided(intake(overrides=(override("votes", "omit"), override("votes", "majority"))))
    assert (slip.code, slip.related) == ("override-twice", (("the first", override("votes", "omit").span),))


def test_a_refused_override_takes_no_other_one_with_it() -> None:
    answers = intake(overrides=(override("votes", "nonsense"), override("leaving", "at_once")))
    found, (slip,) = decided(answers)
    assert slip.code == "override-value"
    assert one(found, "charter", "leaving").variant == "at_once"
    assert one(found, "charter", "votes").variant == "majority"


def test_what_law_requires_cannot_be_overridden_where_it_is_needed() -> None:
    mandatory = {LEAVING: NEEDED[LEAVING].replace("core: true", "core: true\nmandatory: true")}
    _, (slip,) = decided(intake(size="large", overrides=(override("leaving", "omit"),)), mandatory)
    assert (slip.code, slip.help) == ("override-refused", "How a partner may leave.")
    found = outcome(intake(size="small", overrides=(override("leaving", "omit"),)), mandatory)
    assert one(found, "charter", "leaving").origin == "override"


def test_a_mandatory_topic_without_a_need_is_always_needed() -> None:
    mandatory = edited(LEAVING, "core: true", "core: true\nmandatory: true")
    _, (slip,) = decided(intake(overrides=(override("leaving", "at_once"),)), mandatory)
    assert slip.code == "override-refused"


def test_a_library_row_that_names_no_binding_binds_nothing() -> None:
    silent = {NATURE: FILES[NATURE].replace("    binds: none\n", "")}
    assert plan(outcome(intake(), silent), "charter").binds == "none"


def test_the_packet_may_name_its_lead_only_by_strength() -> None:
    swapped = edited(CHARTER, "strength: 30", "strength: 50")
    found = outcome(BOTH, swapped)
    assert found.lead == "charter"
    assert one(found, "charter", "leaving").variant == "notice"
