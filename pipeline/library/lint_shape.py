"""What has the wrong shape in a document: a lone item, a number that is none, a topic without a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Span
from pipeline.library import markup as m
from pipeline.library.layering import LIBRARY
from pipeline.library.lint_content import Content, Found, topic_file
from pipeline.library.lint_reading import mappings, text_passages
from pipeline.library.types import Overlay, Topic, layer_of

_NUMBER = re.compile(r"[A-Z]\d{1,3}")
_TIGHT = re.compile(r"\s{0,2}(\d+\.)[^\s\d]")
_CURLY = re.compile("[“”„]")
ITEM = 3
"""The level of an item (a)."""


def lone_items(content: Content) -> Iterator[Found]:
    """An overlay that puts an item under a block that has none."""
    for topic in content.ready.topics.values():
        for each in topic.overlays:
            yield from _under_no_items(content, topic, each)


def _under_no_items(content: Content, topic: Topic, overlay: Overlay) -> Iterator[Found]:
    if not (overlay.text.blocks and _begins_with_item(overlay.text.blocks)):
        return
    for (variant, _), text in topic.texts.items():
        block = _labelled(text.blocks, overlay.label) if variant == overlay.variant else None
        if block is None or _has_items(block.blocks[:1] if overlay.replace else block.blocks):
            continue
        done = "takes the place of" if overlay.replace else "is appended to"
        said = f"an item {done} `{overlay.label}` of {text.file}, which has no items: it would be a lone (a)"
        yield Found(said, content.head(overlay.text.file), "write a numbered paragraph, or label a list")


def _begins_with_item(blocks: Sequence[m.BlockNode]) -> bool:
    return _has_items(blocks[:1])


def _has_items(blocks: Sequence[m.BlockNode]) -> bool:
    """Whether an item stands in these blocks, at any depth."""
    return any(_is_item(each) for each in blocks)


def _is_item(block: m.BlockNode) -> bool:
    if isinstance(block, m.TextParagraph):
        return block.level >= ITEM
    if isinstance(block, m.BlockIf):
        return _has_items((*block.then, *block.otherwise))
    return isinstance(block, m.Labelled | m.ForParties) and _has_items(block.blocks)


def _labelled(blocks: Sequence[m.BlockNode], label: str) -> m.Labelled | None:
    for block in blocks:
        if isinstance(block, m.Labelled) and block.label == label:
            return block
        inner: Sequence[m.BlockNode] = ()
        if isinstance(block, m.BlockIf):
            inner = (*block.then, *block.otherwise)
        elif isinstance(block, m.Labelled | m.ForParties):
            inner = block.blocks
        if found := _labelled(inner, label):
            return found
    return None


def lists_of_one(content: Content) -> Iterator[Found]:
    """A text with a list of one item, always."""
    for topic in content.ready.topics.values():
        for text in topic.texts.values():
            for item in _alone(text.blocks):
                said = "this list has one item: it would be a lone (a)"
                yield Found(said, _place(content, text.file, item), "make it a sentence of the paragraph")


def _alone(blocks: Sequence[m.BlockNode]) -> Iterator[m.TextParagraph]:
    """Items with neither item nor condition nor label beside them."""
    for at, block in enumerate(blocks):
        beside = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
        bare = all(isinstance(each, m.TextParagraph) and each.level < ITEM for each in beside)
        if bare and isinstance(block, m.TextParagraph) and block.level == ITEM:
            yield block


def _place(content: Content, file: str, item: m.TextParagraph) -> Span:
    first = next((each.text for each in item.inlines if isinstance(each, m.Words)), "").split("  ")[0][:20]
    for number, line in enumerate(content.lines(file), 1):
        if line.startswith("   ") and line.strip().startswith("- ") and first.strip() in line:
            return Span(file, number, 1 + line.index("-"), len(line.strip()))
    return content.head(file)


# ---------------------------------------------------------------- topics


def without_place(content: Content) -> Iterator[Found]:
    """A topic of a layer that some documents which can be drafted have no place for."""
    outlines = {
        name: each for name, each in content.ready.outlines.items() if each.available and each.strength
    }
    for topic in content.ready.topics.values():
        missing = [name for name, each in outlines.items() if topic.id not in each.topics()]
        if layer_of(topic.span.file) and 0 < len(missing) < len(outlines):
            said = f"`{topic.id}` has no place in {', '.join(missing)}"
            yield Found(said, topic.span, "give it one in outlines.yaml, unless it has no business there")


def topic_numbers(content: Content) -> Iterator[Found]:
    """A number that is none, or another topic's."""
    first: dict[str, Topic] = {}
    for topic in sorted(content.ready.topics.values(), key=lambda each: bool(layer_of(each.span.file))):
        place = content.value(topic_file(topic.group, topic.id), "number")
        if not _NUMBER.fullmatch(topic.number):
            said = f"`{topic.number}` is not like T12: a capital letter and up to three figures"
            yield Found(said, place)
        elif (other := first.setdefault(topic.number, topic)) is not topic:
            yield Found(f"`{topic.number}` is the number of the topic `{other.id}`", place)


def checked_without_day(content: Content) -> Iterator[Found]:
    """A statement of law that was checked on no day."""
    for law in content.ready.law.values():
        if law.status == "checked" and not law.checked_on:
            place = content.value(f"{LIBRARY}/law.yaml", "propositions", law.id, "status")
            said = f"`{law.id}` is checked and has no `checked_on`"
            yield Found(said, place, "write the day on which you read the rule itself, such as 2026-11-22")


# ---------------------------------------------------------------- typing


def tight_numbers(content: Content) -> Iterator[Found]:
    """A numbered paragraph without a blank after its number: it is read as plain words."""
    for name in content.clause_files():
        for each in text_passages(name, content.texts[name]):
            if found := _TIGHT.match(each.text):
                said = f"a blank is missing after `{found[1]}`: this is read as a plain paragraph"
                yield Found(said, each.span(*found.span(1)))


def curly_titles(content: Content) -> Iterator[Found]:
    """Curly quotation marks in a title, most of which a word processor put there."""
    for source in content.written.values():
        for path, data in mappings(source):
            title = data.get("title")
            if isinstance(title, str) and (found := _CURLY.search(title)) and path[-1:] != ("choices",):
                said = f"`{found[0]}` stands in a title: were these quotation marks meant for YAML?"
                yield Found(said, source.at((*path, "title")), "leave them out, or use straight ones")
