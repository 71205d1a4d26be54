"""What no case exercises, and cases that are impossible, fail, or share a name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.library.lint_case_slips import problems
from pipeline.library.lint_cases import Engine, WrittenCase, cases_of, failure, run
from pipeline.library.lint_content import Content, Found, topic_file
from pipeline.library.read_cases import NAME
from pipeline.library.types import TableRow, Topic
from pipeline.rules.conditions.nodes import symbols_of


def all_cases(content: Content) -> list[WrittenCase]:
    """The cases of all files."""
    return [case for source in content.cases() for case in cases_of(source)]


def sound_cases(content: Content, engine: Engine) -> list[WrittenCase]:
    """Those that are possible."""
    return [case for case in all_cases(content) if not any(problems(content.ready, case, engine))]


def impossible_cases(content: Content, engine: Engine) -> Iterator[Found]:
    """A case that names what is not there."""
    for case in all_cases(content):
        if _is_ours(content, case):
            yield from problems(content.ready, case, engine)


def failing_cases(content: Content, engine: Engine) -> Iterator[Found]:
    """A case whose rows give something else than it expects."""
    for case in sound_cases(content, engine):
        if _is_ours(content, case) and (found := failure(content.ready, case, engine)):
            yield found


def moved_cases(content: Content, engine: Engine) -> Iterator[Found]:
    """A case of the library beneath that no longer holds with the layers: they may well mean it."""
    for case in (each for each in all_cases(content) if not _is_ours(content, each)):
        wrong = list(problems(content.ready, case, engine))
        found = None if wrong else failure(content.ready, case, engine)
        yield from (*wrong, *((found,) if found else ()))


def _is_ours(content: Content, case: WrittenCase) -> bool:
    """True for a case of the topmost layer, or of a library without layers."""
    return not content.layers or case.source.name.startswith(f"{content.layers[-1]}/")


def repeated_cases(content: Content) -> Iterator[Found]:
    """Two cases of one topic with the same name."""
    first: dict[tuple[str, str], WrittenCase] = {}
    for case in all_cases(content):
        other = first.setdefault((case.topic, case.name), case)
        if other is not case:
            said = f"`{case.topic}` has another case called “{case.name}”"
            yield Found(said, case.at("name"), related=(("the first one", other.at("name")),))


# ---------------------------------------------------------------- what is not told


def topics_without_cases(content: Content) -> Iterator[Found]:
    """A topic without cases."""
    told = {case.topic for case in all_cases(content)}
    for topic in content.ready.topics.values():
        if topic.id not in told:
            said = f"the topic `{topic.id}` has no cases: put them in {NAME} beside it"
            yield Found(said, topic.span)


def _with_cases(content: Content) -> list[Topic]:
    """The topics that have cases; of the others it is said once that they have none."""
    told = {case.topic for case in all_cases(content)}
    return [topic for topic in content.ready.topics.values() if topic.id in told]


def told_by_cases(topic: Topic) -> list[TableRow]:
    """The rows that a case can ask for: no case speaks of several partners' own answers."""
    return [
        row for row in topic.rows if topic.each or all(s.kind != "column" for s in symbols_of(row.condition))
    ]


def untold_variants(content: Content) -> Iterator[Found]:
    """A variant with words that no case expects."""
    told = {(case.topic, each) for case in all_cases(content) for each in case.texts("expect")}
    for topic in _with_cases(content):
        worded = {variant for variant, _ in topic.texts}
        given = {row.gives for row in told_by_cases(topic)} & worded
        for each in topic.variants:
            if each in given and (topic.id, each) not in told:
                path = topic_file(topic.group, topic.id)
                yield Found(
                    f"no case of `{topic.id}` expects `{each}`", content.place(path, "variants", each)
                )


def untold_rows(content: Content, engine: Engine) -> Iterator[Found]:
    """A row that decides in no case."""
    cases = sound_cases(content, engine)
    decided = {hit.row.span for case in cases for hit in run(content.ready, case, engine).hits}
    for topic in _with_cases(content):
        for row in told_by_cases(topic):
            if row.span not in decided:
                said = f"no case of `{topic.id}` reaches this row ({row.gives or 'omits'})"
                yield Found(said, row.span, "add a case to cases.yaml, or delete the row")


def untold_places(content: Content) -> Iterator[Found]:
    """The law of a place that no case of the topic speaks of."""
    for topic in content.ready.topics.values():
        told = {each for case in all_cases(content) if case.topic == topic.id for each in case.texts("law")}
        for place in sorted({each.place for each in topic.overlays} - told):
            names = [each.text.file for each in topic.overlays if each.place == place]
            said = f"no case of `{topic.id}` says when the law of `{place}` speaks"
            yield Found(said, content.head(names[0]), "add a case with `law:`")
