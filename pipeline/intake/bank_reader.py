"""One entry of the question bank to a ``Question``; conditions and cross-references come later."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Diagnostic, did_you_mean
from pipeline.intake.bank import NUMBER_TYPES, OVERRIDES, RIDERS, Question
from pipeline.intake.characters import shown
from pipeline.intake.numerals import read_number, read_whole_number
from pipeline.intake.reading import TYPES
from pipeline.intake.source import KeyPath, Scalar, Source

_COMMON = ("ask", "type", "required", "asked_when", "if_unanswered", "private", "never_open", "source")
_BY_TYPE: dict[str, tuple[str, ...]] = {
    "text": ("longest", "pattern", "pattern_words", "usual", "same_as", "names_party"),
    "texts": ("fewest", "most", "longest"),
    "choice": ("choices",),
    "choices": ("choices",),
    "rows": ("fewest", "most", "row_name", "columns"),
    **dict.fromkeys(NUMBER_TYPES, ("least", "most")),
}
_ID = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED = frozenset(
    {OVERRIDES, RIDERS, "and", "or", "not", "in", "if", "for", "true", "false", "otherwise"}
)


class EntryReader(Struct):
    """Reads entries of one bank file and collects what is wrong with them."""

    source: Source
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, message: str, path: KeyPath, help_: str = "", at_key: bool = False) -> None:
        """Record an error at a key or value."""
        span = self.source.key(path) if at_key else self.source.at(path)
        self.found.append(Diagnostic(code, "error", message, span, help_))

    def question(self, path: KeyPath, entry: Any) -> Question | None:
        """The question at a path; None when it cannot be used at all."""
        name = str(path[-1])
        if not _ID.fullmatch(name) or name in _RESERVED:
            words = "is a reserved word" if name in _RESERVED else "is no id"
            help_ = "lower-case letters, digits and _"
            self.report("bank-id", f"`{shown(name)}` {words}", path, help_, at_key=True)
        if not isinstance(entry, dict):
            self.report("bank-value", f"`{name}` must hold `ask:` and `type:`", path)
            return None
        kind = self.type_of(path, entry)
        if kind is None:
            return None
        self.check_keys(path, entry, kind)
        question = Question(name, self.text(path, entry, "ask"), kind, self.source.key(path))
        self.fill(question, path, entry)
        return question

    def type_of(self, path: KeyPath, entry: dict[str, Any]) -> str | None:
        """The question's type, if it is one."""
        kind = self.text(path, entry, "type")
        if kind and kind not in TYPES:
            message = f"`{shown(kind)}` is not a type{did_you_mean(kind, TYPES)}"
            self.report("bank-value", message, (*path, "type"), "types: " + ", ".join(TYPES))
        return kind if kind in TYPES else None

    def check_keys(self, path: KeyPath, entry: dict[str, Any], kind: str) -> None:
        """Every key is known and says something about this type."""
        allowed = (*_COMMON, *_BY_TYPE.get(kind, ()))
        for key in entry:
            if key not in allowed:
                message = f"`{shown(key)}` is not a key of a {kind} question{did_you_mean(key, allowed)}"
                self.report("bank-key", message, (*path, key), "keys: " + ", ".join(allowed), at_key=True)

    def fill(self, question: Question, path: KeyPath, entry: dict[str, Any]) -> None:
        """Everything but conditions, ``if_unanswered`` and columns."""
        for key in ("required", "private", "never_open"):
            setattr(question, key, self.flag(path, entry, key))
        for key in ("pattern", "pattern_words", "same_as", "row_name"):
            if key in entry:
                setattr(question, key, self.text(path, entry, key))
        for key in ("least", "most", "fewest", "longest"):
            if entry.get(key) is not None:
                setattr(question, key, self.number(path, entry, key))
        question.source = self.texts((*path, "source"), entry.get("source"))
        if question.type in ("choice", "choices"):
            question.choices = self.choices(path, entry)
        if "usual" in entry:
            question.usual = self.worded(path, entry, "usual")
        self.check_limits(question, path)

    def check_limits(self, question: Question, path: KeyPath) -> None:
        """Limits in order, a pattern that compiles, and no default beside ``required``."""
        low = question.least if question.least is not None else question.fewest
        if low is not None and question.most is not None and low > question.most:
            message = f"`most` of `{question.id}` is smaller than the least allowed"
            self.report("bank-value", message, (*path, "most"))
        try:
            re.compile(question.pattern)
        except re.error as error:
            message = f"`pattern` of `{question.id}` is no regular expression: {error.msg}"
            self.report("bank-value", message, (*path, "pattern"))

    # ------------------------------------------------------------ single values

    def text(self, path: KeyPath, entry: dict[str, Any], key: str) -> str:
        """A text that must be there."""
        value = entry.get(key)
        if isinstance(value, Scalar) and value.strip():
            return str(value)
        words = "is missing" if value is None else "must be a text"
        self.report("bank-value", f"`{key}` of `{path[-1]}` {words}", (*path, key))
        return ""

    def flag(self, path: KeyPath, entry: dict[str, Any], key: str) -> bool:
        """true or false; false when left out."""
        value = entry.get(key, "false")
        if value not in ("true", "false"):
            self.report("bank-value", f"`{key}` of `{path[-1]}` must be true or false", (*path, key))
        return str(value) == "true"

    def number(self, path: KeyPath, entry: dict[str, Any], key: str) -> float | None:
        """A limit: whole where it can be."""
        raw = entry[key]
        for read in (read_whole_number, read_number):
            value = read(raw) if isinstance(raw, Scalar) else None
            if isinstance(value, int | float):
                return value
        self.report("bank-value", f"`{key}` of `{path[-1]}` must be a number", (*path, key))
        return None

    def texts(self, path: KeyPath, value: Any) -> tuple[str, ...]:
        """A list of texts; empty when left out."""
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(each, Scalar) for each in value):
            return tuple(str(each) for each in value)
        self.report("bank-value", f"`{path[-1]}` must be a list of texts", path)
        return ()

    def choices(self, path: KeyPath, entry: dict[str, Any]) -> dict[str, str]:
        """Allowed values with their words; conditions can name each of them."""
        found = self.worded(path, entry, "choices")
        for key in (key for key in found if not _ID.fullmatch(key)):
            message = f"`{shown(key)}` cannot be named in a condition"
            place = (*path, "choices", key)
            self.report("bank-id", message, place, "lower-case letters, digits and _", at_key=True)
        return found

    def worded(self, path: KeyPath, entry: dict[str, Any], name: str) -> dict[str, str]:
        """Values with their words."""
        value = entry.get(name)
        if isinstance(value, dict) and value and all(isinstance(each, Scalar) for each in value.values()):
            return {key: str(words) for key, words in value.items()}
        message = f"`{name}` of `{path[-1]}` must hold `value: words` lines"
        self.report("bank-value", message, (*path, name))
        return {}
