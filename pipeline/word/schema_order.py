"""The schema's order of children, as far as the linter checks it."""

from __future__ import annotations

ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr
        shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
        adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
        textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow
        emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
        effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
        tblPrChange""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
        hideMark""",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "tbl": "tblPr tblGrid tr",
}
"""Children of an element in the order Word demands."""

IN_PARAGRAPH = """pPr r sdt hyperlink bookmarkStart bookmarkEnd fldSimple ins del moveFrom moveTo
    commentRangeStart commentRangeEnd proofErr permStart permEnd smartTag customXml moveFromRangeStart
    moveFromRangeEnd moveToRangeStart moveToRangeEnd dir bdo subDoc"""
"""What may stand directly in a paragraph."""
