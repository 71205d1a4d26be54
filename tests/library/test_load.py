"""Reading the folders of a library."""

from __future__ import annotations

from pathlib import Path

from pipeline.library.load import LARGEST, compile_folders, read_folders, unread_files
from tests.library.support import FILES


def lay_out(folder: Path) -> list[tuple[str, Path]]:
    """The tiny library on disk."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [(name, folder / name) for name in ("clause_library", "templates", "intake")]


def test_folders_become_texts_by_path(tmp_path: Path) -> None:
    folders = lay_out(tmp_path)
    (tmp_path / "clause_library/notes.txt").write_text("not content")
    (tmp_path / "intake/examples").mkdir()
    (tmp_path / "intake/examples/one.yaml").write_text("alliance_name: One")
    files, found = read_folders(folders)
    assert (files, found) == (dict(FILES), [])
    assert compile_folders(files)[0] is not None


def test_cases_and_notes_are_not_compiled(tmp_path: Path) -> None:
    files, _ = read_folders(lay_out(tmp_path))
    files["clause_library/exit/leaving/cases.yaml"] = "- not: [content"
    files["clause_library/README.md"] = "{Unknown Term}"
    assert compile_folders(files)[0] is not None


def test_a_file_that_cannot_be_a_text_is_refused_by_name(tmp_path: Path) -> None:
    folders = lay_out(tmp_path)
    (tmp_path / "clause_library/law.yaml").write_bytes(b"places:\n  a: \xff")
    (tmp_path / "templates/charter/more.md").write_text("x" * (LARGEST + 1))
    _, found = read_folders(folders)
    assert [(each.code, each.span and each.span.file) for each in found] == [
        ("not-utf8", "clause_library/law.yaml"),
        ("too-big", "templates/charter/more.md"),
    ]


def test_a_file_with_another_ending_is_named_as_never_read(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for name in ("light.txt", "light.md", "base.json", ".notes.txt", "Makefile"):
        (tmp_path / "clause_library/exit/leaving" / name).write_text("Words.")
    found = unread_files("clause_library", tmp_path / "clause_library")
    assert [(each.code, each.severity, each.message) for each in found] == [
        ("stray-file", "warning", f"`{name}` is never read") for name in ("Makefile", "light.txt")
    ]
