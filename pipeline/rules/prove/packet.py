"""The packet for the solver: for each row of the packet's table its documents, and what each says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from pipeline.library.types import Library, TableRow, Topic
from pipeline.rules.prove.conditions import Translator, View
from pipeline.rules.prove.logic import Truth, both, conj, disj, either, no
from pipeline.rules.prove.settings import Settings

POINT = "point"


class Written(Struct, frozen=True, eq=False):
    """A document whose instrument has no outline for topics yet, or one that has."""

    instrument: str
    view: View
    binds: Mapping[str, Truth]
    """"all", "core", "none": when."""
    available: bool
    pairs: bool = False
    """A set of separate agreements: one document a pair. Proved when it can be drafted."""
    homes: dict[str, Truth] = field(default_factory=dict)
    hits: dict[str, list[tuple[TableRow, Truth]]] = field(default_factory=dict)
    """By topic: each row, with when it decides in this document."""
    waiting: dict[str, list[tuple[TableRow, Truth]]] = field(default_factory=dict)
    """The same for a document that cannot be drafted yet; filled as it is asked."""
    said: dict[tuple[str, tuple[str, ...]], Truth] = field(default_factory=dict)
    """By topic and variants: when it prints one of them; filled as it is asked."""


class Packet(Struct, frozen=True, eq=False):
    """What one row of the packet's table gives."""

    row: TableRow
    chosen: Truth
    documents: tuple[Written, ...]
    settings: Settings | None
    view: View
    """The packet as a whole: no document, no nature."""


