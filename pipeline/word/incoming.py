"""The gate for Word files that come from people: a file is judged before anything in it is believed.

Nothing here follows a link, expands an entity or unpacks more than the limits below allow.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from pipeline.diagnostics import Diagnostic, InputError
from pipeline.word.package import OFFICE, RELS, TYPES, parse, target

MOST_BYTES = 50_000_000
"""Of the file as it lies on the disk: a long agreement has 50 kB; the rest is room for pictures."""
MOST_PARTS = 2_000
"""Word needs about twenty, and one for each picture."""
MOST_UNPACKED = 200_000_000
"""Of all parts together: what one machine holds in memory without trouble."""
MOST_XML = 20_000_000
"""Of one part that is read as XML: seventy times our longest draft; its tree takes ten times as much."""
MOST_XML_TOGETHER = 40_000_000
MOST_MARKS = 2_000_000
"""Of opening brackets in all XML: the tree grows with the elements, however short they are."""
MOST_RATIO, RATIO_FROM = 150, 1_000_000
"""How far XML of more than a megabyte may have shrunk: Word's own shrinks ten to thirty times."""
LONGEST_NAME = 200
"""Of a part: Word's own stay below sixty letters."""

_OLE, _ZIP = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\3\4"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION, _TYPES_PART = f"{{{RELS}}}Relationship", "[Content_Types].xml"
_XML = (".xml", ".rels", ".vml")
_ENCODINGS = ("utf-8", "utf-16", "us-ascii")
_DECLARED = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises over a damaged or forged package."""
_OTHERS = (
    ("spreadsheetml", "it is a spreadsheet"),
    ("presentationml", "it is a presentation"),
    ("template.main", "it is a Word template (.dotx)"),
)
_SAVE_AS = "in Word: File, Save As, Word Document (.docx)"


def safe_open(data: bytes) -> dict[str, bytes]:
    """Every part of a Word file by name. InputError, in plain words, when the file is not safe to read."""
    _stop_at(_first_look(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            rows = [row for row in package.infolist() if not row.is_dir()]
            _stop_at(_directory(rows))
            parts = {row.filename: _unpacked(package, row) for row in rows}
    except _BROKEN:
        raise InputError([refusal("broken", "the file is damaged: its parts cannot be unpacked")]) from None
    _stop_at(_xml(parts))
    _stop_at(_kind(parts))
    return parts


def refusal(code: str, message: str, help: str = "") -> Diagnostic:
    """Why a Word file is not taken."""
    return Diagnostic(f"docx-{code}", "error", message, help=help)


def is_xml(name: str) -> bool:
    """Whether a part has been checked as XML."""
    return name.lower().endswith(_XML)


def _stop_at(found: Iterable[Diagnostic]) -> None:
    slips = list(found)
    if slips:
        raise InputError(slips)


def _first_look(data: bytes) -> Iterator[Diagnostic]:
    if len(data) > MOST_BYTES:
        yield refusal("too-big", f"the file has {_mb(len(data))}; {_mb(MOST_BYTES)} are allowed")
    elif data.startswith(_OLE) and _ENCRYPTED in data:
        yield refusal(
            "password", "the file is protected by a password", "save a copy without the password first"
        )
    elif data.startswith(_OLE):
        yield refusal("old-word", "the file is of an old kind (.doc), not a .docx", _SAVE_AS)
    elif not data.startswith(_ZIP):
        yield refusal("no-package", f"this is no Word file: {_nature(data)}", _SAVE_AS)


def _nature(data: bytes) -> str:
    if not data:
        return "it is empty"
    known = ((b"%PDF", "it is a PDF"), (b"{\\rtf", "it is an RTF file"))
    return next((words for head, words in known if data.startswith(head)), "it is a file of another kind")


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"


def _directory(rows: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    """What the directory alone gives away, all at once, before anything is unpacked."""
    if len(rows) > MOST_PARTS:
        yield refusal("too-many-parts", f"the file has {len(rows)} parts; {MOST_PARTS} are allowed")
    if sum(row.file_size for row in rows) > MOST_UNPACKED:
        yield refusal("too-big-inside", f"unpacked, the file would take more than {_mb(MOST_UNPACKED)}")
    xml = [row for row in rows if is_xml(row.filename)]
    if sum(row.file_size for row in xml) > MOST_XML_TOGETHER or any(row.file_size > MOST_XML for row in xml):
        yield refusal(
            "too-much-text", f"a part has more than {_mb(MOST_XML)} of text, or all of them twice that"
        )
    if any(row.file_size > max(RATIO_FROM, MOST_RATIO * row.compress_size) for row in xml):
        yield refusal("too-dense", f"a part swells more than {MOST_RATIO} times when it is unpacked")
    if any(row.flag_bits & 1 for row in rows):
        yield refusal("password", "parts of the file are encrypted")
    if any(row.compress_type not in _METHODS for row in rows):
        yield refusal("packing-unknown", "the file is packed in a way that Word does not use")
    yield from _names([row.filename for row in rows])


def _names(names: list[str]) -> Iterator[Diagnostic]:
    for name in names:
        if len(name) > LONGEST_NAME:
            yield refusal("name-long", f"a part has a name of {len(name)} letters: `{name[:40]}…`")
        elif _leads_out(name):
            yield refusal("name-odd", f"a part has a name that no Word file has: {name!a}")
    for name, times in Counter(name.lower() for name in names).items():
        if times > 1:
            yield refusal("name-twice", f"the file has `{name[:LONGEST_NAME]}` twice")


def _leads_out(name: str) -> bool:
    steps = name.split("/")
    return "\\" in name or ":" in name or not name.isprintable() or not {"", ".", ".."}.isdisjoint(steps)


def _unpacked(package: zipfile.ZipFile, row: zipfile.ZipInfo) -> bytes:
    """One part; never more than its directory entry promised, whatever the stream would give."""
    with package.open(row) as stream:
        blob = stream.read(row.file_size + 1)
    if len(blob) != row.file_size:
        raise zipfile.BadZipFile("a forged size")
    return blob


def _xml(parts: dict[str, bytes]) -> Iterator[Diagnostic]:
    marks = 0
    for name in sorted(filter(is_xml, parts)):
        marks += parts[name].count(b"<")
        if marks > MOST_MARKS:
            yield refusal("too-many-marks", f"the file has more than {MOST_MARKS:,} elements")
            return
        yield from _one_xml(name, parts[name])


def _one_xml(name: str, blob: bytes) -> Iterator[Diagnostic]:
    text = _decoded(blob)
    if text is None:
        yield refusal("encoding", f"`{name}` is neither UTF-8 nor UTF-16, as the format asks")
    elif "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield refusal("entities", f"`{name}` declares entities, which no Word file does")
    else:
        try:
            parse(blob)
        except etree.XMLSyntaxError:
            yield refusal("xml-broken", f"`{name}` is damaged: it is not well-formed XML")


def _decoded(blob: bytes) -> str | None:
    """The part as text; None when another encoding could hide something from this gate."""
    wide = blob.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = blob.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        return None
    declared = _DECLARED.search(text[:200])
    known = declared is None or declared[1].lower() in _ENCODINGS
    return text if known and "\0" not in text else None


# ---------------------------------------------------------------- what kind of file it is


def _kind(parts: dict[str, bytes]) -> Iterator[Diagnostic]:
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        other = "it is an OpenDocument file" if "mimetype" in parts else "it is a zip file of another kind"
        yield refusal("no-package", f"this is no Word file: {other}", _SAVE_AS)
    elif not _well_shaped(parts):
        yield refusal("relations-broken", "the file is damaged: its list of parts cannot be read")
    else:
        kinds = {row.get("PartName", ""): row.get("ContentType", "") for row in _rows(parts, _TYPES_PART)}
        yield from _active(parts, kinds)
        yield from _main(parts, kinds)


def _rows(parts: dict[str, bytes], name: str) -> Iterator[Any]:
    yield from parse(parts[name]).iterchildren(etree.Element)


def _well_shaped(parts: dict[str, bytes]) -> bool:
    """Whether every relationship has its id, kind and goal, and every content type its words."""
    rels = (rel for name in parts if name.endswith(".rels") for rel in _rows(parts, name))
    return all(rel.tag == _RELATION and {*rel.keys()} >= {"Id", "Type", "Target"} for rel in rels) and all(
        row.get("ContentType") and row.get("Extension" if row.tag == f"{{{TYPES}}}Default" else "PartName")
        for row in _rows(parts, _TYPES_PART)
    )


def _active(parts: dict[str, bytes], kinds: dict[str, str]) -> Iterator[Diagnostic]:
    words = " ".join([*kinds.values(), *parts]).lower()
    if "macroenabled" in words or "vbaproject" in words or "vbadata" in words:
        yield refusal("macros", "the file has macros, which are programs (.docm)", _SAVE_AS)
    if "activex" in words:
        help = "delete them in Word"
        yield refusal("active-controls", "the file has ActiveX controls, which are programs", help)


def _main(parts: dict[str, bytes], kinds: dict[str, str]) -> Iterator[Diagnostic]:
    goals = {rel.get("Type"): rel.get("Target") for rel in _rows(parts, "_rels/.rels")}
    if any(kind.startswith(_STRICT) for kind in goals):
        yield refusal("strict", "the file is saved as Strict Open XML, which few programs read", _SAVE_AS)
        return
    name = target("", goals.get(f"{OFFICE}/officeDocument", ""))
    kind = kinds.get(f"/{name}", "")
    other = next((words for mark, words in _OTHERS if mark in kind), "")
    if other:
        yield refusal("not-word-document", f"this is no Word document: {other}", _SAVE_AS)
    elif name not in parts or not is_xml(name) or parse(parts[name]).find(f"{_W}body") is None:
        yield refusal("no-main-document", "the file has no main document", _SAVE_AS)
    elif kind != _MAIN and "macroenabled" not in kind.lower():
        yield refusal("no-main-document", "the main document is not marked as a Word document", _SAVE_AS)
