"""The house lists, as data: each level belongs to a style, and the numbering part made from them."""

from __future__ import annotations

from msgspec import Struct

from pipeline.word.house.styles import GREY, NAVY, TEXT_INDENT, W, size


class Level(Struct, frozen=True):
    """One list level: number format, label pattern, style, and where label and text stand (twips)."""

    format: str
    pattern: str
    style: str
    left: int
    hanging: int
    rpr: str = ""


_STEP = 567
_PLAIN = '<w:b w:val="0"/><w:bCs w:val="0"/>'
_BULLET = f'<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/><w:color w:val="{GREY}"/>'
_NAVY = f'<w:b/><w:bCs/><w:color w:val="{NAVY}"/>'
_L3, _L4 = TEXT_INDENT + _STEP, TEXT_INDENT + 2 * _STEP

LISTS: tuple[tuple[Level, ...], ...] = (
    (
        Level("decimal", "%1", "ArticleHeading", TEXT_INDENT, TEXT_INDENT, _NAVY),
        Level("decimal", "%1.%2", "Level2", TEXT_INDENT, TEXT_INDENT, _PLAIN),
        Level("lowerLetter", "(%3)", "Level3", _L3, _STEP, _PLAIN),
        Level("lowerRoman", "(%4)", "Level4", _L4, _STEP, _PLAIN),
    ),
    (
        Level("upperLetter", "Annex %1", "AnnexHeading", 1474, 1474, f"{_NAVY}{size(14)}"),
        Level("decimal", "%2", "AnnexLevel2", TEXT_INDENT, TEXT_INDENT, _PLAIN),
        Level("lowerLetter", "(%3)", "AnnexLevel3", _L3, _STEP, _PLAIN),
        Level("lowerRoman", "(%4)", "AnnexLevel4", _L4, _STEP, _PLAIN),
    ),
    (
        Level("upperLetter", "(%1)", "Recital", TEXT_INDENT, TEXT_INDENT),
        Level("lowerLetter", "(%2)", "RecitalLevel2", _L3, _STEP),
    ),
    (Level("decimal", "(%1)", "Parties", TEXT_INDENT, TEXT_INDENT),),
    (Level("bullet", "\uf0b7", "Bullet", TEXT_INDENT + 340, 340, _BULLET),),
    (Level("bullet", "\uf0b7", "PlainBullet", 284, 284, _BULLET),),
)
"""List n of this table is w:num n + 1, in this order."""


def numbering_xml() -> str:
    """The whole numbering part: every definition, then every list."""
    definitions = "".join(_definition(index, levels) for index, levels in enumerate(LISTS))
    lists = "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>'
        for index in range(len(LISTS))
    )
    return f'<w:numbering xmlns:w="{W}">{definitions}{lists}</w:numbering>'


def _definition(index: int, levels: tuple[Level, ...]) -> str:
    kind = "multilevel" if len(levels) > 1 else "hybridMultilevel"
    rows = "".join(_level(place, level) for place, level in enumerate(levels))
    head = f'<w:abstractNum w:abstractNumId="{index}"><w:nsid w:val="4C48{index:04X}"/>'
    return f'{head}<w:multiLevelType w:val="{kind}"/><w:tmpl w:val="4C57{index:04X}"/>{rows}</w:abstractNum>'


def _level(place: int, level: Level) -> str:
    rpr = f"<w:rPr>{level.rpr}</w:rPr>" if level.rpr else ""
    tab = f'<w:tabs><w:tab w:val="num" w:pos="{level.left}"/></w:tabs>'
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>'
        f'<w:pStyle w:val="{level.style}"/><w:suff w:val="tab"/><w:lvlText w:val="{level.pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{tab}<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/>'
        f"</w:pPr>{rpr}</w:lvl>"
    )
