"""Parameters: one value a packet, from an answer, an override or a default; rules between them."""

from __future__ import annotations

import pytest

from pipeline.answers import NOT_ASKED, NOT_KNOWN
from pipeline.decisions import Outcome, ParameterValue
from pipeline.diagnostics import Span
from tests.library.support import FILES, PARAMETERS, edited, intake, override, party
from tests.rules.support import codes, decided, outcome


def general(found: Outcome, name: str) -> ParameterValue:
    return found.parameters[name][0]


def test_without_an_answer_the_first_default_that_holds_counts() -> None:
    charter = general(outcome(intake()), "exit_days")
    assert (charter.value, charter.origin, charter.because) == (60, "default", "Usual for a charter.")
    agreement = general(outcome(intake(binding_wish="core")), "exit_days")
    assert (agreement.value, agreement.because, agreement.source) == (
        90,
        "Usual for a binding text.",
        ("S1",),
    )


def test_an_answer_comes_before_every_default() -> None:
    spans = {("wished_days",): Span("intake.yaml", 3, 1)}
    value = general(outcome(intake(wished_days=7, spans=spans)), "exit_days")
    assert (value.value, value.origin, value.where) == (7, "answer", Span("intake.yaml", 3, 1))


def test_nought_is_an_answer() -> None:
    assert general(outcome(intake(wished_days=0)), "exit_days").value == 0


def test_a_question_that_is_not_asked_leaves_the_default() -> None:
    assert general(outcome(intake(wished_days=NOT_ASKED)), "exit_days").origin == "default"


def test_not_known_yet_stays_open_and_nothing_is_invented() -> None:
    rows = [party("Ada", staff=3, wants_protection=True), party("Bo", staff=3)]
    found = outcome(intake(*rows, wished_days=NOT_KNOWN))
    assert [(each.value, each.origin, each.party) for each in found.parameters["exit_days"]] == [
        (None, "open", None),
        (None, "open", 0),
    ]
    assert [each.question for each in found.open_values] == ["wished_days"]


def test_least_and_most_choose_among_all_rows_that_hold() -> None:
    large = intake(party("Ada", staff=1), party("Bo", staff=9), size="large")
    assert general(outcome(large), "cure_days").value == 10
    assert general(outcome(large), "cure_days").because == "Large alliances hurry."
    most = edited(PARAMETERS, "combine: least", "combine: most")
    assert general(outcome(large, most), "cure_days").value == 30
    first = edited(PARAMETERS, "combine: least", "combine: first")
    assert general(outcome(large, first), "cure_days").value == 20


def test_of_two_equal_values_the_earlier_row_gives_the_reason() -> None:
    same = edited(PARAMETERS, "value: 10\n", "value: 20\n")
    assert general(outcome(intake(size="large", people=3), same), "cure_days").because == "Usual."
    most = {PARAMETERS: same[PARAMETERS].replace("combine: least", "combine: most")}
    few = intake(party("Ada", staff=3), party("Bo", staff=3), size="large")
    assert general(outcome(few, most), "cure_days").because == "Usual."


def test_a_choice_has_the_value_of_its_row() -> None:
    assert general(outcome(intake(size="large")), "pace").value == "quick"
    assert general(outcome(intake(size="small")), "pace").value == "slow"


def test_heads_are_counted_over_the_partners() -> None:
    parties = [party(name) for name in ("Ada", "Bo", "Cy", "Di")]
    assert general(outcome(intake(*parties)), "votes_needed").value == 3


def test_a_partner_s_own_value_stands_beside_the_general_one() -> None:
    rows = [party("Ada", staff=30), party("Bo", staff=2), party("Cy", staff=30)]
    found = outcome(intake(*rows, wished_days=45))
    assert [(each.value, each.party) for each in found.parameters["exit_days"]] == [(45, None), (22, 1)]
    assert found.parameters["exit_days"][1].because == "A protected partner leaves faster."


def test_an_override_comes_before_answer_and_default_and_names_its_author() -> None:
    value = general(outcome(intake(wished_days=7, overrides=(override("exit_days", "30"),))), "exit_days")
    assert (value.value, value.origin) == (30, "override")
    assert value.because == "Set by Kim Lee: We talked about it."


def test_an_override_of_a_choice_is_one_of_its_values() -> None:
    assert general(outcome(intake(overrides=(override("pace", "quick"),))), "pace").value == "quick"
    _, (slip,) = decided(intake(overrides=(override("pace", "quik"),)))
    assert (slip.code, slip.message) == ("override-value", "`quik` is not a value of `pace` (slow, quick)")


