"""Every code of a diagnostic has a folder with its words, or stands here with the test that reaches it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.app.equipment import HOUSE, compile_templates
from pipeline.app.main import App
from tests.support import EXAMPLES, ROOT

FIXTURES = ROOT / "tests" / "fixtures"
KEBAB = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
MAKERS = re.compile(r"report|error|Slip|\w*(?:[dD]iagnostic|Problem|Error)")
"""What makes a finding, with the code as its first argument."""

NO_FILE_SHOWS_IT = {
    # a file of more than a megabyte, or one that is not there
    "too-big": "tests/intake/test_source.py::test_a_file_that_is_too_big_is_not_parsed",
    "cannot-read": "tests/intake/test_source.py::test_a_file_that_is_not_there_or_a_folder_cannot_be_read",
    # an installation without its parser
    "no-libyaml": "tests/intake/test_source.py::test_without_libyaml_nothing_is_read_and_the_cure_is_named",
    # words on the command line, and folders that are there already
    "unknown-document": "tests/e2e/test_codes.py::test_a_document_that_is_not_in_the_packet_is_an_error",
    "stray-file": "tests/library/test_load.py::test_a_file_with_another_ending_is_named_as_never_read",
    "library-order": "tests/e2e/test_layers.py::test_a_whole_library_lies_beneath_every_layer",
    "no-layer": "tests/e2e/test_layers.py::test_diff_and_adopt_need_a_layer",
    "folder-taken": "tests/e2e/test_codes.py::test_a_folder_that_holds_a_file_of_ours_is_an_error",
    # a disk that is full or closed to us
    "disk-refuses": "tests/e2e/test_cli.py::test_an_output_folder_that_cannot_be_written_is_said_in_words",
    # Word files: binary, and made by the tests
    "not-word": "tests/e2e/test_codes.py::test_a_template_that_is_no_word_file_is_an_error",
    "house-style-missing": "tests/e2e/test_codes.py::test_a_house_without_a_needed_style_is_an_error",
    "shell-syntax": "tests/word/test_shell.py::test_logic_that_is_no_jinja_is_an_error",
    "shell-unknown-slot": "tests/word/test_shell.py::test_an_unknown_slot_is_an_error_with_a_guess",
    "clean-onto-itself": "tests/e2e/test_clean.py::test_the_copy_goes_where_it_is_asked_to",
    # LibreOffice, where it is missing or fails
    "no-libreoffice": "tests/e2e/test_pdf.py::test_without_libreoffice_a_pdf_is_refused_with_the_cure",
    "no-pdf": "tests/e2e/test_pdf.py::test_a_pdf_that_libreoffice_did_not_make_is_an_error",
    "pages-unknown": "tests/e2e/test_pages.py::test_a_failing_libreoffice_costs_the_pages_and_nothing_else",
    "too-many-pages": "tests/e2e/test_pages.py::test_a_document_over_its_limit_is_an_open_point",
    "solver-missing": "tests/prove/test_command.py::test_without_the_solver_the_user_is_told_what_to_install",
    "shell-without-body": "tests/word/test_shell.py::test_a_shell_without_a_body_is_refused",
}
OTHER_COMMANDS = ("rules/prove/", "drafting/lint/", "word/lint")
"""Rooms that no check, draft or decide enters; their own tests know their codes."""


def codes_in(path: Path) -> Iterator[str]:
    """The codes that a module gives: first arguments of what makes a finding, and names called ``code``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and MAKERS.fullmatch(_called(node.func)):
            yield from _texts(node.args[0])
        elif isinstance(node, ast.Assign) and [ast.unparse(each) for each in node.targets] == ["code"]:
            yield from _texts(node.value)


def _called(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def _texts(node: ast.expr) -> Iterator[str]:
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    for each in parts:
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and KEBAB.fullmatch(each.value):
            yield each.value


def codes() -> set[str]:
    """Every code that a person can meet."""
    room = ROOT / "pipeline"
    paths = [(each.relative_to(room).as_posix(), each) for each in room.rglob("*.py")]
    return {code for name, path in paths if not name.startswith(OTHER_COMMANDS) for code in codes_in(path)}


def folders() -> set[str]:
    """Every code with a folder."""
    return {each.name for kind in FIXTURES.iterdir() for each in kind.iterdir() if each.is_dir()}


def test_every_code_has_a_folder_or_a_test_that_reaches_it() -> None:
    missing = codes() - folders() - NO_FILE_SHOWS_IT.keys()
    assert not missing, f"give a folder under tests/fixtures to {', '.join(sorted(missing))}"


def test_no_folder_and_no_line_here_outlives_its_code() -> None:
    assert len(codes()) > 80
    assert folders() | NO_FILE_SHOWS_IT.keys() <= codes()


def test_every_folder_holds_the_words_that_a_person_reads() -> None:
    kinds = [each for kind in FIXTURES.iterdir() for each in kind.iterdir() if each.is_dir()]
    assert [
        each.name for each in kinds if not (each / "expected.txt").read_text(encoding="utf-8").strip()
    ] == []


@pytest.mark.parametrize("code", NO_FILE_SHOWS_IT)
def test_a_code_without_a_folder_has_its_test(code: str) -> None:
    path, _, name = NO_FILE_SHOWS_IT[code].partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


# ---------------------------------------------------------------- what no other test reaches


def test_a_document_that_is_not_in_the_packet_is_an_error(tmp_path: Path) -> None:
    app = App()
    assert app.load() is None
    found = app.draft(EXAMPLES / "two-friends-app.yaml", tmp_path, None, "chartre").found
    assert "unknown-document" in [each.code for each in found]


def test_a_folder_that_holds_a_file_of_ours_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("mine:\n", encoding="utf-8")
    problem = App().init(tmp_path)
    assert problem is not None
    assert [each.code for each in problem.diagnostics] == ["folder-taken"]


def test_a_template_that_is_no_word_file_is_an_error() -> None:
    assert [each.code for each in compile_templates({HOUSE: b"no zip at all"})[1]] == ["not-word"]


def test_a_house_without_a_needed_style_is_an_error(tmp_path: Path) -> None:
    with ZipFile(ROOT / "templates" / HOUSE) as house, ZipFile(tmp_path / HOUSE, "w") as poorer:
        for name in house.namelist():
            data = house.read(name).replace(b'w:styleId="Level2"', b'w:styleId="Other"')
            poorer.writestr(name, data.replace(b'w:val="Level 2"', b'w:val="Other"'))
    found = compile_templates({HOUSE: (tmp_path / HOUSE).read_bytes()})[1]
    assert [each.code for each in found] == ["house-style-missing"]
