"""What stands in a written Word file besides the words: controls, looks, tables, properties, provenance."""

from __future__ import annotations

import io

from pipeline.model import Definition, all_clauses
from pipeline.word.house.build import LANGUAGE
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import Label, W, labelled, labels
from pipeline.word.package import parse, read_parts
from pipeline.word.writer import write_docx
from tests.word.reading import body_of, tags, written
from tests.word_support import PROVENANCE, clause, one_page_sample, one_page_template, p, sample


def test_an_only_clause_takes_its_heading_into_its_control() -> None:
    controls = {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): control
        for control in body_of(written(sample())).iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}tag") is not None
    }
    alone, several = controls["money/standard"], controls["membership/standard"]
    assert "ArticleHeading" in [style.get(f"{W}val") for style in alone.iter(f"{W}pStyle")]
    assert "ArticleHeading" not in [style.get(f"{W}val") for style in several.iter(f"{W}pStyle")]


def test_no_clause_is_locked() -> None:
    assert not list(body_of(written(sample())).iter(f"{W}lock"))


def test_a_clause_without_text_keeps_its_control() -> None:
    document = sample()
    document.recitals = [clause("silent")]
    assert "silent/standard" in tags(written(document))
    assert lint_docx(written(document)) == []


def test_long_ids_are_shortened_and_stay_apart() -> None:
    document = sample()
    document.recitals = [clause("t" * 80, p("x", 0), instance=party) for party in ("p1", "p2")]
    found = [tag for tag in tags(written(document)) if tag.startswith("ttt")]
    assert len(set(found)) == 2
    assert all(len(tag) <= 64 for tag in found)


def test_open_values_are_highlighted_and_others_are_not() -> None:
    styles = [style.get(f"{W}val") for style in body_of(written(sample())).iter(f"{W}rStyle")]
    assert styles.count("OpenValue") == 2


def test_only_the_defining_place_of_a_term_is_marked() -> None:
    rows = body_of(written(sample())).iter(f"{W}r")
    marked = [
        "".join(row.itertext())
        for row in rows
        if row.find(f"{W}rPr/{W}rStyle[@{W}val='DefinedTerm']") is not None
    ]
    assert marked.count("Reserved Matter") == 1


def test_signature_blocks_stay_together() -> None:
    styles = ("SignatureLine", "SignatureLead")
    paragraphs = [
        each
        for each in body_of(written(sample())).iter(f"{W}p")
        if each.find(f"{W}pPr/{W}pStyle") is not None
        and each.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in styles
    ]
    loose = [
        each
        for each in paragraphs
        if each.find(f"{W}pPr/{W}keepNext") is None
        and each.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "SignatureLine"
    ]
    assert len(loose) == 2


def test_tables_repeat_their_head_and_carry_their_caption() -> None:
    root = body_of(written(sample()))
    assert len(list(root.iter(f"{W}tblHeader"))) == 1
    assert root.find(f".//{W}tblCaption").get(f"{W}val") == "Composition of the Steering Committee"


def test_definitions_have_their_own_style() -> None:
    document = sample()
    count = sum(isinstance(block, Definition) for each in all_clauses(document) for block in each.blocks)
    assert [row.style for row in labelled(written(document))].count("Definition") == count


def test_the_one_page_has_no_numbers_and_plain_styles() -> None:
    data = write_docx(one_page_sample(), one_page_template(), {})
    assert labels(data) == []
    assert {"PlainHeading", "PlainBody", "PlainBullet"} <= {row.style for row in labelled(data)}
    assert lint_docx(data) == []


def test_properties_name_the_draft_and_its_date_and_nobody_else() -> None:
    core = read_parts(written(sample()))["docProps/core.xml"].decode()
    assert "<dc:title>Governance Charter</dc:title>" in core
    assert core.count("2026-11-22T00:00:00Z") == 2
    assert "<dc:creator>Charterwright</dc:creator>" in core
    assert f"<dc:language>{LANGUAGE}</dc:language>" in core


def test_another_language_reaches_styles_and_properties() -> None:
    document = sample()
    document.language = "fr-CA"
    parts = read_parts(written(document))
    assert b'<w:lang w:val="fr-CA"' in parts["word/styles.xml"]
    assert b"<dc:language>fr-CA</dc:language>" in parts["docProps/core.xml"]


def test_provenance_is_a_part_of_its_own_in_sorted_order() -> None:
    root = parse(read_parts(written(sample()))["customXml/item1.xml"])
    assert root.tag == "{urn:charterwright:provenance:1}provenance"
    assert {entry.get("name"): entry.text for entry in root} == PROVENANCE
    assert [entry.get("name") for entry in root] == sorted(PROVENANCE)


def test_the_writer_loads_no_word_library() -> None:
    import subprocess
    import sys

    heavy = ["lxml", "docx", "docxtpl", "jinja2", "zipfile"]
    code = f"import sys, pipeline.word.writer; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_python_docx_keeps_every_clause() -> None:
    import docx

    data = written(sample())
    stream = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(stream)
    assert tags(stream.getvalue()) == tags(data)
    assert "urn:charterwright:provenance:1" in read_parts(stream.getvalue())["customXml/item1.xml"].decode()


def test_a_number_decides_whatever_the_level_is() -> None:
    document = sample()
    document.recitals = [clause("recitals", p("One.", 0, "(A)"), p("Two.", 9, "(B)"), p("Three.", 3, "(C)"))]
    styles = [row.style for row in labelled(written(document)) if row.text in ("One.", "Two.", "Three.")]
    assert styles == ["Recital"] * 3
    assert labels(written(document))[3:6] == ["(A)", "(B)", "(C)"]


def test_a_paragraph_without_a_number_is_plain_text() -> None:
    document = sample()
    document.front = [clause("parties", p("Aster, a charity.", 2))]
    assert Label("BodyText", "", "Aster, a charity.") in labelled(written(document))


def test_front_matter_takes_its_headings_from_the_shell_words() -> None:
    document = sample()
    document.shell = {"heading_front": "The Parties", "heading_recitals": "Why"}
    found = [row.text for row in labelled(written(document)) if row.style == "SectionHeading"]
    assert {"The Parties", "Why"} <= set(found)
