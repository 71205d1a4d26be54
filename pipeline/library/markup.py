"""Compiled clause text: a tree of blocks and inlines, never executed. Leaf types of the library.

Conditions in it are bound nodes; the drafting room walks the tree and yields the document model.
"""

from __future__ import annotations

from msgspec import Struct

from pipeline.rules.conditions.nodes import Node

# ---------------------------------------------------------------- inlines


class Words(Struct, frozen=True):
    """Words as written. ``strong`` for ``**words**``."""

    text: str
    strong: bool = False


class ParameterUse(Struct, frozen=True):
    """``{cure_days}``, ``{cure_days number}``, ``{exit_notice_days for p}``."""

    parameter: str
    bare: bool
    of_party: bool


class TermUse(Struct, frozen=True):
    """``{Reserved Matters}``: term id, and whether the plural is meant."""

    term: str
    plural: bool


class TopicRef(Struct, frozen=True):
    """``{@escalation}``, ``{@escalation#label}``, ``{@agreement:escalation}``."""

    topic: str
    label: str
    instrument: str


class BindingRefs(Struct, frozen=True):
    """``{@binding}``: all binding clauses of the document."""


class AnswerUse(Struct, frozen=True):
    """``{answer purpose}`` or ``{p.seat}``."""

    question: str
    of_party: bool
    strong: bool = False


class ListUse(Struct, frozen=True):
    """``{list p.short_name for p in parties where protected}``."""

    column: str
    condition: Node | None


class Duty(Struct, frozen=True):
    """``{shall}`` and its forms; ``verb`` is a key of words.yaml."""

    verb: str
    many: bool


class InlineIf(Struct, frozen=True):
    """``{if …}…{else}…{end}`` inside a sentence."""

    condition: Node
    then: tuple[InlineNode, ...]
    otherwise: tuple[InlineNode, ...]


InlineNode = Words | ParameterUse | TermUse | TopicRef | BindingRefs | AnswerUse | ListUse | Duty | InlineIf

# ---------------------------------------------------------------- blocks


class TextParagraph(Struct, frozen=True):
    """A paragraph. ``level``: 0 plain, 2 numbered, 3 item, 4 point."""

    level: int
    inlines: tuple[InlineNode, ...]
    joiner: str = "and"
    """How the items that follow are joined: "and", "or", "plain"."""


class Labelled(Struct, frozen=True):
    """``{#label}`` and the blocks it names; overlays append to them or replace them."""

    label: str
    blocks: tuple[BlockNode, ...]


class BlockIf(Struct, frozen=True):
    """``{if …}`` around blocks or table rows."""

    condition: Node
    then: tuple[BlockNode, ...]
    otherwise: tuple[BlockNode, ...]


class ForParties(Struct, frozen=True):
    """``{for p in parties where …}`` around blocks or table rows."""

    condition: Node | None
    blocks: tuple[BlockNode, ...]


class Row(Struct, frozen=True):
    """One row of a table."""

    cells: tuple[tuple[InlineNode, ...], ...]


class TableNode(Struct, frozen=True):
    """``{table Caption}``; the first row is the header."""

    caption: str
    header: Row
    rows: tuple[BlockNode, ...]


class SignatureNode(Struct, frozen=True):
    """``{signature p}``: a lead-in and labelled lines."""

    lead: tuple[InlineNode, ...]
    lines: tuple[tuple[str, tuple[InlineNode, ...]], ...]


class DefinitionsNode(Struct, frozen=True):
    """``{definitions}``: the definitions of all terms in use."""


BlockNode = (
    TextParagraph | Labelled | BlockIf | ForParties | Row | TableNode | SignatureNode | DefinitionsNode
)


class ClauseText(Struct, frozen=True):
    """One compiled text file. ``heading`` replaces the topic's title when not empty."""

    file: str
    heading: tuple[InlineNode, ...]
    blocks: tuple[BlockNode, ...]


def labels_of(text: ClauseText | None) -> frozenset[str]:
    """Every label in a text."""
    found: set[str] = set()

    def walk(blocks: tuple[BlockNode, ...]) -> None:
        for block in blocks:
            if isinstance(block, Labelled):
                found.add(block.label)
                walk(block.blocks)
            elif isinstance(block, BlockIf):
                walk(block.then)
                walk(block.otherwise)
            elif isinstance(block, ForParties):
                walk(block.blocks)

    walk(text.blocks if text else ())
    return frozenset(found)
