"""Files of layers in findings: called by the folder that the user named, not by the layer's own name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, Span
from pipeline.library.layer import Layer

_FILE = r"(?=[\w./-]+\.(?:yaml|md)\b)"


def folders_of(layers: Sequence[Layer], folders: Sequence[Path]) -> dict[str, str]:
    """The folder that was named, by the layer's name; a name that two layers have tells none."""
    names = [each.name for each in layers]
    paired = zip(layers, folders, strict=False) if len(layers) == len(folders) else ()
    return {each.name: folder.as_posix() for each, folder in paired if names.count(each.name) == 1}


def as_given(found: Sequence[Diagnostic], folders: Sequence[Path]) -> list[Diagnostic]:
    """The findings with the paths as the user gave them."""
    if not found or not folders:
        return list(found)
    from pipeline.app.layers import read_layers

    given = folders_of(read_layers(folders)[0], folders)
    return [renamed(each, given) for each in found]


def renamed(found: Diagnostic, given: Mapping[str, str]) -> Diagnostic:
    """One finding with its places, and the files that its words name, as given."""
    related = tuple((in_words(words, given), _span(span, given)) for words, span in found.related)
    return replace(
        found,
        message=in_words(found.message, given),
        help=in_words(found.help, given),
        span=_span(found.span, given) if found.span else None,
        related=related,
    )


def file_as_given(file: str, given: Mapping[str, str]) -> str:
    """A file's name as diagnostics have it, to the path as given."""
    room, slash, inside = file.partition("/")
    return f"{given[room]}/{inside}" if slash and room in given else file


def _span(span: Span, given: Mapping[str, str]) -> Span:
    return replace(span, file=file_as_given(span.file, given))


def in_words(text: str, given: Mapping[str, str]) -> str:
    """The same in the middle of a sentence."""
    if not given:
        return text
    names = "|".join(map(re.escape, given))
    return re.sub(rf"(?<![\w./-])({names})/{_FILE}", lambda hit: f"{given[hit[1]]}/", text)
