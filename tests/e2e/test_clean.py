"""The command that makes the copy for the other side: what it writes, what it says, how it ends."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.word.incoming import MOST_XML
from pipeline.word.numbers.labels import labelled
from pipeline.word.package import serialise
from tests.support import EXAMPLES, ROOT


def run(*words: object, code: int = 0) -> Result:
    """The command in this process; any exception but the exit itself is a bug."""
    result = CliRunner().invoke(main, [str(each) for each in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(f"{words} raised {result.exception!r}") from result.exception
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drafted agreement with two comments of counsel."""
    folder = tmp_path_factory.mktemp("drafted")
    run("draft", EXAMPLES / "two-friends-app.yaml", "--as-of", "2026-11-22", "--out", folder)
    path = max(folder.rglob("*.docx"), key=lambda each: each.stat().st_size)
    document = docx.Document(str(path))
    for paragraph in [each for each in document.paragraphs if each.runs][:2]:
        document.add_comment(
            runs=paragraph.runs, text="Never give this up.", author="A. Counsel", initials="AC"
        )
    document.save(str(path))
    return path


@pytest.fixture
def draft(drafted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(drafted, tmp_path / "agreement.docx"))


def everything(path: Path) -> str:
    with ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist()).lower()


def test_the_copy_lies_beside_the_file_and_is_told(draft: Path) -> None:
    before = draft.read_bytes()
    said = run("clean", draft).stdout
    copy = draft.with_name("agreement.clean.docx")
    assert draft.read_bytes() == before
    assert sorted(each.name for each in draft.parent.iterdir()) == ["agreement.clean.docx", "agreement.docx"]
    assert re.search(r"^  \d+ comments by .*A\. Counsel", said, re.MULTILINE)
    assert re.search(r"^  \d+ clause marks$", said, re.MULTILINE)
    assert re.search(
        r"^The text is the same: \d+ paragraphs, \d+ numbers?, \d+ references?; fingerprint [0-9a-f]{16}$",
        said,
        re.MULTILINE,
    )
    assert f"Written: {copy}" in said
    assert labelled(copy.read_bytes()) == labelled(before)
    found = everything(copy)
    for word in ("charterwright", "counsel</", "never give", "cl_", "param:", "answer:", "provenance"):
        assert word not in found, word


def test_cleaning_again_gives_the_same_bytes_and_no_second_file(draft: Path) -> None:
    run("clean", draft)
    copy = draft.with_name("agreement.clean.docx")
    first = copy.stat()
    said = run("clean", draft).stdout
    assert (copy.stat().st_mtime_ns, copy.stat().st_ino) == (first.st_mtime_ns, first.st_ino)
    assert f"Written: {copy}" in said
    assert len(list(draft.parent.iterdir())) == 2


