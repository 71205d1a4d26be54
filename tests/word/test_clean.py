"""The copy for the other side: what is planted is gone, what is text is the same, and a slip is seen."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.diagnostics import InputError
from pipeline.model import Document
from pipeline.word.archive import pack, write_zip
from pipeline.word.clean import copy as clean
from pipeline.word.clean.copy import Cleaned, clean_docx
from pipeline.word.clean.names import instructions
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import W, labelled
from pipeline.word.package import OFFICE, RELS, add_part, parse, read_parts, rels_name, serialise
from tests.word.libreoffice import converted, pages
from tests.word.reading import body_of, written
from tests.word_support import documents, house_bytes, one_page_sample, sample

Parts = dict[str, bytes]
Plant = Callable[[Parts], None]
BODY, SETTINGS, STYLES = "word/document.xml", "word/settings.xml", "word/styles.xml"
TYPES, APP, CORE = "[Content_Types].xml", "docProps/app.xml", "docProps/core.xml"
SECRET = "Sesame"
OURS = ("charterwright", "cl_", "param:", "answer:")
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMES = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    f'xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}"'
)


@cache
def draft() -> bytes:
    return written(sample())


def zipped(parts: Parts) -> bytes:
    return write_zip(pack(name, data) for name, data in parts.items())


def planted(*plants: Plant) -> bytes:
    """The sample after changes."""
    parts = read_parts(draft())
    for plant in plants:
        plant(parts)
    return zipped(parts)


def swap(old: str, new: str, name: str = BODY, count: int = 1) -> Plant:
    """Replace text in a part; the text must be there."""

    def plant(parts: Parts) -> None:
        text = parts[name].decode()
        assert re.search(old, text), old
        parts[name] = re.sub(old, lambda hit: hit.expand(new), text, count=count).encode()

    return plant


def part(name: str, kind: str, xml: str, base: str = BODY, content_type: str = "") -> Plant:
    """A further part with a relationship to it; its bytes hold the secret."""

    def plant(parts: Parts) -> None:
        add_part(parts, base, name, "x", content_type, xml.encode())
        rels = rels_name(base)
        full = kind if "/" in kind else f"{OFFICE}/{kind}"
        parts[rels] = parts[rels].replace(f'"{OFFICE}/x"'.encode(), f'"{full}"'.encode())

    return plant


def outside(kind: str, rel_id: str, base: str = BODY, goal: str = f"file:///C:/{SECRET}/x") -> Plant:
    """A relationship that leads out of the file."""

    def plant(parts: Parts) -> None:
        rels = rels_name(base)
        root = parse(parts.get(rels, f'<Relationships xmlns="{RELS}"/>'.encode()))
        root.append(
            root.makeelement(
                f"{{{RELS}}}Relationship",
                {"Id": rel_id, "Type": f"{OFFICE}/{kind}", "Target": goal, "TargetMode": "External"},
            )
        )
        parts[rels] = serialise(root)

    return plant


def both(*plants: Plant) -> Plant:
    def plant(parts: Parts) -> None:
        for each in plants:
            each(parts)

    return plant


def in_settings(xml: str) -> Plant:
    return swap(r"<w:zoom ", f"{xml}<w:zoom ", SETTINGS)


def first_run(xml: str) -> Plant:
    """Put XML before the first run of a numbered paragraph."""
    return swap(r'(<w:pStyle w:val="Level2"/>.*?</w:pPr>)', rf"\1{xml}")


def everything(data: bytes) -> str:
    """All names and bytes of a package, as small letters."""
    parts = read_parts(data)
    return "\n".join([*parts, *(blob.decode("utf-8", "replace") for blob in parts.values())]).lower()


def fields(data: bytes) -> list[str]:
    parts = read_parts(data)
    names = [name for name in parts if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)]
    return [each for name in sorted(names) for each in instructions(parse(parts[name]))]


def controls(data: bytes) -> list[Any]:
    """The content controls but for that of the contents."""
    found = body_of(data).iter(f"{W}sdt")
    return [each for each in found if each.find(f"{W}sdtPr/{W}docPartObj") is None]


def bookmarks(data: bytes) -> list[str]:
    return [each.get(f"{W}name") for each in body_of(data).iter(f"{W}bookmarkStart")]


def cleaned(data: bytes) -> Cleaned:
    """The copy, after what must hold of every copy."""
    done = clean_docx(data)
    assert labelled(done.data) == labelled(data)
    assert fields(done.data) == fields(data)
    assert lint_docx(done.data) == []
    again = clean_docx(done.data)
    assert (again.data, again.removed) == (done.data, [])
    assert again.reading.fingerprint == done.reading.fingerprint
    return done


def codes(data: bytes) -> list[str]:
    return [each.code for each in cleaned(data).warnings]


# ---------------------------------------------------------------- nothing of ours


@pytest.mark.parametrize("make", [draft, lambda: written(one_page_sample())], ids=["charter", "one page"])
def test_nothing_of_ours_remains(make: Callable[[], bytes]) -> None:
    copy = cleaned(make()).data
    assert [word for word in OURS if word in everything(copy)] == []
    assert controls(copy) == []
    assert not [name for name in read_parts(copy) if name.startswith(("customXml", "docProps/app"))]


def test_title_language_and_dates_stay_and_people_go() -> None:
    core = read_parts(cleaned(draft()).data)["docProps/core.xml"].decode()
    for kept in ("<dc:title>", "<dc:language>en-GB", "dcterms:created", "dcterms:modified"):
        assert kept in core
    for gone in ("creator", "lastModifiedBy", "revision", "subject"):
        assert gone not in core


def test_what_was_removed_is_told_in_plain_words_with_counts() -> None:
    told = "\n".join(cleaned(draft()).removed)
    assert re.search(r"^\d+ content controls \(their words stay\)$", told, re.MULTILINE)
    assert re.search(r"^\d+ clause marks$", told, re.MULTILINE)
    assert "1 record of how the draft was made" in told
    assert re.search(r"document properties: author, last editor", told)


def test_the_proof_counts_what_a_reader_counts() -> None:
    reading = cleaned(draft()).reading
    rows = labelled(draft())
    body = [line for line in reading.lines if line.part == BODY]
    assert [(line.label, line.words) for line in body] == [(row.label, row.text) for row in rows]
    assert reading.numbers == sum(bool(row.label) for row in rows)
    links = sum(link.get(f"{W}anchor") is not None for link in body_of(draft()).iter(f"{W}hyperlink"))
    assert reading.references == sum(each.startswith("REF") for each in fields(draft())) + links > 0
    assert len(reading.lines) > len(body), "header and footer are read too"


def _says_the_same(document: Document) -> None:
    data = written(document)
    copy = cleaned(data).data
    assert controls(copy) == []
    assert [name for name in bookmarks(copy) if name.startswith("cl_")] == []


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_whatever_we_write_is_cleaned_to_the_same_text(document: Document) -> None:
    _says_the_same(document)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_many_documents_are_cleaned_to_the_same_text(document: Document) -> None:
    _says_the_same(document)


# ---------------------------------------------------------------- comments


def commented(data: bytes, author: str, text: str, many: int = 1) -> bytes:
    """The file after somebody commented on paragraphs with runs, in Word's own way."""
    document = docx.Document(io.BytesIO(data))
    found = [Paragraph(each, document) for each in document.element.body.iter(f"{W}p")]
    for each in [paragraph for paragraph in found if paragraph.runs][3 : 3 + many]:
        document.add_comment(runs=each.runs, text=text, author=author, initials="S")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_comments_go_with_their_marks_and_the_copy_is_that_of_the_uncommented_file() -> None:
    data = commented(commented(draft(), "A. Counsel", SECRET, 2), "B. Partner", SECRET)
    done = cleaned(data)
    assert "3 comments by A. Counsel and B. Partner" in done.removed
    assert not re.search("sesame|counsel</|w:comment(range|reference)", everything(done.data))
    assert "word/comments.xml" not in read_parts(done.data)
    assert done.data == cleaned(draft()).data


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.integers(1, 6))
def test_comments_on_any_document_leave_no_trace(document: Document, many: int) -> None:
    data = written(document)
    assert clean_docx(commented(data, "A. Counsel", SECRET, many)).data == clean_docx(data).data


