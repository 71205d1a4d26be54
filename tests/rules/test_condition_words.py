"""What a person is told about a condition that cannot be read: the words, and the column they point to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, Span
from pipeline.rules.conditions import Names, Node, compile_condition, compile_value
from pipeline.rules.conditions.nodes import symbols_of
from tests.library.support import tiny

HERE = Span("facts.yaml", 7, 11)


def slip(text: str, names: Names | None = None) -> Diagnostic:
    node, found = compile_condition(text, HERE, names or tiny().names)
    assert node is None
    (only,) = found
    assert only.is_error
    return only


def pointed(text: str, found: Diagnostic) -> str:
    """The part of the condition that the carets stand under; `<end>` behind its last character."""
    assert found.span is not None
    assert (found.span.file, found.span.line) == (HERE.file, HERE.line)
    start = found.span.column - HERE.column
    return text[start : start + found.span.length] or "<end>"


def bound(text: str, names: Names | None = None) -> Node:
    node, found = compile_condition(text, HERE, names or tiny().names)
    assert node is not None, found
    return node


@pytest.mark.parametrize(
    ("text", "under", "words"),
    [
        ("people <", "<end>", "the condition ends too early"),
        ("", "<end>", "the condition ends too early"),
        ("not", "<end>", "the condition ends too early"),
        ("open_ended and", "<end>", "the condition ends too early"),
        ("any(parties, wants_protection", "<end>", "the condition ends too early"),
        ("open_ended large", "large", "`large` is not expected here"),
        ("people < 3 < 5", "<", "`<` is not expected here"),
        ("open_ended)", ")", "`)` is not expected here"),
        ('size == "large"', '"', "a value stands in a condition without quotation marks"),
        ("size = large", "=", "write `==` instead of `=`"),
        ("and large", "and", "a value is expected here"),
        ("(large or open_ended", "<end>", "the condition ends too early"),
        ("(large open_ended)", "open_ended", "`)` is expected here"),
        ("size in (small, and)", "and", "a value is expected here"),
        ("size in ()", ")", "a value is expected here"),
        ("people / 2 < 3", "/", "`/` is not expected here"),
        ("people < 1_000", "_000", "`_000` is not expected here"),
        ("large & open_ended", "&", "write `and` instead of `&`"),
        ("parties.staff.big > 2", ".", "`.` is not expected here"),
        ("ﬁt and large", "ﬁ", "a value is expected here"),
    ],
)
def test_a_broken_condition_is_shown_at_its_column(text: str, under: str, words: str) -> None:
    found = slip(text)
    assert (found.code, found.message) == ("condition-syntax", words)
    assert pointed(text, found) == under


@pytest.mark.parametrize(
    ("text", "under", "words"),
    [
        ("peeple < 3", "peeple", "`peeple` is not a name here; did you mean `people`?"),
        ("large or qqqq", "qqqq", "`qqqq` is not a name here"),
        ("ratio(parties.stuff) > 2", "stuff", "`stuff` is not asked of a partner; did you mean `staff`?"),
        ("any(parties, fromm == charity)", "fromm", "`fromm` is not a name here; did you mean `form`?"),
        ("anny(parties, large)", "anny(parties, large)", "`anny` is no function; did you mean `any`?"),
        ("cuont(parties) > 2", "cuont(parties)", "`cuont` is no number; did you mean `count`?"),
    ],
)
def test_an_unknown_name_gets_the_nearest_known_one(text: str, under: str, words: str) -> None:
    found = slip(text)
    assert (found.code, found.message) == ("unknown-name", words)
    assert pointed(text, found) == under


@pytest.mark.parametrize(
    ("text", "under", "words"),
    [
        ("size", "size", "`size` is no yes-or-no question: compare it with a value"),
        ("people", "people", "`people` is no yes-or-no question: compare it with a value"),
        (
            "open_ended == yes",
            "open_ended == yes",
            "`open_ended` is yes or no: write `open_ended` or `not open_ended`",
        ),
        ("large == true", "large == true", "`large` is yes or no: write `large` or `not large`"),
        ("size < large", "size", "`size` is a choice: use == or !="),
        ("people < size", "size", "`size` is not a number"),
        ("people == many", "many", None),
        ("alliance_name > 3", "alliance_name", "`alliance_name` is not a number"),
        ("people in (1, 2)", "people", "`people` is not a choice"),
        ("small in size", "size", "`size` has no members"),
        ("size == people + 1", "people + 1", "a value of `size` is expected here"),
        ("count(parties)", "count(parties)", "count() is a number: compare it with one"),
        ("ratio(parties.staff)", "ratio(parties.staff)", "ratio() is a number: compare it with one"),
        ("max(parties.form) > 2", "max(parties.form)", "`form` is not a number"),
        ("max(staff) > 2", "staff", "`staff` must be a column, such as parties.staff"),
        ("differ(parties)", "parties", "`parties` must be a column, such as parties.staff"),
        ("any(partners, large)", "partners", "`partners` must be `parties`"),
        ("any(parties)", "any(parties)", "any() takes 2 parts, not 1"),
        (
            "count(parties, large, large) > 1",
            "count(parties, large, large)",
            "count() takes 1 to 2 parts, not 3",
        ),
        ("answered(people, size)", "answered(people, size)", "answered() takes 1 parts, not 2"),
        ("days_between(starts, people) > 2", "people", "`people` is not a date"),
        ("not people < large", "large", "`large` is not a number"),
    ],
)
def test_a_comparison_that_makes_no_sense_is_refused(text: str, under: str, words: str | None) -> None:
    found = slip(text)
    assert found.code == ("wrong-type" if words else "unknown-name")
    assert words is None or found.message == words
    assert pointed(text, found) == under


@pytest.mark.parametrize(
    ("text", "under", "guess"),
    [
        ("size == larg", "larg", "did you mean `large`?"),
        ("size != 3", "3", "(small, medium, large)"),
        ("size in (small, huge)", "huge", "(small, medium, large)"),
        ("seat == GERMANY", "GERMANY", "(FR, DE, NO)"),
        ("any(parties, mony in brings)", "mony", "did you mean `money`?"),
        ("any(parties, form == chrity)", "chrity", "did you mean `charity`?"),
    ],
)
def test_a_value_that_nobody_can_answer_is_refused(text: str, under: str, guess: str) -> None:
    found = slip(text)
    assert found.code == "impossible-value"
    assert guess in found.message
    assert pointed(text, found) == under


@pytest.mark.parametrize("text", ["form == charity", "large and protected", "not largest", "staff > 3"])
def test_a_name_of_one_partner_needs_a_partner(text: str) -> None:
    found = slip(text)
    assert found.code == "needs-a-party"
    assert found.message.endswith("is about one partner: use any(parties, …)")
    assert bound(text, tiny().names.inside_row())


def test_in_a_row_a_misspelt_column_gets_a_column_as_guess() -> None:
    assert slip("stafff > 3", tiny().names.inside_row()).message.endswith("did you mean `staff`?")


def test_outside_a_row_a_column_is_no_guess() -> None:
    assert "did you mean" not in slip("stafff > 3").message


def test_in_clause_text_a_partner_is_meant_only_with_its_letter() -> None:
    names = replace(tiny().names, in_row=True, row_variable="p")
    assert bound("p.form == charity", names)
    assert bound("p.protected and any(parties, form == charity)", names)
    assert slip("form == charity", names).code == "needs-a-party"
    assert slip("q.form == charity", names).code == "wrong-type"


def test_not_in_reads_as_not_of_in() -> None:
    assert bound("size not in (small, large)").text == "size not in (small, large)"
    assert bound("not size in (small, large)").text == "not size in (small, large)"


def test_and_binds_tighter_than_or_and_not_tighter_than_both() -> None:
    node = bound("large or not open_ended and pair")
    assert type(node).__name__ == "Or"
    assert [type(part).__name__ for part in node.parts] == ["FactIs", "And"]


def test_a_condition_knows_every_name_it_reads() -> None:
    text = "large and any(parties, staff > people and not protected) or days_between(starts, ends) > 3"
    assert [each.id for each in symbols_of(bound(text))] == [
        "large",
        "staff",
        "people",
        "protected",
        "starts",
        "ends",
    ]


@pytest.mark.parametrize("text", ["(" * 400 + "large" + ")" * 400, "not " * 3000 + "large"])
def test_a_condition_nested_beyond_reason_is_refused_and_not_a_crash(text: str) -> None:
    assert slip(text).code == "condition-syntax"


def test_a_number_may_be_written_with_a_point() -> None:
    assert bound("share >= 12.5")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("half(people, 2)", "half() takes 1 parts, not 2"),
        ("heads(2)", "heads() takes 2 parts, not 1"),
        ("hafl(people)", "`hafl` is no number; did you mean `half`?"),
        ("large", "`large` is not a number"),
        ("heads(2, 0)", "heads() needs two whole numbers, the second above zero"),
        ("more_than(1, people)", "more_than() needs two whole numbers, the second above zero"),
    ],
)
def test_arithmetic_is_checked_like_conditions(text: str, words: str) -> None:
    node, (found,) = compile_value(text, HERE, tiny().names)
    assert node is None
    assert found.message == words
