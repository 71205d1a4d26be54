"""One folder a diagnostic: the files that differ from the tiny library, and what a person is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.library.layers_support import BAD_LAYERS
from tests.library.support import BAD, ROOT, bad_slips, rendered

FOLDERS = sorted(path for path in BAD.iterdir() if path.is_dir())
ELSEWHERE = {
    "too-big": "tests/library/test_load.py",
    "stray-file": "tests/library/test_load.py",
    "not-utf8": "tests/library/test_load.py",
}
"""Told about a file that cannot stand in a folder, and the test that covers it."""
CODE = re.compile(r'(?:report|\w*(?:Problem|Error|[dD]iagnostic))\(\s*"([a-z]+(?:-[a-z0-9]+)+)"')


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_bad_library_is_answered_in_these_words(folder: Path) -> None:
    found = bad_slips(folder)
    assert {each.code for each in found} == {folder.name}
    assert rendered(folder) == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_slip_points_into_a_file_and_says_one_line(folder: Path) -> None:
    for each in bad_slips(folder):
        assert each.span is not None
        assert each.span.column >= 1
        assert each.message
        assert "\n" not in each.message


def test_every_code_of_library_and_conditions_has_a_bad_library() -> None:
    rooms = [*(ROOT / "pipeline/library").glob("*.py"), *(ROOT / "pipeline/rules/conditions").glob("*.py")]
    used = {code for path in rooms for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 25
    assert used == {folder.name for folder in [*FOLDERS, *BAD_LAYERS.iterdir()]} | set(ELSEWHERE)


def test_what_is_covered_elsewhere_is() -> None:
    for code, path in ELSEWHERE.items():
        assert f'"{code}"' in (ROOT / path).read_text(encoding="utf-8")
