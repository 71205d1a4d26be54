"""Whatever a valid intake says, the drafts keep their promises: over many random intakes, seeded and drawn.

A failure names the seed: ``python -m tests.property SEED`` prints its intake.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.answers import party_ids
from pipeline.drafting.assemble import POINT
from pipeline.library.types import Library
from pipeline.model import all_clauses
from tests.property.findings import (
    CHECKS,
    EVERYTHING,
    WORD_CHECKS,
    Check,
    nothing_private_is_shared,
    openxml_errors,
)
from tests.property.intakes import (
    SECRET,
    WEIGHTS,
    Data,
    Mood,
    asked_only,
    intakes,
    random_intake,
    random_mood,
    secret_word,
    yaml_text,
)
from tests.property.packets import LARGE, Packet, answers_of, large_sample, packet_of, sample, seeded
from tests.support import real_library

MOST_SHOWN = 12
FEW = slice(0, 30)
"""For what is slow: writing Word files and explanations."""


def show(found: Iterable[tuple[str, str]]) -> str:
    """The faults, each kind once, with the seed that shows it."""
    kinds = list({slip: f"{name}: {slip}" for name, slip in found}.values())
    more = f"\n… and {len(kinds) - MOST_SHOWN} more" if len(kinds) > MOST_SHOWN else ""
    return "\n" + "\n".join(kinds[:MOST_SHOWN]) + more


def expect_none(found: list[tuple[str, str]]) -> None:
    """Fails with the faults in words."""
    if found:
        pytest.fail(show(found), pytrace=False)


def faults(packets: Iterable[Packet], checks: Iterable[Check]) -> list[tuple[str, str]]:
    """Every fault of every packet."""
    chosen = tuple(checks)
    return [(packet.name, slip) for packet in packets for check in chosen for slip in check(packet)]


# ---------------------------------------------------------------- the intakes themselves


def test_the_random_intakes_are_valid_and_leave_nothing_to_ignore() -> None:
    for packet in sample():
        found = answers_of(packet.data)[1]
        assert found == [], f"{packet.name}: {found}"


def test_the_generators_own_weights_name_questions_and_choices_of_the_bank() -> None:
    bank = real_library().bank
    for name, weights in WEIGHTS.items():
        assert weights.keys() <= bank.questions[name].choices.keys()


def test_the_sample_reaches_every_gate_and_instrument() -> None:
    reached = {packet.drafted.outcome.gate for packet in sample()}
    for packet in sample():
        reached |= {plan.instrument for plan in packet.drafted.outcome.documents}
    assert reached >= {
        *(str(row.gives) for row in real_library().gate),
        "one_page",
        "simple_mou",
        "charter",
        "agreement",
    }


# ---------------------------------------------------------------- rules, words, numbers, Word


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_in_every_draft(check: Check) -> None:
    found = faults(sample(), [check])
    expect_none(found)


@pytest.mark.parametrize("check", WORD_CHECKS, ids=lambda check: check.__name__)
def test_in_every_word_file(check: Check) -> None:
    found = faults(sample()[FEW], [check])
    expect_none(found)


def test_a_second_validator_finds_no_error_in_the_word_files(tmp_path: Path) -> None:
    found = []
    for packet in sample()[:3]:
        for name, data in packet.word_files.items():
            path = tmp_path / f"{name}.docx"
            path.write_bytes(data)
            found += [(packet.name, f"{name}: {error}") for error in openxml_errors(str(path))]
    expect_none(found)


# ---------------------------------------------------------------- privacy


def test_no_word_and_no_digest_of_a_private_answer_is_shared() -> None:
    found = faults(sample()[FEW], [nothing_private_is_shared])
    expect_none(found)
    assert any(SECRET in yaml_text(packet.data) for packet in sample()[FEW]), (
        "no intake held a private answer"
    )


def test_other_words_in_a_private_answer_change_nothing_that_is_shared() -> None:
    for packet in [each for each in sample()[FEW] if SECRET in yaml_text(each.data)][:15]:
        other = packet_of(with_other_secrets(packet.data))
        assert_same_files(packet, other)


def with_other_secrets(data: Data) -> Data:
    """The same intake; every private answer says something else, in other length."""
    rows = [{key: _other(value) for key, value in row.items()} for row in data["parties"]]
    return {**data, "parties": rows}


def _other(value: str | list[str]) -> str | list[str]:
    return f"{secret_word(999)} quite another matter, at length" if SECRET in value else value


def test_a_private_answer_whose_owner_releases_nothing_changes_nothing_that_is_shared() -> None:
    tried = 0
    for packet in sample()[FEW]:
        rows = [without_unreleased(row) for row in packet.data["parties"]]
        if rows == packet.data["parties"]:
            continue
        tried += 1
        assert_same_files(packet, packet_of(_moved({**packet.data, "parties": rows}, packet.data)))
        if tried == 15:
            break
    assert tried, "no intake held a private answer that is not released"


def without_unreleased(row: Data) -> Data:
    """The row less the private answers that its owner does not let the others know of."""
    private = {name for name, column in real_library().bank.columns.items() if column.private}
    return {key: value for key, value in row.items() if key not in private - set(row.get("releases", ()))}


def _moved(data: Data, before: Data) -> Data:
    """An empty answer where one was taken out, so that every other answer stays on its line."""
    rows = [
        {key: row.get(key, "") for key in old}
        for row, old in zip(data["parties"], before["parties"], strict=True)
    ]
    return {**data, "parties": rows}


def assert_same_files(one: Packet, other: Packet) -> None:
    """All shared files are equal; the first that is not is shown where it differs."""
    mine, its = one.shared_files(), other.shared_files()
    assert mine.keys() == its.keys(), one.name
    for name, data in mine.items():
        if data != its[name]:
            at = next((n for n, (a, b) in enumerate(zip(data, its[name], strict=False)) if a != b), 0)
            raise AssertionError(
                f"{one.name}: {name} differs:\n{_around(data, at)}\n{_around(its[name], at)}"
            )


def _around(data: bytes, at: int) -> str:
    return f"…{data[max(0, at - 150) : at + 80].decode(errors='replace')}…"


@pytest.mark.parametrize(
    "names", [("x-3", "x", "x!"), ("Party 2", "!!", "??"), ("a", "A", "ä"), ("é", "è", "ê")]
)
def test_two_parties_never_share_an_id_and_so_a_private_folder(names: tuple[str, ...]) -> None:
    ids = party_ids([{"short_name": name} for name in names])
    assert len(set(ids)) == len(names), ids


# ---------------------------------------------------------------- the same again


def test_the_same_intake_gives_the_same_word_bytes() -> None:
    for packet in sample()[FEW]:
        assert packet_of(packet.data).word_files == packet.word_files, packet.name


def test_answers_to_questions_that_are_not_asked_change_no_document() -> None:
    tried = 0
    bank = real_library().bank
    for number in range(60):
        calm = random_mood(random.Random(number))
        stale = Mood(calm.optional, calm.open_, calm.hostile, stale=0.7)
        data = random_intake(random.Random(number), bank, stale)
        ignored = [each.message for each in answers_of(data)[1] if each.code == "irrelevant-answer"]
        tried += bool(ignored)
        with_, without = packet_of(data, f"seed {number}"), packet_of(asked_only(data))
        assert with_.documents == without.documents, f"seed {number}: {ignored}"
        assert with_.decided == without.decided, f"seed {number}: {ignored}"
        assert with_.word_files == without.word_files, f"seed {number}: {ignored}"
    assert tried > 20, "hardly any intake answered a question that was not asked"


# ---------------------------------------------------------------- drawn by Hypothesis, and many


DRAWN = st.deferred(lambda: intakes(real_library().bank))
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Making a failing intake smaller takes minutes; the slow test does it."""


