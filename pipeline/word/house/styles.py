"""The house styles, as data: one row per style, and the styles part made from them."""

from __future__ import annotations

from msgspec import Struct

FACE = "Cambria"
"""Word has it; LibreOffice has Caladea with the same metrics."""
NAVY = "1F2A44"
GREY = "5B6470"
RULE = "C3C9D3"
SHADE = "EEF1F5"
RED = "9B1C1C"
RIGHT_TAB = 9070
"""Twips from the margin to the right edge of the text."""
TEXT_INDENT = 720
"""Twips from the margin to the text of numbered provisions."""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Style(Struct, frozen=True):
    """One style. ``ppr`` and ``rpr``: inner XML of its paragraph and run properties, in schema order."""

    id: str
    name: str
    ppr: str = ""
    rpr: str = ""
    base: str = "Normal"
    after: str = ""
    """Style of the next paragraph; the style itself when empty."""
    kind: str = "paragraph"
    quick: bool = True


def space(before: int = 0, after: int = 0, line: int = 0) -> str:
    """Spacing in twentieths of a point; ``line`` in 240ths of a line, 0 to inherit."""
    rule = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'


def indent(left: int, hanging: int = 0) -> str:
    """Left indent with a hanging first line, in twips."""
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def size(points: float) -> str:
    """A font size, for Latin and complex scripts alike."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def numbered(num: int, level: int = 0) -> str:
    """The style's place in a list."""
    shown = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{shown}<w:numId w:val="{num}"/></w:numPr>'


def rule(side: str, color: str = RULE, width: int = 6, gap: int = 6) -> str:
    """One border line of a paragraph or a table."""
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{gap}" w:color="{color}"/>'


def outline(level: int) -> str:
    """Place in the navigation pane."""
    return f'<w:outlineLvl w:val="{level}"/>'


BOLD = "<w:b/><w:bCs/>"
PLAIN = '<w:b w:val="0"/><w:bCs w:val="0"/>'
ITALIC = "<w:i/><w:iCs/>"
KEEP = "<w:keepNext/><w:keepLines/>"
_NAVY = f'<w:color w:val="{NAVY}"/>'
_GREY = f'<w:color w:val="{GREY}"/>'
_BOX = "".join(rule(side, GREY, 4, 6) for side in ("top", "left", "bottom", "right"))
_NOTE = f'<w:keepLines/><w:pBdr>{_BOX}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
_TAB = '<w:tabs><w:tab w:val="{0}" w:pos="{1}"/></w:tabs>'


def _contents(spacing: str) -> str:
    """An entry of the contents: words, dotted line, page. Entries with a number bring a stop for it."""
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{RIGHT_TAB}"/></w:tabs>{spacing}'


TITLE_STYLES = (
    Style("Title", "Title", f"{KEEP}{space(0, 60, 240)}", f"{BOLD}{_NAVY}{size(24)}", after="Subtitle"),
    Style("Subtitle", "Subtitle", f"{KEEP}{space(0, 240, 240)}", f"{_GREY}{size(14)}", after="BodyText"),
    Style(
        "CoverLabel",
        "Cover Label",
        f"{KEEP}{space(0, 40)}",
        f'<w:caps/>{_GREY}<w:spacing w:val="20"/>{size(8)}',
    ),
    Style("PartyName", "Party Name", space(0, 160, 288), f"{_NAVY}{size(11.5)}"),
    Style(
        "CoverTitle",
        "Cover Title",
        f"{KEEP}{space(2800, 120, 240)}",
        size(32),
        base="Title",
        after="Subtitle",
    ),
    Style(
        "CoverDate",
        "Cover Date",
        f"<w:pBdr>{rule('top', NAVY, 8, 10)}</w:pBdr>{space(900, 0)}",
        _GREY,
    ),
    Style("TitleDate", "Title Date", f"<w:pBdr>{rule('bottom', NAVY, 8, 10)}</w:pBdr>{space(0, 320)}"),
    Style(
        "Stamp",
        "Stamp",
        space(0, 120),
        f'{BOLD}<w:caps/><w:color w:val="{RED}"/><w:spacing w:val="20"/>{size(9)}',
    ),
)

