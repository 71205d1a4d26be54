"""Every case beside a topic (`clause_library/*/*/cases.yaml`): these facts give these variants, in order.

The format is told in clause_library/README.md, and `charterwright library lint` runs the same cases. A case
that cannot be true to the library (an unknown fact, a variant that is not there) fails at its line as well.
"""

from __future__ import annotations

import pytest

from pipeline.diagnostics import render
from pipeline.intake.reading import read_answer
from pipeline.intake.source import parse_source
from pipeline.library import lint_cases
from pipeline.library.lint_case_slips import problems
from pipeline.library.lint_cases import Engine, WrittenCase, cases_of, default_binds
from pipeline.library.lint_content import Found
from pipeline.library.lint_coverage import told_by_cases
from pipeline.library.types import Library, Topic
from pipeline.rules import tables
from tests.support import real_files, real_library

ENGINE = Engine(read_answer, tables.read)


def read_cases(text: str, name: str) -> list[WrittenCase]:
    """The cases of one file; a broken file fails with its slips."""
    source, slips = parse_source(text, name, top_level="list")
    if slips or source is None:
        pytest.fail("\n".join(render(each, {name: text}) for each in slips), pytrace=False)
    return cases_of(source)


def id_of(case: WrittenCase) -> str:
    return f"{case.topic}: {case.name}"


def failure(library: Library, case: WrittenCase) -> str:
    """Why a case fails, in words; empty when it does not."""
    wrong = list(problems(library, case, ENGINE))
    found = None if wrong else lint_cases.failure(library, case, ENGINE)
    return "\n".join(in_words(each) for each in [*wrong, *([found] if found else [])])


def in_words(found: Found) -> str:
    told = f"{found.span.file}:{found.span.line}: {found.message}"
    return f"{told}\n  {found.help}" if found.help else told


FILES = {path: text for path, text in real_files().items() if path.endswith("/cases.yaml")}
CASES = [case for path, text in sorted(FILES.items()) for case in read_cases(text, path)]


@pytest.mark.parametrize("case", CASES, ids=id_of)
def test_case(case: WrittenCase) -> None:
    words = failure(real_library(), case)
    if words:
        pytest.fail(words, pytrace=False)


def test_every_topic_has_cases() -> None:
    topics = {f"clause_library/{each.group}/{each.id}/cases.yaml" for each in real_library().topics.values()}
    assert topics - set(FILES) == set()
    assert all(read_cases(text, path) for path, text in FILES.items())


def given_with_words(topic: Topic) -> set[str]:
    """The variants with words that a case can ask for."""
    worded = {variant for variant, _ in topic.texts}
    return {row.gives for row in told_by_cases(topic) if row.gives is not None} & worded


def test_every_variant_with_words_is_expected_by_a_case() -> None:
    expected = {(case.topic, each) for case in CASES for each in case.texts("expect")}
    topics = real_library().topics.values()
    variants = {(topic.id, each) for topic in topics for each in given_with_words(topic)}
    assert sorted(variants - expected) == []


def test_no_two_cases_of_a_topic_have_one_name() -> None:
    ids = [id_of(case) for case in CASES]
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


@pytest.mark.parametrize(
    "topic", [each for each in real_library().topics.values() if each.overlays], ids=lambda topic: topic.id
)
def test_the_law_of_every_place_stands_in_a_case(topic: Topic) -> None:
    told = {place for case in CASES if case.topic == topic.id for place in case.texts("law")}
    assert {each.place for each in topic.overlays} == told


# ---------------------------------------------------------------- the runner itself

GOOD = """\
- name: The smallest partner may always walk away
  instrument: agreement
  packet: [charter, agreement]
  facts: [protection_needed, must_bind]
  expect: [asymmetric_notice]
  must_not: [notice_days]
"""
WITHDRAWAL = "clause_library/exit/withdrawal/cases.yaml"
EXECUTION = "clause_library/general/execution/cases.yaml"


def failures(text: str, path: str = WITHDRAWAL) -> list[str]:
    return [words for case in read_cases(text, path) if (words := failure(real_library(), case))]


