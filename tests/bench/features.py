"""What a Word file of ours carries, counted in the file itself: nothing may be switched off for the clock."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import asdict

from pipeline.word.comments import PART as COMMENTS
from pipeline.word.package import read_parts
from pipeline.word.provenance import ITEM


class Features(Struct, frozen=True):
    """How many of each."""

    contents_entries: int
    watermarks: int
    drafting_notes: int
    provenance_entries: int
    content_controls: int
    references: int

    def told(self) -> str:
        """In words."""
        return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in asdict(self).items())


def features_of(data: bytes) -> Features:
    """Counted by their marks in the parts."""
    parts = read_parts(data)
    text = parts["word/document.xml"]
    headers = b"".join(part for name, part in parts.items() if name.startswith("word/header"))
    return Features(
        contents_entries=text.count(b'<w:pStyle w:val="TOC1"/>') + text.count(b'<w:pStyle w:val="TOC2"/>'),
        watermarks=headers.count(b"PowerPlusWaterMarkObject"),
        drafting_notes=parts.get(COMMENTS, b"").count(b"<w:comment "),
        provenance_entries=parts.get(ITEM, b"").count(b"<entry"),
        content_controls=text.count(b"<w:sdt>"),
        references=text.count(b" REF "),
    )
