"""What the library may never lose (`demands.yaml`): it may do more than is demanded there, never less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.answers import Answers
from pipeline.decisions import FactResult, Verdict
from pipeline.intake.source import Source, read_source
from pipeline.library.types import Library, Link, Topic
from pipeline.rules.conditions import Scope
from tests.support import real_library

NAME = "tests/library/demands.yaml"
KEYS = ("needed", "mandatory_facts", "edge_cases", "homes", "core", "binds", "requires", "conflicts")


def read() -> Source:
    source, slips = read_source(Path(__file__).with_name("demands.yaml"), NAME)
    assert not slips, slips
    assert source is not None
    return source


DEMANDS = read()


def told(words: str, *path: str | int) -> str:
    """The words with the line of the demand."""
    return f"{NAME}:{DEMANDS.key(path).line}: {words}"


def fail_with(found: Iterator[str]) -> None:
    words = "\n".join(found)
    if words:
        pytest.fail(words, pytrace=False)


def test_every_part_of_the_demands_is_compared() -> None:
    assert tuple(DEMANDS.data) == KEYS


# ---------------------------------------------------------------- what must stand


def holding(library: Library, names: list[str]) -> Scope:
    """A matter of which only these facts hold."""
    facts = {
        name: FactResult(name, name, name in names, Verdict(name in names, name, "constant"), name, False, ())
        for name, fact in library.facts.items()
        if not fact.each
    }
    return Scope(Answers("demand", {}, []), (), facts, {}, {})


def is_needed(library: Library, topic: Topic, names: list[str]) -> bool:
    return topic.needed is not None and topic.needed.verdict(holding(library, names)).value is True


def missing_needs(library: Library) -> Iterator[str]:
    for number, demand in enumerate(DEMANDS.data["needed"]):
        here, name, facts = ("needed", number), demand["topic"], demand["facts"]
        topic = library.topics.get(name)
        if topic is None:
            yield told(f"the topic `{name}` is gone", *here)
            continue
        unknown = [each for each in [*facts, *demand.get("lifted_by", ())] if each not in library.facts]
        for each in unknown:
            yield told(f"the fact `{each}` is gone", *here)
        if "mandatory" in demand and not topic.mandatory:
            yield told(f"`{name}` is no longer mandatory", *here)
        if not is_needed(library, topic, facts):
            yield told(f"`{name}` is no longer needed where {' and '.join(facts)} holds", *here)
        for each in demand.get("lifted_by", ()):
            if is_needed(library, topic, [*facts, each]):
                yield told(f"`{name}` is needed although {each} holds", *here)


def test_what_the_facts_call_for_is_needed() -> None:
    fail_with(missing_needs(real_library()))


def missing_facts(library: Library) -> Iterator[str]:
    for number, name in enumerate(DEMANDS.data["mandatory_facts"]):
        fact = library.facts.get(name)
        if fact is None or not fact.mandatory or not fact.holds_unanswered:
            yield told(
                f"`{name}` is not a mandatory fact that holds where nobody answers", "mandatory_facts", number
            )
    for number, name in enumerate(DEMANDS.data["edge_cases"]):
        if name not in library.facts or not library.facts[name].edge_case:
            yield told(f"`{name}` is not an edge case", "edge_cases", number)


def test_mandatory_facts_and_edge_cases_are_marked_as_such() -> None:
    fail_with(missing_facts(real_library()))


def test_every_mandatory_fact_and_topic_is_demanded() -> None:
    """Whoever marks another one writes it down here too, or nobody notices when the mark is lost."""
    library = real_library()
    facts = {each.id for each in library.facts.values() if each.mandatory}
    topics = {each.id for each in library.topics.values() if each.needed is not None or each.mandatory}
    assert facts - set(DEMANDS.data["mandatory_facts"]) == set()
    assert topics - {each["topic"] for each in DEMANDS.data["needed"]} == set()


# ---------------------------------------------------------------- where it must stand


def wrong_places(library: Library) -> Iterator[str]:
    for home, topics in DEMANDS.data["homes"].items():
        for number, name in enumerate(topics):
            found = library.topics[name].home if name in library.topics else "gone"
            if found != home:
                yield told(f"`{name}` should stand at home `{home}`; it is {found}", "homes", home, number)
    for number, name in enumerate(DEMANDS.data["core"]):
        if name not in library.topics or not library.topics[name].core:
            yield told(f"`{name}` is not of the binding core", "core", number)
    natures = library.topics[library.nature_topic].variants
    for name, binds in DEMANDS.data["binds"].items():
        if name not in natures or natures[name].binds != binds:
            yield told(f"a document of the nature `{name}` should bind as `{binds}`", "binds", name)


def test_every_topic_stands_where_it_has_its_effect() -> None:
    fail_with(wrong_places(real_library()))


def test_every_topic_has_a_demanded_home_and_every_core_topic_is_demanded() -> None:
    topics = real_library().topics.values()
    demanded = [str(name) for names in DEMANDS.data["homes"].values() for name in names]
    assert sorted(demanded) == sorted({*demanded, *(each.id for each in topics)})
    assert {each.id for each in topics if each.core} - set(DEMANDS.data["core"]) == set()


# ---------------------------------------------------------------- what needs what


def demanded_link(link: Mapping[str, Any]) -> Link:
    variants = [link["variant"]] if "variant" in link else link.get("variants", [])
    return Link(str(link["topic"]), tuple(map(str, variants)), tuple(map(str, link.get("not", ()))))


def requires_it(found: Link, demand: Link) -> bool:
    """True when the link asks for at least what is demanded."""
    strict = not demand.variants or (found.variants and set(found.variants) <= set(demand.variants))
    barred = set(demand.excluded) <= set(found.excluded) or (
        found.variants and not set(demand.excluded) & set(found.variants)
    )
    return found.topic == demand.topic and bool(strict) and bool(barred)


def bars_it(found: Link, demand: Link) -> bool:
    """True when the link bars at least what is demanded."""
    wide = not found.variants or (demand.variants and set(demand.variants) <= set(found.variants))
    return found.topic == demand.topic and bool(wide) and set(found.excluded) <= set(demand.excluded)


def in_words(link: Link) -> str:
    listed = f" ({', '.join(link.variants)})" if link.variants else ""
    barred = f", not {', '.join(link.excluded)}" if link.excluded else ""
    return f"{link.topic}{listed}{barred}"


def missing_links(library: Library) -> Iterator[str]:
    for kind, meets, verb in (("requires", requires_it, "require"), ("conflicts", bars_it, "bar")):
        for name, links in DEMANDS.data[kind].items():
            topic, _, variant = name.partition(".")
            if topic not in library.topics or variant not in library.topics[topic].variants:
                yield told(f"the variant `{name}` is gone", kind, name)
                continue
            found = getattr(library.topics[topic].variants[variant], kind)
            for number, each in enumerate(links):
                demand = demanded_link(each)
                if not any(meets(link, demand) for link in found):
                    yield told(f"`{name}` does not {verb} {in_words(demand)}", kind, name, number)


def test_every_clause_requires_and_bars_what_it_must() -> None:
    fail_with(missing_links(real_library()))


def test_every_link_names_what_the_library_has() -> None:
    topics = real_library().topics
    for kind in ("requires", "conflicts"):
        for links in DEMANDS.data[kind].values():
            for link in map(demanded_link, links):
                assert link.topic in topics
                assert {*link.variants, *link.excluded} <= set(topics[link.topic].variants)


def test_every_link_of_the_library_is_demanded() -> None:
    """A new link is written down here too, or nobody notices when it is lost."""
    for kind, meets in (("requires", requires_it), ("conflicts", bars_it)):
        demands = DEMANDS.data[kind]
        for topic in real_library().topics.values():
            for variant in topic.variants.values():
                name = f"{topic.id}.{variant.id}"
                demanded = [demanded_link(each) for each in demands.get(name, ())]
                for link in getattr(variant, kind):
                    assert any(meets(link, each) for each in demanded), f"{name} {kind} {in_words(link)}"
