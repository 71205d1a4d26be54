"""Words put together tidily: single blanks, no blank before a stop, punctuation of lists."""

from __future__ import annotations

import re

from pipeline.model import Inline, Paragraph, Text

_UNTIDY = re.compile(r" {2,}| (?=[,.;:)])|\( ")
_BLANKS = re.compile(r" {2,}")
_BEFORE_STOP = re.compile(r" +(?=[,.;:)])|(?<=\() +")
STOPS = (".", ";", ":", "?", "!", "”")


def tidied(inlines: list[Inline]) -> list[Inline]:
    """Merged, single-blanked, trimmed. Only our own words are touched (in place), never an answer."""
    merged: list[Inline] = []
    last: Inline | None = None
    for each in inlines:
        if type(each) is Text:
            if not each.text:
                continue
            if type(last) is Text and last.mark == each.mark:
                last.text += each.text
                continue
        merged.append(each)
        last = each
    _blanks(merged)
    return [each for each in merged if each.text or type(each) is not Text]


def _blanks(inlines: list[Inline]) -> None:
    before, is_ours, final = " ", True, len(inlines) - 1
    for number, each in enumerate(inlines):
        ours = type(each) is Text
        if ours:
            text = each.text
            if _UNTIDY.search(text):
                text = _BEFORE_STOP.sub("", _BLANKS.sub(" ", text))
            if before.endswith((" ", "(")):
                text = text.lstrip(" ")
            if not is_ours and text.startswith(".") and before.endswith("."):
                text = text[1:]  # the name before it ends with a stop of its own: "Acme Inc."
            each.text = text.rstrip(" ") if number == final else text
        if each.text or not ours:
            before, is_ours = each.text, ours


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