def test_another_process_gives_the_same_bytes(draft: Path) -> None:
    run("clean", draft)
    other = draft.with_name("other.docx")
    command = [sys.executable, "-m", "pipeline", "clean", str(draft), "--out", str(other)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert other.read_bytes() == draft.with_name("agreement.clean.docx").read_bytes()


def test_a_file_that_is_there_is_never_overwritten(draft: Path) -> None:
    copy, second = (draft.with_name(f"agreement.clean{more}.docx") for more in ("", "-2"))
    copy.write_bytes(b"mine")
    said = run("clean", draft).stdout
    assert copy.read_bytes() == b"mine"
    assert second.is_file()
    assert f"Written: {second}" in said
    assert "agreement.clean.docx was there already and differs; it is left alone." in said
    run("clean", draft)
    assert not draft.with_name("agreement.clean-3.docx").exists()
    second.write_bytes(b"mine too")
    run("clean", draft)
    assert draft.with_name("agreement.clean-3.docx").is_file()


def test_the_copy_goes_where_it_is_asked_to(draft: Path) -> None:
    run("clean", draft, "--out", draft.with_name("theirs.docx"))
    folder = draft.with_name("outgoing")
    folder.mkdir()
    run("clean", draft, "--output", folder)
    assert (folder / "agreement.clean.docx").read_bytes() == draft.with_name("theirs.docx").read_bytes()
    before = draft.read_bytes()
    assert "cannot take the place of the file itself" in run("clean", draft, "--out", draft, code=1).stderr
    assert draft.read_bytes() == before


def test_a_clean_file_is_said_to_be_clean_and_nothing_is_written(draft: Path) -> None:
    run("clean", draft)
    copy = draft.with_name("agreement.clean.docx")
    said = run("clean", copy).stdout
    assert "there is nothing to remove" in said
    assert "The text is the same" in said
    assert len(list(draft.parent.iterdir())) == 2
    assert "There is nothing to remove." in run("clean", copy, "--out", draft.with_name("x.docx")).stdout
    assert draft.with_name("x.docx").read_bytes() == copy.read_bytes()


def test_tracked_changes_and_hidden_text_are_warned_of_and_stay(draft: Path) -> None:
    mark = (
        '<w:ins w:id="901" w:author="B. Partner"><w:r><w:t>and more</w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>our limit</w:t></w:r>"
    )
    out = io.BytesIO()
    with ZipFile(draft) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"</w:pPr>", b"</w:pPr>" + mark.encode(), 1)
            new.writestr(name, data)
    draft.write_bytes(out.getvalue())
    result = run("clean", draft)
    assert re.search(r"^warning: 1 tracked change by B\. Partner \(1\)", result.stderr, re.MULTILINE)
    assert "“our limit”" in result.stderr
    assert "and more" in everything(draft.with_name("agreement.clean.docx"))


# ---------------------------------------------------------------- bad input


@cache
def bad_files() -> dict[str, tuple[bytes, str]]:
    with ZipFile(ROOT / "templates" / "house.docx") as house:
        parts = {name: house.read(name) for name in house.namelist()}

    def package(**changes: bytes) -> bytes:
        out = io.BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as new:
            for name, data in {**parts, **changes}.items():
                new.writestr(name, data)
        return out.getvalue()

    types = parts["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )
    return {
        "empty.docx": (b"", "it is empty"),
        "intake.yaml": (b"alliance_name: x\n", "no Word file"),
        "old.doc": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), "of an old kind (.doc)"),
        "macros.docm": (package(**{"[Content_Types].xml": types}), "macros"),
        "bomb.docx": (package(**{"word/x.xml": bytes(MOST_XML + 1)}), "of text"),
        "entity.docx": (package(**{"word/x.xml": b"<!DOCTYPE x><x/>"}), "entities"),
        "out.docx": (package(**{"../out.xml": b"<x/>"}), "no Word file has"),
    }


@pytest.mark.parametrize("name", bad_files())
def test_a_file_that_is_not_safe_is_refused_in_words(name: str, tmp_path: Path) -> None:
    data, words = bad_files()[name]
    path = tmp_path / name
    path.write_bytes(data)
    result = run("clean", path, code=1)
    assert words in result.stderr
    assert result.stderr.startswith(f"{path}: ")
    assert result.stdout == ""
    assert "Traceback" not in result.output
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "no such file" in run("clean", tmp_path / "gone.docx", code=1).stderr
    assert "directory" in run("clean", tmp_path, code=1).stderr
    run("clean", code=2)


def test_when_the_proof_fails_nothing_is_written_and_the_place_is_told(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiled(root: object) -> bytes:
        return serialise(root).replace(b"</w:t>", b"s</w:t>", 1)

    monkeypatch.setattr("pipeline.word.clean.copy.serialise", spoiled)
    result = run("clean", draft, code=1)
    assert re.search(
        r"the copy would not be the same: paragraph \d+ of the body .*words differ", result.stderr
    )
    assert result.stdout == ""
    assert [each.name for each in draft.parent.iterdir()] == ["agreement.docx"]


def test_drafting_does_not_load_the_cleaning() -> None:
    code = (
        "import sys, pipeline.cli, pipeline.app.main; "
        "ours = ('cli.files', 'app.cleaning', 'word.clean'); "
        "sys.exit(any(each in name for name in sys.modules for each in ours))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert "other side" in run("--help").stdout
    assert "hidden text" in run("clean", "--help").stdout
