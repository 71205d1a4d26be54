"""One folder a diagnostic: the bad file and exactly what a person is told about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.intake.support import BAD, ROOT, find, rendered

FOLDERS = sorted(path for path in BAD.iterdir() if path.is_dir())
WITHOUT_FILE = {"cannot-read", "no-libyaml", "too-big"}
"""Told about a file that cannot stand in a folder; see test_source."""
ONE_WORD = {"alias", "override", "rider", "tag"}
NO_CODES = {"utf-8"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_bad_file_is_answered_in_these_words(folder: Path) -> None:
    assert folder.name in {each.code for each in find(folder)}
    assert rendered(folder) == (folder / "expected.txt").read_text(encoding="utf-8")


def test_every_code_of_the_room_has_a_bad_file() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline" / "intake").glob("*.py"))
    words = set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)*)"', text))
    used = {word for word in words if "-" in word or word in ONE_WORD} - NO_CODES
    assert used == {folder.name for folder in FOLDERS} | WITHOUT_FILE


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_command_line_shows_the_line_of_every_mistake(folder: Path) -> None:
    path = next(iter(folder.glob("*.yaml")))
    result = CliRunner().invoke(main, ["check", str(path)])
    assert result.exit_code == 1, result.output
    lines = result.output.splitlines()
    places = [
        number for number, line in enumerate(lines) if re.match(rf"{re.escape(str(path))}:\d+:\d+: ", line)
    ]
    assert places
    if path.read_bytes().strip():
        for number in places:
            assert lines[number + 1].startswith("  | ")
            assert re.fullmatch(r"  \| *\^+", lines[number + 2])
