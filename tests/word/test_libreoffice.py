"""What LibreOffice makes of our files: pages, numbers, references, and what survives its saving. Slow."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pipeline.model import Document, Inline, Table, Text
from pipeline.word.numbers.labels import W
from pipeline.word.package import parse, read_parts
from pipeline.word.writer import write_docx
from tests.validate.printed import printed_otherwise
from tests.word.libreoffice import convert, converted, needs_libreoffice, pages
from tests.word_support import (
    PROVENANCE,
    clause,
    documents,
    house_template,
    one_page_sample,
    one_page_template,
    p,
    sample,
)

pytestmark = [pytest.mark.slow, needs_libreoffice]


@cache
def written() -> bytes:
    """The sample."""
    return write_docx(sample(), house_template(), PROVENANCE)


def drawn(count: int) -> list[Document]:
    """As many random documents, to be converted in few calls."""
    found: list[Document] = []

    @settings(
        max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )
    @given(documents())
    def draw(document: Document) -> None:
        found.append(document)

    draw()
    return found


def test_libreoffice_prints_whatever_we_write(tmp_path: Path) -> None:
    texts = [write_docx(each, house_template(), {}) for each in drawn(24)]
    files = {f"draft-{place}": data for place, data in enumerate(texts)}
    assert convert(files, "pdf", tmp_path).keys() == files.keys()


def test_libreoffice_prints_our_labels_words_and_references(tmp_path: Path) -> None:
    assert printed_otherwise(written(), converted(written(), "pdf", tmp_path)) == []


def test_libreoffice_resolves_references_to_the_cached_words(tmp_path: Path) -> None:
    text = " ".join(" ".join(pages(converted(written(), "pdf", tmp_path))).split())
    assert "Work outside 2.1 needs a decision under Article 6. The warnings of 2.1(b)" in text
    assert "except Article 7, 8.3 and this Article 3." in text
    assert "The steps of 1 of Annex B apply on leaving" in text
    assert "goes to the meeting of (b) above" in text


def test_the_one_page_fits_on_one_page(tmp_path: Path) -> None:
    data = write_docx(one_page_sample(), one_page_template(), PROVENANCE)
    assert len(pages(converted(data, "pdf", tmp_path))) == 1


def test_no_signature_block_is_split_whatever_stands_above(tmp_path: Path) -> None:
    files = {}
    for lines in (2, 9, 16):
        document = sample()
        document.execution[0].blocks[1:1] = [document.front[0].blocks[-1]] * lines
        files[f"lines-{lines}"] = write_docx(document, house_template(), {})
    printed = convert(files, "pdf", tmp_path)
    assert printed.keys() == files.keys()
    for page in (page for pdf in printed.values() for page in pages(pdf)):
        assert page.count("Signed for") == len(re.findall(r"^ *Date *$", page, re.MULTILINE))


def test_clause_ids_survive_libreoffices_saving(tmp_path: Path) -> None:
    saved = converted(written(), "docx:MS Word 2007 XML", tmp_path).read_bytes()

    def ids(data: bytes) -> tuple[list[str], set[str]]:
        root = parse(read_parts(data)["word/document.xml"])
        names = {each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")}
        return [tag.get(f"{W}val") for tag in root.iter(f"{W}tag")], {n for n in names if n.startswith("cl_")}

    assert ids(saved) == ids(written())


def above_a_table(lines: int, rows: int) -> Document:
    """The sample with so many lines before its first article: a table below a line that stays with it."""
    cells: list[list[list[Inline]]] = [[[Text(f"Row {n} of it")], [Text("words")]] for n in range(rows)]
    table = Table("All of them", [[Text("Name")], [Text("Words")]], cells)
    lead = p("These people act:", 2, "1.1")
    lead.keep_next = True
    document = sample()
    document.recitals = []
    document.front = [clause("parties", *(p(f"Line {n}.", 0) for n in range(lines)))]
    document.body[0].articles[0].clauses = [clause("people", lead, table)]
    return document


def test_no_row_of_a_table_is_lost_wherever_a_page_ends(tmp_path: Path) -> None:
    drafts = {(rows, lines): above_a_table(lines, rows) for rows in (4, 40) for lines in range(24, 34)}
    files = {
        f"{rows}-{lines}": write_docx(each, house_template(), {}) for (rows, lines), each in drafts.items()
    }
    printed = {name: " ".join(pages(pdf)) for name, pdf in convert(files, "pdf", tmp_path).items()}
    for rows, lines in drafts:
        text = printed[f"{rows}-{lines}"]
        assert [n for n in range(rows) if f"Row {n} of it" not in text] == [], (rows, lines)
