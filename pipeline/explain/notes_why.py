"""What a note says of why a clause is here: the rule, the answers behind it, or the person who decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.answers import Rider
from pipeline.decisions import Decision, FactResult, Verdict
from pipeline.explain.decide_json import because_of
from pipeline.explain.notes_page import Page, cut, facts_of, sentence
from pipeline.explain.trace import deciding, deciding_facts, fact_id
from pipeline.explain.why_topics import layers_of
from pipeline.explain.words import OPEN, listed

SHORT = 120
"""Signs of a question and its answer that a note shows."""
FEW = 2
"""Answers that a note shows."""


def why_note(page: Page, group: Sequence[Decision]) -> Iterator[str]:
    """The rule's reason, with its sources by name; for an override there is none."""
    if group[0].origin == "override" and not group[0].pointer:
        return
    because = because_of(group, page.view.names, False)
    sources = page.view.sources(each for decision in group for each in decision.source)
    named = "; ".join(f"{each['id']} {each['title']}" for each in sources)
    why = "" if group[0].pointer else "Why: "
    yield f"{why}{because}{f' ({named})' if named else ''}"


def answers_note(page: Page, group: Sequence[Decision]) -> Iterator[str]:
    """The first short answers that decided; never a private one."""
    found = list(islice(_answers(page, group), FEW))
    if found:
        yield f"Answered: {' · '.join(found)}"


def _answers(page: Page, group: Sequence[Decision]) -> Iterator[str]:
    leaves = (leaf for each in group for leaf in deciding(each.verdict))
    said = set[str]()
    for leaf in leaves:
        words = f"{leaf.asked}{'' if leaf.asked.endswith('?') else ' –'} {leaf.seen}"
        if _is_short(leaf) and words not in said and not page.view.tell.is_private(leaf):
            said.add(words)
            yield words


def _is_short(leaf: Verdict) -> bool:
    """An answer to a question, and neither a sum nor one partner's figure in a comparison."""
    if "parties." in leaf.text:
        return False
    if leaf.kind != "atom" or not leaf.asked or leaf.seen in ("", OPEN) or leaf.text.startswith("tally("):
        return False
    return len(leaf.asked) + len(leaf.seen) <= SHORT


def layers_note(page: Page, group: Sequence[Decision]) -> Iterator[str]:
    """The layers that gave the clause its words or its rule."""
    topic = page.view.library.topics[group[0].topic]
    if layers := layers_of(page.view, page.plan, topic, group[0]):
        yield f"From the layer {listed(layers)}."


# ---------------------------------------------------------------- people


def override_note(page: Page, decision: Decision) -> Iterator[str]:
    """``Decided by A. Counsel, not by the rules: The university insists.``"""
    override = page.overrides.get(decision.topic)
    if decision.origin == "override" and override is not None:
        yield sentence(f"Decided by {override.by}, not by the rules: {cut(override.because)}")


def rider_note(rider: Rider) -> str:
    """Who typed a clause into the draft, and why."""
    said = sentence(f"Typed by {rider.by} for this matter: {cut(rider.because)}")
    return f"{said} The library has no rule for it: read it against the other clauses."


# ---------------------------------------------------------------- silence


def assumed_notes(page: Page, group: Sequence[Decision], full: bool) -> Iterator[str]:
    """Facts that silence decided and that this clause rests on, in short only at the first such clause."""
    for decision in group if page.assumed else ():
        for verdict in deciding_facts(decision.verdict):
            fact = _assumed(page, fact_id(verdict), decision.party)
            if fact is not None and not verdict.private:
                said = f"No answer settles it, so this is taken as {_truth(fact)}: “{fact.means}”"
                yield from (said,) if full or said not in page.told else ()
                page.told.add(said)


def _truth(fact: FactResult) -> str:
    return "true" if fact.holds else "untrue"


def _assumed(page: Page, name: str, party: int | None) -> FactResult | None:
    if name not in page.assumed:
        return None
    facts, of_parties = facts_of(page.view.outcome, page.plan)
    found = facts.get(name) if name in facts or party is None else of_parties[name][party]
    return found if found is not None and found.assumed else None
