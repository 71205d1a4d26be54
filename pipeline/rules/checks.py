"""After the decisions: what is missing, broken or still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.answers import NOT_KNOWN, Answers, Override
from pipeline.decisions import Decision, DocumentPlan, OpenValue, Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.library.types import Library, Link, Topic, Variant
from pipeline.rules.conditions import Scope
from pipeline.rules.placing import prints


def warnings(library: Library, scope: Scope) -> list[Diagnostic]:
    """The remarks of packet.yaml that hold."""
    return [
        Diagnostic(each.code, "warning", each.says, None, source=each.source)
        for each in library.warnings
        if each.condition.verdict(scope).value is True
    ]


def packet_checks(
    library: Library, outcome: Outcome, scope: Scope, overrides: Mapping[str, Override]
) -> list[Diagnostic]:
    """Needed but nowhere; heads without words; requires and conflicts; instruments not available."""
    if not all(plan.available for plan in outcome.documents):
        return [_not_available(plan) for plan in outcome.documents[:1]]
    return [
        *_nowhere(library, outcome, scope),
        *_heads(library, outcome),
        *_links(library, outcome, overrides),
    ]


def _not_available(plan: DocumentPlan) -> Diagnostic:
    said = (
        f"The answers call for a document that cannot be drafted yet: {plan.title}. Nothing stands in for it."
    )
    return Diagnostic("instrument-not-available", "warning", said, None, source=plan.source)


def printed(library: Library, outcome: Outcome) -> dict[str, list[Decision]]:
    """Every decision that puts words into a document, by topic."""
    found: dict[str, list[Decision]] = {}
    for plan in outcome.documents:
        for decision in plan.decisions:
            if prints(library.topics[decision.topic], decision, plan.instrument):
                found.setdefault(decision.topic, []).append(decision)
    return found


def _nowhere(library: Library, outcome: Outcome, scope: Scope) -> Iterator[Diagnostic]:
    placed = printed(library, outcome)
    for topic in library.topics.values():
        if topic.needed is None or topic.id in placed or not _is_offered(library, outcome, topic):
            continue
        if topic.needed.verdict(scope).value is True:
            said = (
                f"The answers call for a clause on “{topic.title}”; no document of this packet can carry it."
            )
            yield Diagnostic("needed-but-nowhere", "warning", said, None, source=_sources(topic))


def _is_offered(library: Library, outcome: Outcome, topic: Topic) -> bool:
    """A one-page agreement has no slot for packs; its companion sheet speaks of them."""
    return any(topic.id in library.outlines[plan.instrument].topics() for plan in outcome.documents)


def _sources(topic: Topic) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for row in topic.rows for each in row.source))


def _heads(library: Library, outcome: Outcome) -> Iterator[Diagnostic]:
    for plan in outcome.documents:
        said = {each.topic for each in plan.decisions if each.pointer}
        said |= {
            each.topic for each in plan.decisions if prints(library.topics[each.topic], each, plan.instrument)
        }
        for head in library.outlines[plan.instrument].heads:
            if head not in said:
                title = library.topics[head].title
                yield Diagnostic("head-missing", "warning", f"The {plan.title} says nothing about “{title}”.")


def _links(library: Library, outcome: Outcome, overrides: Mapping[str, Override]) -> Iterator[Diagnostic]:
    """A broken requires or conflicts: an error where an override breaks it, else a warning."""
    placed = printed(library, outcome)
    for decision in (each for decisions in placed.values() for each in decisions):
        topic = library.topics[decision.topic]
        variant = topic.variants[str(decision.variant)]
        name = f"“{topic.title}” ({variant.title.lower()})"
        for link, is_there in _broken_links(variant, placed):
            verb = "does not go together with" if is_there else "needs"
            tail = "" if is_there else ", which is not there"
            said = f"{name} {verb} {_words(library, link)}{tail}."
            by_hand = overrides.get(topic.id) or overrides.get(link.topic)
            if by_hand is not None:
                yield Diagnostic("override-breaks", "error", said, by_hand.span, source=decision.source)
            else:
                code = "conflict" if is_there else "requires-broken"
                yield Diagnostic(code, "warning", said, None, source=decision.source)


def _broken_links(variant: Variant, placed: Mapping[str, list[Decision]]) -> Iterator[tuple[Link, bool]]:
    """Every link that is broken, with whether the other clause is there (a conflict) or not."""
    for link in variant.requires:
        if not _meets(link, placed.get(link.topic, ())):
            yield link, False
    for link in variant.conflicts:
        if _meets(link, placed.get(link.topic, ())):
            yield link, True


def _meets(link: Link, decisions: Iterable[Decision]) -> bool:
    chosen = [str(each.variant) for each in decisions]
    if link.variants:
        return any(each in link.variants for each in chosen)
    return any(each not in link.excluded for each in chosen)


def _words(library: Library, link: Link) -> str:
    topic = library.topics[link.topic]
    named = ", ".join(topic.variants[each].title.lower() for each in link.variants)
    return f"“{topic.title}”" + (f" ({named})" if named else "")


def open_values(library: Library, answers: Answers) -> list[OpenValue]:
    """Every answer "not known yet" that is not private, in the bank's order."""
    found = []
    for question in library.bank.questions.values():
        if answers.values.get(question.id) is NOT_KNOWN and not question.private:
            found.append(OpenValue(question.ask, question.id, None, answers.span(question.id)))
    for column in library.bank.columns.values():
        for row, party in enumerate(answers.parties):
            if party.get(column.id) is NOT_KNOWN and not column.private:
                name = party.get("short_name") or party.get("name")
                found.append(OpenValue(f"{column.ask}: {name}", column.id, row, answers.span(column.id, row)))
    return found
