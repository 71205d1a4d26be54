"""The documents in other formats, written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.app.stages import Drafted
from pipeline.export import export_document
from pipeline.files import Folder
from pipeline.model import Document

SUFFIXES = {"html": "html", "markdown": "md", "odt": "odt", "text": "txt"}


def export_all(
    drafted: Drafted, to: str, out: Path, watch: Callable[[Sequence[Document]], Iterable[Document]] = iter
) -> list[str]:
    """Every document of the packet; the paths written. ``watch`` sees the documents pass."""
    folder = Folder.open(out / drafted.outcome.matter)
    names = [
        folder.put(f"{document.id}.{SUFFIXES[to]}", export_document(document, to))
        for document in watch(drafted.documents)
    ]
    folder.close()
    return [str(folder.path / name) for name in names]
