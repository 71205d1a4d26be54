"""Builds the house document and the one-page shell, as a starting point; lawyers restyle them in Word.

Style ids must stay. ``python -m tests.word.build_house templates/house.docx`` writes both files.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.shared import Cm, Twips
from lxml import etree
from msgspec import Struct

from pipeline.word.archive import pack, write_zip
from pipeline.word.house_lists import numbering_xml
from pipeline.word.house_styles import FACE, RIGHT_TAB, W, styles_xml
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


class Layout(Struct, frozen=True):
    """What tells one shell from another: page margins and the paragraphs above the body."""

    title: str
    side: float
    top: float
    bottom: float
    block: tuple[tuple[str, str], ...]
    """Pairs of style name and text, in reading order."""


HOUSE = Layout(
    "House document",
    2.5,
    2.5,
    2.3,
    (
        ("Stamp", "{{ stamp }}"),
        ("Title", "{{ title }}"),
        ("Subtitle", "{{ subtitle }}"),
        ("Cover Label", "Between"),
        ("Party Name", "{{ parties }}"),
        ("Cover Date", "Draft of {{ date_text }}"),
        ("Body Text", "{{ body }}"),
    ),
)
ONE_PAGE = Layout(
    "One-page shell",
    2.0,
    1.7,
    1.5,
    (
        ("Title", "{{ title }}"),
        ("Subtitle", "{{ subtitle }}"),
        ("Cover Date", "{{ parties_line }}"),
        ("Plain Body", "{{ body }}"),
    ),
)
MEMORANDUM = Layout(
    "Memorandum shell",
    2.2,
    1.7,
    1.5,
    (
        ("Title", "{{ title }}"),
        ("Subtitle", "{{ subtitle }}"),
        ("Cover Date", "{{ date_text }}"),
        ("Body Text", "{{ body }}"),
    ),
)


def build(layout: Layout) -> bytes:
    """The whole .docx of one layout; equal input gives equal bytes."""
    document: Any = docx.Document()
    _clean(document)
    _replace(document.styles.element, styles_xml(LANGUAGE))
    _add_numbering(document)
    _replace(document.settings.element, _settings_xml())
    _set_page(document.sections[0], layout)
    _set_block(document, layout)
    _set_furniture(document.sections[0], layout)
    _set_properties(document, layout)
    return _saved(document)


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


def _set_page(section: Any, layout: Layout) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(layout.side)
    section.top_margin, section.bottom_margin = Cm(layout.top), Cm(layout.bottom)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(0.9)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _set_block(document: Any, layout: Layout) -> None:
    for style, text in layout.block:
        document.add_paragraph(text, style=style)


def _set_furniture(section: Any, layout: Layout) -> None:
    """Header: the stamp. Footer: what draft this is, and the page."""
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style, foot.style = "header", "footer"
    head.add_run("\t{{ stamp }}")
    foot.add_run("{{ title }} \u2013 draft of {{ date_text }}\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")
    if layout.side != HOUSE.side:
        for paragraph in (head, foot):
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Twips(RIGHT_TAB), WD_TAB_ALIGNMENT.CLEAR)
            stops.add_tab_stop(Cm(21 - 2 * layout.side), WD_TAB_ALIGNMENT.RIGHT)


def _add_field(paragraph: Any, code: str) -> None:
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == "1":
            run.text = kind
            continue
        child = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            child.set(qn("w:fldCharType"), kind)
        else:
            child.text = f" {code} "
            child.set(qn("xml:space"), "preserve")
        run._r.append(child)


def _set_properties(document: Any, layout: Layout) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = "Charterwright"
    core.title, core.comments, core.language = layout.title, "", LANGUAGE
    core.created = core.modified = datetime(2026, 1, 1)
    core.revision = 1


def _saved(document: Any) -> bytes:
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
