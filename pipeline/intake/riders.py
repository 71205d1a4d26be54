"""The intake's riders: one-off clauses typed for one matter. Their words are taken as they are."""

from __future__ import annotations

import re
from typing import Any

from pipeline.answers import Rider, slug
from pipeline.diagnostics import did_you_mean, nearest
from pipeline.intake.bank import RIDERS
from pipeline.intake.characters import is_blank, shown
from pipeline.intake.draft import Draft
from pipeline.intake.reading import TRUTHS, clean
from pipeline.intake.source import KeyPath, Scalar
from pipeline.intake.wording import called

LONGEST = {"title": 120, "text": 6000, "document": 60, "by": 120, "because": 600, "after": 60}
NEEDED = ("title", "text", "document", "binds", "by", "because")
KEYS = (*NEEDED, "after")
MOST = 20
HELP = "each has title, text, document, binds (yes or no), by and because; after names a topic, if you like"
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def gather_riders(draft: Draft, raw: Any) -> tuple[Rider, ...]:
    """Every rider, complete or refused."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        draft.error("rider", (RIDERS,), "`riders` must be a list", HELP)
        return ()
    if len(raw) > MOST:
        draft.error("rider", (RIDERS,), f"`riders` has {len(raw)} entries; at most {MOST} are taken")
    found: list[Rider] = []
    for number, entry in enumerate(raw[:MOST]):
        rider = _rider(draft, (RIDERS, number), entry, [each.id for each in found])
        found += [rider] if rider is not None else []
    return tuple(found)


def _rider(draft: Draft, path: KeyPath, entry: Any, taken: list[str]) -> Rider | None:
    if path in draft.source.faulty and not entry:
        return None
    if not isinstance(entry, dict):
        draft.error("rider", path, f"{called(path)} must be `name: text` lines", HELP)
        return None
    before = len(draft.found)
    meant = _unknown_keys(draft, path, entry)
    for key in KEYS:
        if key not in meant and (key in NEEDED or entry.get(key) is not None):
            _check(draft, (*path, key), entry.get(key))
    if len(draft.found) > before or any(each[: len(path)] == path for each in draft.source.faulty):
        return None
    given = {key: clean(entry[key]) for key in KEYS if entry.get(key) is not None}
    return Rider(
        _id(given["title"], len(taken) + 1, taken),
        given["title"],
        paragraphs(entry["text"]),
        given["document"],
        TRUTHS[given["binds"].casefold()],
        given["by"],
        given["because"],
        given.get("after", ""),
        draft.source.key(path),
        {key: draft.source.at((*path, key)) for key in given},
    )


def _unknown_keys(draft: Draft, path: KeyPath, entry: dict[str, Any]) -> set[str | None]:
    """Report keys that are none; the keys that they were meant for are not missing as well."""
    unknown = [key for key in entry if key not in KEYS]
    for key in unknown:
        message = f"`{shown(key)}` is not a part of a rider{did_you_mean(key, KEYS)}"
        draft.error("rider", (*path, key), message, HELP, at_key=True)
    return {nearest(key, [each for each in KEYS if each not in entry]) for key in unknown}


def _check(draft: Draft, path: KeyPath, value: Any) -> None:
    """One text: there, not too long; yes or no where that is asked."""
    if path in draft.source.faulty or path[:-1] in draft.source.faulty:
        return
    key = str(path[-1])
    if not isinstance(value, Scalar) or is_blank(value):
        return draft.error("rider", path, f"{called(path)} must be a text", HELP)
    longest = LONGEST.get(key, 0)
    if longest and len(value) > longest:
        message = f"{called(path)} has {len(value):,} characters; at most {longest:,} are taken"
        draft.error("rider", path, message, "shorten it")
    if key == "binds" and clean(value).casefold() not in TRUTHS:
        draft.error("rider", path, f"{called(path)} must be yes or no, not `{shown(value)}`")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each on one line: they are split at empty lines and nothing else is read."""
    return tuple(words for part in _EMPTY_LINE.split(text.strip()) if (words := " ".join(part.split())))


def _id(title: str, number: int, taken: list[str]) -> str:
    """A short id for content controls, unique in the matter."""
    stem = slug(title) or f"rider-{number}"
    name, count = stem, 2
    while name in taken:
        name, count = f"{stem}-{count}", count + 1
    return name
