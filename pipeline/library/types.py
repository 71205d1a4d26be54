"""The compiled library: questions, facts, tables, parameters, texts, outlines. Leaf types."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Span
from pipeline.library.markup import ClauseText, InlineNode
from pipeline.rules.conditions.arithmetic import NumberNode
from pipeline.rules.conditions.nodes import Node
from pipeline.rules.conditions.symbols import Names


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
