"""Every way in which a sound intake and a sound library give something to look at, as a person reads it.

One folder a code: an intake for the tiny library of the tests, and the files of it that differ.
``python -m tests.e2e.test_odd_packets`` rewrites the expected words.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.app.stages import draft
from pipeline.diagnostics import Diagnostic, in_order, render
from pipeline.intake.answers import check_intake
from pipeline.intake.source import read_source
from pipeline.library.compile import compile_library
from tests.library.support import bad_texts
from tests.support import AS_OF

FOLDER = Path(__file__).parent.parent / "fixtures" / "odd_packets"
CODES = sorted(path.name for path in FOLDER.iterdir())
INTAKE = "intake.yaml"


def found_in(folder: Path) -> list[Diagnostic]:
    """What a draft of the folder's intake gives to look at; nothing is refused."""
    texts = bad_texts(folder)
    texts.pop(INTAKE)
    library, slips = compile_library(texts)
    assert library is not None, [render(each, texts) for each in slips]
    source, slips = read_source(folder / INTAKE, INTAKE)
    assert source is not None, slips
    answers, slips = check_intake(source, library.bank, "matter")
    assert answers is not None, [render(each) for each in slips]
    drafted = draft(library, answers, AS_OF)
    assert not drafted.errors
    return in_order([*drafted.outcome.warnings, *drafted.findings])


def told(folder: Path) -> str:
    """The same as a terminal shows it."""
    text = {INTAKE: (folder / INTAKE).read_text(encoding="utf-8")}
    return "".join(f"{render(each, text)}\n" for each in found_in(folder))


@pytest.mark.parametrize("code", CODES)
def test_an_odd_packet_is_answered_in_these_words(code: str) -> None:
    assert code in {each.code for each in found_in(FOLDER / code)}
    assert told(FOLDER / code) == (FOLDER / code / "expected.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for name in CODES:
        (FOLDER / name / "expected.txt").write_text(told(FOLDER / name), encoding="utf-8")
