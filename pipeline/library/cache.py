"""The compiled library on disk, by digest of content, code and Python version.

A pickle runs code when it is read, so it is taken only from a folder and file that the user owns.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOM = Path(__file__).resolve().parent.parent
KEEP = 16
"""How many compiled values are kept."""


@cache
def code_digest() -> str:
    """Changes when any of our modules does; from sizes and times, not contents."""
    digest = sha256(sys.version.encode())
    for line in sorted(_modules(os.fspath(ROOM))):
        digest.update(line.encode())
    return digest.hexdigest()


def _modules(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and not entry.name.startswith("_"):
                yield from _modules(entry.path)
            elif entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{entry.path}:{status.st_size}:{status.st_mtime_ns};"


def cached(folder: Path | None, digest: str) -> Any:
    """The compiled value, or None."""
    path = _path(folder, digest)
    if path is None or not _is_ours(path):
        return None
    try:
        return pickle.loads(path.read_bytes())
    except Exception:  # a broken cache is no error: compile again
        return None


def is_cached(folder: Path | None, digest: str) -> bool:
    """Whether ``cached`` would find something."""
    path = _path(folder, digest)
    return path is not None and _is_ours(path)


def recall(folder: Path | None, signature: str) -> str:
    """The content digest that a signature of the files stood for, or nothing."""
    if folder is None:
        return ""
    try:
        return (folder / f"{signature[:32]}.seen").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def remember(folder: Path | None, signature: str, digest: str) -> None:
    """Note which content digest a signature of the files stands for."""
    if folder is None or not folder.is_dir():
        return
    try:
        (folder / f"{signature[:32]}.seen").write_text(digest, encoding="ascii")
    except OSError:
        return


def keep(folder: Path | None, digest: str, value: Any) -> None:
    """Store a compiled value; silently does nothing where the folder cannot be written."""
    path = _path(folder, digest)
    if path is None or folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.touch(mode=0o600)
        part.write_bytes(pickle.dumps(value, protocol=5))
        os.replace(part, path)
        _forget_old(folder)
    except OSError:
        return


def _path(folder: Path | None, digest: str) -> Path | None:
    return None if folder is None else folder / f"{digest[:24]}-{code_digest()[:16]}.library"


def _is_ours(path: Path) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _forget_old(folder: Path) -> None:
    for pattern in ("*.library", "*.seen"):
        by_age = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in by_age[KEEP:]:
            path.unlink(missing_ok=True)
