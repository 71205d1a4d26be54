"""One answer as text to its typed value, by its question. The text itself never says what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pipeline.answers import NOT_KNOWN, NOT_KNOWN_WORDS, UNANSWERED
from pipeline.diagnostics import nearest
from pipeline.intake.bank import Question
from pipeline.intake.characters import is_blank, shown
from pipeline.intake.dates import read_date
from pipeline.intake.numerals import read_money, read_number, read_whole_number
from pipeline.intake.source import Scalar
from pipeline.intake.wording import Slip

_BREAKS = re.compile(r"[ \t]*[\r\n\t\v\f\x85\u2028\u2029]+[ \t]*")
_WORD = re.compile(r"[^\W_]+")
_NEARLY_OPEN = frozenset({"not known", "not yet known", NOT_KNOWN_WORDS})
TRUTHS = {"yes": True, "true": True, "no": False, "false": False}


def read_answer(question: Question, raw: Any, country_codes: Mapping[str, str]) -> Any:
    """The typed value, a ``State``, or a ``Slip``."""
    if raw is None:
        return UNANSWERED
    if question.is_list:
        return _open(question, _read_list(question, raw))
    if not isinstance(raw, Scalar):
        return Slip("wrong-kind", f"takes one answer, not {_kind(raw)}", "write the answer after the colon")
    text = clean(raw)
    if is_blank(text):
        return UNANSWERED
    if is_open(text):
        return _open(question, NOT_KNOWN)
    if question.type == "text" and _says_open(text):
        said = Slip("value-not-allowed", f"cannot be `{shown(text)}`", f"write `{NOT_KNOWN_WORDS}`")
        return _open(question, NOT_KNOWN) if question.never_open else said
    if question.type == "country":
        return _read_country(text, country_codes)
    return _READERS[question.type](text)


def clean(text: str) -> str:
    """One line without white space around it."""
    return _BREAKS.sub(" ", str(text).strip())


def is_open(text: str) -> bool:
    """True for "not known yet" in any case."""
    return " ".join(text.casefold().split()) == NOT_KNOWN_WORDS


def means_open(text: str) -> bool:
    """True for what can only have been meant as "not known yet"; asked only of an answer that is refused."""
    return _says_open(text) or nearest(" ".join(text.split()), [NOT_KNOWN_WORDS], 0.8) is not None


def _says_open(text: str) -> bool:
    return len(text) < 20 and " ".join(_WORD.findall(text.casefold())) in _NEARLY_OPEN


def _open(question: Question, value: Any) -> Any:
    if value is NOT_KNOWN and question.never_open:
        return Slip("must-be-known", f"cannot be left at `{NOT_KNOWN_WORDS}`", question.ask)
    return value


def _kind(raw: Any) -> str:
    return "a list" if isinstance(raw, list) else "`name: text` lines"


def _read_list(question: Question, raw: Any) -> Any:
    if isinstance(raw, Scalar) and is_blank(raw):
        return UNANSWERED
    if isinstance(raw, Scalar) and is_open(raw):
        return NOT_KNOWN
    if not isinstance(raw, list):
        help_ = f"write each answer on a line of its own: `- {_sample(question)}`"
        return Slip("wrong-kind", "takes a list", help_)
    entries: dict[str, None] = {}
    for number, entry in enumerate(raw):
        slip = _entry_slip(entry, entries, number, len(raw))
        if slip is not None:
            return slip
        if entry is not None and not is_blank(entry):
            entries[clean(entry)] = None
    if len(entries) == 1 and is_open(next(iter(entries))):
        return NOT_KNOWN
    return tuple(entries) or UNANSWERED


def _entry_slip(entry: Any, before: Collection[str], number: int, total: int) -> Slip | None:
    if entry is None:
        return None
    if not isinstance(entry, Scalar):
        message = f"must be one text, not {_kind(entry)}"
        return Slip("wrong-kind", message, "put the text in quotation marks", number)
    if total > 1 and is_open(entry):
        return Slip(
            "wrong-kind",
            f"says `{NOT_KNOWN_WORDS}` among other answers",
            f"delete it, or write only `{NOT_KNOWN_WORDS}`",
            number,
        )
    if clean(entry) in before:
        return Slip("repeated-value", f"says `{shown(entry)}` a second time", "delete it", number)
    return None


def _sample(question: Question) -> str:
    return next(iter(question.choices), "a text")


def _read_truth(text: str) -> bool | Slip:
    truth = TRUTHS.get(text.casefold())
    if truth is None:
        return Slip("value-not-allowed", f"must be yes or no, not `{shown(text)}`", "allowed: yes, no")
    return truth


def _read_country(text: str, codes: Mapping[str, str]) -> str | Slip:
    code = codes.get(text.casefold())
    if code is not None:
        return code
    guess = nearest(text, codes) if len(text) < 80 else None
    known = f"; did you mean `{_as_written(guess)}`?" if guess else ""
    return Slip(
        "value-not-allowed",
        f"names no country we know: `{shown(text)}`{known}",
        "write an English name or a two-letter code, such as Norway or NO",
    )


def _as_written(folded: str) -> str:
    small = {"and", "of", "the", "da", "d'ivoire"}
    if len(folded) == 2:
        return folded.upper()
    return " ".join(word if word in small else word.capitalize() for word in folded.split())


_READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "choice": str,
    "yes_no": _read_truth,
    "whole_number": read_whole_number,
    "money": read_money,
    "number": read_number,
    "date": read_date,
}
TYPES = (*_READERS, "texts", "choices", "country", "rows")
