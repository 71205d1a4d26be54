"""Paper: the size changes, the lines of text do not, as long as the margins allow it."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm, Twips
from hypothesis import given
from hypothesis import strategies as st

from pipeline.word.furniture import text_width
from pipeline.word.lint import lint_docx
from pipeline.word.package import parse, read_parts
from pipeline.word.paper import LEAST_MARGIN, PAPERS, margins_for, on_paper, paper_xml
from pipeline.word.template import Template, compile_template
from pipeline.word.writer import write_docx
from tests.word_support import PROVENANCE, house_bytes, house_template, sample


def edited(change: Any) -> bytes:
    document = docx.Document(io.BytesIO(house_bytes()))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def sections(template: Template) -> list[tuple[int, int, int, int]]:
    """Width, height, left and right margin of each section of a draft, in twips."""
    drafted = docx.Document(io.BytesIO(write_docx(sample(), template, PROVENANCE)))
    lengths = ((s.page_width, s.page_height, s.left_margin, s.right_margin) for s in drafted.sections)
    return [tuple(round(each / 635) for each in row) for row in lengths]  # type: ignore[misc]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_draft_has_the_paper_and_the_same_lines(paper: str) -> None:
    before, after = sections(house_template()), sections(on_paper(house_template(), paper))
    assert [row[:2] for row in after] == [PAPERS[paper]] * len(before)
    assert [w - a - b for w, _, a, b in after] == [w - a - b for w, _, a, b in before]
    assert on_paper(house_template(), paper).text_width == house_template().text_width
    assert lint_docx(write_docx(sample(), on_paper(house_template(), paper), PROVENANCE)) == []


def test_a_template_on_its_own_paper_is_left_alone() -> None:
    assert on_paper(house_template(), "a4") == house_template()


def test_there_and_back_gives_the_same() -> None:
    assert on_paper(on_paper(house_template(), "letter"), "a4") == house_template()


def test_nothing_but_the_page_changes() -> None:
    drafts = [
        read_parts(write_docx(sample(), each, PROVENANCE))
        for each in (house_template(), on_paper(house_template(), "letter"))
    ]
    assert [name for name in drafts[0] if drafts[0][name] != drafts[1][name]] == ["word/document.xml"]
    bare = [re.sub(rb"<w:pg(?:Sz|Mar)[^>]*>", b"", each["word/document.xml"]) for each in drafts]
    assert bare[0] == bare[1]


def test_a_landscape_section_stays_landscape() -> None:
    def change(document: Any) -> None:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)

    template = on_paper(compile_template(edited(change), None), "letter")
    assert [row[:2] for row in sections(template)] == [PAPERS["letter"], PAPERS["letter"][::-1]]


def test_narrow_margins_stop_at_one_and_a_half_centimetres() -> None:
    def change(document: Any) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = Twips(12240), Twips(15840)
        section.left_margin = section.right_margin = Twips(900)

    before = compile_template(edited(change), None)
    after = on_paper(before, "a4")
    assert sections(after)[-1] == (*PAPERS["a4"], LEAST_MARGIN, LEAST_MARGIN)
    assert after.text_width == PAPERS["a4"][0] - 2 * LEAST_MARGIN < before.text_width


def test_a_shell_with_logic_changes_its_paper_too() -> None:
    def change(document: Any) -> None:
        document.paragraphs[0].insert_paragraph_before("{% if stamp %}Not yet{% endif %}")

    template = compile_template(edited(change), None)
    assert template.live is not None
    moved = on_paper(template, "letter")
    assert [row[:2] for row in sections(moved)] == [PAPERS["letter"]]
    assert moved.text_width == template.text_width


def test_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="legal"):
        on_paper(house_template(), "legal")


@given(st.integers(0, 4000), st.integers(0, 4000), st.sampled_from([334, -334]))
def test_margins_keep_the_text_as_wide_as_they_can(left: int, right: int, more: int) -> None:
    new_left, new_right = margins_for(left, right, more)
    assert min(new_left, new_right) >= LEAST_MARGIN
    assert new_left + new_right == max(left + right + more, 2 * LEAST_MARGIN)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_xml_of_a_part_is_as_wide_as_the_template_says(paper: str) -> None:
    xml = paper_xml(read_parts(house_bytes())["word/document.xml"].decode(), paper)
    assert text_width(parse(xml.encode())) == house_template().text_width
