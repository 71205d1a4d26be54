"""The gallery: its page in words, and what it says where LibreOffice is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.gallery import __main__ as gallery
from tests.word import libreoffice


def test_every_page_is_told_to_those_who_do_not_see_it() -> None:
    html = gallery.page(
        {"carbon-pilot-simple_mou": [Path("a/x-1.png"), Path("a/x-2.png")], "a & b-charter": []}
    )
    assert 'src="x-1.png" alt="simple mou of carbon-pilot, page 1 of 2"' in html
    assert 'alt="simple mou of carbon-pilot, page 2 of 2"' in html
    assert "charter of a &amp; b" in html


def test_without_libreoffice_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(libreoffice, "missing", lambda: "LibreOffice (soffice) is not installed here")
    result = CliRunner().invoke(gallery.main, ["--folder", str(tmp_path)])
    assert result.exit_code == 2
    assert "apt-get install libreoffice-writer poppler-utils" in result.output


def test_an_earlier_gallery_goes_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "old-1.png").touch()
    (tmp_path / "notes.txt").touch()
    gallery.empty(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]
