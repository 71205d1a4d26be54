"""PDF: the Word files as LibreOffice prints them, and plain words where it is not there."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from pipeline.app import pages, pdf
from pipeline.app.libreoffice import VARIABLE, to_pdf
from pipeline.cli import main
from tests.support import EXAMPLES, ROOT

DAY = ("--as-of", "2026-11-22")
CARBON, RIVER = (EXAMPLES / f"{stem}.yaml" for stem in ("carbon-pilot", "riverside-neighbours"))


def run(*words: object, code: int = 0) -> Result:
    """A command in this process."""
    result = CliRunner().invoke(main, [str(each) for each in words])
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert result.exit_code == code, f"{words}: {result.exit_code}\n{result.output}"
    return result


def test_without_libreoffice_a_pdf_is_refused_with_the_cure(tmp_path: Path) -> None:
    result = run("export", RIVER, "--to", "pdf", "--out", tmp_path / "out", code=1)
    assert result.stderr.startswith("a PDF needs LibreOffice")
    for word in ("Debian", "macOS", "Windows", VARIABLE):
        assert word in result.stderr
    assert "http" not in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_pdf_that_libreoffice_did_not_make_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_pdf(files: Sequence[bytes], tick: object = None) -> list[bytes | None]:
        return [None for _ in files]

    monkeypatch.setenv(VARIABLE, "true")
    monkeypatch.setattr(pages, "to_pdf", to_pdf)
    monkeypatch.setattr(pdf, "to_pdf", to_pdf)
    result = run("export", RIVER, "--to", "pdf", "--out", tmp_path / "out", code=1)
    assert "LibreOffice could not make one_page.pdf, before_you_sign.pdf" in result.stderr
    assert not (tmp_path / "out").exists()


# ---------------------------------------------------------------- with LibreOffice


@pytest.mark.slow
def test_every_document_has_its_pdf_with_title_language_tags_and_bookmarks(
    libreoffice: str, tmp_path: Path
) -> None:
    result = run("export", CARBON, "--to", "pdf", "--out", tmp_path, "--paper", "letter", *DAY)
    folder = tmp_path / "carbon-pilot"
    assert sorted(each.name for each in folder.glob("*.pdf")) == ["agreement.pdf", "charter.pdf"]
    assert str(folder / "agreement.pdf") in result.stdout
    for name, title in (("agreement", "Alliance Agreement"), ("charter", "Governance Charter")):
        reader = PdfReader(folder / f"{name}.pdf")
        root = reader.root_object
        assert reader.metadata is not None
        assert reader.metadata.title == title
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert root["/MarkInfo"]["/Marked"]
        assert len(reader.outline) > 10
        assert all((page.mediabox.width, page.mediabox.height) == (612, 792) for page in reader.pages)
        assert not [each for page in reader.pages for each in page.get("/Annots", ()) if _is_note(each)]


def _is_note(annotation: object) -> bool:
    return annotation.get_object()["/Subtype"] != "/Link"  # type: ignore[attr-defined]


@pytest.mark.slow
def test_two_runs_at_once_do_not_disturb_each_other(libreoffice: str) -> None:
    house = (ROOT / "templates" / "house.docx").read_bytes()
    found: list[bytes | None] = []
    threads = [threading.Thread(target=lambda: found.extend(to_pdf([house]))) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 2
    assert None not in found


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine, by its address, and what was asked of it."""
    paths: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", paths
    server.shutdown()


PICTURE = """<w:p><w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><wp:inline>
<wp:extent cx="900000" cy="900000"/><wp:docPr id="9" name="p"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>
<pic:cNvPr id="9" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rIdFar"/><a:stretch>
<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/>
</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r></w:p>"""
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def with_a_picture_from(address: str) -> bytes:
    """A Word file that shows a picture which lies elsewhere."""
    far = f'<Relationship Id="rIdFar" Type="{KIND}" Target="http://{address}/x.png" TargetMode="External"/>'
    stream = io.BytesIO()
    with zipfile.ZipFile(ROOT / "templates" / "house.docx") as house, zipfile.ZipFile(stream, "w") as package:
        for name in house.namelist():
            text = house.read(name)
            if name == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", f"{far}</Relationships>".encode())
            if name == "word/document.xml":
                text = text.replace(b"<w:body>", f"<w:body>{PICTURE}".encode())
            package.writestr(name, text)
    return stream.getvalue()


@pytest.mark.slow
def test_a_picture_that_lies_elsewhere_is_not_fetched(libreoffice: str, asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    assert to_pdf([with_a_picture_from(address)]) != [None]
    assert paths == []
