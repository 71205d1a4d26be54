"""The same document by an ordinary docxtpl template: what the writer is measured against.

The template is the house document with one loop over the paragraphs; each look is a conditional paragraph of
its own, as a user of docxtpl lays it out. Content controls, bookmarks, fields and provenance are left out:
the twin has less to do, never more.
"""

from __future__ import annotations

import io
import re
import time
import zlib
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from pipeline.model import Document
from pipeline.word.archive import LEVEL, pack, write_zip
from pipeline.word.numbers.labels import W, labelled, text_of
from pipeline.word.package import parse, read_parts
from pipeline.word.shell import slot_words
from pipeline.word.template import compile_template
from pipeline.word.writer import write_docx

_NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
_PLACES = {
    slot: re.compile(rf"<w:p>(?:(?!</w:p>).)*\{{\{{ {slot} \}}\}}.*?</w:p>") for slot in ("contents", "body")
}


def make_twin(document: Document, house: bytes) -> tuple[bytes, dict[str, Any]]:
    """A docxtpl template and its context, which together give the document that the writer gives."""
    ours = read_parts(write_docx(document, compile_template(house, None), {}))
    parts = read_parts(house)
    parts["word/numbering.xml"] = ours["word/numbering.xml"]
    shell = _without_empty_slots(parts["word/document.xml"].decode(), document)
    context: dict[str, Any] = dict(slot_words(document))
    for slot, blocks in zip(_PLACES, _own_blocks(ours, shell), strict=True):
        looks: dict[str, str] = {}
        context[f"{slot}_lines"] = [_item(element, looks) for element in blocks]
        loop = _loop(looks, f"{slot}_lines")
        shell = _PLACES[slot].sub(lambda _, loop=loop: loop, shell)  # type: ignore[misc]
    parts["word/document.xml"] = shell.encode()
    return write_zip(pack(name, data) for name, data in parts.items()), context


def render_twin(template: bytes, context: dict[str, Any]) -> bytes:
    """An ordinary rendering: a fresh template, autoescape on."""
    rendered = DocxTemplate(io.BytesIO(template))
    rendered.render(context, autoescape=True)
    stream = io.BytesIO()
    rendered.save(stream)
    return stream.getvalue()


def outline(data: bytes) -> tuple[list[Any], list[Any]]:
    """What must be equal: style, label and words of every paragraph, and the shape of every table."""
    root = parse(read_parts(data)["word/document.xml"])
    tables = [
        [[len(list(cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in root.iter(f"{W}tbl")
    ]
    return list(labelled(data)), tables


def floor(parts: Mapping[str, bytes], repeats: int = 50) -> float:
    """Seconds that nothing can avoid: serialise the parts' trees and deflate them (median)."""
    trees = [parse(data) for data in parts.values()]
    return median(_floor_once(trees) for _ in range(repeats))


def _floor_once(trees: list[Any]) -> float:
    start = time.perf_counter()
    for tree in trees:
        data = etree.tostring(tree, encoding="UTF-8")
        squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        squeeze.compress(data)
        squeeze.flush()
    return time.perf_counter() - start


def _own_blocks(parts: dict[str, bytes], shell: str) -> tuple[list[Any], list[Any]]:
    """The generated paragraphs and tables, out of their controls: of the contents, of the body."""
    elements = list(parse(parts["word/document.xml"]).find(f"{W}body"))
    at = next(i for i, each in enumerate(elements) if each.find(f".//{W}docPartGallery") is not None)
    laid_out = shell[_PLACES["contents"].search(shell).end() : _PLACES["body"].search(shell).start()]  # type: ignore[union-attr]
    first = at + 1 + laid_out.count("<w:p>")
    return list(_blocks(elements[at : at + 1])), list(_blocks(elements[first:-1]))


def _blocks(elements: list[Any]) -> Iterator[Any]:
    for element in elements:
        blocks = element.find(f"{W}sdtContent") if element.tag == f"{W}sdt" else [element]
        yield from (block for block in blocks if block.tag in (f"{W}p", f"{W}tbl"))


def _item(element: Any, looks: dict[str, str]) -> dict[str, Any]:
    """One turn of the loop: the look's key and the words; looks are gathered by the way."""
    if element.tag == f"{W}p":
        xml = f"<w:p>{_xml(element.find(f'{W}pPr'))}<w:r><w:t>{{{{ p.text }}}}</w:t></w:r></w:p>"
        return {"look": _key(xml, looks), "text": text_of(element)}
    words = [[text_of(cell.find(f"{W}p")) for cell in row.iter(f"{W}tc")] for row in element.iter(f"{W}tr")]
    head = 1 if element.find(f".//{W}tblHeader") is not None else 0
    signature = element.find(f"{W}tblPr/{W}tblStyle") is None
    xml = _fixed_rows(element) if signature else _looped_rows(element, head)
    return {"look": _key(xml, looks), "rows": words if signature else words[head:], "head": words[:head]}


def _key(xml: str, looks: dict[str, str]) -> str:
    return looks.setdefault(xml, f"look{len(looks)}")


def _fixed_rows(table: Any) -> str:
    """A table whose rows differ in look: every row is laid out."""
    rows = "".join(_row(row, f"p.rows[{index}]") for index, row in enumerate(table.iter(f"{W}tr")))
    return _table(table, rows)


def _looped_rows(table: Any, head: int) -> str:
    """A table with a head and one laid-out row that is repeated."""
    rows = list(table.iter(f"{W}tr"))
    shown = _row(rows[0], "p.head[0]") if head else ""
    if len(rows) > head:
        shown += (
            _control("tr", "for row in p.rows", True)
            + _row(rows[head], "row")
            + _control("tr", "endfor", True)
        )
    return _table(table, shown)


def _table(table: Any, rows: str) -> str:
    return f"<w:tbl>{_xml(table.find(f'{W}tblPr'))}{_xml(table.find(f'{W}tblGrid'))}{rows}</w:tbl>"


def _row(row: Any, words: str) -> str:
    cells = "".join(
        f"<w:tc>{_xml(cell.find(f'{W}tcPr'))}<w:p>{_xml(cell.find(f'{W}p/{W}pPr'))}"
        f"<w:r><w:t>{{{{ {words}[{index}] }}}}</w:t></w:r></w:p></w:tc>"
        for index, cell in enumerate(row.iter(f"{W}tc"))
    )
    return f"<w:tr>{_xml(row.find(f'{W}trPr'))}{cells}</w:tr>"


def _loop(looks: dict[str, str], lines: str) -> str:
    rows = [_control("p", f"for p in {lines}")]
    for index, (xml, key) in enumerate(looks.items()):
        rows += [_control("p", f"{'elif' if index else 'if'} p.look == '{key}'"), xml]
    return "".join([*rows, _control("p", "endif") if looks else "", _control("p", "endfor")])


def _control(kind: str, words: str, in_row: bool = False) -> str:
    paragraph = f"<w:p><w:r><w:t>{{%{kind} {words} %}}</w:t></w:r></w:p>"
    return f"<w:tr><w:tc>{paragraph}</w:tc></w:tr>" if in_row else paragraph


def _without_empty_slots(xml: str, document: Document) -> str:
    for slot, word in slot_words(document).items():
        if not word:
            xml = re.sub(rf"<w:p>(?:(?!</w:p>).)*>\{{\{{ {slot} \}}\}}<.*?</w:p>", "", xml)
    return xml


def _xml(element: Any) -> str:
    if element is None:
        return ""
    return _NAMESPACE.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
