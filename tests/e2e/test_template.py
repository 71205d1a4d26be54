"""`template check` as a secretary uses it: a file edited in Word, told what is wrong, then drafted with."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from click.testing import CliRunner, Result
from docx.shared import RGBColor

from pipeline.cli import main
from pipeline.word.lint import lint_docx
from tests.support import EXAMPLES, ROOT

HOUSE = ROOT / "templates" / "house.docx"
SHELLS = sorted((ROOT / "templates").glob("*/shell.docx"))


def run(*arguments: object, code: int = 0) -> Result:
    """A command in this process."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == code, (result.stdout, result.stderr)
    return result


def edited(folder: Path, change: Callable[[Any], object], name: str = "our-house.docx") -> Path:
    """The house document after a change, in a folder of the user's."""
    document = docx.Document(io.BytesIO(HOUSE.read_bytes()))
    change(document)
    document.save(str(folder / name))
    return folder / name


@pytest.mark.parametrize("path", [HOUSE, *SHELLS], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_ships_can_be_used(path: Path) -> None:
    result = run("template", "check", path)
    assert result.stdout.startswith(f"{path.name} can be used")
    assert "warning" not in result.stderr


def test_a_restyled_file_is_checked_and_drafted_with(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.styles["Article Heading"].font.color.rgb = RGBColor(0x6B, 0x1F, 0x2A)

    file = edited(tmp_path, change)
    run("template", "check", file)
    intake = EXAMPLES / "two-friends-app.yaml"
    run("draft", intake, "--out", tmp_path / "out", "--template", file, "--no-pages")
    draft = next((tmp_path / "out").rglob("*.docx"))
    assert lint_docx(draft.read_bytes()) == []
    with ZipFile(draft) as package:
        assert "6B1F2A" in package.read("word/styles.xml").decode()


def test_errors_end_with_code_one_and_come_before_the_rest(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.add_paragraph("Draft of {{ titel }}")
        document.styles["Level 2"].font.color.rgb = RGBColor(0xBB, 0xBB, 0xBB)

    result = run("template", "check", edited(tmp_path, change), code=1)
    assert result.stdout == "our-house.docx cannot be used: 1 error, 1 warning\n"
    assert result.stderr.index("did you mean `title`") < result.stderr.index("warning: the style `Level 2`")


def test_warnings_alone_end_with_code_zero(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.styles["Level 2"].font.color.rgb = RGBColor(0xBB, 0xBB, 0xBB)

    assert "warning: " in run("template", "check", edited(tmp_path, change)).stderr


def test_a_shell_is_judged_with_the_house_document_above_it(tmp_path: Path) -> None:
    (tmp_path / "one_page").mkdir()

    def with_style(document: Any) -> None:
        document.styles.add_style("Firm Cover", 1)

    def in_style(document: Any) -> None:
        with_style(document)
        document.paragraphs[0].insert_paragraph_before("Our letterhead", "Firm Cover")

    shell = edited(tmp_path / "one_page", in_style, "shell.docx")
    assert "`Firm Cover` is not in house.docx" in run("template", "check", shell).stderr
    edited(tmp_path, with_style, "house.docx")
    assert "Firm Cover" not in run("template", "check", shell).stderr


def test_a_shell_above_which_no_house_document_can_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "one_page").mkdir()
    (tmp_path / "house.docx").write_bytes(b"no Word file")
    shell = edited(tmp_path / "one_page", lambda document: None, "shell.docx")
    assert (
        "the house.docx of this shell: this is no Word file" in run("template", "check", shell, code=1).stderr
    )


@pytest.mark.parametrize("name", ["missing.docx", "folder", "notes.docx"])
def test_what_is_no_word_file_is_told_in_words(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.docx").write_text("Dear all", encoding="utf-8")
    result = run("template", "check", tmp_path / name, code=1)
    assert "Traceback" not in result.output
    assert "cannot be used" in result.output
