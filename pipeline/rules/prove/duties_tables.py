"""Duties of facts, tables and topics: nothing dead, nothing missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pipeline.diagnostics import Span
from pipeline.library.types import Library, TableRow, Topic
from pipeline.rules.conditions.nodes import Constant, parts_of, symbols_of
from pipeline.rules.prove.conditions import View
from pipeline.rules.prove.duty import Duty, drafted
from pipeline.rules.prove.logic import Truth, both, conj, disj, no
from pipeline.rules.prove.packet import Matter, Packet, Written


def of_facts(library: Library, matter: Matter) -> Iterator[Duty]:
    """Each part of a condition can hold and can fail: of the facts, and of the topics' rows."""
    for fact in library.facts.values():
        view = matter.world.base(0 if fact.each else None)
        yield from _both_ways(matter, f"fact {fact.id}", fact.condition, view, fact.span, "")
    for topic in library.topics.values():
        view = matter.world.base(0 if topic.each else None)
        for number, row in enumerate(topic.rows):
            key = f"row {topic.id} {number}"
            yield from _both_ways(matter, key, row.condition, view, row.span, topic.id)


def _both_ways(
    matter: Matter, key: str, condition: Any, view: View, span: Span, topic: str
) -> Iterator[Duty]:
    """The leaves of a condition: one that is always or never true says nothing."""
    for number, leaf in enumerate(_leaves(condition)):
        if isinstance(leaf, Constant) or any(each.kind == "context" for each in symbols_of(leaf)):
            continue
        name = f"{key} leaf {number}"
        never = f"`{leaf.text}` can never hold"
        yield Duty(f"{name} t", "never-holds", never, _truth(matter, leaf, view, True), True, span, topic)
        always = f"`{leaf.text}` can never fail"
        yield Duty(f"{name} f", "always-holds", always, _truth(matter, leaf, view, False), True, span, topic)


def _truth(matter: Matter, leaf: Any, view: View, wanted: bool) -> Callable[[], Truth]:
    def formula() -> Truth:
        found = matter.world.truth(leaf, view)
        return found.t if wanted else found.f

    return formula


def _leaves(node: Any) -> Iterator[Any]:
    inner = parts_of(node) if type(node).__name__ in ("And", "Or", "Not") else ()
    if not inner:
        yield node
    for part in inner:
        yield from _leaves(part)


def of_tables(library: Library, matter: Matter) -> Iterator[Duty]:
    """Rows of the gate and of the packets."""
    for name, rows in (("gate", matter.gate_rows), ("packets", matter.packet_rows)):
        for number, (row, hit) in enumerate(rows):
            said = f"row {number + 1} of `{name}` can never decide: {row.condition.text}"
            yield Duty(f"{name} row {number}", "unreachable-row", said, partial(disj, [hit]), True, row.span)


def of_topics(library: Library, matter: Matter) -> Iterator[Duty]:
    """Heads, needs and mandatory tables."""
    for name, packet in drafted(matter):
        for document in packet.documents:
            for head in library.outlines[document.instrument].heads:
                said = f"`{document.instrument}` may say nothing about its head `{head}`"
                yield Duty(
                    f"{name} {document.instrument} head {head}",
                    "head-missing",
                    said,
                    _headless(matter, packet, document, head),
                    span=library.topics[head].span,
                    topic=head,
                )
        for topic in library.topics.values():
            if topic.needed is not None and any(topic.id in each.hits for each in packet.documents):
                said = f"`{topic.id}` may be needed and printed in no document"
                key = f"{name} nowhere {topic.id}"
                formula = _nowhere(matter, packet, topic)
                yield Duty(key, "needed-but-nowhere", said, formula, span=topic.span, topic=topic.id)
            if topic.mandatory:
                yield from _gaps(matter, name, packet, topic)
            if topic.core or topic.home == "binding":
                said = f"`{topic.id}` must bind, and may stand only where it does not"
                key, formula = f"{name} carrier {topic.id}", _unbound(matter, packet, topic)
                yield Duty(key, "carrier-does-not-bind", said, formula, span=topic.span, topic=topic.id)


def _headless(matter: Matter, packet: Packet, document: Written, head: str) -> Callable[[], Truth]:
    return lambda: conj(
        (packet.chosen, no(matter.prints(document, head)), no(matter.points(packet, document, head)))
    )


def _nowhere(matter: Matter, packet: Packet, topic: Topic) -> Callable[[], Truth]:
    assert topic.needed is not None
    needed = topic.needed
    return lambda: conj(
        (packet.chosen, matter.world.truth(needed, packet.view).t, no(matter.printed(packet, topic.id)))
    )


def _unbound(matter: Matter, packet: Packet, topic: Topic) -> Callable[[], Truth]:
    """It is printed, a document of the packet could carry it with effect, and none that prints it does."""

    def formula() -> Truth:
        able = [matter.carries(topic, each) for each in packet.documents if topic.id in each.hits]
        bound = [
            both(matter.carries(topic, each), matter.prints(each, topic.id)) for each in packet.documents
        ]
        return conj((packet.chosen, matter.printed(packet, topic.id), disj(able), no(disj(bound))))

    return formula


def _gaps(matter: Matter, name: str, packet: Packet, topic: Topic) -> Iterator[Duty]:
    for document in packet.documents:
        if topic.id not in document.hits:
            continue
        said = f"the table of `{topic.id}` may have no row that holds, in `{document.instrument}`"
        key = f"{name} gap {document.instrument} {topic.id}"
        yield Duty(key, "gap", said, _gap(packet, document, topic), span=topic.span, topic=topic.id)


def _gap(packet: Packet, document: Written, topic: Topic) -> Callable[[], Truth]:
    hits = [hit for _, hit in document.hits[topic.id]]
    return lambda: conj((packet.chosen, document.homes[topic.id], *(no(each) for each in hits)))


def of_rows(library: Library, matter: Matter) -> Iterator[Duty]:
    """Each row of each topic decides somewhere."""
    for topic in library.topics.values():
        for number, row in enumerate(topic.rows):
            said = f"row {number + 1} of `{topic.id}` can never decide: {row.condition.text}"
            formula = _decides(matter, topic, row)
            yield Duty(f"row {topic.id} {number}", "unreachable-row", said, formula, True, row.span, topic.id)


def _decides(matter: Matter, topic: Topic, row: TableRow) -> Callable[[], Truth]:
    """In a document that has a place for the topic; or that cannot be drafted yet, and may have one later."""

    def formula() -> Truth:
        found: list[Truth] = []
        for packet in matter.packets:
            for document in packet.documents:
                hits = matter.possible_hits(document, topic)
                found += [both(packet.chosen, hit) for each, hit in hits if each is row]
        return disj(found)

    return formula
