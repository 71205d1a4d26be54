"""The look of a style: text colour and ground, with what it takes from the styles it is based on."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from pipeline.word.check.file import W, value

WHITE, BLACK = "FFFFFF", "000000"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_SHARE = re.compile(r"pct(\d+)")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGray": "A9A9A9",
    "darkGreen": "006400",
    "darkMagenta": "8B008B",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "D3D3D3",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
_THEME = {"text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2"}
_THEME |= {"dark2": "dk2", "background2": "lt2", "light2": "lt2", "hyperlink": "hlink"}


class Look(Struct, frozen=True):
    """Text colour and ground as six hex digits; "" where a style leaves it open, ``auto`` where to Word."""

    ink: str = ""
    ground: str = ""

    def over(self, below: Look) -> Look:
        """This look on top of another."""
        return Look(self.ink or below.ink, self.ground or below.ground)


def look_of(style: Any, rows: dict[str, Any], palette: dict[str, str]) -> Look:
    """A style's look with what it takes from the styles it is based on; a circle ends."""
    look, seen = Look(), set()
    while style is not None and style.get(f"{W}styleId") not in seen:
        seen.add(style.get(f"{W}styleId"))
        look = look.over(own_look(style, palette))
        style = rows.get(value(style, "basedOn"))
    return look


def own_look(element: Any, palette: dict[str, str]) -> Look:
    """What an element says itself: its colour; its highlight, run, paragraph or cell shading."""
    ink = _color(element.find(f"{W}rPr/{W}color"), "val", "theme", palette)
    shades = (_shade(element.find(f"{W}{pr}/{W}shd"), palette) for pr in ("rPr", "pPr", "tcPr"))
    ground = _HIGHLIGHTS.get(value(element, "rPr", "highlight"), "") or next(filter(None, shades), "")
    return Look(ink, ground)


def _shade(shading: Any, palette: dict[str, str]) -> str:
    """The colour a shading makes: its fill, mixed with its pattern's colour."""
    if shading is None:
        return ""
    fill, pattern = _color(shading, "fill", "themeFill", palette), shading.get(f"{W}val", "clear")
    over, share = _color(shading, "color", "theme", palette) or BLACK, _SHARE.fullmatch(pattern)
    if pattern == "solid":
        return over if over != "auto" else BLACK
    plain = "" if fill == "auto" else fill
    return _mixed(plain or WHITE, BLACK if over == "auto" else over, int(share[1])) if share else plain


def _mixed(under: str, over: str, percent: int) -> str:
    pairs = ((int(under[at : at + 2], 16), int(over[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(a + (b - a) * percent / 100):02X}" for a, b in pairs)


def _color(element: Any, name: str, theme: str, palette: dict[str, str]) -> str:
    """A colour as hex digits, ``auto``, or "" when it is not said. Word writes the theme's colour out too."""
    if element is None:
        return ""
    said = str(element.get(W + name, ""))
    if _HEX.fullmatch(said):
        return said.upper()
    themed = element.get(f"{W}{theme}Color" if theme == "theme" else W + theme, "")
    return palette.get(_THEME.get(themed, themed), "auto" if said == "auto" else "")


def palette_of(theme: Any) -> dict[str, str]:
    """The colours of a theme by the names that styles use for them."""
    found: dict[str, str] = {}
    for scheme in theme.iter(f"{_DRAWING}clrScheme"):
        for row in scheme:
            color = next(iter(row), None)
            said = "" if color is None else str(color.get("lastClr") or color.get("val") or "")
            if _HEX.fullmatch(said):
                found[row.tag.removeprefix(_DRAWING)] = said.upper()
    return found
