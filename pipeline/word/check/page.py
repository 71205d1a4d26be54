"""Page and settings of a template: paper, width of the text, what Word would ask or refuse, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.diagnostics import Diagnostic
from pipeline.word.check.file import View, W, finding, is_on, value, where, words
from pipeline.word.package import RELS, parse
from pipeline.word.paper import PAPERS, is_paper

_NARROW = 5669
"""10 cm in twips."""
_CURRENT = 15
"""The compatibility mode of Word 2013 and later."""
_NO_UPDATE = "begin with a fresh copy of house.docx, or ask whoever made the file to take `updateFields` out"
_LANGUAGE = "in Word: Review, Language, Set Proofing Language, Set As Default"
_INSERT = "in Word: Insert, Pictures, This Device; then “Insert”, not “Link”"
_STYLES_INSTEAD = "change the styles instead: Body Text, Level 2 and so on"
_WATERMARK = ("PowerPlusWaterMarkObject", "WaterMark", "Watermark")
_PAGE = re.compile(r"\s*PAGE\b")
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")
_DIRECT = ("b", "i", "u", "sz", "color", "rFonts", "highlight", "jc", "ind", "caps")


def page_findings(view: View, is_house: bool) -> Iterator[Diagnostic]:
    """What is wrong with the page and the file as a whole."""
    yield from _sections(view)
    if is_house:
        yield from _settings(view)
    yield from _outside(view)
    yield from _furniture(view, is_house)
    yield from _traps(view)


def _sections(view: View) -> Iterator[Diagnostic]:
    last = view.document.find(f"{W}body/{W}sectPr")
    if last is None or last.find(f"{W}pgSz") is None or last.find(f"{W}pgMar") is None:
        said = "the document does not say how large its page is"
        yield finding("page-none", "error", said, "in Word: Layout, Size and Margins; set both, and save")
    for number, section in enumerate(view.document.iter(f"{W}sectPr"), 1):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or margins is None:
            continue
        where_ = f"section {number}: " if number > 1 else ""
        wide, high = _twips(size, "w"), _twips(size, "h")
        if not any(is_paper(wide, high, paper) for paper in PAPERS):
            said = f"{where_}the paper is {_cm(wide)} by {_cm(high)} cm, neither A4 nor Letter"
            yield finding("paper-other", "note", said, "in Word: Layout, Size")
        text = wide - _twips(margins, "left") - _twips(margins, "right")
        if text < _NARROW:
            said = f"{where_}a line of text is only {_cm(text)} cm wide; tables need 10 cm"
            yield finding("page-narrow", "warning", said, "in Word: Layout, Margins")


def _twips(element: Any, name: str) -> int:
    try:
        return round(float(element.get(W + name, "0")))
    except ValueError:
        return 0


def _cm(twips: int) -> str:
    return f"{twips / 567:.1f}".removesuffix(".0")


def _settings(view: View) -> Iterator[Diagnostic]:
    settings = view.settings
    modes = [
        row.get(f"{W}val")
        for row in settings.iter(f"{W}compatSetting")
        if row.get(f"{W}name") == "compatibilityMode"
    ]
    if not modes or not str(modes[0]).isdigit() or int(modes[0]) < _CURRENT:
        said = "Word will open every draft in [Compatibility Mode], as a file of an older Word"
        yield finding("compatibility", "warning", said, "in Word: File, Info, Convert; then save")
    if is_on(settings, "updateFields"):
        said = "Word will ask at every opening whether to update the fields"
        yield finding("update-fields", "warning", said, _NO_UPDATE)
    if _is_protected(settings):
        said = "the document is protected: counsel could not edit a draft"
        yield finding("protected", "warning", said, "in Word: Review, Restrict Editing, Stop Protection")
    if not value(view.styles, "docDefaults", "rPrDefault", "rPr", "lang"):
        said = "no language is set: spelling is checked in that of the reader's own Word"
        yield finding("language-none", "warning", said, _LANGUAGE)


def _is_protected(settings: Any) -> bool:
    """Whether editing is restricted."""
    row = settings.find(f"{W}documentProtection")
    return row is not None and row.get(f"{W}enforcement", "0") in ("1", "true", "on")


def _outside(view: View) -> Iterator[Diagnostic]:
    """What the file takes from elsewhere."""
    for name, data in sorted(view.parts.items()):
        for rel in parse(data).iter(f"{{{RELS}}}Relationship") if name.endswith(".rels") else ():
            kind = str(rel.get("Type")).rsplit("/", 1)[-1]
            if rel.get("TargetMode") != "External" or kind == "hyperlink":
                continue
            if kind == "attachedTemplate":
                said = "the file is attached to a template of yours; drafts are made without that link"
                yield finding("attached", "note", said, "nothing to do")
            else:
                what = "a picture" if kind == "image" else "something"
                said = f"{what} is linked from another place and not kept in the file: others will not see it"
                yield finding("linked", "warning", said, _INSERT)


def _furniture(view: View, is_house: bool) -> Iterator[Diagnostic]:
    own = view.places[1:]
    fields = (code.text or "" for place in own for code in place.tree.iter(f"{W}instrText"))
    simple = (each.get(f"{W}instr", "") for place in own for each in place.tree.iter(f"{W}fldSimple"))
    if (is_house or own) and not any(_PAGE.match(code) for code in (*fields, *simple)):
        said = "no footer or header prints the page number"
        yield finding("page-number", "warning", said, "in Word: Insert, Page Number, Bottom of Page")
    marks = (str(shape.get("id", "")) for place in own for shape in place.tree.iter("{*}shape"))
    if is_house and not any(word in mark for mark in marks for word in _WATERMARK):
        said = "the pages have no watermark"
        yield finding("watermark", "note", said, "if you want one, in Word: Design, Watermark")


def _traps(view: View) -> Iterator[Diagnostic]:
    """What a person leaves in a template without wanting it in every draft."""
    for place in view.places:
        changed = next((e for tag in _CHANGES for e in place.tree.iter(W + tag)), None)
        if changed is not None:
            said = f"{place.name or 'the document'} holds tracked changes, which would be in every draft"
            yield finding("tracked", "warning", said, "in Word: Review, Accept, Accept All Changes")
        if next(place.tree.iter(f"{W}commentReference"), None) is not None:
            said = f"{place.name or 'the document'} holds comments, which would be in every draft"
            yield finding("comments", "warning", said, "in Word: Review, Delete, Delete All Comments")
    for place, paragraph in view.paragraphs():
        text = words(paragraph)
        direct = any(paragraph.find(f".//{W}{tag}") is not None for tag in _DIRECT)
        if "{{" in text and re.fullmatch(r"\s*\{\{-?\s*body\s*-?\}\}\s*", text) and direct:
            said = f"{where(place, text)}: formatting this slot changes nothing; the text has its own styles"
            yield finding("body-formatting", "note", said, _STYLES_INSTEAD)
