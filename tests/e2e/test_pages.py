"""Pages: how long a document is, where its headings stand, and nothing of it where nobody can know."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfWriter

from pipeline.app import pages
from pipeline.app.libreoffice import VARIABLE, to_pdf
from pipeline.app.main import App
from pipeline.app.manner import Manner
from pipeline.app.packets import Packet
from pipeline.cli import main
from pipeline.word.writer import contents_entries
from tests.support import EXAMPLES

DAY = ("--as-of", "2026-11-22")
CARBON, RIVER = (EXAMPLES / f"{stem}.yaml" for stem in ("carbon-pilot", "riverside-neighbours"))
LAID = Manner(pages=True)
LIMIT = "An agreement on one page takes 2 pages; at most 1 is wanted"


def run(*words: object, code: int = 0) -> Result:
    """A command in this process."""
    result = CliRunner().invoke(main, [str(each) for each in words])
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert result.exit_code == code, f"{words}: {result.exit_code}\n{result.output}"
    return result


def plain(text: str) -> str:
    """Without line ends, which depend on the width."""
    return " ".join(text.split())


def packet_of(intake: Path) -> Packet:
    """An intake, drafted in memory."""
    app = App()
    assert app.load() is None
    packet = app.start(intake, None)
    assert isinstance(packet, Packet)
    return packet


def a_pdf(count: int, headings: Sequence[int] = ()) -> bytes:
    """A PDF of so many pages, with a heading on each of the named ones, counted from 1."""
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    above = None
    for number, page in enumerate(headings):
        entry = writer.add_outline_item(title=f"Heading {number}", page_number=page - 1, parent=above)
        above = above or entry  # the others stand below the first
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.fixture
def prints(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """Stands for LibreOffice: the same PDF for every file; gives the number of files of each call."""

    def standing_in(pdf: bytes | None) -> list[int]:
        calls: list[int] = []

        def to_pdf(files: Sequence[bytes], tick: object = None) -> list[bytes | None]:
            calls.append(len(files))
            return [pdf] * len(files)

        monkeypatch.setattr(pages, "to_pdf", to_pdf)
        monkeypatch.setenv(VARIABLE, "true")  # any program will do
        return calls

    return standing_in


# ---------------------------------------------------------------- without LibreOffice


def test_without_libreoffice_nothing_is_said_of_pages(tmp_path: Path) -> None:
    result = run("draft", RIVER, "--out", tmp_path, *DAY)
    assert not re.search(r"\d pages?\b", result.output)
    assert "LibreOffice" not in result.output


def test_pages_that_are_asked_for_need_libreoffice(tmp_path: Path) -> None:
    for command in ("draft", "draft-all"):
        result = run(command, RIVER, "--pages", "--out", tmp_path / "out", code=1)
        assert "needs LibreOffice" in result.stderr
        assert "Debian" in result.stderr
        assert "macOS" in result.stderr
        assert "Windows" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_program_that_is_named_and_is_not_there_is_named_in_the_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "sofice"))
    result = run("draft", RIVER, "--pages", "--out", tmp_path / "out", code=1)
    assert f"names `{tmp_path / 'sofice'}`, which is no program" in result.stderr


def a_program(path: Path, script: str) -> Path:
    """A program that does as the script says, in the place of LibreOffice."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.skipif(os.name != "posix", reason="the program is a shell script")
