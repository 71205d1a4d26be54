"""The copy of a Word file for the other side: the same text, and nothing else that was in the file.

Steps: the gate, the package, the text, the zip, the proof. Pure; equal input gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Diagnostic, InputError
from pipeline.word.archive import pack, write_zip
from pipeline.word.clean.lists import tree_or_empty
from pipeline.word.clean.names import TEXT_KINDS, W, is_outside, kind_of, pointed_at, relations
from pipeline.word.clean.package import clean_package
from pipeline.word.clean.proof import Reading, differences, read
from pipeline.word.clean.properties import clean_core, clean_settings
from pipeline.word.clean.tally import Tally
from pipeline.word.clean.text import clean_part, drop_traces
from pipeline.word.clean.told import told
from pipeline.word.incoming import is_xml, refusal, safe_open
from pipeline.word.package import main_document, parse, read_parts, serialise, target

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_PLUMBING = (".rels", "[Content_Types].xml")
_OF_XML = frozenset(
    (
        *TEXT_KINDS,
        "styles",
        "numbering",
        "settings",
        "comments",
        "core-properties",
        "extended-properties",
        "custom-properties",
    )
)
"""Relationships to parts that are read as XML; the gate has checked as such what is named so."""


class Cleaned(Struct):
    """The copy, what it lost, what its sender should know, and what both files say."""

    data: bytes
    removed: list[str]
    """In plain words, with counts; empty when there was nothing to remove."""
    warnings: list[Diagnostic]
    reading: Reading


def clean_docx(data: bytes) -> Cleaned:
    """The copy for the other side. InputError when the file is refused or its text would not be the same."""
    parts = safe_open(data)
    _stop(_refused(parts))
    before = read(parts)
    tally = Tally()
    copy = write_zip(pack(name, blob) for name, blob in _ordered(_cleaned(parts, tally)))
    again = read_parts(copy)
    after = read(again)
    _stop(differences(before, after))
    return Cleaned(copy, tally.told(), _warnings(again), after)


def _cleaned(parts: Mapping[str, bytes], tally: Tally) -> dict[str, bytes]:
    new = dict(parts)
    trees = {
        name: parse(blob) for name, blob in parts.items() if is_xml(name) and not name.endswith(_PLUMBING)
    }
    clean_package(new, trees, tally)
    kinds = {target(base, rel.get("Target")): kind_of(rel) for base, rel in relations(new)}
    trees = {name: tree for name, tree in trees.items() if name in new}
    pointed = pointed_at(trees.values(), new)
    for name in sorted(trees):
        _clean_tree(kinds.get(name, ""), trees[name], pointed, tally)
        new[name] = serialise(trees[name])
    return new


def _clean_tree(kind: str, tree: Any, pointed: set[str], tally: Tally) -> None:
    if kind == "core-properties":
        clean_core(tree, tally)
    if kind == "settings":
        clean_settings(tree, tally)
    if tree.tag.startswith(W) and kind not in ("settings", "styles", "numbering"):
        clean_part(tree, pointed, tally)
    else:
        drop_traces(tree, tally)


def _ordered(parts: dict[str, bytes]) -> list[tuple[str, bytes]]:
    """As Word writes them: the list of types first, then by name."""
    return sorted(parts.items(), key=lambda row: (row[0] not in _FIRST, row[0]))


def _refused(parts: Mapping[str, bytes]) -> list[Diagnostic]:
    """What the gate lets in and a copy cannot be made of."""
    rows = [(target(base, rel.get("Target")), rel) for base, rel in relations(parts) if not is_outside(rel)]
    odd = [name for name, rel in rows if kind_of(rel) in _OF_XML and name in parts and not is_xml(name)]
    if odd:
        return [refusal("name-odd", f"`{odd[0]}` has a name that Word gives to no such part")]
    body = parse(parts[main_document(dict(parts))])
    if next(body.iter(f"{W}altChunk", f"{W}subDoc"), None) is None:
        return []
    said = "the file takes in another document when it is opened, so its text cannot be compared"
    return [refusal("takes-in", said, "open it in Word, save it, and clean it then")]


def _warnings(parts: Mapping[str, bytes]) -> list[Diagnostic]:
    names = [name for name in sorted(parts) if is_xml(name) and not name.endswith(_PLUMBING)]
    trees = {name: parse(parts[name]) for name in names}
    texts = [tree for tree in trees.values() if tree.tag.startswith(W) and tree.tag != f"{W}styles"]
    styles = next((tree for tree in trees.values() if tree.tag == f"{W}styles"), None)
    return told(parts, texts, styles if styles is not None else tree_or_empty({}, "", "styles"))


def _stop(found: list[Diagnostic]) -> None:
    if found:
        raise InputError(found)
