"""Signature blocks: never split, and all on one page where one page has room for them."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.model import Signature, Text
from pipeline.word.numbers.labels import W, text_of
from tests.word.reading import body_of, written
from tests.word_support import clause, sample


def signed_by(parties: int, lines: int = 5) -> bytes:
    """The sample, signed by so many parties, each in a clause of its own."""
    document = sample()
    rows: list[tuple[str, list[Any]]] = [(f"Line {number}", []) for number in range(lines)]
    blocks = [Signature(f"p{number}", [Text(f"Party {number}")], rows) for number in range(parties)]
    document.execution = [clause("execution", block) for block in blocks]
    document.annexes = []
    return written(document)


def kept(data: bytes) -> list[bool]:
    """For each paragraph from the first lead-in on, whether it stays with the next."""
    paragraphs = list(body_of(data).iter(f"{W}p"))
    first = next(at for at, each in enumerate(paragraphs) if text_of(each) == "Party 0")
    return [_stays(each) for each in paragraphs[first:]]


def _stays(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    return style == "SignatureLead" or paragraph.find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("parties", [1, 2, 4])
def test_blocks_that_fit_on_one_page_stay_together(parties: int) -> None:
    found = kept(signed_by(parties))
    assert len(found) == parties * 12
    assert [at for at, stays in enumerate(found) if not stays] == [
        len(found) - 3,
        len(found) - 2,
        len(found) - 1,
    ]


def test_more_blocks_than_one_page_holds_stay_whole_one_by_one() -> None:
    found = kept(signed_by(7))
    for start in range(0, len(found), 12):
        block = found[start : start + 12]
        assert block == [True] * 9 + [False] * 3


def test_no_row_of_a_block_is_split_and_the_first_leaves_room_for_a_hand() -> None:
    table = next(
        each
        for each in body_of(signed_by(1)).iter(f"{W}tbl")
        if "Line 0" in [text_of(p) for p in each.iter(f"{W}p")]
    )
    rows = list(table.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    heights = [row.find(f"{W}trPr/{W}trHeight") for row in rows]
    assert [height is not None for height in heights] == [True] + [False] * 4
