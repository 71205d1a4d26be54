"""What a firm does to a template in Word, and what it is told: the place, the purpose, the remedy."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.word.archive import pack, write_zip
from pipeline.word.check.template import check, check_template, looks_like_a_shell
from pipeline.word.check.words import LISTS, SLOT_WORDS, STYLE_WORDS
from pipeline.word.house.styles import STYLES, W
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import labels
from pipeline.word.package import read_parts
from pipeline.word.shell import KNOWN_SLOTS
from pipeline.word.style_ids import with_own_ids
from pipeline.word.styles import USED
from pipeline.word.template import compile_template
from pipeline.word.writer import write_docx
from tests.word.libreoffice import converted, needs_libreoffice
from tests.word_support import TEMPLATES, house_bytes, house_template, sample

Change = Callable[[Any], None]
SHELLS = sorted(TEMPLATES.glob("*/shell.docx"))
README = (TEMPLATES / "README.md").read_text(encoding="utf-8")


def edited(change: Change, data: bytes | None = None) -> bytes:
    """The house document after a change with python-docx."""
    document = docx.Document(io.BytesIO(data or house_bytes()))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def replaced(name: str, old: str, new: str, data: bytes) -> bytes:
    """A document after a change in the text of a part; the old text must be there."""
    parts = read_parts(data)
    text = parts[name].decode()
    assert re.search(old, text, re.DOTALL), old
    parts[name] = re.sub(old, new, text, count=1, flags=re.DOTALL).encode()
    return write_zip(pack(each, blob) for each, blob in parts.items())


def said(data: bytes, house: bytes | None = None) -> dict[str, Diagnostic]:
    """What matters about a template, notes aside, by code."""
    return {each.code: each for each in check_template(data, house) if each.severity != "note"}


def the(document: Any, words: str) -> Any:
    """The paragraph with these words."""
    return next(each for each in document.paragraphs if words in each.text)


# ---------------------------------------------------------------- what ships


def test_the_house_document_has_no_fault() -> None:
    checked = check(house_bytes())
    assert [each for each in checked.found if each.severity != "note"] == []
    assert checked.summary.startswith(f"can be used: {len(USED)} of {len(USED)} styles, ")
    assert f"{len(LISTS)} lists" in checked.summary


@pytest.mark.parametrize("shell", SHELLS, ids=lambda path: path.parent.name)
def test_the_shells_have_no_fault(shell: Path) -> None:
    checked = check(shell.read_bytes(), house_bytes())
    assert [each for each in checked.found if each.severity != "note"] == []
    assert "as a shell" in checked.summary


def test_every_style_and_slot_has_its_words() -> None:
    names = {each.id: each.name for each in STYLES} | {"HouseTable": "House Table"}
    assert list(STYLE_WORDS) == list(USED)
    assert {style: words[0] for style, words in STYLE_WORDS.items()} == {each: names[each] for each in USED}
    assert set(SLOT_WORDS) == KNOWN_SLOTS


# ---------------------------------------------------------------- faults


def retyped(old: str, new: str) -> Change:
    """Change the words of a paragraph."""

    def change(document: Any) -> None:
        the(document, old).text = new

    return change


def added(words: str) -> Change:
    """A new paragraph above the text."""

    def change(document: Any) -> None:
        the(document, "{{ body }}").insert_paragraph_before(words, "Body Text")

    return change


def in_table(words: str) -> Change:
    def change(document: Any) -> None:
        document.add_table(1, 1).cell(0, 0).text = words

    return change


def moved_to_table(document: Any) -> None:
    the(document, "{{ body }}").text = "Here"
    in_table("{{ body }}")(document)


def in_text_box(words: str) -> Change:
    """A text box as Word keeps it: once for itself, once for programs that know no such boxes."""

    def change(document: Any) -> None:
        box = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
        document.add_paragraph()._p.append(
            parse_xml(
                f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
                'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
                'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
                f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx>'
                f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox>"
                "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
        )

    return change


def moved_to_text_box(document: Any) -> None:
    the(document, "{{ body }}").text = "Here"
    in_text_box("{{ body }}")(document)


def moved_to_header(document: Any) -> None:
    the(document, "{{ body }}").text = "Here"
    document.sections[0].header.paragraphs[0].add_run("{{ body }}")


def with_tracked_change(document: Any) -> None:
    paragraph = the(document, "Between")
    mark = paragraph._p.makeelement(qn("w:ins"), {qn("w:id"): "9", qn("w:author"): "A"})
    paragraph._p.append(mark)
    mark.append(paragraph.runs[0]._r)


def with_section_break(document: Any) -> None:
    paragraph = the(document, "{{ body }}")._p
    section = document.element.body.sectPr
    paragraph.get_or_add_pPr().append(section.__copy__())


def with_narrow_page(document: Any) -> None:
    document.sections[0].left_margin = Cm(12)


def without_page_numbers(document: Any) -> None:
    for footer in (document.sections[0].footer, document.sections[0].first_page_footer):
        for field in list(footer._element.iter(qn("w:instrText"))):
            field.getparent().remove(field)


def with_setting(tag: str, **values: str) -> Change:
    def change(document: Any) -> None:
        settings = document.settings.element
        settings.append(settings.makeelement(qn(tag), {qn(f"w:{k}"): v for k, v in values.items()}))

    return change


def with_old_word(document: Any) -> None:
    mode = next(document.settings.element.iter(qn("w:compatSetting")))
    mode.set(qn("w:val"), "14")


def without_language(document: Any) -> None:
    for each in list(document.styles.element.iter(qn("w:lang"))):
        each.getparent().remove(each)


def without_numbers(style: str) -> Change:
    def change(document: Any) -> None:
        properties = document.styles[style].element.pPr
        properties.remove(properties.numPr)

    return change


def on_list(style: str, num: str) -> Change:
    def change(document: Any) -> None:
        document.styles[style].element.pPr.numPr.numId.set(qn("w:val"), num)

    return change


def renamed(style: str, name: str) -> Change:
    """As Word does it: the key follows the name."""

    def change(document: Any) -> None:
        element = document.styles[style].element
        element.find(qn("w:name")).set(qn("w:val"), name)
        element.set(qn("w:styleId"), name.replace(" ", ""))

    return change


def coloured(style: str, color: str) -> Change:
    def change(document: Any) -> None:
        document.styles[style].font.color.rgb = RGBColor.from_string(color)

    return change


def without_outline(document: Any) -> None:
    for each in list(document.styles.element.iter(qn("w:outlineLvl"))):
        each.getparent().remove(each)


def deep_outline(document: Any) -> None:
    for each in document.styles.element.iter(qn("w:outlineLvl")):
        each.set(qn("w:val"), "2")


def with_linked_picture(document: Any) -> None:
    document.part.relate_to("https://example.org/logo.png", _IMAGE, is_external=True)


_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

FAULTS: list[tuple[str, str, Change, tuple[str, ...]]] = [
    ("slot-unknown", "error", added("Draft of {{ titel }}"), ("Draft of", "`titel`", "`title`")),
    ("slot-unknown", "error", added("{% if stmp %}x{% endif %}"), ("`stmp`", "`stamp`")),
    ("slot-unknown", "error", in_table("{{ partys }}"), ("`parties`",)),
    ("slot-braces", "error", added("{{ subtitle }"), ("{{ subtitle }", "does not close")),
    ("slot-unreadable", "error", added("{{ sub title }}"), ("sub title",)),
    ("slot-logic", "error", added("{% if stamp %}no end"), ("no end",)),
    ("slot-brackets", "warning", added("[[subtitle]]"), ("[[subtitle]]", "as it stands")),
    ("slot-brackets", "warning", added("{Title}"), ("{Title}",)),
    ("slot-missing", "warning", retyped("{{ title }}", "Agreement"), ("name of the document",)),
    ("slot-missing", "warning", retyped("{{ parties }}", "the parties"), ("parties",)),
    ("body-missing", "error", retyped("{{ body }}", "nothing"), ("{{ body }}",)),
    ("body-twice", "error", added("{{ body }}"), ("2 times",)),
    ("body-place", "error", moved_to_table, ("table",)),
    ("body-place", "error", moved_to_text_box, ("text box",)),
    ("slot-unknown", "error", in_text_box("{{ titel }}"), ("`titel`",)),
    ("body-place", "error", moved_to_header, ("the header", "{{ body }}")),
    ("body-place", "error", retyped("{{ body }}", "Text: {{ body }}"), ("Text:", "alone")),
    ("body-place", "error", with_section_break, ("section break",)),
    ("contents-place", "error", in_table("{{ contents }}"), ("table",)),
    ("style-missing", "error", renamed("Level 2", "Level Two"), ("`Level 2`", "1.1", "`Level Two`")),
    ("style-missing", "error", renamed("Definition", "Zed"), ("`Definition`", "entry of the definitions")),
    ("list-none", "warning", without_numbers("Level 3"), ("`Level 3`",)),
    ("list-none", "warning", on_list("Recital", "77"), ("`Recital`",)),
    ("list-none", "warning", without_numbers("Bullet"), ("`Bullet`",)),
    ("list-apart", "warning", on_list("Level 2", "2"), ("`Article Heading` and `Level 2`", "two different")),
    ("page-narrow", "warning", with_narrow_page, ("cm wide",)),
    ("page-number", "warning", without_page_numbers, ("page number",)),
    ("compatibility", "warning", with_old_word, ("Compatibility Mode",)),
    ("update-fields", "warning", with_setting("w:updateFields", val="true"), ("ask",)),
    (
        "protected",
        "warning",
        with_setting("w:documentProtection", edit="forms", enforcement="1"),
        ("protected",),
    ),
    ("language-none", "warning", without_language, ("language",)),
    ("linked", "warning", with_linked_picture, ("picture",)),
    ("tracked", "warning", with_tracked_change, ("tracked changes",)),
    ("outline-none", "warning", without_outline, ("outline",)),
    ("outline-jump", "warning", deep_outline, ("level 3", "level 1")),
    ("contrast", "warning", coloured("Level 2", "AAAAAA"), ("`Level 2`", "#AAAAAA on white", "2.3 to 1")),
    ("contrast", "warning", coloured("Note", "777777"), ("`Note`",)),
]


@pytest.mark.parametrize(
    ("code", "severity", "change", "words"), FAULTS, ids=[f"{n}-{each[0]}" for n, each in enumerate(FAULTS)]
)
def test_a_fault_is_told_with_its_place(
    code: str, severity: str, change: Change, words: tuple[str, ...]
) -> None:
    found = [each for each in check_template(edited(change)) if each.code == f"template-{code}"]
    assert found, check_template(edited(change))
    assert {each.severity for each in found} == {severity}
    assert found[0].help
    text = "\n".join(each.message for each in found)
    assert all(word in text for word in words), text
    assert not re.search(r"w:|xml|Traceback|jinja|undefined", text, re.IGNORECASE)


_LEVEL2 = r'(<w:lvl w:ilvl="1">(?:(?!</w:lvl>).)*?<w:lvlText w:val=")%1\.%2"'
_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_OWN_LEVEL = r'(w:styleId="Level3".*?<w:ilvl w:val=")2"'
_LINKED = r'<w:pStyle w:val="Level3"/>'
IN_LISTS: list[tuple[str, tuple[tuple[str, str, str], ...], tuple[str, ...]]] = [
    (
        "list-silent",
        ((_NUMBERING, _LEVEL2, r'\1%1"'),),
        ("level 2 of the list of `Article Heading` (`Level 2`) prints “1”", "without"),
    ),
    ("list-below", ((_NUMBERING, _LEVEL2, r'\1%1.%2.%3"'),), ("number of level 3",)),
    (
        "list-format",
        ((_NUMBERING, r'"decimal"(/><w:pStyle w:val="Level2")', r'"ordinalText"\1'),),
        ("words",),
    ),
    ("list-level", ((_NUMBERING, _LINKED, ""), (_STYLES, _OWN_LEVEL, r'\g<1>8"')), ("has no level 9",)),
    (
        "list-order",
        ((_NUMBERING, _LINKED, ""), (_STYLES, _OWN_LEVEL, r'\g<1>0"')),
        ("`Level 3` stands at level 1", "`Level 2`"),
    ),
    (
        "list-depth",
        tuple((_NUMBERING, rf'<w:lvl w:ilvl="{n}"', f'<w:lvl w:ilvl="{n + 1}"') for n in (3, 2)),
        ("`Level 3` stands at level 4",),
    ),
    ("list-shared", ((_STYLES, r'(w:styleId="Parties".*?<w:numId w:val=")4"', r'\g<1>3"'),), ("`Recital`",)),
]


@pytest.mark.parametrize(("code", "changes", "words"), IN_LISTS, ids=[each[0] for each in IN_LISTS])
def test_a_fault_of_the_numbering_is_told(
    code: str, changes: tuple[tuple[str, str, str], ...], words: tuple[str, ...]
) -> None:
    data = house_bytes()
    for part, old, new in changes:
        data = replaced(part, old, new, data)
    found = check_template(data)
    text = "\n".join(each.message for each in found if each.code == f"template-{code}")
    assert all(word in text for word in words), found


def test_everything_is_told_at_once() -> None:
    def change(document: Any) -> None:
        added("{{ titel }}")(document)
        renamed("Level 2", "Level Two")(document)
        with_narrow_page(document)

    codes = [each.code for each in check_template(edited(change))]
    assert {"template-slot-unknown", "template-style-missing", "template-page-narrow"} <= set(codes)


def test_errors_come_first() -> None:
    def change(document: Any) -> None:
        with_narrow_page(document)
        added("{{ titel }}")(document)

    order = [each.severity for each in check_template(edited(change))]
    assert order == sorted(order, key=["error", "warning", "note"].index)


def test_a_plain_word_file_lacks_every_style_and_hears_once_how_to_copy_them() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    missing = [each for each in check_template(stream.getvalue()) if each.code == "template-style-missing"]
    assert len(missing) > 25
    assert len([each for each in missing if "Import/Export" in each.help]) == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\3\4 no", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"])
def test_what_is_no_word_file_is_told_in_words(data: bytes) -> None:
    found = check_template(data)
    assert [each.severity for each in found] == ["error"]
    assert "Word" in found[0].message + found[0].help or "damaged" in found[0].message


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_damage_makes_it_fail(data: st.DataObject) -> None:
    parts = read_parts(house_bytes())
    name = data.draw(st.sampled_from(sorted(each for each in parts if each.startswith("word/"))))
    text = parts[name].decode()
    elements = list(re.finditer(r"<w:\w+\b[^>]*/>", text))
    values = list(re.finditer(r'(?<==")[^"]*', text))
    spots = data.draw(st.sampled_from([elements, values]))
    if spots:
        cut = data.draw(st.sampled_from(spots))
        new = "" if spots is elements else data.draw(st.sampled_from(["", "x", "-1", "999", "1.5"]))
        parts[name] = (text[: cut.start()] + new + text[cut.end() :]).encode()
    else:
        del parts[name]
    checked = check(write_zip(pack(each, blob) for each, blob in parts.items()))
    assert all(each.message for each in checked.found)
    assert bool(checked.summary) != any(each.is_error for each in checked.found)


# ---------------------------------------------------------------- what is no fault


def test_a_slot_formatted_half_way_is_a_note_and_still_works() -> None:
    def change(document: Any) -> None:
        place = the(document, "{{ body }}").insert_paragraph_before("", "Body Text")
        for piece in ("{{ sub", "title", " }}"):
            place.add_run(piece).bold = piece == "title"

    checked = check(edited(change))
    assert checked.summary
    assert "template-slot-formatting" in [each.code for each in checked.found]


def test_a_slot_that_only_words_spelling_split_is_not_mentioned() -> None:
    def change(document: Any) -> None:
        place = the(document, "{{ body }}").insert_paragraph_before("", "Body Text")
        for piece in ("{{ sub", "title", " }}"):
            place.add_run(piece)

    assert "template-slot-formatting" not in [each.code for each in check_template(edited(change))]


def test_a_slot_in_a_text_box_is_one_slot() -> None:
    assert said(edited(in_text_box("{{ subtitle }}"))) == {}
    found = check_template(edited(in_text_box("{{ titel }}")))
    assert [each.code for each in found if each.is_error] == ["template-slot-unknown"]


def test_a_style_of_the_house_that_only_shells_use_is_not_called_idle() -> None:
    assert "template-style-unused" not in [each.code for each in check_template(house_bytes())]


def test_loops_and_conditions_are_fine() -> None:
    def change(document: Any) -> None:
        for words in ("{%p for one in parties %}", "{{ loop.index }}: {{ one }}", "{%p endfor %}"):
            added(words)(document)
        added("{% if stamp %}Not yet{% else %}{{ title|upper }}{% endif %}")(document)

    assert said(edited(change)) == {}


def test_styles_and_lists_of_the_firms_own_are_notes() -> None:
    def change(document: Any) -> None:
        document.styles.add_style("Firm Quote", 1)

    checked = check(edited(change))
    note = next(each for each in checked.found if each.code == "template-style-unused")
    assert (note.severity, "`Firm Quote`" in note.message) == ("note", True)
    assert checked.summary


def test_other_paper_and_no_watermark_are_notes() -> None:
    def change(document: Any) -> None:
        document.sections[0].page_height = Cm(25)
        for header in (document.sections[0].header, document.sections[0].first_page_header):
            for picture in list(header._element.iter(qn("w:pict"))):
                picture.getparent().remove(picture)

    found = {each.code: each.severity for each in check_template(edited(change))}
    assert (found["template-paper-other"], found["template-watermark"]) == ("note", "note")


def test_a_link_to_the_firms_template_is_a_note() -> None:
    def change(document: Any) -> None:
        kind = _IMAGE.replace("/image", "/attachedTemplate")
        document.part.relate_to("file:///C:/firm.dotx", kind, is_external=True)

    assert {each.code: each.severity for each in check_template(edited(change))}[
        "template-attached"
    ] == "note"


# ---------------------------------------------------------------- shells


def own_shell(with_custom_xml: bool) -> bytes:
    """A shell begun from an empty document, with nothing of the house."""
    stream = io.BytesIO()
    document: Any = docx.Document()
    for words in ("{{ title }}", "{{ parties }}", "{{ body }}"):
        document.add_paragraph(words)
    rels = document.part.rels
    for key in [key for key, rel in rels.items() if "customXml" in rel.reltype and not with_custom_xml]:
        del rels[key]
    document.save(stream)
    return stream.getvalue()


def test_a_shell_needs_slots_only() -> None:
    assert looks_like_a_shell(own_shell(False))
    checked = check(own_shell(False), house_bytes())
    assert checked.summary.startswith("can be used as a shell: 3 slots"), checked


def test_a_file_with_custom_xml_of_its_own_can_be_used() -> None:
    assert check(own_shell(True), house_bytes()).summary


def test_a_shell_set_in_a_style_that_the_house_lacks_is_told() -> None:
    def change(document: Any) -> None:
        document.styles.add_style("Firm Cover", 1)
        document.add_paragraph("Our letterhead", "Firm Cover")
        document.add_paragraph("Our address", "Firm Cover")

    shell = edited(change, SHELLS[0].read_bytes())
    found = [each.message for each in check_template(shell, house_bytes()) if "foreign" in each.code]
    assert len(found) == 1
    assert "Our letterhead" in found[0]
    assert "`Firm Cover`" in found[0]


# ---------------------------------------------------------------- Word in another language


def foreign_house() -> bytes:
    """The house document with other keys for some styles, as a Word in another language may file them."""
    parts = read_parts(house_bytes())
    for name in [each for each in parts if each.startswith("word/") and each.endswith(".xml")]:
        text = parts[name].decode()
        for ours, theirs in (("BodyText", "Textkrper"), ("Level2", "a2")):
            text = re.sub(rf'(w:(?:styleId|val)=")({ours})"', rf'\1{theirs}"', text)
        parts[name] = text.encode()
    return write_zip(pack(each, data) for each, data in parts.items())


def test_styles_are_known_by_their_names() -> None:
    parts = with_own_ids(read_parts(foreign_house()))
    assert parts["word/styles.xml"].decode().count('w:styleId="BodyText"') == 1
    assert b"Textkrper" not in b"".join(parts.values())
    assert b'<w:pStyle w:val="Level2"/>' in parts["word/numbering.xml"]


def test_a_house_document_of_word_in_another_language_can_be_used() -> None:
    assert said(foreign_house()) == {}
    assert labels(drafted(foreign_house())) == labels(drafted(house_bytes()))


def test_our_own_ids_are_left_alone() -> None:
    parts = read_parts(house_bytes())
    assert with_own_ids(parts) == parts


# ---------------------------------------------------------------- what a firm does


def restyled(document: Any) -> None:
    """Fonts, colours, spacing, a letterhead and a table on the cover."""
    for name, size in (("Body Text", 11), ("Level 2", 11), ("Article Heading", 13)):
        document.styles[name].font.name = "Georgia"
        document.styles[name].font.size = Pt(size)
        document.styles[name].paragraph_format.space_after = Pt(8)
    document.styles["Article Heading"].font.color.rgb = RGBColor(0x6B, 0x1F, 0x2A)
    header = document.sections[0].header.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(picture()), width=Cm(3))
    table = document.add_table(2, 2)
    the(document, "Between")._p.addprevious(table._tbl)
    table.cell(0, 0).text, table.cell(0, 1).text = "Client", "{{ subtitle }}"
    table.cell(1, 0).text, table.cell(1, 1).text = "Our reference", "{{ draft_id }}"


@cache
def picture() -> bytes:
    """A small red picture."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    rows = b"".join(b"\0" + b"\xaa\x20\x20" * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def drafted(data: bytes) -> bytes:
    """The sample, drafted with a house document."""
    return write_docx(sample(), compile_template(data, None), {})


