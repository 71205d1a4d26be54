"""A layer: a folder with only what a firm, or one matter, changes in the library beneath it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from pipeline.diagnostics import Span, has_errors
from pipeline.intake.source import parse_source
from pipeline.library.fields import Slips, top
from pipeline.library.load import digest_of
from pipeline.library.types import ROOMS

MARK = "layer.yaml"
"""The file that makes a folder a layer."""
BASE = "base.json"
"""Where the tool keeps what a layer's replacements stood on when somebody last looked."""
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


class Layer(Struct, frozen=True):
    """One layer, read. ``files``: text by path inside its folder."""

    name: str
    owner: str
    because: str
    files: Mapping[str, str]
    digest: str
    base: Mapping[str, tuple[str, ...]] | None = None
    """What its replacements stood on when somebody last looked: lines by piece; None: never recorded."""


def read_layer(folder: str, files: Mapping[str, str], slips: Slips) -> Layer | None:
    """A layer from its texts; ``folder`` names it as long as its own name is not known."""
    place = f"{folder}/{MARK}"
    source, found = parse_source(files[MARK], place)
    slips.found += found
    if source is None or has_errors(found):
        return None
    fields = top(source, slips)
    fields.known(("name", "owner", "because"))
    name, owner, because = (fields.text(each) for each in ("name", "owner", "because"))
    if name and (not _NAME.fullmatch(name) or name in ROOMS):
        said = f"`{name}` cannot name a layer: small letters, digits, - and _, and none of {', '.join(ROOMS)}"
        fields.report("layer-name", said, "name")
    return Layer(name, owner, because, files, digest_of(files, {}))


def check_names(layers: list[Layer], slips: Slips) -> None:
    """Each layer has a name of its own."""
    for number, layer in enumerate(layers):
        if layer.name in [each.name for each in layers[:number]]:
            said = f"two layers are called `{layer.name}`"
            slips.report("layer-name", said, Span(f"{layer.name}/{MARK}", 1, 1))
