"""Styles of a template: missing, misnamed, used by nothing; headings without a place in the outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.diagnostics import Diagnostic, nearest
from pipeline.word.check.file import View, W, finding, value, where
from pipeline.word.check.words import HEADINGS, purpose, shown
from pipeline.word.house.styles import STYLES
from pipeline.word.styles import USED

_OF_BODY = 9
"""What Word calls “Body Text” in the list of outline levels."""
_COPY = "in Word: Styles pane, Manage Styles, Import/Export, and copy it from the house.docx you began with"


def style_findings(view: View) -> Iterator[Diagnostic]:
    """What is wrong with the styles of a house document."""
    styles = by_id(view)
    missing = list(_missing(styles))
    yield from missing
    yield from _unused(view, styles, " ".join(each.message for each in missing))
    yield from _outline(styles)


def by_id(view: View) -> dict[str, Any]:
    """The file's styles."""
    return {str(style.get(f"{W}styleId")): style for style in view.styles.iter(f"{W}style")}


def present(view: View) -> list[str]:
    """Ids of the needed styles that are there."""
    styles = by_id(view)
    return [style for style in USED if style in styles]


def chain(style: Any, styles: dict[str, Any]) -> Iterator[Any]:
    """A style, the one it is based on, and so on; a circle ends."""
    seen: set[int] = set()
    while style is not None and id(style) not in seen:
        seen.add(id(style))
        yield style
        style = styles.get(value(style, "basedOn"))


def _missing(styles: dict[str, Any]) -> Iterator[Diagnostic]:
    spare = [value(each, "name") for key, each in styles.items() if key not in USED and is_own(each)]
    first = True
    for style in USED:
        if style not in styles:
            yield _one_missing(style, spare, _COPY if first else "")
            first = False


def _one_missing(style: str, spare: list[str], copy: str) -> Diagnostic:
    name = shown(style)
    guess = nearest(name, spare, 0.75)
    said = f"the style `{name}` is missing; it is for {purpose(style)}"
    if guess is not None:
        rename = f"rename `{guess}` to exactly `{name}`: Styles pane, right-click, Modify"
        return finding("style-missing", "error", f"{said}; is it your `{guess}`?", rename)
    return finding("style-missing", "error", said, copy)


def is_own(style: Any) -> bool:
    """True for a style that somebody made, and Word did not bring."""
    return str(style.get(f"{W}customStyle", "0")) in ("1", "true", "on")


def _unused(view: View, styles: dict[str, Any], told: str) -> Iterator[Diagnostic]:
    """Own styles that nothing uses, but for those that a finding takes for a misnamed one."""
    needed = _needed(view, styles) | _OURS
    idle = sorted(
        value(style, "name")
        for key, style in styles.items()
        if key not in needed and is_own(style) and style.get(f"{W}type") == "paragraph"
        if f"`{value(style, 'name')}`" not in told
    )
    if idle:
        listed = ", ".join(f"`{name}`" for name in idle)
        said = f"no document is set in {listed}: nothing here uses {'it' if len(idle) == 1 else 'them'}"
        yield finding("style-unused", "note", said, "this does no harm; keep or delete as you like")


def _needed(view: View, styles: dict[str, Any]) -> set[str]:
    """Styles that drafts or this file use, with those they rest on."""
    asked = {*USED, *(style for style, _ in used_in_text(view))}
    asked |= {str(key) for key, style in styles.items() if not is_own(style)}
    needed: set[str] = set()
    while asked:
        key = asked.pop()
        if key in styles and key not in needed:
            needed.add(key)
            asked |= {value(styles[key], tag) for tag in ("basedOn", "next", "link")} - needed
    return needed


def used_in_text(view: View) -> Iterator[tuple[str, str]]:
    """Each style id that a paragraph, run or table of the file names, with the place in words."""
    for place in view.places:
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for element in place.tree.iter(f"{W}{tag}"):
                text = "".join(element.getparent().getparent().itertext(f"{W}t"))
                yield str(element.get(f"{W}val")), where(place, text)


def foreign(view: View, known: Iterable[str]) -> Iterator[Diagnostic]:
    """Styles that a shell's own paragraphs use and the house document lacks."""
    known, mine, told = set(known), by_id(view), set()
    for style, place in used_in_text(view):
        if style not in known and style not in told:
            told.add(style)
            name = value(mine[style], "name") if style in mine else style
            said = f"{place}: the style `{name}` is not in house.docx, and styles come from there"
            yield finding(
                "style-foreign", "warning", said, "copy the style into house.docx, or use one of its own"
            )


def _outline(styles: dict[str, Any]) -> Iterator[Diagnostic]:
    levels = {style: _level(styles[style], styles) for style in HEADINGS if style in styles}
    for style, level in levels.items():
        if level >= _OF_BODY:
            said = f"the style `{shown(style)}` has no outline level: the navigation pane leaves it out"
            yield finding("outline-none", "warning", said, _OUTLINE_HELP)
    steps = sorted({level for level in levels.values() if level < _OF_BODY})
    for place, level in enumerate(steps):
        if level != place:
            names = ", ".join(f"`{shown(style)}`" for style, each in levels.items() if each == level)
            said = f"an outline level is skipped: {names} at level {level + 1}, none at level {place + 1}"
            yield finding("outline-jump", "warning", said, _OUTLINE_HELP)
            return


_OURS = {each.id for each in STYLES}
"""A shell may use a style of the house that the house document itself does not."""
_OUTLINE_HELP = "in Word: Modify the style, Format, Paragraph, Outline level"


def _level(style: Any, styles: dict[str, Any]) -> int:
    for each in chain(style, styles):
        found = value(each, "pPr", "outlineLvl")
        if found:
            return int(found)
    return _OF_BODY
