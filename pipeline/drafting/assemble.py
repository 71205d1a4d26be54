"""One document from its plan: every slot of the outline filled with what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from pipeline.decisions import Decision, DocumentPlan, Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.drafting.blocks import ClauseWriter
from pipeline.drafting.voice import Voice
from pipeline.library import markup as m
from pipeline.library.types import Library, Outline, OutlineArticle, Overlay, Topic
from pipeline.model import Annex, Article, Block, Clause, Document, Inline, Part, Text
from pipeline.rules.conditions import Scope

POINT = "point"


class Draft(Struct):
    """A document under construction, with what later steps need to know."""

    document: Document
    plan: DocumentPlan
    voice: Voice
    articles: dict[str, Article] = field(default_factory=dict)
    """The article in which a topic stands."""
    clauses: dict[str, list[Clause]] = field(default_factory=dict)
    """A topic's clauses, in order."""
    labels: dict[str, Block] = field(default_factory=dict)
    """``topic#label`` to the first block that the label names."""
    annexes: dict[str, Annex] = field(default_factory=dict)
    """The annex in which a topic stands."""

    @property
    def found(self) -> list[Diagnostic]:
        return self.voice.found


class Assembler:
    """Fills one outline."""

    def __init__(
        self, library: Library, outcome: Outcome, plan: DocumentPlan, scope: Scope, ids: Sequence[str]
    ) -> None:
        self.library, self.plan = library, plan
        self.outline: Outline = library.outlines[plan.instrument]
        self.decisions: dict[str, list[Decision]] = {}
        for decision in plan.decisions:
            self.decisions.setdefault(decision.topic, []).append(decision)
        context = {**scope.context, "clauses": frozenset(self.present())}
        scope = Scope(scope.answers, scope.parties, scope.facts, scope.party_facts, context, scope.parameters)
        self.voice = Voice(library, outcome, plan, scope, ids)
        self.places = [place.id for place in library.places.values() if self.voice.holds(place.condition)]

    def present(self) -> list[str]:
        """Topics that print words in this document."""
        return [
            topic
            for topic in self.outline.topics()
            if any(self.text(each) is not None for each in self.decisions.get(topic, ()))
        ]

    def text(self, decision: Decision) -> m.ClauseText | None:
        """The text of a decision in this document: its variant's, or the pointer's."""
        variant = POINT if decision.pointer else decision.variant
        topic = self.library.topics[decision.topic]
        return None if variant is None else topic.text(variant, self.plan.instrument)

    # ------------------------------------------------------------ the document

    def run(self, document: Document) -> Draft:
        """Fill the document's rooms."""
        draft = Draft(document, self.plan, self.voice)
        outline = self.outline
        document.front = self.topics(outline.front, draft)
        document.recitals = self.topics(outline.recitals, draft)
        for part in outline.parts:
            articles = [
                article for each in part.articles if (article := self.article(each, draft)) is not None
            ]
            if articles:
                document.body.append(Part(part.title, articles))
        document.execution = self.topics(outline.execution, draft)
        for title, topics in outline.annexes:
            self.annex(title, topics, draft)
        return draft

    def article(self, slot: OutlineArticle, draft: Draft) -> Article | None:
        if slot.text:
            return self.own_text(slot)
        clauses = self.topics(slot.topics, draft)
        if not clauses:
            return None
        article = Article(self.heading(slot), clauses)
        for topic in slot.topics:
            draft.articles[topic] = article
        return article

    def own_text(self, slot: OutlineArticle) -> Article | None:
        """A text of the outline's own, not of a topic."""
        text = self.outline.texts[slot.text]
        blocks = ClauseWriter(self.voice, self.outline.numbering == "legal", {}).write(text)
        clause = Clause(self.plan.instrument, slot.text, "", False, blocks)
        return Article([Text(slot.heading)], [clause]) if blocks else None

    def annex(self, title: str, topics: Sequence[str], draft: Draft) -> None:
        clauses = self.topics(topics, draft)
        if clauses:
            annex = Annex("", title, clauses)
            draft.document.annexes.append(annex)
            draft.annexes.update(dict.fromkeys(topics, annex))

    def heading(self, slot: OutlineArticle) -> list[Inline]:
        if slot.heading:
            return [Text(slot.heading)]
        for topic in slot.topics:
            for decision in self.decisions.get(topic, ()):
                text = self.text(decision)
                if text is not None and text.heading:
                    return self.voice.inlines(text.heading)
        return [Text(self.library.topics[slot.topics[0]].title)]

    # ------------------------------------------------------------ clauses

    def topics(self, topics: Iterable[str], draft: Draft) -> list[Clause]:
        found: list[Clause] = []
        for topic in topics:
            own = [clause for each in self.decisions.get(topic, ()) if (clause := self.clause(each, draft))]
            if own:
                draft.clauses[topic] = own
            found += own
        return found

    def clause(self, decision: Decision, draft: Draft) -> Clause | None:
        text = self.text(decision)
        if text is None:
            return None
        topic = self.library.topics[decision.topic]
        binding = self.is_binding(topic)
        variant = POINT if decision.pointer else str(decision.variant)
        voice = self.voice.for_clause(binding, decision.party)
        writer = ClauseWriter(voice, self.outline.numbering == "legal", self.overlays(topic, variant))
        blocks = writer.write(text)
        draft.labels.update({f"{topic.id}#{label}": block for label, block in writer.labels.items()})
        instance = "" if decision.party is None else self.voice.party_ids[decision.party]
        return Clause(topic.id, variant, instance, binding, blocks) if blocks else None

    def is_binding(self, topic: Topic) -> bool:
        return self.plan.binds == "all" or (self.plan.binds == "core" and topic.core)

    def overlays(self, topic: Topic, variant: str) -> Mapping[str, list[Overlay]]:
        found: dict[str, list[Overlay]] = {}
        for overlay in topic.overlays:
            if overlay.variant == variant and overlay.place in self.places:
                found.setdefault(overlay.label, []).append(overlay)
        return found