def test_a_tracked_comment_mark_leaves_no_empty_change_behind() -> None:
    mark = '<w:ins w:id="90" w:author="A"><w:r><w:rPr/><w:commentReference w:id="7"/></w:r></w:ins>'
    done = cleaned(planted(first_run(mark)))
    assert "<w:ins " not in everything(done.data)
    assert done.warnings == []


# ---------------------------------------------------------------- each trace, planted and gone

PROPS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
MS = "http://schemas.microsoft.com/office"
KINDS = f"{MS}/2011/relationships"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
XML = f"<x>{SECRET}</x>"
TRACES: dict[str, tuple[Plant, str]] = {
    "comment parts": (
        both(
            part(
                "word/comments.xml",
                "comments",
                f'<w:comments {NAMES}><w:comment w:id="1" w:author="{SECRET}"/></w:comments>',
            ),
            part("word/commentsExtended.xml", f"{MS}/2011/relationships/commentsExtended", XML),
            part("word/commentsIds.xml", f"{MS}/2016/09/relationships/commentsIds", XML),
            part("word/commentsExtensible.xml", f"{MS}/2018/08/relationships/commentsExtensible", XML),
        ),
        f"1 comment by {SECRET}",
    ),
    "people": (part("word/people.xml", f"{MS}/2011/relationships/people", XML), "1 list of people"),
    "custom properties": (
        part(
            "docProps/custom.xml",
            "custom-properties",
            f'<Properties xmlns="{PROPS}"><property pid="2" name="Matter"><a>{SECRET}</a></property>'
            "</Properties>",
            "",
        ),
        "1 property of your own: Matter",
    ),
    "custom XML": (part("customXml/item7.xml", "customXml", XML), "1 part with data behind the text"),
    "preview": (
        part("docProps/thumbnail.jpeg", f"{RELS}/metadata/thumbnail", SECRET, "", "image/jpeg"),
        "1 preview picture",
    ),
    "glossary": (part("word/glossary/document.xml", "glossaryDocument", XML), "1 store of building blocks"),
    "printer": (
        both(
            part("word/printerSettings1.bin", "printerSettings", SECRET, content_type="application/x"),
            swap(r"(<w:sectPr>.*?)(</w:sectPr>)", r'\1<w:printerSettings r:id="rId1"/>\2'),
        ),
        "1 set of printer settings",
    ),
    "key map": (
        part("word/customizations.xml", f"{KINDS}/keyMapCustomizations", XML),
        "keyMapCustomizations",
    ),
    "task panes": (
        part("word/taskpanes.xml", f"{KINDS}/webextensiontaskpanes", XML, ""),
        "webextensiontaskpanes",
    ),
    "sensitivity label": (
        part("docMetadata/LabelInfo.xml", f"{KINDS}/classificationlabels", XML, ""),
        "classificationlabels",
    ),
    "signature": (
        part("_xmlsignatures/origin.sigs", f"{RELS}/digital-signature/origin", SECRET, "", "application/x"),
        "1 digital signature",
    ),
    "a part without use": (
        lambda parts: parts.update({"word/forgotten.xml": XML.encode()}),
        "1 part that nothing uses",
    ),
    "template": (
        both(
            outside("attachedTemplate", "rId1", SETTINGS),
            swap(
                r"(<w:settings [^>]*>)",
                rf'\1<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/>',
                SETTINGS,
            ),
        ),
        "1 link to a template",
    ),
    "address list": (
        both(
            outside("mailMergeSource", "rId2", SETTINGS),
            in_settings(
                f'<w:mailMerge><w:dataSource xmlns:r="{OFFICE}" r:id="rId2"/>'
                f'<w:query w:val="{SECRET}"/></w:mailMerge>',
            ),
        ),
        "1 link to an address list",
    ),
    "variables": (
        in_settings(f'<w:docVars><w:docVar w:name="Client" w:val="{SECRET}"/></w:docVars>'),
        "1 document variable: Client",
    ),
    "sessions in settings": (
        in_settings('<w:rsids><w:rsidRoot w:val="00A53A3E"/><w:rsid w:val="00A53A3E"/></w:rsids>'),
        "2 marks of editing sessions",
    ),
    "document ids": (
        swap(
            r"</w:settings>",
            f'<w14:docId {NAMES} w14:val="{SECRET}"/><w15:docId {NAMES} w15:val="{SECRET}"/></w:settings>',
            SETTINGS,
        ),
        "2 machine's ids",
    ),
    "schema": (in_settings(f'<w:attachedSchema w:val="{SECRET}"/>'), "data behind the text"),
    "spelling": (
        both(
            in_settings('<w:proofState w:spelling="clean"/>'),
            first_run('<w:proofErr w:type="spellStart"/>'),
        ),
        "2 marks of the spelling check",
    ),
    "sessions in text": (
        swap(r"<w:p><w:pPr>", r'<w:p w:rsidR="00A53A3E" w:rsidRDefault="00A53A3E"><w:pPr>', count=3),
        "6 marks of editing sessions",
    ),
    "sessions in styles": (
        swap(r"(<w:name [^>]*/>)", r'\1<w:rsid w:val="00A53A3E"/>', STYLES),
        "1 mark of an editing session",
    ),
    "paragraph ids": (
        swap(r"<w:p><w:pPr>", rf'<w:p {NAMES} w14:paraId="00A53A3E" w14:textId="77777777"><w:pPr>'),
        "2 machine's ids",
    ),
    "permission": (
        first_run(f'<w:permStart w:id="1" w:ed="{SECRET}"/><w:r><w:t>x</w:t></w:r><w:permEnd w:id="1"/>'),
        "1 permission for one person",
    ),
    "smart tag": (
        first_run(
            f'<w:smartTag w:uri="{SECRET}" w:element="a"><w:smartTagPr/>'
            "<w:r><w:t>Paris</w:t></w:r></w:smartTag>",
        ),
        "1 smart tag (its words stay)",
    ),
    "custom markup": (
        first_run(f'<w:customXml w:uri="{SECRET}" w:element="a"><w:r><w:t>Paris</w:t></w:r></w:customXml>'),
        "1 smart tag (its words stay)",
    ),
    "control": (
        first_run(
            f'<w:sdt><w:sdtPr><w:alias w:val="{SECRET}"/><w:dataBinding w:xpath="{SECRET}"/></w:sdtPr>'
            "<w:sdtEndPr/><w:sdtContent><w:r><w:t>Paris</w:t></w:r></w:sdtContent></w:sdt>"
        ),
        "content controls",
    ),
    "tracked control": (
        first_run(
            f'<w:customXmlInsRangeStart w:id="1" w:author="{SECRET}"/><w:customXmlInsRangeEnd w:id="1"/>',
        ),
        "",
    ),
    "last place": (
        first_run('<w:bookmarkStart w:id="901" w:name="_GoBack"/><w:bookmarkEnd w:id="901"/>'),
        "clause marks",
    ),
    "unused reference mark": (
        first_run(f'<w:bookmarkStart w:id="901" w:name="_Ref{SECRET}"/><w:bookmarkEnd w:id="901"/>'),
        "clause marks",
    ),
    "remark": (swap(r"<w:body>", f"<w:body><!-- {SECRET} --><?mso {SECRET}?>"), "2 remarks of programs"),
    "linked picture": (
        both(
            outside("image", "rId901"),
            first_run(
                f'<w:r><w:pict><v:shape {VML} id="s"><v:imagedata r:id="rId901"/></v:shape></w:pict></w:r>'
            ),
        ),
        "1 picture or object outside the file",
    ),
    "linked object": (
        both(
            outside("oleObject", "rId901"),
            first_run(
                f'<w:r><w:object><v:shape {VML} id="s"/>'
                '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
                f'Type="Link" ProgID="{SECRET}" r:id="rId901"/></w:object></w:r>'
            ),
        ),
        "1 picture or object outside the file",
    ),
    "company": (
        swap(
            "</Properties>",
            f"<Company>{SECRET}</Company><Manager>{SECRET}</Manager>"
            f"<Template>{SECRET}</Template>"
            "<TotalTime>71</TotalTime><Pages>9</Pages></Properties>",
            APP,
        ),
        "company",
    ),
    "author": (
        swap(
            "<dc:creator>.*?</cp:revision>",
            f"<dc:creator>{SECRET}</dc:creator>"
            f"<cp:lastModifiedBy>{SECRET}</cp:lastModifiedBy>"
            f"<cp:revision>41</cp:revision><cp:keywords>{SECRET}</cp:keywords>"
            f"<dc:description>{SECRET}</dc:description>"
            f"<cp:category>{SECRET}</cp:category>"
            "<cp:lastPrinted>2026-01-01T00:00:00Z</cp:lastPrinted>",
            CORE,
        ),
        "keywords",
    ),
}


