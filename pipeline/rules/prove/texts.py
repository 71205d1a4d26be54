"""What the texts of one document use, each with when: references, terms, answers, values, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pipeline.library import markup as m
from pipeline.library.types import GlossaryTerm, Library, Overlay, Topic
from pipeline.rules.prove.conditions import View
from pipeline.rules.prove.logic import Truth, both, conj, disj, either, no
from pipeline.rules.prove.packet import POINT, Matter, Packet, Written


class Use(Struct, frozen=True, eq=False):
    """A node of a text, and when it is written."""

    node: Any
    """A reference, term, answer, list, parameter; or a condition of the text (``BlockIf``, ``InlineIf``)."""
    when: Truth
    view: View
    file: str


class Texts:
    """All texts of one document of a packet."""

    def __init__(self, library: Library, matter: Matter, packet: Packet, document: Written) -> None:
        self.library, self.matter, self.world = library, matter, matter.world
        self.packet, self.document = packet, document
        present = matter.present(packet, document)
        view = document.view
        self.view = replace(view, key=f"text {view.key}", context={**view.context, "clauses": present})
        self.there = both(packet.chosen, document.available)

    def uses(self) -> Iterator[Use]:
        """Every use in the texts that may be printed; those of the meanings of terms are apart."""
        outline = self.library.outlines[self.document.instrument]
        for inlines in (outline.subtitle, outline.headline):
            yield from self.inlines(inlines, self.there, self.view, f"templates/{outline.instrument}")
        for text in outline.texts.values():
            yield from self.blocks(text.blocks, self.there, self.view, text.file, {})
        for topic in self.document.hits:
            yield from self.topic(self.library.topics[topic])

    def topic(self, topic: Topic) -> Iterator[Use]:
        view = self.view.at(0) if topic.each else self.view
        variants = dict.fromkeys(row.gives for row, _ in self.document.hits[topic.id] if row.gives)
        for variant in variants:
            when = both(self.there, self.matter.prints(self.document, topic.id, (variant,)))
            yield from self.variant(topic, variant, when, view)
        points = both(self.there, self.matter.points(self.packet, self.document, topic.id))
        yield from self.variant(topic, POINT, points, view)

    def variant(self, topic: Topic, variant: str, when: Truth, view: View) -> Iterator[Use]:
        text = topic.text(variant, self.document.instrument)
        if text is None or when is False:
            return
        overlays: dict[str, list[tuple[Overlay, Truth]]] = {}
        for overlay in topic.overlays:
            if overlay.variant == variant:
                place = self.library.places[overlay.place]
                there = self.world.truth(place.condition, self.view).t
                overlays.setdefault(overlay.label, []).append((overlay, there))
        yield from self.inlines(text.heading, when, view, text.file)
        yield from self.blocks(text.blocks, when, view, text.file, overlays)

    # ------------------------------------------------------------ the tree

    def blocks(
        self, nodes: Iterable[m.BlockNode], when: Truth, view: View, file: str, overlays: dict[str, Any]
    ) -> Iterator[Use]:
        for node in nodes:
            if isinstance(node, m.BlockIf):
                holds = self.world.truth(node.condition, view).t
                yield Use(node, when, view, file)
                yield from self.blocks(node.then, both(when, holds), view, file, overlays)
                yield from self.blocks(node.otherwise, both(when, no(holds)), view, file, overlays)
            elif isinstance(node, m.ForParties):
                inside = view.at(0)
                holds = self.world.truth(node.condition, inside).t if node.condition else True
                yield from self.blocks(node.blocks, both(when, holds), inside, file, overlays)
            elif isinstance(node, m.Labelled):
                yield from self.labelled(node, when, view, file, overlays)
            else:
                yield from self.leaf(node, when, view, file, overlays)

    def labelled(
        self, node: m.Labelled, when: Truth, view: View, file: str, overlays: dict[str, Any]
    ) -> Iterator[Use]:
        own = overlays.get(node.label, ())
        replaced = disj(there for overlay, there in own if overlay.replace)
        yield from self.blocks(node.blocks, both(when, no(replaced)), view, file, overlays)
        for overlay, there in own:
            yield from self.blocks(overlay.text.blocks, both(when, there), view, overlay.text.file, {})

    def leaf(self, node: Any, when: Truth, view: View, file: str, overlays: dict[str, Any]) -> Iterator[Use]:
        if isinstance(node, m.TextParagraph):
            yield from self.inlines(node.inlines, when, view, file)
        elif isinstance(node, m.Row):
            for cell in node.cells:
                yield from self.inlines(cell, when, view, file)
        elif isinstance(node, m.TableNode):
            yield from self.blocks((node.header, *node.rows), when, view, file, overlays)
        elif isinstance(node, m.SignatureNode):
            for inlines in (node.lead, *(each for _, each in node.lines)):
                yield from self.inlines(inlines, when, view, file)
        elif isinstance(node, m.DefinitionsNode):
            yield Use(node, when, view, file)

    def inlines(self, nodes: Iterable[m.InlineNode], when: Truth, view: View, file: str) -> Iterator[Use]:
        if when is False:
            return
        for node in nodes:
            if isinstance(node, m.InlineIf):
                holds = self.world.truth(node.condition, view).t
                yield Use(node, when, view, file)
                yield from self.inlines(node.then, both(when, holds), view, file)
                yield from self.inlines(node.otherwise, both(when, no(holds)), view, file)
            elif not isinstance(node, m.Words | m.Duty):
                yield Use(node, when, view, file)

    def some_binding_clause(self) -> Truth:
        """A topic that binds prints words in this document."""
        topics = (self.library.topics[each] for each in self.document.hits)
        return disj(
            both(self.matter.carries(each, self.document), self.matter.prints(self.document, each.id))
            for each in topics
        )

    # ------------------------------------------------------------ defined terms

    def defined(self, uses: Iterable[Use]) -> dict[str, Truth]:
        """By term: when a text, or the meaning of a term in use, uses it as a defined term."""
        used: dict[str, Truth] = {}
        for use in uses:
            term = self._term_of(use.node)
            if term:
                used[term] = either(used.get(term, False), use.when)
        for _ in range(len(self.library.glossary)):
            grown = self._grown(used)
            if grown.keys() == used.keys():
                break
            used = grown
        return {name: both(when, self.is_defined(self.library.glossary[name])) for name, when in used.items()}

    def _term_of(self, node: Any) -> str:
        """The term that a node uses: its own, or the one that a value's unit is."""
        if isinstance(node, m.ParameterUse):
            return self.library.terms_by_word.get(self.library.parameters[node.parameter].unit, "")
        return node.term if isinstance(node, m.TermUse) else ""

    def _grown(self, used: dict[str, Truth]) -> dict[str, Truth]:
        """With the terms that the meanings use."""
        grown = dict(used)
        for name, when in used.items():
            for use in self.meaning(self.library.glossary[name], when):
                if isinstance(use.node, m.TermUse) and use.node.term not in used:
                    grown[use.node.term] = either(grown.get(use.node.term, False), use.when)
        return grown

    def is_defined(self, term: GlossaryTerm) -> Truth:
        """The form that holds here is a defined one."""
        if not term.defined:
            return False
        found: list[Truth] = []
        earlier: list[Truth] = []
        for form in term.forms:
            holds = self.world.truth(form.condition, self.view).t
            if not form.plain:
                found.append(conj((holds, *(no(each) for each in earlier))))
            earlier.append(holds)
        return disj(found)

    def meaning(self, term: GlossaryTerm, when: Truth) -> Iterator[Use]:
        """The uses inside a term's meaning."""
        when = both(when, self.is_defined(term))
        earlier: list[Truth] = []
        for condition, inlines in term.meanings:
            holds = self.world.truth(condition, self.view).t
            here = conj((when, holds, *(no(each) for each in earlier)))
            yield from self.inlines(inlines, here, self.view, term.span.file)
            earlier.append(holds)

    def has_meaning(self, term: GlossaryTerm) -> Truth:
        """One of its meanings holds."""
        return disj(self.world.truth(condition, self.view).t for condition, _ in term.meanings)
