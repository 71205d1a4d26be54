"""Takes out of one part with text what is not text: comments, controls, clause marks, traces of editing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from lxml import etree

from pipeline.word.clean.names import W, is_ours, value
from pipeline.word.clean.tally import Tally

_KEPT = ("Table of Contents", "Watermarks")
"""Galleries whose controls Word needs to offer its own commands; they name nothing of ours."""
_KEPT_CHILDREN = {W + name for name in ("rPr", "id", "docPartObj")}
_TRACES = {
    W + "proofErr": "spelling",
    W + "permStart": "permission",
    W + "permEnd": "",
    W + "printerSettings": "printer",
    W + "rsid": "session",
    **{
        f"{W}customXml{kind}Range{end}": ""
        for kind in ("Ins", "Del", "MoveFrom", "MoveTo")
        for end in ("Start", "End")
    },
}
"""Elements that go, with the kind under which they are counted."""
_IDENTITIES = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}paraId",
    "{http://schemas.microsoft.com/office/word/2010/wordml}textId",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}anchorId",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}editId",
)
_COMMENT_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_RANGE_MARKS = {
    W + name for name in ("bookmarkStart", "bookmarkEnd", "moveFromRangeStart", "moveFromRangeEnd")
}
_ENDS_WITH_PARAGRAPH = {
    W + name for name in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent", "body")
}


def clean_part(root: Any, pointed: Collection[str], tally: Tally) -> None:
    """Clean one part in place. ``pointed``: the names that fields and links use, in small letters."""
    drop_traces(root, tally)
    _comments(root, tally)
    _controls(root, tally)
    _wrappers(root, tally)
    _marks(root, pointed, tally)


def drop_traces(root: Any, tally: Tally) -> None:
    """Remarks of programs, marks of sessions, identities, the spelling check's marks; in any part."""
    remarks = list(root.iter(etree.Comment, etree.ProcessingInstruction))
    tally.add("remark", len(remarks))
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for element in list(root.iter(*_TRACES)):
        tally.add(_TRACES[element.tag], 1 if _TRACES[element.tag] else 0)
        drop(element)
    for element in root.iter():
        for name in [each for each in element.attrib if each in _IDENTITIES or each.startswith(f"{W}rsid")]:
            tally.add("identity" if name in _IDENTITIES else "session")
            del element.attrib[name]


def drop(element: Any) -> None:
    """Take an element out; what follows it stays."""
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _comments(root: Any, tally: Tally) -> None:
    """Ranges and references, with the runs and the tracked changes that held nothing else."""
    for element in list(root.iter(*_COMMENT_MARKS)):
        tally.add("comment-mark")
        run = element.getparent()
        drop(element)
        while run is not None and run.tag in (f"{W}r", f"{W}ins", f"{W}del") and _is_empty(run):
            run, empty = run.getparent(), run
            drop(empty)


def _is_empty(element: Any) -> bool:
    return all(child.tag == f"{W}rPr" for child in element)


# ---------------------------------------------------------------- content controls


def _controls(root: Any, tally: Tally) -> None:
    """Every control goes and its content stays, from the outermost inwards."""
    for control in list(root.iter(f"{W}sdt")):
        if value(control, "sdtPr", "docPartObj", "docPartGallery") in _KEPT:
            tally.add("control", int(_neutral(control, _KEPT_CHILDREN)))
        elif _is_needed(control):
            tally.add("control", int(_neutral(control, {f"{W}id"})))
        else:
            tally.add("control")
            _unwrap(control, (f"{W}sdtPr", f"{W}sdtEndPr"), f"{W}sdtContent")


def _neutral(control: Any, kept: Collection[str]) -> bool:
    """Leave a control without names; whether it had any."""
    properties = control.find(f"{W}sdtPr")
    named = [child for child in (properties if properties is not None else ()) if child.tag not in kept]
    for child in named:
        drop(child)
    return bool(named)


def _is_needed(control: Any) -> bool:
    """Whether the words around would change without it: two tables would merge, a cell would end badly."""
    content = control.find(f"{W}sdtContent")
    inside = [
        child.tag for child in (content if content is not None else ()) if child.tag not in _RANGE_MARKS
    ]
    before, after, table = _neighbour(control, -1), _neighbour(control, 1), f"{W}tbl"
    is_last = control.getparent().tag in _ENDS_WITH_PARAGRAPH and after in ("", f"{W}sectPr")
    if not inside:
        return is_last and before != f"{W}p"
    if inside[-1] == table and (is_last or after == table):
        return True
    return inside[0] == table and before == table


def _neighbour(element: Any, step: int) -> str:
    """The tag of the next block before or after, or ""; marks of ranges are no blocks."""
    found = element
    while found is not None and (found is element or found.tag in _RANGE_MARKS):
        found = found.getnext() if step > 0 else found.getprevious()
    return "" if found is None else str(found.tag)


def _unwrap(element: Any, dropped: Collection[str], opened: str = "") -> None:
    """Put an element's content in its place, but for ``dropped``; ``opened`` is unwrapped too."""
    for child in list(element):
        if child.tag in dropped:
            continue
        for each in list(child) if child.tag == opened else [child]:
            element.addprevious(each)
    drop(element)


def _wrappers(root: Any, tally: Tally) -> None:
    for element in list(root.iter(f"{W}smartTag", f"{W}customXml")):
        tally.add("smart-tag")
        _unwrap(element, (f"{W}smartTagPr", f"{W}customXmlPr"))


# ---------------------------------------------------------------- bookmarks


def _marks(root: Any, pointed: Collection[str], tally: Tally) -> None:
    """Our own bookmarks, unless a field or a link needs one; and the place of the last change."""
    starts: dict[str, list[Any]] = {}
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if mark.tag == f"{W}bookmarkStart":
            starts.setdefault(mark.get(f"{W}id"), []).append(mark)
        elif opened := starts.get(mark.get(f"{W}id")):
            _mark(opened.pop(), mark, pointed, tally)
    for start in [each for waiting in starts.values() for each in waiting]:
        _mark(start, None, pointed, tally)


def _mark(start: Any, end: Any, pointed: Collection[str], tally: Tally) -> None:
    name = start.get(f"{W}name") or ""
    if is_ours(name) and name.casefold() not in pointed:
        tally.add("mark")
        drop(start)
        if end is not None:
            drop(end)
