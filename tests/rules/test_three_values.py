"""Three values: holds, does not, unanswered. The evaluator against a naive one that tries all completions."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.answers import NOT_ASKED, NOT_KNOWN, UNANSWERED, Answers
from pipeline.decisions import Truth, Verdict
from pipeline.diagnostics import Span
from pipeline.rules.conditions import compile_condition
from tests.library.support import held, intake, party, scope, tiny

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
SILENT = (UNANSWERED, NOT_KNOWN)
RANK: dict[Truth, int] = {False: 0, None: 1, True: 2}


def verdict(text: str, answers: Answers, **facts: bool) -> Verdict:
    node, slips = compile_condition(text, Span("c", 1, 1), tiny().names)
    assert node is not None, (text, slips)
    here = scope(answers)
    here.facts = {name: held(name, holds) for name, holds in facts.items()}
    return node.verdict(here)


def truth(text: str, answers: Answers, **facts: bool) -> Truth:
    return verdict(text, answers, **facts).value


# ---------------------------------------------------------------- the naive evaluator

Tree = tuple[Any, ...]
ATOMS = st.one_of(
    st.tuples(st.just("yes"), st.just("open_ended")),
    st.tuples(
        st.just("choice"), st.just("size"), st.sampled_from(["==", "!="]), st.sampled_from(["small", "large"])
    ),
    st.tuples(st.just("one_of"), st.just("size"), st.sampled_from([("small",), ("small", "large")])),
    st.tuples(st.just("number"), st.just("wished_days"), st.sampled_from(list(SIGNS)), st.integers(0, 366)),
    st.tuples(st.sampled_from(["answered", "known"]), st.sampled_from(["size", "wished_days"])),
    st.tuples(st.sampled_from(["any", "all"]), st.sampled_from(list(SIGNS)), st.integers(0, 3)),
    st.tuples(
        st.just("count"),
        st.sampled_from(["<", ">=", "=="]),
        st.integers(0, 3),
        st.sampled_from(list(SIGNS)),
        st.integers(0, 3),
    ),
    st.tuples(st.sampled_from(["max", "min"]), st.sampled_from(list(SIGNS)), st.integers(0, 3)),
    st.tuples(st.just("differ"), st.just("staff")),
)
TREES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner, inner),
    ),
    max_leaves=6,
)
STATES = [UNANSWERED, NOT_ASKED, NOT_KNOWN]
STAFF = st.sampled_from([*STATES, 0, 1, 2, 3])
WORLDS = st.fixed_dictionaries(
    {
        "open_ended": st.sampled_from([*STATES, True, False]),
        "size": st.sampled_from([*STATES, "small", "medium", "large"]),
        "wished_days": st.one_of(st.sampled_from(STATES), st.integers(0, 365)),
        "staff": st.lists(STAFF, min_size=1, max_size=3),
    }
)


def answers_of(world: dict[str, Any]) -> Answers:
    rows = [party(f"P{number}", staff=staff) for number, staff in enumerate(world["staff"])]
    return intake(*rows, **{name: value for name, value in world.items() if name != "staff"})


def written(tree: Tree) -> str:
    match tree:
        case ("and" | "or" as word, *parts):
            return f" {word} ".join(f"({written(part)})" for part in parts)
        case ("not", part):
            return f"not ({written(part)})"
        case ("yes", name):
            return name
        case ("choice" | "number", name, sign, value):
            return f"{name} {sign} {value}"
        case ("one_of", name, values):
            return f"{name} in ({', '.join(values)})"
        case ("answered" | "known" as word, name):
            return f"{word}({name})"
        case ("any" | "all" as word, sign, value):
            return f"{word}(parties, staff {sign} {value})"
        case ("count", inner, value, sign, wanted):
            return f"count(parties, staff {inner} {value}) {sign} {wanted}"
        case ("max" | "min" as word, sign, value):
            return f"{word}(parties.staff) {sign} {value}"
        case ("differ", name):
            return f"differ(parties.{name})"
    raise AssertionError(tree)


def naive(tree: Tree, world: dict[str, Any]) -> Truth:
    """Kleene by ranks; an atom is decided by trying every value that silence may stand for."""
    match tree:
        case ("and", *parts):
            return min((naive(part, world) for part in parts), key=RANK.__getitem__)
        case ("or", *parts):
            return max((naive(part, world) for part in parts), key=RANK.__getitem__)
        case ("not", part):
            inner = naive(part, world)
            return None if inner is None else not inner
        case ("answered", name):
            return world[name] not in (UNANSWERED, NOT_ASKED)
        case ("known", name):
            return world[name] not in STATES
    seen = {atom(tree, completed) for completed in completions(tree, world)}
    return seen.pop() if len(seen) == 1 else None


def completions(tree: Tree, world: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if tree[0] in ("yes", "choice", "one_of", "number"):
        name = tree[1]
        values = {"open_ended": [True, False], "size": ["small", "medium", "large"]}.get(name, range(366))
        yield from ({name: value} for value in (values if world[name] in SILENT else [world[name]]))
        return
    columns = [[0, 1, 2, 3, 4, 5_000_000] if each in SILENT else [each] for each in world["staff"]]
    yield from ({"staff": list(each)} for each in itertools.product(*columns))


def atom(tree: Tree, world: dict[str, Any]) -> bool:
    """Two values, everything answered or not asked."""
    if tree[0] in ("yes", "choice", "one_of", "number"):
        value = world[tree[1]]
        if value is NOT_ASKED:
            return False
        if tree[0] == "yes":
            return bool(value)
        return value in tree[2] if tree[0] == "one_of" else SIGNS[tree[2]](value, tree[3])
    asked = [each for each in world["staff"] if each is not NOT_ASKED]
    if tree[0] == "differ":
        return len(set(asked)) > 1
    if tree[0] in ("max", "min"):
        return bool(asked) and SIGNS[tree[1]](max(asked) if tree[0] == "max" else min(asked), tree[2])
    holds = [each is not NOT_ASKED and SIGNS[tree[1]](each, tree[2]) for each in world["staff"]]
    if tree[0] == "count":
        return SIGNS[tree[3]](sum(holds), tree[4])
    return any(holds) if tree[0] == "any" else all(holds)


@settings(max_examples=500, deadline=None)
@given(TREES, WORLDS)
def test_every_condition_agrees_with_trying_all_completions(tree: Tree, world: dict[str, Any]) -> None:
    assert truth(written(tree), answers_of(world)) is naive(tree, world)


@settings(max_examples=200, deadline=None)
@given(TREES, WORLDS)
def test_every_part_of_a_verdict_tree_follows_from_its_own_parts(tree: Tree, world: dict[str, Any]) -> None:
    def check(one: Verdict) -> None:
        inner = [each.value for each in one.children]
        if one.kind == "and":
            assert one.value is min(inner, key=RANK.__getitem__)
        elif one.kind == "or":
            assert one.value is max(inner, key=RANK.__getitem__)
        elif one.kind == "not":
            assert {one.value, inner[0]} in ({True, False}, {None})
        elif one.kind in ("any", "all"):
            assert set(inner) <= {one.value}
        for each in one.children:
            check(each)

    check(verdict(written(tree), answers_of(world)))


@settings(max_examples=200, deadline=None)
@given(st.lists(STAFF, min_size=1, max_size=3), st.sampled_from(list(SIGNS)), st.integers(1, 5))
def test_a_ratio_is_never_sure_of_what_an_answer_could_still_change(
    staff: list[Any], sign: str, wanted: int
) -> None:
    said = truth(f"ratio(parties.staff) {sign} {wanted}", answers_of({"staff": staff}))
    columns = [[0, 1, 2, 3, 7, 5_000_000] if each in SILENT else [each] for each in staff]
    for completed in itertools.product(*columns):
        asked = [each for each in completed if each is not NOT_ASKED]
        later = truth(f"ratio(parties.staff) {sign} {wanted}", answers_of({"staff": list(completed)}))
        assert later is not None
        if not asked:
            assert later is False
        assert said is None or said is later


# ---------------------------------------------------------------- the tables by hand

T, U, F = True, UNANSWERED, False


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, True, True),
        (T, U, None, True),
        (T, F, False, True),
        (U, T, None, True),
        (U, U, None, None),
        (U, F, False, None),
        (F, T, False, True),
        (F, U, False, None),
        (F, F, False, False),
    ],
)
def test_and_or_follow_kleene_s_tables(left: Any, right: Any, both: Truth, either: Truth) -> None:
    answers = intake(open_ended=left, money_moves=right)
    assert truth("open_ended and money_moves", answers) is both
    assert truth("open_ended or money_moves", answers) is either


def test_not_of_unanswered_stays_unanswered() -> None:
    assert [truth("not open_ended", intake(open_ended=value)) for value in (T, U, F)] == [False, None, True]


NOT_ASKED_ATOMS = [
    "open_ended",
    "size == small",
    "size != small",
    "size in (small, large)",
    "wished_days < 5",
    "wished_days >= 0",
    "wished_days != 5",
    "5 > wished_days",
    "wished_days + 1 > 0",
    "half(wished_days) < 9",
    "answered(size)",
    "known(size)",
    "days_between(starts, ends) < 3",
]


@pytest.mark.parametrize("text", NOT_ASKED_ATOMS)
def test_a_question_that_is_not_asked_makes_every_atom_false(text: str) -> None:
    values = dict.fromkeys(("open_ended", "size", "wished_days", "starts", "ends"), NOT_ASKED)
    assert truth(text, intake(**values)) is False
    assert truth(f"not ({text})", intake(**values)) is True


@pytest.mark.parametrize("text", [*NOT_ASKED_ATOMS[:10], NOT_ASKED_ATOMS[-1]])
def test_silence_leaves_an_atom_open_unless_no_answer_could_change_it(text: str) -> None:
    expected = True if text in ("wished_days >= 0", "wished_days + 1 > 0") else None
    assert truth(text, intake()) is expected


@pytest.mark.parametrize(
    "text",
    [
        "any(parties, staff > 0)",
        "all(parties, staff >= 0)",
        "differ(parties.staff)",
        "max(parties.staff) >= 0",
        "min(parties.staff) < 9",
        "ratio(parties.staff) >= 1",
        "count(parties, staff >= 0) > 0",
    ],
)
def test_a_column_that_is_not_asked_of_anyone_makes_every_atom_false(text: str) -> None:
    assert truth(text, intake(party("A", staff=NOT_ASKED), party("B", staff=NOT_ASKED))) is False


def test_not_known_yet_is_an_answer_that_is_not_known() -> None:
    answers = intake(size=NOT_KNOWN)
    assert truth("answered(size)", answers) is True
    assert truth("known(size)", answers) is False
    assert truth("size == small", answers) is None


# ---------------------------------------------------------------- numbers within bounds


def staffed(*staff: Any) -> Answers:
    return intake(*(party(f"P{number}", staff=each) for number, each in enumerate(staff)))


@pytest.mark.parametrize(
    ("staff", "text", "expected"),
    [
        ((0, 0), "ratio(parties.staff) == 1", True),
        ((0, 7), "ratio(parties.staff) >= 1000000", True),
        ((0, 7), "ratio(parties.staff) < 1000000", False),
        ((2, 10), "ratio(parties.staff) >= 5", True),
        ((2, 9), "ratio(parties.staff) >= 5", False),
        ((2, 10, U), "ratio(parties.staff) >= 5", True),
        ((2, 9, U), "ratio(parties.staff) >= 5", None),
        ((2, 10, U), "ratio(parties.staff) < 5", False),
        ((U, U), "ratio(parties.staff) >= 1", True),
        ((U, U), "ratio(parties.staff) >= 5", None),
        ((3, U), "max(parties.staff) >= 3", True),
        ((3, U), "max(parties.staff) < 3", False),
        ((3, U), "max(parties.staff) > 3", None),
        ((3, U), "min(parties.staff) <= 3", True),
        ((3, U), "min(parties.staff) < 3", None),
        ((3, U), "max(parties.staff) > 5000000", False),
        ((3, U), "count(parties) == 2", True),
        ((3, U), "count(parties, staff > 2) >= 1", True),
        ((3, U), "count(parties, staff > 2) == 2", None),
        ((3, U), "count(parties, staff > 2) > 2", False),
        ((3, U), "count(parties, staff > 2) >= 0", True),
        ((3, 3), "differ(parties.staff)", False),
        ((3, U), "differ(parties.staff)", None),
        ((3, 4, U), "differ(parties.staff)", True),
    ],
)
def test_missing_rows_widen_a_number_and_no_more(staff: tuple[Any, ...], text: str, expected: Truth) -> None:
    assert truth(text, staffed(*staff)) is expected


def test_limits_of_a_question_decide_where_no_answer_is_needed() -> None:
    assert truth("people < 1", intake()) is False
    assert truth("people >= 1", intake()) is True
    assert truth("people < 2", intake()) is None


def test_a_tally_counts_what_is_sure_and_what_could_be() -> None:
    answers = intake(open_ended=True, money_moves=False)
    assert truth("tally(open_ended, money_moves, size == small) >= 1", answers) is True
    assert truth("tally(open_ended, money_moves, size == small) >= 2", answers) is None
    assert truth("tally(open_ended, money_moves, size == small) >= 3", answers) is False


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("most(5, share) > 5", {}, None),
        ("least(5, share) < 5", {}, None),
        ("least(5, share) <= 5", {}, True),
        ("most(5, share) >= 5", {}, True),
        ("least(people, 5) == 3", {"people": 3}, True),
        ("half(people) == 3", {"people": 7}, True),
        ("calendar_days(people) == 7", {"people": 5}, True),
        ("calendar_days(people) == 9", {"people": 6}, True),
        ("heads(2, 3) == 2", {}, True),
        ("more_than(1, 2) == 2", {}, True),
        ("0 * share == 0", {}, True),
        ("2 * people - 3 == 5", {"people": 4}, True),
        ("(0 - 2) * people <= 0 - 2", {}, True),
    ],
)
def test_arithmetic_keeps_an_unknown_number_unknown(
    text: str, values: dict[str, Any], expected: Truth
) -> None:
    assert truth(text, intake(**values)) is expected


def test_days_between_two_dates_are_counted() -> None:
    from datetime import date

    answers = intake(starts=date(2027, 1, 1), ends=date(2027, 3, 1))
    assert truth("days_between(starts, ends) == 59", answers) is True
    assert truth("days_between(ends, starts) < 0", answers) is True
    assert truth("days_between(starts, ends) > 0", intake(starts=date(2027, 1, 1))) is None


# ---------------------------------------------------------------- private columns


def test_a_private_answer_is_seen_only_where_its_owner_lets_it_show() -> None:
    def both(*released: Any) -> Truth:
        rows = [party(f"P{n}", red_lines="Our name", releases=each) for n, each in enumerate(released)]
        return truth("any(parties, answered(red_lines))", intake(*rows))

    assert both(("red_lines",), UNANSWERED) is True
    assert both(("floor",), ()) is False
    assert both(UNANSWERED, NOT_KNOWN) is False


def test_a_private_number_that_is_not_released_counts_as_unanswered() -> None:
    rows = [party("A", floor=10), party("B", floor=40, releases=("floor",))]
    assert truth("max(parties.floor) >= 40", intake(*rows)) is True
    assert truth("min(parties.floor) < 40", intake(*rows)) is None
    assert truth("any(parties, floor == 10)", intake(*rows)) is None


PRIVATE = [
    "any(parties, floor > 41)",
    "all(parties, floor < 43)",
    "max(parties.floor) >= 42",
    "differ(parties.floor)",
    "count(parties, floor > 41) >= 1",
    "max(parties.floor) + 1 > 9",
    "9 < max(parties.floor)",
    "half(max(parties.floor)) == 21",
    "tally(any(parties, floor > 41)) >= 1",
    "ratio(parties.floor) >= 1",
    "any(parties, answered(red_lines))",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_a_verdict_over_a_private_answer_says_nothing_of_it(text: str) -> None:
    rows = [
        party(name, floor=42, red_lines="Our name", releases=("floor", "red_lines")) for name in ("Ada", "Bo")
    ]
    spans = {("parties", 0, "floor"): Span("intake.yaml", 5, 3)}

    def words(one: Verdict) -> str:
        return f"{one.seen} {one.where} " + " ".join(words(each) for each in one.children)

    found = verdict(text, intake(*rows, spans=spans))
    said = words(found)
    assert "(private)" in said
    assert not any(secret in said for secret in ("42", "43", "21", "Our name", "intake.yaml", "Ada", "Bo"))


# ---------------------------------------------------------------- what a verdict says


def test_a_leaf_says_what_was_asked_seen_and_where() -> None:
    spans = {("size",): Span("intake.yaml", 4, 7)}
    leaf = verdict("size == small", intake(size="large", spans=spans))
    assert (leaf.value, leaf.kind, leaf.text) == (False, "atom", "size == small")
    assert (leaf.asked, leaf.seen, leaf.where) == ("How big is it?", "Large", Span("intake.yaml", 4, 7))


def test_a_leaf_of_a_row_names_the_partner() -> None:
    spans = {("parties", 1, "form"): Span("intake.yaml", 12, 5)}
    rows = [party("Ada"), party("Bo", form="charity")]
    found = verdict("any(parties, form == charity)", intake(*rows, spans=spans))
    assert (found.kind, found.seen) == ("any", "Bo")
    (leaf,) = found.children
    assert (leaf.asked, leaf.seen, leaf.where) == (
        "What is it in law?",
        "Bo: A charity",
        Span("intake.yaml", 12, 5),
    )


def test_an_unanswered_all_names_the_silent_partners_only() -> None:
    found = verdict("all(parties, staff >= 1)", staffed(3, U, 5, U))
    assert (found.value, found.seen, len(found.children)) == (None, "P1, P3", 2)


@pytest.mark.parametrize(
    ("text", "values", "seen"),
    [
        ("open_ended", {"open_ended": True}, "yes"),
        ("open_ended", {}, "unanswered"),
        ("open_ended", {"open_ended": NOT_ASKED}, "not asked"),
        ("open_ended", {"open_ended": NOT_KNOWN}, "not known yet"),
        ("people > 3", {"people": 1_234_567}, "1234567"),
        ("people > 3", {}, "between 1 and 2000000"),
        ("people > 3", {"people": NOT_ASKED}, "not asked"),
        ("share > 3", {}, "unknown"),
        ("share > 3", {"share": 12.5}, "12.5"),
        ("seat == FR", {"seat": "NO"}, "Norway"),
        ("count(parties) > 2", {}, "2"),
        ("ratio(parties.staff) > 2", {}, "at least 1"),
    ],
)
def test_what_was_seen_is_said_in_words(text: str, values: dict[str, Any], seen: str) -> None:
    assert verdict(text, intake(**values)).seen == seen


def test_a_ratio_by_nobody_is_without_limit() -> None:
    assert verdict("ratio(parties.staff) > 2", staffed(0, 4)).seen == "without limit"


def test_a_fact_in_a_condition_shows_the_fact_s_own_verdict() -> None:
    found = verdict("not large", intake(), large=True)
    (fact,) = found.children
    assert (fact.kind, fact.value, fact.seen, fact.children[0].kind) == ("fact", True, "holds", "constant")
