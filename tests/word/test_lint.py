"""The linter finds each planted fault; an independent validator finds nothing in what we write."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.word.archive import pack, write_zip
from pipeline.word.lint import lint_docx
from pipeline.word.package import read_parts
from pipeline.word.writer import write_docx
from tests.word_support import (
    PROVENANCE,
    house_bytes,
    house_template,
    one_page_sample,
    one_page_template,
    sample,
)

Parts = dict[str, bytes]
Spoil = Callable[[Parts], None]


@cache
def good() -> bytes:
    """The sample, as written."""
    return write_docx(sample(), house_template(), PROVENANCE)


def spoiled(spoil: Spoil) -> bytes:
    """The sample's package after one change."""
    parts = read_parts(good())
    spoil(parts)
    return write_zip(pack(name, data) for name, data in parts.items())


def change(old: str, new: str, name: str = "word/document.xml", count: int = 1) -> Spoil:
    """Replace text in a part; the text must be there."""

    def spoil(parts: Parts) -> None:
        text = parts[name].decode()
        assert re.search(old, text), old
        parts[name] = re.sub(old, new, text, count=count).encode()

    return spoil


def drop(name: str) -> Spoil:
    """Take a part away."""

    def spoil(parts: Parts) -> None:
        del parts[name]

    return spoil


FAULTS: list[tuple[str, Spoil]] = [
    ("docx-relationship-missing", change(r'r:id="rId\d+"', 'r:id="rId999"')),
    ("docx-relationship-dangling", drop("word/theme/theme1.xml")),
    (
        "docx-relationship-duplicate",
        change(r"(<Relationship [^>]*/>)", r"\1\1", "word/_rels/document.xml.rels"),
    ),
    ("docx-bookmark-duplicate-id", change(r'w:bookmarkStart w:id="2"', 'w:bookmarkStart w:id="1"')),
    ("docx-bookmark-duplicate-name", change(r'w:name="_Refreserved"', 'w:name="_Refstanding"')),
    ("docx-bookmark-unpaired", change(r'<w:bookmarkEnd w:id="2"/>', "")),
    ("docx-bookmark-illegal", change(r'w:name="cl_\w+"', 'w:name="9 lives"')),
    ("docx-order-wrong", change(r'<w:pPr>(<w:pStyle w:val="Level2"/>)(<w:keepNext/>)', r"<w:pPr>\2\1")),
    ("docx-property-repeated", change(r'(<w:pStyle w:val="Level2"/>)', r"\1\1")),
    ("docx-list-undefined", change(r'<w:numId w:val="\d+"/>', '<w:numId w:val="99"/>')),
    (
        "docx-list-order",
        change(r"(</w:num>)", r'\1<w:abstractNum w:abstractNumId="77"/>', "word/numbering.xml"),
    ),
    ("docx-list-duplicate", change(r'<w:num w:numId="2">', '<w:num w:numId="1">', "word/numbering.xml")),
    ("docx-style-undefined", change(r'<w:pStyle w:val="Level2"/>', '<w:pStyle w:val="Heading9"/>')),
    ("docx-xml-broken", change(r"</w:sdt>", "")),
    (
        "docx-control-empty",
        change(
            r'(<w:tag w:val="param:[^>]*/><w:id [^>]*/></w:sdtPr>)<w:sdtContent>.*?</w:sdtContent>', r"\1"
        ),
    ),
    ("docx-control-duplicate", change(r'<w:id w:val="2"/>', '<w:id w:val="1"/>')),
    ("docx-control-tag-long", change(r'<w:tag w:val="', '<w:tag w:val="' + "x" * 64)),
    ("docx-field-unclosed", change(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', "")),
    ("docx-comment-undefined", change(r"<w:r><w:t", '<w:r><w:commentReference w:id="4"/></w:r><w:r><w:t')),
    ("docx-reference-dangling", change(r"REF _Ref\w+", "REF _Refnowhere")),
    ("docx-reference-dangling", change(r'w:anchor="_Ref\w+"', 'w:anchor="_Refnowhere"')),
    ("docx-nesting-wrong", change(r"<w:r>(<w:t [^>]*>[^<]*</w:t>)</w:r>", r"\1")),
    ("docx-cell-without-paragraph", change(r"(</w:tcPr>)<w:p>.*?</w:p>(</w:tc>)", r"\1\2")),
    ("docx-table-ragged", change(r"<w:tc>.*?</w:tc>", "")),
    ("docx-tables-touch", change(r"(</w:tbl>)", r"\1<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>")),
    (
        "docx-content-type-missing",
        change(r'<Override [^>]*PartName="/word/styles.xml"[^>]*/>', "", "[Content_Types].xml"),
    ),
    ("docx-content-type-dangling", drop("word/fontTable.xml")),
    ("docx-section-missing", change(r"(<w:sectPr.*</w:sectPr>)", r"\1<w:p/>")),
    ("docx-part-missing", drop("word/document.xml")),
]


@pytest.mark.parametrize(("code", "spoil"), FAULTS, ids=[f"{n}-{code}" for n, (code, _) in enumerate(FAULTS)])
def test_a_planted_fault_is_found(code: str, spoil: Spoil) -> None:
    assert lint_docx(good()) == []
    assert code in [each.code for each in lint_docx(spoiled(spoil))]


def test_bytes_that_are_no_package_are_reported() -> None:
    assert [each.code for each in lint_docx(b"%PDF-1.7")] == ["docx-package-broken"]


def test_the_house_documents_are_clean() -> None:
    assert lint_docx(house_bytes()) == []


@pytest.mark.parametrize("kind", ["charter", "one_page", "house"])
def test_an_independent_validator_finds_no_error(kind: str, tmp_path: Path) -> None:
    makers: dict[str, Callable[[], bytes]] = {
        "charter": good,
        "one_page": lambda: write_docx(one_page_sample(), one_page_template(), PROVENANCE),
        "house": house_bytes,
    }
    data = makers[kind]()
    file = tmp_path / "draft.docx"
    file.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
