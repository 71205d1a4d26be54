"""The pages of the documents, as LibreOffice lays them out: how many, and where each heading stands.

One call for all documents of all packets. What is found goes into the packets: pages for the contents, and
an open point where a document is longer than its outline wants it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from msgspec.structs import replace

from pipeline.app.bars import Bar, no_bar
from pipeline.app.libreoffice import to_pdf
from pipeline.app.manner import Manner
from pipeline.app.packets import Packet, pages_words
from pipeline.app.stages import Laid, template_of
from pipeline.diagnostics import Diagnostic
from pipeline.library.types import Outline
from pipeline.model import Document
from pipeline.word.shell import CONTENTS
from pipeline.word.template import Template
from pipeline.word.writer import contents_entries

WITHOUT = "the contents are written without pages"


def lay_out(packets: Sequence[Packet], manner: Manner, bar: Bar = no_bar) -> None:
    """Every document once, with its contents as yet without pages: they take as many lines with them."""
    jobs = [(packet, document) for packet in packets for document in packet.documents]
    if not jobs:
        return
    with bar("Laying out", len(jobs)) as tick:
        files = [packet.word_file(document, manner) for packet, document in jobs]
        for (packet, document), pdf in zip(jobs, to_pdf(files, tick), strict=True):
            _take(packet, document, pdf, template_of(packet.equipment, document, manner))


def _take(packet: Packet, document: Document, pdf: bytes | None, template: Template) -> None:
    """What one document's layout tells, into its packet."""
    drafted, file = packet.drafted, packet.drafted.file_of(document.id)
    if pdf is None:
        packet.found.append(_unknown(f"LibreOffice could not lay out {file}: {WITHOUT}"))
        return
    count, starts = read_pdf(pdf)
    headings = len(contents_entries(document, template)) if has_contents(template) else 0
    if headings not in (0, len(starts)):
        said = f"LibreOffice finds {len(starts)} headings in {file}, and its contents have {headings}"
        packet.found.append(_unknown(f"{said}: {WITHOUT}"))
    pages = starts if headings == len(starts) else ()
    outline = packet.equipment.library.outlines[document.instrument]
    packet.drafted = replace(
        drafted,
        laid={**drafted.laid, document.id: Laid(count, pages)},
        findings=[*drafted.findings, *too_long(outline, count)],
    )


def _unknown(said: str) -> Diagnostic:
    return Diagnostic("pages-unknown", "warning", said, help="press F9 in Word's contents, or draft again")


def read_pdf(data: bytes) -> tuple[int, tuple[int, ...]]:
    """How many pages it has, and the page of each heading, in order."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    return len(reader.pages), tuple(
        (reader.get_destination_page_number(each) or 0) + 1 for each in _flat(reader.outline)
    )


def _flat(outline: Any) -> Iterator[Any]:
    """The headings of every level in reading order."""
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def has_contents(template: Template) -> bool:
    """Whether the template has a place for the contents; one with logic may have."""
    pieces = (piece for part in template.slotted for piece in part.pieces)
    return template.live is not None or any(piece.slot == CONTENTS for piece in pieces)


def too_long(outline: Outline, count: int) -> list[Diagnostic]:
    """The open point where a document takes more pages than its outline wants."""
    most = outline.max_pages
    if not most or count <= most:
        return []
    title = outline.title if outline.title.startswith(("A ", "An ", "The ")) else f"The {outline.title}"
    said = f"{title} takes {pages_words(count)}; at most {most} {'is' if most == 1 else 'are'} wanted"
    help_ = "shorten what the intake says in words of its own, the longest answers and riders first"
    return [Diagnostic("too-many-pages", "warning", said, help=help_)]
