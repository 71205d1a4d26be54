"""The proof that a copy says the same: both files are read in full, and compared paragraph by paragraph.

The reading shares no list of removals with the cleaning, so that a slip there is seen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Diagnostic
from pipeline.word.clean.lists import list_labels, tree_or_empty
from pipeline.word.clean.names import TEXT_KINDS, W, instructions, is_outside, kind_of, pointed_at, relations
from pipeline.word.clean.reading import Reader
from pipeline.word.incoming import is_xml, refusal
from pipeline.word.package import main_document, parse, target

_REFERENCES = ("REF", "PAGEREF", "NOTEREF")
_BY_NAME = {*TEXT_KINDS, "styles", "numbering", "settings", "webSettings", "fontTable", "theme"}
"""What is read for itself, or never shown in the middle of a text."""
_SHOWN = 60


class Line(Struct, frozen=True):
    """A paragraph as a reader and as Word see it."""

    part: str
    number: int
    """Within its part, from 1."""
    label: str
    style: str
    words: str
    fields: tuple[str, ...]
    """Instructions of fields, in order; their results are among the words."""
    bookmarks: tuple[str, ...]
    """Those that fields or links need."""
    look: str
    """Everything else that is written in it: formatting, links, pictures, tracked changes."""


class Reading(Struct, frozen=True):
    """All that a file says and how it looks."""

    lines: tuple[Line, ...]
    frames: dict[str, str]
    """By part: what holds the paragraphs (tables, sections), or, for a part without text, all of it."""
    references: int

    def of(self, part: str) -> list[Line]:
        """The paragraphs of one part."""
        return [line for line in self.lines if line.part == part]

    @property
    def numbers(self) -> int:
        """How many paragraphs have a label."""
        return sum(bool(line.label) for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """A digest of labels, styles, words and fields; the same for equal text."""
        rows = (repr((line.part, line.label, line.style, line.words, line.fields)) for line in self.lines)
        return sha256("\n".join(rows).encode()).hexdigest()


def read(parts: Mapping[str, bytes]) -> Reading:
    """Read a package: body, headers, footers and notes, in the order of their names, the body first."""
    main = main_document(dict(parts))
    names = _text_parts(parts, main)
    trees = {name: parse(parts[name]) for name in names}
    pointed = pointed_at(trees.values(), parts)
    numbering, styles = (_sibling(parts, main, kind) for kind in ("numbering", "styles"))
    labels = list_labels(trees[main], numbering, styles)
    goals = _goals(parts)
    lines: list[Line] = []
    frames = {"lists": _whole(numbering), "styles": _whole(styles)}
    for name in names:
        reader = Reader(goals.get(name, {}), pointed)
        lines += _lines(name, trees[name], reader, labels if name == main else [])
        frames[name] = "\n".join(reader.frame(trees[name]))
    return Reading(tuple(lines), frames, sum(map(_references, trees.values())))


def differences(before: Reading, after: Reading) -> list[Diagnostic]:
    """Where two readings differ: one finding for each paragraph or part, in order."""
    found = []
    for part in sorted({line.part for line in (*before.lines, *after.lines)}):
        for old, new in zip_longest(before.of(part), after.of(part)):
            if old != new:
                found.append(_differs(old, new))
    for name in sorted({*before.frames, *after.frames}):
        if before.frames.get(name) != after.frames.get(name):
            found.append(_finding(f"what holds the text together differs in {_spoken(name)}"))
    if before.references != after.references:
        found.append(_finding(f"there were {before.references} references and are {after.references}"))
    return found


# ---------------------------------------------------------------- reading


def _text_parts(parts: Mapping[str, bytes], main: str) -> list[str]:
    goals = {
        target(base, rel.get("Target"))
        for base, rel in relations(parts)
        if base == main and not is_outside(rel) and kind_of(rel) in TEXT_KINDS
    }
    return [main, *sorted(name for name in goals - {main} if name in parts)]


def _sibling(parts: Mapping[str, bytes], main: str, kind: str) -> Any:
    """The main document's lists or styles."""
    names = [
        target(base, rel.get("Target"))
        for base, rel in relations(parts)
        if base == main and kind_of(rel) == kind
    ]
    return tree_or_empty(parts, names[0] if names else "", kind)


def _goals(parts: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """By part and relationship: what it leads to, a picture by its bytes; nothing for what lies outside."""
    found: dict[str, dict[str, str]] = {}
    for base, rel in relations(parts):
        if is_outside(rel):
            goal = rel.get("Target") if kind_of(rel) == "hyperlink" else ""
        else:
            name = target(base, rel.get("Target"))
            goal = name if kind_of(rel) in _BY_NAME else _digest(name, parts.get(name, b""))
        found.setdefault(base, {})[rel.get("Id")] = goal
    return found


def _digest(name: str, blob: bytes) -> str:
    """Of a picture, of an object, or of what a chart says."""
    return sha256(_whole(parse(blob)).encode() if blob and is_xml(name) else blob).hexdigest()


def _lines(name: str, root: Any, reader: Reader, labels: list[str]) -> Iterator[Line]:
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        read = reader.paragraph(paragraph)
        label = labels[number - 1] if labels else ""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield Line(
            name,
            number,
            label,
            "" if style is None else style.get(f"{W}val", ""),
            "".join(read.words),
            tuple(instructions(paragraph)),
            tuple(read.bookmarks),
            "\n".join(read.look),
        )


def _whole(root: Any) -> str:
    return "\n".join(Reader({}, set()).everything(root))


def _references(root: Any) -> int:
    fields = sum(each.split(" ", 1)[0].upper() in _REFERENCES for each in instructions(root))
    return fields + sum(link.get(f"{W}anchor") is not None for link in root.iter(f"{W}hyperlink"))


# ---------------------------------------------------------------- comparing


def _differs(old: Line | None, new: Line | None) -> Diagnostic:
    line = old or new
    assert line is not None, "a pair has at least one side"
    where = f"paragraph {line.number} of {_spoken(line.part)} (“{_shortened(line.words)}”)"
    if old is None or new is None:
        return _finding(f"{where} is {'new' if old is None else 'missing'}")
    asked = (
        ("words", "its words differ"),
        ("label", f"its number is `{new.label}` and was `{old.label}`"),
        ("style", f"its style is `{new.style}` and was `{old.style}`"),
        ("fields", "its fields differ"),
        ("bookmarks", "the bookmarks that references need differ"),
        ("look", "its formatting or its links differ"),
    )
    words = next((said for name, said in asked if getattr(old, name) != getattr(new, name)))
    return _finding(f"{where}: {words}")


def _finding(message: str) -> Diagnostic:
    return refusal("differs", f"the copy would not be the same: {message}")


def _spoken(part: str) -> str:
    return part.rpartition("/")[2].removesuffix(".xml").replace("document", "the body")


def _shortened(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
