"""What stands in the library and reaches no draft."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.library.lint_content import Content, Found, inside_of, topic_file
from pipeline.library.markup import ParameterUse, TermUse
from pipeline.library.read_topics import POINT
from pipeline.rules.conditions.symbols import Symbol


def _symbols(content: Content, *kinds: str) -> set[str]:
    return {each.id for each in content.nodes if isinstance(each, Symbol) and each.kind in kinds}


def unused_terms(content: Content) -> Iterator[Found]:
    """A defined term that no text names and no unit is."""
    library = content.ready
    used = {each.term for each in content.nodes if isinstance(each, TermUse)}
    used |= {library.terms_by_word.get(each.unit, "") for each in library.parameters.values()}
    for term in library.glossary.values():
        if term.id not in used:
            yield Found(f"no text uses the term `{term.forms[-1].word}`", term.span)


def unused_parameters(content: Content) -> Iterator[Found]:
    """A value that no text prints and no condition, rule or default reads."""
    used = {each.parameter for each in content.nodes if isinstance(each, ParameterUse)}
    read = {symbol for part in _elsewhere(content) for symbol in part}
    for each in content.ready.parameters.values():
        if each.id not in used | read:
            yield Found(f"no text, rule or default reads `{each.id}`", each.span)


def _elsewhere(content: Content) -> Iterator[set[str]]:
    """What everything reads but a parameter of itself."""
    library = content.ready
    for name in library.__struct_fields__:
        if name not in ("bank", "names", "parameters"):
            yield _parameters_in(getattr(library, name))
    for each in library.parameters.values():
        yield _parameters_in(each) - {each.id}


def _parameters_in(part: object) -> set[str]:
    return {each.id for each in inside_of(part) if isinstance(each, Symbol) and each.kind == "parameter"}


def unused_facts(content: Content) -> Iterator[Found]:
    """A fact that nothing reads; an edge case is read by the user."""
    read = _symbols(content, "fact", "party_fact") | {row.pairs_with for row in content.ready.packets}
    for fact in content.ready.facts.values():
        if fact.id not in read and not fact.edge_case:
            yield Found(f"nothing reads the fact `{fact.id}`", fact.span)


def unused_variants(content: Content) -> Iterator[Found]:
    """A variant that no row gives."""
    for topic in content.ready.topics.values():
        given = {row.gives for row in topic.rows}
        for each in topic.variants:
            if each not in given:
                place = content.place(topic_file(topic.group, topic.id), "variants", each)
                yield Found(f"no row of `{topic.id}` gives `{each}`", place, "give it a row, or delete it")


def unused_texts(content: Content) -> Iterator[Found]:
    """A text that no document can print: its instrument has no place for the topic, or nothing points."""
    library = content.ready
    for topic in library.topics.values():
        for (variant, instrument), text in topic.texts.items():
            place = content.head(text.file)
            if instrument and topic.id not in library.outlines[instrument].topics():
                said = (
                    f"the outline of `{instrument}` has no place for `{topic.id}`, so this is never printed"
                )
                yield Found(said, place)
            elif variant == POINT and topic.home == "each":
                said = f"every document settles `{topic.id}` for itself, so nothing ever points: see `home:`"
                yield Found(said, place)


# ---------------------------------------------------------------- no place in a document


def topics_without_slot(content: Content) -> Iterator[Found]:
    """A topic for which no outline that can be drafted has a place."""
    outlines = [each for each in content.ready.outlines.values() if each.available]
    placed = {topic for each in outlines for topic in each.topics()}
    for topic in content.ready.topics.values():
        if topic.id not in placed:
            said = f"no outline has a place for the topic `{topic.id}`, so it is never drafted"
            yield Found(said, topic.span, "name it in templates/<instrument>/outline.yaml")
