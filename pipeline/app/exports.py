"""The documents in other formats, written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.app.packets import Packet, put_all
from pipeline.export import export_document
from pipeline.model import Document

SUFFIXES = {"html": "html", "markdown": "md", "odt": "odt", "text": "txt"}


def export_all(
    packet: Packet, to: str, out: Path, watch: Callable[[Sequence[Document]], Iterable[Document]] = iter
) -> list[str]:
    """Every document of the packet; the paths written. ``watch`` sees the documents pass."""
    files = [
        (f"{document.id}.{SUFFIXES[to]}", export_document(document, to))
        for document in watch(packet.documents)
    ]
    return put_all(packet, out, files)
