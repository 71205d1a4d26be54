"""Sources, statements of law, places and verbs that nothing names."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.library.layering import LIBRARY
from pipeline.library.lint_content import Content, Found
from pipeline.library.lint_reading import fronts, mappings
from pipeline.library.read_words import VERBS
from pipeline.library.types import Overlay


def cited(content: Content) -> set[str]:
    """Every id under a `source:`, in every file."""
    sources = [*content.written.values(), *fronts(content)]
    listed = [data.get("source") for source in sources for _, data in mappings(source)]
    return {str(each) for names in listed if isinstance(names, list) for each in names}


def unused_sources(content: Content) -> Iterator[Found]:
    """Sources that nothing cites, in one finding: a catalogue may well hold some."""
    names = cited(content)
    unused = [each for each in content.ready.sources if each not in names]
    if unused:
        several = f"{len(unused)} sources, `{unused[0]}` the first of them"
        said = f"nothing cites {several if unused[1:] else f'the source `{unused[0]}`'}"
        listed = f"these are: {', '.join(unused)}" if unused[1:] else ""
        yield Found(said, content.place(f"{LIBRARY}/sources.yaml", unused[0]), listed)


def unused_law(content: Content) -> Iterator[Found]:
    """A checked statement of law that no overlay rests on; an unchecked one is listed by its place."""
    used = {name for each in _overlays(content) for name in each.law}
    for law in content.ready.law.values():
        if law.id not in used and law.status == "checked":
            place = content.place(f"{LIBRARY}/law.yaml", "propositions", law.id)
            yield Found(f"no text rests on the statement of law `{law.id}`", place)


def unused_places(content: Content) -> Iterator[Found]:
    """A place with neither overlays nor statements of law."""
    library = content.ready
    used = {each.place for each in _overlays(content)} | {each.place for each in library.law.values()}
    for name in library.places:
        if name not in used:
            place = content.place(f"{LIBRARY}/law.yaml", "places", name)
            yield Found(f"nothing in the library is said for the place `{name}`", place)


def _overlays(content: Content) -> list[Overlay]:
    return [each for topic in content.ready.topics.values() for each in topic.overlays]


def unused_verbs(content: Content) -> Iterator[Found]:
    """A verb that no text can ask for."""
    for name in content.ready.verbs:
        if name not in VERBS:
            place = content.place(f"{LIBRARY}/words.yaml", name)
            yield Found(f"no text can use the verb `{name}`", place, f"texts know {', '.join(VERBS)}")
