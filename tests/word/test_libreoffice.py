"""What LibreOffice makes of our files: pages, numbers, references, and what survives its saving. Slow."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pipeline.model import Document
from pipeline.word.labels import W, labels
from pipeline.word.package import parse, read_parts
from pipeline.word.writer import write_docx
from tests.word_support import (
    PROVENANCE,
    documents,
    house_template,
    one_page_sample,
    one_page_template,
    sample,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed here"),
]


def converted(data: bytes, kind: str, folder: Path) -> Path:
    """The file after LibreOffice has saved it as another kind."""
    source = folder / "draft.docx"
    source.write_bytes(data)
    out = folder / "out"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(source),
        ],
        check=False,
        capture_output=True,
        timeout=120,
    )
    result = out / f"draft.{kind.split(':')[0]}"
    assert result.exists(), "LibreOffice made no file (its exit status does not tell)"
    return result


def pages(pdf: Path) -> list[str]:
    """The words of each page."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed here")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


@cache
def written() -> bytes:
    """The sample."""
    return write_docx(sample(), house_template(), PROVENANCE)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(documents())
def test_libreoffice_prints_whatever_we_write(document: Document) -> None:
    with TemporaryDirectory() as folder:
        assert converted(write_docx(document, house_template(), {}), "pdf", Path(folder)).exists()


def test_libreoffice_prints_the_models_numbers(tmp_path: Path) -> None:
    text = "\n".join(pages(converted(written(), "pdf", tmp_path)))
    printed = re.findall(
        r"^ *(\((?:[A-Z]|[a-z]+|\d+)\)|\d+(?:\.\d+)?|Annex [A-Z])(?= {2,})", text, re.MULTILINE
    )
    assert printed == labels(written())


def test_libreoffice_resolves_references_to_the_cached_words(tmp_path: Path) -> None:
    text = " ".join(" ".join(pages(converted(written(), "pdf", tmp_path))).split())
    assert "Work outside 2.1 needs a decision under Article 6. The warnings of 2.1(b)" in text
    assert "except Article 7, 8.3 and this Article 3." in text
    assert "The steps of 1 of Annex B apply on leaving" in text
    assert "goes to the meeting of (b) above" in text


def test_the_one_page_fits_on_one_page(tmp_path: Path) -> None:
    data = write_docx(one_page_sample(), one_page_template(), PROVENANCE)
    assert len(pages(converted(data, "pdf", tmp_path))) == 1


def test_no_signature_block_is_split_whatever_stands_above(tmp_path: Path) -> None:
    for lines in (2, 9, 16):
        document = sample()
        document.execution[0].blocks[1:1] = [document.front[0].blocks[-1]] * lines
        for page in pages(converted(write_docx(document, house_template(), {}), "pdf", tmp_path)):
            assert page.count("Signed for") == len(re.findall(r"^ *Date *$", page, re.MULTILINE))


def test_clause_ids_survive_libreoffices_saving(tmp_path: Path) -> None:
    saved = converted(written(), "docx:MS Word 2007 XML", tmp_path).read_bytes()

    def ids(data: bytes) -> tuple[list[str], set[str]]:
        root = parse(read_parts(data)["word/document.xml"])
        names = {each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")}
        return [tag.get(f"{W}val") for tag in root.iter(f"{W}tag")], {n for n in names if n.startswith("cl_")}

    assert ids(saved) == ids(written())
