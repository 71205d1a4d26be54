"""What the content must keep, each as a question to the solver: can it be reached, can it be broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Span
from pipeline.library import markup as m
from pipeline.library.types import Library, Link, Parameter, TableRow, Topic
from pipeline.rules.conditions.nodes import parts_of, symbols_of
from pipeline.rules.prove.conditions import View
from pipeline.rules.prove.logic import Truth, both, conj, disj, either, no
from pipeline.rules.prove.packet import Matter, Packet, Written
from pipeline.rules.prove.settings import Settings
from pipeline.rules.prove.texts import Texts, Use


class Duty(Struct, frozen=True, eq=False):
    """One question. ``reach``: some intake must make it true; else none may."""

    key: str
    code: str
    said: str
    formula: Callable[[], Truth]
    reach: bool = False
    span: Span | None = None
    topic: str = ""


def duties(library: Library, matter: Matter) -> Iterator[Duty]:
    """Everything to be proved, in the order of the stages."""
    for make in (_facts, _tables, _topics, _rows, _links, _parameters, _rules, _texts):
        yield from make(library, matter)


def _drafted(matter: Matter) -> list[tuple[str, Packet]]:
    """The packets all of whose instruments can be drafted."""
    return [
        (f"packet {number + 1}", packet)
        for number, packet in enumerate(matter.packets)
        if all(each.available for each in packet.documents)
    ]


# ---------------------------------------------------------------- facts and tables


def _facts(library: Library, matter: Matter) -> Iterator[Duty]:
    """Each fact can hold and can fail, and so can each part of its condition."""
    for fact in library.facts.values():
        view = matter.world.base(0 if fact.each else None)
        yield from _both_ways(matter, f"fact {fact.id}", fact.condition, view, fact.span, "")


def _both_ways(
    matter: Matter, key: str, condition: Any, view: View, span: Span, topic: str
) -> Iterator[Duty]:
    """The leaves of a condition: one that is always or never true says nothing."""
    for number, leaf in enumerate(_leaves(condition)):
        if any(each.kind == "context" for each in symbols_of(leaf)) or not symbols_of(leaf):
            continue
        name = f"{key} leaf {number}"
        never = f"`{leaf.text}` can never hold"
        yield Duty(f"{name} t", "never-holds", never, _truth(matter, leaf, view, True), True, span, topic)
        always = f"`{leaf.text}` can never fail"
        yield Duty(f"{name} f", "always-holds", always, _truth(matter, leaf, view, False), True, span, topic)


def _truth(matter: Matter, leaf: Any, view: View, wanted: bool) -> Callable[[], Truth]:
    def formula() -> Truth:
        found = matter.world.truth(leaf, view)
        return found.t if wanted else no(found.t)

    return formula


def _leaves(node: Any) -> Iterator[Any]:
    inner = parts_of(node) if type(node).__name__ in ("And", "Or", "Not") else ()
    if not inner:
        yield node
    for part in inner:
        yield from _leaves(part)


def _tables(library: Library, matter: Matter) -> Iterator[Duty]:
    """Rows of the gate and of the packets."""
    for name, rows in (("gate", matter.gate_rows), ("packets", matter.packet_rows)):
        for number, (row, hit) in enumerate(rows):
            said = f"row {number + 1} of `{name}` can never decide: {row.condition.text}"
            yield Duty(f"{name} row {number}", "unreachable-row", said, partial(disj, [hit]), True, row.span)


# ---------------------------------------------------------------- topics


def _topics(library: Library, matter: Matter) -> Iterator[Duty]:
    """Heads, needs and mandatory tables."""
    for name, packet in _drafted(matter):
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


def _rows(library: Library, matter: Matter) -> Iterator[Duty]:
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
                hits = document.hits.get(topic.id, ())
                found += [both(packet.chosen, hit) for each, hit in hits if each is row]
                if not document.available:
                    view = document.view.at(0) if topic.each else document.view
                    found.append(both(packet.chosen, matter.world.truth(row.condition, view).t))
        return disj(found)

    return formula


def _links(library: Library, matter: Matter) -> Iterator[Duty]:
    """requires and conflicts of the variants, over the whole packet."""
    for name, packet in _drafted(matter):
        for topic in library.topics.values():
            for variant in topic.variants.values():
                here = matter.printed(packet, topic.id, (variant.id,))
                if here is False:
                    continue
                for link, wanted in [(each, True) for each in variant.requires] + [
                    (each, False) for each in variant.conflicts
                ]:
                    verb = "needs" if wanted else "conflicts with"
                    said = f"`{topic.id}/{variant.id}` {verb} {_words(link)}, and some intake breaks that"
                    key = f"{name} {topic.id}/{variant.id} {verb} {_words(link)}"
                    code = "requires-broken" if wanted else "conflict"
                    formula = _broken(matter, packet, here, link, wanted)
                    yield Duty(key, code, said, formula, span=topic.span, topic=topic.id)


def _broken(matter: Matter, packet: Packet, here: Truth, link: Link, wanted: bool) -> Callable[[], Truth]:
    def formula() -> Truth:
        variants = link.variants or tuple(
            each for each in matter.library.topics[link.topic].variants if each not in link.excluded
        )
        there = matter.printed(packet, link.topic, variants)
        return conj((packet.chosen, here, no(there) if wanted else there))

    return formula


def _words(link: Link) -> str:
    tail = "/" + " or ".join(link.variants) if link.variants else ""
    but = f" but {', '.join(link.excluded)}" if link.excluded else ""
    return f"`{link.topic}{tail}`{but}"


# ---------------------------------------------------------------- parameters


def _parameters(library: Library, matter: Matter) -> Iterator[Duty]:
    """Each default can hold, and stays within the range."""
    yield from _ranges(library, matter)
    for parameter in library.parameters.values():
        for number, row in enumerate((*parameter.defaults, *parameter.per_party)):
            own = number >= len(parameter.defaults)
            formula = _default_holds(matter, row.condition, own)
            said = f"default {number + 1} of `{parameter.id}` can never hold: {row.condition.text}"
            yield Duty(
                f"default {parameter.id} {number}", "unreachable-default", said, formula, True, parameter.span
            )


def _ranges(library: Library, matter: Matter) -> Iterator[Duty]:
    """What the library itself gives is within the parameter's own range; a wish is the partners' affair."""
    for name, packet in _drafted(matter):
        for parameter in library.parameters.values():
            if packet.settings is not None and not parameter.choices:
                key = f"{name} range {parameter.id}"
                said = (
                    f"a default of `{parameter.id}` may lie outside {parameter.low:g} to {parameter.high:g}"
                )
                formula = _outside(packet, packet.settings, parameter)
                yield Duty(key, "default-out-of-range", said, formula, span=parameter.span)


def _outside(packet: Packet, settings: Settings, parameter: Parameter) -> Callable[[], Truth]:
    def formula() -> Truth:
        setting = settings.values[parameter.id]
        if setting.number is None:
            return False
        low, high = int(parameter.low), int(parameter.high)
        beyond = either(setting.number < low, setting.number > high)
        by_itself = no(either(settings.answered[parameter.id], settings.rests_on_answer(parameter)))
        return conj((packet.chosen, setting.known, by_itself, beyond))

    return formula


def _default_holds(matter: Matter, condition: Any, own: bool) -> Callable[[], Truth]:
    def formula() -> Truth:
        return disj(
            both(packet.chosen, matter.world.truth(condition, packet.view.at(0) if own else packet.view).t)
            for packet in matter.packets
            if packet.settings is not None
        )

    return formula


def _rules(library: Library, matter: Matter) -> Iterator[Duty]:
    """The rules between parameters hold wherever no person's override breaks them."""
    for name, packet in _drafted(matter):
        if packet.settings is None:
            continue
        for rule in library.rules:
            said = f"the rule `{rule.id}` may be broken without an override: {rule.holds.text}"
            yield Duty(f"{name} rule {rule.id}", "parameter-rule", said, _rule_broken(matter, packet, rule))


