"""The compiled library: questions, facts, tables, parameters, texts, outlines. Leaf types."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Span
from pipeline.library.markup import ClauseText, InlineNode
from pipeline.rules.conditions.arithmetic import NumberNode
from pipeline.rules.conditions.nodes import Node
from pipeline.rules.conditions.symbols import Names

ROOMS = ("clause_library", "templates", "intake")
"""How diagnostics call the content beneath all layers; no layer may be called so."""


def layer_of(file: str) -> str:
    """The layer that a file of the library came from, by the name that diagnostics give it; else nothing."""
    room = file.partition("/")[0]
    return "" if room in ROOMS else room


class Fact(Struct, eq=False):
    """A named truth. ``each``: one truth a party."""

    id: str
    means: str
    condition: Node
    holds_unanswered: bool
    mandatory: bool
    each: bool
    source: tuple[str, ...]
    private: bool
    """True when it reads a private answer, directly or through another fact."""
    span: Span
    edge_case: bool = False
    """True for the cases in which the standard drafts need adjustment: named first to the user."""


class TableRow(Struct, frozen=True):
    """One row of a decision table. ``gives`` is None for a row that omits."""

    gives: str | None
    condition: Node
    because: str
    source: tuple[str, ...]
    releases: str
    """The public reason, when the row reads a private answer."""
    span: Span
    documents: tuple[str, ...] = ()
    """For the packet table: the instruments it gives."""
    pairs_with: str = ""
    """For a set of bilateral documents: the party fact that names the hub."""
    id: str = ""
    """Unique in its table: its own, or the variant it gives, with -2, -3 for repeats."""

    @property
    def reason(self) -> str:
        """What may be printed to everyone."""
        return self.releases or self.because


class Link(Struct, frozen=True):
    """A variant's ``requires`` or ``conflicts``: a topic, and which variants of it."""

    topic: str
    variants: tuple[str, ...] = ()
    """Empty: any."""
    excluded: tuple[str, ...] = ()


class Variant(Struct, frozen=True):
    """One alternative clause."""

    id: str
    title: str
    binds: str = ""
    """For the topic that decides the document's nature: "all", "core", "none"."""
    requires: tuple[Link, ...] = ()
    conflicts: tuple[Link, ...] = ()
    layer: str = ""
    """The layer it came from; empty: the library beneath all layers."""
    silent: bool = False
    """True where ``prints: nothing`` says that it has no text."""
    span: Span | None = None


class Overlay(Struct, frozen=True):
    """A place's alternative for a labelled block of a variant."""

    place: str
    variant: str
    label: str
    replace: bool
    because: str
    source: tuple[str, ...]
    law: tuple[str, ...]
    text: ClauseText


class Topic(Struct, eq=False):
    """A question the documents must settle."""

    id: str
    group: str
    number: str
    title: str
    settles: str
    collects: bool
    each: bool
    """Decided party by party."""
    home: str
    """"each", "lead", "binding" or an instrument."""
    core: bool
    mandatory: bool
    decides_nature: bool
    needed: Node | None
    rows: tuple[TableRow, ...]
    variants: dict[str, Variant]
    span: Span
    texts: dict[tuple[str, str], ClauseText] = field(default_factory=dict)
    """(variant, instrument or "") to text; ("point", …) for pointers."""
    overlays: tuple[Overlay, ...] = ()

    def text(self, variant: str, instrument: str) -> ClauseText | None:
        """The instrument's own text of a variant, or the common one, or None."""
        return self.texts.get((variant, instrument)) or self.texts.get((variant, ""))


class Default(Struct, frozen=True):
    """One row of a parameter's defaults."""

    value: NumberNode | str
    condition: Node
    because: str
    source: tuple[str, ...]
    caps: bool = False
    """True when a person's wish may not go beyond it (only an override may)."""
    id: str = ""
    """Unique in its table: its own, or the words of its condition, with -2, -3 for repeats."""
    layer: str = ""


class Parameter(Struct, frozen=True):
    """A typed value of the drafts."""

    id: str
    title: str
    unit: str
    """"days", "working days", "months", "years", "hours", "partners", "money", "" for a choice."""
    low: float
    high: float
    choices: dict[str, str]
    from_answer: str
    combine: str
    defaults: tuple[Default, ...]
    per_party: tuple[Default, ...]
    span: Span
    gives_way: bool = False
    """True when a wish yields to the rules between parameters (only an override may break through)."""


class ParameterRule(Struct, frozen=True):
    """A rule between parameters, enforced on every draft."""

    id: str
    holds: Node
    when: Node | None
    says: str
    source: tuple[str, ...]


class TermForm(Struct, frozen=True):
    """How a term reads where its condition holds."""

    word: str
    plural: str
    plain: bool
    condition: Node


class GlossaryTerm(Struct, eq=False):
    """A defined term: forms read in order, meanings likewise."""

    id: str
    defined: bool
    forms: tuple[TermForm, ...]
    meanings: tuple[tuple[Node, tuple[InlineNode, ...]], ...]
    span: Span


class OutlineArticle(Struct, frozen=True):
    """One article: its topics, or one text of the outline's own."""

    heading: str
    topics: tuple[str, ...]
    text: str = ""


class OutlinePart(Struct, frozen=True):
    """A part of the body."""

    title: str
    articles: tuple[OutlineArticle, ...]


