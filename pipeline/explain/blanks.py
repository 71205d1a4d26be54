"""Values that the documents print as not known, read from the documents themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model import Block, Document, Inline, Signature, Table, Value, all_clauses


def blanks(documents: Iterable[Document]) -> dict[str, None]:
    """The parameters that somewhere have no value, in reading order."""
    found: dict[str, None] = {}
    for document in documents:
        for block in (block for clause in all_clauses(document) for block in clause.blocks):
            for each in _inlines(block):
                if type(each) is Value and each.is_open:
                    found[each.parameter] = None
    return found


def _inlines(block: Block) -> Iterator[Inline]:
    if isinstance(block, Table):
        for row in (block.header, *block.rows):
            for cell in row:
                yield from cell
    elif isinstance(block, Signature):
        yield from block.lead
        for _, inlines in block.lines:
            yield from inlines
    else:
        yield from block.inlines
