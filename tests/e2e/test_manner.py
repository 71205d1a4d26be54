"""How the Word files are made is a choice of the run: notes, paper, house document. Their words are not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.word.numbers.labels import labelled
from tests.property.packets import parts_of
from tests.support import EXAMPLES, ROOT

DAY = ("--as-of", "2026-11-22")
CARBON, FRIENDS, RIVER = (
    EXAMPLES / f"{stem}.yaml" for stem in ("carbon-pilot", "two-friends-app", "riverside-neighbours")
)
COMMENTS = "word/comments.xml"


def run(*words: object, code: int = 0) -> Result:
    """A command in this process."""
    result = CliRunner().invoke(main, [str(each) for each in words])
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert result.exit_code == code, f"{words}: {result.exit_code}\n{result.output}"
    return result


def drafted(intake: Path, out: Path, document: str, *options: object) -> dict[str, bytes]:
    """The parts of one document of a draft."""
    run("draft", intake, "--out", out, "--document", document, *DAY, *options)
    return parts_of((out / intake.stem / f"{document}.docx").read_bytes())


def words_of(path: Path) -> list[tuple[str, str]]:
    """Every paragraph with its label, as a reader sees it."""
    return [(row.label, row.text) for row in labelled(path.read_bytes())]


def restyled(path: Path, old: bytes, new: bytes) -> Path:
    """The house document, with other words in each of its parts."""
    with ZipFile(ROOT / "templates" / "house.docx") as house, ZipFile(path, "w") as own:
        parts = {name: house.read(name) for name in house.namelist()}
        assert any(old in data for data in parts.values()), f"the house has no {old!r}"
        for name, data in parts.items():
            own.writestr(name, data.replace(old, new))
    return path


# ---------------------------------------------------------------- notes


def test_counsel_gets_notes_and_a_reader_of_a_plain_page_gets_none(tmp_path: Path) -> None:
    assert COMMENTS in drafted(CARBON, tmp_path, "agreement")
    assert COMMENTS not in drafted(RIVER, tmp_path, "one_page")


def test_more_notes_or_none_can_be_asked_for(tmp_path: Path) -> None:
    assert COMMENTS not in drafted(CARBON, tmp_path, "agreement", "--notes", "none")
    some, all_ = (
        drafted(CARBON, tmp_path, "agreement", "--notes", level)[COMMENTS].count(b"<w:comment ")
        for level in ("counsel", "full")
    )
    assert some < all_
    assert COMMENTS in drafted(RIVER, tmp_path, "one_page", "--notes", "full")


@pytest.mark.parametrize(
    "options", [("--notes", "none"), ("--notes", "full"), ("--paper", "a4"), ("--paper", "letter")]
)
def test_the_words_are_the_same_in_every_manner(options: tuple[str, ...], tmp_path: Path) -> None:
    run("draft", CARBON, "--out", tmp_path / "plain", *DAY)
    run("draft", CARBON, "--out", tmp_path / "asked", *DAY, *options)
    for name in ("charter.docx", "agreement.docx"):
        plain, asked = (tmp_path / each / "carbon-pilot" / name for each in ("plain", "asked"))
        assert words_of(plain) == words_of(asked)
    plain, asked = (tmp_path / each / "carbon-pilot" / "why.json" for each in ("plain", "asked"))
    assert plain.read_bytes() == asked.read_bytes()


# ---------------------------------------------------------------- paper


@pytest.mark.parametrize(("paper", "size"), [("a4", (11906, 16838)), ("Letter", (12240, 15840))])
def test_every_document_is_on_the_paper_that_was_asked_for(
    paper: str, size: tuple[int, int], tmp_path: Path
) -> None:
    for intake, document in ((CARBON, "agreement"), (RIVER, "one_page"), (FRIENDS, "simple_mou")):
        xml = drafted(intake, tmp_path, document, "--paper", paper)["word/document.xml"].decode()
        sizes = re.findall(r'<w:pgSz [^>]*?w:w="(\d+)" [^>]*?w:h="(\d+)"', xml)
        assert {(int(wide), int(high)) for wide, high in sizes} == {size}, document


# ---------------------------------------------------------------- a house document of the run's own

OLD, NEW = b"<w:docDefaults>", b"<w:docDefaults><!--Quillfeather-->"


def test_a_template_dresses_every_document_of_this_run_only(tmp_path: Path) -> None:
    own = restyled(tmp_path / "firm.docx", OLD, NEW)
    for intake, document in ((CARBON, "agreement"), (RIVER, "one_page"), (FRIENDS, "simple_mou")):
        assert b"Quillfeather" in drafted(intake, tmp_path, document, "--template", own)["word/styles.xml"]
        assert b"Quillfeather" not in drafted(intake, tmp_path, document)["word/styles.xml"]


def test_a_template_that_changed_is_read_anew(tmp_path: Path) -> None:
    own = restyled(tmp_path / "firm.docx", OLD, NEW)
    drafted(FRIENDS, tmp_path, "simple_mou", "--template", own)
    restyled(own, OLD, NEW.replace(b"Quill", b"Goose"))
    styles = drafted(FRIENDS, tmp_path, "simple_mou", "--template", own)["word/styles.xml"]
    assert b"Goosefeather" in styles


def test_the_layer_of_one_matter_keeps_the_template_of_the_run(tmp_path: Path) -> None:
    own = restyled(tmp_path / "firm.docx", OLD, NEW)
    (tmp_path / "in" / "two-friends-app.layer").mkdir(parents=True)
    shutil.copy(FRIENDS, tmp_path / "in")
    (tmp_path / "in" / "two-friends-app.layer" / "layer.yaml").write_text(
        "name: two-friends\nowner: A. Counsel\nbecause: A wish of the client.\n", encoding="utf-8"
    )
    run("draft-all", tmp_path / "in", "--out", tmp_path / "out", "--template", own, *DAY)
    parts = parts_of((tmp_path / "out" / "two-friends-app" / "simple_mou.docx").read_bytes())
    assert b"Quillfeather" in parts["word/styles.xml"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"Level2"><w:name w:val="Level 2"', b'"Other2"><w:name w:val="Other 2"', "Level 2"),
        (b"{{ body }}", b"{{ bdoy }}", "did you mean `body`?"),
    ],
)
def test_a_template_that_lacks_something_is_refused_by_the_name_that_was_typed(
    old: bytes, new: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restyled(tmp_path / "our firm.docx", old, new)
    monkeypatch.chdir(tmp_path)
    result = run("draft", RIVER, "--template", "our firm.docx", code=1)
    assert result.stderr.startswith("our firm.docx:")
    assert said.replace(" ", "") in result.stderr.replace(" ", "")
    assert "house.docx:" not in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"%PDF-1.7", b"PK\3\4 broken"])
def test_a_template_that_is_no_word_file_is_refused_by_the_name_that_was_typed(
    data: bytes, tmp_path: Path
) -> None:
    own = tmp_path / "firm.docx"
    own.write_bytes(data)
    for command in (("draft", RIVER), ("draft-all", RIVER)):
        result = run(*command, "--template", own, "--out", tmp_path / "out", code=1)
        assert result.stderr.startswith(f"{own.as_posix()}:")
        assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


def test_a_zip_of_another_kind_is_no_template(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "firm.docx", "w") as package:
        package.writestr("notes.txt", "hello")
    assert "firm.docx" in run("draft", RIVER, "--template", tmp_path / "firm.docx", code=1).stderr


# ---------------------------------------------------------------- a name for each draft


def identity(parts: dict[str, bytes]) -> str:
    """What the Word file says of the draft that it is."""
    return re.findall(r'<entry name="draft">([^<]*)<', parts["customXml/item1.xml"].decode())[0]


def test_a_draft_has_a_name_that_changes_with_what_it_is_made_of(tmp_path: Path) -> None:
    one = identity(drafted(CARBON, tmp_path, "agreement"))
    assert re.fullmatch("[0-9a-f]{8}", one)
    assert identity(drafted(CARBON, tmp_path, "agreement", "--notes", "full", "--paper", "letter")) == one
    assert identity(drafted(CARBON, tmp_path, "agreement", "--as-of", "2026-11-23")) != one
    assert identity(drafted(CARBON, tmp_path, "charter")) != one


def test_a_private_answer_does_not_change_the_name_of_a_draft(tmp_path: Path) -> None:
    text = CARBON.read_text(encoding="utf-8")
    other = tmp_path / CARBON.name
    other.write_text(re.sub(r"(?m)^    red_lines: .*$", "    red_lines: Quite another.", text), "utf-8")
    assert other.read_text(encoding="utf-8") != text
    one, two = (identity(drafted(each, tmp_path / "out", "agreement")) for each in (CARBON, other))
    assert one == two


# ---------------------------------------------------------------- a lean start


def test_one_document_without_pages_loads_nothing_of_pages_and_pdf() -> None:
    late = (
        "pypdf",
        "pipeline.app.libreoffice",
        "pipeline.app.pages",
        "pipeline.app.pdf",
        "pipeline.word.paper",
    )
    code = (
        "import sys, tempfile\nfrom click.testing import CliRunner\nfrom pipeline.cli import main\n"
        "with tempfile.TemporaryDirectory() as out:\n"
        f"    words = ['draft', {str(CARBON)!r}, '--no-pages', '--document', 'agreement', '--out', out]\n"
        "    assert CliRunner().invoke(main, words).exit_code == 0\n"
        f"print(*(each for each in {late!r} if each in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.stdout.strip(), done.stderr) == ("", "")