@pytest.mark.parametrize("script", ["exit 0", "echo convert nothing; exit 1", "kill -9 $$"])
def test_a_failing_libreoffice_costs_the_pages_and_nothing_else(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("draft", RIVER, "--out", tmp_path / "without", *DAY)
    monkeypatch.setenv(VARIABLE, str(a_program(tmp_path / "soffice", script)))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    result = run("draft", RIVER, "--out", tmp_path / "with", *DAY)
    assert "LibreOffice could not lay out one_page.docx" in result.stderr
    assert "page;" not in result.stdout
    for file in (tmp_path / "without").rglob("*.*"):
        other = tmp_path / "with" / file.relative_to(tmp_path / "without")
        assert file.read_bytes() == other.read_bytes(), file.name


@pytest.mark.skipif(os.name != "posix", reason="the program is a shell script")
def test_a_libreoffice_that_never_ends_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "left"
    script = f"(sleep 3; echo still here > '{left}') & sleep 60"
    monkeypatch.setenv(VARIABLE, str(a_program(tmp_path / "soffice", script)))
    monkeypatch.setattr("pipeline.app.libreoffice.START", 0.3)
    monkeypatch.setattr("pipeline.app.libreoffice.EACH", 0)
    assert to_pdf([b"a", b"b"]) == [None, None]
    assert not left.exists()


@pytest.mark.skipif(os.name != "posix", reason="the program is a shell script")
def test_a_pdf_that_broke_off_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = 'while [ "$1" != --outdir ]; do shift; done; echo %PDF-1.7 > "$2/0.pdf"'
    monkeypatch.setenv(VARIABLE, str(a_program(tmp_path / "soffice", script)))
    assert to_pdf([b"a"]) == [None]


# ---------------------------------------------------------------- limits


def test_a_document_over_its_limit_is_an_open_point(prints: Callable[..., list[int]], tmp_path: Path) -> None:
    prints(a_pdf(2))
    result = run("draft", RIVER, "--out", tmp_path, *DAY)
    assert LIMIT in plain(result.stdout)
    assert "one_page.docx (2 pages)" in result.stdout
    folder = tmp_path / "riverside-neighbours"
    for name in ("why.html", "why.json"):
        assert LIMIT in (folder / name).read_text(encoding="utf-8")
    assert "too-many-pages" in (folder / "why.json").read_text(encoding="utf-8")


def test_a_document_within_its_limit_is_none(prints: Callable[..., list[int]], tmp_path: Path) -> None:
    prints(a_pdf(1))
    result = run("draft", RIVER, "--out", tmp_path, *DAY)
    assert "at most" not in result.stdout
    assert "one_page.docx (1 page)\n" in result.stdout
    assert "before_you_sign.docx (1 page)\n" in result.stdout


def test_the_limit_itself_is_allowed() -> None:
    outline = packet_of(CARBON).equipment.library.outlines["charter"]
    most = outline.max_pages
    assert most > 1
    assert pages.too_long(outline, most) == []
    (found,) = pages.too_long(outline, most + 1)
    said = f"The Governance Charter takes {most + 1} pages; at most {most} are wanted"
    assert (found.message, found.severity) == (said, "warning")


def test_a_document_without_a_limit_may_be_as_long_as_it_is() -> None:
    assert pages.too_long(packet_of(RIVER).equipment.library.outlines["before_you_sign"], 99) == []


def test_one_document_alone_is_laid_out_alone(prints: Callable[..., list[int]], tmp_path: Path) -> None:
    calls = prints(a_pdf(1))
    result = run("draft", RIVER, "--document", "one_page", "--out", tmp_path, *DAY)
    assert calls == [1]
    assert "one_page.docx\n  1 page\n" in result.stdout
    assert "before_you_sign" not in result.stdout


def test_no_pages_are_laid_out_where_nobody_wants_them(
    prints: Callable[..., list[int]], tmp_path: Path
) -> None:
    calls = prints(a_pdf(2))
    result = run("draft", RIVER, "--no-pages", "--out", tmp_path, *DAY)
    assert calls == []
    assert not re.search(r"\d pages?\b", result.stdout)


def test_all_intakes_are_laid_out_in_one_call_and_a_bad_one_stops_none(
    prints: Callable[..., list[int]], tmp_path: Path
) -> None:
    calls = prints(a_pdf(1))
    for intake in (CARBON, RIVER):
        (tmp_path / intake.name).write_bytes(intake.read_bytes())
    (tmp_path / "broken.yaml").write_text("alliance_name: x\n")
    result = run("draft-all", tmp_path, "--out", tmp_path / "out", *DAY, code=1)
    assert calls == [4]
    assert "2 of 3 drafted; errors in broken.yaml" in result.stderr
    for name in ("charter", "agreement", "one_page", "before_you_sign"):
        assert f"{name}.docx (1 page)\n" in result.stdout


# ---------------------------------------------------------------- the contents


def contents_of(data: bytes) -> list[int]:
    """The pages that a Word file's contents print."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    rows = re.findall(r"PAGEREF _Toc\d+ .*?fldCharType=\"separate\"/></w:r>(.*?)<w:fldChar", xml)
    return [int(re.sub(r"<[^>]*>", "", each)) for each in rows]


def headings_of(packet: Packet, name: str) -> int:
    """How many lines its contents have."""
    document = next(each for each in packet.documents if each.id == name)
    return len(contents_entries(document, packet.equipment.template(document.instrument)))


def test_the_contents_print_the_page_of_each_heading_in_order(prints: Callable[..., list[int]]) -> None:
    packet = packet_of(CARBON)
    packet.only = "charter"
    starts = [1 + number // 4 for number in range(headings_of(packet, "charter"))]
    assert len(starts) > 10
    prints(a_pdf(20, starts))
    pages.lay_out([packet], LAID)
    assert contents_of(packet.word_file(packet.documents[0], LAID)) == starts
    assert packet.found == []


@pytest.mark.parametrize("more", [-1, 1])
def test_contents_that_do_not_match_print_no_pages_and_it_is_said(
    more: int, prints: Callable[..., list[int]]
) -> None:
    packet = packet_of(CARBON)
    packet.only = "charter"
    prints(a_pdf(20, [2] * (headings_of(packet, "charter") + more)))
    before = packet.word_file(packet.documents[0], LAID)
    pages.lay_out([packet], LAID)
    assert packet.word_file(packet.documents[0], LAID) == before
    assert [each.code for each in packet.found] == ["pages-unknown"]
    assert packet.drafted.laid["charter"].count == 20


# ---------------------------------------------------------------- with LibreOffice


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_laid_out_again_with_its_pages_a_document_has_the_same_ones(paper: str, libreoffice: str) -> None:
    manner = Manner(pages=True, paper=paper)
    packets = [packet_of(EXAMPLES / f"{stem}.yaml") for stem in ("carbon-pilot", "northern-grid")]
    pages.lay_out(packets, manner)
    found = [(packet, document) for packet in packets for document in packet.documents]
    again = to_pdf([packet.word_file(document, manner) for packet, document in found])
    for (packet, document), pdf in zip(found, again, strict=True):
        laid = packet.drafted.laid[document.id]
        assert laid.pages, document.id
        assert contents_of(packet.word_file(document, manner)) == list(laid.pages)
        assert pdf is not None
        assert pages.read_pdf(pdf) == (laid.count, laid.pages), document.id
    assert [packet.found for packet in packets] == [[], []]


@pytest.mark.slow
def test_notes_for_counsel_move_no_page(libreoffice: str) -> None:
    packet = packet_of(CARBON)
    levels = [Manner(notes=level) for level in ("none", "counsel", "full")]
    files = [packet.word_file(document, each) for document in packet.documents for each in levels]
    found = [pages.read_pdf(pdf) for pdf in to_pdf(files) if pdf is not None]
    assert len(found) == len(files) == 6
    assert len(set(found)) == len(packet.documents)


@pytest.mark.slow
def test_where_libreoffice_is_found_pages_are_told_without_being_asked_for(
    libreoffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    result = run("draft", RIVER, "--out", tmp_path / "out", *DAY)
    assert "one_page.docx (1 page)\n" in result.stdout
    assert list((tmp_path / "tmp").iterdir()) == []
