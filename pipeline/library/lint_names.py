"""Names that nobody knows, and names so alike that one is taken for the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pipeline.diagnostics import Span, did_you_mean
from pipeline.intake.bank import ROWS, Question
from pipeline.library.layering import LIBRARY
from pipeline.library.lint_content import Content, Found, topic_file
from pipeline.library.markup import BlockIf, BlockNode, ForParties, Labelled, labels_of
from pipeline.library.types import Outline

QUESTIONS = "intake/questionnaire.yaml"
SHORTEST = 4
"""Shorter words are often one letter apart and mean something else."""


def unknown_ids(content: Content) -> Iterator[Found]:
    """Ids that compiling takes on trust."""
    yield from _places_of_law(content)
    yield from _sources_of_questions(content)
    for outline in content.ready.outlines.values():
        yield from _outline_names(content, outline)


def _places_of_law(content: Content) -> Iterator[Found]:
    library = content.ready
    for law in library.law.values():
        if law.place and law.place not in library.places:
            guess = did_you_mean(law.place, library.places)
            place = content.value(f"{LIBRARY}/law.yaml", "propositions", law.id, "place")
            yield Found(f"`{law.place}` is not a place{guess}", place)


def _sources_of_questions(content: Content) -> Iterator[Found]:
    library = content.ready
    for path, question in _asked(content):
        for number, each in enumerate(question.source):
            if each not in library.sources:
                place = content.value(QUESTIONS, *path, "source", number)
                yield Found(f"`{each}` is not in sources.yaml{did_you_mean(each, library.sources)}", place)


def _asked(content: Content) -> Iterator[tuple[tuple[str, ...], Question]]:
    """Every question and column, with its keys in the question bank."""
    bank = content.ready.bank
    yield from (((name,), each) for name, each in bank.questions.items())
    yield from (((ROWS, "columns", name), each) for name, each in bank.columns.items())


def _outline_names(content: Content, outline: Outline) -> Iterator[Found]:
    """The instrument is its folder's name, its shell another instrument's."""
    outlines = content.ready.outlines
    folder = next(name for name, each in outlines.items() if each is outline)
    for key, name, known in (
        ("instrument", outline.instrument, [folder]),
        ("shell", outline.shell or folder, list(outlines)),
    ):
        if name not in known:
            place = content.value(f"templates/{folder}/outline.yaml", key)
            yield Found(f"`{name}` is not an instrument here{did_you_mean(name, known)}", place)


def repeated_labels(content: Content) -> Iterator[Found]:
    """A label that two blocks of one text share; the branches of an {if} may."""
    for topic in content.ready.topics.values():
        for text in topic.texts.values():
            for label, times in sorted(_labels(text.blocks).items()):
                if times > 1:
                    place = content.tag(text.file, label, last=True)
                    yield Found(f"the label `{label}` stands before two blocks of this text", place)


def _labels(blocks: Sequence[BlockNode]) -> Counter[str]:
    """How often each label can stand in one document."""
    found: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Labelled):
            found += Counter([block.label]) + _labels(block.blocks)
        elif isinstance(block, BlockIf):
            found += _labels(block.then) | _labels(block.otherwise)
        elif isinstance(block, ForParties):
            found += _labels(block.blocks)
    return found


# ---------------------------------------------------------------- one letter apart


def near_ids(content: Content) -> Iterator[Found]:
    """Two names of one kind that differ by one letter, or only as singular and plural."""
    for names in _namespaces(content):
        for one, other in combinations(sorted(names, key=lambda name: names[name]), 2):
            if is_near(one, other):
                said = f"`{other}` is easily taken for `{one}`: they differ by one letter or a plural"
                yield Found(said, names[other], related=(("the other one", names[one]),))


def _namespaces(content: Content) -> Iterator[Mapping[str, Span]]:
    library = content.ready
    bank = {each.id: each.span for each in (*library.bank.questions.values(), *library.bank.columns.values())}
    facts = {each.id: each.span for each in library.facts.values()}
    yield bank | facts | {each.id: each.span for each in library.parameters.values()}
    yield {each.id: each.span for each in library.topics.values()}
    yield {each.id: each.span for each in library.glossary.values()}
    for section, names in (("places", library.places), ("propositions", library.law)):
        yield {each: content.place(f"{LIBRARY}/law.yaml", section, each) for each in names}
    for topic in library.topics.values():
        path = topic_file(topic.group, topic.id)
        yield {each: content.place(path, "variants", each) for each in topic.variants}
        texts = topic.texts.values()
        yield {label: content.tag(text.file, label) for text in texts for label in sorted(labels_of(text))}


def near_values(content: Content) -> Iterator[Found]:
    """A value of a choice that is nearly another value, of the same question or of another."""
    values = list(_values(content))
    for (question, one, _), (second, other, span) in combinations(values, 2):
        if one != other and is_near(one, other):
            whose = "" if question == second else f" of `{question}`"
            yield Found(f"`{other}` is easily taken for the value `{one}`{whose}", span)


def _values(content: Content) -> Iterator[tuple[str, str, Span]]:
    """Every value of every choice: its question, itself, its place."""
    for path, each in _asked(content):
        for value in each.choices:
            yield each.id, value, content.place(QUESTIONS, *path, "choices", value)


def is_near(one: str, other: str) -> bool:
    """One letter more, less or different, two swapped, or only a plural; never only a figure."""
    short, long = sorted((one, other), key=len)
    if is_plural(short, long):
        return True
    a, b = _different(short, long)
    if min(len(a), len(b)) < SHORTEST or any(sign.isdigit() for sign in set(a) ^ set(b)):
        return False
    return _one_off(a, b) if len(a) == len(b) else any(b[:at] + b[at + 1 :] == a for at in range(len(b)))


def _different(short: str, long: str) -> tuple[str, str]:
    """The one word that differs, where only one does: it tells `us_nexus` from `uk_nexus` well enough."""
    a, b = short.split("_"), long.split("_")
    apart = [pair for pair in zip(a, b, strict=False) if pair[0] != pair[1]]
    return apart[0] if len(a) == len(b) and len(apart) == 1 else (short, long)


def is_plural(short: str, long: str) -> bool:
    """Whether the longer is the shorter's plural, in any of its words."""
    words, longer = short.split("_"), long.split("_")
    if len(words) != len(longer) or short == long:
        return False
    ends = [
        b in (a, a + "s", a + "es", a.removesuffix("y") + "ies") for a, b in zip(words, longer, strict=True)
    ]
    return all(ends)


def _one_off(one: str, other: str) -> bool:
    where = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(where) == 2 and [one[at] for at in where] == [other[at] for at in reversed(where)]
    return len(where) == 1 or (swapped and where[1] == where[0] + 1)
