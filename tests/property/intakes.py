"""Random valid intakes of a question bank, as data and as YAML text; seeded for bulk, or drawn by Hypothesis.

One generator serves both: ``random_intake`` takes any ``random.Random``. It walks the bank from the top,
keeps the typed answers so far, and asks each ``asked_when`` about them, as a person with the form would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

from pipeline.answers import NOT_ASKED, NOT_KNOWN, NOT_KNOWN_WORDS, UNANSWERED, Answers
from pipeline.intake.bank import FORM, ROWS, Form, Question, QuestionBank
from pipeline.intake.reading import read_answer
from pipeline.rules.conditions import Scope

Data = dict[str, Any]

NAMES = (
    "Aster & Rowe, Inc.",
    "Fjordlys Kraft AS",
    "Société des Amis du Canal",
    "The City of Larkhaven",
    "Ünited Weavers e.V.",
    "O'Hara Ltd",
    "Mill Lane Residents",
    "Kestrel Rivers Trust",
    "Al-Nahr Institute \u0645\u0631\u062d\u0628\u0627",
    "Zoë",
    "ACME",
    "iota labs",
)
"""Names that a person might give a partner; a number makes them differ."""
PLAIN = (
    "keep the river path open to everyone",
    "Two engineers and the tracking platform.",
    "Harbour Row 7, Galway",
    "ends with an abbreviation, Inc.",
    "Is this a question?",
    "a monthly call",
    "x",
)
HOSTILE = (
    '{{ 7*7 }} <b> *x* {Party} & "q"',
    "{% raw %} {shall} {exit_notice_days} {@withdrawal} {if true}",
    "{_{ 7*7 }_} {definitions}",
    "</w:t></w:r></w:p><w:p>",
    "]]> &amp; &#10; %s %(x)s $HOME",
    "# no heading",
    "- no item: really, 'no' \"item\"",
    "| a | b |",
    "**strong** `code` [link](http://x.example)",
    "null",
    "2027-01-01",
    "None [ ] TBD .. ,",
    "=1+1",
    "INCLUDETEXT /etc/hosts",
    "../../../etc/passwd",
    "a\u00a0b\u200dc",
    "\U0001f54a \u0645\u0631\u062d\u0628\u0627 \u4f60\u597d",
    "\u27e6title\u27e7",
    "two  blanks  inside",
    "back\\slash",
)
PATTERNS = {"[A-Z]{3}": ("EUR", "USD", "GBP", "XXX")}
"""Answers that fit the bank's patterns."""
COUNTRIES = ("US", "US", "GB", "GB", "DE", "FR", "NO", "FI", "IE", "KE", "RU", "JP")
WEIGHTS: Mapping[str, Mapping[str, int]] = {
    "form_used": {"full": 9},
    "alliance_kind": {"advocacy_coalition": 2, "joint_venture": 2, "ecosystem": 2, "project": 2},
    "past_dispute": {"none": 20, "some": 5},
    "rivalry": {"none": 20, "some": 5},
    "competence_doubt": {"none": 20, "some": 5},
    "structure_wish": {"computed": 8, "together": 4},
}
"""Where equal chances would end nearly every draft at the gate. Each choice not named has weight 1."""


@dataclass(slots=True)
class Mood:
    """How one person fills in the form; drawn once an intake, so that extremes occur."""

    optional: float
    """How often an optional question is answered."""
    open_: float
    """How often an answer is "not known yet"."""
    hostile: float
    stale: float = 0.0
    """How often a question is answered although it is not asked."""
    wary: bool = False
    """True where grave answers are as likely as calm ones."""
    alike: bool = False
    """True where the partners resemble each other, and nobody asks for protection."""


def random_mood(rng: Random) -> Mood:
    """Complete and careful, hasty, or hostile."""
    optional, open_ = rng.choice((0.1, 0.5, 0.9, 1.0)), rng.choice((0.0, 0.0, 0.0, 0.05, 0.3))
    return Mood(
        optional, open_, rng.choice((0.0, 0.1, 0.5)), wary=rng.random() < 0.05, alike=rng.random() < 0.25
    )


def intakes(bank: QuestionBank) -> st.SearchStrategy[Data]:
    """Valid intakes that Hypothesis can make smaller."""
    return st.randoms(use_true_random=False).map(lambda rng: random_intake(rng, bank))


def random_intake(rng: Random, bank: QuestionBank, mood: Mood | None = None) -> Data:
    """One valid intake: every relevant required question is answered."""
    return _Filler(rng, bank, mood or random_mood(rng)).run()


