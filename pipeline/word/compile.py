"""From Word files to a compiled template: clean the package, render the shell, cut it at its slots."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from pipeline.diagnostics import Diagnostic, InputError
from pipeline.word import provenance, shell
from pipeline.word.archive import pack
from pipeline.word.package import (
    add_part,
    drop_parts,
    main_document,
    parse,
    read_parts,
    serialise,
)
from pipeline.word.styles import USED
from pipeline.word.template import ListLevel, ListPlace, Piece, Slotted, Template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SHARED = ("styles", "numbering", "settings", "fontTable", "theme/theme1")
_FOREIGN = ("customXml/", "docProps/custom.xml", "docProps/thumbnail", "word/_rels/settings.xml.rels")
_DRAFTED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_SENTINEL = re.compile(f"{shell.OPENING}(\\w+){shell.CLOSING}")
_TAG = re.compile(r"<[^>]*>")


def compile_package(house: bytes, face: bytes, extra_slots: Collection[str]) -> Template:
    """The compiled template of a house document and a shell."""
    used, plain = shell.inspect_shell(face, extra_slots)
    words = {slot: shell.sentinel(slot) for slot in used}
    rendered = shell.render_shell(face, words) if plain else face
    parts = _assembled(read_parts(house), read_parts(rendered))
    drafted = {name for name in parts if _DRAFTED.fullmatch(name)}
    return Template(
        fixed=tuple(pack(name, parts[name]) for name in _ordered(set(parts) - drafted - {provenance.CORE})),
        slotted=tuple(cut(name, parts[name].decode()) for name in sorted(drafted)) if plain else (),
        live=None if plain else face,
        **_facts(parts),
    )


def rendered_parts(face: bytes, words: dict[str, object]) -> tuple[Slotted, ...]:
    """The drafted parts of a shell with logic, rendered now."""
    parts = read_parts(shell.render_shell(face, words))
    return tuple(cut(name, parts[name].decode()) for name in sorted(parts) if _DRAFTED.fullmatch(name))


def cut(name: str, xml: str) -> Slotted:
    """A rendered part cut at its sentinels."""
    pieces: list[Piece] = []
    done = 0
    for found in _SENTINEL.finditer(xml):
        slot = found[1]
        start, end = _paragraph(xml, found.start(), found.end())
        if not name.endswith("document.xml") or start < done or not _stands_alone(xml, start, end, found[0]):
            pieces.append(Piece(xml[done : found.start()], "", slot, ""))
            done = found.end()
            continue
        before, after = (
            ("", "") if slot == shell.BODY else (xml[start : found.start()], xml[found.end() : end])
        )
        pieces.append(Piece(xml[done:start], before, slot, after))
        done = end
    return Slotted(name, tuple(pieces), xml[done:])


def _paragraph(xml: str, start: int, end: int) -> tuple[int, int]:
    opened = max(xml.rfind("<w:p>", 0, start), xml.rfind("<w:p ", 0, start))
    return opened, xml.find("</w:p>", end) + len("</w:p>")


def _stands_alone(xml: str, start: int, end: int, word: str) -> bool:
    """True when the paragraph holds the slot and nothing else, and may go without harm."""
    text = xml[start:end]
    if _TAG.sub("", text).strip() != word or any(
        f"<w:{tag}" in text for tag in ("sectPr", "drawing", "pict")
    ):
        return False
    in_cell = max(xml.rfind("<w:tc>", 0, start), xml.rfind("<w:tc ", 0, start)) > xml.rfind(
        "</w:tc>", 0, start
    )
    return not in_cell


def _assembled(house: dict[str, bytes], face: dict[str, bytes]) -> dict[str, bytes]:
    """The shell's package with the house's styles and lists, cleaned, and a place for the provenance."""
    parts = dict(face)
    drop_parts(parts, lambda name: name.startswith(_FOREIGN))
    document = main_document(parts)
    for stem in _SHARED:
        name = f"word/{stem}.xml"
        if name in house and name in parts:
            parts[name] = house[name]
        elif name in house:
            kind = stem.split("/")[0]
            add_part(parts, document, name, kind, f"{_CONTENT}.{kind}+xml", house[name])
    parts["word/settings.xml"] = _settings(parts["word/settings.xml"])
    if "docProps/app.xml" in parts:
        parts["docProps/app.xml"] = provenance.APP
    add_part(parts, document, provenance.ITEM, "customXml", "", b"")
    add_part(
        parts,
        provenance.ITEM,
        provenance.PROPS,
        "customXmlProps",
        provenance.PROPS_TYPE,
        provenance.PROPS_XML,
    )
    del parts[provenance.ITEM]
    return parts


def _settings(data: bytes) -> bytes:
    """The settings without a link to anyone's template."""
    root = parse(data)
    for element in root.findall(f"{W}attachedTemplate"):
        root.remove(element)
    return serialise(root)


def _ordered(names: set[str]) -> list[str]:
    first = ["[Content_Types].xml", "_rels/.rels"]
    return first + sorted(names - set(first))


def _facts(parts: dict[str, bytes]) -> dict[str, Any]:
    """What the writer must know of the house document: lists, language, width of the text."""
    styles, numbering = parse(parts["word/styles.xml"]), parse(parts["word/numbering.xml"])
    _require_styles({style.get(f"{W}styleId") for style in styles.iter(f"{W}style")})
    nums = {num.get(f"{W}numId"): _value(num, "abstractNumId") for num in numbering.iter(f"{W}num")}
    lang = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return {
        "places": dict(_places(styles, nums)),
        "levels": dict(_levels(numbering)),
        "next_num": max(int(num) for num in nums) + 1,
        "language": lang.get(f"{W}val") if lang is not None else "",
        "text_width": _width(parse(parts["word/document.xml"])),
    }


def _require_styles(present: set[str]) -> None:
    missing = [style for style in USED if style not in present]
    if missing:
        raise InputError(
            Diagnostic(
                "house-style-missing", "error", f"the house document has no style with the id `{style}`"
            )
            for style in missing
        )


def _places(styles: Any, nums: dict[str, str]) -> list[tuple[str, ListPlace]]:
    found = []
    for style in styles.iter(f"{W}style"):
        row = style.find(f"{W}pPr/{W}numPr")
        if row is not None and _value(row, "numId") in nums:
            num = _value(row, "numId")
            place = ListPlace(int(num), int(_value(row, "ilvl") or 0), int(nums[num]))
            found.append((style.get(f"{W}styleId"), place))
    return found


def _levels(numbering: Any) -> list[tuple[tuple[int, int], ListLevel]]:
    found = []
    for abstract in numbering.iter(f"{W}abstractNum"):
        for level in abstract.iter(f"{W}lvl"):
            key = int(abstract.get(f"{W}abstractNumId")), int(level.get(f"{W}ilvl"))
            shown = ListLevel(
                _value(level, "numFmt"), _value(level, "lvlText"), int(_value(level, "start") or 1)
            )
            found.append((key, shown))
    return found


def _value(element: Any, child: str) -> str:
    found = element.find(f"{W}{child}")
    return "" if found is None else str(found.get(f"{W}val"))


def _width(document: Any) -> int:
    section = document.find(f"{W}body/{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    return int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
