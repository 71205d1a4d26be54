"""How diagnostics of an intake call things."""

from __future__ import annotations

from msgspec import Struct

from pipeline.diagnostics import nearest
from pipeline.intake.bank import OVERRIDES, RIDERS, ROWS, Question
from pipeline.intake.characters import shown
from pipeline.intake.source import KeyPath

SPACE_HELP = "put a space after the colon"


class Slip(Struct, frozen=True):
    """Why an answer could not be taken: the diagnostic without its place."""

    code: str
    message: str
    """Begins after the question's name: "must be yes or no, not `maybe`"."""
    help: str = ""
    entry: int | None = None
    """Which entry of a list is meant."""


def called(path: KeyPath) -> str:
    """`staff` of party 2; `objectives`, entry 3; override 1."""
    row, rest = _row(path)
    words = [f"`{shown(step, 40)}`" if isinstance(step, str) else f"entry {step + 1}" for step in rest]
    if not row:
        return ", ".join(words)
    return ", ".join([f"{words[0]} of {row}", *words[1:]]) if words else row


_ROWS = {ROWS: "party", OVERRIDES: "override", RIDERS: "rider"}


def _row(path: KeyPath) -> tuple[str, KeyPath]:
    if len(path) > 1 and path[0] in _ROWS and isinstance(path[1], int):
        return f"{_ROWS[str(path[0])]} {path[1] + 1}", path[2:]
    return "", path


def number_in_words(value: int | float) -> str:
    """``1,200`` and ``12.5``."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def listed(values: list[str], most: int = 12) -> str:
    """``a, b, c`` or the first ones and how many more."""
    rest = len(values) - most
    return ", ".join(values[:most]) + (f" and {rest} more" if rest > 0 else "")


def guess_choice(found: str, choices: dict[str, str]) -> str:
    """``; did you mean `x`?`` over the values and their words."""
    for value, words in choices.items():
        if words.casefold() == found.casefold():
            return guessed(value)
    return guessed(nearest(found, choices))


def guess_usual(found: str, question: Question) -> str:
    """The same over the usual answers to a question with a pattern, and the answer in capital letters."""
    import re  # needed only where something is wrong

    if re.fullmatch(question.pattern, found.upper()):
        return guessed(found.upper())
    by_words = {words: value for value, words in question.usual.items()}
    words = nearest(found, by_words)
    return guessed(by_words[words] if words else nearest(found, question.usual))


def guessed(guess: str | None) -> str:
    """``; did you mean `x`?`` or an empty string."""
    return f"; did you mean `{guess}`?" if guess else ""


def allowed_choices(question: Question) -> str:
    """The help line under a value that is not allowed."""
    return "allowed: " + listed(list(question.choices))
