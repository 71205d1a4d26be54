"""A document as a Word file. Pure: no clock, no disk; equal input gives equal bytes.

Steps: body, shell words, drafted parts, properties, provenance, zip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model import Document
from pipeline.word.additions import NOTHING, Additions
from pipeline.word.archive import Packed, pack, unpack, write_zip
from pipeline.word.body import body_xml
from pipeline.word.provenance import CORE, ITEM, core_xml, provenance_xml
from pipeline.word.shell import live_words, slot_words
from pipeline.word.template import Slotted, Template, fill
from pipeline.word.text import encode, run_text

_NUMBERING = "word/numbering.xml"
_STYLES = "word/styles.xml"


def write_docx(
    document: Document, template: Template, provenance: Mapping[str, str], additions: Additions = NOTHING
) -> bytes:
    """The whole .docx. ValueError when a text has a control character or a lone surrogate."""
    return write_zip(packed_parts(document, template, provenance, additions))


def drafted_parts(
    document: Document, template: Template, entries: Mapping[str, str], additions: Additions = NOTHING
) -> dict[str, bytes]:
    """The parts that differ from draft to draft, not yet deflated."""
    body, nums = body_xml(document, template)
    words = {**_words(document), "body": body}
    parts = {part.name: encode(fill(part, words)) for part in _slotted(document, template)}
    parts[CORE] = encode(core_xml(document))
    parts[ITEM] = encode(provenance_xml(entries))
    parts.update(_changed(document, template, nums))
    return parts


def packed_parts(
    document: Document, template: Template, entries: Mapping[str, str], additions: Additions = NOTHING
) -> Iterator[Packed]:
    """Every part, ready for the zip: fixed ones as compiled, unless this draft changes them."""
    drafted = drafted_parts(document, template, entries, additions)
    yield from (part for part in template.fixed if part.name not in drafted)
    yield from (pack(name, data) for name, data in sorted(drafted.items()))


def _words(document: Document) -> dict[str, str]:
    return {slot: run_text(word) for slot, word in slot_words(document).items()}


def _slotted(document: Document, template: Template) -> tuple[Slotted, ...]:
    if template.live is None:
        return template.slotted
    from pipeline.word.compile import rendered_parts

    return rendered_parts(template.live, live_words(document))


def _changed(document: Document, template: Template, nums: list[str]) -> Iterator[tuple[str, bytes]]:
    """House parts that this draft needs otherwise: more lists, another language."""
    for part in template.fixed:
        if part.name == _NUMBERING and nums:
            yield part.name, _with_nums(unpack(part), "".join(nums).encode())
        elif part.name == _STYLES and document.language not in ("", template.language):
            old, new = (f'w:val="{tag}"'.encode() for tag in (template.language, run_text(document.language)))
            yield part.name, unpack(part).replace(b"<w:lang " + old, b"<w:lang " + new, 1)


def _with_nums(numbering: bytes, nums: bytes) -> bytes:
    """The lists with more of them: after the last, before what may only follow."""
    end = numbering.rfind(b"</w:num>") + len(b"</w:num>")
    return numbering[:end] + nums + numbering[end:]
