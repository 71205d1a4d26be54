"""A paragraph's words to inline nodes."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

from pipeline.diagnostics import Span, did_you_mean
from pipeline.intake.bank import Question
from pipeline.library import markup as m
from pipeline.library.textnames import TextNames
from pipeline.rules.conditions import Names, Node, compile_condition
from pipeline.rules.conditions.nodes import And, Answered, symbols_of

_TAG = re.compile(r"\{([^{}]*)\}|\*\*")
JOINERS = ("and", "or", "plain")


class Placed(Struct, frozen=True):
    """A text cut from a file: the words, and where each stretch of them stands."""

    text: str
    file: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    """(line, column) of each start."""

    def span(self, offset: int, length: int = 1) -> Span:
        """The place of a character of the text."""
        index = max(0, bisect_right(self.starts, offset) - 1)
        line, column = self.places[index]
        return Span(self.file, line, column + offset - self.starts[index], max(1, length))


def condition(text: str, span: Span, env: TextNames, names: Names | None = None) -> Node | None:
    """A text's condition, bound; slips and private names are reported."""
    node, found = compile_condition(text, span, names or env.names)
    env.found.extend(found)
    if node is not None and any(symbol.private for symbol in symbols_of(node)):
        env.report("private-in-text", f"`{text}` reads a private answer; a text is for everyone", span)
    return node


def guards_of(node: Node | None) -> frozenset[str]:
    """The answers that a condition makes sure of."""
    parts = node.parts if isinstance(node, And) else (node,)
    return frozenset(part.symbol.id for part in parts if isinstance(part, Answered))


