"""Slots of a template: unknown, missing, mistyped, or standing where they cannot work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Diagnostic, Severity, nearest
from pipeline.word.check.file import Place, View, W, finding, runs, where, words
from pipeline.word.check.slot_words import LOGIC, SLOT, declared, names_in, readable
from pipeline.word.check.words import SLOT_WORDS
from pipeline.word.shell import BLOCKS, BODY, KNOWN_SLOTS

_SINGLE = re.compile(r"(?<![{\[<«])(?:\{|\[\[|<<|«)\s*([A-Za-z_]\w*)\s*(?:\}|\]\]|>>|»)(?![}\]>»])")
_BRACES = (("{{", "}}", "{{ title }}"), ("{%", "%}", "{% if stamp %}"))
_HELP = "the slots are: " + ", ".join(sorted(KNOWN_SLOTS))
_AT_ONCE = "select the whole slot, braces too, and format it at once"
_LOGIC_HELP = "each {% if … %} needs an {% endif %}, each {% for … %} an {% endfor %}, in this order"


class Spot(Struct, frozen=True):
    """A paragraph of the file with its words."""

    place: Place
    paragraph: Any
    text: str


def slot_findings(view: View, is_house: bool) -> Iterator[Diagnostic]:
    """What is wrong with the slots."""
    spots = [Spot(place, paragraph, words(paragraph)) for place, paragraph in view.paragraphs()]
    broken = list(_broken(spots))
    yield from broken
    yield from _unknown(spots)
    if not broken:
        yield from _logic(spots)
    for spot in spots:
        yield from _typed(spot)
        yield from _mixed(spot)
    for slot in sorted(BLOCKS):
        yield from _whole(slot, spots)
    yield from _absent(spots, is_house)


def slots_of(view: View) -> list[str]:
    """The slots that the file uses, each once, in reading order."""
    found = (name for _, paragraph in view.paragraphs() for name in names_in(words(paragraph)))
    return [name for name in dict.fromkeys(found) if name in KNOWN_SLOTS]


def _broken(spots: list[Spot]) -> Iterator[Diagnostic]:
    """Places where braces do not close, or hold something that cannot be read."""
    for spot in spots:
        there = where(spot.place, spot.text)
        open_ = next((pair for pair in _BRACES if spot.text.count(pair[0]) != spot.text.count(pair[1])), None)
        if open_ is not None:
            said = f"{there}: a slot opens with {open_[0]} and does not close with {open_[1]}, or the reverse"
            yield finding("slot-braces", "error", said, f"write it in one piece, like {open_[2]}")
            continue
        for inside in SLOT.findall(spot.text):
            if not readable(f"{{{{{inside}}}}}"):
                said = f"{there}: “{{{{{inside}}}}}” cannot be read"
                yield finding("slot-unreadable", "error", said, "a slot is one of its names: {{ title }}")


def _logic(spots: list[Spot]) -> Iterator[Diagnostic]:
    """Conditions and loops that do not fit together: read in order, part by part."""
    for place in dict.fromkeys(id(spot.place) for spot in spots):
        inside = [spot for spot in spots if id(spot.place) == place and "{%" in spot.text]
        text = "\n".join(re.sub(r"\{%(?:p|tr|tc|r)\s", "{% ", spot.text) for spot in inside)
        if inside and not readable(text):
            there = where(inside[0].place, inside[0].text)
            said = f"{there}: the conditions or loops that begin here do not fit together"
            yield finding("slot-logic", "error", said, _LOGIC_HELP)


def _unknown(spots: list[Spot]) -> Iterator[Diagnostic]:
    own = {name for spot in spots for logic in LOGIC.findall(spot.text) for name in declared(logic)}
    for spot in spots:
        for name in dict.fromkeys(names_in(spot.text)):
            if name not in KNOWN_SLOTS and name not in own:
                guess = nearest(name, KNOWN_SLOTS)
                meant = f"; did you mean `{guess}`?" if guess else ""
                said = f"{where(spot.place, spot.text)}: there is no slot `{name}`{meant}"
                yield finding("slot-unknown", "error", said, _HELP)


def _typed(spot: Spot) -> Iterator[Diagnostic]:
    """Slots in other brackets than the two braces: they would be printed as they stand."""
    for found in _SINGLE.finditer(spot.text):
        if found[1].casefold() in KNOWN_SLOTS:
            said = f"{where(spot.place, spot.text)}: “{found[0]}” is printed as it stands"
            right = f"for the slot, write {{{{ {found[1].casefold()} }}}} with two braces on each side"
            yield finding("slot-brackets", "warning", said, right)


def _mixed(spot: Spot) -> Iterator[Diagnostic]:
    """A slot whose formatting changes half-way: it takes that of its first letter."""
    at, edges = 0, []
    for run, text in runs(spot.paragraph):
        edges.append((at, at + len(text), _look(run)))
        at += len(text)
    for found in SLOT.finditer(spot.text):
        looks = {look for start, end, look in edges if start < found.end() and end > found.start()}
        if len(looks) > 1:
            said = f"{where(spot.place, spot.text)}: the formatting changes inside {found[0]}"
            yield finding("slot-formatting", "note", said, _AT_ONCE)


def _look(run: Any) -> tuple[str, ...]:
    """The direct formatting of a run, without what only proofing tools see."""
    properties = run.find(f"{W}rPr")
    rows = [] if properties is None else [row for row in properties if row.tag not in _NO_LOOK]
    return tuple(sorted(f"{row.tag}{sorted(row.attrib.items())}" for row in rows))


_NO_LOOK = (f"{W}lang", f"{W}noProof")


def _whole(slot: str, spots: list[Spot]) -> Iterator[Diagnostic]:
    """A slot that takes its paragraph's place: where it may not stand, or stands with other words."""
    inside = [spot for spot in spots if slot in names_in(spot.text)]
    own = f"give {{{{ {slot} }}}} a paragraph of its own in the document, outside tables and text boxes"
    for spot in inside:
        if wrong := _misplaced(spot):
            said = f"{where(spot.place, spot.text)}: {{{{ {slot} }}}} {wrong}"
            yield finding(f"{slot}-place", "error", said, own)
    times = sum(names_in(spot.text).count(slot) for spot in inside)
    if times > 1:
        said = f"{{{{ {slot} }}}} stands {times} times, but it can be printed once only"
        yield finding(f"{slot}-twice", "error", said, "keep one of them")


