"""The package installs offline and drafts from any folder with the content it carries. Slow."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.e2e.drafts import stems
from tests.support import EXAMPLES, ROOT

pytestmark = pytest.mark.slow
OTHERS = {"PYTHONPATH": sysconfig.get_path("purelib")}
"""Where the packages are that ours needs; ours is not among them."""


def done(*command: object, cwd: Path, **environment: str) -> str:
    """A command that must succeed; what it said."""
    run = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the package in it; its dependencies come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    build = folder / "dist"
    offline = {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    wheel = ("-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "-w", build, ROOT)
    done(sys.executable, *wheel, cwd=folder, **offline)
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    done(python, "-m", "pip", "install", "-q", "--no-deps", next(build.glob("*.whl")), cwd=folder, **offline)
    return folder


def charterwright(installed: Path, *arguments: object) -> str:
    """The installed command, run from another folder."""
    cache = {"CHARTERWRIGHT_CACHE": str(installed / "cache")}
    command = installed / "venv" / "bin" / "charterwright"
    return done(command, *arguments, cwd=installed, **OTHERS, **cache)


def test_the_installed_command_runs_its_own_code_with_its_own_content(installed: Path) -> None:
    code = "import pipeline.paths as p; print(p.PACKAGE, p.bundled().named())"
    said = done(installed / "venv" / "bin" / "python", "-c", code, cwd=installed, **OTHERS)
    assert str(ROOT) not in said
    assert "_bundled" in said


def test_the_installed_command_drafts_every_example(installed: Path) -> None:
    for stem in stems():
        charterwright(
            installed, "draft", EXAMPLES / f"{stem}.yaml", "--out", installed / "out", "--as-of", "2026-11-22"
        )
        assert list((installed / "out" / stem).glob("*.docx"))
        assert (installed / "out" / stem / "why.html").stat().st_size > 1000


def test_the_installed_package_carries_the_examples_and_the_licences(installed: Path) -> None:
    charterwright(installed, "init", installed / "ours")
    assert sorted(path.stem for path in (installed / "ours" / "intake" / "matters").glob("*.yaml")) == stems()
    names = {path.name for path in (installed / "venv").rglob("LICENSE*")}
    assert {"LICENSE", "LICENSE-clauses.md"} <= names


def test_the_installed_files_equal_those_of_the_checkout(installed: Path) -> None:
    for name in ("one", "two"):
        (installed / name).mkdir()
    intake = EXAMPLES / "two-friends-app.yaml"
    charterwright(installed, "draft", intake, "--out", installed / "one", "--as-of", "2026-11-22")
    here = (
        sys.executable,
        "-m",
        "pipeline",
        "draft",
        intake,
        "--out",
        installed / "two",
        "--as-of",
        "2026-11-22",
    )
    done(*here, cwd=ROOT, CHARTERWRIGHT_CACHE="")
    word = Path("two-friends-app") / "simple_mou.docx"
    assert (installed / "one" / word).read_bytes() == (installed / "two" / word).read_bytes()
