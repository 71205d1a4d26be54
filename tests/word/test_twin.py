"""The docxtpl twin says what the writer says, so that the two may be timed against each other."""

from __future__ import annotations

import pytest

from pipeline.model import Document
from pipeline.word.writer import write_docx
from tests.bench.docxtpl_twin import floor, make_twin, outline, render_twin
from tests.bench.word_speed import long_sample
from tests.word_support import house_bytes, house_template, sample


def unstamped() -> Document:
    """The sample without a stamp."""
    document = sample()
    document.stamp = ""
    return document


@pytest.mark.parametrize(
    "document", [sample(), long_sample(), unstamped()], ids=["sample", "long", "unstamped"]
)
def test_the_twin_is_equal_paragraph_by_paragraph(document: Document) -> None:
    template, context = make_twin(document, house_bytes())
    assert outline(render_twin(template, context)) == outline(write_docx(document, house_template(), {}))


def test_the_floor_is_a_time() -> None:
    assert floor({"a.xml": b"<a>words</a>"}, 3) > 0
