"""Block nodes to the model's blocks, for one clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from pipeline.drafting.run_on import run_on
from pipeline.drafting.tidy import Item, ends_with_stop, punctuate, tidied
from pipeline.drafting.voice import Voice
from pipeline.drafting.wording import trimmed
from pipeline.library import markup as m
from pipeline.library.types import Overlay
from pipeline.model import Answer, Block, Definition, Inline, Paragraph, Signature, Table, Text

BULLET = 9
"""The level of items and points in a document without numbering."""


class DefinitionsHere(Definition):
    """Where the definitions go, once every term in use is known."""


class ClauseWriter(Struct):
    """Walks one clause text. ``labels`` maps a label to the first block it names."""

    voice: Voice
    numbered: bool
    overlays: Mapping[str, Sequence[Overlay]]
    labels: dict[str, Block] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    has_more: bool = False
    """Whether there are items or tables among the paragraphs."""

    def write(self, text: m.ClauseText) -> list[Block]:
        """All blocks, lists punctuated."""
        self.walk(text.blocks, self.voice)
        if self.has_more:
            punctuate(self.items)
            self.run_on()
            keep_lead_ins(self.blocks)
        if not self.numbered:
            _flatten(self.blocks)
        return self.blocks

    def run_on(self) -> None:
        """Lists of one become sentences; a label on such an entry then names the sentence."""
        self.blocks, became = run_on(self.blocks)
        if became:
            self.labels = {label: became.get(id(each), each) for label, each in self.labels.items()}

    def walk(self, nodes: Iterable[m.BlockNode], voice: Voice) -> None:
        for node in nodes:
            if isinstance(node, m.TextParagraph):
                self.paragraph(node, voice)
            elif isinstance(node, m.BlockIf):
                self.walk(node.then if voice.holds(node.condition) else node.otherwise, voice)
            elif isinstance(node, m.ForParties):
                for row in rows_of(node, voice):
                    self.walk(node.blocks, voice.at_party(row))
            elif isinstance(node, m.Labelled):
                self.labelled(node, voice)
            else:
                self.other(node, voice)

    def paragraph(self, node: m.TextParagraph, voice: Voice) -> None:
        listed = _listed(node, voice) if node.level >= 3 and len(node.inlines) == 1 else None
        for inlines in [voice.inlines(node.inlines)] if listed is None else listed:
            done = tidied(inlines)
            if done:
                paragraph = Paragraph(done, node.level)
                self.blocks.append(paragraph)
                self.items.append((paragraph, node.joiner))
                self.has_more = self.has_more or node.level >= 3

    def labelled(self, node: m.Labelled, voice: Voice) -> None:
        start = len(self.blocks)
        overlays = self.overlays.get(node.label, ())
        if not any(each.replace for each in overlays):
            self.walk(node.blocks, voice)
        for overlay in overlays:
            self.walk(overlay.text.blocks, voice)
        if len(self.blocks) > start:
            self.labels[node.label] = self.blocks[start]

    def other(self, node: m.BlockNode, voice: Voice) -> None:
        if isinstance(node, m.TableNode):
            self.add(table(node, voice))
        elif isinstance(node, m.SignatureNode):
            lines = [(label, tidied(voice.inlines(inlines))) for label, inlines in node.lines]
            self.add(Signature(voice.party_id or "", tidied(voice.inlines(node.lead)), lines))
        elif isinstance(node, m.DefinitionsNode):
            self.add(DefinitionsHere([]))

    def add(self, block: Block) -> None:
        """A block that ends any list before it."""
        self.blocks.append(block)
        self.items.append((Paragraph([]), "and"))
        self.has_more = True


def _listed(node: m.TextParagraph, voice: Voice) -> list[list[Inline]] | None:
    """An item that is only a list of texts is an item for each of them."""
    only = node.inlines[0]
    if type(only) is m.AnswerUse and not only.of_party:
        value = voice.scope.answers.at(only.question)
        if isinstance(value, tuple):
            return [[Answer(only.question, trimmed(each))] for each in value]
    return None


def keep_lead_ins(blocks: Sequence[Block]) -> None:
    """A paragraph stays on the page of the items, or of the table, that it leads in."""
    for block, after in pairwise(blocks):
        if isinstance(block, Paragraph):
            leads_list = isinstance(after, Paragraph) and after.level > block.level and after.level >= 3
            block.keep_next = leads_list or isinstance(after, Table)


def rows_of(node: m.ForParties, voice: Voice) -> list[int]:
    """The parties of a loop."""
    parties = voice.scope.parties
    if node.condition is None:
        return list(parties)
    return [row for row in parties if node.condition.verdict(voice.scope.at_row(row)).value is True]


def table(node: m.TableNode, voice: Voice) -> Table:
    """A table with its loops unrolled."""
    rows: list[list[list[Inline]]] = []

    def walk(nodes: Iterable[m.BlockNode], here: Voice) -> None:
        for each in nodes:
            if isinstance(each, m.Row):
                rows.append(_cells(each, here))
            elif isinstance(each, m.BlockIf):
                walk(each.then if here.holds(each.condition) else each.otherwise, here)
            elif isinstance(each, m.ForParties):
                for row in rows_of(each, here):
                    walk(each.blocks, here.at_party(row))

    walk(node.rows, voice)
    return Table(node.caption, _cells(node.header, voice), rows)


def _cells(row: m.Row, voice: Voice) -> list[list[Inline]]:
    return [_sentence(tidied(voice.inlines(cell)), voice) for cell in row.cells]


def _sentence(inlines: list[Inline], voice: Voice) -> list[Inline]:
    """A cell begins with a capital, as a sentence does; but people's own words keep their letters."""
    first = inlines[0] if inlines else None
    if not isinstance(first, Text | Answer):
        return inlines
    if isinstance(first, Answer) and not first.is_open:
        question = voice.library.bank.at(first.question)
        if question is not None and question.type in ("text", "texts"):
            return inlines
    if first.text[:1].islower() and not ends_with_stop(inlines):
        first.text = first.text[:1].upper() + first.text[1:]
    return inlines


def _flatten(blocks: Iterable[Block]) -> None:
    """In a document without numbering paragraphs are plain and items are bullets."""
    for block in blocks:
        if isinstance(block, Paragraph):
            block.level = BULLET if block.level >= 3 else 0
