"""LibreOffice for the tests: many files converted in few calls, and the words of the pages it makes.

Under CI (``CHARTERWRIGHT_CI``) nothing is skipped: what is not installed is a failure there.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from pipeline.word.numbers.labels import W
from pipeline.word.package import parse, read_parts

OLDEST = 24
"""LibreOffice 7 prints legal numbering wrongly and drops the tags of content controls."""
AT_ONCE = 12
"""Files of one call: starting takes a second, one file half a second."""
UNDER_CI = bool(os.environ.get("CHARTERWRIGHT_CI"))
_SECONDS_A_FILE = 30
_TWIPS = 20
_PRINTERS_EDGE = 4
"""A descender of the header may reach into the body's first points."""


@cache
def missing() -> str:
    """What is not installed of what these tests need, in words; empty when all is there."""
    if not shutil.which("soffice"):
        return "LibreOffice (soffice) is not installed here"
    if not shutil.which("pdftotext"):
        return "poppler (pdftotext) is not installed here"
    if version() < OLDEST:
        return f"LibreOffice {version()} is too old: {OLDEST} or newer is needed"
    return ""


@cache
def version() -> int:
    """The main number of LibreOffice's version; 0 when it does not say."""
    done = subprocess.run(["soffice", "--version"], check=False, capture_output=True, text=True)
    found = re.search(r"LibreOffice \D*(\d+)\.", done.stdout)
    return int(found[1]) if found else 0


def or_skip(reason: str) -> pytest.MarkDecorator:
    """Skips tests for a reason, unless it is empty or CI asks for everything."""
    return pytest.mark.skipif(bool(reason) and not UNDER_CI, reason=reason)


needs_libreoffice = or_skip(missing())


def convert(
    files: Mapping[str, bytes],
    kind: str,
    folder: Path,
    jobs: int = 1,
    told: Callable[[int], object] = lambda _: None,
) -> dict[str, Path]:
    """Every file, by name, as LibreOffice saves it; a name without a result could not be converted.

    ``told`` hears how many files each call has finished. Two calls at once need two profiles.
    """
    assert not missing(), missing()
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    names = sorted(files)
    lots = [names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)]

    def work(job: int) -> None:
        for lot in lots[job::jobs]:
            _call(lot, kind, folder, f"profile{job}")
            told(len(lot))

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(work, range(jobs)))
    _again([name for name in names if not _result(folder, name, kind).exists()], kind, folder)
    results = {name: _result(folder, name, kind) for name in names}
    return {name: path for name, path in results.items() if path.exists()}


def _again(names: list[str], kind: str, folder: Path) -> None:
    """One file that crashes LibreOffice takes its neighbours along: each gets a call of its own."""
    for name in names:
        _call([name], kind, folder, "profile-again")


def converted(data: bytes, kind: str, folder: Path) -> Path:
    """One file after LibreOffice has saved it as another kind; it must succeed."""
    found = convert({"draft": data}, kind, folder)
    assert found, "LibreOffice made no file (its exit status does not tell)"
    return found["draft"]


def _result(folder: Path, name: str, kind: str) -> Path:
    return folder / "out" / f"{name}.{kind.split(':')[0]}"


def _call(names: list[str], kind: str, folder: Path, profile: str) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/{profile}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder / "out")]
    command += [str(folder / f"{name}.docx") for name in names]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=90 + _SECONDS_A_FILE * len(names))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # the missing results tell
        process.wait()


def pages(pdf: Path) -> list[str]:
    """The words of each page, laid out as they stand."""
    return _words(pdf, "-layout").split("\f")[:-1]


def body_words(pdf: Path, data: bytes) -> str:
    """The words between header and footer, in the order they were printed."""
    return _words(pdf, "-raw", *_body_box(data))


def _words(pdf: Path, *options: str) -> str:
    done = subprocess.run(
        ["pdftotext", *options, str(pdf), "-"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout


def _body_box(data: bytes) -> list[str]:
    """The body's box on every page, as options of pdftotext, in points."""
    section = list(parse(read_parts(data)["word/document.xml"]).iter(f"{W}sectPr"))[-1]
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width, height = (int(size.get(W + side)) // _TWIPS for side in ("w", "h"))
    top, bottom = (int(margin.get(W + side)) // _TWIPS for side in ("top", "bottom"))
    top, height = top - _PRINTERS_EDGE, height - top - bottom + _PRINTERS_EDGE
    box = {"-r": 72, "-x": 0, "-y": top, "-W": width, "-H": height}
    return [str(each) for pair in box.items() for each in pair]
