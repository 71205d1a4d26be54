"""Options and targets that every command shares, and what the command line loads."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.support import EXAMPLES, ROOT

FRIENDS = str(EXAMPLES / "two-friends-app.yaml")


def run(*words: object) -> str:
    result = CliRunner().invoke(main, [str(each) for each in words])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("option", ["--out", "--output"])
@pytest.mark.parametrize("command", [("draft",), ("draft-all",), ("export", "--to", "text")])
def test_both_names_of_the_folder_are_known(tmp_path: Path, command: tuple[str, ...], option: str) -> None:
    run(command[0], FRIENDS, *command[1:], option, tmp_path)
    assert (tmp_path / "two-friends-app").is_dir()


def test_drafting_does_not_load_the_commands_of_the_library() -> None:
    code = "import sys, pipeline.cli; sys.exit('pipeline.cli.library' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert "prove" in run("library", "--help")


@pytest.mark.parametrize("whole", [(), ("--whole",)])
def test_the_targets_of_a_working_folder_run(
    tmp_path: Path, whole: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ours"
    run("init", folder, *whole)
    makefile = (folder / "Makefile").read_text(encoding="utf-8")
    readme = (folder / "README.md").read_text(encoding="utf-8")
    content = re.findall(r"^CONTENT = (.*)$", makefile, re.MULTILINE)[0].split()
    monkeypatch.chdir(folder)
    called = re.findall(r"^\tcharterwright library (\w+) \$\(CONTENT\)$", makefile, re.MULTILINE)
    assert called == ["topics", "lint", "prove", *([] if whole else ["diff", "adopt"])]
    for name in called:
        assert f"`make {name}`" in readme
        run("library", name, *(["scope"] if name == "prove" else []), *content)
