"""The ground a house document is built on: python-docx's default without what nobody asked for."""

from __future__ import annotations

import io
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.parts.numbering import NumberingPart
from lxml import etree

from pipeline.word.archive import pack, write_zip
from pipeline.word.house.lists import numbering_xml
from pipeline.word.house.styles import FACE, W
from pipeline.word.house.styles_xml import styles_xml
from pipeline.word.package import parse, read_parts, serialise
from pipeline.word.provenance import APP

LANGUAGE = "en-GB"
_UNWANTED = ("stylesWithEffects", "customXml", "thumbnail", "webSettings", "printerSettings")
_SETTINGS = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)


def lay_ground(document: Any) -> None:
    """Give a new document the house's styles, lists and settings, and nothing else."""
    _clean(document)
    _replace(document.styles.element, styles_xml(LANGUAGE))
    _add_numbering(document)
    _replace(document.settings.element, _settings_xml())


def _clean(document: Any) -> None:
    """Drop what python-docx's default document carries and nobody asked for."""
    for part in (document.part, document.part.package):
        for key in [k for k, rel in part.rels.items() if any(word in rel.reltype for word in _UNWANTED)]:
            del part.rels[key]
    for part in document.part.package.iter_parts():
        if part.partname.endswith("theme1.xml"):
            part._blob = _theme(part.blob)
        if part.partname.endswith("fontTable.xml"):
            part._blob = _fonts().encode()


def _theme(blob: bytes) -> bytes:
    root: Any = parse_xml(blob)
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for kind in ("majorFont", "minorFont"):
        for family in root.iter(drawing + kind):
            family.find(drawing + "latin").set("typeface", FACE)
    return serialise(root)


def _fonts() -> str:
    rows = "".join(
        f'<w:font w:name="{name}"><w:charset w:val="{charset}"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, charset in ((FACE, "00"), ("Times New Roman", "00"), ("Symbol", "02"))
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:fonts xmlns:w="{W}">{rows}</w:fonts>'


def _replace(element: Any, xml: str) -> None:
    """Give a part's root element the content of another."""
    fresh: Any = parse_xml(xml)
    for child in list(element):
        element.remove(child)
    for name in list(element.attrib):
        del element.attrib[name]
    for child in list(fresh):
        element.append(child)


def _add_numbering(document: Any) -> None:
    for key in [k for k, rel in document.part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]:
        del document.part.rels[key]
    element: Any = parse_xml(numbering_xml())
    name = PackURI("/word/numbering.xml")
    part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, element, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)


def _settings_xml() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    rows = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in _SETTINGS
    )
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{rows}</w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def saved(document: Any) -> bytes:
    """The package's bytes; equal documents give equal bytes."""
    stream = io.BytesIO()
    document.save(stream)
    parts = {name: _tidy(name, data) for name, data in read_parts(stream.getvalue()).items()}
    return write_zip(pack(name, data) for name, data in parts.items())


def _tidy(name: str, data: bytes) -> bytes:
    """A part without the default document's leftovers: unused namespaces, revision marks, app properties."""
    if name == "docProps/app.xml":
        return APP
    if not name.startswith("word/") or "rels" in name or "theme" in name:
        return data
    root = parse(data)
    for element in root.iter():
        for key in [k for k in element.attrib if "rsid" in k or k.endswith("}Ignorable")]:
            del element.attrib[key]
    etree.cleanup_namespaces(root)
    return serialise(root)