class Matter:
    """One intake, decided: gate, packets, documents, topics."""

    def __init__(self, library: Library, world: Translator) -> None:
        self.library, self.world = library, world
        gates = first_hits(world, library.gate, world.base())
        self.gate = _by_value(gates)
        view = View("gate", {"gate": self.gate})
        self.gate_rows = gates
        self.packet_rows = first_hits(world, library.packets, view)
        self.packets = [
            self._packet(number, row, chosen) for number, (row, chosen) in enumerate(self.packet_rows)
        ]

    def _packet(self, number: int, row: TableRow, chosen: Truth) -> Packet:
        outlines = self.library.outlines
        lead = max(row.documents, key=lambda each: outlines[each].strength)
        context = {"gate": self.gate, "packet": dict.fromkeys(row.documents, True), "lead": {lead: True}}
        view = View(f"packet {number}", context)
        settings = Settings(self.library, self.world, view) if outlines[lead].strength > 0 else None
        values = settings.values if settings else {}
        documents = tuple(
            self._document(number, each, context, values, bool(row.pairs_with)) for each in row.documents
        )
        if not isinstance(chosen, bool):
            chosen = self.world.cells.define(f"packet {number}", chosen)
        packet = Packet(row, chosen, documents, settings, View(view.key, context, values))
        for topic in self.library.topics.values():
            self._place(topic, packet)
        return packet

    def _document(
        self, number: int, instrument: str, context: Mapping[str, Any], values: Mapping[str, Any], pairs: bool
    ) -> Written:
        view = View(f"nature {number}/{instrument}", {**context, "instrument": {instrument: True}}, values)
        topic = self.library.topics[self.library.nature_topic]
        binds: dict[str, Truth] = {"all": False, "core": False}
        for row, hit in first_hits(self.world, topic.rows, view):
            nature = topic.variants[row.gives].binds if row.gives else ""
            if nature in binds:
                binds[nature] = either(binds[nature], hit)
        binds["none"] = no(either(binds["all"], binds["core"]))
        full = View(f"document {number}/{instrument}", {**view.context, "binds": binds}, values)
        available = self.library.outlines[instrument].available and not pairs
        return Written(instrument, full, binds, available, pairs)

    # ------------------------------------------------------------ topics

    def _place(self, topic: Topic, packet: Packet) -> None:
        """The rules of ``rules.placing``, as formulas."""
        slots = self.library.outlines
        listing = [
            each
            for each in packet.documents
            if each.available and topic.id in slots[each.instrument].topics()
        ]
        for document in listing:
            home = self._is_home(topic, document, listing)
            document.homes[topic.id] = home
            document.hits[topic.id] = [(each, both(home, hit)) for each, hit in self._read(topic, document)]

    def _read(self, topic: Topic, document: Written) -> list[tuple[TableRow, Truth]]:
        """The topic's table in the document's view; party by party it is one row that stands for any."""
        view = document.view.at(0) if topic.each else document.view
        return (all_hits if topic.collects else first_hits)(self.world, topic.rows, view)

    def possible_hits(self, document: Written, topic: Topic) -> list[tuple[TableRow, Truth]]:
        """The rows that decide; in a document that cannot be drafted yet, those that would with a slot."""
        if document.available:
            return document.hits.get(topic.id, [])
        if topic.id not in document.waiting:
            document.waiting[topic.id] = self._read(topic, document)
        return document.waiting[topic.id]

    def _is_home(self, topic: Topic, document: Written, listing: list[Written]) -> Truth:
        if topic.home == "each":
            return True
        if topic.home != "binding" and any(each.instrument == topic.home for each in listing):
            return document.instrument == topic.home
        able = self.carries(topic, document) if topic.home == "binding" else True
        stronger = [each for each in listing if self._strength(each) > self._strength(document)]
        if topic.home != "binding":
            return not stronger
        return both(able, conj(no(self.carries(topic, each)) for each in stronger))

    def _strength(self, document: Written) -> int:
        return self.library.outlines[document.instrument].strength

    def carries(self, topic: Topic, document: Written) -> Truth:
        """What the document says about the topic binds."""
        return either(document.binds["all"], document.binds["core"] if topic.core else False)

    # ------------------------------------------------------------ what is printed

    def prints(self, document: Written, topic: str, variants: tuple[str, ...] = ()) -> Truth:
        """The document prints one of the variants (or any) of the topic."""
        key = (topic, variants)
        if key not in document.said:
            document.said[key] = self._prints(document, self.library.topics[topic], variants)
        return document.said[key]

    def _prints(self, document: Written, topic: Topic, variants: tuple[str, ...]) -> Truth:
        return disj(
            hit
            for row, hit in document.hits.get(topic.id, ())
            if row.gives is not None
            and (not variants or row.gives in variants)
            and topic.text(row.gives, document.instrument) is not None
        )

    def printed(self, packet: Packet, topic: str, variants: tuple[str, ...] = ()) -> Truth:
        """Some document of the packet prints it."""
        return disj(self.prints(each, topic, variants) for each in packet.documents)

    def points(self, packet: Packet, document: Written, topic: str) -> Truth:
        """The document points to another one of the packet that prints the topic."""
        found = self.library.topics[topic]
        if topic not in document.hits or found.text(POINT, document.instrument) is None:
            return False
        others = (self.prints(each, topic) for each in packet.documents if each is not document)
        return both(no(document.homes[topic]), disj(others))

    def speaks(self, packet: Packet, document: Written, topic: str) -> Truth:
        """The document has words on the topic, be it a pointer."""
        return either(self.prints(document, topic), self.points(packet, document, topic))

    def present(self, packet: Packet, document: Written) -> Mapping[str, Truth]:
        """For texts: the topics that print words in this document."""
        return {topic: self.speaks(packet, document, topic) for topic in document.hits}


def first_hits(world: Translator, rows: tuple[TableRow, ...], view: View) -> list[tuple[TableRow, Truth]]:
    """Each row with when it is the first that holds."""
    found: list[tuple[TableRow, Truth]] = []
    earlier: list[Truth] = []
    for row in rows:
        holds = world.truth(row.condition, view).t
        found.append((row, conj((holds, *(no(each) for each in earlier)))))
        earlier.append(holds)
    return found


def all_hits(world: Translator, rows: tuple[TableRow, ...], view: View) -> list[tuple[TableRow, Truth]]:
    """Each row with when it holds."""
    return [(row, world.truth(row.condition, view).t) for row in rows]


def _by_value(rows: list[tuple[TableRow, Truth]]) -> dict[str, Truth]:
    found: dict[str, Truth] = {}
    for row, hit in rows:
        found[str(row.gives)] = either(found.get(str(row.gives), False), hit)
    return found
