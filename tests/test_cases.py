"""Every case beside a topic (`clause_library/*/*/cases.yaml`): these facts give these variants, in order.

The format is told in clause_library/README.md. A case that cannot be true to the library (an unknown fact,
a variant that is not there) fails at its line as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from pipeline.answers import UNANSWERED, Answers, State
from pipeline.decisions import FactResult, Verdict
from pipeline.diagnostics import Span, did_you_mean, render
from pipeline.intake.bank import Question
from pipeline.intake.reading import read_answer
from pipeline.intake.source import Source, parse_source
from pipeline.library.compile import GATES, NATURES
from pipeline.library.types import Library, Topic
from pipeline.rules import tables
from pipeline.rules.conditions import Scope
from pipeline.rules.conditions.nodes import symbols_of
from tests.support import real_files, real_library

KEYS = ("name", "instrument", "packet", "facts", "answers", "party", "expect", "must_not", "binds", "gate")
NEEDED = ("name", "instrument", "packet", "expect")
BINDS_ALL = ("agreement", "bilateral")
BINDS_CORE = ("simple_mou", "pilot_mou")


@dataclass(frozen=True)
class Case:
    """One case where it stands."""

    source: Source
    number: int

    @property
    def data(self) -> dict[str, Any]:
        entry = self.source.data[self.number]
        return entry if isinstance(entry, dict) else {}

    @property
    def topic(self) -> str:
        return self.source.name.split("/")[-2]

    @property
    def id(self) -> str:
        return f"{self.topic}: {self.data.get('name', f'case {self.number + 1}')}"

    def line(self, *path: str | int) -> str:
        span: Span = self.source.key((self.number, *path))
        return f"{span.file}:{span.line}"

    def texts(self, key: str) -> list[str]:
        """A list of words under a key; of a mapping the keys that are true."""
        value = self.data.get(key)
        if isinstance(value, dict):
            return [name for name, truth in value.items() if truth == "true"]
        return [str(each) for each in value] if isinstance(value, list) else []


def read_cases(text: str, name: str) -> list[Case]:
    """The cases of one file; a broken file fails with its slips."""
    source, slips = parse_source(text, name, top_level="list")
    if slips or source is None:
        pytest.fail("\n".join(render(each, {name: text}) for each in slips), pytrace=False)
    return [Case(source, number) for number in range(len(source.data))]


def problems(library: Library, case: Case) -> Iterator[str]:
    """Everything that makes a case impossible, each with file and line."""
    entry = case.source.data[case.number]
    if not isinstance(entry, dict):
        yield f"{case.line()}: a case holds `name: text` lines"
        return
    yield from _wrong_keys(case)
    topic = library.topics.get(case.topic)
    if topic is None:
        yield f"{case.line()}: `{case.topic}` is not a topic"
        return
    yield from _wrong_context(library, case)
    yield from _wrong_facts(library, topic, case)
    yield from _wrong_answers(library, topic, case)
    yield from _wrong_variants(topic, case)


def _wrong_keys(case: Case) -> Iterator[str]:
    for key, value in case.data.items():
        if key not in KEYS:
            yield f"{case.line(key)}: `{key}` is not a key of a case{did_you_mean(key, KEYS)}"
        elif key in ("packet", "expect", "must_not") and not isinstance(value, list):
            yield f"{case.line(key)}: `{key}` is a list"
        elif key in ("answers", "party") and not isinstance(value, dict):
            yield f"{case.line(key)}: `{key}` holds `name: answer` lines"
    for key in NEEDED:
        if key not in case.data:
            yield f"{case.line()}: `{key}` is missing"


def _wrong_context(library: Library, case: Case) -> Iterator[str]:
    packet, instrument = case.texts("packet"), str(case.data.get("instrument"))
    for each in (*packet, instrument):
        if each not in library.outlines:
            guess = did_you_mean(each, library.outlines)
            yield f"{case.line('packet')}: `{each}` is not an instrument{guess}"
    if instrument not in packet:
        yield f"{case.line('instrument')}: `{instrument}` is not in the packet ({', '.join(packet)})"
    for key, known in (("binds", NATURES), ("gate", GATES)):
        value = case.data.get(key)
        if value is not None and value not in known:
            yield f"{case.line(key)}: `{value}` is none of {', '.join(known)}"


def _wrong_facts(library: Library, topic: Topic, case: Case) -> Iterator[str]:
    value = case.data.get("facts")
    if value is not None and not isinstance(value, list | dict):
        yield f"{case.line('facts')}: `facts` is a list of facts"
    matter = [fact.id for fact in library.facts.values() if not fact.each]
    for name in value if isinstance(value, list | dict) else ():
        if name not in matter:
            yield f"{case.line('facts')}: `{name}` is not a fact{did_you_mean(str(name), matter)}"
    for name, truth in value.items() if isinstance(value, dict) else ():
        if truth != "true":
            yield f"{case.line('facts', name)}: a fact is named or left out; write `{name}: true`"
    if topic.each and "party" not in case.data:
        yield f"{case.line()}: `{topic.id}` is decided party by party: say something under `party:`"
    if not topic.each and "party" in case.data:
        yield f"{case.line('party')}: `{topic.id}` is not decided party by party"


def _wrong_answers(library: Library, topic: Topic, case: Case) -> Iterator[str]:
    party_facts = [fact.id for fact in library.facts.values() if fact.each]
    for key, questions in (("answers", library.bank.questions), ("party", library.bank.columns)):
        given = case.data.get(key)
        for name, raw in given.items() if isinstance(given, dict) else ():
            if key == "party" and name in party_facts:
                if raw not in ("true", "false"):
                    yield f"{case.line(key, name)}: `{name}` is a fact: true or false"
            elif name not in questions:
                yield f"{case.line(key, name)}: `{name}` is not asked{did_you_mean(name, questions)}"
            elif (slip := wrong_answer(library, questions[name], raw)) is not None:
                yield f"{case.line(key, name)}: {slip}"


def wrong_answer(library: Library, question: Question, raw: Any) -> str | None:
    """Why this is no answer to a question, or None."""
    value = read_answer(question, raw, library.bank.country_codes)
    if value is UNANSWERED:
        return f"`{question.id}` has no answer here"
    if isinstance(value, State):
        return None
    if not isinstance(value, str | int | float | tuple) and not hasattr(value, "year"):
        return f"`{question.id}` {value.message}"
    named = value if isinstance(value, tuple) else (value,)
    for each in named if question.choices else ():
        if each not in question.choices:
            return f"`{each}` is no answer to `{question.id}`{did_you_mean(str(each), question.choices)}"
    return None


def _wrong_variants(topic: Topic, case: Case) -> Iterator[str]:
    for key in ("expect", "must_not"):
        for each in case.texts(key):
            if each not in topic.variants:
                guess = did_you_mean(each, topic.variants)
                yield f"{case.line(key)}: `{each}` is not a variant of `{topic.id}`{guess}"
    for each in case.texts("must_not"):
        if each in case.texts("expect"):
            yield f"{case.line('must_not')}: `{each}` is expected and must not be"


# ---------------------------------------------------------------- running


def scope_of(library: Library, case: Case) -> Scope:
    """The case's facts and answers, all others false or unanswered; one partner, the one under ``party:``."""
    named = case.texts("facts")
    answers = Answers("case", _typed(library, case, "answers"), [_typed(library, case, "party")])
    packet, instrument = case.texts("packet"), str(case.data["instrument"])
    context = {
        "gate": str(case.data.get("gate", "draft")),
        "instrument": instrument,
        "packet": frozenset(packet),
        "lead": max(packet, key=lambda each: library.outlines[each].strength),
        "binds": str(case.data.get("binds") or default_binds(instrument, named)),
    }
    facts, rows = {}, {}
    for fact in library.facts.values():
        holds = case.data.get("party", {}).get(fact.id) == "true" if fact.each else fact.id in named
        verdict = Verdict(holds, fact.id, "constant")
        result = FactResult(
            fact.id, fact.means, holds, verdict, fact.means, False, fact.source, 0 if fact.each else None
        )
        if fact.each:
            rows[fact.id] = (result,)
        else:
            facts[fact.id] = result
    return Scope(answers, (0,), facts, rows, context, {}, 0 if library.topics[case.topic].each else None)


