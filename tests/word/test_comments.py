"""Drafting notes as comments: at their clause, with their words, and nothing of them without notes."""

from __future__ import annotations

import io

import docx
from hypothesis import HealthCheck, given, settings
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.model import Clause, Document, all_clauses
from pipeline.word.additions import Additions
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import W, labels
from pipeline.word.package import parse, read_parts
from pipeline.word.writer import write_docx
from tests.word.reading import body_of, written
from tests.word_support import PROVENANCE, documents, house_template, sample

RANDOM = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def key(clause: Clause) -> tuple[str, str, str]:
    return clause.topic, clause.variant, clause.instance


def noted(document: Document) -> bytes:
    """The document with a note of two paragraphs at every clause."""
    notes = {key(each): [f"Why {each.topic}.", "Check a < b & c."] for each in all_clauses(document)}
    return write_docx(document, house_template(), PROVENANCE, Additions(notes=notes))


@RANDOM
@given(documents())
def test_every_note_stands_in_its_own_clause(document: Document) -> None:
    root = body_of(noted(document))
    found = []
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and ":" not in tag.get(f"{W}val"):
            found.append([mark.get(f"{W}id") for mark in control.iter(f"{W}commentReference")])
    assert found == [[str(number)] for number in range(len(all_clauses(document)))]


@RANDOM
@given(documents())
def test_notes_change_no_number_and_break_nothing(document: Document) -> None:
    data = noted(document)
    assert labels(data) == labels(written(document))
    assert lint_docx(data) == []


def test_python_docx_reads_the_notes_as_comments() -> None:
    found = list(docx.Document(io.BytesIO(noted(sample()))).comments)
    assert [each.author for each in found] == ["Charterwright"] * len(all_clauses(sample()))
    assert [p.text for p in found[0].paragraphs] == [
        f"Why {all_clauses(sample())[0].topic}.",
        "Check a < b & c.",
    ]


def test_a_note_carries_the_draft_s_own_date() -> None:
    root = parse(read_parts(noted(sample()))["word/comments.xml"])
    assert {each.get(f"{W}date") for each in root} == {f"{sample().as_of}T00:00:00Z"}


def test_without_notes_nothing_speaks_of_comments() -> None:
    parts = read_parts(written(sample()))
    assert "word/comments.xml" not in parts
    assert not any(
        b"comments" in parts[name] for name in ("[Content_Types].xml", "word/_rels/document.xml.rels")
    )


def test_an_independent_validator_finds_no_error_in_a_file_with_comments(tmp_path: object) -> None:
    file = f"{tmp_path}/noted.docx"
    with open(file, "wb") as stream:
        stream.write(noted(sample()))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
