"""Paper: a compiled template on A4 or Letter, with the lines of text as long as they were."""

from __future__ import annotations

import re

import msgspec

from pipeline.word.archive import pack, write_zip
from pipeline.word.package import read_parts
from pipeline.word.template import Piece, Slotted, Template

PAPERS: dict[str, tuple[int, int]] = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height in twips, upright."""
LEAST_MARGIN = 851
"""1.5 cm in twips."""
_CLOSE = 30
"""Word and others round paper by a few twips."""
_DOCUMENT = "word/document.xml"
_SECTION = re.compile(r"<w:sectPr\b(?:[^>]*[^/>])?>.*?</w:sectPr>", re.DOTALL)
_SIZE = re.compile(r"<w:pgSz\b[^>]*>")
_MARGINS = re.compile(r"<w:pgMar\b[^>]*>")


def on_paper(template: Template, paper: str) -> Template:
    """The template on paper of another size. ValueError when there is no such paper."""
    _size_of(paper)
    slotted = tuple(_part(part, paper) if part.name == _DOCUMENT else part for part in template.slotted)
    live = None if template.live is None else _package(template.live, paper)
    width = template.text_width + _gained(template, paper)
    return msgspec.structs.replace(template, slotted=slotted, live=live, text_width=width)


def paper_xml(xml: str, paper: str) -> str:
    """The XML of a document part with every section on the paper. ValueError when there is no such paper."""
    upright = _size_of(paper)
    return _SECTION.sub(lambda found: _section(found[0], upright), xml)


def is_paper(width: int, height: int, paper: str) -> bool:
    """Whether a page of this size, upright or not, is the paper; twips."""
    short, long = sorted((width, height))
    return all(abs(a - b) <= _CLOSE for a, b in zip((short, long), PAPERS[paper], strict=True))


def _size_of(paper: str) -> tuple[int, int]:
    if paper not in PAPERS:
        raise ValueError(f"`{paper}` is no paper; there are {', '.join(PAPERS)}")
    return PAPERS[paper]


def _section(xml: str, upright: tuple[int, int]) -> str:
    size = _SIZE.search(xml)
    if size is None:
        return xml
    width, height = _number(size[0], "w"), _number(size[0], "h")
    if all(abs(a - b) <= _CLOSE for a, b in zip(sorted((width, height)), sorted(upright), strict=True)):
        return xml
    wide, high = upright if width <= height else upright[::-1]
    xml = xml.replace(size[0], _with(_with(size[0], "w", wide), "h", high), 1)
    return _MARGINS.sub(lambda found: _widened(found[0], wide - width), xml, count=1)


def _widened(margins: str, more: int) -> str:
    """The margins with what the paper has more, half on each side; never under the least."""
    left, right = margins_for(_number(margins, "left"), _number(margins, "right"), more)
    return _with(_with(margins, "left", left), "right", right)


def margins_for(left: int, right: int, more: int) -> tuple[int, int]:
    """Left and right margin on paper that is wider by ``more`` twips: the text keeps its width if it can."""
    left, right = _lifted(left + more // 2, right + more - more // 2)
    right, left = _lifted(right, left)
    return max(left, LEAST_MARGIN), right


def _lifted(one: int, other: int) -> tuple[int, int]:
    """A margin brought up to the least, at the cost of the other one."""
    lacking = max(0, LEAST_MARGIN - one)
    return one + lacking, other - lacking


def _number(tag: str, name: str) -> int:
    found = re.search(rf'\bw:{name}="(-?\d+)(?:\.\d+)?"', tag)
    return int(found[1]) if found else 0


def _with(tag: str, name: str, number: int) -> str:
    """The tag with one attribute set."""
    attribute = f'w:{name}="{number}"'
    changed, times = re.subn(rf'\bw:{name}="[^"]*"', attribute, tag, count=1)
    return changed if times else re.sub(r"\s*/?>$", lambda end: f" {attribute}{end[0]}", tag, count=1)


def _part(part: Slotted, paper: str) -> Slotted:
    pieces = tuple(
        Piece(paper_xml(each.fixed, paper), each.before, each.slot, each.after) for each in part.pieces
    )
    return Slotted(part.name, pieces, paper_xml(part.tail, paper))


def _package(shell: bytes, paper: str) -> bytes:
    """A shell with logic, which is rendered for each draft, on the paper."""
    parts = read_parts(shell)
    parts[_DOCUMENT] = paper_xml(parts[_DOCUMENT].decode(), paper).encode()
    return write_zip(pack(name, data) for name, data in parts.items())


def _gained(template: Template, paper: str) -> int:
    """By how much the last section's lines of text grow; 0 unless a margin was at its least."""
    xml = _last_text(template)
    return _text_width(paper_xml(xml, paper)) - _text_width(xml)


def _last_text(template: Template) -> str:
    if template.live is not None:
        return read_parts(template.live)[_DOCUMENT].decode()
    return next((part.tail for part in template.slotted if part.name == _DOCUMENT), "")


def _text_width(xml: str) -> int:
    sections = _SECTION.findall(xml)
    size, margins = (_SIZE.search(sections[-1]), _MARGINS.search(sections[-1])) if sections else (None, None)
    if size is None or margins is None:
        return 0
    return _number(size[0], "w") - _number(margins[0], "left") - _number(margins[0], "right")
