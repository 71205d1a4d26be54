"""Headers and footers of the house document: stamp, watermark, identity of the draft, page X of Y."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from pipeline.word.compile import WATERMARK_NAME
from pipeline.word.house.styles import FACE, W

_IDENTITY = "{{ title }} \u00b7 draft {{ draft_id }} of {{ date_text }}"
_SPACES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:360pt;height:120pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
_TEXT_PATH = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def furnish(section: Any, own_first_page: bool) -> None:
    """Fill the section's header and footer; a cover has a pair of its own, without stamp and page."""
    _head(section.header, 1, "\t{{ stamp }}")
    _foot(section.footer, True)
    if own_first_page:
        section.different_first_page_header_footer = True
        _head(section.first_page_header, 2, "")
        _foot(section.first_page_footer, False)


def _head(header: Any, number: int, words: str) -> None:
    paragraph = header.paragraphs[0]
    paragraph.style = "header"
    paragraph._p.append(_watermark(number))
    if words:
        paragraph.add_run(words)


def _foot(footer: Any, with_page: bool) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.style = "footer"
    paragraph.add_run(f"{_IDENTITY}\tPage " if with_page else _IDENTITY)
    if with_page:
        _add_field(paragraph, "PAGE")
        paragraph.add_run(" of ")
        _add_field(paragraph, "NUMPAGES")


def _watermark(number: int) -> Any:
    """The word DRAFT across the page, as Word itself makes it."""
    return parse_xml(
        f"<w:r {_SPACES}><w:rPr><w:noProof/></w:rPr><w:pict>{_TEXT_PATH}"
        f'<v:shape id="{WATERMARK_NAME}{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" '
        f'alt="Watermark: draft" style="{_PLACE}" o:allowincell="f" fillcolor="#e3e6eb" stroked="f">'
        f'<v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;{FACE}&quot;;font-size:1pt" string="DRAFT"/>'
        '<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
    )


def _add_field(paragraph: Any, code: str) -> None:
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == "1":
            run.text = kind
            continue
        child = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            child.set(qn("w:fldCharType"), kind)
        else:
            child.text = f" {code} "
            child.set(qn("xml:space"), "preserve")
        run._r.append(child)
