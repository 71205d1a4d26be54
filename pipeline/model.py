"""The document model: what a draft says, before any file format. A leaf; imports nothing of ours.

Document > Part > Article > Clause > Block > Inline. ``as_dict`` gives the record (``document.json``).
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field, to_builtins

# ---------------------------------------------------------------- inlines


class Text(Struct, tag_field="kind", tag="text"):
    """Plain words. ``mark``: "" | "strong" | "emphasis"."""

    text: str
    mark: str = ""


class Value(Struct, tag_field="kind", tag="value"):
    """A parameter's value as it is read in the text, units included."""

    parameter: str
    text: str
    party: str | None = None
    """Party id when the value is that party's own."""
    is_open: bool = False
    """True for a value not known yet: printed highlighted and listed."""


class Answer(Struct, tag_field="kind", tag="answer"):
    """A person's own words or figure from the intake; never parsed."""

    question: str
    """Question id, or ``parties.<column>``."""
    text: str
    party: str | None = None
    is_open: bool = False
    mark: str = ""
    """"" | "strong"."""


class Term(Struct, tag_field="kind", tag="term"):
    """A defined term as used. ``defining`` marks the place of its definition."""

    term: str
    text: str
    defining: bool = False


class Ref(Struct, tag_field="kind", tag="ref"):
    """A reference to a numbered place. ``text`` is the cached number, e.g. "7.2(a)".

    ``target`` is an anchor of this document; empty when the place is in another document (plain text).
    """

    target: str
    text: str
    document: str | None = None
    """Id of the other document, or None."""


Inline = Text | Value | Answer | Term | Ref

# ---------------------------------------------------------------- blocks


class Paragraph(Struct, tag_field="kind", tag="paragraph"):
    """A paragraph. ``level``: 0 unnumbered, 2 = "7.1", 3 = "(a)", 4 = "(i)", 9 = bullet."""

    inlines: list[Inline]
    level: int = 0
    number: str = ""
    """The label as printed ("7.1", "(a)"), "" when unnumbered; computed, never typed."""
    anchor: str = ""
    """Bookmark name when something refers to this paragraph."""
    keep_next: bool = False


class Definition(Struct, tag_field="kind", tag="definition"):
    """One entry of the definitions: the term's inlines, its Term first."""

    inlines: list[Inline]
    anchor: str = ""


class Table(Struct, tag_field="kind", tag="table"):
    """A table with one header row. Cells are lists of inlines. ``caption`` doubles as alternative text."""

    caption: str
    header: list[list[Inline]]
    rows: list[list[list[Inline]]]


class Note(Struct, tag_field="kind", tag="note"):
    """A boxed remark to the reader of the draft, not part of the agreement (stamp, open point)."""

    inlines: list[Inline]


class Signature(Struct, tag_field="kind", tag="signature"):
    """A signature block that stays together: lead-in, then lines of (label, filled-in inlines or empty)."""

    party: str
    lead: list[Inline]
    lines: list[tuple[str, list[Inline]]]


Block = Paragraph | Definition | Table | Note | Signature

# ---------------------------------------------------------------- structure


class Clause(Struct, tag_field="kind", tag="clause"):
    """The text of one variant. ``instance`` tells apart clauses of one variant (a party's id, or "")."""

    topic: str
    variant: str
    instance: str
    binding: bool
    blocks: list[Block]


class Article(Struct, tag_field="kind", tag="article"):
    """A numbered (or plain) heading with its clauses."""

    heading: list[Inline]
    clauses: list[Clause]
    number: str = ""
    """"7", or "" in a document without numbering."""
    anchor: str = ""


class Part(Struct, tag_field="kind", tag="part"):
    """A group of articles under an unnumbered heading; ``title`` may be empty."""

    title: str
    articles: list[Article]


class Annex(Struct, tag_field="kind", tag="annex"):
    """An annex: label ("Annex A"), title, clauses; numbering starts again inside."""

    label: str
    title: str
    clauses: list[Clause]
    anchor: str = ""


class Document(Struct, tag_field="kind", tag="document"):
    """One document of the packet."""

    id: str
    instrument: str
    title: str
    """E.g. "Governance Charter"."""
    subtitle: str
    """E.g. the alliance's name."""
    parties: list[str]
    """Names as printed on the cover."""
    as_of: str
    """ISO date of the draft."""
    date_text: str
    """The same in words: 22 November 2026."""
    language: str
    """BCP 47, e.g. en-GB."""
    stamp: str
    """"" or a stamp such as "Not ready for signature"."""
    numbering: str
    """"legal" (1, 1.1, (a), (i)) or "none" (plain headings and bullets: the one page)."""
    front: list[Clause] = field(default_factory=list)
    """The parties block, before the recitals."""
    recitals: list[Clause] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)
    execution: list[Clause] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    shell: dict[str, str] = field(default_factory=dict)
    """Plain words for the shell's slots (cover, header, footer), by slot name."""


def as_dict(node: Any) -> Any:
    """The node as plain data with a ``kind`` on every model object; keys in field order."""
    return to_builtins(node)


def plain(inlines: list[Inline]) -> str:
    """The inlines' words, joined."""
    return "".join(each.text for each in inlines)


def all_clauses(document: Document) -> list[Clause]:
    """Every clause in reading order."""
    body = [clause for part in document.body for article in part.articles for clause in article.clauses]
    annexes = [clause for annex in document.annexes for clause in annex.clauses]
    return [*document.front, *document.recitals, *body, *document.execution, *annexes]
