"""A package's table of contents: content types and relationships, read, cleaned and added to."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_MAP: Any = {None: RELS}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read_parts(data: bytes) -> dict[str, bytes]:
    """Every part of a trusted package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def parse(data: bytes) -> Any:
    """A part as an element tree; entities are never resolved."""
    return etree.fromstring(data, _PARSER)


def serialise(root: Any) -> bytes:
    """A part's bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def rels_name(part: str) -> str:
    """Where a part keeps its relationships; the package's own are those of ``""``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner(rels: str) -> str:
    """The part that a relationships part belongs to; ``""`` for the package."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def target(base: str, reference: str) -> str:
    """The part name that a relationship of ``base`` points to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), reference)).lstrip("/")


def main_document(parts: Mapping[str, bytes]) -> str:
    """The name of the main document part."""
    for rel in parse(parts["_rels/.rels"]):
        if rel.get("Type") == f"{OFFICE}/officeDocument":
            return target("", rel.get("Target"))
    raise ValueError("the package has no main document")


def drop_parts(parts: dict[str, bytes], unwanted: Callable[[str], bool]) -> None:
    """Remove parts together with their relationships and content types."""
    for name in [each for each in parts if unwanted(each)]:
        parts.pop(name, None)  # gone already, where its owner went before it
        parts.pop(rels_name(name), None)
    for name in [each for each in parts if each.endswith(".rels")]:
        root = parse(parts[name])
        for rel in list(root):
            inside = rel.get("TargetMode") != "External"
            if inside and target(owner(name), rel.get("Target")) not in parts:
                root.remove(rel)
        parts[name] = serialise(root)
    types = parse(parts["[Content_Types].xml"])
    for row in list(types):
        if row.tag == f"{{{TYPES}}}Override" and row.get("PartName").lstrip("/") not in parts:
            types.remove(row)
    parts["[Content_Types].xml"] = serialise(types)


def add_part(parts: dict[str, bytes], base: str, name: str, kind: str, content_type: str, data: bytes) -> str:
    """Add a part that ``base`` points to, and give the relationship's id. ``content_type``: "" for XML."""
    parts[name] = data
    rels = rels_name(base)
    root = parse(parts[rels]) if rels in parts else etree.Element(f"{{{RELS}}}Relationships", nsmap=_RELS_MAP)
    reference = posixpath.relpath("/" + name, posixpath.join("/", posixpath.dirname(base)))
    values = {"Id": _free_id(root), "Type": f"{OFFICE}/{kind}", "Target": reference}
    etree.SubElement(root, f"{{{RELS}}}Relationship", values)
    parts[rels] = serialise(root)
    if content_type:
        _declare(parts, name, content_type)
    return values["Id"]


def _declare(parts: dict[str, bytes], name: str, content_type: str) -> None:
    types = parse(parts["[Content_Types].xml"])
    values = {"PartName": f"/{name}", "ContentType": content_type}
    etree.SubElement(types, f"{{{TYPES}}}Override", values)
    parts["[Content_Types].xml"] = serialise(types)


def _free_id(root: Any) -> str:
    taken = [int(digits) for rel in root for digits in re.findall(r"^rId(\d+)$", rel.get("Id"))]
    return f"rId{max(taken, default=0) + 1}"
