"""One condition, spoilt: wider, narrower, turned round, its numbers moved by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

Spoilt = tuple[str, str]
"""What was done, and the condition then; empty where nothing of it is left."""

_COMPARED = re.compile(r"(?<=[<>=] )\d+\b")
_SIGN = re.compile(r"(?<= )(<=|>=|<|>)(?= )")
_STRICT = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_LISTED = re.compile(r"in \(([a-z_0-9, ]+)\)")


def split(text: str, word: str) -> list[str]:
    """The parts between a word that stands outside all brackets."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"[()]| {word} ", text):
        if match.group() in "()":
            depth += 1 if match.group() == "(" else -1
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def without_each(parts: list[str], word: str) -> Iterator[Spoilt]:
    """The parts joined again, each left out once."""
    if len(parts) > 1:
        for number, part in enumerate(parts):
            yield f"without `{part}`", f" {word} ".join(parts[:number] + parts[number + 1 :])


def widened(text: str) -> Iterator[Spoilt]:
    """One conjunct less."""
    if len(split(text, "or")) == 1:
        yield from without_each(split(text, "and"), "and")


def narrowed(text: str) -> Iterator[Spoilt]:
    """One alternative less: of an `or`, or of a list of values."""
    yield from without_each(split(text, "or"), "or")
    for match in _LISTED.finditer(text):
        values = match.group(1).split(", ")
        for value in values if len(values) > 1 else ():
            kept = ", ".join(each for each in values if each != value)
            yield f"without the value `{value}`", _put(text, match.start(1), match.end(1), kept)


def negated(text: str) -> Iterator[Spoilt]:
    """Each atom turned round."""
    for start, end in _atoms(text, 0):
        atom = text[start:end]
        turned = atom.removeprefix("not ") if atom.startswith("not ") else f"not {atom}"
        yield f"`{atom}` becomes `{turned}`", _put(text, start, end, turned)


def _atoms(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The places of the parts that hold no `and` or `or` of their own."""
    for word in ("or", "and"):
        parts = split(text, word)
        if len(parts) > 1:
            for part in parts:
                yield from _atoms(part, start)
                start += len(part) + len(word) + 2
            return
    bare = text.removeprefix("not ")
    if bare.startswith("(") and _closes_at_end(bare):
        yield from _atoms(bare[1:-1], start + len(text) - len(bare) + 1)
    else:
        yield start, start + len(text)


def _closes_at_end(text: str) -> bool:
    depth = 0
    for number, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return number == len(text) - 1
    return False


def moved(text: str) -> Iterator[Spoilt]:
    """Each bound by one, and each comparison made strict or not strict."""
    for match in _COMPARED.finditer(text):
        for step in (-1, 1):
            number = str(int(match.group()) + step)
            yield f"{match.group()} becomes {number}", _put(text, match.start(), match.end(), number)
    for match in _SIGN.finditer(text):
        sign = _STRICT[match.group()]
        yield f"{match.group()} becomes {sign}", _put(text, match.start(), match.end(), sign)


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
