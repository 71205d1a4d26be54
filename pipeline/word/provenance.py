"""Properties and provenance: who made the draft, of what, as of when. Nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Document
from pipeline.word.text import attribute, escape

NAMESPACE = "urn:charterwright:provenance:1"
CORE = "docProps/core.xml"
ITEM = "customXml/item1.xml"
PROPS = "customXml/itemProps1.xml"
PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
AUTHOR = "Charterwright"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
APP = (
    f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
    f"<Application>{AUTHOR}</Application></Properties>"
).encode()
PROPS_XML = (
    f'{_HEAD}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" '
    'ds:itemID="{6E0B3A52-77C4-4C0F-9B1D-43A7C1D6E501}"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()


def core_xml(document: Document) -> str:
    """The core properties; both dates are the draft's own date."""
    moment = f"{attribute(document.as_of)}T00:00:00Z"
    dated = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{attribute(document.title)}</dc:title><dc:subject>{attribute(document.subtitle)}</dc:subject>"
        f"<dc:creator>{AUTHOR}</dc:creator><cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"
        f"<cp:revision>1</cp:revision>{dated}<dc:language>{attribute(document.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def provenance_xml(entries: Mapping[str, str]) -> str:
    """The provenance part: one entry per name, in sorted order."""
    rows = "".join(
        f'<entry name="{attribute(name)}">{escape(entries[name])}</entry>' for name in sorted(entries)
    )
    return f'{_HEAD}<provenance xmlns="{NAMESPACE}">{rows}</provenance>'
