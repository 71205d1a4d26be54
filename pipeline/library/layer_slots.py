"""outlines.yaml of a layer: a place in an instrument's outline for a topic that is new."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import did_you_mean
from pipeline.library.layering import Stack
from pipeline.library.pieces import Piece
from pipeline.library.shapes import ANCHORS

KEYS = ("instrument", "add", *ANCHORS)


def put_slots(stack: Stack, listed: Piece) -> None:
    """Every entry of the list."""
    for entry in listed.value:
        if not isinstance(entry.value, dict):
            said = "a slot has `instrument`, `add`, and `after` or `before`"
            stack.slips.report("bad-value", said, entry.at)
        elif _is_whole(stack, entry):
            _put(stack, entry)


def _is_whole(stack: Stack, entry: Piece) -> bool:
    for key in entry.value:
        if key not in KEYS:
            said = f"`{key}` is not a key here{did_you_mean(key, KEYS)}"
            stack.slips.report("unknown-key", said, entry.value[key].key)
            return False
    anchors = [key for key in ANCHORS if entry.text(key)]
    if not entry.text("instrument") or not entry.text("add") or len(anchors) != 1:
        said = "a slot needs `instrument`, `add`, and one of `after` and `before`"
        stack.slips.report("missing-key", said, entry.key)
        return False
    return True


def _put(stack: Stack, entry: Piece) -> None:
    instrument, topic = entry.text("instrument"), entry.text("add")
    anchor = next(key for key in ANCHORS if entry.text(key))
    known = [path.split("/")[1] for path in stack.files if path.endswith("/outline.yaml")]
    if instrument not in known:
        return stack.not_there("instrument", instrument, known, entry.value["instrument"].at)
    if topic not in stack.topics():
        said = f"`{topic}` is not a topic{did_you_mean(topic, stack.topics())}"
        return stack.slips.report("unknown-topic", said, entry.value["add"].at)
    places = list(_places(stack.tree(f"templates/{instrument}/outline.yaml")))
    names = [name for name, _, _ in places]
    if topic in names:
        first = places[names.index(topic)]
        help_ = "a topic has one place in a document"
        return stack.already_there("topic", topic, entry.value["add"].at, first[1][first[2]].key, help_)
    beside = entry.text(anchor)
    if beside not in names:
        return stack.not_there("topic", beside, names, entry.value[anchor].at)
    _, entries, place = places[names.index(beside)]
    entries.insert(place + (anchor == "after"), entry.value["add"])


def _places(outline: Piece) -> Iterator[tuple[str, list[Piece], int]]:
    """Every topic of an outline with the list it stands in, and where in that list."""
    for area in ("front", "recitals", "execution"):
        yield from _in(outline.get(area))
    for part in _entries(outline.get("body")):
        articles = _entries(part.get("articles"))
        for place, article in enumerate(articles):
            if isinstance(article.value, str):
                yield article.value, articles, place
            yield from _in(article.get("topics"))
    for annex in _entries(outline.get("annexes")):
        yield from _in(annex.get("topics"))


def _in(listed: Piece | None) -> Iterator[tuple[str, list[Piece], int]]:
    entries = _entries(listed)
    for place, each in enumerate(entries):
        yield str(each.value), entries, place


def _entries(listed: Piece | None) -> list[Piece]:
    return listed.value if listed and isinstance(listed.value, list) else []
