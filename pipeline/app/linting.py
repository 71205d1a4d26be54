"""`library lint`: every slip of the content; with a layer, what is the layer's to mend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.app.given import file_as_given, folders_of, renamed
from pipeline.app.layers import read_layers
from pipeline.diagnostics import Diagnostic
from pipeline.intake.reading import read_answer
from pipeline.library.lint import in_words, lint
from pipeline.library.lint_cases import Engine
from pipeline.library.lint_content import content_of
from pipeline.library.load import read_folders, unread_files
from pipeline.paths import Folders, is_layer
from pipeline.rules.tables import read

OF_LAYERS = ("moved-case",)
"""Findings that stand beneath a layer and are there because of it."""


def lint_folders(folders: Folders, own: Sequence[Path]) -> tuple[list[Diagnostic], str]:
    """The findings that are shown, and what to say."""
    files, found = read_folders(folders.named())
    layers, slips = read_layers(folders.layers)
    given = folders_of(layers, folders.layers)
    content = content_of(files, layers)
    found = [*found, *slips, *unread_files("clause_library", folders.library)]
    for layer, folder in zip(layers, folders.layers, strict=False):
        found += unread_files(layer.name, folder)
    found += lint(content, Engine(read_answer, read))
    shown = [each for each in found if not layers or _is_theirs(each, list(given))]
    content.texts = {file_as_given(name, given): text for name, text in content.texts.items()}
    words = in_words(content, [renamed(each, given) for each in shown])
    beneath = len(found) - len(shown)
    return shown, f"{words}\n{_not_shown(beneath, own)}" if beneath else words


def _is_theirs(found: Diagnostic, layers: Sequence[str]) -> bool:
    """True for what a layer's author must see: errors anywhere, and all in the layers' own files."""
    if found.is_error or found.span is None or found.code in OF_LAYERS:
        return True
    return found.span.file.partition("/")[0] in layers


def _not_shown(count: int, own: Sequence[Path]) -> str:
    whole = [each for each in own if not is_layer(each)]
    what = "finding" if count == 1 else "findings"
    are, them = ("is", "it") if count == 1 else ("are", "them")
    library = f"`{whole[0].as_posix()}`" if whole else "the bundled library"
    how = f"with --library {whole[0].as_posix()} alone" if whole else "without --library"
    return f"{count} {what} in {library} beneath {are} not shown; `library lint` {how} shows {them}."
