"""A document as a Word file. Pure: no clock, no disk; equal input gives equal bytes.

Steps: body, shell words, drafted parts, properties, provenance, zip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model import Document
from pipeline.word.additions import NOTHING, Additions
from pipeline.word.archive import Packed, pack, unpack, write_zip
from pipeline.word.body import write_body
from pipeline.word.comments import PART as COMMENTS
from pipeline.word.comments import comments_xml
from pipeline.word.contents import Heading, contents_xml
from pipeline.word.provenance import CORE, ITEM, core_xml, provenance_xml
from pipeline.word.shell import BODY, CONTENTS, live_words, slot_words
from pipeline.word.template import WATERMARK, Slotted, Template, fill
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
    body = write_body(document, template, additions.notes)
    identity = entries.get("draft", "")
    words = _words(document, identity)
    words[BODY] = body.xml
    words[CONTENTS] = contents_xml(body.headings, additions.pages, body.next_control)
    parts = {part.name: encode(fill(part, words)) for part in _slotted(document, template, identity)}
    parts[CORE] = encode(core_xml(document))
    parts[ITEM] = encode(provenance_xml(entries))
    if body.notes:
        parts[COMMENTS] = encode(comments_xml(body.notes, document.as_of))
    parts.update(_changed(document, template, body.nums))
    return parts


def packed_parts(
    document: Document, template: Template, entries: Mapping[str, str], additions: Additions = NOTHING
) -> Iterator[Packed]:
    """Every part, ready for the zip: fixed ones as compiled, unless this draft changes them."""
    drafted = drafted_parts(document, template, entries, additions)
    other = {part.name: part for part in template.commented} if COMMENTS in drafted else {}
    yield from (other.get(part.name, part) for part in template.fixed if part.name not in drafted)
    yield from (pack(name, data) for name, data in sorted(drafted.items()))


def contents_entries(document: Document, template: Template) -> list[Heading]:
    """What the contents list, in order, whether or not the template has a place for them."""
    return write_body(document, template, {}).headings


def _words(document: Document, identity: str) -> dict[str, str]:
    words = {slot: run_text(word) for slot, word in slot_words(document, identity).items()}
    return {**words, WATERMARK: " " if document.stamp else ""}


def _slotted(document: Document, template: Template, identity: str) -> tuple[Slotted, ...]:
    if template.live is None:
        return template.slotted
    from pipeline.word.compile import rendered_parts

    return rendered_parts(template.live, live_words(document, identity))


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
