"""Helpers of several rooms' tests: the content that ships, read and compiled once a session."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pipeline.app.equipment import Equipment, compile_templates
from pipeline.diagnostics import render
from pipeline.library.load import compile_folders, read_folders
from pipeline.library.types import Library

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("clause_library", "templates", "intake")
EXAMPLES = ROOT / "intake" / "examples"
AS_OF = date(2026, 11, 22)
"""The day of every draft that a test compares."""


@cache
def real_files() -> dict[str, str]:
    """Every content file of the checkout, by path."""
    files, slips = read_folders([(name, ROOT / name) for name in FOLDERS])
    assert not slips, [render(each) for each in slips]
    return files


@cache
def real_library() -> Library:
    """The library that ships; it must compile."""
    library, slips = compile_folders(real_files())
    assert library is not None, "the library does not compile:\n" + "\n".join(
        render(each, real_files()) for each in slips
    )
    return library


@cache
def real_equipment() -> Equipment:
    """The library that ships, with its Word templates."""
    paths = [ROOT / "templates" / "house.docx", *sorted((ROOT / "templates").glob("*/shell.docx"))]
    shells = {path.relative_to(ROOT / "templates").as_posix(): path.read_bytes() for path in paths}
    templates, slips = compile_templates(shells)
    assert not slips, [render(each) for each in slips]
    return Equipment(real_library(), templates)
