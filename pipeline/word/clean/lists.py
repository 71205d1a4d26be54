"""The list labels of a Word file that people have edited: its lists are first made whole, on a copy.

``labels`` counts as Word does but trusts the lists; here a list that is missing, cut short or defined
through a style is completed, so that the labels of any file can be computed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from pipeline.diagnostics import InputError
from pipeline.word.archive import pack, write_zip
from pipeline.word.clean.names import W, value
from pipeline.word.incoming import refusal
from pipeline.word.numbers.labels import labelled
from pipeline.word.package import parse, serialise

_NUMBER = re.compile(r"\d{1,5}")
_LEVELS = [str(level) for level in range(9)]
_EMPTY = "none-of-the-file"


def list_labels(document: Any, numbering: Any, styles: Any) -> list[str]:
    """The label of every paragraph of the body, "" where it has none. The trees stay as they are."""
    body, lists, looks = (deepcopy(each) for each in (document, numbering, styles))
    _whole(lists)
    _without_circles(looks)
    for level in (*body.iter(f"{W}ilvl"), *looks.iter(f"{W}ilvl")):
        if value(level) not in _LEVELS:
            level.set(f"{W}val", "0")
    _all_lists(lists, {value(num) for tree in (body, looks) for num in tree.iter(f"{W}numId")})
    trees = {"word/document.xml": body, "word/numbering.xml": lists, "word/styles.xml": looks}
    package = write_zip(pack(name, serialise(tree)) for name, tree in trees.items())
    try:
        return [row.label for row in labelled(package)]
    except (KeyError, IndexError, ValueError, TypeError):
        said = "the numbering of the file is damaged, so its numbers cannot be compared"
        raise InputError(
            [refusal("numbering-odd", said, "open it in Word, save it, and try again")]
        ) from None


def tree_or_empty(parts: Mapping[str, bytes], name: str, tag: str) -> Any:
    """A part's tree, or an empty one."""
    return parse(parts[name]) if name in parts else etree.Element(W + tag)


def _whole(lists: Any) -> None:
    """Nine levels for every definition, in order, each with a sound start."""
    filled = [each for each in lists.iter(f"{W}abstractNum") if each.find(f"{W}lvl") is not None]
    by_style = {value(each, "styleLink"): each for each in filled if value(each, "styleLink")}
    for definition in lists.iter(f"{W}abstractNum"):
        source = by_style.get(value(definition, "numStyleLink"), definition)
        levels = {each.get(f"{W}ilvl"): each for each in source.findall(f"{W}lvl")}
        new = [deepcopy(levels[at]) if at in levels else _level(at) for at in _LEVELS]
        for old in definition.findall(f"{W}lvl"):
            definition.remove(old)
        definition.extend(new)
        for link in definition.findall(f"{W}numStyleLink"):
            definition.remove(link)
    for start in lists.iter(f"{W}start", f"{W}startOverride", f"{W}lvlRestart"):
        if not _NUMBER.fullmatch(value(start)):
            start.set(f"{W}val", "1")
    for override in list(lists.iter(f"{W}lvlOverride", f"{W}lvl")):
        if override.get(f"{W}ilvl") not in _LEVELS:
            override.getparent().remove(override)


def _level(at: str) -> Any:
    level = etree.Element(f"{W}lvl", {f"{W}ilvl": at})
    for tag, word in (("start", "1"), ("numFmt", "none"), ("lvlText", "")):
        etree.SubElement(level, W + tag, {f"{W}val": word})
    return level


def _all_lists(lists: Any, used: set[str]) -> None:
    """An empty list for every number that is used and leads nowhere."""
    defined = {each.get(f"{W}abstractNumId") for each in lists.iter(f"{W}abstractNum")}
    for num in list(lists.iter(f"{W}num")):
        if value(num, "abstractNumId") not in defined:
            num.getparent().remove(num)
    empty = etree.SubElement(lists, f"{W}abstractNum", {f"{W}abstractNumId": _EMPTY})
    empty.extend(map(_level, _LEVELS))
    known = {num.get(f"{W}numId") for num in lists.iter(f"{W}num")}
    for missing in sorted(used - known - {"0"}):
        num = etree.SubElement(lists, f"{W}num", {f"{W}numId": missing})
        etree.SubElement(num, f"{W}abstractNumId", {f"{W}val": _EMPTY})


def _without_circles(styles: Any) -> None:
    """Cut a style loose from a base that leads back to it."""
    known = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    for style in known.values():
        seen, at = {style.get(f"{W}styleId")}, style
        while at is not None:
            base = at.find(f"{W}basedOn")
            if base is None or value(base) not in known:
                break
            if value(base) in seen:
                at.remove(base)
                break
            seen.add(value(base))
            at = known[value(base)]