class Outline(Struct, eq=False):
    """An instrument: its order of topics and its words."""

    instrument: str
    title: str
    subtitle: tuple[InlineNode, ...]
    called: str
    strength: int
    numbering: str
    available: bool
    heads: tuple[str, ...]
    front: tuple[str, ...]
    recitals: tuple[str, ...]
    parts: tuple[OutlinePart, ...]
    execution: tuple[str, ...]
    annexes: tuple[tuple[str, tuple[str, ...]], ...]
    texts: dict[str, ClauseText]
    max_pages: int = 0
    headings: dict[str, str] = field(default_factory=dict)
    """Headings of the rooms outside the body: front, recitals, execution."""
    headline: tuple[InlineNode, ...] = ()
    """What is printed as the title instead of ``title``."""
    shell: str = ""
    """The instrument whose Word shell it uses; empty: its own, or the house's."""
    notes: str = "counsel"
    """Which drafting notes its Word file has unless asked otherwise: "none", "counsel" or "full"."""

    def topics(self) -> list[str]:
        """Every topic with a slot, in reading order."""
        body = [topic for part in self.parts for article in part.articles for topic in article.topics]
        annexes = [topic for _, topics in self.annexes for topic in topics]
        return [*self.front, *self.recitals, *body, *self.execution, *annexes]


class Place(Struct, frozen=True):
    """A place whose law matters to a matter when its condition holds."""

    id: str
    title: str
    condition: Node


class Proposition(Struct, frozen=True):
    """A statement of law, stated once."""

    id: str
    says: str
    authority: str
    place: str
    checked_on: str
    status: str
    note: str


class SourceEntry(Struct, frozen=True):
    """What a source id means."""

    id: str
    title: str
    says: str
    where: str


class Warning(Struct, frozen=True):
    """A remark to the user when its condition holds."""

    code: str
    condition: Node
    says: str
    source: tuple[str, ...]
    span: Span


class Companion(Struct, frozen=True):
    """A sheet that stands beside a document of an instrument."""

    instrument: str
    beside: str
    condition: Node
    because: str


class CheckRow(Struct, frozen=True):
    """One demand of the checklist, made where its condition holds."""

    condition: Node
    says: str
    each: str
    """"packet", "document" or "parties": what the condition is asked of."""
    unanswered: bool
    """What a condition that is neither true nor false counts as."""
    where: tuple[Link, ...]
    """The demand is made only where one of these stands; empty: anywhere."""
    needs: tuple[Link, ...]
    """One of these must stand there."""
    bars: tuple[Link, ...]
    """None of these may."""
    words: tuple[str, ...]
    """One of these phrases must stand in the clauses of ``within``, else of ``needs``, else of ``where``."""
    within: tuple[Link, ...]
    gives: tuple[str, ...]
    """The instruments that the facts call for."""
    lines: tuple[str, ...]
    """Words of which one must label a line of a party's signature block."""
    both_ways: bool
    """What is needed must be absent where the condition does not hold."""
    binding: bool
    """What is needed must stand in a clause that binds."""


class Point(Struct, frozen=True):
    """One point of the checklist with the data of its check."""

    id: str
    number: int
    title: str
    why: str
    severity: str
    source: tuple[str, ...]
    rows: tuple[CheckRow, ...] = ()
    words: dict[str, tuple[str, ...]] = {}
    """Phrases by role, in lower case unless capitals matter."""
    limits: dict[str, float] = {}
    topics: dict[str, tuple[Link, ...]] = {}
    """Topics by role."""
    parameters: dict[str, tuple[str, ...]] = {}
    """Words by parameter id."""
    terms: dict[str, tuple[str, ...]] = {}
    """Words by term id."""


class LayerInfo(Struct, frozen=True):
    """One of the folders that a library was put together from."""

    name: str
    """``clause_library`` for what lies beneath all layers."""
    digest: str
    owner: str = ""
    because: str = ""


class Library(Struct, eq=False):
    """Everything, compiled and bound."""

    bank: Any
    """The intake's QuestionBank."""
    names: Names
    facts: dict[str, Fact]
    """In an order in which each reads only earlier ones."""
    gate: tuple[TableRow, ...]
    packets: tuple[TableRow, ...]
    companions: tuple[Companion, ...]
    warnings: tuple[Warning, ...]
    parameters: dict[str, Parameter]
    """In an order in which each reads only earlier ones."""
    rules: tuple[ParameterRule, ...]
    topics: dict[str, Topic]
    glossary: dict[str, GlossaryTerm]
    outlines: dict[str, Outline]
    places: dict[str, Place]
    law: dict[str, Proposition]
    sources: dict[str, SourceEntry]
    verbs: dict[str, dict[str, dict[str, str]]]
    digest: str = ""
    nature_topic: str = ""
    terms_by_word: dict[str, str] = field(default_factory=dict)
    """Term id by its plural in lower case: for units that are defined terms."""
    layers: tuple[LayerInfo, ...] = ()
    """From below to top, the library beneath them first; empty where there is no layer."""
    checklist: dict[str, Point] = field(default_factory=dict)
    """What the linter of drafts looks for, by the point's id; empty in a library without a checklist."""


class Case(Struct, frozen=True, eq=False):
    """One case of a topic: these facts and answers, no other facts."""

    topic: str
    name: str
    instrument: str
    packet: tuple[str, ...]
    facts: tuple[str, ...]
    answers: dict[str, Any]
    """Question id to the answer as written: a text, or a list of texts."""
    party: dict[str, Any]
    """For a topic decided party by party: the party's answers, and its facts as "true" or "false"."""
    gate: str
    span: Span
