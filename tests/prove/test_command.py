"""``charterwright library prove`` as a user meets it."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from pipeline.app import proof
from pipeline.cli import main
from tests.support import ROOT

UNGUARDED = "{answer currency}"
"""A question that is asked only where money moves."""


def prove(*words: str) -> tuple[int, str]:
    """Exit code and everything said."""
    result = CliRunner().invoke(main, ["library", "prove", *words])
    return result.exit_code, result.output


def test_one_topic_of_the_library_is_proved(tmp_path: Path) -> None:
    code, said = prove("minority_protection", "--out", str(tmp_path))
    assert code == 0, said
    assert re.search(r"^\d+ things? proved; nothing is wrong$", said, re.MULTILINE), said
    assert not list(tmp_path.iterdir())


def test_a_misspelt_topic_is_answered_with_the_nearest() -> None:
    code, said = prove("minority_protction")
    assert code == 1
    assert "did you mean `minority_protection`?" in said


def test_without_the_solver_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "find_spec", lambda name: None)
    code, said = prove("scope")
    assert code == 1
    assert "z3-solver" in said


def test_a_broken_library_gives_a_counter_example_that_runs(tmp_path: Path) -> None:
    library = tmp_path / "firm"
    copytree(ROOT / "clause_library", library)
    text = library / "strategy" / "scope" / "pilot.md"
    assert text.exists(), sorted(each.name for each in text.parent.iterdir())
    text.write_text(text.read_text(encoding="utf-8") + f"\nPaid in {UNGUARDED}.\n", encoding="utf-8")
    code, said = prove("scope", "--library", str(library), "--out", str(tmp_path / "proof"))
    assert code == 1, said
    assert "`currency` may be missing" in said
    assert re.search(r"^\d+ of \d+ things (is|are) wrong$", said, re.MULTILINE), said
    example = next((tmp_path / "proof").glob("answer-missing-in-text-*.yaml"))
    decided = CliRunner().invoke(main, ["decide", str(example), "--library", str(library)])
    assert decided.exit_code == 0, decided.output
