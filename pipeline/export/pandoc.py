"""The call of pandoc, which knows the formats. In its sandbox it reads no file, no network and no clock."""

from __future__ import annotations

import json

from pipeline.export.flavours import Flavour
from pipeline.export.nodes import Node


def convert(tree: Node, flavour: Flavour) -> bytes:
    """The tree in a format; OSError when there is no pandoc, RuntimeError when it refuses (a bug)."""
    import pypandoc

    written: str | bytes = pypandoc.convert_text(
        json.dumps(tree, ensure_ascii=False),
        flavour.writer,
        format="json",
        extra_args=["--eol=lf", *flavour.options],
        outputfile="-" if flavour.writer == "odt" else None,  # "-": pypandoc hands over the bytes
        verify_format=False,  # that would start pandoc twice more
        sandbox=True,
    )
    return written if isinstance(written, bytes) else written.encode()
