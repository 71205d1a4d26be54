"""Compiled clause text: a tree of blocks and inlines, never executed. Leaf types of the library.

Conditions in it are bound nodes; the drafting room walks the tree and yields the document model.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.diagnostics import Span
from pipeline.rules.conditions.nodes import Node

# ---------------------------------------------------------------- inlines


@dataclass(slots=True, eq=False)
class Words:
    """Words as written. ``strong`` for ``**words**``."""

    text: str
    strong: bool = False


@dataclass(slots=True, eq=False)
class ParameterUse:
    """``{cure_days}``, ``{cure_days number}``, ``{exit_notice_days for p}``."""

    parameter: str
    bare: bool
    of_party: bool
    span: Span


@dataclass(slots=True, eq=False)
class TermUse:
    """``{Reserved Matters}``: term id, and whether the plural is meant."""

    term: str
    plural: bool
    span: Span


@dataclass(slots=True, eq=False)
class TopicRef:
    """``{@escalation}``, ``{@escalation#label}``, ``{@agreement:escalation}``."""

    topic: str
    label: str
    instrument: str
    span: Span


@dataclass(slots=True, eq=False)
class BindingRefs:
    """``{@binding}``: all binding clauses of the document."""

    span: Span


@dataclass(slots=True, eq=False)
class AnswerUse:
    """``{answer purpose}`` or ``{p.seat}``."""

    question: str
    of_party: bool
    span: Span
    strong: bool = False


@dataclass(slots=True, eq=False)
class ListUse:
    """``{list p.short_name for p in parties where protected}``."""

    column: str
    condition: Node | None
    span: Span


@dataclass(slots=True, eq=False)
class Duty:
    """``{shall}`` and its forms; ``verb`` is a key of words.yaml."""

    verb: str
    many: bool


@dataclass(slots=True, eq=False)
class InlineIf:
    """``{if …}…{else}…{end}`` inside a sentence."""

    condition: Node
    then: tuple[InlineNode, ...]
    otherwise: tuple[InlineNode, ...]


InlineNode = Words | ParameterUse | TermUse | TopicRef | BindingRefs | AnswerUse | ListUse | Duty | InlineIf

# ---------------------------------------------------------------- blocks


@dataclass(slots=True, eq=False)
class TextParagraph:
    """A paragraph. ``level``: 0 plain, 2 numbered, 3 item, 4 point."""

    level: int
    inlines: tuple[InlineNode, ...]
    joiner: str = "and"
    """How the items that follow are joined: "and", "or", "plain"."""


@dataclass(slots=True, eq=False)
class Labelled:
    """``{#label}`` and the blocks it names; overlays append to them or replace them."""

    label: str
    blocks: tuple[BlockNode, ...]


@dataclass(slots=True, eq=False)
class BlockIf:
    """``{if …}`` around blocks or table rows."""

    condition: Node
    then: tuple[BlockNode, ...]
    otherwise: tuple[BlockNode, ...]


@dataclass(slots=True, eq=False)
class ForParties:
    """``{for p in parties where …}`` around blocks or table rows."""

    condition: Node | None
    blocks: tuple[BlockNode, ...]


@dataclass(slots=True, eq=False)
class Row:
    """One row of a table."""

    cells: tuple[tuple[InlineNode, ...], ...]


@dataclass(slots=True, eq=False)
class TableNode:
    """``{table Caption}``; the first row is the header."""

    caption: str
    header: Row
    rows: tuple[BlockNode, ...]


@dataclass(slots=True, eq=False)
class SignatureNode:
    """``{signature p}``: a lead-in and labelled lines."""

    lead: tuple[InlineNode, ...]
    lines: tuple[tuple[str, tuple[InlineNode, ...]], ...]


@dataclass(slots=True, eq=False)
class DefinitionsNode:
    """``{definitions}``: the definitions of all terms in use."""


BlockNode = (
    TextParagraph | Labelled | BlockIf | ForParties | Row | TableNode | SignatureNode | DefinitionsNode
)


@dataclass(slots=True, eq=False)
class ClauseText:
    """One compiled text file. ``heading`` replaces the topic's title when not empty."""

    file: str
    heading: tuple[InlineNode, ...]
    blocks: tuple[BlockNode, ...]
