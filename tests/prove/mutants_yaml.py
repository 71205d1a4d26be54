"""Places in a YAML file, and the text with something else there; comments and order stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

import yaml
from msgspec import Struct

Path = tuple[str | int, ...]


class Scalar(Struct, frozen=True):
    """A value where it stands."""

    path: Path
    value: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The key that it belongs to, past the numbers of lists."""
        return next(str(each) for each in reversed(self.path) if isinstance(each, str))


class Lines(Struct, frozen=True):
    """An item of a list, or a key with its value: whole lines, from offset to offset."""

    path: Path
    start: int
    end: int


class Places:
    """Every value and every entry of one file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
        self.scalars: list[Scalar] = []
        self.lines: list[Lines] = []
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        if root is not None:
            self._walk(root, ())

    def _walk(self, node: yaml.Node, path: Path) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._entry(key, value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                if node.flow_style:
                    self._walk(item, (*path, number))
                else:
                    self._entry(item, item, (*path, number))
        else:
            self.scalars.append(Scalar(path, node.value, self._at(node.start_mark), self._at(node.end_mark)))

    def _entry(self, first: yaml.Node, value: yaml.Node, path: Path) -> None:
        start, end = first.start_mark.line, _last_line(value) + 1
        self.lines.append(Lines(path, self.starts[start], self.starts[min(end, len(self.starts) - 1)]))
        self._walk(value, path)

    def _at(self, mark: yaml.Mark) -> int:
        return self.starts[mark.line] + mark.column

    # ------------------------------------------------------------ what is where

    def items(self, *keys: str) -> Iterator[Lines]:
        """The items of every list beneath one of the keys."""
        for each in self.lines:
            if len(each.path) > 1 and isinstance(each.path[-1], int) and each.path[-2] in keys:
                yield each

    def entries(self, *keys: str) -> Iterator[Lines]:
        """Every entry with one of the keys."""
        return (each for each in self.lines if each.path[-1] in keys)

    def at(self, path: Path) -> Scalar | None:
        """The value at a path."""
        return next((each for each in self.scalars if each.path == path), None)

    # ------------------------------------------------------------ the text, otherwise

    def put(self, place: Scalar | Lines, new: str) -> str:
        """With other words at the place."""
        return self.text[: place.start] + new + self.text[place.end :]

    def exchanged(self, one: Scalar | Lines, other: Scalar | Lines) -> str:
        """With the words of two places exchanged; ``one`` stands first."""
        parts = (
            self.text[: one.start],
            self.text[other.start : other.end],
            self.text[one.end : other.start],
            self.text[one.start : one.end],
            self.text[other.end :],
        )
        return "".join(parts)

    def without(self, item: Lines) -> str:
        """Without an item; without its list where it was the only one."""
        siblings = [each for each in self.lines if each.path[:-1] == item.path[:-1]]
        if len(siblings) > 1 or len(item.path) < 2:
            return self.put(item, "")
        return self.put(next(each for each in self.lines if each.path == item.path[:-1]), "")


def _last_line(node: yaml.Node) -> int:
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


@lru_cache(maxsize=256)
def places(text: str) -> Places:
    """Read once."""
    return Places(text)
