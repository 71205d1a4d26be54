"""What a written Word file says: the model's words, its clauses, its numbers, the same bytes each time."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.model import (
    Answer,
    Article,
    Clause,
    Definition,
    Document,
    Note,
    Paragraph,
    Part,
    Ref,
    Text,
    Value,
    all_clauses,
)
from pipeline.word.house import LANGUAGE
from pipeline.word.labels import W, labelled, labels
from pipeline.word.lint import lint_docx
from pipeline.word.names import clause_bookmark, clause_tag, value_tag
from pipeline.word.package import parse, read_parts
from pipeline.word.writer import write_docx
from tests.word_support import (
    PROVENANCE,
    clause,
    documents,
    house_template,
    one_page_sample,
    one_page_template,
    p,
    sample,
)

HOSTILE = [
    "Aster & Rowe",
    "a < b <tag> c",
    "</w:t></w:r></w:p><w:p>",
    "{{ 7*7 }}",
    "{_{ 7*7 }_}",
    "{% raw %}",
    "]]>",
    "\"quoted\" 'single' &amp; &#10;",
    "  two  spaces  ",
    "\u202eright to left\u202c",
    "\U0001f54a \u0645\u0631\u062d\u0628\u0627",
    "\ue0f0title\ue0f1",
    "INCLUDETEXT /etc/hosts",
    "\u2028line\u00a0end\u200b",
]
RANDOM = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def written(document: Document) -> bytes:
    """The document in the house style."""
    return write_docx(document, house_template(), PROVENANCE)


def body_of(data: bytes) -> Any:
    """The main part's tree."""
    return parse(read_parts(data)["word/document.xml"])


def tags(data: bytes) -> list[str]:
    """The tags of every content control, in reading order."""
    return [element.get(f"{W}val") for element in body_of(data).iter(f"{W}tag")]


def numbers(document: Document) -> list[str]:
    """The model's own numbers, in reading order."""

    def of(clauses: list[Clause]) -> list[str]:
        blocks = [block for each in clauses for block in each.blocks]
        return [block.number for block in blocks if isinstance(block, Paragraph) and block.number]

    found = of(document.front) + of(document.recitals)
    for part in document.body:
        for article in part.articles:
            found += ([article.number] if article.number else []) + of(article.clauses)
    found += of(document.execution)
    for annex in document.annexes:
        found += [annex.label, *of(annex.clauses)]
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_out_letter_for_letter(text: str) -> None:
    document = sample()
    document.body[0].articles[1].clauses[0].blocks[0] = p(
        [Answer("q", text), Value("v", text), Text(text, "strong")], 2, "2.1"
    )
    document.title = document.subtitle = text
    document.parties = [text]
    found = [row.text for row in labelled(written(document))]
    assert text * 3 in found
    assert found.count(text) >= 3


def test_line_ends_become_breaks_and_tabs_become_spaces() -> None:
    document = sample()
    document.body[0].articles[1].clauses[0].blocks[0] = p([Answer("q", "one\ntwo\r\nthree\tfour")], 2, "2.1")
    assert "one\ntwo\nthree four" in [row.text for row in labelled(written(document))]


@pytest.mark.parametrize(
    "text", ["\x00", "a\x01b", "\x0b", "\x1b[31m", "\ufffe", "\uffff", "\ud800", "x\udc00"]
)
def test_text_that_no_word_file_can_hold_is_refused(text: str) -> None:
    for spoil in (_in_text, _in_title, _in_tag, _in_provenance):
        document, entries = sample(), dict(PROVENANCE)
        spoil(document, entries, text)
        with pytest.raises(ValueError, match=r"control character|surrogates"):
            write_docx(document, house_template(), entries)


def _in_text(document: Document, entries: dict[str, str], text: str) -> None:
    document.front[0].blocks.append(Note([Text(text)]))


def _in_title(document: Document, entries: dict[str, str], text: str) -> None:
    document.title = text


def _in_tag(document: Document, entries: dict[str, str], text: str) -> None:
    document.front[0].blocks.append(Note([Value(f"a{text}b", "x")]))


