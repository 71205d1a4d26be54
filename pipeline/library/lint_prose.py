"""Slips of typing in words for people, in every text and YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Span
from pipeline.library.lint_content import Content, Found
from pipeline.library.lint_reading import passages

_DOUBLED = re.compile(r"\b([A-Za-z]{2,})\s+\1\b", re.IGNORECASE)
TWICE = ("had", "that")
_SPACES = re.compile(r"(?<=[^\s|])  +(?=[^\s|])")
_STRAIGHT = re.compile("[\"']")
_CURLY = re.compile("[“”„‘’‚]")


def doubled_words(content: Content) -> Iterator[Found]:
    """The same word twice."""
    for each in passages(content):
        for found in _DOUBLED.finditer(each.words):
            if found[1].lower() not in TWICE:
                yield Found(f"“{found[1]}” stands here twice", each.span(*found.span()))


def double_spaces(content: Content) -> Iterator[Found]:
    """Two blanks between words."""
    for each in passages(content):
        for found in _SPACES.finditer(each.text):
            yield Found("two blanks where one is enough", each.span(*found.span()))


def mixed_quotes(content: Content) -> Iterator[Found]:
    """Straight and curly quotation marks or apostrophes of one kind in the same words."""
    for each in passages(content):
        for straight, curly in (('"', "“”„"), ("'", "’‘‚")):
            found = re.search(f"[{curly}]", each.words)
            if found and straight in each.words:
                said = f"`{straight}` and `{found[0]}` stand in the same words: take one kind"
                yield Found(said, each.span(*found.span()))


def trailing_spaces(content: Content) -> Iterator[Found]:
    """Blanks at the end of a line."""
    for name, text in content.texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            rest = len(line) - len(line.rstrip(" \t"))
            if rest:
                place = Span(name, number, len(line) - rest + 1, rest)
                yield Found("blanks stand at the end of this line", place)