@pytest.mark.parametrize("name", TRACES)
def test_a_planted_trace_is_gone_and_told(name: str) -> None:
    plant, told = TRACES[name]
    data = planted(plant)
    assert data != draft()
    done = cleaned(data)
    found = everything(done.data)
    assert not re.search("sesame|00a53a3e|rsid|77777777|_goback|prooferr", found), name
    assert told in "\n".join(done.removed)
    assert [word for word in OURS if word in found] == []


def test_all_traces_together_are_gone() -> None:
    clashing = ("linked object", "task panes", "sessions in text", "printer", "address list", "schema")
    data = planted(*(plant for name, (plant, _) in TRACES.items() if name not in clashing))
    done = cleaned(data)
    assert "sesame" not in everything(done.data)
    assert len(done.removed) >= 18


# ---------------------------------------------------------------- what stays


def test_the_controls_of_the_contents_and_of_the_watermark_stay_without_names() -> None:
    def control(gallery: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{SECRET}"/><w:tag w:val="{SECRET}"/><w:id w:val="901"/>'
            f'<w:docPartObj><w:docPartGallery w:val="{gallery}"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            "<w:sdtContent><w:p><w:r><w:t>Contents</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )

    body = swap(r"<w:body>", "<w:body>" + control("Table of Contents"))
    header = swap(r"(<w:hdr [^>]*>)", r"\1" + control("Watermarks"), "word/header1.xml")
    cover = swap(r"<w:body>", "<w:body>" + control("Cover Pages").replace("901", "902"))
    copy = read_parts(cleaned(planted(body, header, cover)).data)
    found = copy[BODY].decode() + copy["word/header1.xml"].decode()
    assert found.count("<w:sdt>") == found.count("docPartUnique") == 3, "one is the draft's own"
    assert found.count('"Table of Contents"') == 2
    assert '"Watermarks"' in found
    assert "Cover Pages" not in found
    assert SECRET not in found


def test_fields_links_and_pictures_stay_as_they_are() -> None:
    link = '<w:hyperlink r:id="rId901"><w:r><w:t>site</w:t></w:r></w:hyperlink>'
    data = planted(outside("hyperlink", "rId901", goal="https://example.org/"), first_run(link))
    copy = cleaned(data).data
    assert "https://example.org/" in everything(copy)
    assert fields(copy) == fields(draft()) != []


def test_a_clause_mark_stays_where_counsels_reference_needs_it() -> None:
    mark = next(name for name in bookmarks(draft()) if name.startswith("cl_"))
    half = len(mark) // 2
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> RE</w:instrText></w:r>'
        f"<w:r><w:instrText>F {mark[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{mark[half:].upper()} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    done = clean_docx(planted(first_run(field)))
    assert [name for name in bookmarks(done.data) if name.startswith("cl_")] == [mark]
    assert [each.code for each in done.warnings] == ["clean-mark-needed"]


def test_a_control_that_keeps_two_tables_apart_stays_without_its_name() -> None:
    row = "<w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr>"
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>{row}</w:tbl>'
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{SECRET}"/><w:id w:val="90%d"/></w:sdtPr><w:sdtContent>{table}'
        "</w:sdtContent></w:sdt>"
    )
    copy = cleaned(planted(swap(r"<w:body>", f"<w:body>{control % 1}{control % 2}<w:p/>"))).data
    assert len(controls(copy)) == 1
    assert SECRET.lower() not in everything(copy)


