"""Explanations for a terminal: plain text, at most 100 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.answers import Answers
from pipeline.decisions import Decision, FactResult, Outcome, ParameterValue, Verdict
from pipeline.diagnostics import Span, did_you_mean
from pipeline.explain.decide_json import because_of, by_topic, by_variant
from pipeline.explain.law import effect, law_data, law_of, rests_on
from pipeline.explain.summary import summary
from pipeline.explain.trace import deciding, deciding_facts, fact_id
from pipeline.explain.view import View, view_of
from pipeline.explain.why_facts import range_words, results_of
from pipeline.explain.why_topics import alternatives_of, layers_of, variant_title
from pipeline.explain.words import PRIVATE, PRIVATE_FACT, listed, value_words, wrapped
from pipeline.library.types import Fact, Library, Parameter, Topic

__all__ = ["explain_topic", "summary"]

LACKS = {False: "needed", True: "ruled out by", None: "open"}


def explain_topic(library: Library, outcome: Outcome, topic_id: str, answers: Answers | None = None) -> str:
    """Why a topic, a fact or a parameter is as it is. With the answers, parties have their names."""
    view = view_of(library, outcome, answers)
    if topic_id in library.topics:
        lines = _topic(view, library.topics[topic_id])
    elif topic_id in library.facts:
        lines = _fact(view, library.facts[topic_id])
    elif topic_id in library.parameters:
        lines = _parameter(view, library.parameters[topic_id])
    else:
        guess = did_you_mean(topic_id, [*library.topics, *library.facts, *library.parameters])
        lines = iter(wrapped(f"`{topic_id}` is neither a topic nor a fact nor a parameter{guess}"))
    return "\n".join(lines)


# ---------------------------------------------------------------- topics


def _topic(view: View, topic: Topic) -> Iterator[str]:
    yield from wrapped(f"{topic.title} ({topic.id})")
    yield from wrapped(topic.settles, 2)
    for plan in view.outcome.documents:
        decisions = by_topic(plan).get(topic.id, [])
        groups = by_variant(decisions)
        printed = law_of(view, plan)
        yield ""
        yield from wrapped(f"{plan.title} [{plan.id}]")
        for group in groups:
            yield from _decision(view, topic, group, len(groups) > 1)
            if layers := layers_of(view, plan, topic, group[0]):
                yield from wrapped(f"layer: {listed(layers)}", 2, 2)
            for each in law_data(view, printed, group):
                yield from _law(each)
        yield from _alternatives(view, topic, decisions)


def _decision(view: View, topic: Topic, group: Sequence[Decision], several: bool) -> Iterator[str]:
    first = group[0]
    if first.elsewhere:
        yield from wrapped(f"stands in: {_document_title(view, first.elsewhere)}", 2, 2)
    else:
        yield from wrapped(f"chosen: {_variant(topic, first.variant)}", 2, 2)
    yield from wrapped(f"because: {because_of(group, view.names, several)}", 2, 2)
    yield from _sources(view, [each for decision in group for each in decision.source])
    yield from _grounds(view, [each.verdict for each in group])


def _law(overlay: dict[str, Any]) -> Iterator[str]:
    """What the law of a place adds or replaces, and what that rests on."""
    under = f"{overlay['under'][:1].lower()}{overlay['under'][1:]}"
    yield from wrapped(f"{under} ({effect(overlay)}): {overlay['because']}", 2, 2)
    yield from (line for each in overlay["sources"] for line in wrapped(_source(each), 4, 2))
    yield from (line for each in overlay["rests_on"] for line in wrapped(rests_on(each), 4, 2))


def _document_title(view: View, document: str) -> str:
    return next((each.title for each in view.outcome.documents if each.id == document), document)


def _variant(topic: Topic, variant: str | None) -> str:
    return variant_title(topic, variant) + (f" ({variant})" if variant else "")


def _alternatives(view: View, topic: Topic, decisions: Sequence[Decision]) -> Iterator[str]:
    groups = alternatives_of(decisions)
    read = [group for group in groups if any(each.verdict is not None for _, each in group)]
    rest = dict.fromkeys(_variant(topic, group[0][1].variant) for group in groups if group not in read)
    if groups:
        yield "  not chosen:"
    for group in read:
        first = group[0][1]
        parties = listed(str(view.party(each.party)) for each, _ in group if each.party is not None)
        whose = f" for {parties}" if parties else ""
        yield from wrapped(f"- {_variant(topic, first.variant)}{whose}: {first.why_not}", 4, 2)
        yield from _lacks(view, [each.verdict for _, each in group], 6)
    if rest:
        why = next(group[0][1].why_not for group in groups if group not in read)
        yield from wrapped(f"- {why}: {'; '.join(rest)}", 4, 2)


def _lacks(view: View, verdicts: Sequence[Verdict | None], indent: int) -> Iterator[str]:
    """What a row that was not chosen needed, or what ruled it out."""
    for each in view.tell.grounds(verdicts):
        where = f" ({each['where']})" if each["where"] else ""
        asked = each["asked"] if each["fact"] or each["private"] else each["wanted"]
        yield from wrapped(f"{LACKS[each['holds']]}: {asked} → {each['seen']}{where}", indent, 2)


# ---------------------------------------------------------------- facts


def _fact(view: View, fact: Fact) -> Iterator[str]:
    yield from wrapped(f"{fact.means} ({fact.id})")
    if fact.private:
        yield from wrapped(PRIVATE_FACT, 2)
        return
    for each in results_of(view, fact):
        yield from _result(view, each)
    yield from _sources(view, fact.source)


def _result(view: View, fact: FactResult) -> Iterator[str]:
    whose = f"{view.party(fact.party)}: " if fact.party is not None else ""
    said = "holds" if fact.holds else "does not hold"
    taken = f"is taken {'to hold' if fact.holds else 'not to hold'}, since the answers leave it open"
    yield from wrapped(f"{whose}{taken if fact.assumed else said}", 2, 2)
    yield from _leaves(view, [fact.verdict], 4)


# ---------------------------------------------------------------- parameters


def _parameter(view: View, parameter: Parameter) -> Iterator[str]:
    values = view.outcome.parameters.get(parameter.id, [])
    yield from wrapped(f"{parameter.title} ({parameter.id})")
    if not values:
        yield "  has no value here: no row of its defaults holds"
    for each in values:
        whose = f"{view.party(each.party)}: " if each.party is not None else ""
        yield from wrapped(f"{whose}{value_words(parameter, each.value, view.currency)}", 2, 2)
        yield from wrapped(_value_because(each), 4, 2)
    yield from wrapped(f"allowed: {range_words(parameter, view.currency)}", 2, 2)
    yield from _sources(view, [name for each in values for name in each.source])


def _value_because(value: ParameterValue) -> str:
    return f"{value.origin}: {value.because}{_place(value.where)}"


# ---------------------------------------------------------------- shared


def _sources(view: View, ids: Iterable[str]) -> Iterator[str]:
    for each in view.sources(ids):
        yield from wrapped(_source(each), 2, 2)


def _source(source: dict[str, str]) -> str:
    detail = f": {source['says']} [{source['where']}]" if source["says"] else ""
    return f"source {source['id']}: {source['title']}{detail}"


def _grounds(view: View, verdicts: Sequence[Verdict | None]) -> Iterator[str]:
    """Facts on the way, then the answers that decided."""
    facts = {fact_id(each): each for verdict in verdicts for each in deciding_facts(verdict)}
    for name, each in facts.items():
        yield from wrapped(f"fact {name}: {PRIVATE if each.private else each.seen}", 2, 2)
    yield from _leaves(view, verdicts, 2)


def _leaves(view: View, verdicts: Sequence[Verdict | None], indent: int) -> Iterator[str]:
    leaves = [leaf for verdict in verdicts for leaf in deciding(verdict) if leaf.kind != "constant"]
    for said in dict.fromkeys(line for leaf in leaves for line in _leaf(view, leaf)):
        yield from wrapped(said, indent, 2)


def _leaf(view: View, leaf: Verdict) -> Iterator[str]:
    """``How many people …? → 2 (two-friends.yaml:14)``, with the answers that a sum rests on."""
    data = view.tell.leaf(leaf)
    yield f"{data['asked']} → {data['seen']}{'' if data['private'] else _place(leaf.where)}"
    for each in data["rests_on"]:
        if each["seen"]:
            where = f" ({', '.join(each['where'])})" if each["where"] else ""
            yield f"· {each['asked']} → {each['seen']}{where}"


def _place(span: Span | None) -> str:
    return f" ({span.file}:{span.line})" if span else ""
