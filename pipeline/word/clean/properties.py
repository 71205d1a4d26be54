"""What is known about a document beside its text: its properties, its settings, the people in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from pipeline.word.clean.names import W, is_outside, kind_of, relations
from pipeline.word.clean.tally import Tally
from pipeline.word.clean.text import drop
from pipeline.word.package import parse, target

_SETTINGS = {
    "rsids": "session",
    "docVars": "",
    "attachedTemplate": "template",
    "linkStyles": "",
    "mailMerge": "mail-merge",
    "proofState": "spelling",
    "attachedSchema": "custom-data",
    "schemaLibrary": "custom-data",
    "saveThroughXslt": "template",
    "smartTagType": "",
    "docId": "identity",
}
_CORE_KEPT = ("title", "language", "created", "modified")
_PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "last editor",
    "revision": "number of saves",
    "contentStatus": "status",
    "lastPrinted": "date of the last print",
    "Company": "company",
    "Manager": "manager",
    "Template": "name of the template",
    "TotalTime": "editing time",
    "Application": "program",
    "AppVersion": "program",
    "HyperlinkBase": "base of links",
}
"""Document properties by the words for them; the others go by their own names."""
_COUNTED = [
    "Pages",
    "Words",
    "Characters",
    "CharactersWithSpaces",
    "Lines",
    "Paragraphs",
    "DocSecurity",
    "ScaleCrop",
    "LinksUpToDate",
    "SharedDoc",
    "HyperlinksChanged",
    "HeadingPairs",
    "TitlesOfParts",
    "HLinks",
    "DigSig",
]


def clean_settings(root: Any, tally: Tally) -> None:
    """Take out of the settings what tells of people, machines and sessions."""
    for child in list(root.iterchildren(etree.Element)):
        word = etree.QName(child).localname
        if word == "docVars":
            tally.add("variable", len(child), *(each.get(f"{W}name", "") for each in child))
        if word in _SETTINGS:
            times = len(child) if word == "rsids" else 1
            tally.add(_SETTINGS[word], times if _SETTINGS[word] else 0)
            drop(child)


def clean_core(root: Any, tally: Tally) -> None:
    """Leave title, language and dates of the core properties."""
    for child in list(root.iterchildren(etree.Element)):
        word = etree.QName(child).localname
        if word not in _CORE_KEPT:
            _property(word, child, tally)
            drop(child)


def _property(word: str, element: Any, tally: Tally) -> None:
    if len(element) or (element.text or "").strip(" \t\r\n0"):
        tally.add("property", 1, _PROPERTIES.get(word, "statistics" if word in _COUNTED else word))


def count_parts(parts: Mapping[str, bytes], tally: Tally) -> None:
    """Count what is inside the parts that will go."""
    for base, rel in relations(parts):
        name = target(base, rel.get("Target"))
        if is_outside(rel) or name not in parts:
            continue
        blob, kind = parts[name], kind_of(rel)
        if kind == "comments":
            rows = list(parse(blob).iter(f"{W}comment"))
            tally.add("comment", len(rows), *(row.get(f"{W}author", "") for row in rows))
        elif kind == "extended-properties":
            for child in parse(blob).iterchildren(etree.Element):
                _property(etree.QName(child).localname, child, tally)
        elif kind == "custom-properties":
            rows = list(parse(blob).iterchildren(etree.Element))
            tally.add("own-property", len(rows), *(row.get("name", "") for row in rows))
