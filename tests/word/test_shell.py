"""Shells: plain ones are rendered once, ones with logic live; both print the same words."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from pipeline.diagnostics import InputError
from pipeline.word.house.build import HOUSE, build
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import labelled, text_of
from pipeline.word.package import parse, read_parts
from pipeline.word.shell import slot_words
from pipeline.word.template import Template, compile_template
from pipeline.word.writer import write_docx
from tests.word_support import PROVENANCE, house_bytes, house_template, sample


def shell(change: Callable[[Any], None]) -> bytes:
    """The house document after a lawyer's change."""
    document = docx.Document(io.BytesIO(house_bytes()))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines_of(data: bytes) -> list[str]:
    """The words of header, footer and body, paragraph by paragraph; empty ones left out."""
    parts = read_parts(data)
    names = sorted(name for name in parts if name.startswith(("word/header", "word/footer", "word/document")))
    paragraphs = [text_of(each) for name in names for each in parse(parts[name]).iter("{*}p")]
    return [words for words in paragraphs if words]


def before(document: Any, text: str, style: str) -> None:
    """Insert a paragraph above the body's place."""
    place = next(each for each in document.paragraphs if "{{ body }}" in each.text)
    place.insert_paragraph_before(text, style)


def test_a_plain_shell_prints_what_docxtpl_prints() -> None:
    document = sample()
    document.front, document.recitals, document.body, document.execution, document.annexes = (
        [],
        [],
        [],
        [],
        [],
    )
    live = DocxTemplate(io.BytesIO(house_bytes()))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    live.render({**slot_words(document), "body": "", "contents": ""}, environment, autoescape=True)
    stream = io.BytesIO()
    live.save(stream)
    assert lines_of(write_docx(document, house_template(), {})) == lines_of(stream.getvalue())


def test_a_plain_shell_is_rendered_once() -> None:
    assert house_template().live is None


def test_an_empty_slot_that_stands_alone_leaves_no_empty_line() -> None:
    document = sample()
    document.stamp = ""
    assert "Stamp" not in [row.style for row in labelled(write_docx(document, house_template(), {}))]


@pytest.mark.parametrize(
    "logic",
    [
        "{%p for party in parties %}",
        "{% if stamp %}not for signature{% endif %}",
        "{{ title|upper }}",
    ],
)
def test_a_shell_with_logic_is_rendered_live(logic: str) -> None:
    def change(document: Any) -> None:
        before(document, logic, "Body Text")
        if "%p for" in logic:
            before(document, "One party is {{ party }}", "Body Text")
            before(document, "{%p endfor %}", "Body Text")

    template = compile_template(house_bytes(), shell(change))
    assert template.live is not None
    data = write_docx(sample(), template, PROVENANCE)
    assert lint_docx(data) == []
    assert data == write_docx(sample(), template, PROVENANCE)
    shown = {
        "%p for": "One party is Aster & Rowe Foundation",
        "if": "not for signature",
        "up": "GOVERNANCE CHARTER",
    }
    assert next(words for key, words in shown.items() if key in logic) in lines_of(data)
    assert "Aster & Rowe Foundation\nNorthwind Relief e.V.\nB\u00e9langer Institute" in lines_of(data)


def test_logic_that_escapes_the_sandbox_is_refused() -> None:
    from jinja2.exceptions import SecurityError

    hole = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
    template = compile_template(house_bytes(), shell(lambda d: before(d, hole, "Body Text")))
    with pytest.raises(SecurityError):
        write_docx(sample(), template, {})


def test_logic_that_is_no_jinja_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        compile_template(house_bytes(), shell(lambda d: before(d, "{% endfor %}", "Body Text")))
    assert [each.code for each in caught.value.diagnostics] == ["shell-syntax"]


def test_an_unknown_slot_is_an_error_with_a_guess() -> None:
    broken = shell(lambda d: before(d, "{{ tittle }}", "Body Text"))
    with pytest.raises(InputError) as caught:
        compile_template(house_bytes(), broken)
    finding = caught.value.diagnostics[0]
    assert (finding.code, finding.is_error) == ("shell-unknown-slot", True)
    assert "did you mean `title`" in finding.message


def test_a_slot_of_the_documents_own_is_filled_when_it_was_announced() -> None:
    own = shell(lambda d: before(d, "Reference {{ matter }}", "Body Text"))
    document = sample()
    document.shell = {"matter": "HA/7 & <co>"}
    data = write_docx(document, compile_template(house_bytes(), own, ["matter"]), {})
    assert "Reference HA/7 & <co>" in lines_of(data)


def test_a_shell_without_a_body_is_refused() -> None:
    def change(document: Any) -> None:
        place = next(each for each in document.paragraphs if "{{ body }}" in each.text)
        place.text = "nothing"

    with pytest.raises(InputError) as caught:
        compile_template(house_bytes(), shell(change))
    assert [each.code for each in caught.value.diagnostics] == ["shell-without-body"]


def test_a_house_document_without_a_needed_style_is_refused() -> None:
    def change(document: Any) -> None:
        document.styles["Level 2"].delete()

    with pytest.raises(InputError) as caught:
        compile_template(shell(change), None)
    assert "`Level2`" in caught.value.diagnostics[0].message


def test_a_slot_that_word_has_split_over_runs_is_still_found() -> None:
    def change(document: Any) -> None:
        before(document, "here", "Body Text")
        place = next(each for each in document.paragraphs if each.text == "here")
        place.text = ""
        for piece in ("Called {{ ti", "tle", " }}."):
            place.add_run(piece).bold = piece == "tle"

    assert "Called Governance Charter." in lines_of(
        write_docx(sample(), compile_template(house_bytes(), shell(change)), {})
    )


def test_a_slot_in_a_cell_that_is_empty_keeps_the_cell_whole() -> None:
    def change(document: Any) -> None:
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "{{ stamp }}"

    document = sample()
    document.stamp = ""
    assert lint_docx(write_docx(document, compile_template(house_bytes(), shell(change)), {})) == []


def test_links_to_anyones_template_are_dropped() -> None:
    parts = read_parts(write_docx(sample(), house_template(), {}))
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    assert "word/_rels/settings.xml.rels" not in parts


def test_a_compiled_template_survives_pickle() -> None:
    expected = write_docx(sample(), house_template(), PROVENANCE)
    pickled: Template = pickle.loads(pickle.dumps(house_template()))
    assert write_docx(sample(), pickled, PROVENANCE) == expected


def test_the_house_document_is_built_the_same_each_time() -> None:
    assert build(HOUSE) == build(HOUSE)
