"""Reading the library's folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.diagnostics import Diagnostic, Span
from pipeline.library.types import Library

if TYPE_CHECKING:
    from pipeline.library.layer import Layer

SUFFIXES = (".yaml", ".md")
NEARLY_CONTENT = (".txt", ".yml", ".markdown", ".mdown", ".mkd", ".text", ".docx", ".doc", ".odt", ".rtf", "")
"""What people take for the right ending of a text or a table."""
LARGEST = 1_000_000
NO_CONTENT = ("README.md", "cases.yaml")
"""Files beside the content that change no draft."""


def read_folders(folders: Sequence[tuple[str, Path]]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Every content file's text, by its path below the folder's name (``clause_library/…``)."""
    files: dict[str, str] = {}
    found: list[Diagnostic] = []
    for name, folder in folders:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder).as_posix()
            if path.suffix in SUFFIXES and path.is_file() and not inside.startswith("examples/"):
                text, slip = _read(path, f"{name}/{inside}")
                found += slip
                files[f"{name}/{inside}"] = text
    return files, found


def unread_files(folder: str, path: Path) -> list[Diagnostic]:
    """A warning for every file that looks like content and is not: ``light.txt`` beside a topic."""
    return [
        _unread(f"{folder}/{inside}", each.suffix)
        for each in sorted(path.rglob("*"))
        if (inside := each.relative_to(path).as_posix())
        and each.is_file()
        and each.suffix in NEARLY_CONTENT
        and not any(part.startswith(".") for part in inside.split("/"))
    ]


def _unread(name: str, suffix: str) -> Diagnostic:
    said = f"`{name.rpartition('/')[2]}` is never read"
    help_ = f"texts end in .md and tables in .yaml, not in {suffix or 'nothing'}"
    return Diagnostic("stray-file", "warning", said, Span(name, 1, 1), help_)


def _read(path: Path, name: str) -> tuple[str, list[Diagnostic]]:
    if path.stat().st_size > LARGEST:
        return "", [Diagnostic("too-big", "error", f"`{name}` is larger than 1 MB", Span(name, 1, 1))]
    try:
        return path.read_text(encoding="utf-8"), []
    except UnicodeDecodeError:
        return "", [Diagnostic("not-utf8", "error", f"`{name}` is not UTF-8 text", Span(name, 1, 1))]


def digest_of(files: Mapping[str, str], others: Mapping[str, bytes]) -> str:
    """A digest of all content: changes when any word of it does. Hexadecimal, 64 characters."""
    digest = sha256()
    for name in sorted(files):
        if not name.endswith(NO_CONTENT):
            digest.update(name.encode() + b"\0" + files[name].encode() + b"\0")
    for name in sorted(others):
        digest.update(name.encode() + b"\0" + others[name] + b"\0")
    return digest.hexdigest()


def compile_folders(
    files: Mapping[str, str], layers: Sequence[Layer] = ()
) -> tuple[Library | None, list[Diagnostic]]:
    """The library of these files with these layers on it; the slow packages are imported only here."""
    from pipeline.library.compile import compile_library

    content = {name: text for name, text in files.items() if not name.endswith(NO_CONTENT)}
    if not layers:
        return compile_library(content)
    from pipeline.library.layering import layered

    stack = layered(content, layers)
    if stack.is_broken():
        return None, stack.found()
    return compile_library(stack.files, stack.sources(), stack.names)
