"""What a terminal shows: plain, short, at most 100 columns."""

from __future__ import annotations

import pytest

from pipeline.answers import NOT_KNOWN
from pipeline.diagnostics import Diagnostic
from pipeline.explain.terminal import explain_topic, summary
from tests.explain.support import COLLECTED, OF_EACH, OVERLAY, UNCHECKED, Run, broken, run, spans
from tests.library.support import FACTS, VOTES, added, compiled, edited, intake, override, party

BOTH = intake(party("Ada", staff=1), party("Bo", staff=9), binding_wish="core", spans=spans(binding_wish=7))


def explained(name: str, ran: Run | None = None, named: bool = True) -> str:
    used = ran or run(BOTH)
    return explain_topic(used.library, used.outcome, name, used.answers if named else None)


def summed(
    ran: Run, files: object = ("charter.docx", "why.html"), findings: tuple[Diagnostic, ...] = ()
) -> str:
    return summary(ran.library, ran.outcome, files, findings)  # type: ignore[arg-type]


# ---------------------------------------------------------------- explain


def test_a_topic_is_told_for_each_document() -> None:
    told = explained("leaving").splitlines()
    assert told[0] == "Leaving (leaving)"
    assert "Charter [charter]" in told
    assert "  stands in: Agreement" in told
    assert "  chosen: After a notice (notice)" in told
    assert "  because: A plain notice." in told
    assert "  source S1: The guide: What the guide says. [section 1]" in told


def test_a_topic_tells_the_answers_and_what_the_alternatives_needed() -> None:
    told = explained("nature")
    assert "  This document → agreement" in told
    assert "    - Everything binds (all_binds): its condition does not hold" in told
    assert "needed: “Shall it bind?” is “Everything” → Only a core (delta.yaml:7)" in told
    assert "    - an earlier row decided: Nothing binds (good_will)" in told


def test_facts_on_the_way_are_named_with_the_answers_below_them() -> None:
    told = explained("votes", run(BOTH, compiled(edited(VOTES, "otherwise: true", "when: unequal"))))
    assert "  fact unequal: holds" in told
    assert "  Largest divided by smallest: How many staff? → 9" in told
    assert "  · How many staff? → Ada: 1; Bo: 9" in told


def test_what_the_law_of_a_place_adds_is_told_with_what_it_rests_on() -> None:
    ran = run(intake(party("Ada", country="FR"), party("Bo")), compiled(UNCHECKED, OVERLAY))
    told = explained("votes", ran)
    assert "  under the law of France (adds to rule): The law says so." in told
    assert "    source S1: The guide: What the guide says. [section 1]" in told
    assert "    rests on Loi 2016-1691: Nobody may forbid a report. (not checked)" in told
    assert "under the law" not in explained("votes", ran, named=False)


def test_a_topic_of_each_party_names_the_parties() -> None:
    told = explained("keys", run(BOTH, compiled(OF_EACH)))
    assert "because: For Ada: The small ones keep a key." in told
    told = explained("keys", run(BOTH, compiled(OF_EACH)), named=False)
    assert "because: For party 1: The small ones keep a key." in told


def test_a_fact_is_told_with_its_answers() -> None:
    assert "  holds\n    Shall it bind? → Only a core (intakes/delta.yaml:7)" in explained("binds_something")


def test_a_fact_of_parties_is_told_party_by_party() -> None:
    told = explained("largest")
    assert "  Ada: does not hold" in told
    assert "  Bo: holds" in told
    assert "  party 2: holds" in explained("largest", named=False)


def test_an_assumption_is_told_as_one() -> None:
    assert "is taken not to hold, since the answers leave it open" in explained("large")


def test_a_private_fact_is_not_told() -> None:
    secret = party("Ada", red_lines="Never Kestrel", releases=("red_lines",))
    told = explained("guarded", run(intake(secret, party("Bo"))))
    assert "Private: it rests on answers" in told
    assert "holds" not in told


def test_a_parameter_is_told_with_whose_value_it_is_and_its_range() -> None:
    told = explained("exit_days").splitlines()
    assert told[0] == "Notice to leave (exit_days)"
    assert "  90 days" in told
    assert "    default: Usual for a binding text." in told
    assert "  Ada: 45 days" in told
    assert "  allowed: 0 to 180 days" in told


def test_an_unknown_name_gets_a_suggestion() -> None:
    assert "did you mean `leaving`?" in explained("leavin")


@pytest.mark.parametrize(
    "name", ["leaving", "nature", "votes", "advice", "protected", "unequal", "cure_days"]
)
def test_no_line_is_longer_than_a_hundred_columns(name: str) -> None:
    ran = run(BOTH, compiled(COLLECTED))
    assert max(len(line) for line in explained(name, ran).splitlines()) <= 100


# ---------------------------------------------------------------- summary