def _misplaced(spot: Spot) -> str:
    """Why a slot may not take the place of this paragraph; empty if it may."""
    above = {element.tag for element in spot.paragraph.iterancestors()}
    if spot.place.name:
        return "cannot stand in a header or footer"
    if f"{W}tc" in above:
        return "cannot stand in a table"
    if f"{W}txbxContent" in above:
        return "cannot stand in a text box"
    if SLOT.sub("", spot.text).strip() or len(SLOT.findall(spot.text)) != 1:
        return "must be alone in its paragraph"
    if any(True for tag in _CARRIED for _ in spot.paragraph.iter(W + tag)):
        return "shares its paragraph with a picture or a section break"
    return ""


_CARRIED = ("sectPr", "drawing", "pict")


def _absent(spots: list[Spot], is_house: bool) -> Iterator[Diagnostic]:
    everywhere = {name for spot in spots for name in names_in(spot.text)}
    on_page = {name for spot in spots if not spot.place.name for name in names_in(spot.text)}
    if BODY not in everywhere:
        said = "there is no {{ body }}: the text of the document has no place to stand"
        yield finding("body-missing", "error", said, "type {{ body }} in a paragraph of its own")
    if "title" not in on_page:
        yield _slot_missing("title", "warning", "the name of the document is not printed above its text")
    if not on_page & {"parties", "parties_line"}:
        said = "the parties are not named above the text"
        yield _slot_missing("parties", "warning" if is_house else "note", said)
    if "stamp" not in everywhere and is_house:
        yield _slot_missing("stamp", "warning", "a draft that is not ready for signature does not say so")
    idle = [slot for slot in SLOT_WORDS if slot in KNOWN_SLOTS - everywhere - _TOLD]
    if idle and is_house:
        said = f"not used, and not needed: {', '.join(idle)}"
        yield finding("slot-unused", "note", said, "templates/README.md tells them")


_TOLD = {BODY, "title", "parties", "parties_line", "stamp"}


def _slot_missing(slot: str, severity: Severity, said: str) -> Diagnostic:
    return finding("slot-missing", severity, said, f"type {{{{ {slot} }}}} where it should stand")