class Stale(str):
    """An answer to a question that is not asked."""

    __slots__ = ()


def _stale(raw: Any) -> Any:
    return [Stale(each) for each in raw] if isinstance(raw, list) else Stale(raw)


def asked_only(data: Data) -> Data:
    """The intake less its stale answers."""
    kept = {key: value for key, value in data.items() if not _is_stale(value)}
    return {
        **kept,
        ROWS: [{key: each for key, each in row.items() if not _is_stale(each)} for row in data[ROWS]],
    }


def _is_stale(value: Any) -> bool:
    return isinstance(value[0] if isinstance(value, list) and value else value, Stale)


# ---------------------------------------------------------------- filling in


class _Filler:
    """The person with the form."""

    def __init__(self, rng: Random, bank: QuestionBank, mood: Mood) -> None:
        self.rng, self.bank, self.mood = rng, bank, mood
        self.answers = Answers("matter", {}, [])
        self.data: Data = {}
        self.form: Form | None = None
        self.secrets = 0
        self.rows_written: list[Data] = []

    def run(self) -> Data:
        for question in self.bank.questions.values():
            if question.id == ROWS:
                self.rows(question)
            else:
                self.matter(question)
            if question.id == FORM:
                self.form = self.bank.forms.get(self.answers.at(FORM))
        return self.data

    def matter(self, question: Question) -> None:
        asked = self.form is None or question.id in self.form.asks
        scope = Scope(self.answers, tuple(range(len(self.answers.parties))))
        written, value = self.one(question, asked, scope)
        if written is not None:
            self.data[question.id] = written
        self.answers.values[question.id] = value

    def rows(self, rows: Question) -> None:
        number = self.rng.choice((2, 2, 3, 3, 4, 5, 6, 9))
        self.answers.parties = [dict.fromkeys(rows.columns, UNANSWERED) for _ in range(number)]
        written = self.rows_written = [{} for _ in range(number)]
        for column in rows.columns.values():
            asked = self.form is None or column.id in self.form.columns
            for row in range(number):
                scope = Scope(self.answers, tuple(range(number))).at_row(row)
                raw, value = self.one(column, asked, scope, row)
                if raw is not None:
                    written[row][column.id] = raw
                self.answers.parties[row][column.id] = value
        self.data[ROWS] = written

    def one(self, question: Question, asked: bool, scope: Scope, row: int | None = None) -> tuple[Any, Any]:
        """What is written (None for nothing), and its typed value."""
        verdict = question.asked_when.verdict(scope).value if asked and question.asked_when else True
        if not asked or verdict is False:
            stale = self.rng.random() < self.mood.stale
            return (_stale(self.raw(question, row)) if stale else None), self.preset(question)
        must = question.required and verdict is True
        if not must and self.rng.random() >= self.mood.optional:
            return None, self.silence(question, row)
        if not question.never_open and self.rng.random() < self.mood.open_:
            return NOT_KNOWN_WORDS, NOT_KNOWN
        raw = self.like_the_first(question, row) or self.raw(question, row)
        return raw, _typed(question, raw, self.bank)

    def like_the_first(self, question: Question, row: int | None) -> Any:
        """The first partner's answer, where partners resemble each other; None to give another."""
        if not self.mood.alike or row is None or question.type in ("text", "texts"):
            return None
        first = self.rows_written[0].get(question.id) if row else None
        if _is_stale(first):
            return None
        return "no" if question.type == "yes_no" else first if self.rng.random() < 0.95 else None

    def preset(self, question: Question) -> Any:
        return self.form.presets.get(question.id, NOT_ASKED) if self.form else NOT_ASKED

    def silence(self, question: Question, row: int | None) -> Any:
        if question.same_as and row is not None:
            return self.answers.parties[row][question.same_as]
        return UNANSWERED if question.if_unanswered is None else question.if_unanswered

    # ------------------------------------------------------------ one answer

    def raw(self, question: Question, row: int | None) -> Any:
        """An answer as a person writes it."""
        rng = self.rng
        if question.private:
            return self.secret(question)
        if question.id == self.bank.questions[ROWS].row_name or question.same_as:
            return self.name(question, row or 0)
        if question.type == "choice":
            return rng.choice(list(question.choices)) if self.mood.wary else _weighted(rng, question)
        if question.type == "choices":
            least = (
                len(question.choices) if self.mood.optional == 1 else 1
            )  # a careful person ticks every box
            return rng.sample(list(question.choices), rng.randint(least, len(question.choices)))
        if question.type == "texts":
            return self.texts(question)
        if question.type == "yes_no":
            return rng.choice(("yes", "no"))
        if question.type == "country":
            return (
                rng.choice((*COUNTRIES, *self.bank.countries))
                if rng.random() < 0.2
                else rng.choice(COUNTRIES)
            )
        if question.type == "date":
            return f"{rng.randint(2025, 2031)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        if question.type == "number":
            return str(
                rng.choice((_bound(question.least, 0), 12.5, 33.3, 50, 51, 80, _bound(question.most, 100)))
            )
        if question.type in ("whole_number", "money"):
            return str(_whole(rng, question))
        return self.text(question)

    def texts(self, question: Question) -> list[str]:
        number = self.rng.randint(1, int(question.most or 4))
        return list(dict.fromkeys(_cut(f"{self.text(question)} {n}", question) for n in range(number)))

    def text(self, question: Question) -> str:
        rng = self.rng
        if question.pattern:
            return rng.choice(PATTERNS[question.pattern])
        if question.names_party and self.answers.parties:
            party = rng.choice(self.answers.parties)
            given = [party.get(each) for each in ("short_name", "name")]
            return next(str(each) for each in given if isinstance(each, str))
        if self.answers.parties and rng.random() < 0.2:  # many questions ask for a partner's name
            return _cut(str(rng.choice(self.answers.parties).get("short_name") or "x"), question)
        if rng.random() < self.mood.hostile:
            longest = "w " * 1000
            return _cut(rng.choice((*HOSTILE, longest)), question)
        return _cut(rng.choice(PLAIN), question)

    def name(self, question: Question, row: int) -> str:
        rng = self.rng
        stem = rng.choice(HOSTILE if rng.random() < self.mood.hostile else NAMES)
        return _cut(f"{row + 1} {stem}" if rng.random() < 0.5 else stem[:20] + f" {row + 1}", question)

    def secret(self, question: Question) -> str:
        """A text that no document may hold: its words stand nowhere else."""
        assert question.type == "text", f"give private questions of type {question.type} words of their own"
        self.secrets += 1
        return f"{secret_word(self.secrets)} {self.rng.choice(HOSTILE)}"


