"""A copy of a Word file for the other side, written beside it; no file that is there is ever overwritten."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from pipeline.app.results import FINE, INPUT_ERRORS, Result
from pipeline.diagnostics import Diagnostic, InputError
from pipeline.files import write_whole
from pipeline.word.clean.copy import Cleaned, clean_docx
from pipeline.word.incoming import MOST_BYTES

CLEAN = ".clean.docx"
"""What the name of a copy ends with."""
_SHOWN_DIGITS = 16


def clean_file(path: Path, out: Path | None = None) -> Result:
    """Clean one file. ``out``: a file or a folder; else beside the file. OSError when the disk refuses."""
    try:
        cleaned = clean_docx(_read(path))
    except InputError as error:
        return Result(INPUT_ERRORS, "", [_named(each, path) for each in error.diagnostics])
    if not cleaned.removed and out is None:
        clean = (
            "has nothing more that can be removed"
            if cleaned.warnings
            else "is clean: there is nothing to remove"
        )
        words = [f"{path} {clean}. No copy is written.", *_same(cleaned)]
        return Result(FINE, "\n".join(words), cleaned.warnings)
    wanted = _wanted(path, out)
    if wanted.resolve() == path.resolve():
        said = f"{path}: the copy cannot take the place of the file itself"
        return Result(
            INPUT_ERRORS, "", [Diagnostic("clean-onto-itself", "error", said, help="give it another name")]
        )
    target = _written(wanted, cleaned.data)
    words = [*_removed(cleaned), *_same(cleaned), f"Written: {target}"]
    if target != wanted:
        words.append(f"{wanted.name} was there already and differs; it is left alone.")
    return Result(FINE, "\n".join(words), cleaned.warnings)


def _read(path: Path) -> bytes:
    """The file, up to one byte more than the gate lets in."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _named(found: Diagnostic, path: Path) -> Diagnostic:
    return replace(found, message=f"{path}: {found.message}")


def _wanted(path: Path, out: Path | None) -> Path:
    """Where the copy belongs if nothing is there."""
    stem = path.stem if path.suffix.lower() == ".docx" else path.name
    name = f"{stem}{CLEAN}"
    if out is None:
        return path.with_name(name)
    return out / name if out.is_dir() else out


def _written(wanted: Path, data: bytes) -> Path:
    """Write to the first name that is free or holds the same bytes already."""
    target, number = wanted, 1
    while (found := _found(target)) not in (None, data):
        number += 1
        target = wanted.with_name(_numbered(wanted.name, number))
    if found is None:
        write_whole(target, data)
    return target


def _numbered(name: str, number: int) -> str:
    return re.sub(r"(\.docx)?$", rf"-{number}\1", name, count=1, flags=re.IGNORECASE)


def _found(path: Path) -> bytes | None:
    """What lies there; nothing is ever written over what cannot be read."""
    if not path.is_file():
        return b"" if path.exists() or path.is_symlink() else None
    return path.read_bytes()


def _removed(cleaned: Cleaned) -> list[str]:
    if not cleaned.removed:
        return ["There is nothing to remove."]
    return ["Removed:", *(f"  {each}" for each in cleaned.removed)]


def _same(cleaned: Cleaned) -> list[str]:
    """The outcome of the proof; without it there would be no copy."""
    said = cleaned.reading
    counts = (
        _count(len(said.lines), "paragraph"),
        _count(said.numbers, "number"),
        _count(said.references, "reference"),
    )
    return [f"The text is the same: {', '.join(counts)}; fingerprint {said.fingerprint[:_SHOWN_DIGITS]}"]


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
