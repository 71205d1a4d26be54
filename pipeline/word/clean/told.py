"""What stays in a copy for the other side although its sender should know of it. Nothing here is changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from pipeline.diagnostics import Diagnostic
from pipeline.word.clean.names import W, instructions, is_outside, kind_of, pointed_at, relations, value
from pipeline.word.clean.package import KEPT
from pipeline.word.clean.tally import listed
from pipeline.word.package import target

_COMMENT_AUTHORS = (f"{W}comment",)
_SHOWN, _MOST_SHOWN = 60, 3
_OFF = ("0", "false", "off")
_FROM_OUTSIDE = frozenset(
    ["INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "DATABASE", "IMPORT", "RD"]
)
_FROM_PROPERTIES = frozenset(
    [
        "AUTHOR",
        "LASTSAVEDBY",
        "USERNAME",
        "USERINITIALS",
        "USERADDRESS",
        "FILENAME",
        "TEMPLATE",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "COMMENTS",
        "KEYWORDS",
        "SUBJECT",
        "INFO",
        "EDITTIME",
        "REVNUM",
        "PRINTDATE",
    ]
)
_OF_PROGRAMS = frozenset(("ADDIN", "PRIVATE", "CITATION", "BIBLIOGRAPHY"))
_EMBEDDED = ("oleObject", "package")
_PATH = re.compile(r"[A-Za-z]:[\\/](?!/)|\\\\\w|^file:|^/(?:Users|home|Volumes)/")
_IN_PICTURES = (b"Exif\0\0", b"http://ns.adobe.com/xap/", b"Photoshop 3.0\0", b"eXIf", b"iTXt", b"tEXt")
"""What begins the data that cameras and programs write into pictures."""
_OPEN_WEB = ("http://", "https://", "mailto:", "tel:", "#")


def told(parts: Mapping[str, bytes], texts: Iterable[Any], styles: Any) -> list[Diagnostic]:
    """Warnings over a clean package: ``texts`` are the trees of its parts with text."""
    trees = list(texts)
    found = [
        *_tracked(trees),
        *_hidden(trees, styles),
        *_fields(trees),
        *_dangling(trees),
        *_marks(trees, parts),
        *_outside(parts),
        *_pictures(trees, parts),
    ]
    return [Diagnostic(code, "warning", message, help=help) for code, message, help in found]


_Found = Iterator[tuple[str, str, str]]


def _tracked(trees: list[Any]) -> _Found:
    """Tracked changes are text that is not agreed; only a person may accept or reject them."""
    rows = [each for tree in trees for each in tree.iter(etree.Element) if each.get(f"{W}author") is not None]
    rows = [each for each in rows if each.tag not in _COMMENT_AUTHORS]
    if rows:
        names = Counter(each.get(f"{W}author") or "somebody without a name" for each in rows)
        by = listed([f"{name} ({count})" for name, count in sorted(names.items())])
        said = f"{_count(len(rows), 'tracked change', 'tracked changes')} by {by} stay, with names and dates"
        yield (
            "clean-tracked",
            said,
            "accept or reject them in Word, then clean again, if the other side may not see them",
        )


def _hidden(trees: list[Any], styles: Any) -> _Found:
    hiding = _hiding(styles)
    runs = [run for tree in trees for run in tree.iter(f"{W}r") if _is_hidden(run, hiding)]
    words = ["".join(each.text or "" for each in run.iter(f"{W}t", f"{W}delText")) for run in runs]
    words = [each for each in (" ".join(word.split()) for word in words) if each]
    if words:
        shown = listed([f"“{each[:_SHOWN]}”" for each in words[:_MOST_SHOWN]])
        more = f" and {len(words) - _MOST_SHOWN} more" if len(words) > _MOST_SHOWN else ""
        count = _count(len(words), "passage is", "passages are")
        said = f"{count} hidden and can be made visible: {shown}{more}"
        yield "clean-hidden", said, "show hidden text in Word and delete what the other side may not read"


def _hiding(styles: Any) -> set[str]:
    """The styles that hide their text, also through the style that they are based on."""
    rows = {each.get(f"{W}styleId"): each for each in styles.iter(f"{W}style")}
    found = {name for name, each in rows.items() if _vanishes(each)}
    while (
        more := {name for name, each in rows.items() if value(each, "basedOn") in found and not _speaks(each)}
        - found
    ):
        found |= more
    return found


def _is_hidden(run: Any, hiding: set[str]) -> bool:
    if _speaks(run):
        return _vanishes(run)
    if not hiding:
        return False
    paragraph = next(run.iterancestors(f"{W}p"), None)
    own = value(paragraph, "pPr", "pStyle") if paragraph is not None else ""
    return not hiding.isdisjoint((value(run, "rPr", "rStyle"), own))


def _speaks(element: Any) -> bool:
    """Whether an element itself says if its text is hidden."""
    return element.find(f"{W}rPr/{W}vanish") is not None


def _vanishes(element: Any) -> bool:
    return _speaks(element) and value(element, "rPr", "vanish") not in _OFF


def _fields(trees: list[Any]) -> _Found:
    codes = [each for tree in trees for each in instructions(tree)]
    for kinds, code, said in (
        (_FROM_OUTSIDE, "clean-field-outside", "read from outside the file"),
        (_FROM_PROPERTIES, "clean-field-property", "print properties of the file, which are removed"),
        (_OF_PROGRAMS, "clean-field-program", "hold data of a program"),
    ):
        of_kind = [each for each in codes if each.split(" ", 1)[0].upper() in kinds]
        if of_kind:
            names = listed(sorted({each[:_SHOWN] for each in of_kind}))
            words = f"{_count(len(of_kind), 'field', 'fields')} {said}: {names}"
            yield code, words, "fields stay as they are; replace one by its words with Ctrl+Shift+F9 in Word"


def _dangling(trees: list[Any]) -> _Found:
    """References to what counsel has deleted: Word prints an error in their place when it updates them."""
    names = {mark.get(f"{W}name", "").casefold() for tree in trees for mark in tree.iter(f"{W}bookmarkStart")}
    codes = [each.split() for tree in trees for each in instructions(tree)]
    lost = [
        code
        for code in codes
        if len(code) > 1 and code[0].upper() == "REF" and code[1].casefold() not in names
    ]
    if lost:
        said = f"{_count(len(lost), 'reference points', 'references point')} to a place that is gone"
        yield "clean-dangling", said, "in Word, press Ctrl+A and F9, and mend what then says “Error!”"


def _marks(trees: list[Any], parts: Mapping[str, bytes]) -> _Found:
    pointed = pointed_at(trees, parts)
    names = {start.get(f"{W}name") or "" for tree in trees for start in tree.iter(f"{W}bookmarkStart")}
    stay = sorted(name for name in names if name.startswith("cl_") and name.casefold() in pointed)
    if stay:
        count = _count(len(stay), "clause mark stays", "clause marks stay")
        yield "clean-mark-needed", f"{count}, for a reference needs it: {listed(stay)}", ""


def _outside(parts: Mapping[str, bytes]) -> _Found:
    rows = [rel for _, rel in relations(parts)]
    embedded = [rel for rel in rows if kind_of(rel) in _EMBEDDED and not is_outside(rel)]
    if embedded:
        count = _count(len(embedded), "embedded object stays", "embedded objects stay")
        yield (
            "clean-embedded",
            f"{count} as it was, with all that is in it",
            "open it in Word and look; a picture of it tells less",
        )
    links = [
        rel.get("Target")
        for rel in rows
        if is_outside(rel) and not rel.get("Target").lower().startswith(_OPEN_WEB)
    ]
    if links:
        count = _count(len(links), "link leads", "links lead")
        yield (
            "clean-link",
            f"{count} to files of your own: {listed(sorted(set(links)))}",
            "remove the link in Word; its words stay",
        )
    unknown = sorted({kind_of(rel) for rel in rows if kind_of(rel) not in KEPT})
    if unknown:
        yield "clean-unknown", f"the text shows parts of a kind that is not known here: {listed(unknown)}", ""


def _pictures(trees: list[Any], parts: Mapping[str, bytes]) -> _Found:
    """Pictures stay byte for byte, and some say where, when and by whom they were made."""
    names = {target(base, rel.get("Target")) for base, rel in relations(parts) if kind_of(rel) == "image"}
    telling = [name for name in names if any(mark in parts.get(name, b"") for mark in _IN_PICTURES)]
    if telling:
        count = _count(len(telling), "picture carries", "pictures carry")
        yield (
            "clean-picture",
            f"{count} data of a camera or a program",
            "save it anew without them if they matter",
        )
    words = [word for tree in trees for each in tree.iter(etree.Element) for word in _own_words(each)]
    paths = sorted({word for word in words if _PATH.search(word)})
    if paths:
        count = _count(len(paths), "description shows", "descriptions show")
        yield (
            "clean-path",
            f"{count} a path of somebody's machine: {listed(paths)}",
            "edit the alternative text",
        )


def _own_words(element: Any) -> Iterator[str]:
    """What a picture or a shape is called and described as."""
    for name, each in element.attrib.items():
        if name.rpartition("}")[2] in ("descr", "title", "name", "alt") and not name.startswith(W):
            yield each


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