@pytest.mark.parametrize("value", ["soon", "nan", "inf", "1e999", "-inf", "", "30 days"])
def test_an_override_of_a_number_is_a_number(value: str) -> None:
    _, (slip,) = decided(intake(overrides=(override("exit_days", value),)))
    assert (slip.code, slip.span) == ("override-value", Span("intake.yaml", 9, 3))


def test_an_override_out_of_range_is_refused() -> None:
    _, (slip,) = decided(intake(overrides=(override("exit_days", "200"),)))
    assert (slip.code, slip.severity) == ("parameter-range", "error")
    assert slip.message == "Notice to leave: 200 is outside 0 to 180 days"


def test_an_override_that_breaks_a_rule_is_refused_at_its_place() -> None:
    _, (slip,) = decided(intake(overrides=(override("exit_days", "20"),)))
    assert (slip.code, slip.severity) == ("override-breaks-rule", "error")
    assert slip.span == Span("intake.yaml", 9, 3)


def test_a_wish_that_breaks_a_rule_gives_way_where_the_parameter_says_so() -> None:
    yields = edited("clause_library/parameters.yaml", "  from_answer: wished_days\n",
                    "  from_answer: wished_days\n  gives_way: true\n")  # fmt: skip
    found, slips = decided(intake(wished_days=20), yields)
    value = general(found, "exit_days")
    assert (value.origin, value.value) != ("answer", 20)
    assert "The wish for 20 days gives way" in value.because
    assert "parameter-rule" not in codes(found)
    assert not slips


def test_an_answer_out_of_range_is_kept_and_warned_about() -> None:
    found = outcome(intake(wished_days=200))
    assert general(found, "exit_days").value == 200
    (warning,) = [each for each in found.warnings if each.code == "parameter-range"]
    assert warning.message == "Notice to leave: 200 is outside 0 to 180 days"


def test_a_broken_rule_is_a_warning_that_shows_the_values() -> None:
    found = outcome(intake(party("Ada", staff=3), party("Bo", staff=3), wished_days=28))
    (warning,) = [each for each in found.warnings if each.code == "parameter-rule"]
    assert warning.message == (
        "The time to cure must be shorter than the notice to leave. "
        "Here: notice to leave 28 days, time to cure 20 working days."
    )
    assert "parameter-rule" not in codes(outcome(intake(wished_days=29)))


def test_a_rule_with_a_condition_counts_only_where_it_holds() -> None:
    only = edited(PARAMETERS, "    says: The time", "    when: large\n    says: The time")
    assert "parameter-rule" not in codes(outcome(intake(wished_days=1, size="small"), only))
    assert "parameter-rule" in codes(outcome(intake(wished_days=1, size="large"), only))


def test_a_rule_shows_only_the_values_it_speaks_of() -> None:
    other = (
        "it_days:\n  title: Something else\n  unit: days\n  range: [0, 9]\n  defaults:\n    - value: 3\n"
        "      otherwise: true\n      because: B.\n      source: [S1]\n"
    )
    rows = [party("Ada", staff=3), party("Bo", staff=3)]
    found = outcome(intake(*rows, wished_days=1), {PARAMETERS: other + FILES[PARAMETERS]})
    (warning,) = [each for each in found.warnings if each.code == "parameter-rule"]
    assert "something else" not in warning.message


def test_an_open_value_breaks_no_rule() -> None:
    assert "parameter-rule" not in codes(outcome(intake(wished_days=NOT_KNOWN)))


def test_a_value_may_build_on_another_in_any_order_of_the_file() -> None:
    text = (
        "a_first:\n  title: A\n  unit: days\n  range: [0, 400]\n  defaults:\n    - value: exit_days + 10\n"
        "      otherwise: true\n      because: B.\n      source: [S1]\n"
    )
    before = {PARAMETERS: text + FILES[PARAMETERS]}
    assert general(outcome(intake(wished_days=5), before), "a_first").value == 15
    found = outcome(intake(wished_days=NOT_KNOWN), before)
    assert (general(found, "a_first").value, general(found, "a_first").origin) == (None, "open")


def test_a_parameter_without_a_row_that_holds_has_no_value_at_all() -> None:
    text = edited(
        PARAMETERS,
        "    - value: slow\n      otherwise: true\n",
        "    - value: slow\n      when: open_ended\n",
    )
    assert "pace" not in outcome(intake(size="small"), text).parameters


def test_one_value_holds_for_the_whole_packet() -> None:
    found = outcome(intake(party("Ada", staff=3), party("Bo", staff=3), binding_wish="core"))
    assert [each.instrument for each in found.documents] == ["charter", "agreement"]
    assert len(found.parameters["exit_days"]) == 1
