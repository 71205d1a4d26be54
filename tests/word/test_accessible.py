"""For readers who do not see the page: headings in order, names of tables, the file's title and language."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings

from pipeline.model import Document
from pipeline.word.numbers.labels import W
from pipeline.word.package import parse, read_parts
from tests.word.reading import body_of, written
from tests.word_support import documents, sample

RANDOM = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
TEXT_LEVEL = 9
"""What Word calls body text."""


def style_levels(data: bytes) -> dict[str, int]:
    """Outline level by style id, inherited ones too."""
    styles = {
        each.get(f"{W}styleId"): each for each in parse(read_parts(data)["word/styles.xml"]).iter(f"{W}style")
    }

    def level(name: str | None) -> int:
        style = styles.get(name)
        if style is None:
            return TEXT_LEVEL
        own = style.find(f"{W}pPr/{W}outlineLvl")
        base = style.find(f"{W}basedOn")
        if own is not None:
            return int(own.get(f"{W}val"))
        return level(base.get(f"{W}val")) if base is not None else TEXT_LEVEL

    return {str(name): level(name) for name in styles}


def heading_levels(data: bytes) -> list[int]:
    """The level of every heading, in reading order; 0 is the first."""
    of_style = style_levels(data)
    found = []
    for each in body_of(data).iter(f"{W}p"):
        style, own = each.find(f"{W}pPr/{W}pStyle"), each.find(f"{W}pPr/{W}outlineLvl")
        level = of_style[style.get(f"{W}val")] if style is not None else TEXT_LEVEL
        level = int(own.get(f"{W}val")) if own is not None else level
        found += [level] if level < TEXT_LEVEL else []
    return found


@RANDOM
@given(documents())
def test_no_heading_skips_a_level(document: Document) -> None:
    levels = heading_levels(written(document))
    assert levels[:1] in ([], [0])
    assert all(after - before <= 1 for before, after in pairwise(levels))


def tables(data: bytes) -> list[Any]:
    return list(body_of(data).iter(f"{W}tbl"))


@RANDOM
@given(documents())
def test_every_table_has_words_that_stand_for_it(document: Document) -> None:
    for table in tables(written(document)):
        described = table.find(f"{W}tblPr/{W}tblDescription")
        assert described is not None
        assert described.get(f"{W}val")


def test_a_header_row_is_marked_as_one_and_is_the_first() -> None:
    ruled = [each for each in tables(written(sample())) if each.find(f"{W}tblPr/{W}tblStyle") is not None]
    marks = [
        [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")] for table in ruled
    ]
    assert marks
    assert all(row[0] and not any(row[1:]) for row in marks)


def test_the_file_says_its_title_and_its_language() -> None:
    data = written(sample())
    core = parse(read_parts(data)["docProps/core.xml"])
    words = {each.tag.rpartition("}")[2]: each.text for each in core}
    assert (words["title"], words["language"]) == (sample().title, sample().language)
    defaults = parse(read_parts(data)["word/styles.xml"]).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert defaults.get(f"{W}val") == sample().language