def _in_provenance(document: Document, entries: dict[str, str], text: str) -> None:
    entries["facts"] = text


@RANDOM
@given(documents())
def test_every_clause_is_found_by_its_control_and_by_its_bookmark(document: Document) -> None:
    data = written(document)
    names = {each.get(f"{W}name") for each in body_of(data).iter(f"{W}bookmarkStart")}
    clauses = all_clauses(document)
    found = [tag for tag in tags(data) if tag.split(":")[0] not in ("param", "answer")]
    assert found == [clause_tag(each) for each in clauses]
    assert {clause_bookmark(each) for each in clauses} <= names


@RANDOM
@given(documents())
def test_every_value_carries_its_name(document: Document) -> None:
    found = tags(written(document))
    for each in all_clauses(document):
        for block in each.blocks:
            for item in getattr(block, "inlines", []):
                if isinstance(item, Value):
                    assert value_tag("param", item.parameter, item.party) in found
                if isinstance(item, Answer):
                    assert value_tag("answer", item.question, item.party) in found


@RANDOM
@given(documents())
def test_the_numbers_that_word_prints_are_the_models(document: Document) -> None:
    assert labels(written(document)) == numbers(document)


@RANDOM
@given(documents())
def test_the_linter_has_nothing_to_say(document: Document) -> None:
    assert lint_docx(written(document)) == []


@RANDOM
@given(documents())
def test_equal_input_gives_equal_bytes(document: Document) -> None:
    assert written(document) == written(document)


def test_the_numbers_of_the_sample_are_the_models() -> None:
    assert labels(written(sample())) == numbers(sample())


def test_a_list_that_starts_again_below_an_unnumbered_line_is_restarted_once() -> None:
    numbering = read_parts(written(sample()))["word/numbering.xml"].decode()
    assert numbering.count("startOverride") == 1


def test_an_article_may_begin_at_any_number() -> None:
    document = sample()
    document.front, document.recitals, document.execution, document.annexes = [], [], [], []
    article = Article([Text("Late")], [clause("late", p("x", 2, "7.3"), p("y", 2, "7.4"))], "7")
    document.body = [Part("", [article])]
    assert labels(written(document)) == ["7", "7.3", "7.4"]


def test_a_number_that_no_list_prints_is_typed() -> None:
    document = sample()
    document.front = [clause("parties", p("x", 2, "Party 1:"))]
    assert "Party 1: x" in [row.text for row in labelled(written(document))]


def test_references_are_fields_whose_cached_words_are_the_models() -> None:
    document = sample()
    root = body_of(written(document))
    codes = [code.text.split() for code in root.iter(f"{W}instrText")]
    assert ["REF", "_Refreserved", "\\w", "\\h"] in codes
    assert (
        "This Charter is not intended to be legally binding, except Article 7, 8.3 and this Article 3."
        in [row.text for row in labelled(written(document))]
    )


def test_a_reference_to_an_unnumbered_place_is_a_link() -> None:
    links = [link.get(f"{W}anchor") for link in body_of(written(sample())).iter(f"{W}hyperlink")]
    assert len(links) == 1


def test_a_reference_to_another_document_is_plain_words() -> None:
    document = sample()
    document.front[0].blocks.append(p([Ref("elsewhere", "7.2", "charter")], 0))
    assert "7.2" in [row.text for row in labelled(written(document))]
    assert "elsewhere" not in read_parts(written(document))["word/document.xml"].decode()


def test_an_only_clause_takes_its_heading_into_its_control() -> None:
    controls = {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): control
        for control in body_of(written(sample())).iter(f"{W}sdt")
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
    assert len(loose) == 2 * 3


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
    assert ("BodyText", "", "Aster, a charity.") in labelled(written(document))


def test_front_matter_takes_its_headings_from_the_shell_words() -> None:
    document = sample()
    document.shell = {"heading_front": "The Parties", "heading_recitals": "Why"}
    found = [row.text for row in labelled(written(document)) if row.style == "SectionHeading"]
    assert {"The Parties", "Why"} <= set(found)