def test_a_summary_names_the_documents_written_by_their_titles() -> None:
    told = summed(run(BOTH), ["out/delta/charter.docx", "out/delta/agreement.docx", "out/delta/why.html"])
    assert told.splitlines()[:6] == [
        "matter",
        "  Nothing stands in the way.",
        "  Written to out/delta:",
        "    Charter: charter.docx",
        "    Agreement: agreement.docx",
        "    beside them: why.html",
    ]
    assert told.endswith("Every choice with its reason: out/delta/why.html")


def test_files_may_be_given_by_document() -> None:
    assert "    Charter: charter.docx" in summed(run(BOTH), {"charter": "charter.docx"})


def test_a_summary_without_documents_says_so() -> None:
    assert "No document was written." in summed(run(BOTH), [])


def test_a_summary_names_the_edge_cases_with_their_lines() -> None:
    told = summed(run(BOTH, compiled(edited(FACTS, "enforceable.\n", "enforceable.\n  edge_case: true\n"))))
    assert "  Edge cases found:\n    - Something must be enforceable. [delta.yaml:7]" in told


def test_a_summary_tells_what_law_or_duty_requires_apart_from_the_edge_cases() -> None:
    pack = edited(FACTS, "enforceable.\n", "enforceable.\n  mandatory: true\n  unanswered: holds\n")
    told = summed(run(BOTH, compiled(pack)))
    assert "  Required by law or duty:\n    - Something must be enforceable." in told
    assert "Edge cases found" not in told


def test_a_summary_stops_after_ten_edge_cases() -> None:
    facts = "".join(
        f"odd_{n}:\n  means: Odd {n}.\n  edge_case: true\n"
        f"  when: people > {n}\n  unanswered: holds\n  source: [S1]\n"
        for n in range(14)
    )
    rows = "".join(
        f"  - gives: majority\n    when: odd_{n}\n    because: Odd.\n    source: [S1]\n" for n in range(14)
    )
    library = compiled(added("clause_library/facts.yaml", facts), edited(VOTES, "rows:\n", f"rows:\n{rows}"))
    told = summed(run(intake(people=99), library))
    assert told.count("    - Odd") == 10
    assert "    … and 4 more in why.html" in told


def test_a_summary_tells_open_points_and_counts_the_rest() -> None:
    findings = tuple(Diagnostic("odd", "warning", f"Look at {number}.") for number in range(12))
    told = summed(run(intake(size="large", people=NOT_KNOWN)), findings=findings)
    points = told[told.index("Open points for counsel") :]
    assert "    - The alliance is large." in points
    assert "    - Not known yet: How many people?" in points
    assert points.count("    - ") == 8
    assert "more in why.html" in points


def test_a_summary_without_a_page_points_at_none_and_keeps_nothing_back() -> None:
    findings = tuple(Diagnostic("odd", "warning", f"Look at {number}.") for number in range(12))
    told = summed(run(BOTH), [], findings)
    assert "why.html" not in told
    assert "Look at 11." in told


def test_what_is_broken_in_a_draft_is_told_first_and_never_kept_back() -> None:
    many = tuple(Diagnostic("odd", "warning", f"Look at number {each}.") for each in range(12))
    ran = broken()
    told = summary(ran.library, ran.outcome, ["o/why.html"], [*many, *ran.findings], None, ran.documents)
    points = told.split("Open points for counsel:\n")[1].splitlines()
    assert "needs an answer that is not there: In which currency?" in points[0]
    assert "refers to a clause on “Votes” that is not there" in points[1]
    worse = tuple(Diagnostic("dangling-reference", "warning", f"Number {each}.") for each in range(12))
    assert all(f"- Number {each}." in summed(ran, findings=(*many, *worse)) for each in range(12))


def test_a_value_that_no_row_gives_is_told_as_not_known() -> None:
    ran = broken()
    told = summary(ran.library, ran.outcome, ["o/why.html"], ran.findings, None, ran.documents)
    assert "- Not known yet: Pace" in told


def test_a_summary_tells_every_override_once_with_who_and_why() -> None:
    ran = run(
        intake(
            binding_wish="core",
            overrides=(
                override("exit_days", "30"),
                override("leaving", "at_once"),
                override("votes", "omit"),
            ),
        )
    )
    told = summed(ran, ["out/delta/why.html"])
    said = told.partition("  Decided by a person, against the rules:\n")[2].splitlines()
    assert told.count("Kim Lee") == 3
    assert sorted(said[:3]) == [
        "    - Leaving: At once. Set by Kim Lee: We talked about it.",
        "    - Notice to leave: 30 days. Set by Kim Lee: We talked about it.",
        "    - Votes: No clause. Set by Kim Lee: We talked about it.",
    ]
    assert "Decided by a person" not in summed(run(BOTH))


def test_no_line_of_a_summary_is_longer_than_a_hundred_columns() -> None:
    finding = Diagnostic("long", "warning", "Very long words. " * 20)
    assert max(len(line) for line in summed(run(BOTH), findings=(finding,)).splitlines()) <= 100
