"""Headers, footers and watermark: the house's for every shell, unless a shell brings its own."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import docx
from docx.shared import Cm

from pipeline.word.compile import WATERMARK_NAME
from pipeline.word.house.build import ONE_PAGE, build
from pipeline.word.house.styles import RIGHT_TAB
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import W
from pipeline.word.package import parse, read_parts
from pipeline.word.template import compile_template
from pipeline.word.writer import write_docx
from tests.word_support import house_bytes, house_template, one_page_sample, one_page_template, sample


def furniture(data: bytes) -> dict[str, str]:
    """Headers and footers by part name."""
    parts = read_parts(data)
    return {
        name: body.decode() for name, body in parts.items() if name.startswith(("word/header", "word/footer"))
    }


def changed(data: bytes, change: Any) -> bytes:
    document = docx.Document(io.BytesIO(data))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def picture() -> io.BytesIO:
    """A PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def test_a_stamped_draft_bears_the_watermark_on_every_page() -> None:
    found = furniture(write_docx(sample(), house_template(), {}))
    heads = [xml for name, xml in found.items() if "header" in name]
    assert len(heads) == 2
    assert all(xml.count(f'id="{WATERMARK_NAME}') == 1 and 'string="DRAFT"' in xml for xml in heads)


def test_a_draft_without_a_stamp_bears_none() -> None:
    document = sample()
    document.stamp = ""
    data = write_docx(document, house_template(), {})
    assert not any(WATERMARK_NAME in xml for xml in furniture(data).values())
    assert lint_docx(data) == []


def test_the_footer_says_which_draft_this_is_and_which_page() -> None:
    found = furniture(write_docx(sample(), house_template(), {"draft": "3f2a91c0"}))
    feet = [xml for name, xml in found.items() if "footer" in name]
    assert all("draft 3f2a91c0 of 22 November 2026" in xml for xml in feet)
    assert [" PAGE " in xml and " NUMPAGES " in xml for xml in feet].count(True) == 1


def test_a_shell_takes_the_houses_headers_and_footers() -> None:
    shell = build(ONE_PAGE)
    assert not furniture(shell)
    document = one_page_sample()
    data = write_docx(document, one_page_template(), {"draft": "3f2a91c0"})
    assert "3f2a91c0" in "".join(furniture(data).values())
    assert lint_docx(data) == []


def test_what_stood_at_the_right_edge_stands_at_the_shells_own() -> None:
    data = write_docx(one_page_sample(), one_page_template(), {})
    foot = next(xml for xml in furniture(data).values() if " NUMPAGES " in xml)
    stops = {each.get(f"{W}val"): each.get(f"{W}pos") for each in parse(foot.encode()).iter(f"{W}tab")}
    assert int(stops["right"]) == one_page_template().text_width
    assert stops["clear"] == str(RIGHT_TAB)
    assert abs(RIGHT_TAB - house_template().text_width) < 60


def test_a_letterhead_comes_with_its_picture() -> None:
    def letterhead(document: Any) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        run.add_picture(picture(), width=Cm(2))

    def cover(document: Any) -> None:
        document.paragraphs[0].insert_paragraph_before().add_run().add_picture(picture(), width=Cm(3))

    house, shell = changed(house_bytes(), letterhead), changed(build(ONE_PAGE), cover)
    data = write_docx(one_page_sample(), compile_template(house, shell), {})
    parts = read_parts(data)
    assert len([name for name in parts if name.startswith("word/media/")]) == 2
    assert lint_docx(data) == []
    assert docx.Document(io.BytesIO(data)).sections[0].header.paragraphs


def test_a_shell_with_a_header_of_its_own_keeps_it() -> None:
    def own(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Our own header"

    data = write_docx(one_page_sample(), compile_template(house_bytes(), changed(build(ONE_PAGE), own)), {})
    assert "Our own header" in "".join(furniture(data).values())
    assert WATERMARK_NAME not in "".join(furniture(data).values())