def test_a_restyled_house_document_drafts_clean() -> None:
    data = edited(restyled)
    assert said(data) == {}
    draft = drafted(data)
    assert lint_docx(draft) == []
    assert labels(draft) == labels(write_docx(sample(), house_template(), {}))
    assert b"Georgia" in read_parts(draft)["word/styles.xml"]
    assert any(name.startswith("word/media/") for name in read_parts(draft))


@pytest.mark.slow
@needs_libreoffice
def test_a_house_document_saved_by_another_program_drafts_clean(tmp_path: Path) -> None:
    saved = converted(edited(restyled), "docx:MS Word 2007 XML", tmp_path).read_bytes()
    checked = check(saved)
    assert checked.summary, checked.found
    draft = drafted(saved)
    assert lint_docx(draft) == []
    assert labels(draft) == labels(write_docx(sample(), house_template(), {}))
    assert "Georgia" in read_parts(draft)["word/styles.xml"].decode()


# ---------------------------------------------------------------- the page for people who know Word


def rows_of(heading: str) -> list[tuple[str, str]]:
    """The rows of the table below a heading: first cell without its marks, last cell."""
    part = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("|")]
    return [(row[0].strip("` {}"), row[-1]) for row in cells[2:]]


def test_the_readme_lists_the_styles_and_what_they_are_for() -> None:
    assert rows_of("The styles") == list(STYLE_WORDS.values())


def test_the_readme_lists_the_slots_and_what_they_print() -> None:
    assert dict(rows_of("The slots")) == SLOT_WORDS
