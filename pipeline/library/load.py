"""Reading the library's folders, and the compiled library from its cache when nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Span
from pipeline.library.cache import cached, keep
from pipeline.library.types import Library

SUFFIXES = (".yaml", ".md")
LARGEST = 1_000_000


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


def _read(path: Path, name: str) -> tuple[str, list[Diagnostic]]:
    if path.stat().st_size > LARGEST:
        return "", [Diagnostic("too-big", "error", f"`{name}` is larger than 1 MB", Span(name, 1, 1))]
    try:
        return path.read_text(encoding="utf-8"), []
    except UnicodeDecodeError:
        return "", [Diagnostic("not-utf8", "error", f"`{name}` is not UTF-8 text", Span(name, 1, 1))]


def digest_of(files: dict[str, str]) -> str:
    """A digest of all content: changes when any word of it does. Hexadecimal, 64 characters."""
    digest = sha256()
    for name in sorted(files):
        if not name.endswith(("README.md", "cases.yaml")):
            digest.update(name.encode() + b"\0" + files[name].encode() + b"\0")
    return digest.hexdigest()


def load_library(folders: Sequence[tuple[str, Path]], cache: Path | None) -> tuple[Library | None, list[Diagnostic]]:
    """The compiled library of these folders; ``cache`` is a folder of the user's own, or None."""
    files, found = read_folders(folders)
    if found:
        return None, found
    digest = digest_of(files)
    library = cached(cache, digest)
    if library is not None:
        return library, []
    from pipeline.library.compile import compile_library

    content = {name: text for name, text in files.items() if not name.endswith(("README.md", "cases.yaml"))}
    library, found = compile_library(content)
    if library is not None:
        library.digest = digest
        keep(cache, digest, library)
    return library, found