def _typed(library: Library, case: Case, key: str) -> dict[str, Any]:
    """The answers given, and what silence means where the bank gives it a name."""
    questions = library.bank.questions if key == "answers" else library.bank.columns
    codes = library.bank.country_codes
    given = case.data.get(key) or {}
    typed = {
        name: read_answer(questions[name], raw, codes) for name, raw in given.items() if name in questions
    }
    return {
        each.id: each.if_unanswered for each in questions.values() if each.if_unanswered is not None
    } | typed


def default_binds(instrument: str, facts: list[str]) -> str:
    """What binds of a document where the case does not say."""
    if instrument in BINDS_ALL:
        return "all"
    return "core" if instrument in BINDS_CORE and "must_bind" in facts else "none"


def failure(library: Library, case: Case) -> str:
    """Why a case fails, in words; empty when it does not."""
    wrong = list(problems(library, case))
    if wrong:
        return "\n".join(wrong)
    topic, expected = library.topics[case.topic], case.texts("expect")
    reading = tables.read(topic.rows, scope_of(library, case), topic.collects)
    found = [hit.row.gives for hit in reading.hits if hit.row.gives is not None]
    if found == expected:
        return ""
    lines = [f"{case.line('expect')}: {case.data['name']}", f"  expected {expected}", f"  found    {found}"]
    lines += [
        f"  {hit.row.span}: gives {hit.row.gives or 'nothing'}, since {hit.verdict.text}"
        for hit in reading.hits
    ]
    missing = [each for each in reading.others if each.variant in expected and each.verdict is not None]
    lines += [
        f"  not {each.variant}: {each.verdict.text} is {each.verdict.value}"
        for each in missing
        if each.verdict
    ]
    return "\n".join(lines)