def test_a_right_case_passes_and_a_wrong_one_tells_both_sides() -> None:
    assert failures(GOOD) == []
    (words,) = failures(GOOD.replace("[asymmetric_notice]", "[end_of_cycle]"))
    assert words.startswith(f"{WITHDRAWAL}:5: The smallest partner may always walk away: expected ")
    assert "expected [end_of_cycle], found [asymmetric_notice]\n" in words
    assert "`asymmetric_notice` since protection_needed (clause_library/exit/withdrawal/topic.yaml:" in words
    assert "not `end_of_cycle`: " not in words  # an earlier row decided, so this one was never asked


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "facts: [protection_needed",
            "facts: [protection_neded",
            4,
            "`protection_neded` is not a fact; did you mean",
        ),
        (
            "expect: [asymmetric_notice]",
            "expect: [asymetric_notice]",
            5,
            "`asymetric_notice` is not a variant of `withdrawal`; did you mean `asymmetric_notice`?",
        ),
        ("must_not: [notice_days]", "must_not: [notice_dayz]", 6, "`notice_dayz` is not a variant"),
        (
            "must_not: [notice_days]",
            "must_not: [asymmetric_notice]",
            6,
            "`asymmetric_notice` is expected and must not be",
        ),
        ("must_not:", "mustnot:", 6, "`mustnot` is not a key of a case; did you mean `must_not`?"),
        (
            "  packet: [charter, agreement]",
            "  packet: [charter]",
            2,
            "`agreement` is not in the packet (charter)",
        ),
        (
            "instrument: agreement",
            "instrument: agreemnt",
            2,
            "`agreemnt` is not an instrument; did you mean `agreement`?",
        ),
        ("  expect: [asymmetric_notice]\n", "", 1, "`expect` is missing"),
        (
            "  facts:",
            "  party:\n    form: company\n  facts:",
            4,
            "`withdrawal` is not decided party by party",
        ),
        (
            "  facts:",
            "  answers:\n    wished_exit_notice_dayz: 3\n  facts:",
            5,
            "`wished_exit_notice_dayz` is not asked; did you mean `wished_exit_notice_days`?",
        ),
        (
            "  facts:",
            "  answers:\n    wished_exit_notice_days: soon\n  facts:",
            5,
            "`wished_exit_notice_days`",
        ),
        (
            "  facts:",
            "  answers:\n    sector: helth\n  facts:",
            5,
            "`helth` is no answer to `sector`; did you mean `health`?",
        ),
        ("  facts:", "  binds: most\n  facts:", 4, "`most` is none of all, core, none"),
    ],
)
def test_an_impossible_case_fails_at_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    (found,) = failures(GOOD.replace(old, new))
    assert any(each.startswith(f"{WITHDRAWAL}:{line}: {words}") for each in found.splitlines()), found


def test_a_case_of_a_topic_for_each_partner_needs_a_partner() -> None:
    text = "- name: N\n  instrument: agreement\n  packet: [agreement]\n  expect: [company]\n"
    assert failures(text, EXECUTION)[0].startswith(f"{EXECUTION}:1: `execution` is decided party by party")
    assert failures(text + "  party:\n    form: company\n", EXECUTION) == []
    assert "`compny` is no answer to `form`" in failures(text + "  party:\n    form: compny\n", EXECUTION)[0]


def test_facts_may_be_a_mapping_to_true() -> None:
    listed = "facts: [protection_needed, must_bind]"
    assert failures(GOOD.replace(listed, "facts:\n    protection_needed: true\n    must_bind: true")) == []
    (words,) = failures(GOOD.replace(listed, "facts:\n    protection_needed: false"))
    assert words == f"{WITHDRAWAL}:5: a fact is named or left out; write `protection_needed: true`"


@pytest.mark.parametrize(
    ("instrument", "facts", "binds"),
    [
        ("agreement", [], "all"),
        ("bilateral", [], "all"),
        ("simple_mou", ["must_bind"], "core"),
        ("pilot_mou", [], "none"),
        ("charter", ["must_bind"], "none"),
        ("one_page", [], "none"),
    ],
)
def test_what_binds_follows_from_the_instrument(instrument: str, facts: list[str], binds: str) -> None:
    assert default_binds(instrument, facts) == binds


UNDER_LAW = """\
- name: English law names the act
  instrument: agreement
  packet: [charter, agreement]
  facts: [must_bind]
  answers:
    governing_law: england_wales
  expect: [none_for_outsiders]
  law: [england_wales]
"""
OUTSIDERS = "clause_library/general/third_party_rights/cases.yaml"


def test_a_case_may_say_which_law_speaks() -> None:
    assert failures(UNDER_LAW, OUTSIDERS) == []
    (words,) = failures(UNDER_LAW.replace("governing_law: england_wales", "governing_law: france"), OUTSIDERS)
    told = "English law names the act: expected the law of [england_wales], found []"
    assert words == f"{OUTSIDERS}:8: {told}"
    (words,) = failures(UNDER_LAW.replace("law: [england_wales]", "law: [england]"), OUTSIDERS)
    assert words.startswith(f"{OUTSIDERS}:8: `england` is not a place of law.yaml")
