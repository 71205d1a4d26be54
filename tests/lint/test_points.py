"""Each point of the checklist: a draft that violates it, and one that only nearly does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from pipeline.drafting.lint.linter import CHECKS
from pipeline.model import Answer, Article, Definition, Ref, Signature, Text, Value
from tests.lint.support import (
    CARBON,
    FRIENDS,
    NORTHERN,
    PAGE,
    Draft,
    Spoil,
    answered,
    article_of,
    clauses,
    fresh,
    inlines_of,
    nothing,
    paragraphs,
    puts,
    says,
    without,
    without_item,
)
from tests.support import real_library

AGREEMENT, CHARTER = "agreement", "charter"

# ---------------------------------------------------------------- spoils with a name of their own


def names_a_party_otherwise(draft: Draft) -> None:
    for inline in _answers(draft.document(AGREEMENT)):
        if inline.question == "parties.name":
            inline.text = inline.text.replace(", Inc.", " Incorporated")
            return


def writes_a_name_in_capitals(draft: Draft) -> None:
    for inline in _answers(draft.document(AGREEMENT)):
        if inline.question == "parties.name":
            inline.text = inline.text.upper()
            return


def _answers(document: object) -> Iterator[Answer]:
    for block in (block for clause in clauses(document, "execution") for block in clause.blocks):  # type: ignore[arg-type]
        if isinstance(block, Signature):
            yield from (each for each in block.lead if isinstance(each, Answer))


def loses_a_party_on_the_cover(draft: Draft) -> None:
    draft.document(AGREEMENT).parties.pop()


def drops_a_binding_clause_from_the_list(draft: Draft) -> None:
    for paragraph in paragraphs(draft.document(), "legal_nature"):
        refs = [each for each in paragraph.inlines if isinstance(each, Ref)]
        if len(refs) > 2:
            paragraph.inlines.remove(refs[1])


def ends_the_list_of_what_binds_one_clause_early(draft: Draft) -> None:
    for paragraph in paragraphs(draft.document(), "legal_nature"):
        refs = [each for each in paragraph.inlines if isinstance(each, Ref)]
        if len(refs) > 2:
            refs[-1].text = str(int(refs[-1].text) - 1)


def marks_a_clause_as_binding(draft: Draft) -> None:
    clauses(draft.document(CHARTER), "trust_account")[0].binding = True


def says_twice_what_binds(draft: Draft) -> None:
    article = article_of(draft.document(AGREEMENT), "legal_nature")
    article.clauses.append(replace(article.clauses[0], blocks=[]))


def loses_a_definition(draft: Draft) -> None:
    (clause,) = clauses(draft.document(AGREEMENT), "definitions")
    clause.blocks[:] = [
        b for b in clause.blocks if not (isinstance(b, Definition) and _head(b) == "Affiliate")
    ]


def defines_a_term_twice(draft: Draft) -> None:
    (clause,) = clauses(draft.document(AGREEMENT), "definitions")
    clause.blocks.append(next(each for each in clause.blocks if isinstance(each, Definition)))


def defines_what_nobody_uses(draft: Draft) -> None:
    (clause,) = clauses(draft.document(AGREEMENT), "definitions")
    first = next(each for each in clause.blocks if isinstance(each, Definition))
    term = replace(first.inlines[0], term="widget", text="Widget")  # type: ignore[type-var]
    clause.blocks.append(Definition([term, Text(" means a thing.")]))


def _head(block: Definition) -> str:
    return block.inlines[0].text


def _refs(draft: Draft, across: bool) -> list[Ref]:
    found = [each for each in inlines_of(draft.document(CHARTER)) if isinstance(each, Ref)]
    return [each for each in found if (each.document is not None) is across]


def refers_to_a_removed_clause(draft: Draft) -> None:
    _refs(draft, across=False)[0].target = "gone"


def prints_a_stale_number(draft: Draft) -> None:
    _refs(draft, across=False)[0].text = "99"


def refers_to_a_number_that_the_other_document_lacks(draft: Draft) -> None:
    _refs(draft, across=True)[0].text = "99"


def refers_to_another_clause_of_the_other_document(draft: Draft) -> None:
    _refs(draft, across=True)[0].text = "1"


def prints_another_period(draft: Draft) -> None:
    next(v for v in _values(draft, "exit_notice_days") if v.party is None).text = "31 days"


def prints_the_period_without_its_unit(draft: Draft) -> None:
    value = next(v for v in _values(draft, "exit_notice_days") if v.party is None)
    value.text = value.text.split()[0]


def _values(draft: Draft, parameter: str) -> list[Value]:
    found = [each for document in draft.documents for each in inlines_of(document)]
    return [each for each in found if isinstance(each, Value) and each.parameter == parameter]


def counts_heads_wrongly(draft: Draft) -> None:
    found = draft.outcome.parameters["majority_heads"]
    found[0] = replace(found[0], value=2)


def names_nobody_for_a_step(draft: Draft) -> None:
    _step(draft)[:] = [_value(_step(draft)), Text(" the matter is dealt with.")]


def names_other_people_for_a_step(draft: Draft) -> None:
    _step(draft)[:] = [_value(_step(draft)), Text(" the people who do the work meet.")]


def _step(draft: Draft) -> list[object]:
    for paragraph in paragraphs(draft.document(CHARTER), "escalation"):
        if any(isinstance(each, Value) for each in paragraph.inlines):
            return paragraph.inlines  # type: ignore[return-value]
    raise AssertionError("no step has a time")


def _value(inlines: list[object]) -> Value:
    return next(each for each in inlines if isinstance(each, Value))


def protects_nobody_in_a_way_that_binds(draft: Draft) -> None:
    for clause in clauses(draft.document(AGREEMENT), "minority_protection"):
        clause.binding = False


def chooses_a_law_in_the_charter(draft: Draft) -> None:
    _adds_law(draft, "neutral")


def points_to_the_law_in_the_charter(draft: Draft) -> None:
    _adds_law(draft, "point")


def _adds_law(draft: Draft, variant: str) -> None:
    (clause, *_) = clauses(draft.document(AGREEMENT), "governing_law")
    own = replace(clause, variant=variant, binding=False, blocks=[])
    article_of(draft.document(CHARTER), "term").clauses.append(own)


def skips_a_number(draft: Draft) -> None:
    article_of(draft.document(AGREEMENT), "term").number = "50"


def has_an_empty_heading(draft: Draft) -> None:
    article_of(draft.document(AGREEMENT), "term").heading = [Text(" ")]


def has_another_heading(draft: Draft) -> None:
    article_of(draft.document(AGREEMENT), "term").heading = [Text("How long")]


def speaks_of_an_annex_that_is_not_there(draft: Draft) -> None:
    draft.document(CHARTER).annexes.clear()


def _lines(draft: Draft, label: str) -> None:
    for clause in clauses(draft.document(AGREEMENT), "execution"):
        for block in clause.blocks:
            if isinstance(block, Signature):
                block.lines = [each for each in block.lines if each[0].rstrip(":") != label]


def has_no_date_to_sign(draft: Draft) -> None:
    _lines(draft, "Date")


def has_no_place_to_sign(draft: Draft) -> None:
    _lines(draft, "Place")


def signs_twice(draft: Draft) -> None:
    document = draft.document(AGREEMENT)
    document.execution.append(document.execution[0])


def numbers_by_hand(draft: Draft) -> None:
    paragraphs(draft.document(AGREEMENT), "term")[0].inlines.insert(0, Text("1.2 "))


def begins_with_a_figure(draft: Draft) -> None:
    paragraphs(draft.document(AGREEMENT), "term")[0].inlines.insert(0, Text("12 months pass. "))


def has_an_empty_paragraph(draft: Draft) -> None:
    paragraphs(draft.document(AGREEMENT), "term")[0].inlines[:] = [Text("")]


def reads_a_date_as_numbers(draft: Draft) -> None:
    for inline in inlines_of(draft.document(AGREEMENT)):
        if isinstance(inline, Answer) and inline.question == "start_date":
            inline.text = "06/01/2027"


def has_an_open_value_that_nobody_lists(draft: Draft) -> None:
    puts(Answer("purpose", "purpose (not known yet)", None, True))(draft)


def leaks(draft: Draft) -> None:
    says(draft.answers.parties[0]["red_lines"])(draft)


def tells_three_private_words(draft: Draft) -> None:
    says(" ".join(draft.answers.parties[0]["red_lines"].split()[:3]))(draft)


def asks_to_leak(draft: Draft) -> None:
    puts(Answer("parties.private_notes", "x", "techco"))(draft)


def has_an_article_without_text(draft: Draft) -> None:
    draft.document(AGREEMENT).body[0].articles.append(Article([Text("Nothing")], []))


def sentence(words: int) -> str:
    return "The " + "work " * (words - 2) + "ends."


# ---------------------------------------------------------------- the table

FARE = "own words: [sic], TBD, Option A, hereby shall 3/4/2027"
SIC = Answer("purpose", f" {FARE}")

CASES: list[tuple[str, str, Spoil, Spoil]] = [
    ("instrument_fits", FRIENDS, answered("fuller_set", True), answered("duration_months", 5)),
    ("instrument_fits", CARBON, answered("past_dispute", "serious"), answered("past_dispute", "some")),
    ("parties_identical", CARBON, names_a_party_otherwise, writes_a_name_in_capitals),
    ("parties_identical", CARBON, loses_a_party_on_the_cover, nothing),
    ("parties_identical", CARBON, without("parties", document=AGREEMENT), nothing),
    ("binding_split", FRIENDS, drops_a_binding_clause_from_the_list, nothing),
    ("binding_split", FRIENDS, ends_the_list_of_what_binds_one_clause_early, nothing),
    ("binding_split", CARBON, marks_a_clause_as_binding, nothing),
    ("binding_split", CARBON, says_twice_what_binds, nothing),
    ("verbs_follow_the_split", CARBON, says("A person shall pay."), says("A person intends to pay.")),
    (
        "verbs_follow_the_split",
        CARBON,
        says("A person intends to pay.", document=AGREEMENT),
        says("They do not intend to pay.", document=AGREEMENT),
    ),
    ("terms_consistent", CARBON, says("It is a Coalition."), says("It is a coalition.")),
    ("terms_consistent", CARBON, loses_a_definition, nothing),
    ("terms_consistent", CARBON, defines_a_term_twice, nothing),
    ("terms_consistent", CARBON, defines_what_nobody_uses, nothing),
    (
        "capitals_defined",
        CARBON,
        says("It goes to the Budget Circle."),
        says("It goes to the Data Protection Board."),
    ),
    ("references_right", CARBON, refers_to_a_removed_clause, nothing),
    ("references_right", CARBON, prints_a_stale_number, nothing),
    (
        "references_right",
        CARBON,
        refers_to_a_number_that_the_other_document_lacks,
        refers_to_another_clause_of_the_other_document,
    ),
    ("references_right", CARBON, says("See clause 7."), says("See the clause above.")),
    ("no_placeholder", CARBON, says("It costs [amount]."), puts(SIC)),
    ("no_placeholder", CARBON, says("It ends on TBD."), says("It ends on the first of them.")),
    ("no_placeholder", CARBON, has_an_open_value_that_nobody_lists, nothing),
    ("one_value", CARBON, prints_another_period, prints_the_period_without_its_unit),
    (
        "one_value",
        NORTHERN,
        says("A person may leave by giving 45 days of notice."),
        says("A person may leave after a talk, within 45 days."),
    ),
    ("figures_agree", CARBON, says("It takes thirty (40) days."), says("It takes thirty (30) days.")),
    (
        "figures_agree",
        CARBON,
        says("Two thirds of all decide.", "decision_rule"),
        says("Two thirds of all decide.", "trust_account"),
    ),
    ("dates_and_periods", CARBON, says("It ends on 3/4/2027."), says("It ends on 3 April 2027.")),
    ("dates_and_periods", CARBON, reads_a_date_as_numbers, nothing),
    ("dates_and_periods", CARBON, without("interpretation", document=AGREEMENT), nothing),
    (
        "heads_present",
        CARBON,
        without("escalation", document=CHARTER),
        without("trust_account", document=CHARTER),
    ),
    ("heads_present", PAGE, without("withdrawal"), without("legal_nature")),
    ("decision_computable", PAGE, counts_heads_wrongly, nothing),
    ("decision_computable", CARBON, without("meetings", document=CHARTER), nothing),
    ("escalation_ends", CARBON, names_nobody_for_a_step, names_other_people_for_a_step),
    ("exit_works", CARBON, without("effects_of_exit", "data_return", AGREEMENT), nothing),
    (
        "exit_works",
        CARBON,
        without_item("effects_of_exit", "(intellectual property)", AGREEMENT),
        without_item("effects_of_exit", "(disagreements)", AGREEMENT),
    ),
    ("red_lines_kept", CARBON, leaks, tells_three_private_words),
    ("red_lines_kept", CARBON, asks_to_leak, nothing),
    ("minority_protected", CARBON, protects_nobody_in_a_way_that_binds, nothing),
    (
        "minority_protected",
        FRIENDS,
        answered("wants_protection", True, 0),
        answered("wants_protection", False, 0),
    ),
    (
        "carve_outs",
        CARBON,
        without_item("non_disparagement", "wrongdoing", AGREEMENT),
        without_item("non_disparagement", "truthful answer", AGREEMENT),
    ),
    ("packs_both_ways", CARBON, answered("competitors", True), answered("competitors", False)),
    ("packs_both_ways", NORTHERN, without("sanctions_export", document=AGREEMENT), nothing),
    ("packs_both_ways", CARBON, answered("results_expected", False), nothing),
    ("law_and_forum", CARBON, chooses_a_law_in_the_charter, points_to_the_law_in_the_charter),
    ("law_and_forum", CARBON, without("forum", document=AGREEMENT), nothing),
    ("plain_style", CARBON, says("They hereby meet."), says("They meet here.")),
    ("plain_style", CARBON, says("It is null and void."), says("It is void.")),
    ("plain_style", CARBON, says(sentence(47)), says(sentence(44))),
    ("plain_style", CARBON, says("The price is to be agreed."), says("The price is agreed.")),
    ("structure", CARBON, skips_a_number, nothing),
    ("structure", CARBON, has_an_empty_heading, has_another_heading),
    ("structure", CARBON, has_an_article_without_text, nothing),
    ("structure", CARBON, speaks_of_an_annex_that_is_not_there, nothing),
    ("signatures", CARBON, has_no_date_to_sign, has_no_place_to_sign),
    ("signatures", CARBON, signs_twice, nothing),
    ("word_usable", CARBON, numbers_by_hand, begins_with_a_figure),
    ("word_usable", CARBON, says("A\ttab."), says("A blank.")),
    ("word_usable", CARBON, has_an_empty_paragraph, nothing),
]


@pytest.mark.parametrize(
    ("point", "example", "bad", "near"), CASES, ids=lambda each: getattr(each, "__name__", None)
)
def test_a_point_blames_what_violates_it_and_not_what_nearly_does(
    point: str, example: str, bad: Spoil, near: Spoil
) -> None:
    code = point.replace("_", "-")
    violating, close = fresh(example), fresh(example)
    bad(violating)
    near(close)
    assert code in violating.codes()
    assert code not in close.codes()


def test_every_point_has_a_violating_draft_and_a_check() -> None:
    assert {point for point, *_ in CASES} == set(CHECKS) == set(real_library().checklist)


def test_a_finding_says_why_it_matters_and_where_that_is_written() -> None:
    draft = fresh(CARBON)
    says("They hereby meet.")(draft)
    (found,) = draft.findings()
    assert found.severity == "error"
    assert (
        found.message
        == "Governance Charter, “Term”: “hereby” is not plain: …ause 5 of the Agreement. They hereby meet."
    )
    assert found.help
    assert found.source[0] == "E"


def test_a_persons_own_words_are_data_and_never_blamed() -> None:
    draft = fresh(CARBON)
    puts(SIC)(draft)
    assert draft.findings() == []
