"""Words put together tidily: single blanks, no blank before a stop, punctuation of lists."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.model import Inline, Paragraph, Text

_BLANKS = re.compile(r" {2,}")
_BEFORE_STOP = re.compile(r" +(?=[,.;:)])|(?<=\() +")
_KEPT = 1 << 15
"""So many pieces of the library's words are remembered as they are when cleaned."""
MEETS = " ,.;:)"
"""Words that begin with one of these look at what stands before them."""
OPEN = (" ", "(")
"""After these no blank follows."""
STOPS = (".", ";", ":", "?", "!", "”")


@lru_cache(_KEPT)
def cleaned(words: str) -> str:
    """Single blanks, none before a stop, none after a bracket."""
    return _BEFORE_STOP.sub("", _BLANKS.sub(" ", words))


def tidied(inlines: list[Inline]) -> list[Inline]:
    """Merged, single-blanked, trimmed. Only our own words are touched (in place), never an answer."""
    done: list[Inline] = []
    own: Text | None = None  # the run of own words at the end, not yet in ``done``
    before, is_ours = " ", True  # what stands before that run
    for each in inlines:
        if type(each) is Text:
            words = cleaned(each.text)
            if not words:
                continue
            if own is None or own.mark != each.mark:
                if own is not None and own.text:
                    done.append(own)
                    before, is_ours = own.text, True
                own, each.text = each, ""
            first = words[0]
            if first not in MEETS or (first == " " and not own.text and before[-1:] not in OPEN):
                own.text += words
            else:
                own.text = _joined(own.text, words, before, is_ours)
        else:
            if own is not None and own.text:
                done.append(own)
            done.append(each)
            own, before, is_ours = None, each.text, False
    if own is not None and (last := own.text.rstrip(" ")):
        own.text = last
        done.append(own)
    return done


def _joined(own: str, words: str, before: str, is_ours: bool) -> str:
    """A run of own words with the next ones, single-blanked where they meet."""
    if own[-1:] == " " and words[0] != " ":
        own = own.rstrip(" ")
    meets = own or before
    if words[0] == " " and meets.endswith(OPEN):
        words = words.lstrip(" ")
    if words[:1] == "." and not own and not is_ours and meets.endswith("."):
        words = words[1:]  # the name before it ends with a stop of its own: "Acme Inc."
    return own + words


def ends_with_stop(inlines: list[Inline]) -> bool:
    """True when the words end with a stop of their own."""
    return bool(inlines) and inlines[-1].text.rstrip().endswith(STOPS)


def add(paragraph: Paragraph, sign: str) -> None:
    """Put a sign at the paragraph's end, unless it has a stop already."""
    if sign and not ends_with_stop(paragraph.inlines):
        last = paragraph.inlines[-1]
        if isinstance(last, Text) and not last.mark:
            last.text += sign
        else:
            paragraph.inlines.append(Text(sign))


Item = tuple[Paragraph, str]
"""A paragraph with the joiner of the items that follow it."""


def punctuate(items: list[Item]) -> None:
    """Give every run of list items its ``;``, ``; and`` and ``.``."""
    place, joiner = 0, "and"
    while place < len(items):
        paragraph, own = items[place]
        if paragraph.level < 3:
            joiner, place = own, place + 1
            continue
        stop = place
        while stop < len(items) and items[stop][0].level >= paragraph.level:
            stop += 1
        if joiner != "plain":
            _run(items[place:stop], paragraph.level, joiner, ".")
        place = stop


def _run(items: list[Item], level: int, joiner: str, final: str) -> None:
    """One level's items; an item with points under it ends with a colon, its last point takes its sign."""
    starts = [number for number, (paragraph, _) in enumerate(items) if paragraph.level == level]
    for order, start in enumerate(starts):
        stop = starts[order + 1] if order + 1 < len(starts) else len(items)
        left = len(starts) - order - 1
        sign = final if left == 0 else (f"; {joiner}" if left == 1 else ";")
        paragraph, own = items[start]
        points = items[start + 1 : stop]
        if points:
            add(paragraph, ":")
            _run(points, points[0][0].level, own, sign)
        else:
            add(paragraph, sign)
