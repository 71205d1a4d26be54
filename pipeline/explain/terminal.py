"""Explanations for a terminal: plain text, at most 100 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.decisions import Alternative, Decision, FactResult, Outcome, ParameterValue, Verdict
from pipeline.diagnostics import did_you_mean
from pipeline.explain.decide_json import because_of, by_topic, by_variant
from pipeline.explain.leaves import leaf_data
from pipeline.explain.summary import summary
from pipeline.explain.trace import deciding, deciding_facts, fact_id
from pipeline.explain.why_facts import range_words
from pipeline.explain.why_topics import variant_title
from pipeline.explain.words import PRIVATE_FACT, party_name, source_data, value_words, wrapped
from pipeline.library.types import Library, Topic

__all__ = ["explain_topic", "summary"]

def explain_topic(library: Library, outcome: Outcome, topic_id: str, parties: Sequence[str] = ()) -> str:
    """Why a topic, a fact or a parameter is as it is. ``parties``: the parties' names, if at hand."""
    if topic_id in library.topics:
        lines = _topic(library, outcome, library.topics[topic_id], parties)
    elif topic_id in library.facts:
        lines = _fact(library, outcome, topic_id, parties)
    elif topic_id in library.parameters:
        lines = _parameter(library, outcome, topic_id, parties)
    else:
        known = [*library.topics, *library.facts, *library.parameters]
        said = f"`{topic_id}` is neither a topic nor a fact nor a parameter{did_you_mean(topic_id, known)}"
        lines = iter(wrapped(said))
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- topics


def _topic(library: Library, outcome: Outcome, topic: Topic, parties: Sequence[str]) -> Iterator[str]:
    yield from wrapped(f"{topic.title} ({topic.id})")
    yield from wrapped(topic.settles, 2)
    titles = {plan.id: plan.title for plan in outcome.documents}
    for plan in outcome.documents:
        decisions = by_topic(plan).get(topic.id, [])
        yield ""
        yield from wrapped(f"{plan.title} [{plan.id}]")
        groups = by_variant(decisions)
        for group in groups:
            yield from _decision(library, topic, group, parties, len(groups) > 1, titles)
        yield from _alternatives(library, topic, decisions)


def _decision(
    library: Library,
    topic: Topic,
    group: Sequence[Decision],
    parties: Sequence[str],
    several: bool,
    titles: dict[str, str],
) -> Iterator[str]:
    first = group[0]
    if first.elsewhere:
        yield from wrapped(f"stands in: {titles.get(first.elsewhere, first.elsewhere)}", 2, 2)
    else:
        name = f" ({first.variant})" if first.variant else ""
        yield from wrapped(f"chosen: {variant_title(topic, first.variant)}{name}", 2, 2)
    yield from wrapped(f"because: {because_of(group, parties, several)}", 2, 2)
    yield from _sources(library, [each for decision in group for each in decision.source])
    yield from _grounds(library, [each.verdict for each in group])


def _alternatives(library: Library, topic: Topic, decisions: Sequence[Decision]) -> Iterator[str]:
    found: dict[tuple[str | None, str, str], Alternative] = {}
    for each in (each for decision in decisions for each in decision.alternatives):
        found.setdefault((each.variant, each.because, each.why_not), each)
    if found:
        yield "  not chosen:"
    for each in found.values():
        name = f" ({each.variant})" if each.variant else ""
        yield from wrapped(f"- {variant_title(topic, each.variant)}{name}: {each.why_not}", 4, 2)
        yield from _leaves(library, [each.verdict], 6)


# ---------------------------------------------------------------- facts


def _fact(library: Library, outcome: Outcome, name: str, parties: Sequence[str]) -> Iterator[str]:
    fact = library.facts[name]
    yield from wrapped(f"{fact.means} ({name})")
    if fact.private:
        yield from wrapped(PRIVATE_FACT, 2)
        return
    results = (outcome.facts[name],) if name in outcome.facts else outcome.party_facts.get(name, ())
    for each in results:
        yield from _result(library, each, parties)
    yield from _sources(library, fact.source)


def _result(library: Library, fact: FactResult, parties: Sequence[str]) -> Iterator[str]:
    whose = f"{party_name(parties, fact.party)}: " if fact.party is not None else ""
    said = "holds" if fact.holds else "does not hold"
    yield from wrapped(f"{whose}{'taken to be so: it ' if fact.assumed else ''}{said}", 2, 2)
    yield from _leaves(library, [fact.verdict], 4)


# ---------------------------------------------------------------- parameters


def _parameter(library: Library, outcome: Outcome, name: str, parties: Sequence[str]) -> Iterator[str]:
    parameter = library.parameters[name]
    yield from wrapped(f"{parameter.title} ({name})")
    values = outcome.parameters.get(name, [])
    if not values:
        yield "  has no value here: no row of its defaults holds"
    for each in values:
        whose = f"{party_name(parties, each.party)}: " if each.party is not None else ""
        yield from wrapped(f"{whose}{value_words(parameter, each.value)}", 2, 2)
        yield from wrapped(_value_because(each), 4, 2)
        yield from _sources(library, each.source, 4)
    yield from wrapped(f"allowed: {range_words(parameter)}", 2, 2)


def _value_because(value: ParameterValue) -> str:
    where = f" ({value.where.file}:{value.where.line})" if value.where else ""
    return f"{value.origin}: {value.because}{where}"


# ---------------------------------------------------------------- shared


def _sources(library: Library, ids: Iterable[str], indent: int = 2) -> Iterator[str]:
    for each in source_data(library, ids):
        detail = f": {each['says']} [{each['where']}]" if each["says"] else ""
        yield from wrapped(f"source {each['id']}: {each['title']}{detail}", indent, 2)


def _grounds(library: Library, verdicts: Sequence[Verdict | None]) -> Iterator[str]:
    """Facts on the way, then the answers that decided."""
    facts = {fact_id(each): each for verdict in verdicts for each in deciding_facts(verdict)}
    for name, each in facts.items():
        yield from wrapped(f"fact {name}: {'private' if each.private else each.seen}", 2, 2)
    yield from _leaves(library, verdicts, 2)


def _leaves(library: Library, verdicts: Sequence[Verdict | None], indent: int) -> Iterator[str]:
    seen: set[str] = set()
    for leaf in (leaf for verdict in verdicts for leaf in deciding(verdict)):
        said = leaf_words(library, leaf)
        if said not in seen:
            seen.add(said)
            yield from wrapped(said, indent, 2)


def leaf_words(library: Library, leaf: Verdict) -> str:
    """``How many people …? → 2 (two-friends.yaml:14)``."""
    data = leaf_data(library, leaf)
    where = f" ({leaf.where.file}:{leaf.where.line})" if leaf.where and not leaf.private else ""
    return f"{data['asked']} → {data['seen']}{where}"
