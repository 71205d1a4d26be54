"""The question bank as values: what is asked, what may be answered, when. Picklable."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Span
from pipeline.rules.conditions import Names, Node, Symbol

ROWS = "parties"
"""The one question with rows; ``Answers`` keeps its rows apart."""
FORM = "form_used"
"""The question whose answer chooses the form."""
OVERRIDES = "overrides"
RIDERS = "riders"
"""The two top-level keys of an intake that are no questions."""
NUMBER_TYPES = ("whole_number", "money", "number")


class Question(Struct):
    """One question, or one column of the rows."""

    id: str
    ask: str
    type: str
    """text texts yes_no whole_number money number date choice choices country rows."""
    span: Span
    choices: dict[str, str] = field(default_factory=dict)
    """Allowed values with their words."""
    required: bool = False
    asked_when: Node | None = None
    names_party: Node | None = None
    """When the answer must be a party's name or short name; ``always`` in the bank, or a condition."""
    if_unanswered: Any = None
    """The typed value of silence, or None."""
    same_as: str = ""
    """The question whose answer stands in for silence."""
    private: bool = False
    never_open: bool = False
    """True when "not known yet" is no answer."""
    least: int | float | None = None
    most: int | float | None = None
    """Largest number, or most entries of a list."""
    fewest: int | None = None
    longest: int | None = None
    pattern: str = ""
    pattern_words: str = ""
    usual: dict[str, str] = field(default_factory=dict)
    """Usual answers that fit the pattern, with their words; only for guessing what was meant."""
    row_name: str = ""
    """The column that names a row."""
    columns: dict[str, Question] = field(default_factory=dict)
    source: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """True when the answer is several texts or choices."""
        return self.type in ("texts", "choices")

    @property
    def optional(self) -> bool:
        """True when it may stay silent: a condition over it may be unanswered."""
        return not self.required and self.if_unanswered is None


class Form(Struct):
    """A shorter form: which questions it asks, in its own order, and what it answers itself."""

    id: str
    title: str
    audience: str
    asks: tuple[str, ...]
    columns: tuple[str, ...]
    presets: dict[str, Any] = field(default_factory=dict)


class QuestionBank(Struct, eq=False):
    """Everything that can be asked."""

    questions: dict[str, Question]
    forms: dict[str, Form] = field(default_factory=dict)
    """Shorter forms by id; the full form asks everything and is not listed."""
    countries: dict[str, str] = field(default_factory=dict)
    """English name by ISO 3166 alpha-2 code."""
    country_codes: dict[str, str] = field(default_factory=dict)
    """Code by case-folded code or name."""

    @property
    def columns(self) -> dict[str, Question]:
        """The columns of the rows, in order."""
        return self.questions[ROWS].columns if ROWS in self.questions else {}

    def at(self, path: str) -> Question | None:
        """The question ``people`` or the column ``parties.staff``."""
        first, _, column = path.partition(".")
        question = self.questions.get(first)
        return question.columns.get(column) if question and column else question


def names_of(bank: QuestionBank) -> Names:
    """The bank's names for conditions, facts and clause text."""
    matter = {each.id: symbol(each, "question", bank.countries) for each in bank.questions.values()}
    row = {each.id: symbol(each, "column", bank.countries) for each in bank.columns.values()}
    return Names(matter, row)


def symbol(question: Question, kind: Any, countries: dict[str, str]) -> Symbol:
    """What conditions need to know about a question."""
    if question.type == "rows":
        return Symbol(question.id, "rows", "rows", question.ask)
    least = float("-inf") if question.least is None else question.least
    most = float("inf") if question.most is None or question.is_list else question.most
    choices = countries if question.type == "country" else question.choices
    private, optional = question.private, question.optional
    return Symbol(question.id, kind, question.type, question.ask, choices, least, most, private, optional)
