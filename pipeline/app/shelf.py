"""Which compiled content is on the shelf: found by names, sizes and times, without reading a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pipeline.library.cache import is_cached, recall
from pipeline.paths import Folders


def signature_of(folders: Folders) -> str:
    """Changes when any content file does: from names, sizes and times, without reading them."""
    digest = sha256()
    for name, folder in folders.named():
        for line in sorted(_files(os.fspath(folder))):
            digest.update(f"{name}:{line};".encode())
    for number, folder in enumerate((*folders.layers, *([folders.styles] if folders.styles else []))):
        for line in sorted(_files(os.fspath(folder))):
            digest.update(f"{number}:{line};".encode())
    if folders.house is not None:
        digest.update(f"house:{_line(os.fspath(folders.house), os.stat(folders.house))};".encode())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith((".yaml", ".md", ".docx")):
                yield _line(entry.path, entry.stat())


def _line(path: str, status: os.stat_result) -> str:
    return f"{path}:{status.st_size}:{status.st_mtime_ns}"


def bank_key(digest: str) -> str:
    """Under which key the question bank of a compiled library lies, for those who need no more."""
    return f"bank-{digest}"


def shelved_bank(cache: Path | None, signature: str) -> str:
    """The key of the compiled question bank, or nothing when it is not on the shelf."""
    digest = recall(cache, signature)
    key = bank_key(digest) if digest else ""
    return key if key and is_cached(cache, key) else ""
