"""The styles part, made from the rows of the house styles."""

from __future__ import annotations

from pipeline.word.house.styles import FACE, NAVY, RULE, SHADE, STYLES, Style, W, rule, size, space


def styles_xml(language: str) -> str:
    """The whole styles part."""
    rows = "".join(style_xml(style) for style in STYLES)
    return f'<w:styles xmlns:w="{W}">{_defaults(language)}{_LATENT}{_BASE}{rows}{_TABLE}</w:styles>'


def style_xml(style: Style) -> str:
    """One style element."""
    own = ' w:customStyle="1"' if style.name == style.name.title() and style.id not in _BUILT_IN else ""
    parts = [
        f'<w:style w:type="{style.kind}"{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>',
        f'<w:basedOn w:val="{style.base}"/>' if style.base else "",
        f'<w:next w:val="{style.after}"/>' if style.after else "",
        '<w:uiPriority w:val="1"/>',
        "<w:qFormat/>" if style.quick else "",
        f"<w:pPr>{style.ppr}</w:pPr>" if style.ppr else "",
        f"<w:rPr>{style.rpr}</w:rPr>" if style.rpr else "",
    ]
    return "".join(parts) + "</w:style>"


def _defaults(language: str) -> str:
    fonts = f'<w:rFonts w:ascii="{FACE}" w:eastAsia="{FACE}" w:hAnsi="{FACE}" w:cs="Times New Roman"/>'
    lang = f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    run = f"<w:rPrDefault><w:rPr>{fonts}{size(10.5)}{lang}</w:rPr></w:rPrDefault>"
    return f"<w:docDefaults>{run}<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"


_BUILT_IN = frozenset({"Title", "Subtitle", "BodyText", "BodyTextIndent", "TOCHeading", "Strong", "Emphasis"})
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
    'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
_BASE = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    f'<w:pPr><w:widowControl/>{space(0, 120, 266)}<w:jc w:val="left"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    "<w:semiHidden/></w:style>"
)
_EDGES = f"{rule('top', NAVY, 8, 0)}{rule('bottom', NAVY, 8, 0)}{rule('insideH', RULE, 4, 0)}"
_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="HouseTable"><w:name w:val="House Table"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders>'
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr></w:style>'
)
