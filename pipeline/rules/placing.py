"""What each document says about each topic: rows in the topic's home, pointers elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from pipeline.answers import Override
from pipeline.decisions import Alternative, Decision, DocumentPlan, Outcome
from pipeline.diagnostics import Diagnostic, did_you_mean
from pipeline.library.types import Library, Topic
from pipeline.rules import tables
from pipeline.rules.conditions import Scope

OMIT = "omit"


class Placing:
    """All topics of one packet."""

    def __init__(
        self,
        library: Library,
        outcome: Outcome,
        scopes: Mapping[str, Scope],
        overrides: Mapping[str, Override],
    ) -> None:
        self.library, self.outcome, self.scopes, self.overrides = library, outcome, scopes, overrides
        deciding = (each for _, _, each in outcome.packet_verdicts if each is not None and each.value is True)
        self.packet_verdict = next(deciding, None)
        self.slots = {
            plan.id: frozenset(library.outlines[plan.instrument].topics()) for plan in outcome.documents
        }

    def place(self) -> list[Diagnostic]:
        """Fill every document's decisions; errors are overrides that cannot be followed."""
        found: list[Diagnostic] = []
        for topic in self.library.topics.values():
            override = self.overrides.get(topic.id)
            if override is not None:
                refused = self.refusal(topic, override)
                found += refused
                override = None if refused else override
            self.place_topic(topic, override)
        return found

    def place_topic(self, topic: Topic, override: Override | None) -> None:
        homes = self.homes(topic)
        decided: dict[str, list[Decision]] = {}
        for plan in homes:
            decided[plan.id] = self.decide(topic, plan, override)
            plan.decisions += decided[plan.id]
        for plan in self.outcome.documents:
            if plan not in homes:
                plan.decisions.append(self.elsewhere(topic, plan, homes, decided))

    def homes(self, topic: Topic) -> list[DocumentPlan]:
        """The documents that settle the topic in full."""
        listing = [
            plan for plan in self.outcome.documents if topic.id in self.slots[plan.id] and plan.available
        ]
        if topic.home == "each" or not listing:
            return listing
        if topic.home == "binding":
            listing = [plan for plan in listing if self.binds(topic, plan)]
        named = [plan for plan in listing if plan.instrument == topic.home]
        if named or not listing:
            return named
        best = max(self.strength(plan) for plan in listing)
        return [plan for plan in listing if self.strength(plan) == best]

    def strength(self, plan: DocumentPlan) -> int:
        return self.library.outlines[plan.instrument].strength

    def binds(self, topic: Topic, plan: DocumentPlan) -> bool:
        return plan.binds == "all" or (plan.binds == "core" and topic.core)

    # ------------------------------------------------------------ in the home

    def decide(self, topic: Topic, plan: DocumentPlan, override: Override | None) -> list[Decision]:
        scope = self.scopes[plan.id]
        if override is not None:
            rows = plan.parties if topic.each else (None,)
            return [self.overridden(topic, plan, override, row) for row in rows]
        if not topic.each:
            return self.from_table(topic, plan, scope, None)
        return [each for row in plan.parties for each in self.from_table(topic, plan, scope.at_row(row), row)]

    def from_table(self, topic: Topic, plan: DocumentPlan, scope: Scope, party: int | None) -> list[Decision]:
        reading = tables.read(topic.rows, scope, topic.collects)
        binding = self.binds(topic, plan)
        if not reading.hits:
            said = "No row of the table holds."
            return [Decision(topic.id, None, plan.id, said, (), alternatives=reading.others, party=party)]
        found = []
        for number, hit in enumerate(reading.hits):
            others = reading.others if number == 0 else ()
            found.append(
                Decision(
                    topic.id,
                    hit.row.gives,
                    plan.id,
                    hit.row.reason,
                    hit.row.source,
                    binding=binding and hit.row.gives is not None,
                    verdict=hit.verdict,
                    alternatives=others,
                    party=party,
                )
            )
        return found

    def overridden(self, topic: Topic, plan: DocumentPlan, override: Override, party: int | None) -> Decision:
        variant = None if override.value == OMIT else override.value
        because = f"Set by {override.by}: {override.because}"
        others = tuple(
            Alternative(row.gives, row.reason, "a person decided otherwise", None)
            for row in topic.rows
            if row.gives != variant
        )
        return Decision(
            topic.id,
            variant,
            plan.id,
            because,
            (),
            binding=self.binds(topic, plan) and variant is not None,
            alternatives=others,
            party=party,
            origin="override",
        )

    def refusal(self, topic: Topic, override: Override) -> list[Diagnostic]:
        if topic.mandatory and self.is_needed(topic):
            said = f"`{topic.id}` is required by law or duty here and cannot be overridden"
            return [Diagnostic("override-refused", "error", said, override.span, help=topic.settles)]
        if override.value != OMIT and override.value not in topic.variants:
            allowed = [*topic.variants, OMIT]
            said = (
                f"`{override.value}` is not a variant of `{topic.id}`{did_you_mean(override.value, allowed)}"
            )
            return [
                Diagnostic(
                    "override-value", "error", said, override.span, help=f"allowed: {', '.join(allowed)}"
                )
            ]
        return []

    def is_needed(self, topic: Topic) -> bool:
        scope = next(iter(self.scopes.values()))
        return topic.needed is None or topic.needed.verdict(scope).value is True

    # ------------------------------------------------------------ away from home

    def elsewhere(
        self,
        topic: Topic,
        plan: DocumentPlan,
        homes: list[DocumentPlan],
        decided: Mapping[str, list[Decision]],
    ) -> Decision:
        listed = topic.id in self.slots[plan.id]
        for home in homes:
            carried = [each for each in decided[home.id] if prints(topic, each, home.instrument)]
            if carried:
                pointer = listed and topic.text("point", plan.instrument) is not None
                title = home.title
                said = f"Stands in the {title}: {carried[0].because}"
                return replace(self.like(carried[0], plan, said), elsewhere=home.id, pointer=pointer)
            return self.like(decided[home.id][0], plan, decided[home.id][0].because)
        if not plan.available:
            said = "This kind of document cannot be drafted yet."
        elif listed:
            said = "It has an effect only in a document that binds, and none of this packet does."
        else:
            said = f"This kind of document has no place for it. {plan.because}"
        return Decision(
            topic.id, None, plan.id, said, plan.source, verdict=self.packet_verdict, origin="outline"
        )

    def like(self, decision: Decision, plan: DocumentPlan, said: str) -> Decision:
        """The home's decision as this document tells it: same grounds, no words of its own."""
        return replace(decision, variant=None, document=plan.id, because=said, binding=False)


def prints(topic: Topic, decision: Decision, instrument: str) -> bool:
    """True when the decision puts words into its document."""
    return decision.variant is not None and topic.text(decision.variant, instrument) is not None