def _rule_broken(matter: Matter, packet: Packet, rule: Any) -> Callable[[], Truth]:
    """Wishes that give way have given way, where they stand in the rule."""

    def formula() -> Truth:
        settings = packet.settings
        assert settings is not None
        named = {each.id for each in symbols_of(rule.holds)}
        settled = [no(settings.answered[name]) for name in settings.yields if name in named]
        when = matter.world.truth(rule.when, packet.view).t if rule.when is not None else True
        return conj((packet.chosen, when, matter.world.truth(rule.holds, packet.view).f, *settled))

    return formula


# ---------------------------------------------------------------- texts


def _texts(library: Library, matter: Matter) -> Iterator[Duty]:
    for name, packet in _drafted(matter):
        for document in packet.documents:
            yield from _text(library, matter, f"{name} {document.instrument}", packet, document)


def _text(library: Library, matter: Matter, name: str, packet: Packet, document: Written) -> Iterator[Duty]:
    texts = Texts(library, matter, packet, document)
    uses = list(texts.uses())
    defined = texts.defined(uses)
    meanings = [use for term, when in defined.items() for use in texts.meaning(library.glossary[term], when)]
    grouped: dict[tuple[str, str, str], list[Truth]] = {}
    for use in (*uses, *meanings):
        for code, words, breaks in _breaches(matter, texts, use):
            grouped.setdefault((code, words, use.file), []).append(breaks)
    for term, when in defined.items():
        bare = both(when, no(texts.has_meaning(library.glossary[term])))
        said = f"`{term}` may be used without a meaning"
        grouped["undefined-term", said, library.glossary[term].span.file] = [bare]
    for (code, words, file), found in grouped.items():
        said = f"{words}, in `{document.instrument}`"
        key = f"{name} {code} {words} {file}"
        yield Duty(key, code, said, partial(disj, found), span=Span(file, 1, 1), topic=_topic_of(file))


