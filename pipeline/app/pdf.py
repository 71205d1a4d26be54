"""The Word files as LibreOffice prints them."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from pipeline.app.bars import Bar, no_bar
from pipeline.app.libreoffice import to_pdf
from pipeline.app.manner import Manner
from pipeline.app.packets import Packet, put_all
from pipeline.app.pages import lay_out
from pipeline.diagnostics import Diagnostic

AGAIN = "try again; if it fails again, open the Word file and save it as PDF there"


def export_pdf(
    packet: Packet, out: Path, manner: Manner, bar: Bar = no_bar
) -> tuple[list[str], list[Diagnostic]]:
    """Every document as PDF, without notes: the paths written, all or none; and what was noticed."""
    plain = replace(manner, notes="none", pages=True)
    before = len(packet.drafted.findings)
    lay_out([packet], plain, bar)
    noticed = [*packet.found, *packet.drafted.findings[before:]]
    with bar("Exporting", len(packet.documents)) as tick:
        made = to_pdf([packet.word_file(each, plain) for each in packet.documents], tick)
    files = [(f"{each.id}.pdf", data) for each, data in zip(packet.documents, made, strict=True)]
    lost = [name for name, data in files if data is None]
    if lost:
        said = f"LibreOffice could not make {', '.join(lost)}; nothing was written"
        return [], [*noticed, Diagnostic("no-pdf", "error", said, help=AGAIN)]
    return put_all(packet, out, [(name, data) for name, data in files if data is not None]), noticed
