"""A list of one is no list: its only entry runs on in the sentence that leads it in."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drafting.tidy import tidied
from pipeline.model import Answer, Block, Inline, Paragraph, Text

UNFINISHED = (" that", " if", " whether", " when", " where", " to", " by", " of", " for", " may", " shall")
"""How a lead-in ends that takes no colon before the rest of its sentence."""


def run_on(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, Block]]:
    """The blocks with every single entry joined to its lead-in, and what each such entry became, by id.

    An entry with points under it stays: they need it. So does one that no colon leads in.
    """
    kept: list[Block] = []
    became: dict[int, Block] = {}
    for place, block in enumerate(blocks):
        lead = kept[-1] if kept else None
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if (
            type(block) is Paragraph
            and type(lead) is Paragraph
            and 3 <= block.level > lead.level
            and not (type(after) is Paragraph and after.level >= block.level)
            and _leads_in(lead)
        ):
            lead.inlines = _sentence(lead.inlines, block.inlines)
            became[id(block)] = lead
        else:
            kept.append(block)
    return kept, became


def _leads_in(paragraph: Paragraph) -> bool:
    last = paragraph.inlines[-1]
    return type(last) is Text and last.text.endswith(":")


def _sentence(lead: list[Inline], entry: list[Inline]) -> list[Inline]:
    """One sentence from two; people's own words stay behind the colon."""
    last, first = lead[-1], entry[0]
    if type(first) is not Answer and last.text[:-1].endswith(UNFINISHED):
        last.text = last.text[:-1]
    return tidied([*lead, Text(" "), *entry])
