"""The library checks itself: whatever cannot be drafted is told when it is loaded, at its place."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest

from pipeline.library import markup as m
from pipeline.library.load import digest_of
from tests.library.support import (
    AGREEMENT,
    CHARTER,
    FACTS,
    FILES,
    GLOSSARY,
    LAW,
    LEAVING,
    NATURE,
    NOTICE,
    PACKET,
    PARAMETERS,
    QUESTIONS,
    SOURCES,
    VERBS,
    VOTES,
    added,
    compiled,
    edited,
    files,
    only_slip,
    place,
    slips,
    tiny,
    votes_each,
)
from tests.support import real_library

FACT = "extra:\n  means: E.\n  when: large\n  source: [S1]\n"
LABELLED = {NOTICE: "1. Lead:\n\n{#mine}\n2. These:\n   - an item\n"}
OVERLAY = "clause_library/exit/leaving/law/france.md"
AT_ONCE = "clause_library/exit/leaving/at_once.md"
COMPANION = (
    "companions:\n  - gives: charter\n    beside: one_page\n    when: {}\n    because: B.\n"
    "    source: [S1]\nwarnings:"
)
FRONT = "---\nvariant: notice\nat: mine\nbecause: French law.\nsource: [S1]\nlaw: [good_faith]\n---\n"


def codes(*changes: dict[str, str]) -> set[str]:
    return {each.code for each in slips(*changes)}


def test_the_library_that_ships_is_right() -> None:
    library = real_library()
    assert len(library.topics) > 50
    assert library.nature_topic == "legal_nature"


def test_the_tiny_library_is_right_and_survives_pickling() -> None:
    again = pickle.loads(pickle.dumps(tiny()))
    assert list(again.topics) == list(tiny().topics) == ["votes", "leaving", "nature"]
    assert again.topics["leaving"].text("notice", "charter").file == NOTICE


def test_every_file_may_be_missing_and_that_is_told() -> None:
    for path in (FACTS, PACKET, PARAMETERS, LAW, SOURCES, VERBS, QUESTIONS):
        told = [(each.code, each.message) for each in slips({path: None})]
        assert ("missing-file", f"`{path}` is missing") in told


@pytest.mark.parametrize("path", sorted(each for each in FILES if each.endswith(".yaml")))
def test_no_empty_or_broken_file_makes_the_compiler_raise(path: str) -> None:
    for text in ("", "{}", "a: [", "- a\n- b\n", "x: y\n", "\x00"):
        assert slips({path: text}) or text in ("", "{}")


@pytest.mark.parametrize("path", sorted(each for each in FILES if each.endswith(".yaml")))
def test_no_line_taken_out_makes_the_compiler_raise(path: str) -> None:
    lines = FILES[path].splitlines(keepends=True)
    for number in range(0, len(lines), 1 + len(lines) // 25):
        for each in slips({path: "".join(lines[:number] + lines[number + 1 :])}):
            assert each.span is not None, each.message


# ---------------------------------------------------------------- texts of a topic


def test_an_instrument_s_own_text_goes_before_the_common_one() -> None:
    own = {NOTICE.replace("notice.md", "notice.agreement.md"): "1. Otherwise.\n"}
    topic = compiled(own).topics["leaving"]
    assert topic.text("notice", "agreement") is topic.texts[("notice", "agreement")]
    assert topic.text("notice", "charter") is topic.texts[("notice", "")]
    assert topic.text("point", "charter") is None


@pytest.mark.parametrize(
    ("stem", "code", "words"),
    [
        ("notise", "unknown-variant", "`notise` is not a variant of `leaving`; did you mean `notice`?"),
        ("notice.chartr", "unknown-name", "`chartr` is not an instrument; did you mean `charter`?"),
    ],
)
def test_a_text_s_file_name_is_a_variant_and_an_instrument(stem: str, code: str, words: str) -> None:
    path = f"clause_library/exit/leaving/{stem}.md"
    found = only_slip({path: "1. So.\n"})
    assert (found.code, found.message, place(found)) == (code, words, (path, 1, 1))


def test_a_text_of_a_topic_decided_party_by_party_may_speak_of_the_party() -> None:
    assert slips(votes_each("{p.name}\n")) == []


# ---------------------------------------------------------------- law of a place


def test_an_overlay_appends_to_a_labelled_block_or_replaces_it() -> None:
    for do, replaces in (("", False), ("do: append\n", False), ("do: replace\n", True)):
        front = FRONT.replace("because:", f"{do}because:")
        (overlay,) = compiled(LABELLED, {OVERLAY: front + "   - another item\n"}).topics["leaving"].overlays
        assert (overlay.place, overlay.variant, overlay.label) == ("france", "notice", "mine")
        assert (overlay.replace, overlay.law, overlay.because) == (replaces, ("good_faith",), "French law.")
        assert isinstance(overlay.text.blocks[0], m.TextParagraph)


def test_a_place_may_have_several_overlays_of_one_topic() -> None:
    second = OVERLAY.replace("france.md", "france.second.md")
    text = FRONT + "   - another item\n"
    overlays = compiled(LABELLED, {OVERLAY: text, second: text}).topics["leaving"].overlays
    assert [each.place for each in overlays] == ["france", "france"]


def test_an_overlay_may_serve_several_variants() -> None:
    both = {**LABELLED, AT_ONCE: "{#mine}\n1. These:\n   - an item\n"}
    text = FRONT.replace("variant: notice", "variant: [notice, at_once]") + "   - another item\n"
    overlays = compiled(both, {OVERLAY: text}).topics["leaving"].overlays
    assert [each.variant for each in overlays] == ["notice", "at_once"]
    found = only_slip(LABELLED, {OVERLAY: text})
    assert (found.code, found.message) == (
        "unknown-label",
        "`leaving/at_once` has no block labelled `mine` (it has no labels: write {#label})",
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("at: mine", "at: mien", "unknown-label", 3),
        ("variant: notice", "variant: at_once", "unknown-label", 3),
        ("variant: notice", "variant: notise", "unknown-label", 3),
        ("law: [good_faith]", "law: [bad_faith]", "unknown-law", 6),
        ("source: [S1]", "source: [S9]", "unknown-source", 5),
        ("because: French law.\n", "", "missing-key", 1),
        ("because:", "do: instead\nbecause:", "bad-value", 4),
    ],
)
def test_an_overlay_s_front_matter_is_checked_at_its_line(old: str, new: str, code: str, line: int) -> None:
    found = only_slip(LABELLED, {OVERLAY: FRONT.replace(old, new) + "   - another item\n"})
    assert (found.code, place(found)[:2]) == (code, (OVERLAY, line))


def test_an_overlay_s_text_is_shown_at_its_own_line() -> None:
    found = only_slip(LABELLED, {OVERLAY: FRONT + "\n   - {Bord}\n"})
    assert place(found) == (OVERLAY, 9, 6)


def test_an_overlay_s_file_is_named_after_a_place() -> None:
    path = OVERLAY.replace("france", "frence")
    found = only_slip(LABELLED, {path: FRONT + "   - another item\n"})
    assert (found.code, found.message) == ("unknown-place", "`frence` is not a place; did you mean `france`?")


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name", ["size", "staff", "parties", "gate", "lead", "instrument", "packet", "binds", "clauses"]
)
def test_a_fact_has_a_name_of_its_own(name: str) -> None:
    found = slips(added(FACTS, FACT.replace("extra", name)))
    assert "name-clash" in {each.code for each in found}


@pytest.mark.parametrize("name", ["size", "staff", "large", "largest", "gate", "instrument", "clauses"])
def test_a_parameter_has_a_name_of_its_own(name: str) -> None:
    found = slips({PARAMETERS: FILES[PARAMETERS].replace("pace:", f"{name}:")})
    assert [each.code for each in found if each.code == "name-clash"]


@pytest.mark.parametrize("name", ["staff", "packet", "instrument"])
def test_a_question_has_a_name_of_its_own(name: str) -> None:
    found = slips({QUESTIONS: f"{name}:\n  ask: Which?\n  type: text\n" + FILES[QUESTIONS]})
    assert "name-clash" in {each.code for each in found}


def test_two_groups_cannot_hold_one_topic() -> None:
    other = "clause_library/other/leaving/topic.yaml"
    found = only_slip({other: FILES[LEAVING]})
    assert (found.code, found.message) == ("duplicate-topic", "the topic `leaving` stands in two groups")


# ---------------------------------------------------------------- facts and parameters


def test_facts_that_read_each_other_are_shown_as_a_circle() -> None:
    text = (
        "one:\n  means: O.\n  when: two\n  source: [S1]\n"
        "two:\n  means: T.\n  when: three or large\n  source: [S1]\n"
        "three:\n  means: T.\n  when: any(parties, not one)\n  source: [S1]\n"
    )
    found = only_slip(added(FACTS, text))
    assert found.code == "circular-facts"
    chain = found.message.removeprefix("these facts read each other: ").split(" → ")
    assert (len(chain), chain[0], set(chain)) == (4, chain[-1], {"one", "two", "three"})
    reads = {"one": "two", "two": "three", "three": "one"}
    assert all(reads[reader] == read for reader, read in pairwise(chain))


def test_values_that_read_each_other_are_shown_as_a_circle() -> None:
    one_way = FILES[PARAMETERS].replace("value: 60", "value: 3 * cure_days")
    assert codes({PARAMETERS: one_way}) == set()
    found = only_slip({PARAMETERS: one_way.replace("value: 20", "value: half(exit_days)")})
    assert found.code == "circular-parameters"
    assert "exit_days → cure_days" in found.message


def test_a_mandatory_fact_is_not_switched_off_by_silence() -> None:
    silent = added(FACTS, FACT + "  mandatory: true\n")
    assert codes(silent) == {"silent-pack"}
    assert codes(added(FACTS, FACT + "  mandatory: true\n  unanswered: fails\n")) == {"silent-pack"}
    assert codes(added(FACTS, FACT + "  mandatory: true\n  unanswered: holds\n")) == set()


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("  whn: large\n", "unknown-key", "`whn` is not a key here; did you mean `when`?"),
        ("  when_any:\n    - large\n", "missing-key", "exactly one of when, when_all, when_any, otherwise"),
        ("  unanswered: maybe\n", "bad-value", "`maybe` is not a value of `unanswered` (holds, fails)"),
        ("  mandatory: yes\n", "bad-value", "`mandatory` is true or false, not `yes`"),
    ],
)
def test_a_fact_s_keys_are_known_ones(line: str, code: str, words: str) -> None:
    found = only_slip(added(FACTS, FACT + line))
    assert found.code == code
    assert words in found.message


def test_long_conditions_are_one_a_line_with_true_columns() -> None:
    text = "extra:\n  means: E.\n  when_any:\n    - large\n    - size == smal\n  source: [S1]\n"
    found = only_slip(added(FACTS, text))
    line = len(FILES[FACTS].splitlines()) + 5
    assert (found.code, place(found)) == ("impossible-value", (FACTS, line, 15))


@pytest.mark.parametrize(("key", "word"), [("when_all", "and"), ("when_any", "or")])
def test_long_conditions_read_as_one(key: str, word: str) -> None:
    text = f"extra:\n  means: E.\n  {key}:\n    - large or pair\n    - open_ended\n  source: [S1]\n"
    assert compiled(added(FACTS, text)).facts["extra"].condition.text == f"(large or pair) {word} open_ended"


def test_quotation_marks_do_not_shift_the_column() -> None:
    for quoted, column in (("larg", 9), ('"larg"', 10), ("'larg'", 10)):
        found = only_slip(added(FACTS, FACT.replace("when: large", f"when: {quoted}")))
        assert place(found)[2] == column


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("range: [0, 180]", "range: [0]", "bad-value"),
        ("range: [0, 180]", "range: [low, high]", "bad-value"),
        ("unit: days", "unit: fortnights", "bad-value"),
        ("from_answer: wished_days", "from_answer: wished_dayz", "unknown-name"),
        ("from_answer: wished_days", "from_answer: large", "unknown-name"),
        ("from_answer: wished_days", "from_answer: purpose", "wrong-type"),
        ("from_answer: wished_days", "from_answer: size", "wrong-type"),
        ("combine: first", "combine: frist", "bad-value"),
        ("value: 90", "value: ninety", "unknown-name"),
        ("value: quick", "value: quik", "bad-value"),
        ("value: heads(2, 3)", "value: heads(2, 0)", "wrong-type"),
        ("when: protected", "when: protectd", "unknown-name"),
        ("value: half(exit_days)", "value: half(exit_dys)", "unknown-name"),
    ],
)
def test_a_parameter_s_slip_is_told(old: str, new: str, code: str) -> None:
    assert code in codes(edited(PARAMETERS, old, new))


def test_a_choice_may_come_from_a_question_with_the_same_choices_only() -> None:
    head = "pace:\n  title: Pace\n"
    assert "wrong-type" in codes(edited(PARAMETERS, head, head + "  from_answer: size\n"))
    fits = FILES[PARAMETERS].replace(head, head + "  from_answer: size\n")
    fits = fits.replace("    slow: at", "    small: s\n    medium: m\n    large: l\n    slow: at")
    assert codes({PARAMETERS: fits}) == set()


# ---------------------------------------------------------------- packet


@pytest.mark.parametrize("table", ["gate", "packets"])
def test_gate_and_packet_always_decide(table: str) -> None:
    row = {
        "gate": ("  - gives: draft\n    otherwise: true", "  - gives: draft\n    when: large"),
        "packets": ("  - gives: [charter]\n    otherwise: true", "  - gives: [charter]\n    when: large"),
    }[table]
    found = only_slip(edited(PACKET, *row))
    assert (found.code, found.message) == (
        "missing-otherwise",
        f"the last row of `{table}` must be `otherwise: true`",
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("gives: draft", "gives: drafted", "bad-value", "`drafted` is not a gate"),
        (
            "gives: [charter]",
            "gives: [chartr]",
            "unknown-name",
            "`chartr` is not an instrument; did you mean `charter`?",
        ),
        ("gives: [charter]", "gives: charter", "bad-value", "a row of `packets` gives a list of instruments"),
        (
            "gives: [one_page]",
            "gives: [one_page]\n    pairs_with: larges",
            "unknown-name",
            "`larges` is no fact of each partner; did you mean `largest`?",
        ),
        (
            "gives: [one_page]",
            "gives: [one_page]\n    omits: true",
            "missing-key",
            "a row either `gives` a variant or `omits: true`",
        ),
        (
            "warnings:",
            COMPANION.replace("one_page", "one_pge").format("large"),
            "unknown-name",
            "`one_pge` is not an instrument; did you mean `one_page`?",
        ),
        (
            "when: binds_something",
            "when: gate == daft",
            "impossible-value",
            "`daft` is not a value of `gate`",
        ),
        ("when: binds_something", "when: charter in packet", "unknown-name", "`packet` is not a name here"),
        ("when: binds_something", "when: lead == charter", "unknown-name", "`lead` is not a name here"),
    ],
)
def test_a_packet_s_slip_is_told(old: str, new: str, code: str, words: str) -> None:
    found = slips(edited(PACKET, old, new))
    assert any(each.code == code and each.message.startswith(words) for each in found), found


# ---------------------------------------------------------------- topics


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (LEAVING, "gives: notice", "gives: notise", "unknown-variant"),
        (LEAVING, "home: lead", "home: leed", "bad-value"),
        (LEAVING, "hits: first", "hits: last", "bad-value"),
        (LEAVING, "title: Leaving\n", "", "missing-key"),
        (LEAVING, "core: true", "core: true\nneeded: larg", "unknown-name"),
        (
            LEAVING,
            "    title: At once",
            "    title: At once\n    requires:\n      - topic: vots",
            "unknown-topic",
        ),
        (
            LEAVING,
            "    title: At once",
            "    title: At once\n    requires:\n      - topic: votes\n        variant: minority",
            "unknown-variant",
        ),
        (
            LEAVING,
            "    title: At once",
            "    title: At once\n    conflicts:\n      - topic: votes\n        not: [minority]",
            "unknown-variant",
        ),
        (LEAVING, "    title: At once", "    titel: At once", "unknown-key"),
        (LEAVING, "because: Good will.\n", "because: ''\n", "missing-key"),
        (LEAVING, "    source: [S1]\n", "", "missing-source"),
        (LEAVING, "    source: [S1]\n", "    source: [S2]\n", "unknown-source"),
        (LEAVING, "when: instrument == one_page", "when: protected", "needs-a-party"),
        (NATURE, "decides: nature\n", "", "nature-topic"),
        (VOTES, "home: each\n", "home: each\ndecides: nature\n", "nature-topic"),
        (NATURE, "    binds: core", "    binds: heart", "bad-value"),
        (CHARTER, "votes, leaving", "vots, leaving", "unknown-topic"),
        (CHARTER, "heads: [nature]", "heads: [natur]", "unknown-topic"),
        (CHARTER, "numbering: legal", "numbering: roman", "bad-value"),
        (CHARTER, "strength: 30", "strength: strong", "bad-value"),
        (
            CHARTER,
            "[nature, votes, leaving]",
            "\n      - heading: About\n        text: about",
            "missing-file",
        ),
        (AGREEMENT, "answer alliance_name", "answer aliance_name", "unknown-name"),
        (GLOSSARY, "{Parties}", "{Partys}", "unknown-term"),
        (GLOSSARY, "    plain: true", "    plane: true", "unknown-key"),
        (GLOSSARY, "  means: the body of all {Parties}\n", "", "missing-key"),
        (LAW, "status: checked", "status: perhaps", "bad-value"),
        (SOURCES, "  title: The guide\n", "", "missing-key"),
        (VERBS, 'one: "shall", many', 'single: "shall", many', "missing-key"),
    ],
)
def test_a_topic_s_slip_is_told(path: str, old: str, new: str, code: str) -> None:
    found = slips(edited(path, old, new))
    assert code in {each.code for each in found}, found


def test_a_source_is_shown_at_its_own_place() -> None:
    text = FILES[LEAVING].replace("source: [S1]", "source: [S1, S2]", 1)
    found = only_slip({LEAVING: text})
    assert (found.code, place(found)) == ("unknown-source", (LEAVING, 11, 18))
    assert found.message == "`S2` is not in sources.yaml"


# ---------------------------------------------------------------- glossary


def test_a_term_has_its_forms_in_order_and_its_own_words_last() -> None:
    party = tiny().glossary["party"]
    assert [(each.word, each.plural, each.plain) for each in party.forms] == [
        ("partner", "partners", True),
        ("Party", "Parties", False),
    ]
    assert not tiny().glossary["document"].defined


def test_a_term_may_mean_something_else_elsewhere() -> None:
    text = added(
        GLOSSARY,
        "forum:\n  word: Forum\n  means: here\n  elsewhere:\n    - means: there\n      when: large\n",
    )
    meanings = compiled(text).glossary["forum"].meanings
    assert [condition.text for condition, _ in meanings] == ["large", "otherwise"]


def test_a_group_may_have_a_glossary_of_its_own() -> None:
    own = "clause_library/exit/glossary.yaml"
    assert compiled({own: "leaver:\n  word: Leaver\n  means: who leaves\n", NOTICE: "A {Leaver} goes.\n"})
    assert "duplicate-term" in codes({own: "board:\n  word: Board\n  means: who leaves\n"})
    found = only_slip({own: "bored:\n  word: Board\n  means: who leaves\n"})
    assert (found.code, found.message) == ("duplicate-term", "`Board` is the word of two terms")


# ---------------------------------------------------------------- privacy

SECRETS = ["any(parties, answered(red_lines))", "guarded", "not guarded and large", "max(parties.floor) > 3"]


@pytest.mark.parametrize("when", SECRETS)
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (LEAVING, "when: instrument == one_page", "when: {}"),
        (LEAVING, "core: true", "core: true\nneeded: {}"),
        (PACKET, "when: binds_something", "when: {}"),
        (PACKET, "when: large", "when: {}"),
        (
            PACKET,
            "warnings:",
            COMPANION,
        ),
        (PARAMETERS, "when: lead == agreement", "when: {}"),
        (PARAMETERS, "    says: The time", "    when: {}\n    says: The time"),
        (GLOSSARY, "when: instrument == one_page", "when: {}"),
        (LAW, "when: any(parties, country == FR)", "when: {}"),
    ],
)
def test_what_everybody_reads_does_not_depend_on_what_is_private(
    path: str, old: str, new: str, when: str
) -> None:
    assert codes(edited(path, old, new.format(when))) == {"private-without-release"}


@pytest.mark.parametrize("value", ["max(parties.floor)", "count(parties, known(floor))"])
def test_no_value_is_worked_out_from_private_answers(value: str) -> None:
    assert codes(edited(PARAMETERS, "value: 60", f"value: {value}")) == {"private-without-release"}


def test_a_row_with_a_public_reason_may_read_what_is_private() -> None:
    row = "when: instrument == one_page\n"
    assert codes(edited(LEAVING, row, f"when: guarded\n    releases: A partner asked for it.\n")) == set()  # noqa: F541
    gate = "gate:\n  - gives: not_ready\n    when: guarded\n    releases: R.\n"
    gate += "    because: B.\n    source: [S1]\n"
    assert codes(edited(PACKET, "gate:\n", gate)) == set()


def test_an_innocent_fact_over_a_private_one_is_private_too() -> None:
    text = added(FACTS, FACT.replace("when: large", "when: guarded or large"))
    assert codes(text, edited(LEAVING, "when: instrument == one_page", "when: extra")) == {
        "private-without-release"
    }


# ---------------------------------------------------------------- digest


def test_the_digest_changes_with_any_word_and_not_with_notes_or_cases() -> None:
    first = digest_of(files(), {})
    assert digest_of(files({"clause_library/README.md": "Words."}), {}) == first
    assert digest_of(files({"clause_library/exit/leaving/cases.yaml": "- name: N"}), {}) == first
    assert digest_of(files({NOTICE: FILES[NOTICE] + " "}), {}) != first
    assert digest_of(files(), {"house.docx": b"x"}) != first


def test_of_a_file_that_is_no_yaml_only_that_is_told() -> None:
    for old, new in (("hits:", "hits: ["), ("title: ", "title: A: ")):
        broken = FILES[LEAVING].replace(old, new, 1)
        assert only_slip({LEAVING: broken}).code == "yaml-syntax"
    assert only_slip({LEAVING: ""}).code == "not-a-mapping"


def test_a_variant_that_prints_nothing_on_purpose_says_so() -> None:
    silent = "variants:\n  light:\n    title: L\n    prints: nothing\n"
    rows = FILES[LEAVING].replace("variants:\n", silent, 1)
    light = "rows:\n  - gives: light\n    when: large\n    because: So.\n    source: [S1]\n"
    text = rows.replace("rows:\n", light, 1)
    assert compiled({LEAVING: text}).topics["leaving"].variants["light"].silent
    worded = "clause_library/exit/leaving/light.md"
    slip = only_slip({LEAVING: text, worded: "Words.\n"})
    assert slip.message == f"`light` says `prints: nothing` and has a text: `{worded}`"


def test_a_computed_default_may_be_any_number() -> None:
    text = FILES[PARAMETERS].replace("value: 60", "value: half(365)", 1)
    assert compiled({PARAMETERS: text}).parameters["exit_days"]
