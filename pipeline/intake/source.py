"""Text to plain data and spans. Every scalar stays text; ``read_source`` is the room's only effect.

libyaml alone reads the files: the pure Python parser is eight times slower and differs in what it accepts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from pipeline.diagnostics import Diagnostic, Span, in_order
from pipeline.intake.characters import (
    STAND_IN,
    line_and_column,
    refused_characters,
    why_refused,
    without_refused,
)

KeyPath = tuple[str | int, ...]
TopLevel = Literal["mapping", "list"]


class Scalar(str):
    """A scalar's text as it was written, without guessing what it means."""

    __slots__ = ()
    style: ClassVar[str] = "plain"


class Quoted(Scalar):
    """A scalar in single or double quotation marks."""

    __slots__ = ()
    style: ClassVar[str] = "quoted"


class Block(Scalar):
    """A scalar after ``|`` or ``>``."""

    __slots__ = ()
    style: ClassVar[str] = "block"


class Places(Mapping[KeyPath, Span]):
    """Spans by path, made when they are asked for: most never are."""

    __slots__ = ("file", "raw")

    def __init__(self, file: str, raw: dict[KeyPath, tuple[int, int, int]] | None = None) -> None:
        self.file = file
        self.raw = {} if raw is None else raw
        """Line, column, length; length 0 for a value that is not there."""

    def __getitem__(self, path: KeyPath) -> Span:
        return Span(self.file, *self.raw[path])

    def __contains__(self, path: object) -> bool:
        return path in self.raw

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)


class Source(Struct):
    """One file as data (dict, list, ``Scalar`` or None) with the place of every key and value."""

    name: str
    text: str
    data: Any
    keys: Places
    """Where a key stands, or a list entry begins."""
    values: Places
    """Where a value stands."""
    faulty: set[KeyPath] = field(default_factory=set)
    """Values that stand there and could not be taken (None in ``data``), and mappings that lost a key."""

    def at(self, path: KeyPath) -> Span:
        """The value's place; for an empty value the key's; else the nearest parent's."""
        span = self.values.get(path)
        if span is None:
            return self.key(path)
        return span if span.length else self.key(path)

    def key(self, path: KeyPath) -> Span:
        """The key's place, or the nearest parent's."""
        while path:
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return Span(self.name, 1, 1)

    def inside(self, path: KeyPath) -> Span:
        """The place of a text's first character: after the opening quotation mark."""
        span, value = self.at(path), self.value(path)
        if isinstance(value, Quoted):
            return Span(span.file, span.line, span.column + 1, max(1, span.length - 2))
        return span

    def value(self, path: KeyPath) -> Any:
        """What stands at a path, or None."""
        found = self.data
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found


Parsed = tuple[Source | None, list[Diagnostic]]
"""What could be read, and every mistake. A source may come with mistakes: whoever reads on must tell them."""
MOST_CHARACTERS = 20
"""So many refused characters of a file are told."""


def read_source(
    path: Path,
    name: str | None = None,
    limit: int = 1_000_000,
    *,
    forbid_flow_conditions: bool = False,
    top_level: TopLevel = "mapping",
) -> Parsed:
    """Read and parse a file; ``name`` is how diagnostics call it."""
    name = name or path.as_posix()
    text, found = read_text(path, name, limit)
    if found:
        return None, found
    return parse_source(text, name, forbid_flow_conditions=forbid_flow_conditions, top_level=top_level)


def read_text(path: Path, name: str, limit: int = 1_000_000) -> tuple[str, list[Diagnostic]]:
    """A file's text, as far as there is any, and why it cannot be parsed."""
    try:
        raw = _bytes(path, limit)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        return "", [Diagnostic("cannot-read", "error", f"`{name}` cannot be read: {why}")]
    if len(raw) > limit:
        message = f"`{name}` is larger than {limit:,} bytes; no file of this kind is"
        return "", [Diagnostic("too-big", "error", message, Span(name, 1, 1))]
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").removeprefix("\ufeff")
        place = Span(name, *line_and_column(before, len(before)))
        return text, [
            Diagnostic("not-utf8", "error", f"`{name}` is not UTF-8 text", place, "save it as UTF-8")
        ]
    return text, []


def parse_source(
    text: str,
    name: str,
    *,
    forbid_flow_conditions: bool = False,
    top_level: TopLevel = "mapping",
    first_line: int = 1,
) -> Parsed:
    """Parse a text. ``first_line`` shifts the spans of a text cut from a larger file (front matter).

    The source is None only when nothing sensible can be read; any other mistake leaves a partial one.
    """
    text = text.removeprefix("\ufeff")
    try:
        from pipeline.intake.yaml_builder import build
    except ImportError:
        message = "PyYAML was installed without libyaml, which reads every file here"
        help_ = "install PyYAML from a wheel, or libyaml before it"
        return None, [Diagnostic("no-libyaml", "error", message, None, help_)]
    refused = refused_characters(text)
    places = [index for index, _ in refused]
    slips = [_refused(name, text, first_line, *each) for each in refused[:MOST_CHARACTERS]]
    for instead in (STAND_IN, " ") if refused else (STAND_IN,):  # outside a text only a blank may stand
        legible = without_refused(text, instead) if refused else text
        source = Source(name, legible, None, Places(name), Places(name))
        found = build(source, places, forbid_flow_conditions, top_level, first_line - 1)
        if source.data is not None:
            return source, in_order([*slips, *found])
    lines = {each.span.line for each in slips if each.span}
    apart = [
        each for each in found if each.code != "yaml-syntax" or not each.span or each.span.line not in lines
    ]
    return None, in_order([*slips, *apart])


def _bytes(path: Path, limit: int) -> bytes:
    """At most one byte over the limit; a pipe or device would never end, so only files are opened."""
    size = path.stat().st_size
    if not path.is_file():
        raise OSError(0, "not a file")
    with path.open("rb") as file:
        return file.read(min(size, limit) + 1)


def _refused(name: str, text: str, first_line: int, index: int, character: str) -> Diagnostic:
    line, column = line_and_column(text, index)
    code, message, help_ = why_refused(character)
    return Diagnostic(code, "error", message, Span(name, line + first_line - 1, column), help_)
