"""Dates: ``2027-03-01`` or ``1 March 2027``, the two ways that nobody can misread."""

from __future__ import annotations

import re
from datetime import date

from pipeline.intake.characters import shown
from pipeline.intake.wording import Slip, guessed

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+([0-9]{4})")
_FIGURES = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_HELP = "write 2027-03-01 or 1 March 2027"
_EARLIEST, _LATEST = 1800, 2200


def read_date(text: str) -> date | Slip:
    """The date, or why there is none."""
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return _checked(year, month, day)
    if match := _WORDS.fullmatch(text):
        number = _month(match[2])
        if number:
            return _checked(int(match[3]), number, int(match[1]))
    if match := _FIGURES.fullmatch(text):
        return _in_figures(text, int(match[4]), int(match[1]), int(match[3]))
    return _no_date(text)


def _in_figures(text: str, year: int, first: int, second: int) -> Slip:
    """``28/02/2027``: refused, since day and month could change places; told what it may have meant."""
    read = [_checked(year, second, first), _checked(year, first, second)]
    days = {each for each in read if isinstance(each, date)}
    if days:
        return _no_date(text, guessed(days.pop().isoformat()) if len(days) == 1 else "")
    slips = [each for each in read if isinstance(each, Slip)]
    slip = next((each for each in slips if "month" not in each.message), slips[0])
    return Slip(slip.code, slip.message, "; ".join(dict.fromkeys((slip.help, _HELP))))


def _no_date(text: str, guess: str = "") -> Slip:
    return Slip("not-a-date", f"must be a date, not `{shown(text)}`{guess}", _HELP)


def date_in_words(day: date) -> str:
    """``1 March 2027``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _month(word: str) -> int:
    fits = [n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(word.casefold())]
    return fits[0] if len(fits) == 1 else 0


def _checked(year: int, month: int, day: int) -> date | Slip:
    if not _EARLIEST <= year <= _LATEST:
        help_ = f"years {_EARLIEST} to {_LATEST} are taken"
        return Slip("impossible-date", f"lies in the year {year}", help_)
    if not 1 <= month <= 12:
        return Slip("impossible-date", f"has no month {month}", _HELP)
    days = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    if not 1 <= day <= days:
        name = f"{MONTHS[month - 1]} {year}"
        return Slip("impossible-date", f"says {day} {name}, which does not exist", f"{name} has {days} days")
    return date(year, month, day)
