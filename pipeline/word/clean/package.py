"""Takes out of the package what is not text: parts that only programs read, properties, links outwards."""

from __future__ import annotations

from typing import Any

from lxml import etree

from pipeline.word.clean.names import R, is_outside, kind_of
from pipeline.word.clean.properties import count_parts
from pipeline.word.clean.tally import Tally
from pipeline.word.clean.text import drop
from pipeline.word.package import TYPES, parse, rels_name, serialise, target
from pipeline.word.provenance import NAMESPACE

KEPT = frozenset(
    [
        "officeDocument",
        "core-properties",
        "styles",
        "numbering",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "themeOverride",
        "font",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "image",
        "hyperlink",
        "chart",
        "chartUserShapes",
        "chartStyle",
        "chartColorStyle",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
        "diagramDrawing",
        "oleObject",
        "package",
    ]
)
"""Relationships that carry text or its look. Whatever is not named here goes, unless the text shows it."""
_DROPPED = {
    "comments": "",
    "commentsExtended": "",
    "commentsIds": "",
    "commentsExtensible": "",
    "extended-properties": "",
    "people": "person",
    "custom-properties": "",
    "customXml": "custom-data",
    "thumbnail": "preview",
    "printerSettings": "printer",
    "glossaryDocument": "glossary",
    "attachedTemplate": "template",
    "mailMergeSource": "mail-merge",
    "mailMergeHeaderSource": "mail-merge",
    "recipientData": "mail-merge",
    "origin": "signature",
}
"""Kinds of relationships that go, with the kind under which they are told; "" is counted elsewhere."""


def clean_package(parts: dict[str, bytes], trees: dict[str, Any], tally: Tally) -> None:
    """Clean everything but the text, in place. ``trees``: the parts that are read as XML."""
    count_parts(parts, tally)
    _unused(parts, tally)
    done: set[str] = set()
    waiting = [""]
    while waiting:
        base = waiting.pop()
        if base not in done and rels_name(base) in parts:
            waiting += _relationships(parts, base, trees.get(base), tally)
        done.add(base)
    for name in set(parts) - _reached(parts):
        del parts[name]
    _content_types(parts)


# ---------------------------------------------------------------- parts


def _unused(parts: dict[str, bytes], tally: Tally) -> None:
    """Parts that no relationship leads to: Word would not show them, and would not miss them."""
    idle = set(parts) - _reached(parts)
    tally.add("unused", len([each for each in idle if not each.endswith(".rels")]))
    for name in idle:
        del parts[name]


def _reached(parts: dict[str, bytes]) -> set[str]:
    """The parts that the package's relationships lead to, with their relationships."""
    found, waiting = {"[Content_Types].xml"}, [""]
    while waiting:
        base = waiting.pop()
        rels = rels_name(base)
        if rels not in parts or rels in found:
            continue
        found.add(rels)
        goals = [
            target(base, rel.get("Target"))
            for rel in parse(parts[rels]).iterchildren(etree.Element)
            if not is_outside(rel)
        ]
        waiting += [name for name in goals if name in parts]
        found.update(waiting)
    return found - {""}


# ---------------------------------------------------------------- relationships


def _relationships(parts: dict[str, bytes], base: str, tree: Any, tally: Tally) -> list[str]:
    """Keep the relationships that carry text or its look; where they lead. The others go."""
    root = _plain(parts[rels_name(base)])
    goals = []
    for rel in list(root):
        if _stays(rel, parts, base, tree):
            goals += [] if is_outside(rel) else [target(base, rel.get("Target"))]
            continue
        _tell(rel, parts.get(target(base, rel.get("Target")), b""), tally)
        if is_outside(rel):
            _cut_off(tree, rel.get("Id"))
        root.remove(rel)
    parts[rels_name(base)] = serialise(root)
    if not len(root):
        del parts[rels_name(base)]
    return goals


def _stays(rel: Any, parts: dict[str, bytes], base: str, tree: Any) -> bool:
    kind = kind_of(rel)
    if is_outside(rel):
        return kind == "hyperlink"
    if not base:
        return kind in ("officeDocument", "core-properties")
    return kind in KEPT or (kind not in _DROPPED and _is_shown(parts, base, tree, rel.get("Id")))


_TOLD = ("template", "mail-merge", "printer")
"""Kinds whose element in the settings or in a section has been counted already."""


def _tell(rel: Any, blob: bytes, tally: Tally) -> None:
    """Count a relationship that goes, unless what it belongs to has been counted."""
    kind = kind_of(rel)
    word = _DROPPED.get(kind, "outside" if is_outside(rel) else "other")
    if NAMESPACE.encode() in blob:
        tally.add("provenance")
    elif word and word not in _TOLD:
        tally.add(word, 1, kind if word == "other" else "")


def _is_shown(parts: dict[str, bytes], base: str, tree: Any, rel_id: str) -> bool:
    """Whether the text uses a relationship of a kind that we do not know."""
    if tree is None:
        return f'"{rel_id}"'.encode() in parts.get(base, b"")
    return any(rel_id in _links(element) for element in tree.iter(etree.Element))


def _links(element: Any) -> list[str]:
    return [each for name, each in element.attrib.items() if name.startswith(R)]


def _cut_off(tree: Any, rel_id: str) -> None:
    """Take away every use of a relationship that leads outside; what stands around stays."""
    if tree is None:
        return
    for element in [each for each in tree.iter(etree.Element) if rel_id in _links(each)]:
        if etree.QName(element).localname in ("OLEObject", "externalData"):
            drop(element)
            continue
        for name in [each for each in element.attrib if each.startswith(R) and element.get(each) == rel_id]:
            del element.attrib[name]


def _plain(blob: bytes) -> Any:
    root = parse(blob)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def _content_types(parts: dict[str, bytes]) -> None:
    """Only the content types of what is there."""
    root = _plain(parts["[Content_Types].xml"])
    endings = {name.rpartition(".")[2].lower() for name in parts}
    for row in list(root):
        gone = (
            row.get("Extension").lower() not in endings
            if row.tag == f"{{{TYPES}}}Default"
            else (row.get("PartName") or "").lstrip("/") not in parts
        )
        if gone:
            root.remove(row)
    parts["[Content_Types].xml"] = serialise(root)
