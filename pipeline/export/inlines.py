"""Inlines as pandoc's words. A text is data: it is cut at its spaces and nothing in it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from pipeline.export.flavours import Flavour
from pipeline.export.nodes import LINE_BREAK, SPACE, Node, emphasis, link, raw, span, string, strong
from pipeline.model import Answer, Inline, Ref, Term, Text, Value

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FORGOTTEN = r"[\\~\u00a0]|&(?=#?\w*(?:;|\Z))|:(?=[\w+-]+:)|(?<!\S)-(?=--+(?!\S))"
"""What pandoc 3.9 leaves unescaped in Markdown, or spoils: a backslash there eats the mark after it."""
_BREAK = r"(?P<space>[ \t])|(?P<line>\r\n|[\r\n])"
_PIECE = re.compile(rf"{_BREAK}|[^ \t\r\n]+")
_ESCAPED_PIECE = re.compile(rf"{_BREAK}|(?P<forgotten>{_FORGOTTEN})|(?:(?!{_FORGOTTEN})[^ \t\r\n])+")
_LABEL = re.compile(r"\w+(\.\w+)*|\(\w+\)")
_MARKS = {"strong": strong, "emphasis": emphasis}


class Inlines:
    """Turns inlines into nodes for one flavour; ``anchors`` are the places a reference may lead to."""

    __slots__ = ("_anchors", "_flavour")

    def __init__(self, flavour: Flavour, anchors: Set[str]) -> None:
        self._flavour = flavour
        self._anchors = anchors

    def nodes(self, items: Iterable[Inline], plain: bool = False) -> list[Node]:
        """The nodes of inlines; ``plain`` leaves out the marks (headings carry their own look)."""
        return [node for item in items for node in self._inline(item, plain)]

    def _inline(self, item: Inline, plain: bool) -> list[Node]:
        words = self.words(item.text)
        if isinstance(item, Text):
            return words if plain else _marked(words, item.mark)
        if isinstance(item, Term):
            return _marked(words, "strong") if item.defining and not plain else words
        if isinstance(item, Value | Answer):
            if item.is_open and words:
                return [span(words, "", "mark")]
            return _marked(words, item.mark) if isinstance(item, Answer) and not plain else words
        return self._reference(item, words)

    def _reference(self, item: Ref, words: list[Node]) -> list[Node]:
        leads = self._flavour.links and item.target in self._anchors and not item.document
        return [link(words, item.target)] if leads and words else words

    def words(self, text: str) -> list[Node]:
        """A text, letter for letter; ValueError when it has a control character."""
        if _CONTROL.search(text):
            raise ValueError("the text has a control character that no document can hold")
        pattern = _ESCAPED_PIECE if self._flavour.escapes else _PIECE
        return [self._piece(found.lastgroup, found.group()) for found in pattern.finditer(text)]

    def _piece(self, kind: str | None, letters: str) -> Node:
        if kind == "space" or (kind == "line" and self._flavour.escapes):
            return SPACE
        if kind == "line":
            return LINE_BREAK
        if kind == "forgotten":
            return raw("markdown", letters if letters == "\u00a0" else f"\\{letters}")
        return string(letters)

    def number(self, number: str, anchor: str = "") -> list[Node]:
        """A computed number and the space after it; pandoc would escape the brackets of one in Markdown."""
        bare = self._flavour.escapes and _LABEL.fullmatch(number)
        words = [raw("markdown", number)] if bare else self.words(number)
        return [span(words, anchor, "number"), SPACE] if number else []


def _marked(words: list[Node], mark: str) -> list[Node]:
    """The words with a mark that holds no space at its edges: Markdown has no other."""
    make = _MARKS.get(mark)
    start = next((i for i, node in enumerate(words) if node is not SPACE), None)
    if make is None or start is None:
        return words
    end = next(i for i in range(len(words), 0, -1) if words[i - 1] is not SPACE)
    return [*words[:start], make(words[start:end]), *words[end:]]