class InlineParser:
    """One paragraph; use ``parse``."""

    def __init__(self, placed: Placed, env: TextNames) -> None:
        self.placed, self.env = placed, env
        self.joiner = "and"

    def parse(self) -> tuple[m.InlineNode, ...]:
        """All inlines; ``joiner`` tells how the items that follow are joined."""
        self.tags = list(_TAG.finditer(self.placed.text))
        self.index, self.offset, self.strong = 0, 0, False
        nodes, stop = self.run(self.env)
        while stop is not None:
            self.env.report("text-syntax", f"`{{{stop[0]}}}` closes nothing here", stop[1])
            more, stop = self.run(self.env)
            nodes += more
        if self.strong:
            last = [tag for tag in self.tags if tag.group(1) is None][-1]
            said = "`**` opens strong words and nothing closes them"
            self.env.report("text-syntax", said, self.placed.span(last.start(), 2))
        return tuple(nodes)

    def run(self, env: TextNames) -> tuple[list[m.InlineNode], tuple[str, Span] | None]:
        """Nodes up to the text's end, or up to an {else} or {end} of an enclosing {if}."""
        nodes: list[m.InlineNode] = []
        while self.index < len(self.tags):
            tag = self.tags[self.index]
            self.index += 1
            self.words(self.placed.text[self.offset : tag.start()], nodes)
            self.offset = tag.end()
            if tag.group(1) is None:
                self.strong = not self.strong
                continue
            inner, span = tag.group(1).strip(), self.placed.span(tag.start(), tag.end() - tag.start())
            if inner in ("else", "end"):
                return nodes, (inner, span)
            nodes.extend(self.tag(inner, span, env))
        self.words(self.placed.text[self.offset :], nodes)
        self.offset = len(self.placed.text)
        return nodes, None

    def words(self, text: str, nodes: list[m.InlineNode]) -> None:
        for brace in "{}":
            if brace in text:
                where = self.placed.span(self.offset + text.index(brace))
                self.env.report("text-syntax", f"a single `{brace}`: braces come in pairs", where)
        if text:
            nodes.append(m.Words(text, self.strong))

    def tag(self, inner: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        word, _, rest = inner.partition(" ")
        if word == "if":
            return self.inline_if(rest, span, env)
        if word in JOINERS and not rest:
            self.joiner = word
            return []
        if word == "shall":
            return self.duty(rest, span, env)
        if word == "answer":
            return self.answer(rest, span, env)
        if word == "list":
            return self.list_use(rest, span, env)
        if inner.startswith("@"):
            return self.reference(inner[1:], span, env)
        if word.startswith("p."):
            return self.column(word[2:], span, env)
        if inner[:1].isupper():
            return self.term(inner, span, env)
        return self.parameter(word, rest, span, env)

    def inline_if(self, text: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        node = condition(text.strip(), self.place_of(text.strip()), env)
        then, stop = self.run(env.inside(guards=guards_of(node)))
        otherwise: list[m.InlineNode] = []
        if stop is not None and stop[0] == "else":
            otherwise, stop = self.run(env)
        if stop is None:
            env.report("text-syntax", "this {if} has no {end} in its paragraph", span)
        return [] if node is None else [m.InlineIf(node, tuple(then), tuple(otherwise))]

    def duty(self, rest: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        words = rest.split()
        if any(word not in ("not", "all") for word in words):
            env.report("text-syntax", "write {shall}, {shall all}, {shall not} or {shall not all}", span)
        return [m.Duty("shall_not" if "not" in words else "shall", "all" in words)]

    def answer(self, name: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        question = env.bank.questions.get(name.strip())
        if question is None or question.type == "rows":
            known = did_you_mean(name.strip(), env.bank.questions)
            env.report("unknown-name", f"`{name.strip()}` is not a question{known}", span)
            return []
        self.check_answer(question, question.id, span, env)
        return [m.AnswerUse(question.id, False, self.strong)]

    def column(self, name: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        question = env.bank.columns.get(name)
        if question is None:
            guess = did_you_mean(name, env.bank.columns)
            env.report("unknown-name", f"`{name}` is not asked of a partner{guess}", span)
            return []
        if not env.in_party:
            env.report(
                "text-syntax", "`p.…` stands only inside {for p in parties} or a text for one partner", span
            )
        self.check_answer(question, question.id, span, env)
        return [m.AnswerUse(name, True, self.strong)]

    def check_answer(self, question: Question, name: str, span: Span, env: TextNames) -> None:
        if question.private:
            env.report("private-in-text", f"`{name}` is private to the partner that answered it", span)
        elif question.optional and not question.same_as and name not in env.guarded:
            said = f"`{name}` may stay unanswered: put it inside {{if answered(…)}}"
            env.report("unguarded-answer", said, span)

    def list_use(self, rest: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        found = re.fullmatch(r"p\.(\w+) for p in parties(?: where (.+))?", rest.strip())
        if found is None:
            env.report("text-syntax", "write {list p.short_name for p in parties where …}", span)
            return []
        column, where = found.groups()
        if column not in env.bank.columns:
            guess = did_you_mean(column, env.bank.columns)
            env.report("unknown-name", f"`{column}` is not asked of a partner{guess}", span)
            return []
        node = party_condition(where, self.place_of(where), env) if where else None
        self.check_answer(env.bank.columns[column], column, span, env.inside(guards=guards_of(node)))
        return [m.ListUse(column, node)]

    def place_of(self, words: str) -> Span:
        """Where some words of the tag at hand stand: its last ones."""
        tag = self.tags[self.index - 1]
        return self.placed.span(tag.start() + max(0, tag.group(0).rfind(words)), len(words))

    def reference(self, inner: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        if inner == "binding":
            return [m.BindingRefs()]
        place, _, label = inner.partition("#")
        instrument, colon, topic = place.rpartition(":")
        if topic not in env.topics:
            env.report("unknown-topic", f"`{topic}` is not a topic{did_you_mean(topic, env.topics)}", span)
        if colon and instrument not in env.instruments:
            guess = did_you_mean(instrument, env.instruments)
            env.report("unknown-name", f"`{instrument}` is not an instrument{guess}", span)
        if label:
            env.labels.append((topic, label, span))
        return [m.TopicRef(topic, label, instrument)]

    def term(self, word: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        if word not in env.terms:
            env.report(
                "unknown-term", f"`{word}` is not in the glossary{did_you_mean(word, env.terms)}", span
            )
            return []
        term, plural = env.terms[word]
        env.used_terms.add(term)
        return [m.TermUse(term, plural)]

    def parameter(self, word: str, rest: str, span: Span, env: TextNames) -> list[m.InlineNode]:
        if word not in env.parameters:
            guess = did_you_mean(word, [*env.parameters, *_TAGS])
            env.report("unknown-parameter", f"`{word}` is not a parameter{guess}", span)
            return []
        if rest not in ("", "number", "for p"):
            env.report("text-syntax", "after a parameter stands nothing, `number` or `for p`", span)
        if rest == "for p" and not env.in_party:
            env.report("text-syntax", "`for p` stands only inside {for p in parties}", span)
        return [m.ParameterUse(word, rest == "number", rest == "for p")]


_TAGS = ("if", "else", "end", "for", "shall", "answer", "list", "table", "signature", "definitions")


def party_condition(text: str, span: Span, env: TextNames) -> Node | None:
    """The ``where`` of a loop: about one party, columns and facts by their bare names."""
    bare = re.sub(r"\bp\.", "  ", text)  # as long as before, so that columns stay right
    names = Names(env.names.matter, env.names.row, True)
    return condition(bare, span, env, names)
