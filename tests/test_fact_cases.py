"""The cases of the facts and of the parameters (`clause_library/facts.cases.yaml`, `parameters.cases.yaml`).

Each file tells its own format at the top. Answers are typed as those of an intake; a question that a case
does not name is unanswered, unless the bank gives silence a meaning of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec import Struct

from pipeline.answers import NOT_KNOWN, Answers, State
from pipeline.decisions import FactResult, Verdict
from pipeline.diagnostics import did_you_mean, render
from pipeline.intake.bank import Question
from pipeline.intake.reading import read_answer
from pipeline.intake.source import Source, parse_source
from pipeline.intake.wording import Slip
from pipeline.rules import consistency
from pipeline.rules.conditions import Scope
from pipeline.rules.facts import settle_facts
from tests.support import real_files, real_library

FACTS = "clause_library/facts.cases.yaml"
PARAMETERS = "clause_library/parameters.cases.yaml"
CLAIMS = ("holds", "fails", "left_open")
KEYS_OF_A_FACT_CASE = {"name", "answers", "partners", *CLAIMS, "of_partner"}
KEYS_OF_A_PARAMETER_CASE = {
    "name",
    "lead",
    "facts",
    "answers",
    "partners",
    "protected",
    "gives",
    "own",
    "breaks",
}
EU = (
    "Austria",
    "Belgium",
    "Bulgaria",
    "Croatia",
    "Cyprus",
    "Czechia",
    "Denmark",
    "Estonia",
    "Finland",
    "France",
    "Germany",
    "Greece",
    "Hungary",
    "Ireland",
    "Italy",
    "Latvia",
    "Lithuania",
    "Luxembourg",
    "Malta",
    "Netherlands",
    "Poland",
    "Portugal",
    "Romania",
    "Slovakia",
    "Slovenia",
    "Spain",
    "Sweden",
)


class Case(Struct, frozen=True):
    """One case where it stands."""

    source: Source
    number: int

    @property
    def data(self) -> dict[str, Any]:
        return self.source.data[self.number]

    @property
    def name(self) -> str:
        return str(self.data["name"])

    def told(self, words: str, *path: str | int) -> str:
        """The words with the file and the line that they are about."""
        span = self.source.at((self.number, *path))
        return f"{span.file}:{span.line}: {self.name}: {words}"


def cases_of(file: str) -> list[Case]:
    text = real_files()[file]
    source, slips = parse_source(text, file, top_level="list")
    assert not slips, "\n".join(render(each, {file: text}) for each in slips)
    assert source is not None
    return [Case(source, number) for number in range(len(source.data))]


FACT_CASES, PARAMETER_CASES = cases_of(FACTS), cases_of(PARAMETERS)


def name_of(case: Case) -> str:
    return case.name


def fail_with(found: Iterator[str]) -> None:
    words = "\n".join(found)
    if words:
        pytest.fail(words, pytrace=False)


# ---------------------------------------------------------------- reading a case


def typed(case: Case, given: Any, questions: dict[str, Question], *path: str | int) -> dict[str, Any]:
    """Answers as the rules see them; an answer that the intake would refuse fails at its line."""
    values = {each.id: each.if_unanswered for each in questions.values() if each.if_unanswered is not None}
    for name, raw in (given or {}).items():
        if name not in questions:
            pytest.fail(
                case.told(f"`{name}` is not asked{did_you_mean(name, questions)}", *path, name), pytrace=False
            )
        value = read_answer(questions[name], raw, real_library().bank.country_codes)
        allowed = questions[name].choices
        if isinstance(value, Slip):
            pytest.fail(case.told(f"`{name}` {value.message}", *path, name), pytrace=False)
        for each in (value if isinstance(value, tuple) else (value,)) if allowed else ():
            if not isinstance(each, State) and each not in allowed:
                said = f"`{each}` is no answer to `{name}`{did_you_mean(each, allowed)}"
                pytest.fail(case.told(said, *path, name), pytrace=False)
        values[name] = value
    return values


def scope_of(case: Case) -> Scope:
    """The answers of a case, with every fact settled from them."""
    bank = real_library().bank
    answers = typed(case, case.data.get("answers"), bank.questions, "answers")
    partners = case.data.get("partners") or [{}, {}]
    rows = [typed(case, row, bank.columns, "partners", number) for number, row in enumerate(partners)]
    scope = Scope(Answers("case", answers, rows), tuple(range(len(rows))))
    return settle_facts(real_library().facts.values(), scope)


def unknown_keys(case: Case, keys: set[str]) -> Iterator[str]:
    for key in case.data.keys() - keys:
        yield case.told(f"`{key}` is not a key of a case{did_you_mean(key, sorted(keys))}", key)


# ---------------------------------------------------------------- facts


def wrong_claims(case: Case, claims: Any, found: dict[str, FactResult], *path: str | int) -> Iterator[str]:
    """What a mapping of holds, fails and left_open says that is not so."""
    said = {*claims.get("holds", ()), *claims.get("fails", ())}
    for claim in (each for each in CLAIMS if each in claims):
        for number, fact in enumerate(claims[claim]):
            here = (*path, claim, number)
            if fact not in found:
                yield case.told(f"`{fact}` is not such a fact{did_you_mean(fact, found)}", *here)
                continue
            result = found[fact]
            if claim == "left_open":
                if fact not in said:
                    yield case.told(f"say whether `{fact}` holds or fails", *here)
                if not result.assumed:
                    yield case.told(f"`{fact}` is not left open: {result.verdict.text}", *here)
            elif result.holds != (claim == "holds"):
                silent = ", taken so from silence" if result.assumed else ""
                does = "holds" if result.holds else "does not hold"
                yield case.told(f"`{fact}` {does}{silent}: {result.verdict.text}", *here)
            elif result.assumed and fact not in claims.get("left_open", ()):
                yield case.told(f"`{fact}` is only taken so from silence; name it under left_open", *here)


def wrong_facts(case: Case) -> Iterator[str]:
    yield from unknown_keys(case, KEYS_OF_A_FACT_CASE)
    scope = scope_of(case)
    claims = {key: case.data[key] for key in CLAIMS if key in case.data}
    yield from wrong_claims(case, claims, dict(scope.facts))
    for partner, own in (case.data.get("of_partner") or {}).items():
        found = {name: rows[int(partner) - 1] for name, rows in scope.party_facts.items()}
        yield from wrong_claims(case, own, found, "of_partner", partner)


@pytest.mark.parametrize("case", FACT_CASES, ids=name_of)
def test_fact_case(case: Case) -> None:
    fail_with(wrong_facts(case))


def claimed(claim: str) -> set[str]:
    """The facts that some case makes a claim about."""
    everything = [(each.data, *(each.data.get("of_partner") or {}).values()) for each in FACT_CASES]
    return {str(fact) for parts in everything for part in parts for fact in part.get(claim, ())}


@pytest.mark.parametrize("claim", ["holds", "fails"])
def test_every_fact_has_a_case_where_it_holds_and_one_where_it_fails(claim: str) -> None:
    assert sorted(set(real_library().facts) - claimed(claim)) == []


@pytest.mark.parametrize("answer", [None, NOT_KNOWN], ids=["unanswered", "not known yet"])
def test_every_fact_that_answers_can_leave_open_has_a_case_for_it(answer: State | None) -> None:
    """Two partners who have said nothing, or "not known yet" wherever that can be said."""
    bank = real_library().bank

    def silence(questions: dict[str, Question]) -> dict[str, Any]:
        if answer is None:
            return {}
        return {
            each.id: each.if_unanswered if each.never_open else answer
            for each in questions.values()
            if not each.never_open or each.if_unanswered is not None
        }

    answers = Answers("silence", silence(bank.questions), [silence(bank.columns), silence(bank.columns)])
    scope = settle_facts(real_library().facts.values(), Scope(answers, (0, 1)))
    left = {name for name, result in scope.facts.items() if result.assumed}
    left |= {name for name, rows in scope.party_facts.items() if rows[0].assumed}
    assert sorted(left - claimed("left_open")) == []


@pytest.mark.parametrize("country", EU)
def test_every_member_state_is_a_nexus_to_the_union(country: str) -> None:
    source, _ = parse_source(f"- name: N\n  partners:\n    - country: {country}\n", FACTS, top_level="list")
    assert source is not None
    assert scope_of(Case(source, 0)).facts["eu_nexus"].holds


# ---------------------------------------------------------------- parameters


def settled(case: Case) -> Scope:
    """A matter of which only the facts that a case names hold, in an instrument."""
    library, count = real_library(), int(case.data.get("partners", 3))
    answers = typed(case, case.data.get("answers"), library.bank.questions, "answers")
    protected = {int(each) - 1 for each in case.data.get("protected", ())}
    facts: dict[str, FactResult] = {}
    rows: dict[str, tuple[FactResult, ...]] = {}
    for fact in library.facts.values():

        def result(holds: bool, party: int | None, name: str = fact.id) -> FactResult:
            return FactResult(name, name, holds, Verdict(holds, name, "constant"), name, False, (), party)

        if fact.each:
            rows[fact.id] = tuple(
                result(fact.id == "protected" and row in protected, row) for row in range(count)
            )
        else:
            facts[fact.id] = result(fact.id in case.data.get("facts", ()), None)
    lead = str(case.data["lead"])
    context = {"gate": "draft", "lead": lead, "packet": frozenset([lead])}
    return Scope(
        Answers("case", answers, [{} for _ in range(count)]), tuple(range(count)), facts, rows, context
    )


def wrong_names(case: Case) -> Iterator[str]:
    library = real_library()
    yield from unknown_keys(case, KEYS_OF_A_PARAMETER_CASE)
    for number, fact in enumerate(case.data.get("facts", ())):
        if fact not in library.facts:
            yield case.told(f"`{fact}` is not a fact{did_you_mean(fact, library.facts)}", "facts", number)
    if case.data["lead"] not in library.outlines:
        yield case.told(f"`{case.data['lead']}` is not an instrument", "lead")


def wrong_parameters(case: Case) -> Iterator[str]:
    slips = list(wrong_names(case))
    if slips:
        yield from slips
        return
    scope, library = settled(case), real_library()
    values, _ = consistency.settle(library, scope, {})
    broken = sorted(rule.id for rule in library.rules if consistency.is_broken(rule, scope))
    if broken != sorted(case.data.get("breaks", ())):
        yield case.told(
            f"breaks the rules [{', '.join(broken)}]", *(["breaks"] if "breaks" in case.data else [])
        )
    for name, expected in case.data.get("gives", {}).items():
        found = next((each.value for each in values.get(name, ()) if each.party is None), None)
        if str(found) != expected:
            yield case.told(f"`{name}` is {found}, not {expected}", "gives", name)
    own = {(each.party, name): each.value for name, listed in values.items() for each in listed}
    for partner, expectations in case.data.get("own", {}).items():
        for name, expected in expectations.items():
            found = own.get((int(partner) - 1, name), "none of its own")
            if str(found) != expected:
                yield case.told(
                    f"`{name}` of partner {partner} is {found}, not {expected}", "own", partner, name
                )


@pytest.mark.parametrize("case", PARAMETER_CASES, ids=name_of)
def test_parameter_case(case: Case) -> None:
    fail_with(wrong_parameters(case))


def test_every_parameter_has_a_case() -> None:
    told = {str(name) for case in PARAMETER_CASES for name in case.data.get("gives", ())}
    assert sorted(set(real_library().parameters) - told) == []


# ---------------------------------------------------------------- the runner itself


def written(text: str, run: Callable[[Case], Iterator[str]]) -> list[str]:
    source, slips = parse_source(text, "x.cases.yaml", top_level="list")
    assert source is not None
    assert not slips
    return list(run(Case(source, 0)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("holds: [short_term]", "x.cases.yaml:4: N: `short_term` does not hold"),
        ("fails: [short_trem]", "`short_trem` is not such a fact; did you mean `short_term`?"),
        ("fails: [pilot]\n  left_open: [pilot]", "`pilot` is not left open"),
        ("fails: [fast_market]", "`fast_market` is only taken so from silence; name it under left_open"),
        ("fials: [pilot]", "`fials` is not a key of a case; did you mean `fails`?"),
    ],
)
def test_a_wrong_case_of_a_fact_says_where_and_why(text: str, words: str) -> None:
    head = "- name: N\n  answers:\n    duration_months: 12\n"
    (told,) = written(f"{head}  {text}\n", wrong_facts)
    assert words in told


def test_a_wrong_case_of_a_parameter_says_where_and_why() -> None:
    head = "- name: N\n  lead: agreement\n  protected: [2]\n  gives:\n    cure_days: 31\n"
    text = f"{head}  own:\n    2:\n      exit_notice_days: 44\n"
    assert written(text, wrong_parameters) == [
        "x.cases.yaml:5: N: `cure_days` is 30, not 31",
        "x.cases.yaml:8: N: `exit_notice_days` of partner 2 is 45, not 44",
    ]
