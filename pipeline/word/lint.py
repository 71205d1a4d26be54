"""A structural linter for Word files: finds what opens without complaint and is wrong all the same.

Each check yields diagnostics; none of them needs Word. Checks of one part are in ``lint_part``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.diagnostics import Diagnostic
from pipeline.word.lint_part import W, finding, part_findings, value
from pipeline.word.package import OFFICE, TYPES, owner, parse, read_parts, rels_name, target

_DEFAULT_FREE = ("[Content_Types].xml",)
_LINKS = ("id", "embed", "link", "pict")


def lint_docx(data: bytes) -> list[Diagnostic]:
    """Every structural fault of the file; an empty list when there is none."""
    try:
        parts = read_parts(data)
        trees = {name: parse(blob) for name, blob in parts.items() if name.endswith((".xml", ".rels"))}
    except zipfile.BadZipFile as error:
        return [finding("package-broken", f"not a zip package: {error}")]
    except etree.XMLSyntaxError as error:
        return [finding("xml-broken", f"a part is not well-formed XML: {error}")]
    if "[Content_Types].xml" not in trees or "word/document.xml" not in trees:
        return [finding("part-missing", "the package has no content types or no main document")]
    return [*_package(trees, set(parts)), *_references(trees), *_parts(trees)]


def _package(trees: dict[str, Any], names: set[str]) -> Iterator[Diagnostic]:
    yield from _content_types(trees["[Content_Types].xml"], names)
    for name in sorted(each for each in names if each.endswith(".rels")):
        yield from _relationships(trees[name], name, names)
    for name, tree in sorted(trees.items()):
        if name.startswith("word/") and not name.endswith(".rels"):
            yield from _used_relationships(tree, name, trees)


def _content_types(types: Any, names: set[str]) -> Iterator[Diagnostic]:
    defaults = {
        row.get("Extension").lower(): row.get("ContentType") for row in types.iter(f"{{{TYPES}}}Default")
    }
    overrides = [row.get("PartName").lstrip("/") for row in types.iter(f"{{{TYPES}}}Override")]
    for name in sorted(names - set(overrides) - set(_DEFAULT_FREE)):
        kind = defaults.get(name.rsplit(".", 1)[-1].lower())
        if kind is None or (kind == "application/xml" and name.startswith(("word/", "docProps/"))):
            yield finding("content-type-missing", f"`{name}` has no content type of its own")
    for name in overrides:
        if name not in names:
            yield finding("content-type-dangling", f"a content type is given for `{name}`, which is absent")


def _relationships(tree: Any, name: str, names: set[str]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for rel in tree:
        if rel.get("Id") in seen:
            yield finding("relationship-duplicate", f"`{name}` has two relationships `{rel.get('Id')}`")
        seen.add(rel.get("Id"))
        inside = rel.get("TargetMode") != "External"
        if inside and target(owner(name), rel.get("Target")) not in names:
            yield finding(
                "relationship-dangling", f"`{name}` points to `{rel.get('Target')}`, which is absent"
            )


def _used_relationships(tree: Any, name: str, trees: dict[str, Any]) -> Iterator[Diagnostic]:
    rels = trees.get(rels_name(name))
    known = {rel.get("Id") for rel in rels} if rels is not None else set()
    for element in tree.iter(etree.Element):
        for word in _LINKS:
            used = element.get(f"{{{OFFICE}}}{word}")
            if used is not None and used not in known:
                yield finding(
                    "relationship-missing", f"`{name}` uses the relationship `{used}`, which is absent"
                )


def _references(trees: dict[str, Any]) -> Iterator[Diagnostic]:
    """Styles, lists and comments that are used but not defined."""
    styles = _ids(trees, "word/styles.xml", "style", "styleId")
    nums = {*_ids(trees, "word/numbering.xml", "num", "numId"), "0"}
    comments = _ids(trees, "word/comments.xml", "comment", "id")
    for name, tree in sorted(trees.items()):
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            yield from _undefined(tree, name, tag, "val", styles, "style-undefined")
        yield from _undefined(tree, name, "numId", "val", nums, "list-undefined")
        for tag in ("commentReference", "commentRangeStart", "commentRangeEnd"):
            yield from _undefined(tree, name, tag, "id", comments, "comment-undefined")
    yield from _lists(trees.get("word/numbering.xml"))


def _undefined(tree: Any, name: str, tag: str, key: str, known: set[str], code: str) -> Iterator[Diagnostic]:
    for element in tree.iter(W + tag):
        used = element.get(W + key)
        if used not in known:
            yield finding(code, f"`{name}` uses `{used}` in {tag}, which is not defined")


def _lists(numbering: Any) -> Iterator[Diagnostic]:
    if numbering is None:
        return
    abstract = {each.get(f"{W}abstractNumId") for each in numbering.iter(f"{W}abstractNum")}
    tags = [element.tag for element in numbering if element.tag in (f"{W}abstractNum", f"{W}num")]
    if tags != sorted(tags, key=lambda tag: tag == f"{W}num"):
        yield finding("list-order", "a list definition follows a list in `word/numbering.xml`")
    for num in numbering.iter(f"{W}num"):
        if value(num, "abstractNumId") not in abstract:
            yield finding("list-undefined", f"list `{num.get(f'{W}numId')}` has no definition")
    names = [num.get(f"{W}numId") for num in numbering.iter(f"{W}num")]
    if len(names) != len(set(names)):
        yield finding("list-duplicate", "two lists share one number in `word/numbering.xml`")


def _ids(trees: dict[str, Any], name: str, tag: str, key: str) -> set[str]:
    tree = trees.get(name)
    return {each.get(W + key) for each in tree.iter(W + tag)} if tree is not None else set()


def _parts(trees: dict[str, Any]) -> Iterator[Diagnostic]:
    for name, tree in sorted(trees.items()):
        if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml"):
            yield from part_findings(name, tree)
