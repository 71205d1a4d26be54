"""Headers and footers: a shell without any takes those of the house document, pictures and all."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from pipeline.word.package import OFFICE, TYPES, add_part, main_document, parse, rels_name, serialise, target
from pipeline.word.schema_order import ORDER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID = f"{{{OFFICE}}}id"
_KINDS = ("header", "footer")
_NEAR = 60
"""How far from the edge of the text, in twips, a tab stop may stand that is meant for the edge."""
_ORDER = [W + name for name in ORDER["pPr"].split()]
_BEFORE_TABS = frozenset(_ORDER[: _ORDER.index(f"{W}tabs")])


def inherit_furniture(parts: dict[str, bytes], house: Mapping[str, bytes]) -> None:
    """Give a shell's parts the house's headers and footers, unless it has some of its own."""
    document = main_document(parts)
    root = parse(parts[document])
    if any(True for kind in _KINDS for _ in root.iter(f"{W}{kind}Reference")):
        return
    section = next(root.iter(f"{W}sectPr"), None)
    if section is None:
        return
    copied = dict(_copied(parts, house, document))
    home = parse(house[main_document(house)])
    for place, reference in enumerate(_references(home)):
        mark = section.makeelement(reference.tag, dict(reference.attrib), nsmap=reference.nsmap)
        mark.set(_ID, copied[reference.get(_ID)])
        section.insert(place, mark)
    parts[document] = serialise(root)
    _move_tabs(parts, house, text_width(home), text_width(root))


def text_width(document: Any) -> int:
    """The width of a line of the document's last section, in twips."""
    section = document.find(f"{W}body/{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    return int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))


def _references(document: Any) -> list[Any]:
    """The first header and footer of each kind that the document has."""
    found: dict[tuple[str, str], Any] = {}
    for element in document.iter(f"{W}headerReference", f"{W}footerReference"):
        found.setdefault((element.tag, element.get(f"{W}type")), element)
    return list(found.values())


def _copied(parts: dict[str, bytes], house: Mapping[str, bytes], document: str) -> Any:
    """Copy every header and footer; pairs of the house's relationship id and the shell's new one."""
    home = main_document(house)
    for rel in parse(house[rels_name(home)]):
        kind = rel.get("Type").rpartition("/")[2]
        if kind in _KINDS:
            name = target(home, rel.get("Target"))
            content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
            yield rel.get("Id"), add_part(parts, document, name, kind, content, house[name])
            _copy_linked(parts, house, name)


def _copy_linked(parts: dict[str, bytes], house: Mapping[str, bytes], name: str) -> None:
    """The pictures that a header or footer shows, under names that no picture of the shell has."""
    rels = rels_name(name)
    if rels not in house:
        return
    root = parse(house[rels])
    for rel in root:
        source = target(name, rel.get("Target"))
        if rel.get("TargetMode") == "External" or source not in house:
            continue
        folder, file = posixpath.split(source)
        parts[f"{folder}/house_{file}"] = house[source]
        rel.set("Target", posixpath.relpath(f"/{folder}/house_{file}", f"/{posixpath.dirname(name)}"))
    parts[rels] = serialise(root)
    _declare_pictures(parts, house)


def _declare_pictures(parts: dict[str, bytes], house: Mapping[str, bytes]) -> None:
    """The content types of the house's file endings that the shell does not know."""
    types = parse(parts["[Content_Types].xml"])
    known = {row.get("Extension") for row in types}
    for row in parse(house["[Content_Types].xml"]).iter(f"{{{TYPES}}}Default"):
        if row.get("Extension") not in known:
            types.insert(0, row)
    parts["[Content_Types].xml"] = serialise(types)


def _move_tabs(parts: dict[str, bytes], house: Mapping[str, bytes], before: int, after: int) -> None:
    """What stood at the right edge of the house's lines stands at that of the shell's."""
    if before == after:
        return
    stops = {
        style.get(f"{W}styleId"): _edge_stops(style, before)
        for style in parse(house["word/styles.xml"]).iter(f"{W}style")
    }
    for name in [each for each in parts if re.fullmatch(r"word/(header|footer)\d*\.xml", each)]:
        root = parse(parts[name])
        for paragraph in root.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            of_style = stops.get(style.get(f"{W}val"), []) if style is not None else []
            _set_tab(paragraph, sorted({*of_style, *_edge_stops(paragraph, before)}), after)
        parts[name] = serialise(root)


def _edge_stops(element: Any, edge: int) -> list[str]:
    """The right-hand tab stops of a style or a paragraph that stand at the edge of the text."""
    tabs = element.iterfind(f"{W}pPr/{W}tabs/{W}tab")
    right = [each.get(f"{W}pos") for each in tabs if each.get(f"{W}val") in ("right", "end")]
    return [place for place in right if abs(int(place) - edge) <= _NEAR]


def _set_tab(paragraph: Any, old: list[str], edge: int) -> None:
    """A stop of the paragraph's own at the new edge, instead of those at the old one."""
    if not old:
        return
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    tabs = properties.find(f"{W}tabs")
    if tabs is None:
        tabs = properties.makeelement(f"{W}tabs")
        properties.insert(sum(each.tag in _BEFORE_TABS for each in properties), tabs)
    for own in [each for each in tabs if each.get(f"{W}pos") in old]:
        tabs.remove(own)
    for kind, place in (*(("clear", each) for each in old), ("right", str(edge))):
        tabs.append(tabs.makeelement(f"{W}tab", {f"{W}val": kind, f"{W}pos": place}))