def test_an_empty_cell_keeps_what_it_needs() -> None:
    cell = f'<w:tc><w:tcPr/><w:sdt><w:sdtPr><w:tag w:val="{SECRET}"/></w:sdtPr><w:sdtContent/></w:sdt></w:tc>'
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl><w:p/>'
    done = clean_docx(planted(swap(r"<w:body>", f"<w:body>{table}")))
    assert SECRET.lower() not in everything(done.data)
    assert len(controls(done.data)) == 1


# ---------------------------------------------------------------- what stays and is told

WARNED: dict[str, tuple[Plant, str, str]] = {
    "inserted": (
        first_run('<w:ins w:id="901" w:author="B. Partner"><w:r><w:t>new </w:t></w:r></w:ins>'),
        "clean-tracked",
        "1 tracked change by B. Partner (1)",
    ),
    "deleted": (
        first_run('<w:del w:id="901" w:author="B. Partner"><w:r><w:delText>old </w:delText></w:r></w:del>'),
        "clean-tracked",
        "B. Partner",
    ),
    "reformatted": (
        first_run(
            '<w:r><w:rPr><w:b/><w:rPrChange w:id="901" w:author="C"><w:rPr/></w:rPrChange></w:rPr>'
            "<w:t>x</w:t></w:r>"
        ),
        "clean-tracked",
        "C (1)",
    ),
    "hidden": (
        first_run("<w:r><w:rPr><w:vanish/></w:rPr><w:t>our limit is 5</w:t></w:r>"),
        "clean-hidden",
        "1 passage is hidden and can be made visible: “our limit is 5”",
    ),
    "hidden by its style": (
        both(
            swap(
                r"</w:styles>",
                '<w:style w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>'
                '<w:style w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Ghost"/></w:style>'
                "</w:styles>",
                STYLES,
            ),
            first_run('<w:r><w:rPr><w:rStyle w:val="Child"/></w:rPr><w:t>our limit</w:t></w:r>'),
        ),
        "clean-hidden",
        "our limit",
    ),
    "a field from outside": (
        first_run('<w:fldSimple w:instr=" INCLUDETEXT C:/x.docx "><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
        "clean-field-outside",
        "INCLUDETEXT",
    ),
    "a field of a property": (
        first_run('<w:fldSimple w:instr=" DOCPROPERTY Matter "><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
        "clean-field-property",
        "DOCPROPERTY Matter",
    ),
    "a field of a program": (
        first_run('<w:fldSimple w:instr=" ADDIN ZOTERO {} "><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
        "clean-field-program",
        "ADDIN ZOTERO",
    ),
    "a link to a file": (
        both(
            outside("hyperlink", "rId901"),
            first_run('<w:hyperlink r:id="rId901"><w:r><w:t>site</w:t></w:r></w:hyperlink>'),
        ),
        "clean-link",
        "file:///C:/",
    ),
    "an embedded object": (
        part("word/embeddings/book.xlsx", "package", "x", content_type="application/x"),
        "clean-embedded",
        "1 embedded object stays",
    ),
    "a path in a description": (
        first_run(f'<w:r><w:pict><v:shape {VML} alt="file:///C:/Users/me/logo.png"/></w:pict></w:r>'),
        "clean-path",
        "C:",
    ),
    "a picture with a memory": (
        part("word/media/image9.jpg", "image", "Exif\0\0 51.5N", content_type="image/jpeg"),
        "clean-picture",
        "1 picture carries data",
    ),
}


@pytest.mark.parametrize("name", WARNED)
def test_what_a_sender_should_know_of_stays_and_is_told(name: str) -> None:
    plant, code, words = WARNED[name]
    done = cleaned(planted(plant))
    assert [each.code for each in done.warnings] == [code]
    assert all(each.severity == "warning" for each in done.warnings)
    assert words in done.warnings[0].message


def test_an_own_draft_has_nothing_to_warn_of() -> None:
    assert codes(draft()) == []
    assert codes(house_bytes()) == []


def test_tracked_changes_are_neither_accepted_nor_rejected() -> None:
    plants = [WARNED[name][0] for name in ("inserted", "deleted")]
    found = everything(cleaned(planted(*plants)).data)
    assert "<w:deltext>old </w:deltext>" in found
    assert found.count('w:author="b. partner"') == 2


def test_a_file_that_takes_in_another_is_refused() -> None:
    data = planted(swap(r"<w:body>", '<w:body><w:altChunk r:id="rId1"/>'))
    with pytest.raises(InputError, match="takes in another document"):
        clean_docx(data)


def test_a_header_that_hides_behind_another_name_is_refused() -> None:
    data = planted(part("word/header9.bin", "header", "<w:hdr", content_type="application/x"))
    with pytest.raises(InputError, match=r"header9\.bin"):
        clean_docx(data)


# ---------------------------------------------------------------- the proof

SLIPS: dict[str, tuple[str, str, str]] = {
    "a word": (r"(<w:t [^>]*>[^<]*)e", r"\1", "its words differ"),
    "a style": ('w:val="Level2"', 'w:val="BodyText"', "paragraph"),
    "a number": (
        r'(<w:pStyle w:val="Level2"/>)',
        r'\1<w:numPr><w:numId w:val="0"/></w:numPr>',
        "its number is `` and was",
    ),
    "a field": (r"REF (_Ref\w+) \\w", r"REF \1 \\n", "its fields differ"),
    "a bookmark": (r'<w:bookmarkStart [^>]*w:name="_Ref[^>]*>', "", "bookmark"),
    "bold": (r'<w:rStyle w:val="Strong"/>', "<w:b/>", "its formatting or its links differ"),
    "a paragraph": (r"</w:body>", "<w:p/></w:body>", "is new"),
    "a cell": (r"<w:cantSplit/>", "", "what holds the text together differs"),
    "a link": (r'w:anchor="_Ref', 'w:anchor="_Re', "paragraph"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_of_the_cleaning_is_seen_by_the_proof(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, words = SLIPS[name]

    def spoiled(root: Any) -> bytes:
        text = serialise(root).decode()
        assert root.tag != f"{W}document" or re.search(old, text)
        return re.sub(old, new, text, count=1).encode() if root.tag == f"{W}document" else text.encode()

    monkeypatch.setattr("pipeline.word.clean.copy.serialise", spoiled)
    with pytest.raises(InputError) as caught:
        clean_docx(draft())
    assert {each.code for each in caught.value.diagnostics} == {"docx-differs"}
    assert words in caught.value.diagnostics[0].message


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("word/footer1.xml", "Page ", "Seite ", "footer1"),
        ("word/numbering.xml", 'w:val="decimal"', 'w:val="upperRoman"', "number"),
        (STYLES, "<w:b/>", "<w:i/>", "styles"),
    ],
)
def test_a_slip_elsewhere_is_seen_too(
    name: str, old: str, new: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clean._ordered

    def spoiled(parts: Parts) -> list[tuple[str, bytes]]:
        assert old.encode() in parts[name]
        return real({**parts, name: parts[name].replace(old.encode(), new.encode())})

    monkeypatch.setattr(clean, "_ordered", spoiled)
    with pytest.raises(InputError, match=place):
        clean_docx(draft())


# ---------------------------------------------------------------- files from elsewhere


def test_lists_that_only_word_forgives_are_counted() -> None:
    numbering = "word/numbering.xml"
    odd = (
        '<w:abstractNum w:abstractNumId="90"><w:numStyleLink w:val="Gone"/></w:abstractNum>',
        '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
        '<w:num w:numId="91"><w:abstractNumId w:val="404"/></w:num>',
    )
    data = planted(
        swap(r"(<w:abstractNum )", rf"{odd[0]}\1", numbering),
        swap(r"(</w:numbering>)", rf"{odd[1]}\1", numbering),
        swap(
            r"<w:body>",
            "<w:body>"
            + "".join(
                f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
                "</w:p>"
                for level, num in (("0", "90"), ("8", "91"), ("12", "92"), ("x", "1"))
            ),
        ),
        swap(
            r"</w:styles>",
            '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
            STYLES,
        ),
        swap(r"<w:body>", '<w:body><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>'),
    )
    assert clean_docx(data).reading.numbers >= clean_docx(draft()).reading.numbers


def test_a_file_without_lists_and_styles_is_cleaned() -> None:
    parts = read_parts(draft())
    for name in ("word/numbering.xml", STYLES):
        del parts[name]
        stem = name.rpartition("/")[2]
        parts[TYPES] = re.sub(rf'<Override [^>]*"/{name}"[^>]*/>'.encode(), b"", parts[TYPES])
        rels = rels_name(BODY)
        parts[rels] = re.sub(rf'<Relationship [^>]*"{stem}"[^>]*/>'.encode(), b"", parts[rels])
    assert clean_docx(zipped(parts)).reading.numbers == 0


@pytest.mark.parametrize(
    "make",
    [lambda: commented(draft(), "A", SECRET), lambda: written(one_page_sample())],
    ids=["charter", "page"],
)
def test_an_independent_validator_finds_no_error_in_a_copy(make: Callable[[], bytes], tmp_path: Path) -> None:
    file = tmp_path / "copy.docx"
    file.write_bytes(clean_docx(make()).data)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed here")
def test_libreoffice_prints_the_copy_as_it_prints_the_draft(tmp_path: Path) -> None:
    printed = []
    for name, data in (("draft", draft()), ("copy", cleaned(draft()).data)):
        (tmp_path / name).mkdir()
        printed.append(pages(converted(data, "pdf", tmp_path / name)))
    assert printed[0] == printed[1] != []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed here")
def test_a_draft_that_libreoffice_saved_is_cleaned(tmp_path: Path) -> None:
    saved = converted(draft(), "docx:MS Word 2007 XML", tmp_path).read_bytes()
    done = clean_docx(saved)
    assert [word for word in OURS if word in everything(done.data)] == []
    assert labelled(done.data) == labelled(saved)


def test_a_reference_to_what_counsel_deleted_is_told() -> None:
    def forget(xml: str) -> str:
        return re.sub(r'w:name="_Refreserved"', 'w:name="_Refelsewhere"', xml)

    assert [each.code for each in clean_docx(draft()).warnings] == []
    parts = read_parts(draft())
    parts["word/document.xml"] = forget(parts["word/document.xml"].decode()).encode()
    found = clean_docx(write_zip(pack(name, data) for name, data in parts.items())).warnings
    assert [each.code for each in found] == ["clean-dangling"]
