"""Contrast by WCAG's formula, over chains of styles, shading, highlights and tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.word.check.contrast import LEAST, contrast, poor_styles, ratio
from pipeline.word.check.file import view
from pipeline.word.check.looks import Look
from tests.word_support import house_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NO_THEME = etree.Element("none")
COLOURS = st.integers(0, 0xFFFFFF).map("{:06X}".format)
LIGHT = '<w:color w:val="BBBBBB"/>'
GREY = '<w:rPr><w:color w:val="767676"/></w:rPr>'
DARK = '<w:rPr><w:color w:val="333333"/></w:rPr>'


def styles(*rows: str) -> etree._Element:
    return etree.fromstring(f'<w:styles xmlns:w="{W}">{"".join(rows)}</w:styles>')


def style(name: str, inside: str, base: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    head = f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>'
    return f"{head}{based}{inside}</w:style>"


def run(inside: str) -> str:
    return f"<w:rPr>{inside}</w:rPr>"


def shade(fill: str, pattern: str = "clear") -> str:
    return f'<w:shd w:val="{pattern}" w:color="auto" w:fill="{fill}"/>'


def poor(*rows: str, theme: etree._Element = NO_THEME) -> list[str]:
    return [each.what for each in poor_styles(styles(*rows), theme)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("000000", "FFFFFF", 21.0),
        ("777777", "FFFFFF", 4.48),
        ("FF0000", "FFFFFF", 4.0),
        ("123456", "123456", 1),
    ],
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.01)


@given(COLOURS, COLOURS)
def test_the_ratio_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21.001


@given(COLOURS)
def test_a_colour_left_to_word_can_always_be_read(ground: str) -> None:
    assert contrast(Look("", ground)) >= LEAST
    assert contrast(Look("auto", ground)) >= LEAST


def test_every_style_of_the_house_document_can_be_read() -> None:
    opened = view(house_bytes())
    assert list(poor_styles(opened.styles, opened.theme)) == []


@pytest.mark.parametrize(
    "rows",
    [
        (style("A", run(LIGHT)),),
        (
            style("Base", GREY),
            style("A", f"<w:pPr>{shade('DDDDDD')}</w:pPr>", "Base"),
        ),
        (style("A", run('<w:color w:val="0000FF"/><w:highlight w:val="black"/>')),),
        (style("A", run('<w:color w:val="FFFFFF"/>')),),
        (style("A", f"<w:pPr>{shade('FFFFFF', 'pct60')}</w:pPr>{DARK}"),),
        (style("A", run(LIGHT), kind="character"),),
        (f"<w:docDefaults><w:rPrDefault>{run(LIGHT)}</w:rPrDefault></w:docDefaults>", style("A", "")),
    ],
)
def test_weak_text_is_named(rows: tuple[str, ...]) -> None:
    assert poor(*rows) == ["the style `A`"]


@pytest.mark.parametrize(
    "rows",
    [
        (style("Base", run(LIGHT)), style("A", run('<w:color w:val="auto"/>'), "Base")),
        (style("Base", run(LIGHT)), style("A", f"<w:pPr>{shade('1F2A44')}</w:pPr>", "Base")),
    ],
)
def test_what_a_style_says_itself_counts_before_what_it_takes_over(rows: tuple[str, ...]) -> None:
    assert poor(*rows) == ["the style `Base`"]


def test_a_character_style_is_judged_where_it_reads_worst() -> None:
    box = style("Box", f"<w:pPr>{shade('CCCCCC')}</w:pPr>")
    term = style("Term", GREY, kind="character")
    assert poor(box, style("Body", ""), term) == ["the style `Term` inside `Box`"]


def test_the_first_row_of_a_table_is_judged_with_its_text() -> None:
    head = style("TableHead", run('<w:color w:val="1F2A44"/>'))
    part = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{shade("333333")}</w:tcPr></w:tblStylePr>'
    assert poor(head, style("T", part, kind="table")) == ["the first row of tables (`T`)"]


def test_a_colour_of_the_theme_is_looked_up() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    scheme = '<a:accent1><a:srgbClr val="EEEEEE"/></a:accent1>'
    theme = etree.fromstring(f'<a:theme xmlns:a="{drawing}"><a:clrScheme>{scheme}</a:clrScheme></a:theme>')
    row = style("A", run('<w:color w:val="auto" w:themeColor="accent1"/>'))
    assert poor(row, theme=theme) == ["the style `A`"]
    assert poor(row) == []


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    assert poor(style("A", "", "B"), style("B", "", "A")) == []
