"""The contents: every heading, in order, linked, with pages or without, and never a prompt to update."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings

from pipeline.model import Document, Text
from pipeline.word.additions import Additions
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import W, text_of
from pipeline.word.package import read_parts
from pipeline.word.writer import contents_entries, write_docx
from tests.word.reading import body_of
from tests.word_support import documents, house_template, one_page_sample, one_page_template, sample

RANDOM = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def drafted(document: Document, pages: tuple[int, ...] = ()) -> bytes:
    return write_docx(document, house_template(), {}, Additions(pages=pages))


def table_of(data: bytes) -> Any:
    """The control of the contents; None without one."""
    marks = body_of(data).iter(f"{W}docPartGallery")
    return next((mark.getparent().getparent().getparent() for mark in marks), None)


def rows_of(data: bytes) -> list[str]:
    return [text_of(row) for row in table_of(data).iter(f"{W}p")]


def outlined(data: bytes) -> list[str]:
    """The words of every paragraph whose style, or own property, gives it an outline level."""
    styles = {"SectionHeading", "PartHeading", "ArticleHeading", "AnnexHeading", "PlainHeading"}
    return [
        text_of(each)
        for each in body_of(data).iter(f"{W}p")
        if (style := each.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") in styles
    ]


def test_the_contents_of_the_sample_name_its_headings_with_their_labels() -> None:
    rows = rows_of(drafted(sample()))
    assert "1\tDefinitions" in rows
    assert [row for row in rows if row.startswith("Annex")] == [
        f"{each.label}\t{each.title}" for each in sample().annexes
    ]


@RANDOM
@given(documents())
def test_the_contents_list_every_heading_in_order_and_link_to_it(document: Document) -> None:
    data = drafted(document)
    entries = contents_entries(document, house_template())
    assert [each.words for each in entries] == outlined(data)
    if not entries:
        assert table_of(data) is None
        return
    assert rows_of(data) == [f"{each.label}\t{each.words}" if each.label else each.words for each in entries]
    links = [link.get(f"{W}anchor") for link in table_of(data).iter(f"{W}hyperlink")]
    assert links == [each.bookmark for each in entries]
    assert lint_docx(data) == []


def test_without_pages_the_field_asks_for_none() -> None:
    codes = [code.text.split() for code in table_of(drafted(sample())).iter(f"{W}instrText")]
    assert codes == [["TOC", "\\o", '"1-2"', "\\n", "\\h", "\\z", "\\u"]]


def test_with_pages_each_entry_shows_its_own_by_a_field() -> None:
    entries = contents_entries(sample(), house_template())
    pages = tuple(range(3, 3 + len(entries)))
    data = drafted(sample(), pages)
    codes = [code.text.split() for code in table_of(data).iter(f"{W}instrText")]
    assert codes[0] == ["TOC", "\\o", '"1-2"', "\\h", "\\z", "\\u"]
    assert codes[1:] == [["PAGEREF", each.bookmark, "\\h"] for each in entries]
    assert [row.rpartition("\t")[2] for row in rows_of(data)] == [str(page) for page in pages]
    assert lint_docx(data) == []


def test_pages_that_do_not_fit_the_headings_are_not_printed() -> None:
    assert drafted(sample(), (3, 4)) == drafted(sample())


def test_nobody_is_asked_to_update_fields() -> None:
    parts = read_parts(drafted(sample(), tuple(range(40))))
    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"w:dirty" not in parts["word/document.xml"]


def test_articles_stand_below_the_parts_that_have_a_title() -> None:
    document = sample()
    document.body[0].title = "How we work"
    levels = {each.words: each.level for each in contents_entries(document, house_template())}
    first = document.body[0].articles[0].heading[0]
    assert isinstance(first, Text)
    assert (levels["How we work"], levels[first.text]) == (1, 2)
    for part in document.body:
        part.title = ""
    assert {each.level for each in contents_entries(document, house_template())} == {1}


def test_a_shell_without_a_place_for_them_prints_no_contents() -> None:
    data = write_docx(one_page_sample(), one_page_template(), {})
    assert table_of(data) is None
    assert not re.search(rb"TOC\d", read_parts(data)["word/document.xml"])
