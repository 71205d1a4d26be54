"""What the law of a place adds to a clause or replaces in it, and the statements that this rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from pipeline.answers import Answers
from pipeline.decisions import Decision, DocumentPlan, Outcome
from pipeline.explain.used import POINT
from pipeline.explain.view import View
from pipeline.library import markup as m
from pipeline.library.types import Library, Overlay, Place, Proposition, Topic
from pipeline.rules.conditions import Scope
from pipeline.rules.conditions.document import scope_of
from pipeline.rules.conditions.nodes import Node

CHECKED = "checked"
THE_LAW, WHEREVER = "The law ", "Wherever "
"""How the titles of places begin that are no place's name."""


WITH_ARTICLE = ("United ", "European ", "Netherlands", "Czech Republic", "Philippines")
"""How the names begin that English gives an article."""


class Printing(Struct, frozen=True, eq=False):
    """One document, as far as the conditions in its texts go."""

    library: Library
    plan: DocumentPlan
    scope: Scope
    places: frozenset[str]
    """Places whose condition holds."""

    def overlays(self, decision: Decision) -> list[Overlay]:
        """Those that print: their place matters, and the clause has the block that they name."""
        topic = self.library.topics[decision.topic]
        variant = variant_of(decision)
        own = [each for each in topic.overlays if each.variant == variant and each.place in self.places]
        text = topic.text(variant, self.plan.instrument) if own and variant else None
        if text is None:
            return []
        scope = self.scope if decision.party is None else self.scope.at_row(decision.party)
        labels = set(_labels(text.blocks, scope))
        return [
            each
            for each in own
            if each.label in labels and (each.replace or _has_words(each.text.blocks, scope))
        ]


def variant_of(decision: Decision) -> str | None:
    """The variant whose text prints, or the pointer's."""
    return POINT if decision.pointer else decision.variant


def printing(library: Library, answers: Answers, outcome: Outcome, plan: DocumentPlan) -> Printing:
    """The document with what its texts may ask."""
    scope = scope_of(answers, outcome, plan)
    context = {**scope.context, "clauses": _present(library, plan)}
    scope = Scope(scope.answers, scope.parties, scope.facts, scope.party_facts, context, scope.parameters)
    places = (each.id for each in library.places.values() if _holds(each.condition, scope))
    return Printing(library, plan, scope, frozenset(places))


def _present(library: Library, plan: DocumentPlan) -> frozenset[str]:
    """Topics that print words in the document."""
    slots = set(library.outlines[plan.instrument].topics())
    chosen = (
        (library.topics[each.topic], variant_of(each)) for each in plan.decisions if each.topic in slots
    )
    return frozenset(topic.id for topic, variant in chosen if _text(topic, variant, plan) is not None)


def _text(topic: Topic, variant: str | None, plan: DocumentPlan) -> m.ClauseText | None:
    return topic.text(variant, plan.instrument) if variant else None


# ---------------------------------------------------------------- what a text prints


def _holds(condition: Node | None, scope: Scope) -> bool:
    """As the drafting reads a text: unanswered counts as not holding."""
    return condition is None or condition.verdict(scope).value is True


def _labels(blocks: Iterable[m.BlockNode], scope: Scope) -> Iterator[str]:
    """The labels that the drafting comes by."""
    for block, here in _reached(blocks, scope):
        if isinstance(block, m.Labelled):
            yield block.label
            yield from _labels(block.blocks, here)


def _has_words(blocks: Iterable[m.BlockNode], scope: Scope) -> bool:
    return any(_prints(block, here) for block, here in _reached(blocks, scope))


def _prints(block: m.BlockNode, scope: Scope) -> bool:
    if isinstance(block, m.Labelled):
        return _has_words(block.blocks, scope)
    return not isinstance(block, m.TextParagraph) or _says(block.inlines, scope)


def _says(inlines: Iterable[m.InlineNode], scope: Scope) -> bool:
    for each in inlines:
        if isinstance(each, m.InlineIf):
            if _says(each.then if _holds(each.condition, scope) else each.otherwise, scope):
                return True
        elif not isinstance(each, m.Words) or each.text.strip():
            return True
    return False


def _reached(blocks: Iterable[m.BlockNode], scope: Scope) -> Iterator[tuple[m.BlockNode, Scope]]:
    """Every block whose conditions hold, with the scope that it is read in."""
    for block in blocks:
        if isinstance(block, m.BlockIf):
            yield from _reached(block.then if _holds(block.condition, scope) else block.otherwise, scope)
        elif isinstance(block, m.ForParties):
            rows = (scope.at_row(row) for row in scope.parties)
            for here in (each for each in rows if _holds(block.condition, each)):
                yield from _reached(block.blocks, here)
        else:
            yield block, scope


# ---------------------------------------------------------------- as data


def law_of(view: View, plan: DocumentPlan) -> Printing | None:
    """What tells the law of a document; None without the answers, or where nothing was drafted."""
    answers = view.tell.answers
    if answers is None or not plan.available:
        return None
    return printing(view.library, answers, view.outcome, plan)


def law_data(view: View, printed: Printing | None, group: Iterable[Decision]) -> list[dict[str, Any]]:
    """The overlays of decisions for one variant, each once."""
    if printed is None:
        return []
    found = {id(each): each for decision in group for each in printed.overlays(decision)}
    return [_overlay(view, each) for each in found.values()]


def _overlay(view: View, overlay: Overlay) -> dict[str, Any]:
    return {
        "place": overlay.place,
        "under": under(view.library.places[overlay.place]),
        **overlay_data(view.library, overlay),
        "sources": view.sources(overlay.source),
    }


def overlay_data(library: Library, overlay: Overlay) -> dict[str, Any]:
    """What it does to which block, why, and what that rests on."""
    return {
        "label": overlay.label,
        "replaces": overlay.replace,
        "because": overlay.because,
        "rests_on": [_statement(library.law[each]) for each in overlay.law],
    }


def _statement(law: Proposition) -> dict[str, Any]:
    return {
        "id": law.id,
        "says": law.says,
        "authority": law.authority,
        "status": law.status,
        "checked_on": law.checked_on,
        "note": law.note,
    }


# ---------------------------------------------------------------- in words


def under(place: Place) -> str:
    """``Under the law of New York``, ``Wherever a state takes part``."""
    if place.title.startswith(WHEREVER):
        return place.title
    if place.title.startswith(THE_LAW):
        return f"Under {place.title[:1].lower()}{place.title[1:]}"
    article = "the " if place.title.startswith(WITH_ARTICLE) else ""
    return f"Under the law of {article}{place.title}"


def effect(overlay: dict[str, Any]) -> str:
    """``adds to rule``, ``replaces rule``."""
    return f"{'replaces' if overlay['replaces'] else 'adds to'} {overlay['label']}"


def rests_on(law: dict[str, Any]) -> str:
    """A statement of law in one line, and whether somebody has read it in its own text."""
    checked = f"checked {law['checked_on']}" if law["status"] == CHECKED else "not checked"
    authority = f"{law['authority']}: " if law["authority"] else ""
    return f"rests on {authority}{law['says']} ({checked})"
