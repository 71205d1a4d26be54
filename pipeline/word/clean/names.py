"""What the copying of a file for the other side knows about names: namespaces, fields, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.word.package import OFFICE, owner, parse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = f"{{{OFFICE}}}"
TEXT_KINDS = ("officeDocument", "header", "footer", "footnotes", "endnotes")
"""Relationships that lead to a part with text."""
_WORD = re.compile(r"\w+")
_OURS = re.compile(r"cl_|_Ref(?!\d)")
"""Clause marks, and the marks of places that our references point to; Word's own have digits only."""


def value(element: Any, *path: str) -> str:
    """``w:val`` at the end of a path of children, or ""."""
    found = element.find("/".join(W + step for step in path)) if path else element
    return "" if found is None else str(found.get(f"{W}val") or "")


def kind_of(rel: Any) -> str:
    """The last word of a relationship's type."""
    return str(rel.get("Type")).rstrip("/").rpartition("/")[2]


def is_outside(rel: Any) -> bool:
    """Whether a relationship leads out of the file."""
    return bool(rel.get("TargetMode") == "External")


def relations(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    """Every relationship with the part that it belongs to; ``""`` is the package."""
    for name in sorted(each for each in parts if each.endswith(".rels")):
        for rel in parse(parts[name]).iterchildren("{*}Relationship"):
            yield owner(name), rel


def instructions(root: Any) -> Iterator[str]:
    """The instruction of every field, put together from its runs."""
    open_: list[list[str]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText", f"{W}fldSimple"):
        mark = element.get(f"{W}fldCharType")
        if element.tag == f"{W}fldSimple":
            yield (element.get(f"{W}instr") or "").strip()
        elif mark == "begin":
            open_.append([])
        elif mark == "end" and open_:
            yield "".join(open_.pop()).strip()
        elif mark is None and open_:
            open_[-1].append(element.text or "")
    yield from ("".join(each).strip() for each in open_)


def pointed_at(roots: Iterable[Any], parts: Mapping[str, bytes]) -> set[str]:
    """Every name that a field or a link may mean, in small letters: Word's bookmarks know no capitals."""
    found = {rel.get("Target")[1:] for _, rel in relations(parts) if rel.get("Target").startswith("#")}
    for root in roots:
        found.update(word for each in instructions(root) for word in _WORD.findall(each))
        found.update(link.get(f"{W}anchor", "") for link in root.iter(f"{W}hyperlink"))
    return {name.casefold() for name in found}


def is_ours(bookmark: str) -> bool:
    """Whether a bookmark may carry the id of a clause or of a place in it, or says where somebody worked."""
    return bool(_OURS.match(bookmark)) or bookmark == "_GoBack"
