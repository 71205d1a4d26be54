"""The layers on a library: read, put on, compared with what they stood on; and the record of that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, has_errors, in_order
from pipeline.files import write_whole
from pipeline.library.beneath import compared, has_moved, told
from pipeline.library.fields import Slips
from pipeline.library.layer import BASE, MARK, Layer, check_names, read_layer
from pipeline.library.layering import Stack, layered
from pipeline.library.load import digest_of, read_folders
from pipeline.library.types import LayerInfo
from pipeline.paths import Folders, is_layer

WHOLE = ("facts.yaml", "packet.yaml", "words.yaml")
"""What tells a whole library from any other folder."""


def read_layers(folders: Sequence[Path]) -> tuple[list[Layer], list[Diagnostic]]:
    """Every layer with its texts and its record; and what is wrong with their own words."""
    slips = Slips()
    layers = []
    for folder in folders:
        called = folder.as_posix()
        files, found = read_folders([(called, folder)])
        slips.found += found
        texts = {name.removeprefix(f"{called}/"): text for name, text in files.items()}
        layer = None if found or MARK not in texts else read_layer(called, texts, slips)
        if layer is not None:
            layers.append(replace(layer, base=_base_of(folder)))
    check_names(layers, slips)
    return layers, in_order(slips.found)


def _base_of(folder: Path) -> dict[str, tuple[str, ...]] | None:
    """What was recorded, by piece; None when nothing was, or when it cannot be read."""
    try:
        data: Any = json.loads((folder / BASE).read_text(encoding="utf-8"))["pieces"]
        return {str(name): tuple(str(line) for line in lines) for name, lines in data.items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return None


def layers_info(files: dict[str, str], layers: Sequence[Layer]) -> tuple[LayerInfo, ...]:
    """Names and digests from below to top, the library beneath first; nothing where there is no layer."""
    if not layers:
        return ()
    beneath = LayerInfo("clause_library", digest_of(files, {}))
    return (beneath, *(LayerInfo(each.name, each.digest, each.owner, each.because) for each in layers))


def joint_digest(beneath: str, layers: Sequence[Layer]) -> str:
    """One digest for a library and its layers, in their order; without layers the library's own."""
    if not layers:
        return beneath
    return sha256("\n".join([beneath, *(each.digest for each in layers)]).encode()).hexdigest()


def misplaced(own: Sequence[Path]) -> list[Diagnostic]:
    """A whole library lies beneath every layer, and there is one at most; any other folder is neither."""
    for folder in own:
        if not is_layer(folder) and not any((folder / name).is_file() for name in WHOLE):
            said = f"`{folder}`: this folder has no {MARK}"
            help_ = f"a layer needs one (name, owner, because); a whole library needs {', '.join(WHOLE[:-1])}"
            return [Diagnostic("library-order", "error", said, help=f"{help_} and {WHOLE[-1]}")]
    for number, folder in enumerate(own):
        if number and not is_layer(folder):
            said = f"`{folder}` is a whole library (it has no {MARK}), and something else lies beneath it"
            help_ = "name the whole library first, then its layers from below to top"
            return [Diagnostic("library-order", "error", said, help=help_)]
    return []


def stacked(folders: Folders) -> tuple[Stack | None, list[Layer], list[Diagnostic]]:
    """The library with its layers, uncompiled; None when a file of them cannot be read."""
    files, found = read_folders(folders.named())
    layers, slips = read_layers(folders.layers)
    found = [*found, *slips]
    return (None if has_errors(found) else layered(files, layers)), layers, found


def record(folder: Path, layer: Layer, stack: Stack) -> int:
    """Write down what a layer's replacements stand on now; how many pieces."""
    pieces = {
        each.piece: list(each.beneath)
        for each in stack.touched
        if each.layer == layer.name and each.beneath is not None
    }
    says = "Written by `charterwright library adopt`: what each piece was beneath. Not for editing."
    data = {"about": says, "pieces": pieces}
    write_whole(folder / BASE, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    return len(pieces)


Words = tuple[int, str, list[Diagnostic]]
"""Exit code, what to say, and what is wrong."""


def beneath(folders: Folders) -> Words:
    """What changed beneath every layer."""
    stack, layers, found = stacked(folders)
    if stack is None:
        return 1, "", found
    pieces = compared(stack.touched, layers)
    wrong = stack.found()
    return int(has_moved(pieces) or has_errors(wrong)), "\n".join(told(pieces, layers)), [*found, *wrong]


def adopted(folders: Folders) -> Words:
    """The topmost layer's record, written anew."""
    stack, layers, found = stacked(folders)
    if stack is None or stack.is_broken():
        return 1, "", [*found, *(stack.found() if stack else [])]
    layer = layers[-1]
    count = record(folders.layers[-1], layer, stack)
    pieces = "piece" if count == 1 else "pieces"
    return 0, f"{layer.name}: recorded what {count} replaced or retired {pieces} stand on ({BASE}).", found
