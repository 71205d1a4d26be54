"""Layers on the tiny library, as texts by path.

``python -m tests.library.layers_support`` writes the golden files of bad layers anew; read the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.diagnostics import Diagnostic, render
from pipeline.library.fields import Slips
from pipeline.library.layer import MARK, Layer, read_layer
from pipeline.library.layering import Stack, layered
from pipeline.library.load import compile_folders
from pipeline.library.types import Library
from tests.library.support import FILES, ROOT

BAD_LAYERS = ROOT / "tests" / "fixtures" / "bad_layers"
TOPIC = "exit/leaving/topic.yaml"
EXTRA = """\
number: T9
title: Extra
settles: Something of our own.
rows:
  - gives: plain
    otherwise: true
    because: We always have it.
    source: [S1]
variants:
  plain:
    title: Plainly
"""


def mark(name: str) -> str:
    """A layer.yaml."""
    return f"name: {name}\nowner: Firm LLP\nbecause: Our style.\n"


def layer(texts: Mapping[str, str], name: str = "firm") -> Layer:
    """A layer that must be one."""
    slips = Slips()
    found = read_layer(name, {MARK: mark(name), **texts}, slips)
    assert found is not None
    assert slips.found == []
    return found


def stack(*layers: Layer) -> Stack:
    """The tiny library with layers."""
    return layered(FILES, layers)


def library(*layers: Layer) -> Library:
    """The same, compiled; it must be right."""
    found, slips = compile_folders(FILES, layers)
    assert found is not None, "\n".join(render(each) for each in slips)
    return found


# ---------------------------------------------------------------- bad layers


def cases(folder: Path) -> list[Path]:
    """The layers of one code."""
    return sorted(path for path in folder.iterdir() if path.is_dir())


def bad_slips(folder: Path) -> tuple[list[Diagnostic], dict[str, str]]:
    """What is wrong with one layer, and the texts that it points into."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    slips = Slips()
    found = read_layer("firm", files, slips)
    texts = {**FILES, **{f"firm/{name}": text for name, text in files.items()}}
    if slips.found or found is None:
        return slips.found, texts
    return compile_folders(FILES, [found])[1], texts


def rendered(folder: Path) -> str:
    """Every layer of a code as a terminal shows it."""
    lines = []
    for case in cases(folder):
        found, texts = bad_slips(case)
        lines += [f"# {case.name}", *(render(each, texts) for each in found), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    for each in sorted(BAD_LAYERS.iterdir()):
        (each / "expected.txt").write_text(rendered(each), encoding="utf-8")
