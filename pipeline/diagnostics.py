"""Diagnostics: what is wrong, where, and what would be right. A leaf; imports nothing of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "note"]


class Span(Struct, frozen=True, order=True):
    """A place in a text file; line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(Struct, frozen=True):
    """One finding, as a value. The message is one line and stands alone."""

    code: str
    """Stable kebab-case name of the kind of finding."""
    severity: Severity
    message: str
    span: Span | None = None
    help: str = ""
    """What is allowed, or what to do next; may be empty."""
    related: tuple[tuple[str, Span], ...] = ()
    """Further places, each with the words that introduce it."""
    source: tuple[str, ...] = ()
    """Ids of the library's sources on which the finding rests."""

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


class InputError(Exception):
    """The input has errors: tell the user and exit. Carries every diagnostic; prints nothing."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(d.message for d in self.diagnostics))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """True when at least one finding is an error."""
    return any(d.is_error for d in diagnostics)


def nearest(word: str, allowed: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The allowed word closest to ``word``, or None when nothing is near."""
    from difflib import get_close_matches  # needed only where something is wrong

    choices = list(allowed)
    by_fold = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=cutoff)
    return by_fold[found[0]] if found else None


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """``; did you mean `x`?`` or an empty string."""
    guess = nearest(word, allowed)
    return f"; did you mean `{guess}`?" if guess is not None else ""


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, those without a place first."""
    return sorted(diagnostics, key=lambda d: (d.span is not None, d.span or Span("", 0, 0), d.code))


def render(diagnostic: Diagnostic, texts: Mapping[str, str] | None = None) -> str:
    """One finding for a terminal: place, message, the source line with a caret, help, further places."""
    lines = [_headline(diagnostic)]
    if diagnostic.span and texts and diagnostic.span.file in texts:
        lines += _excerpt(diagnostic.span, texts[diagnostic.span.file])
    if diagnostic.help:
        lines.append(f"  = {diagnostic.help}")
    lines += [f"  see also {span}: {words}" for words, span in diagnostic.related]
    return "\n".join(lines)


def _headline(diagnostic: Diagnostic) -> str:
    mark = "" if diagnostic.is_error else f"{diagnostic.severity}: "
    place = f"{diagnostic.span}: " if diagnostic.span else ""
    return f"{place}{mark}{diagnostic.message}"


def _excerpt(span: Span, text: str) -> list[str]:
    rows = text.splitlines()
    if not 1 <= span.line <= len(rows):
        return []
    row = rows[span.line - 1].replace("\t", " ")
    start = min(span.column - 1, len(row))
    window = max(0, start - 60)
    shown = row[window : window + 120]
    caret = "^" * max(1, min(span.length, len(shown) - (start - window)))
    return [f"  | {shown}", "  | " + " " * (start - window) + caret]
