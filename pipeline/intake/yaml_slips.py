"""The slips behind most syntax errors: a quotation that breaks, a colon without a space.

libyaml notices them late, often on another line; here they are told where they were made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct
from yaml.error import Mark, MarkedYAMLError

from pipeline.intake.wording import SPACE_HELP

Told = tuple[str, str, Mark]
"""Message, help and place."""

_NO_SPACE = re.compile(r"[ ]*(?:- +)*[A-Za-z]\w*(:)(?!//)[^\s:,\]}]")
"""A line that begins with a name, a colon and at once the answer."""
_SPACE = "a space is missing after this colon"

_CURLY = re.compile("[“”„‟‘’‚‛«»‹›]")
_IN_CURLY = re.compile("[ ]*(?:- +)*(?:\\w+: +)?[“„‟‘’‚‛«»‹›]")
_COLON = "a colon followed by a blank stands inside a text here"
_CURLY_HELP = 'use straight quotation marks (") at both ends; curly ones are letters like any other'
_CLOSE_HELP = "close it with the same mark at the end of the text, or delete it"
_OPENED = "a quotation mark is opened here and never closed"
_ENDED = "the quotation has ended before this, and the text goes on"
_ENDED_HELPS = {
    '"': 'put the whole text in quotation marks; a quotation mark inside it is written \\", '
    "or the whole text stands in single ones",
    "'": "an apostrophe inside single quotation marks is written twice, "
    "or the whole text stands in double ones",
}
_OPENS = re.compile(r"""[ ]*(?:- +)*(?:[^\s"'#][^"'#]*?:[ ]+)?(["'])""")
_CLOSES = {'"': re.compile(r'(?s:\\.|[^"\\])*"'), "'": re.compile(r"(?:''|[^'])*'(?!')")}
_BLANKS = re.compile(" *")
_KEY = re.compile(r"^[ ]*(?:- +)*[A-Za-z]\w*:(?: |$)", re.MULTILINE)


class Quotation(Struct, frozen=True):
    """A quotation as the file has it; it may run over several lines."""

    start: int
    end: int
    """Behind its closing mark, or the end of the file."""
    behind: int
    """What follows it, blanks left out."""
    closed: bool


def likely_slip(error: MarkedYAMLError, text: str) -> Told | None:
    """What was most likely done, when it is one of the usual slips."""
    mark: Mark | None = error.problem_mark
    found = (each(error, text, mark) for each in _SLIPS if mark is not None)
    return next((each for each in found if each is not None), None)


def without_space(text: str, line: int) -> Told | None:
    """The colon that lacks its space, if the line (counted from 0) has one."""
    row = next(islice(text.split("\n"), line, None), "")
    match = _NO_SPACE.match(row)
    return (_SPACE, SPACE_HELP, Mark("", 0, line, match.start(1), None, 0)) if match else None


def _without_space(error: MarkedYAMLError, text: str, mark: Mark) -> Told | None:
    """libyaml tells it where the next line begins, or at the colon of the next line."""
    if "could not find expected ':'" in str(error.problem) and error.context_mark:
        return without_space(text, error.context_mark.line)
    if "mapping values" not in str(error.problem) or not _KEY.match(_row(text, mark)[: mark.column + 1]):
        return None
    above = [number for number, row in enumerate(text.split("\n")[: mark.line]) if row.strip()]
    return without_space(text, above[-1]) if above else None


# ---------------------------------------------------------------- quotations


def _unclosed(error: MarkedYAMLError, text: str, mark: Mark) -> Told | None:
    """A quotation that nothing closes, or only the opening mark of a later one."""
    for each in _quotations(text, mark.index):
        if each.end <= mark.index <= each.behind:
            if each.closed and not _KEY.search(text, each.start, each.end):
                return None
            row = text[each.start : _line_end(text, each.start)]
            return _OPENED, _CURLY_HELP if _CURLY.search(row) else _CLOSE_HELP, _mark(text, each.start)
    return None


def _quotations(text: str, end: int) -> Iterator[Quotation]:
    """Every quotation that begins where an answer may begin, up to a place."""
    at = 0
    while at < end:
        behind = at
        if opening := _OPENS.match(text, at, _line_end(text, at)):
            closing = _CLOSES[opening[1]].match(text, opening.end())
            stop = closing.end() if closing else len(text)
            behind = stop + len(_BLANKS.match(text, stop)[0])  # type: ignore[index]  # it always matches
            yield Quotation(opening.start(1), stop, behind, closing is not None)
        at = _line_end(text, behind) + 1


def _ended(error: MarkedYAMLError, text: str, mark: Mark) -> Told | None:
    """Something follows a quotation on its line."""
    sign = _row(text, mark)[: mark.column].rstrip(" ")[-1:]
    if sign not in _ENDED_HELPS or "did not find expected" not in str(error.problem):
        return None
    return _ENDED, _ENDED_HELPS[sign], mark


def _curly(error: MarkedYAMLError, text: str, mark: Mark) -> Told | None:
    """A text in curly quotation marks that should have been a quotation."""
    is_colon = "mapping values" in str(error.problem)
    return (_COLON, _CURLY_HELP, mark) if is_colon and _IN_CURLY.match(_row(text, mark)) else None


# ---------------------------------------------------------------- places


def _line_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    return found if found >= 0 else len(text)


def _row(text: str, mark: Mark) -> str:
    """The line of a mark."""
    start = mark.index - mark.column
    return text[start : _line_end(text, start)]


def _mark(text: str, index: int) -> Mark:
    start = text.rfind("\n", 0, index) + 1
    return Mark("", index, text.count("\n", 0, start), index - start, None, 0)


_SLIPS: tuple[Callable[[MarkedYAMLError, str, Mark], Told | None], ...] = (
    _without_space,
    _unclosed,
    _ended,
    _curly,
)