@given(data=DRAWN)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=NO_SHRINKING,
    suppress_health_check=list(HealthCheck),
)
def test_every_promise_holds_for_intakes_that_hypothesis_draws(data: Data) -> None:
    expect_none(faults([packet_of(data)], [*CHECKS, *WORD_CHECKS]))


@pytest.mark.slow
@given(data=DRAWN)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_promise_holds_for_intakes_that_hypothesis_makes_smaller(data: Data) -> None:
    expect_none(faults([packet_of(data)], [*CHECKS, *WORD_CHECKS]))


@pytest.mark.slow
def test_every_promise_holds_over_many_intakes() -> None:
    found = faults(large_sample(), EVERYTHING)
    expect_none(found)


FOR_LATER = {
    ("definitions", "in_text", ""),
    ("escalation", "short_steps", ""),
    ("legal_nature", "nonbinding_with_binding_core", ""),
    ("meetings", "light", ""),
    ("purpose_recitals", "short", ""),
}
"""Texts of the pilot memorandum, which follows: every document of today has a text of its own for them."""


@pytest.mark.slow
def test_every_text_of_the_library_is_printed_by_some_intake() -> None:
    unreached = set(all_texts(real_library()))
    assert unreached >= FOR_LATER, f"no texts any more: {FOR_LATER - unreached}"
    for number in range(5 * LARGE):
        unreached -= printed_texts(seeded(number))
        if unreached <= FOR_LATER:
            break
    shown = "\n".join(f"  {topic}/{variant} {only}" for topic, variant, only in sorted(unreached - FOR_LATER))
    if shown:
        pytest.fail(f"texts that no intake printed:\n{shown}", pytrace=False)
    assert unreached == FOR_LATER, f"printed after all: {FOR_LATER - unreached}"


def all_texts(library: Library) -> Iterable[tuple[str, str, str]]:
    """Topic, variant, instrument ("" for the common text) of every text that a draft could print."""
    for topic in library.topics.values():
        for variant, instrument in topic.texts:
            if not instrument or library.outlines[instrument].available:
                yield topic.id, variant, instrument


def printed_texts(packet: Packet) -> set[tuple[str, str, str]]:
    """The texts that a packet's documents printed."""
    found = set()
    for document in packet.documents:
        for clause in all_clauses(document):
            topic = packet.library.topics.get(clause.topic)
            if topic is not None:
                own = (clause.variant, document.instrument) in topic.texts
                found.add((topic.id, clause.variant, document.instrument if own else ""))
    return found


@pytest.mark.slow
def test_every_pointer_leads_to_a_document_that_says_more() -> None:
    pointers = Counter[str]()
    for packet in large_sample():
        said = {d.id: {c.topic for c in all_clauses(d) if c.variant != POINT} for d in packet.documents}
        for plan in packet.drafted.outcome.documents:
            for each in plan.decisions:
                if each.pointer:
                    pointers[each.topic] += 1
                    assert each.topic in said[str(each.elsewhere)], f"{packet.name}: {each.topic}"
    assert pointers, "no draft held a pointer"
