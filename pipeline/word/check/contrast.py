"""Contrast of text and ground, style by style, by the formula of WCAG 2 (at least 4.5 to 1)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct

from pipeline.word.check.file import W, value
from pipeline.word.check.looks import BLACK, WHITE, Look, look_of, own_look, palette_of

LEAST = 4.5


class Poor(Struct, frozen=True):
    """A text that is hard to read: what is set so, and how."""

    what: str
    look: Look


def luminance(color: str) -> float:
    """Relative luminance of six hex digits, from 0 (black) to 1 (white)."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def contrast(look: Look) -> float:
    """Contrast of a look from 1 to 21; a colour left to Word is black or white, whichever reads better."""
    ground = look.ground or WHITE
    if look.ink in ("", "auto"):
        return max(ratio(BLACK, ground), ratio(WHITE, ground))
    return ratio(look.ink, ground)


def poor_styles(styles: Any, theme: Any, only: Collection[str] | None = None) -> Iterator[Poor]:
    """Every style (or those of ``only``) whose text stands too weakly against its ground."""
    rows = {str(style.get(f"{W}styleId")): style for style in styles.iter(f"{W}style")}
    asked = {key: row for key, row in rows.items() if only is None or key in only}
    palette = palette_of(theme)
    looks = {key: look_of(row, rows, palette) for key, row in asked.items()}
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault")
    plain = Look() if defaults is None else own_look(defaults, palette)
    texts = [key for key, row in asked.items() if row.get(f"{W}type") == "paragraph"]
    paragraphs = {key: looks[key].over(plain) for key in texts}
    for key, look in paragraphs.items():
        if contrast(look) < LEAST:
            yield Poor(f"the style `{value(rows[key], 'name')}`", look)
    good = {key: look for key, look in paragraphs.items() if contrast(look) >= LEAST}
    for key, row in asked.items():
        if row.get(f"{W}type") == "character" and looks[key] != Look():
            yield from _in_text(value(row, "name"), looks[key], good, rows)
        if row.get(f"{W}type") == "table":
            yield from _in_table(row, good, palette)


def _in_text(name: str, look: Look, paragraphs: dict[str, Look], rows: dict[str, Any]) -> Iterator[Poor]:
    """A character style on the paragraph style where it reads worst."""
    alone = look.over(Look("", WHITE))
    if contrast(alone) < LEAST:
        yield Poor(f"the style `{name}`", alone)
        return
    worst = min(paragraphs, key=lambda key: contrast(look.over(paragraphs[key])), default=None)
    if worst is not None and contrast(look.over(paragraphs[worst])) < LEAST:
        below = value(rows[worst], "name")
        yield Poor(f"the style `{name}` inside `{below}`", look.over(paragraphs[worst]))


_ROWS = {"firstRow": "TableHead", **dict.fromkeys(("wholeTable", "band1Horz", "band2Horz"), "TableText")}


def _in_table(row: Any, paragraphs: dict[str, Look], palette: dict[str, str]) -> Iterator[Poor]:
    """A table style's rows with the text that stands in them."""
    base = own_look(row, palette)
    for kind, style in _ROWS.items():
        part = next((e for e in row.findall(f"{W}tblStylePr") if e.get(f"{W}type") == kind), None)
        below = base if part is None else own_look(part, palette).over(base)
        text = paragraphs.get(style)
        if text is None or (part is None and kind != "wholeTable"):
            continue
        look = Look(text.ink or below.ink, text.ground or below.ground)
        if contrast(look) < LEAST:
            where = "the first row" if kind == "firstRow" else "rows"
            yield Poor(f"{where} of tables (`{value(row, 'name')}`)", look)
