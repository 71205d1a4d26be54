"""Reasons: a sentence each, and the law behind what a place changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.library.lint_content import Content, Found
from pipeline.library.lint_reading import fronts, mappings, scalars

SENTENCES = ("because", "releases", "says", "settles", "means")
_SENTENCE = re.compile(r"[A-Z0-9“‘\"'(].*\s.*[.?!][”’\"')]*", re.DOTALL)
_EMPTY = re.compile(r"\b(TODO|TBD|FIXME|XXX)\b|\.\.\.|…|\?\?", re.IGNORECASE)
WRITE = "begin with a capital, end with a full stop, and say why"


def no_sentence(content: Content) -> Iterator[Found]:
    """A reason that is no sentence; it is printed to everyone as one."""
    for source in (*content.written.values(), *fronts(content)):
        if source.name.endswith("glossary.yaml"):
            continue
        for path, value in scalars(source):
            if (
                path[-1] in SENTENCES
                and path[-2:-1] != ("columns",)
                and not _SENTENCE.fullmatch(value.strip())
            ):
                yield Found(f"`{path[-1]}:` is not a sentence", source.at(path), WRITE)


def unfinished(content: Content) -> Iterator[Found]:
    """A text that its author meant to finish."""
    for source in (*content.written.values(), *fronts(content)):
        for path, value in scalars(source):
            if path[-1] in SENTENCES and (found := _EMPTY.search(value)):
                yield Found(f"`{found[0]}`: this is not finished", source.at(path))


def overlays_without_law(content: Content) -> Iterator[Found]:
    """An overlay that names no statement of law."""
    for source in fronts(content):
        for path, data in mappings(source):
            if not path and not data.get("law"):
                said = "the overlay names no statement of law under `law:`"
                yield Found(said, content.head(source.name), "state it once in law.yaml")
