"""LibreOffice, where it is installed: our own Word files to PDF. Never files of strangers.

It would fetch pictures from wherever a file says: it is told not to, and given only what we wrote ourselves.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from pipeline.app.bars import Tick
from pipeline.diagnostics import Diagnostic

VARIABLE = "CHARTERWRIGHT_SOFFICE"
NAMES = ("soffice", "libreoffice")
USUAL = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        "C:/Program Files/LibreOffice/program/soffice.com",
        "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    ),
}
"""Where it lies when no path leads to it."""
OPTIONS = {
    "ExportBookmarks": "true",  # the headings with their pages
    "UseTaggedPDF": "true",  # a screen reader finds headings, lists and tables
    "DisplayPDFDocumentTitle": "true",
}
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""
"""A firm's template may name pictures elsewhere: they are not fetched."""
AT_ONCE = 200
"""Files of one call: a command line has an end."""
START, EACH = 90, 20
"""Seconds that a call may take to begin, and for each file."""
HOW = (
    "install LibreOffice: on Debian or Ubuntu `sudo apt install libreoffice-writer`, on macOS or Windows the "
    f"installer from its own site; if it lies in a place of its own, name its soffice in {VARIABLE}"
)


def program() -> str | None:
    """The path of LibreOffice's program, or None. The variable decides alone where it is set."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return shutil.which(named) if named else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((path for path in USUAL.get(sys.platform, ()) if os.path.isfile(path)), None)


def missing(what: str) -> Diagnostic:
    """The finding where ``what`` was asked for and there is no LibreOffice."""
    named = os.environ.get(VARIABLE)
    why = f"{VARIABLE} names `{named}`, which is no program" if named else "it was not found here"
    return Diagnostic("no-libreoffice", "error", f"{what} needs LibreOffice, and {why}", help=HOW)


def to_pdf(files: Sequence[bytes], tick: Tick = lambda done: None) -> list[bytes | None]:
    """A PDF for each Word file; None where LibreOffice made none."""
    found: list[bytes | None] = []
    for start in range(0, len(files), AT_ONCE):
        found += _batch(files[start : start + AT_ONCE], tick)
    return found


def _batch(files: Sequence[bytes], tick: Tick) -> list[bytes | None]:
    """One call; a file that it broke off at takes those behind it along: each of them gets its own."""
    made = _converted(files, tick)
    if not any(made):
        return made
    return [pdf or _converted([file], lambda done: None)[0] for file, pdf in zip(files, made, strict=True)]


def _converted(files: Sequence[bytes], tick: Tick) -> list[bytes | None]:
    with TemporaryDirectory(prefix="charterwright-", ignore_cleanup_errors=True) as folder:
        return _converted_in(Path(folder), files, tick)


def _converted_in(folder: Path, files: Sequence[bytes], tick: Tick) -> list[bytes | None]:
    """One call with a profile of its own: a second run on the same profile would make nothing."""
    for name in ("in", "out", "tmp", "profile/user"):
        (folder / name).mkdir(parents=True)
    (folder / "profile/user/registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    paths = [folder / "in" / f"{number}.docx" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    _run(_command(folder, paths), folder, START + EACH * len(files), tick)
    made = [folder / "out" / f"{path.stem}.pdf" for path in paths]  # its exit code is 0 even when it failed
    return [_whole(path) for path in made]


def _whole(path: Path) -> bytes | None:
    """The PDF, unless there is none or it broke off."""
    data = path.read_bytes() if path.is_file() else b""
    return data if data.rstrip().endswith(b"%%EOF") else None


def _command(folder: Path, paths: Sequence[Path]) -> list[str]:
    options = {name: {"type": "boolean", "value": value} for name, value in OPTIONS.items()}
    return [
        program() or NAMES[0],
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        *("--convert-to", f"pdf:writer_pdf_Export:{json.dumps(options)}"),
        *("--outdir", str(folder / "out")),
        *map(str, paths),
    ]


def _run(command: list[str], folder: Path, limit: float, tick: Tick) -> None:
    """Listen until it ends; it is ended when it takes too long, and when this program is interrupted."""
    try:
        process = _started(command, folder)
    except OSError:  # it is no program of this machine: the missing files tell
        return
    timer = Timer(limit, _end, [process])
    timer.start()
    try:
        for line in process.stdout or ():
            if line.startswith("convert "):
                tick(1)
        process.wait()
    finally:
        timer.cancel()
        if process.poll() is None:
            _end(process)
            process.wait()


def _started(command: list[str], folder: Path) -> subprocess.Popen[str]:
    """Its words on one stream; a session of its own, so that it can be ended with all that it starts."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        start_new_session=True,
    )


def _end(process: subprocess.Popen[str]) -> None:
    """End it with the processes that it has started: `soffice` itself only starts another."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