def _topic_of(file: str) -> str:
    parts = file.split("/")
    return parts[2] if len(parts) > 3 and parts[0] == "clause_library" else ""


def _breaches(matter: Matter, texts: Texts, use: Use) -> Iterator[tuple[str, str, Truth]]:
    """How one use in a text may go wrong."""
    node = use.node
    if isinstance(node, m.TopicRef):
        there = _target(matter, texts, node)
        yield (
            "dangling-reference",
            f"a reference to `{node.topic}` may lead nowhere",
            both(use.when, no(there)),
        )
    elif isinstance(node, m.AnswerUse):
        cell = matter.world.cells.at(node.question, use.view.row if node.of_party else None)
        name = f"`p.{node.question}`" if node.of_party else f"`{node.question}`"
        yield "answer-missing-in-text", f"the answer {name} may be missing", both(use.when, cell.missing)
    elif isinstance(node, m.ParameterUse):
        setting = use.view.parameters.get(node.parameter)
        lacks = True if setting is None else no(disj((setting.known, setting.open)))
        yield "value-missing", f"`{node.parameter}` may have no value", both(use.when, lacks)
    elif isinstance(node, m.ListUse) and node.condition is not None:
        nobody = no(matter.world.some_party(node.condition, use.view))
        yield "empty-list", f"a list of `p.{node.column}` may be empty", both(use.when, nobody)
    elif isinstance(node, m.BindingRefs):
        bare = no(texts.some_binding_clause())
        yield "empty-list", "the list of binding clauses may be empty", both(use.when, bare)


def _target(matter: Matter, texts: Texts, node: m.TopicRef) -> Truth:
    """The topic prints words in this document, or in another of the packet."""
    named = [
        each for each in texts.packet.documents if not node.instrument or each.instrument == node.instrument
    ]
    return disj(both(each.available, matter.speaks(texts.packet, each, node.topic)) for each in named)
