"""Traps of YAML, and files and values that are read without effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import did_you_mean
from pipeline.intake.source import KeyPath, Scalar, Source
from pipeline.library.layering import LIBRARY
from pipeline.library.lint_content import Content, Found
from pipeline.library.lint_reading import SPOKEN, mappings, scalars

_WORDS = re.compile(r"(?i:y|n|yes|no|on|off)")
_FIGURES = re.compile(r"0\d+|\d+(?::[0-5]?\d)+")
_TRUTH = re.compile(r"(?i:true|false)")
_COUNT = re.compile(r"\d[\d_,.]*")
QUOTE = "put it in quotation marks"


def yaml_traps(content: Content) -> Iterator[Found]:
    """A word or figure that other readers of YAML take for something else."""
    for source in content.written.values():
        for path, value in scalars(source):
            if value.style == "plain" and _is_trap(value, path):
                said = f"`{value}` is no text to other readers of YAML"
                yield Found(said, source.at(path), QUOTE)
        for path, data in mappings(source):
            for key in data:
                span = source.key((*path, key))
                bare = content.lines(span.file)[span.line - 1][span.column - 1 :].startswith(key)
                if bare and (_WORDS.fullmatch(key) or _FIGURES.fullmatch(key)):
                    yield Found(f"`{key}` is no text to other readers of YAML", span, QUOTE)


def _is_trap(value: Scalar, path: KeyPath) -> bool:
    if _WORDS.fullmatch(value) or _FIGURES.fullmatch(value):
        return True
    spoken = path[-1] in SPOKEN
    return spoken and bool(_TRUTH.fullmatch(value) or _COUNT.fullmatch(value))


def cut_by_comment(content: Content) -> Iterator[Found]:
    """A text that ends where a `#` begins a comment: ``because: Rule #3 applies``."""
    for source in content.written.values():
        for path, value in scalars(source):
            if value.style != "plain":
                continue
            span = source.at(path)
            line = content.lines(span.file)[span.line - 1]
            end = span.column - 1 + len(value)
            if re.match(r"\s+#\S", line[end:]) and line[span.column - 1 : end] == value:
                said = "the text ends here: a blank and a `#` begin a comment"
                yield Found(said, source.at(path), QUOTE)


# ---------------------------------------------------------------- read without effect

KINDS = ("checklist", "facts", "glossary", "law", "packet", "parameters", "sources", "words")
TOP = (*(f"{each}.yaml" for each in KINDS), "facts.cases.yaml", "parameters.cases.yaml")
BESIDE = ("topic.yaml", "cases.yaml")


def stray_files(content: Content) -> Iterator[Found]:
    """A file of the library that nothing reads."""
    for name in content.texts:
        parts = name.split("/")
        if parts[0] == LIBRARY and not _has_place(content, parts[1:]):
            wrong, known = (parts[-2], ("law",)) if len(parts) == 5 else (parts[-1], (*TOP, *BESIDE))
            said = f"`{name}` has no place in a library, so nothing reads it{did_you_mean(wrong, known)}"
            yield Found(said, content.head(name))


def _has_place(content: Content, parts: list[str]) -> bool:
    if len(parts) <= 2:
        return parts[-1] == "glossary.yaml" if parts[1:] else parts[0] in TOP
    is_topic = f"{LIBRARY}/{parts[0]}/{parts[1]}/topic.yaml" in content.live
    in_law = len(parts) == 4 and parts[2] == "law"
    return is_topic and (parts[2] in BESIDE if parts[-1].endswith(".yaml") else len(parts) == 3 or in_law)


ONLY = {
    "each": ("parties",),
    "decides": ("nature",),
    "available": ("true", "false"),
    "defined": ("true", "false"),
}
"""Keys of which compiling takes every other value for none."""


def values_without_effect(content: Content) -> Iterator[Found]:
    """A word that is read as if nothing stood there."""
    for name, source in content.written.items():
        if not name.startswith("intake/") and not name.endswith(("cases.yaml", "checklist.yaml")):
            for path, data in mappings(source):
                yield from _without_effect(source, path, data)


def _without_effect(source: Source, path: KeyPath, data: dict[str, object]) -> Iterator[Found]:
    for key, allowed in ONLY.items():
        if isinstance(value := data.get(key), str) and value not in allowed:
            said = f"`{value}` says nothing under `{key}:`{did_you_mean(value, allowed)}"
            yield Found(said, source.at((*path, key)), f"write {' or '.join(allowed)}")
