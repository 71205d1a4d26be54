"""Whether each rider can stand where it is meant to: its document, what binds there, the topic it follows."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.answers import Answers, Rider
from pipeline.decisions import DocumentPlan, Outcome
from pipeline.diagnostics import Diagnostic, did_you_mean
from pipeline.library.types import Library


def check_riders(library: Library, answers: Answers, outcome: Outcome) -> list[Diagnostic]:
    """Every rider that cannot be followed, as an error; a warning where nothing is agreed at all."""
    if outcome.gate == "do_not_form":
        return [_nowhere(rider) for rider in answers.riders]
    return [slip for rider in answers.riders for slip in _check(library, outcome, rider)]


def plans_of(outcome: Outcome, rider: Rider) -> list[DocumentPlan]:
    """The documents that a rider is meant for: one, or each of a set."""
    return [plan for plan in outcome.documents if rider.document in (plan.instrument, plan.id)]


def _nowhere(rider: Rider) -> Diagnostic:
    said = f"The rider “{rider.title}” stands nowhere: no agreement is drafted."
    return Diagnostic("rider-document", "warning", said, rider.span)


def _check(library: Library, outcome: Outcome, rider: Rider) -> Iterator[Diagnostic]:
    plans = plans_of(outcome, rider)
    if not plans:
        known = list(dict.fromkeys(plan.instrument for plan in outcome.documents))
        said = f"`{rider.document}` is not a document of this matter{did_you_mean(rider.document, known)}"
        yield Diagnostic(
            "rider-document", "error", said, rider.place("document"), f"there are: {', '.join(known)}"
        )
    for plan in plans[:1]:
        yield from _binding(rider, plan)
        yield from _after(library, rider, plan)


def _binding(rider: Rider, plan: DocumentPlan) -> Iterator[Diagnostic]:
    """Nothing binds in a document that does not; everything does in one that binds as a whole."""
    if rider.binds and plan.binds == "none":
        said = f"the rider “{rider.title}” cannot bind in the {plan.title}, which does not bind"
        help_ = "write `binds: no`, or name a document that binds"
        yield Diagnostic("rider-binds", "error", said, rider.place("binds"), help_)
    if not rider.binds and plan.binds == "all":
        said = f"the rider “{rider.title}” binds in the {plan.title}, all of which binds"
        help_ = "write `binds: yes`, or name a document that does not bind"
        yield Diagnostic("rider-binds", "error", said, rider.place("binds"), help_)


def _after(library: Library, rider: Rider, plan: DocumentPlan) -> Iterator[Diagnostic]:
    """The topic that a rider follows has an article in the document's outline."""
    outline = library.outlines[plan.instrument]
    known = [topic for part in outline.parts for article in part.articles for topic in article.topics]
    if not rider.after or rider.after in known:
        return
    if rider.after in library.topics:
        said = f"`{rider.after}` has no article of its own in the {plan.title}"
        help_ = "leave `after` out, and the rider stands at the end"
    else:
        said, help_ = f"`{rider.after}` is not a topic{did_you_mean(rider.after, known)}", ""
    yield Diagnostic("rider-after", "error", said, rider.place("after"), help_)
