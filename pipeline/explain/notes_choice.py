"""What a note says of the variants that were not chosen, with the ids by which an override names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.decisions import Alternative, Decision, Truth, Verdict
from pipeline.explain.notes_page import Page, sentence
from pipeline.explain.phrases import phrase
from pipeline.explain.trace import nearest_facts
from pipeline.explain.why_topics import variant_title
from pipeline.library.types import Topic
from pipeline.rules.conditions import Scope
from pipeline.rules.conditions.nodes import And, Constant, Has, Node, Not, OneOf, Or, symbols_of

OMIT = "omit"
"""What an override writes for no clause at all."""
MOST = 3
"""Variants that a short note names."""
CONTEXT = ("context", "constant")
"""Kinds of leaves that say what document this is, and nothing of the matter."""
LACKS: dict[Truth, str] = {False: "only where", True: "not where", None: "left open"}


class Other(Struct, eq=False):
    """A variant not chosen; ``rows``: what the table said of it."""

    variant: str | None
    title: str
    rows: list[Alternative]
    fits: bool
    """False where this kind of document has no words for it, or every row of it asks for another kind."""


def others_of(page: Page, topic: Topic, own: Sequence[Decision]) -> list[Other]:
    """The topic's variants that this document does not take, those of the table first."""
    chosen = {each.variant for each in own}
    rows: dict[str | None, list[Alternative]] = {}
    for each in (each for decision in own for each in decision.alternatives if each.variant not in chosen):
        rows.setdefault(each.variant, []).append(each)
    for name in topic.variants:
        if name not in chosen:
            rows.setdefault(name, [])
    return [
        Other(name, variant_title(topic, name), each, _fits(page, topic, name)) for name, each in rows.items()
    ]


def _fits(page: Page, topic: Topic, variant: str | None) -> bool:
    if variant is not None:
        silent = topic.variants[variant].silent
        if not silent and topic.text(variant, page.plan.instrument) is None:
            return False
    rows = [each for each in topic.rows if each.gives == variant]
    return not rows or any(by_kind(each.condition, page.printed.scope) is not False for each in rows)


def by_kind(node: Node, scope: Scope) -> Truth:
    """What the kind of document alone makes of a condition; None where the matter decides."""
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, OneOf | Has):
        return node.verdict(scope).value if node.symbol.kind == "context" else None
    if isinstance(node, Not):
        inner = by_kind(node.part, scope)
        return None if inner is None else not inner
    if isinstance(node, And | Or):
        ends = isinstance(node, Or)
        parts = [by_kind(each, scope) for each in node.parts]
        return ends if ends in parts else None if None in parts else not ends
    return None


def cannot_change(page: Page, topic: Topic) -> bool:
    """True for what the law or a duty makes mandatory here: an override of it is refused."""
    return topic.mandatory and (
        topic.needed is None or topic.needed.verdict(page.printed.scope).value is True
    )


# ---------------------------------------------------------------- in short


def real_choice(page: Page, topic: Topic, own: Sequence[Decision]) -> Iterator[str]:
    """Why this variant, and what it could be instead; nothing where the kind of document decides."""
    passed_over = any(each.verdict is None for decision in own for each in decision.alternatives)
    if topic.each or not passed_over or not any(_is_about_the_matter(each) for each in own):
        return
    if cannot_change(page, topic):
        return
    others = [each for each in others_of(page, topic, own) if each.fits and _was_passed_over(each)]
    holding = [each for each in others if _holds_as_well(page, topic, each)]
    others = holding or (others if any(_is_a_wish(each) for each in own) else [])
    if all(each.variant is None for each in others):
        return
    if own[0].origin != "override":
        yield f"Chosen: {variant_title(topic, own[0].variant)}. {sentence(own[0].because)}"
    named = [f"{each.title} ({_id(topic, each)})" for each in others[:MOST]]
    more = f"; or {len(others) - MOST} more" if len(others) > MOST else ""
    yield f"Could be instead: {'; '.join(named)}{more}."


def _is_about_the_matter(decision: Decision) -> bool:
    """False where the kind of document alone decided."""
    if decision.origin == "override":
        return True
    return any(each.kind not in CONTEXT for each in nearest_facts(decision.verdict))


def _is_a_wish(decision: Decision) -> bool:
    """True where an answer itself decided, or a person, and not what follows from answers."""
    return decision.origin == "override" or any(
        each.kind == "atom" for each in nearest_facts(decision.verdict)
    )


def _was_passed_over(other: Other) -> bool:
    """True where no condition spoke against it: a row above decided, or a person."""
    return any(each.verdict is None for each in other.rows)


def _holds_as_well(page: Page, topic: Topic, other: Other) -> bool:
    """True where one of its own rows would hold; a row that asks what is private is not asked."""
    rows = (each for each in topic.rows if each.gives == other.variant)
    public = (each for each in rows if not any(symbol.private for symbol in symbols_of(each.condition)))
    return any(each.condition.verdict(page.printed.scope).value is True for each in public)


def _id(topic: Topic, other: Other) -> str:
    return f"{topic.id}/{other.variant or OMIT}"


# ---------------------------------------------------------------- in full


def not_chosen(page: Page, topic: Topic, own: Sequence[Decision]) -> Iterator[str]:
    """Every variant not chosen, and why not; those that this kind of document cannot take in one line."""
    if cannot_change(page, topic):
        yield "Required by law or duty here: no override can change it."
        return
    others = others_of(page, topic, own)
    if any(each.fits for each in others):
        yield "Not chosen, though an override may name it:"
    for each in (each for each in others if each.fits):
        yield f"{_id(topic, each)}: {each.title} – {_why_not(page, each)}."
    if rest := [_id(topic, each) for each in others if not each.fits and each.variant is not None]:
        yield f"Not for this kind of document: {', '.join(rest)}."


def _why_not(page: Page, other: Other) -> str:
    if not other.rows:
        return "no rule chooses it"
    passed_over = next((each for each in other.rows if each.verdict is None), None)
    if passed_over is not None:
        return passed_over.why_not.replace("row", "rule")
    leaves = (leaf for each in other.rows for leaf in nearest_facts(each.verdict))
    lacking = next((said for leaf in leaves if (said := _lacks(page, leaf))), "")
    return lacking or "its rule does not apply"


def _lacks(page: Page, leaf: Verdict) -> str:
    """What a rule needed, or what ruled it out; nothing for what is private or only names the document."""
    if leaf.kind in CONTEXT or page.view.tell.is_private(leaf):
        return ""
    asked = as_words(leaf.asked) if leaf.kind == "fact" else phrase(leaf.text, page.view.tell.names(leaf))
    return f"{LACKS[leaf.value]}: {asked}"


def as_words(sentence: str) -> str:
    """A fact's meaning inside a sentence; its first letter stays, since it may be a name's."""
    return sentence.rstrip().removesuffix(".")
