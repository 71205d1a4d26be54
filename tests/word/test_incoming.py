"""The gate for Word files that come from people: what is refused, in which words, and what passes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import InputError
from pipeline.word import incoming
from pipeline.word.archive import pack, write_zip
from pipeline.word.incoming import safe_open
from pipeline.word.package import read_parts
from tests.word.reading import written
from tests.word_support import house_bytes, sample

MAIN, TYPES, RELS = "word/document.xml", "[Content_Types].xml", "_rels/.rels"


@cache
def draft() -> bytes:
    return written(sample())


def zipped(parts: Mapping[str, bytes]) -> bytes:
    return write_zip(pack(name, data) for name, data in parts.items())


def with_parts(**more: bytes) -> bytes:
    return zipped({**read_parts(draft()), **more})


def with_part(name: str, data: bytes) -> bytes:
    return zipped({**read_parts(draft()), name: data})


def changed(name: str, old: str, new: str) -> bytes:
    parts = read_parts(draft())
    assert old.encode() in parts[name]
    return zipped({**parts, name: parts[name].replace(old.encode(), new.encode())})


def codes(data: bytes) -> list[str]:
    """The codes of what is refused; every finding must be an error that stands alone, in plain words."""
    with pytest.raises(InputError) as caught:
        safe_open(data)
    for each in caught.value.diagnostics:
        assert each.is_error
        assert "\n" not in each.message
        assert "Error" not in each.message
    return [each.code for each in caught.value.diagnostics]


@pytest.mark.parametrize("data", [house_bytes(), draft()], ids=["house", "draft"])
def test_a_file_of_ours_passes_as_it_is(data: bytes) -> None:
    assert safe_open(data) == read_parts(data)


# ---------------------------------------------------------------- no package at all


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "docx-no-package", "empty"),
        (b"%PDF-1.7\n", "docx-no-package", "PDF"),
        (b"{\\rtf1 hello}", "docx-no-package", "RTF"),
        (b"just words", "docx-no-package", "another kind"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "docx-old-word", ".doc"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "docx-password",
            "password",
        ),
        (b"PK\3\4" + bytes(40), "docx-broken", "damaged"),
        (draft()[:-50], "docx-broken", "damaged"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "docx-no-package", "OpenDocument"),
        (zipped({"a.txt": b"x"}), "docx-no-package", "zip"),
    ],
)
def test_what_is_no_word_file_is_said_to_be_what_it_is(data: bytes, code: str, words: str) -> None:
    assert codes(data) == [code]
    with pytest.raises(InputError, match=words):
        safe_open(data)


# ---------------------------------------------------------------- bombs and forgeries


def test_a_part_that_swells_too_much_is_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError("unpacked")

    bomb = with_part("word/more.xml", b"<a>" + b" " * 19_000_000 + b"</a>")
    monkeypatch.setattr(incoming, "_unpacked", never)
    assert codes(bomb) == ["docx-too-dense"]


def test_the_limits_hold_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value, code in (
        ("MOST_BYTES", 1_000, "docx-too-big"),
        ("MOST_PARTS", 3, "docx-too-many-parts"),
        ("MOST_UNPACKED", 10_000, "docx-too-big-inside"),
        ("MOST_XML", 5_000, "docx-too-much-text"),
        ("MOST_XML_TOGETHER", 5_000, "docx-too-much-text"),
        ("MOST_MARKS", 100, "docx-too-many-marks"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(incoming, name, value)
            assert codes(draft()) == [code]


def test_every_limit_that_is_passed_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MOST_PARTS", 3)
    monkeypatch.setattr(incoming, "MOST_UNPACKED", 10_000)
    assert codes(with_part("../out.xml", b"<a/>")) == [
        "docx-too-many-parts",
        "docx-too-big-inside",
        "docx-name-odd",
    ]


@pytest.mark.parametrize("forged", [10, 10_000_000])
def test_a_forged_size_in_the_directory_is_a_damaged_file(forged: int) -> None:
    body = b"<a>" + b"x" * 5_000 + b"</a>"
    data = zipped({"big.xml": body})
    real, wrong = struct.pack("<I", len(body)), struct.pack("<I", forged)
    assert codes(data.replace(real, wrong))[0] in ("docx-broken", "docx-too-dense")


def test_an_encrypted_part_and_an_unknown_packing_are_refused() -> None:
    data = bytearray(draft())
    first = data.index(b"PK\1\2")
    encrypted, packed = bytearray(data), bytearray(data)
    encrypted[first + 8] |= 1
    packed[first + 10] = 12
    assert codes(bytes(encrypted)) == ["docx-password"]
    assert codes(bytes(packed)) == ["docx-packing-unknown"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../evil.xml", "docx-name-odd"),
        ("/etc/passwd", "docx-name-odd"),
        ("word/../../x", "docx-name-odd"),
        ("word\\x.xml", "docx-name-odd"),
        ("C:/x.xml", "docx-name-odd"),
        ("word//x.xml", "docx-name-odd"),
        ("word/\x07.xml", "docx-name-odd"),
        ("word/" + "x" * 300 + ".xml", "docx-name-long"),
        ("WORD/Document.xml", "docx-name-twice"),
    ],
)
def test_a_name_that_no_word_file_has_is_refused(name: str, code: str) -> None:
    assert codes(with_part(name, b"<a/>")) == [code]


def test_two_parts_of_one_name_are_refused() -> None:
    parts = [pack(name, data) for name, data in read_parts(draft()).items()]
    assert codes(write_zip([*parts, pack(MAIN, b"<other/>")])) == ["docx-name-twice"]


# ---------------------------------------------------------------- XML


@pytest.mark.parametrize(
    ("blob", "code"),
    [
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "docx-entities"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"), "docx-entities"),
        (b"<?xml version='1.0' encoding='utf-7'?><a/>", "docx-encoding"),
        (b"<?xml version='1.0' encoding='IBM037'?><a/>", "docx-encoding"),
        ("<!DOCTYPE a><a/>".encode("utf-16-le"), "docx-encoding"),
        (b"<a>\xff</a>", "docx-encoding"),
        (b"<a><b></a>", "docx-xml-broken"),
        (b"", "docx-xml-broken"),
        (b"<a>&undeclared;</a>", "docx-xml-broken"),
        (b"<a>" * 300 + b"</a>" * 300, "docx-xml-broken"),
    ],
)
@pytest.mark.parametrize("name", ["word/extra.xml", "word/_rels/extra.xml.rels", "word/drawing.vml"])
def test_xml_that_could_hide_or_expand_something_is_refused(name: str, blob: bytes, code: str) -> None:
    assert codes(with_part(name, blob)) == [code]


def test_every_damaged_part_is_told_at_once() -> None:
    assert codes(with_parts(**{"a.xml": b"<a", "b.xml": b"<!DOCTYPE b><b/>"})) == [
        "docx-xml-broken",
        "docx-entities",
    ]


def test_a_part_in_utf_16_passes() -> None:
    assert safe_open(with_part("word/x.xml", "<?xml version='1.0'?><a/>".encode("utf-16")))


# ---------------------------------------------------------------- other kinds of files

_DOCX = "wordprocessingml.document.main+xml"
OTHERS: list[tuple[str, Callable[[], bytes]]] = [
    ("docx-no-main-document", lambda: changed(RELS, "/officeDocument", "/somethingElse")),
    ("docx-no-main-document", lambda: changed(RELS, "word/document.xml", "word/gone.xml")),
    ("docx-no-main-document", lambda: changed(MAIN, "w:body", "w:bodice")),
    ("docx-no-main-document", lambda: changed(TYPES, _DOCX, "whatever+xml")),
    ("docx-not-word-document", lambda: changed(TYPES, _DOCX, "spreadsheetml.sheet.main+xml")),
    ("docx-not-word-document", lambda: changed(TYPES, _DOCX, "wordprocessingml.template.main+xml")),
    (
        "docx-strict",
        lambda: changed(
            RELS,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
        ),
    ),
    (
        "docx-macros",
        lambda: changed(
            TYPES,
            "application/vnd.openxmlformats-officedocument." + _DOCX,
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    ),
    ("docx-macros", lambda: with_part("word/vbaProject.bin", b"x")),
    ("docx-active-controls", lambda: with_part("word/activeX/activeX1.bin", b"x")),
    ("docx-relations-broken", lambda: changed(RELS, "Target=", "Goal=")),
    ("docx-relations-broken", lambda: changed(TYPES, "ContentType=", "Kind=")),
]


@pytest.mark.parametrize(("code", "make"), OTHERS, ids=[f"{n}-{code}" for n, (code, _) in enumerate(OTHERS)])
def test_a_package_of_another_kind_is_refused(code: str, make: Callable[[], bytes]) -> None:
    assert code in codes(make())


def test_remarks_in_the_list_of_parts_do_no_harm() -> None:
    assert safe_open(changed(RELS, "</Relationships>", "<!-- a remark --></Relationships>"))
    assert safe_open(changed(TYPES, "</Types>", "<!-- a remark --></Types>"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_file_with_damaged_bytes_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    blob = bytearray(draft())
    for _ in range(data.draw(st.integers(1, 4))):
        blob[data.draw(st.integers(0, len(blob) - 1))] = data.draw(st.integers(0, 255))
    try:
        parts = safe_open(bytes(blob))
    except InputError:
        return
    with zipfile.ZipFile(io.BytesIO(bytes(blob))) as package:
        assert {*parts} == {*package.namelist()}
