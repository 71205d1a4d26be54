"""Every way in which an override is refused, as a person reads it; one folder a code.

``python -m tests.e2e.test_overrides`` rewrites the expected words.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.support import EXAMPLES

FOLDER = Path(__file__).parent.parent / "fixtures" / "bad_overrides"
CODES = sorted(path.name for path in FOLDER.iterdir())
EXAMPLE = EXAMPLES / "carbon-pilot.yaml"


def told(code: str, command: str, folder: Path) -> tuple[int, str]:
    """Exit code and words for the worked example with the folder's overrides, which stand at line 3."""
    lines = (FOLDER / code / "overrides.yaml").read_text(encoding="utf-8")
    intake = folder / "pilot.yaml"
    intake.write_text(
        "# The worked example,\n# with an override.\n" + lines + EXAMPLE.read_text("utf-8"), "utf-8"
    )
    options = ["--out", str(folder)] if command == "draft" else []
    result = CliRunner().invoke(main, [command, str(intake), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stderr.replace(folder.as_posix() + "/", "")


@pytest.mark.parametrize("code", CODES)
def test_a_bad_override_is_answered_in_these_words(code: str, tmp_path: Path) -> None:
    exit_code, words = told(code, "check", tmp_path)
    assert exit_code == 1
    assert words == (FOLDER / code / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_drafted_against_it(code: str, tmp_path: Path) -> None:
    exit_code, words = told(code, "draft", tmp_path)
    assert (exit_code, words) == told(code, "check", tmp_path)
    assert not list(tmp_path.rglob("*.docx"))


if __name__ == "__main__":
    for name in CODES:
        with TemporaryDirectory() as temporary:
            (FOLDER / name / "expected.txt").write_text(
                told(name, "check", Path(temporary))[1], encoding="utf-8"
            )