SECRET = "Kwyjibo"
"""How every secret begins."""


def secret_word(number: int) -> str:
    """A word found nowhere else."""
    return f"{SECRET}{number:03}x"


def _typed(question: Question, raw: Any, bank: QuestionBank) -> Any:
    value = read_answer(question, _scalars(raw), bank.country_codes)
    assert not hasattr(value, "message"), f"{question.id}: {raw!r} is refused: {value}"
    return value


def _scalars(raw: Any) -> Any:
    from pipeline.intake.source import Quoted

    return [Quoted(each) for each in raw] if isinstance(raw, list) else Quoted(raw)


def _weighted(rng: Random, question: Question) -> str:
    weights = WEIGHTS.get(question.id, {})
    choices = list(question.choices)
    return rng.choices(choices, [weights.get(each, 1) for each in choices])[0]


def _whole(rng: Random, question: Question) -> int:
    """The bounds, small numbers, and any size between."""
    low, high = int(_bound(question.least, 0)), int(_bound(question.most, 10**6))
    size = 10 ** rng.randint(0, len(str(high)))
    return min(high, max(low, rng.choice((low, high, low + 1, rng.randint(0, 12), rng.randint(0, size)))))


def _bound(bound: float | None, otherwise: int) -> float:
    return otherwise if bound is None else bound


def _cut(text: str, question: Question) -> str:
    kept = text[: question.longest or len(text)].strip()
    return kept or "x"


# ---------------------------------------------------------------- YAML


def yaml_text(data: Data) -> str:
    """The intake as a file; every text in quotation marks, so that nothing in it means anything to YAML."""
    lines: list[str] = []
    for key, value in data.items():
        lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, margin: str) -> Sequence[str]:
    if not isinstance(value, list):
        return [f"{margin}{key}: {quoted(value)}"]
    if value and isinstance(value[0], dict):
        return [f"{margin}{key}:", *(line for row in value for line in _row(row, margin))]
    return [f"{margin}{key}:", *(f"{margin}  - {quoted(each)}" for each in value)]


def _row(row: Data, margin: str) -> Sequence[str]:
    lines = [line for key, value in row.items() for line in _entry(key, value, f"{margin}    ")]
    return [f"{margin}  - {lines[0].lstrip()}", *lines[1:]]


def quoted(text: str) -> str:
    """A YAML text in double quotation marks."""
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    if sign.isprintable() and ord(sign) < 0x2000:
        return sign
    return f"\\U{ord(sign):08x}"
