"""Tokens to an untyped tree (Pratt's way). Names are bound to their meaning by the binder."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pipeline.rules.conditions.lexer import KEYWORDS, Token, tokens

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
DEEPEST = 50
"""How many brackets and nots a condition may have: nobody reads more, and the parser calls itself."""


class Raw(Struct, frozen=True):
    """An untyped node: kind and parts, with its place in the condition's text."""

    kind: str
    """"and" "or" "not" "compare" "in" "sum" "name" "attr" "number" "call" "set"."""
    start: int
    end: int
    word: str = ""
    parts: tuple[Raw, ...] = ()


class ConditionSyntaxError(Exception):
    """The text is not a condition; carries the column and what was expected."""

    def __init__(self, message: str, start: int, length: int = 1) -> None:
        self.start, self.length = start, max(1, length)
        super().__init__(message)


INSTEAD = {"=": "==", "&": "and", "|": "or", "!": "not"}
QUOTES = "\"'“”„‘’‚`"


def _instead(found: str) -> str:
    """What to write instead of a sign or word that other languages have."""
    if found in QUOTES:
        return "a value stands in a condition without quotation marks"
    right = INSTEAD.get(found) or (found.lower() if found.lower() in KEYWORDS else found)
    return f"write `{right}` instead of `{found}`" if right != found else ""


class Parser:
    """One condition's parser; use ``parse``."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.place = 0

    def parse(self) -> Raw:
        """The whole text as one tree."""
        nested = [token for token in self.tokens if token.text in ("(", "not")]
        if len(nested) > DEEPEST:
            said = f"more than {DEEPEST} brackets and nots: make facts of its parts"
            raise ConditionSyntaxError(said, nested[DEEPEST].start)
        tree = self.either()
        if self.now.kind != "end":
            raise self.problem(f"`{self.now.text}` is not expected here")
        return tree

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def problem(self, message: str) -> ConditionSyntaxError:
        if self.now.kind == "end":
            return ConditionSyntaxError("the condition ends too early", self.now.start)
        message = _instead(self.now.text) or message
        return ConditionSyntaxError(message, self.now.start, len(self.now.text))

    def take(self, *texts: str) -> Token | None:
        token = self.now
        if token.text in texts and token.kind in ("sign", "keyword"):
            self.place += 1
            return token
        return None

    def need(self, text: str) -> Token:
        token = self.take(text)
        if token is None:
            raise self.problem(f"`{text}` is expected here")
        return token

    def either(self) -> Raw:
        return self.chain("or", self.both)

    def both(self) -> Raw:
        return self.chain("and", self.negation)

    def chain(self, word: str, part: Callable[[], Raw]) -> Raw:
        parts = [part()]
        while self.take(word):
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        return Raw(word, parts[0].start, parts[-1].end, word, tuple(parts))

    def negation(self) -> Raw:
        token = self.take("not")
        if token is None:
            return self.comparison()
        inner = self.negation()
        return Raw("not", token.start, inner.end, "not", (inner,))

    def comparison(self) -> Raw:
        left = self.sum()
        if token := self.take(*COMPARISONS):
            right = self.sum()
            return Raw("compare", left.start, right.end, token.text, (left, right))
        negative = self.now.text == "not" and self.tokens[self.place + 1].text == "in"
        if negative:
            self.take("not")
        if self.take("in"):
            right = self.choices() if self.now.text == "(" else self.atom()
            inside = Raw("in", left.start, right.end, "in", (left, right))
            return Raw("not", left.start, right.end, "not", (inside,)) if negative else inside
        return left

    def choices(self) -> Raw:
        start = self.need("(").start
        parts = [self.word()]
        while self.take(","):
            parts.append(self.word())
        return Raw("set", start, self.need(")").end, "", tuple(parts))

    def word(self) -> Raw:
        token = self.now
        if token.kind not in ("word", "number"):
            raise self.problem("a value is expected here")
        self.place += 1
        return Raw("name" if token.kind == "word" else "number", token.start, token.end, token.text)

    def sum(self) -> Raw:
        left = self.product()
        while token := self.take("+", "-"):
            right = self.product()
            left = Raw("sum", left.start, right.end, token.text, (left, right))
        return left

    def product(self) -> Raw:
        left = self.atom()
        while token := self.take("*"):
            right = self.atom()
            left = Raw("sum", left.start, right.end, token.text, (left, right))
        return left

    def atom(self) -> Raw:
        if start := self.take("("):
            inner = self.either()
            end = self.need(")")
            return Raw(inner.kind, start.start, end.end, inner.word, inner.parts)
        found = self.word()
        if found.kind == "number":
            return found
        if self.take("."):
            column = self.word()
            return Raw("attr", found.start, column.end, found.word, (column,))
        if self.now.text == "(":
            return self.call(found)
        return found

    def call(self, name: Raw) -> Raw:
        self.need("(")
        parts = [self.either()]
        while self.take(","):
            parts.append(self.either())
        return Raw("call", name.start, self.need(")").end, name.word, tuple(parts))


def parse(text: str) -> Raw:
    """The untyped tree of a condition; raises ConditionSyntaxError."""
    return Parser(text).parse()
