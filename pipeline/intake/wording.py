"""How diagnostics of an intake call things."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.diagnostics import nearest
from pipeline.intake.bank import Question
from pipeline.intake.characters import shown
from pipeline.intake.source import KeyPath


@dataclass(frozen=True, slots=True)
class Slip:
    """Why an answer could not be taken: the diagnostic without its place."""

    code: str
    message: str
    """Begins after the question's name: "must be yes or no, not `maybe`"."""
    help: str = ""
    entry: int | None = None
    """Which entry of a list is meant."""


def called(path: KeyPath) -> str:
    """```staff` of party 2``; ```objectives`, entry 3``."""
    words = [f"`{shown(step, 40)}`" for step in path if isinstance(step, str)]
    numbers = [step + 1 for step in path if isinstance(step, int)]
    if len(words) == 2:
        tail = f", entry {numbers[1]}" if len(numbers) == 2 else ""
        return f"{words[1]}{tail} of {_row(str(path[0]))} {numbers[0]}"
    if not numbers:
        return words[0]
    return f"{_row(str(path[0]))} {numbers[0]}" if path[0] in _ROW else f"{words[0]}, entry {numbers[0]}"


_ROW = {"parties": "party", "overrides": "override"}


def _row(key: str) -> str:
    return _ROW.get(key, "entry")


def listed(values: list[str], most: int = 12) -> str:
    """``a, b, c`` or the first ones and how many more."""
    rest = len(values) - most
    return ", ".join(values[:most]) + (f" and {rest} more" if rest > 0 else "")


def guess_choice(found: str, question: Question) -> str:
    """``; did you mean `x`?`` over the values and their words."""
    for value, words in question.choices.items():
        if words.casefold() == found.casefold():
            return f"; did you mean `{value}`?"
    guess = nearest(found, question.choices)
    return f"; did you mean `{guess}`?" if guess else ""


def allowed_choices(question: Question) -> str:
    """The help line under a value that is not allowed."""
    return "allowed: " + listed(list(question.choices))
