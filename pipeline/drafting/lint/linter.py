"""The checklist over one packet: every point is a function from its data and the case to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.answers import Answers, party_ids
from pipeline.decisions import Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.drafting.lint.demands import demands
from pipeline.drafting.lint.figures import dates_and_periods, figures_agree, one_value
from pipeline.drafting.lint.instrument import instrument_fits
from pipeline.drafting.lint.leaving import exit_works, red_lines_kept
from pipeline.drafting.lint.numbers import binding_split, references_right, structure
from pipeline.drafting.lint.parties import parties_identical, signatures
from pipeline.drafting.lint.reading import Case, read
from pipeline.drafting.lint.report import Finding, diagnostic
from pipeline.drafting.lint.terms import capitals_defined, terms_consistent
from pipeline.drafting.lint.votes import decision_computable, escalation_ends
from pipeline.drafting.lint.wording import no_placeholder, plain_style, verbs_follow_the_split, word_usable
from pipeline.library.types import Library, Point
from pipeline.model import Document

Check = Callable[[Point, Case], Iterable[Finding]]

CHECKS: dict[str, Check] = {
    "instrument_fits": instrument_fits,
    "parties_identical": parties_identical,
    "binding_split": binding_split,
    "verbs_follow_the_split": verbs_follow_the_split,
    "terms_consistent": terms_consistent,
    "capitals_defined": capitals_defined,
    "references_right": references_right,
    "no_placeholder": no_placeholder,
    "one_value": one_value,
    "figures_agree": figures_agree,
    "dates_and_periods": dates_and_periods,
    "heads_present": demands,
    "decision_computable": decision_computable,
    "escalation_ends": escalation_ends,
    "exit_works": exit_works,
    "red_lines_kept": red_lines_kept,
    "minority_protected": demands,
    "carve_outs": demands,
    "packs_both_ways": demands,
    "law_and_forum": demands,
    "plain_style": plain_style,
    "structure": structure,
    "signatures": signatures,
    "word_usable": word_usable,
}


def lint_packet(
    library: Library, answers: Answers, outcome: Outcome, documents: Sequence[Document]
) -> list[Diagnostic]:
    """Everything that counsel would see in these drafts, in the order of the checklist, each once."""
    if not documents:
        return []
    plans = {plan.id: plan for plan in outcome.documents}
    pages = [read(document, plans.get(document.id)) for document in documents]
    case = Case(library, answers, outcome, party_ids(answers.parties), pages)
    found = [
        diagnostic(point, finding)
        for point in library.checklist.values()
        for finding in CHECKS[point.id](point, case)
    ]
    return list(dict.fromkeys(found))
