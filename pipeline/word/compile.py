"""From Word files to a compiled template: clean the package, render the shell, cut it at its slots."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from pipeline.diagnostics import Diagnostic, InputError
from pipeline.word import comments, provenance, shell
from pipeline.word.archive import Packed, pack, write_zip
from pipeline.word.furniture import inherit_furniture, text_width
from pipeline.word.house.styles import STYLES
from pipeline.word.house.styles import W as SPACE
from pipeline.word.house.styles_xml import style_xml
from pipeline.word.numbers.levels import list_levels, list_places
from pipeline.word.package import (
    add_part,
    drop_parts,
    main_document,
    parse,
    read_parts,
    rels_name,
    serialise,
)
from pipeline.word.style_ids import with_own_ids
from pipeline.word.styles import SUPPLIED, USED
from pipeline.word.template import WATERMARK, Piece, Slotted, Template

WATERMARK_NAME = "PowerPlusWaterMarkObject"
"""How the name of the shape begins that Word's own command Remove Watermark looks for."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SHARED = ("styles", "numbering", "settings", "fontTable", "theme/theme1")
_FOREIGN = (
    "customXml/",
    "docProps/custom.xml",
    "docProps/thumbnail",
    "word/_rels/settings.xml.rels",
    "word/stylesWithEffects",
)
_DRAFTED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_RUN = rf"<w:r\b(?:(?!</w:r>).)*?{WATERMARK_NAME}(?:(?!</w:r>).)*</w:r>"
_CUTS = re.compile(f"{shell.OPENING}(\\w+){shell.CLOSING}|{_RUN}", re.DOTALL)
_MODERN = "15"
"""Word's layout since 2013; with an older one Word shows "[Compatibility Mode]"."""
_TAG = re.compile(r"<[^>]*>")


def compile_package(house: bytes, face: bytes, extra_slots: Collection[str]) -> Template:
    """The compiled template of a house document and a shell."""
    dressed = _dressed(with_own_ids(read_parts(house)), with_own_ids(read_parts(face)))
    used, plain = shell.inspect_shell(dressed, extra_slots)
    words = {slot: shell.sentinel(slot) for slot in used}
    parts = _with_provenance(read_parts(shell.render_shell(dressed, words) if plain else dressed))
    drafted = {name for name in parts if _DRAFTED.fullmatch(name)}
    return Template(
        fixed=tuple(pack(name, parts[name]) for name in _ordered(set(parts) - drafted - {provenance.CORE})),
        slotted=tuple(cut(name, parts[name].decode()) for name in sorted(drafted)) if plain else (),
        live=None if plain else dressed,
        commented=_commented(parts),
        **_facts(parts),
    )


def rendered_parts(face: bytes, words: dict[str, object]) -> tuple[Slotted, ...]:
    """The drafted parts of a shell with logic, rendered now."""
    parts = read_parts(shell.render_shell(face, words))
    return tuple(cut(name, parts[name].decode()) for name in sorted(parts) if _DRAFTED.fullmatch(name))


def cut(name: str, xml: str) -> Slotted:
    """A rendered part cut at its sentinels and at its watermark."""
    pieces: list[Piece] = []
    done = 0
    for found in _CUTS.finditer(xml):
        if found.start() < done:
            continue
        piece, done = _watermark(xml, found, done) if found[1] is None else _slot(name, xml, found, done)
        pieces.append(piece)
    return Slotted(name, tuple(pieces), xml[done:])


def _slot(name: str, xml: str, found: re.Match[str], done: int) -> tuple[Piece, int]:
    """The fixed text up to a slot, and the slot; how far that went."""
    slot = found[1]
    start, end = _paragraph(xml, found.start(), found.end())
    if not name.endswith("document.xml") or start < done or not _stands_alone(xml, start, end, found[0]):
        return Piece(xml[done : found.start()], "", slot, ""), found.end()
    if slot in shell.BLOCKS:  # whole paragraphs come in its place; without any, it goes as empty slots do
        return Piece(xml[done:start], "", slot, ""), end
    return Piece(xml[done:start], xml[start : found.start()], slot, xml[found.end() : end]), end


def _watermark(xml: str, found: re.Match[str], done: int) -> tuple[Piece, int]:
    """A watermark is printed or left out whole: its word is a blank inside its last tag."""
    start, end = found.span()
    return Piece(xml[done:start], xml[start : end - 1], WATERMARK, xml[end - 1 : end]), end


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


def _dressed(house: dict[str, bytes], face: dict[str, bytes]) -> bytes:
    """The shell's package, cleaned, with the house's styles, lists, headers and footers."""
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
    parts["word/styles.xml"] = _supplied(parts["word/styles.xml"])
    inherit_furniture(parts, house)
    return write_zip(pack(name, parts[name]) for name in _ordered(set(parts)))


def _with_provenance(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with neutral properties and a place for the provenance."""
    if "docProps/app.xml" in parts:
        parts["docProps/app.xml"] = provenance.APP
    add_part(parts, main_document(parts), provenance.ITEM, "customXml", "", b"")
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


def _commented(parts: dict[str, bytes]) -> tuple[Packed, ...]:
    """The parts that say what the package holds, for a draft with comments."""
    more = dict(parts)
    document = main_document(parts)
    add_part(more, document, comments.PART, "comments", comments.PART_TYPE, b"")
    return tuple(pack(name, more[name]) for name in ("[Content_Types].xml", rels_name(document)))


def _settings(data: bytes) -> bytes:
    """The settings as every draft has them: no link to a template, no prompt, no lock, no old layout."""
    root = parse(data)
    for name in ("attachedTemplate", "updateFields", "documentProtection"):
        for element in root.findall(f"{W}{name}"):
            root.remove(element)
    for setting in root.iter(f"{W}compatSetting"):
        if setting.get(f"{W}name") == "compatibilityMode":
            setting.set(f"{W}val", _MODERN)
    return serialise(root)


def _supplied(data: bytes) -> bytes:
    """The styles with those of the house that stand in for what Word has left out."""
    root = parse(data)
    present = {style.get(f"{W}styleId") for style in root.iter(f"{W}style")}
    missing = [each for each in STYLES if each.id in SUPPLIED and each.id not in present]
    if not missing:
        return data
    rows = "".join(style_xml(each) for each in missing)
    root.extend(parse(f'<w:styles xmlns:w="{SPACE}">{rows}</w:styles>'.encode()))
    return serialise(root)


def _ordered(names: set[str]) -> list[str]:
    first = ["[Content_Types].xml", "_rels/.rels"]
    return first + sorted(names - set(first))


def _facts(parts: dict[str, bytes]) -> dict[str, Any]:
    """What the writer must know of the house document: lists, language, width of the text."""
    styles, numbering = parse(parts["word/styles.xml"]), parse(parts["word/numbering.xml"])
    _require_styles({style.get(f"{W}styleId") for style in styles.iter(f"{W}style")})
    lang = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return {
        "places": list_places(styles, numbering),
        "levels": list_levels(styles, numbering),
        "next_num": max((int(num.get(f"{W}numId")) for num in numbering.iter(f"{W}num")), default=0) + 1,
        "language": lang.get(f"{W}val") if lang is not None else "",
        "text_width": text_width(parse(parts["word/document.xml"])),
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
