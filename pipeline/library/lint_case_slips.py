"""What makes a case impossible: a key, a name or a value that the library does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.answers import UNANSWERED, State
from pipeline.diagnostics import did_you_mean
from pipeline.intake.bank import Question
from pipeline.library.compile import GATES, NATURES
from pipeline.library.lint_cases import MAPPINGS, Engine, WrittenCase
from pipeline.library.lint_content import Found
from pipeline.library.types import Library, Topic

LISTS = ("packet", "expect", "must_not", "law")
KEYS = ("name", "instrument", "facts", "binds", "gate", *LISTS, *MAPPINGS)
NEEDED = ("name", "instrument", "packet", "expect")


def problems(library: Library, case: WrittenCase, engine: Engine) -> Iterator[Found]:
    """Everything that makes a case impossible, each with its place."""
    if not isinstance(case.source.data[case.number], dict):
        yield Found("a case holds `name: text` lines", case.at())
        return
    yield from _wrong_keys(case)
    topic = library.topics.get(case.topic)
    if topic is None:
        guess = did_you_mean(case.topic, library.topics)
        yield Found(f"`{case.topic}` is not a topic{guess}", case.at())
        return
    yield from _wrong_context(library, case)
    yield from _wrong_facts(library, topic, case)
    yield from _wrong_answers(library, case, engine)
    yield from _wrong_variants(topic, case)
    yield from _wrong_places(library, case)


def _wrong_keys(case: WrittenCase) -> Iterator[Found]:
    for key, value in case.data.items():
        if key not in KEYS:
            yield Found(f"`{key}` is not a key of a case{did_you_mean(key, KEYS)}", case.at(key))
        elif key in LISTS and not isinstance(value, list):
            yield Found(f"`{key}` is a list", case.at(key))
        elif key in MAPPINGS and not isinstance(value, dict):
            yield Found(f"`{key}` holds `name: answer` lines", case.at(key))
    for key in NEEDED:
        if key not in case.data:
            yield Found(f"`{key}` is missing", case.at())


def _wrong_context(library: Library, case: WrittenCase) -> Iterator[Found]:
    packet, instrument = case.texts("packet"), str(case.data.get("instrument"))
    for key, each in (*(("packet", name) for name in packet), ("instrument", instrument)):
        if each not in library.outlines:
            guess = did_you_mean(each, library.outlines)
            yield Found(f"`{each}` is not an instrument{guess}", case.inside(key, each))
    if instrument not in packet:
        said = f"`{instrument}` is not in the packet ({', '.join(packet)})"
        yield Found(said, case.inside("instrument", instrument))
    for key, known in (("binds", NATURES), ("gate", GATES)):
        value = case.data.get(key)
        if value is not None and str(value) not in known:
            yield Found(f"`{value}` is none of {', '.join(known)}", case.inside(key, value))


def _wrong_facts(library: Library, topic: Topic, case: WrittenCase) -> Iterator[Found]:
    value = case.data.get("facts")
    if value is not None and not isinstance(value, list | dict):
        yield Found("`facts` is a list of facts", case.at("facts"))
    matter = [fact.id for fact in library.facts.values() if not fact.each]
    for name in value if isinstance(value, list | dict) else ():
        if name not in matter:
            guess = did_you_mean(str(name), matter)
            yield Found(f"`{name}` is not a fact{guess}", case.inside("facts", name))
    for name, truth in value.items() if isinstance(value, dict) else ():
        if truth != "true":
            said = f"a fact is named or left out; write `{name}: true`"
            yield Found(said, case.at("facts", name))
    if topic.each and "party" not in case.data:
        said = f"`{topic.id}` is decided party by party: say something under `party:`"
        yield Found(said, case.at())
    if not topic.each and "party" in case.data:
        yield Found(f"`{topic.id}` is not decided party by party", case.at("party"))


def _wrong_answers(library: Library, case: WrittenCase, engine: Engine) -> Iterator[Found]:
    party_facts = [fact.id for fact in library.facts.values() if fact.each]
    for key, questions in (("answers", library.bank.questions), ("party", library.bank.columns)):
        given = case.data.get(key)
        for name, raw in given.items() if isinstance(given, dict) else ():
            if key == "party" and name in party_facts:
                if raw not in ("true", "false"):
                    yield Found(f"`{name}` is a fact: true or false", case.at(key, name))
            elif key == "answers" and name in library.bank.columns:
                said = f"`{name}` is asked of each partner; a case takes matter-level answers only"
                help_ = "state it as a fact in facts.yaml and let the row name the fact"
                yield Found(said, case.at(key, name), help_)
            elif name not in questions:
                yield Found(f"`{name}` is not asked{did_you_mean(name, questions)}", case.at(key, name))
            elif slip := wrong_answer(library, questions[name], raw, engine):
                yield Found(slip, case.at(key, name))


def wrong_answer(library: Library, question: Question, raw: Any, engine: Engine) -> str:
    """Why this is no answer to a question, or nothing."""
    value = engine.read_answer(question, raw, library.bank.country_codes)
    if value is UNANSWERED:
        return f"`{question.id}` has no answer here"
    if isinstance(value, State):
        return ""
    if not isinstance(value, str | int | float | tuple) and not hasattr(value, "year"):
        return f"`{question.id}` {value.message}"
    named = value if isinstance(value, tuple) else (value,)
    for each in named if question.choices else ():
        if each not in question.choices:
            return f"`{each}` is no answer to `{question.id}`{did_you_mean(str(each), question.choices)}"
    return ""


def _wrong_variants(topic: Topic, case: WrittenCase) -> Iterator[Found]:
    for key in ("expect", "must_not"):
        for each in case.texts(key):
            if each not in topic.variants:
                said = f"`{each}` is not a variant of `{topic.id}`{did_you_mean(each, topic.variants)}"
                yield Found(said, case.inside(key, each))
    for each in case.texts("must_not"):
        if each in case.texts("expect"):
            yield Found(f"`{each}` is expected and must not be", case.inside("must_not", each))


def _wrong_places(library: Library, case: WrittenCase) -> Iterator[Found]:
    for each in case.texts("law"):
        if each not in library.places:
            guess = did_you_mean(each, library.places)
            yield Found(f"`{each}` is not a place of law.yaml{guess}", case.inside("law", each))
