"""What is written in a library: the words, and the mappings and texts of its YAML files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Span
from pipeline.intake.source import KeyPath, Scalar, Source, parse_source
from pipeline.library.lint_content import Content

_MARKUP = re.compile(r"\{[^{}]*\}")
MASK = "¤"
"""Stands for each character of markup, so that columns stay right."""


class Passage(Struct, frozen=True):
    """Words of one line of a text, or of one value of a YAML file."""

    text: str
    at: Span
    clause: bool
    """True for words that a document may print."""

    @property
    def words(self) -> str:
        """The text with its markup masked, as long as before."""
        return _MARKUP.sub(lambda found: MASK * len(found[0]), self.text)

    def span(self, start: int, end: int) -> Span:
        """The place of some of its characters; of a value of several lines, where it begins."""
        if end > self.at.length:
            return self.at
        return Span(self.at.file, self.at.line, self.at.column + start, max(1, end - start))


def scalars(source: Source) -> Iterator[tuple[KeyPath, Scalar]]:
    """Every text of a YAML file with its path."""
    waiting: list[tuple[KeyPath, Any]] = [((), source.data)]
    while waiting:
        path, value = waiting.pop(0)
        if isinstance(value, dict):
            waiting[:0] = [((*path, key), each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting[:0] = [((*path, number), each) for number, each in enumerate(value)]
        elif isinstance(value, Scalar):
            yield path, value


def mappings(source: Source) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Every mapping of a YAML file with its path."""
    waiting: list[tuple[KeyPath, Any]] = [((), source.data)]
    while waiting:
        path, value = waiting.pop(0)
        if isinstance(value, dict):
            yield path, value
            waiting += [((*path, key), each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, number), each) for number, each in enumerate(value)]


SPOKEN = (
    "title", "means", "because", "releases", "says", "settles", "ask", "help", "note", "authority", "where",
    "word", "plural", "name", "why", "heading", "part", "subtitle", "headline", "called",
)  # fmt: skip
"""Keys whose value is words for people."""
PRINTED = ("means", "subtitle", "headline")


def passages(content: Content) -> Iterator[Passage]:
    """All words for people: each line of a text, each such value of a YAML file."""
    for name in content.clause_files():
        yield from text_passages(name, content.texts[name])
    for name, source in content.written.items():
        for path, value in scalars(source):
            if path[-1] in SPOKEN or path[-2:-1] == ("choices",):
                printed = path[-1] in PRINTED and name.endswith(("glossary.yaml", "outline.yaml"))
                yield Passage(value, source.inside(path), printed)


def text_passages(name: str, text: str) -> Iterator[Passage]:
    """The lines of a text behind its front matter."""
    _, mark, front = text.partition("---\n") if text.startswith("---\n") else ("", "", "")
    skipped = front.partition("---\n")[0].count("\n") + 2 if mark else 0
    for number, line in enumerate(text.splitlines(), 1):
        if number > skipped and line.strip():
            yield Passage(line, Span(name, number, 1, len(line)), True)


def fronts(content: Content) -> Iterator[Source]:
    """The front matter of every overlay."""
    for name in content.clause_files():
        if content.texts[name].startswith("---\n"):
            front = content.texts[name].split("---\n", 2)[1]
            source, _ = parse_source(front, name, first_line=2)
            yield from (source,) if source else ()
