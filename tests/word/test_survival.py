"""What of a draft survives being saved by other programs: python-docx keeps all, LibreOffice nearly all."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from msgspec import Struct

from pipeline.model import all_clauses
from pipeline.word.additions import Additions
from pipeline.word.compile import WATERMARK_NAME
from pipeline.word.numbers.labels import W, labels, text_of
from pipeline.word.package import parse, read_parts
from pipeline.word.writer import contents_entries, write_docx
from tests.word.libreoffice import converted, needs_libreoffice
from tests.word_support import PROVENANCE, house_template, sample


class Seen(Struct):
    """What a program that saved a draft may have lost."""

    clauses: list[str]
    clause_bookmarks: set[str]
    values: list[str]
    titles: list[str]
    comments: list[str]
    commented: int
    references: set[str]
    contents: list[str]
    has_contents_field: bool
    watermarks: int
    provenance: dict[str, str]
    labels: list[str]


def seen(data: bytes) -> Seen:
    parts = read_parts(data)
    root = parse(parts["word/document.xml"])
    tags = [each.get(f"{W}val") for each in root.iter(f"{W}tag")]
    codes = [(each.text or "").split() for each in root.iter(f"{W}instrText")]
    names = {str(each.get(f"{W}name")) for each in root.iter(f"{W}bookmarkStart")}
    return Seen(
        [each for each in tags if "/" in each],
        {each for each in names if each.startswith("cl_")},
        [each for each in tags if ":" in each],
        [each.get(f"{W}val") for each in root.iter(f"{W}alias")],
        [text_of(each) for each in parse(parts["word/comments.xml"]).iter(f"{W}p")],
        len(list(root.iter(f"{W}commentReference"))),
        {code[1] for code in codes if code and code[0] == "REF"},
        _contents(root),
        any(code[:1] == ["TOC"] for code in codes),
        sum(parts[name].count(f'id="{WATERMARK_NAME}'.encode()) for name in parts if "word/header" in name),
        _provenance(parts),
        labels(data),
    )


def _provenance(parts: dict[str, bytes]) -> dict[str, str]:
    part = next(
        data for name, data in parts.items() if name.startswith("customXml/item") and b"<provenance" in data
    )
    return {entry.get("name"): entry.text for entry in parse(part)}


def _contents(root: Any) -> list[str]:
    gallery = next(root.iter(f"{W}docPartGallery"))
    rows = gallery.getparent().getparent().getparent().iter(f"{W}p")
    return [words for row in rows if (words := text_of(row).strip())]


@cache
def drafted() -> bytes:
    document = sample()
    notes = {
        (each.topic, each.variant, each.instance): [f"Why {each.topic}."] for each in all_clauses(document)
    }
    pages = tuple(range(2, 2 + len(contents_entries(document, house_template()))))
    return write_docx(document, house_template(), PROVENANCE, Additions(notes, pages))


def test_saving_by_python_docx_loses_nothing() -> None:
    stream = io.BytesIO()
    docx.Document(io.BytesIO(drafted())).save(stream)
    assert seen(stream.getvalue()) == seen(drafted())


@pytest.mark.slow
@needs_libreoffice
def test_saving_by_libreoffice_loses_nothing_that_we_read_back(tmp_path: Path) -> None:
    before, after = (
        seen(drafted()),
        seen(converted(drafted(), "docx:MS Word 2007 XML", tmp_path).read_bytes()),
    )
    assert after.watermarks >= before.watermarks  # it writes a header for every kind of page
    after.watermarks = before.watermarks
    assert after == before
