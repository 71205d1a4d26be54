"""The other tools of the bench say what our file says, and ours has everything on: an honest comparison."""

from __future__ import annotations

import os
import re
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import asdict

from pipeline.model import Document, Paragraph, Text
from pipeline.word.archive import pack, write_zip
from pipeline.word.package import read_parts
from pipeline.word.writer import write_docx
from tests.bench.case import Case
from tests.bench.clock import in_turns
from tests.bench.docxtpl_twin import make_twin, render_twin
from tests.bench.features import features_of
from tests.bench.rivals import by_docxtemplater, by_pandoc, by_python_docx
from tests.bench.rivals.docxtemplater_template import template_of
from tests.bench.rivals.race import Row, lost_numbers, table
from tests.bench.rivals.rival import Missing, Rival, Task
from tests.bench.rivals.words import PAGE, Line, blocks_of, emptied, said
from tests.support import real_equipment
from tests.word.libreoffice import UNDER_CI
from tests.word_support import PROVENANCE, house_bytes, house_template, sample

MARKUP = "*a* _b_ `c` {d} {{ e }} {#f} <g/> & [h](i) \\j ^k^ ~l~ $m$ # n  two  spaces"


def with_markup() -> Document:
    """The sample with words that a tool may take for its own marks."""
    document = sample()
    document.body[0].articles[0].clauses[0].blocks.append(Paragraph([Text(MARKUP)]))
    return document


def task_of(document: Document, folder: Path) -> Task:
    """The document as the bench hands it to a rival."""
    template, context = make_twin(document, house_bytes())
    ours = write_docx(document, house_template(), PROVENANCE)
    return Task(ours, emptied(render_twin(template, context)), template, context, folder)


def there(found: Rival | Missing) -> Rival:
    """The rival, or a skipped test; where CI has named node's modules, it must be there."""
    if isinstance(found, Missing):
        if UNDER_CI and os.environ.get("NODE_PATH"):
            pytest.fail(f"{found.name}: {found.why}")
        pytest.skip(f"{found.name}: {found.why}")
    return found


@pytest.mark.parametrize("document", [sample(), with_markup()], ids=["sample", "markup"])
@pytest.mark.parametrize("module", [by_python_docx, by_pandoc, by_docxtemplater])
def test_a_rivals_file_has_our_styles_and_words(
    module: ModuleType, document: Document, tmp_path: Path
) -> None:
    task = task_of(document, tmp_path)
    opened: AbstractContextManager[Rival | Missing] = module.opened(task)
    with opened as found:
        rival = there(found)
        made = rival.make()
        assert rival.seconds() > 0
    assert said(made) == said(task.ours)
    assert (lost_numbers(made, task.ours) == 0) == (module is by_docxtemplater), "no other knows of lists"


def test_what_is_compared_has_every_paragraph_and_break() -> None:
    ours = write_docx(with_markup(), house_template(), PROVENANCE)
    lines = [each for each in blocks_of(ours) if isinstance(each, Line)]
    assert any(each.text == MARKUP for each in lines)
    assert sum(PAGE in each.text for each in lines) == 2
    parts = read_parts(ours)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"two  spaces", b"two spaces")
    assert said(write_zip(pack(name, data) for name, data in parts.items())) != said(ours)


def test_a_base_has_no_text_and_keeps_header_and_page() -> None:
    ours = write_docx(sample(), house_template(), PROVENANCE)
    base = emptied(ours)
    assert said(base) == []
    assert b"<w:titlePg/>" in read_parts(base)["word/document.xml"]
    assert read_parts(base)["word/header1.xml"] == read_parts(ours)["word/header1.xml"]


def test_the_template_for_docxtemplater_has_no_tag_of_docxtpl_and_closes_what_it_opens() -> None:
    template, _ = make_twin(sample(), house_bytes())
    for data in read_parts(template_of(template)).values():
        assert b"{{" not in data
        assert b"{%" not in data
        opened, closed = (re.findall(tag, data) for tag in (rb"\{(?:#|-w:tr )(\w+)\}", rb"\{/(\w+)\}"))
        assert sorted(opened) == sorted(closed)


def test_without_node_docxtemplater_is_told_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with by_docxtemplater.opened(task_of(sample(), tmp_path)) as found:
        assert found == Missing("docxtemplater", by_docxtemplater.NO_NODE)


def test_the_table_tells_what_is_not_installed() -> None:
    told = table([Row("a tool", "warm", "nothing", 0.0123, 0.5), Row("docxtemplater", "not installed")])
    assert "12.3 ms        0.50  nothing" in told
    assert told.endswith("\ndocxtemplater: not installed")


def test_the_first_run_of_each_side_does_not_count() -> None:
    one, other = iter([9.0, 1.0, 3.0, 2.0]), iter([0.0, 5.0, 5.0, 7.0])
    assert in_turns("", [lambda: next(one), lambda: next(other)], 3) == [2.0, 5.0]


def test_our_side_of_the_bench_has_every_feature_on() -> None:
    case = Case(real_equipment())
    assert case.ours() == case.write() == case.file
    counted = asdict(features_of(case.file))
    assert all(counted.values()), counted
