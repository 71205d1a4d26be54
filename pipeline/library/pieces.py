"""A content file as pieces that know where they stand: pieces of several files can be put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Span
from pipeline.intake.source import KeyPath, Places, Source


class Piece(Struct, eq=False):
    """One value of a file with its places. ``value``: a dict or a list of pieces, a text, or None."""

    value: Any
    key: Span
    """Where its key stands, or its list entry begins."""
    at: Span

    def get(self, *names: str) -> Piece | None:
        """The piece under some keys, or None."""
        found: Piece | None = self
        for name in names:
            found = found.value.get(name) if found and isinstance(found.value, dict) else None
        return found

    def text(self, name: str) -> str:
        """The text under a key, or nothing."""
        found = self.get(name)
        return found.value.strip() if found and isinstance(found.value, str) else ""


class SpreadPlaces(Places):
    """Places in several files."""

    __slots__ = ()

    def __getitem__(self, path: KeyPath) -> Span:
        return self.raw[path]  # type: ignore[return-value]

    def put(self, path: KeyPath, span: Span) -> None:
        """Note a place."""
        self.raw[path] = span  # type: ignore[assignment]


def grown(source: Source, path: KeyPath = ()) -> Piece:
    """A source, or what stands at a path of it, as pieces."""
    value = source.value(path) if path else source.data
    if isinstance(value, dict):
        value = {name: grown(source, (*path, name)) for name in value}
    elif isinstance(value, list):
        value = [grown(source, (*path, number)) for number in range(len(value))]
    return Piece(value, source.key(path), source.values.get(path) or source.key(path))


def flat(piece: Piece, name: str) -> Source:
    """The pieces as a source again; each keeps the places it had in its own file."""
    keys, values = SpreadPlaces(name), SpreadPlaces(name)
    return Source(name, "", _flat(piece, (), keys, values), keys, values)


def _flat(piece: Piece, path: KeyPath, keys: SpreadPlaces, values: SpreadPlaces) -> Any:
    if path:
        keys.put(path, piece.key)
    values.put(path, piece.at)
    if isinstance(piece.value, dict):
        return {name: _flat(each, (*path, name), keys, values) for name, each in piece.value.items()}
    if isinstance(piece.value, list):
        return [_flat(each, (*path, number), keys, values) for number, each in enumerate(piece.value)]
    return piece.value


def plain(piece: Piece | None) -> Any:
    """The data alone."""
    value = piece.value if piece else None
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def lines_of(data: Any, margin: str = "") -> Iterator[str]:
    """Plain data as lines a person can compare: the same for the same content, however it was laid out."""
    if isinstance(data, dict):
        for name, each in data.items():
            yield from _entry(f"{margin}{name}:", each, margin)
    elif isinstance(data, list):
        for each in data:
            yield from _entry(f"{margin}-", each, margin)
    else:
        yield f"{margin}{data or ''}"


def _entry(head: str, data: Any, margin: str) -> Iterator[str]:
    if isinstance(data, dict | list):
        yield head
        yield from lines_of(data, margin + "  ")
    else:
        yield f"{head} {data or ''}".rstrip()