FILES = {path: text for path, text in real_files().items() if path.endswith("/cases.yaml")}
CASES = [case for path, text in sorted(FILES.items()) for case in read_cases(text, path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    words = failure(real_library(), case)
    if words:
        pytest.fail(words, pytrace=False)


def told_by_cases(topic: Topic) -> set[str]:
    """The variants with words that a case can ask for: no case speaks of several partners' own answers."""
    rows = [
        row for row in topic.rows if topic.each or all(s.kind != "column" for s in symbols_of(row.condition))
    ]
    worded = {variant for variant, _ in topic.texts}
    return {row.gives for row in rows if row.gives is not None and row.gives in worded}


def test_every_topic_has_cases() -> None:
    topics = {f"clause_library/{each.group}/{each.id}/cases.yaml" for each in real_library().topics.values()}
    assert topics - set(FILES) == set()
    assert all(read_cases(text, path) for path, text in FILES.items())


def test_every_variant_with_words_is_expected_by_a_case() -> None:
    expected = {(case.topic, each) for case in CASES for each in case.texts("expect")}
    variants = {(topic.id, each) for topic in real_library().topics.values() for each in told_by_cases(topic)}
    assert sorted(variants - expected) == []


def test_no_two_cases_of_a_topic_have_one_name() -> None:
    ids = [case.id for case in CASES]
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


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
    assert words.startswith(f"{WITHDRAWAL}:5: The smallest partner may always walk away\n")
    assert "expected ['end_of_cycle']\n  found    ['asymmetric_notice']" in words
    assert "gives asymmetric_notice, since protection_needed" in words


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
            3,
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