BODY_STYLES = (
    Style(
        "Heading1",
        "heading 1",
        f"{KEEP}{space(280, 120)}{outline(0)}",
        f"{BOLD}{_NAVY}{size(12)}",
        after="BodyText",
    ),
    Style("BodyText", "Body Text"),
    Style("BodyTextIndent", "Body Text Indent", indent(TEXT_INDENT), base="BodyText"),
    Style("SectionHeading", "Section Heading", base="Heading1", after="BodyText"),
    Style(
        "PartHeading",
        "Part Heading",
        f"<w:pBdr>{rule('bottom', RULE, 6, 3)}</w:pBdr>{space(440, 120)}",
        f'{PLAIN}<w:caps/><w:spacing w:val="30"/>{size(11)}',
        base="Heading1",
        after="ArticleHeading",
    ),
    Style("ArticleHeading", "Article Heading", numbered(1), base="Heading1", after="Level2"),
    Style("Level2", "Level 2", numbered(1, 1)),
    Style("Level3", "Level 3", numbered(1, 2)),
    Style("Level4", "Level 4", numbered(1, 3)),
    Style("Parties", "Parties", numbered(4)),
    Style("Recital", "Recital", numbered(3)),
    Style("RecitalLevel2", "Recital Level 2", numbered(3, 1)),
    Style("Definition", "Definition", indent(TEXT_INDENT)),
    Style("Bullet", "Bullet", f"{numbered(5)}{space(0, 80)}"),
    Style("Note", "Note", f'{_NOTE}{space(120, 200)}<w:ind w:left="140" w:right="140"/>', size(9.5)),
)

ANNEX_STYLES = (
    Style(
        "AnnexHeading",
        "Annex Heading",
        f"<w:pageBreakBefore/>{numbered(2)}<w:pBdr>{rule('bottom', NAVY, 8, 6)}</w:pBdr>{space(0, 240)}",
        size(14),
        base="Heading1",
        after="BodyText",
    ),
    Style("AnnexLevel2", "Annex Level 2", numbered(2, 1)),
    Style("AnnexLevel3", "Annex Level 3", numbered(2, 2)),
    Style("AnnexLevel4", "Annex Level 4", numbered(2, 3)),
)

TABLE_STYLES = (
    Style("TableText", "Table Text", f"<w:keepLines/>{space(0, 0, 252)}", size(9.5)),
    Style("TableHead", "Table Head", KEEP, f"{BOLD}{_NAVY}", base="TableText"),
    Style("TableCaption", "Table Caption", f"{KEEP}{space(160, 80)}", f"{BOLD}{_NAVY}{size(9.5)}"),
    Style("TableGap", "Table Gap", space(0, 0, 240), size(6), after="BodyText"),
    Style("SignatureLead", "Signature Lead", f"{KEEP}{space(240, 60)}", after="SignatureLine"),
    Style("SignatureLine", "Signature Line", f"<w:keepLines/>{space(110, 20, 240)}", size(10)),
)

PLAIN_STYLES = (
    Style(
        "PlainHeading",
        "Plain Heading",
        space(160, 40, 240),
        size(10.5),
        base="Heading1",
        after="PlainBody",
    ),
    Style("PlainBody", "Plain Body", space(0, 60, 254), size(10)),
    Style("PlainBullet", "Plain Bullet", numbered(6), base="PlainBody"),
    Style("PlainSignatureLead", "Plain Signature Lead", f"{KEEP}{space(160, 0, 240)}", size(10)),
    Style("PlainSignatureLine", "Plain Signature Line", f"<w:keepLines/>{space(100, 0, 240)}", size(9.5)),
)

FURNITURE_STYLES = (
    Style(
        "Header",
        "header",
        f"{_TAB.format('right', RIGHT_TAB)}{space(0, 0, 240)}",
        f"{_GREY}{size(8)}",
        quick=False,
    ),
    Style(
        "Footer",
        "footer",
        f"<w:pBdr>{rule('top', RULE, 4, 6)}</w:pBdr>{_TAB.format('right', RIGHT_TAB)}{space(0, 0, 240)}",
        f"{_GREY}{size(8)}",
        quick=False,
    ),
    Style(
        "TOCHeading", "TOC Heading", f"{KEEP}{space(0, 160)}", f"{BOLD}{_NAVY}{size(12)}", after="BodyText"
    ),
    Style("TOC1", "toc 1", _contents(space(70, 10, 240)), f"{_NAVY}{size(9)}", quick=False),
    Style("TOC2", "toc 2", _contents(space(0, 0, 240)), size(9), quick=False),
    Style("CommentText", "annotation text", space(0, 0, 240), size(10), quick=False),
)

CHARACTER_STYLES = (
    Style("DefinedTerm", "Defined Term", rpr=BOLD, base="", kind="character"),
    Style(
        "OpenValue",
        "Open Value",
        rpr='<w:shd w:val="clear" w:color="auto" w:fill="FFF08A"/>',
        base="",
        kind="character",
    ),
    Style("ValueText", "Value Text", base="", kind="character"),
    Style("Strong", "Strong", rpr=BOLD, base="", kind="character"),
    Style("Emphasis", "Emphasis", rpr=ITALIC, base="", kind="character"),
    Style("CommentReference", "annotation reference", rpr=size(8), base="", kind="character", quick=False),
)

STYLES = (
    *TITLE_STYLES,
    *BODY_STYLES,
    *ANNEX_STYLES,
    *TABLE_STYLES,
    *PLAIN_STYLES,
    *FURNITURE_STYLES,
    *CHARACTER_STYLES,
)
