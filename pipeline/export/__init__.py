"""A document in other formats: HTML, Markdown, ODT and plain text, written by pandoc from its own tree."""

from __future__ import annotations

from pipeline.export.body import tree_of
from pipeline.export.flavours import FLAVOURS
from pipeline.export.pandoc import convert
from pipeline.model import Document

__all__ = ["SUFFIXES", "export_document"]

SUFFIXES = {flavour.name: flavour.suffix for flavour in FLAVOURS.values()}
"""The formats by name, each with the usual ending of its files."""


def export_document(document: Document, to: str) -> bytes:
    """The document as a file's bytes; ``to`` is one of ``SUFFIXES``. Equal documents give equal bytes.

    ValueError when the format is unknown or the text has a control character; OSError without a pandoc.
    """
    flavour = FLAVOURS.get(to)
    if flavour is None:
        raise ValueError(f"no such format: {to}; there are {', '.join(SUFFIXES)}")
    return convert(tree_of(document, flavour), flavour)
