"""Styles by their names: Word in another language may file a style under another key than ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.word.house.styles import STYLES
from pipeline.word.package import parse, serialise

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = "word/styles.xml"
_NAMES = {each.name.casefold(): each.id for each in STYLES} | {"house table": "HouseTable"}
_REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")


def with_own_ids(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts with every style that has the name of one of ours under our id, wherever it is used."""
    found = dict(parts)
    moved = _moved(parse(parts[_STYLES])) if _STYLES in parts else {}
    for name in [each for each in found if moved and each.startswith("word/") and each.endswith(".xml")]:
        root = parse(found[name])
        if _rename(root, moved):
            found[name] = serialise(root)
    return found


def _moved(styles: Any) -> dict[str, str]:
    """Ids that must change, with our own; an id of ours that is there already stays as it is."""
    present = {str(style.get(f"{W}styleId")): style.find(f"{W}name") for style in styles.iter(f"{W}style")}
    named = {
        key: _NAMES.get(str(name.get(f"{W}val")).casefold(), key)
        for key, name in present.items()
        if name is not None
    }
    return {key: ours for key, ours in named.items() if key != ours and ours not in present}


def _rename(root: Any, moved: Mapping[str, str]) -> bool:
    changed = False
    for style in root.iter(f"{W}style"):
        changed |= _set(style, "styleId", moved)
    for reference in root.iter(*(W + tag for tag in _REFERENCES)):
        changed |= _set(reference, "val", moved)
    return changed


def _set(element: Any, name: str, moved: Mapping[str, str]) -> bool:
    ours = moved.get(element.get(W + name))
    if ours is not None:
        element.set(W + name, ours)
    return ours is not None
