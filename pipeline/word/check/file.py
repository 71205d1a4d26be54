"""A template opened for checking: its parts as trees, and where a person finds each paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from msgspec import Struct

from pipeline.diagnostics import Diagnostic, InputError, Severity
from pipeline.word.incoming import safe_open
from pipeline.word.package import OFFICE, main_document, parse, rels_name, target
from pipeline.word.style_ids import with_own_ids

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KINDS = ("styles", "numbering", "settings", "theme")
_PAGES = {"default": "", "first": " of the first page", "even": " of even pages"}
_SHOWN = 60
_SAVE = "open it in Word, save it anew as a Word Document (*.docx)"
_TEXTS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


class Place(Struct, frozen=True):
    """A part with text and what a person calls it; the document itself is called ""."""

    name: str
    tree: Any


class View(Struct):
    """A template's parts. A part that is absent is an empty tree."""

    parts: dict[str, bytes]
    document: Any
    styles: Any
    numbering: Any
    settings: Any
    theme: Any
    places: list[Place]
    """The document, then each header and footer."""

    def paragraphs(self) -> Iterator[tuple[Place, Any]]:
        """Every paragraph with its place; what Word keeps twice for old programs is seen once."""
        for place in self.places:
            for paragraph in place.tree.iter(f"{W}p"):
                if next(paragraph.iterancestors(FALLBACK), None) is None:
                    yield place, paragraph


def finding(code: str, severity: Severity, message: str, help_: str = "") -> Diagnostic:
    """A finding about a template; its place is in its words."""
    return Diagnostic(f"template-{code}", severity, message, help=help_)


def view(data: bytes) -> View:
    """The file, opened; its styles by our ids. InputError, in words for its owner, when it cannot be."""
    parts = with_own_ids(safe_open(data))
    try:
        return _view(parts)
    except (KeyError, ValueError):
        said = "the file is damaged: a part that Word needs is missing"
        raise InputError([finding("damaged", "error", said, _SAVE)]) from None


def _view(parts: dict[str, bytes]) -> View:
    main = main_document(parts)
    trees = {kind: parse(parts[name]) for kind, name in _related(parts, main) if kind in _KINDS}
    document = parse(parts[main])
    styles, numbering, settings, theme = (trees.get(kind, etree.Element("none")) for kind in _KINDS)
    places = [Place("", document), *_furniture(parts, main, document)]
    return View(parts, document, styles, numbering, settings, theme, places)


def _related(parts: dict[str, bytes], main: str) -> Iterator[tuple[str, str]]:
    rels = parts.get(rels_name(main))
    for rel in parse(rels) if rels is not None else ():
        if rel.get("TargetMode") != "External":
            yield str(rel.get("Type")).rsplit("/", 1)[-1], target(main, rel.get("Target"))


def _furniture(parts: dict[str, bytes], main: str, document: Any) -> Iterator[Place]:
    """Headers and footers by the words a person has for them; each part once."""
    rels = parts.get(rels_name(main))
    targets = {rel.get("Id"): target(main, rel.get("Target")) for rel in parse(rels)} if rels else {}
    sections = list(document.iter(f"{W}sectPr"))
    seen: set[str] = set()
    for number, section in enumerate(sections, 1):
        where = f" in section {number}" if number > 1 else ""
        for kind in ("header", "footer"):
            for row in section.findall(f"{W}{kind}Reference"):
                name = targets.get(row.get(f"{{{OFFICE}}}id"), "")
                if name in parts and name not in seen:
                    seen.add(name)
                    page = _PAGES.get(row.get(f"{W}type", "default"), "")
                    yield Place(f"the {kind}{page}{where}", parse(parts[name]))


def words(paragraph: Any) -> str:
    """The visible words of a paragraph, without those of text boxes inside it."""
    return "".join(text for _, text in runs(paragraph))


def runs(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The runs of a paragraph with their words."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is paragraph:
            yield run, "".join(_TEXTS.get(e.tag, e.text or "" if e.tag == f"{W}t" else "") for e in run)


def where(place: Place, text: str) -> str:
    """A place in words: ``in the footer, “Page 1”``."""
    short = " ".join(text.split())
    short = f"{short[:_SHOWN].rstrip()}…" if len(short) > _SHOWN else short
    if not place.name:
        return f"in the paragraph “{short}”" if short else "in an empty paragraph"
    return f"in {place.name}, “{short}”" if short else f"in {place.name}"


def value(element: Any, *path: str) -> str:
    """``w:val`` of a descendant, or ""."""
    found = element.find("/".join(W + step for step in path))
    return "" if found is None else str(found.get(f"{W}val", ""))


def is_on(element: Any, *path: str) -> bool:
    """Whether a switch is set: present, and not with the value 0 or false."""
    found = element.find("/".join(W + step for step in path))
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")
