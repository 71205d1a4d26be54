"""Reads a part in full for the proof: words, bookmarks, and the look of everything, down to each attribute.

Passed over is only what the copy may lose: wrappers around text, comments, traces of editing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lxml import etree
from msgspec import Struct, field

from pipeline.word.clean.names import R, W, is_ours

_SEEN_THROUGH = {W + name for name in ("sdt", "sdtContent", "smartTag", "customXml")}
"""Wrappers: what they hold is read, they are not."""
_PASSED_OVER = {
    W + name
    for name in [
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "proofErr",
        "permStart",
        "permEnd",
        "printerSettings",
        "rsid",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd",
    ]
}
_WORDS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_LINKED = ("OLEObject", "externalData")
"""What the copy may lose where it only leads out of the file; what is shown of it stays."""
_OF_SESSIONS = ("rsid", "paraId", "textId", "anchorId", "editId")
_VANISHING = {W + name for name in ("r", "ins", "del")}
"""What says nothing when it holds nothing but formatting."""


class Read(Struct):
    """What one paragraph gave."""

    words: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    look: list[str] = field(default_factory=list)


class Reader:
    """Reads one part. ``goals``: what each relationship leads to; ``pointed``: names in use."""

    def __init__(self, goals: Mapping[str, str], pointed: Collection[str]) -> None:
        self._goals = goals
        self._pointed = pointed
        self._names: dict[str, str] = {}
        """Of the bookmarks that were opened, by id: a bookmark may end paragraphs later."""

    def paragraph(self, paragraph: Any) -> Read:
        """A paragraph without the paragraphs that stand in boxes inside it."""
        read = Read()
        self._children(paragraph, read)
        return read

    def frame(self, root: Any) -> Iterator[str]:
        """What holds the paragraphs: tables, rows, cells, sections."""
        return self._walk(root, stop=f"{W}p")

    def everything(self, root: Any) -> Iterator[str]:
        """All of a part."""
        return self._walk(root, stop="")

    def _walk(self, element: Any, stop: str) -> Iterator[str]:
        if element.tag in _BOOKMARKS:
            yield from filter(None, (self._bookmark(element),))
            return
        if element.tag in _PASSED_OVER or (_local(element.tag) in _LINKED and self._leads_out(element)):
            return
        seen = element.tag not in _SEEN_THROUGH
        if seen:
            yield self._opening(element)
        if element.tag != stop:
            for child in element.iterchildren(etree.Element):
                yield from self._walk(child, stop)
        if seen:
            yield f"</{element.tag}>"

    def _read(self, element: Any, read: Read) -> None:
        tag = element.tag
        if tag in _PASSED_OVER or (_local(tag) in _LINKED and self._leads_out(element)):
            return
        if tag in _BOOKMARKS:
            if told := self._bookmark(element):
                read.bookmarks.append(told)
                read.look.append(told)
        elif tag in _SEEN_THROUGH:
            self._children(element, read)
        elif tag in _VANISHING and not any(map(_says_something, element.iterchildren(etree.Element))):
            return
        else:
            if tag.startswith(W) and element.getparent().tag == f"{W}r":  # a tab stop is no tab
                read.words.append(_WORDS.get(_local(tag), ""))
            if _local(tag) == "t":
                read.words.append(element.text or "")
            read.look.append(self._opening(element))
            if tag != f"{W}p":
                self._children(element, read)
            read.look.append(f"</{tag}>")

    def _children(self, element: Any, read: Read) -> None:
        for child in element.iterchildren(etree.Element):
            self._read(child, read)

    def _bookmark(self, mark: Any) -> str:
        """One end of a bookmark by its name; "" for one of ours that no field and no link needs."""
        if mark.tag == f"{W}bookmarkStart":
            self._names[mark.get(f"{W}id")] = mark.get(f"{W}name") or ""
        name = self._names.get(mark.get(f"{W}id"), "")
        is_needed = name.casefold() in self._pointed or not is_ours(name)
        return f"{_local(mark.tag)} {name}" if name and is_needed else ""

    def _opening(self, element: Any) -> str:
        """A tag with its attributes, links by their goals, and its own text."""
        rows = []
        for name, each in element.attrib.items():
            if name.startswith(R):
                rows += [f"{name}={self._goals[each]}"] if self._goals.get(each) else []
            elif not _local(name).startswith(_OF_SESSIONS):
                rows.append(f"{name}={each}")
        text = element.text if element.text and element.text.strip() else ""
        if element.tag in (f"{W}t", f"{W}instrText", f"{W}delText"):
            text = element.text or ""
        return f"<{element.tag} {' '.join(sorted(rows))}>{text}"

    def _leads_out(self, element: Any) -> bool:
        links = [each for name, each in element.attrib.items() if name.startswith(R)]
        return bool(links) and not any(map(self._goals.get, links))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _says_something(element: Any) -> bool:
    if element.tag in _VANISHING:
        return any(map(_says_something, element.iterchildren(etree.Element)))
    return element.tag not in _PASSED_OVER and element.tag != f"{W}rPr"
