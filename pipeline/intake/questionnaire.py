"""The question bank from its files, checked: nothing unknown, no condition that looks down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.answers import State
from pipeline.diagnostics import Diagnostic, did_you_mean, in_order
from pipeline.intake.bank import ROWS, Form, Question, QuestionBank, names_of, symbol
from pipeline.intake.bank_forms import read_form
from pipeline.intake.bank_reader import EntryReader
from pipeline.intake.countries import read_countries
from pipeline.intake.reading import read_answer
from pipeline.intake.schema import cerberus_schema
from pipeline.intake.source import KeyPath, Scalar, Source
from pipeline.intake.wording import Slip, allowed_choices
from pipeline.rules.conditions import Names, Node, Symbol, always, compile_condition

__all__ = ["Form", "Question", "QuestionBank", "cerberus_schema", "load_bank", "names_of"]


def load_bank(
    source: Source, forms: list[Source], countries: Source
) -> tuple[QuestionBank | None, list[Diagnostic]]:
    """The bank, or None with everything that is wrong in its files."""
    names, codes, found = read_countries(countries)
    bank = QuestionBank({}, {}, names, codes)
    reader = EntryReader(source)
    _read_questions(reader, bank)
    _Links(reader, bank).check()
    found += reader.found
    for form in forms:
        read, slips = read_form(form, bank)
        found += slips
        if read is not None:
            bank.forms[read.id] = read
    return (None if found else bank), in_order(found)


def _read_questions(reader: EntryReader, bank: QuestionBank) -> None:
    for name, entry in reader.source.data.items():
        question = reader.question((name,), entry)
        if question is None:
            continue
        bank.questions[name] = question
        if (question.type == "rows") != (name == ROWS):
            message = f"`{ROWS}`, and nothing else, is the question of type rows"
            reader.report("bank-rows", message, (name, "type"))
        elif question.type == "rows":
            _read_columns(reader, question, entry.get("columns"))


def _read_columns(reader: EntryReader, rows: Question, entries: Any) -> None:
    if not isinstance(entries, dict):
        return reader.report("bank-rows", f"`{rows.id}` needs `columns:`", (rows.id, "columns"))
    for name, entry in entries.items():
        path = (rows.id, "columns", name)
        column = reader.question(path, entry)
        if column is not None and column.type == "rows":
            reader.report("bank-rows", f"`{name}` is a column and cannot have rows", (*path, "type"))
        elif column is not None:
            rows.columns[name] = column
    if rows.row_name not in rows.columns:
        reader.report("bank-rows", f"`row_name` of `{rows.id}` names no column", (rows.id, "row_name"))


class _Links:
    """What refers to other questions: conditions, defaults, ``same_as``."""

    def __init__(self, reader: EntryReader, bank: QuestionBank) -> None:
        self.reader, self.bank, self.everything = reader, bank, names_of(bank)

    def check(self) -> None:
        """Every question and column, from the top."""
        above: dict[str, Symbol] = {}
        for question in self.bank.questions.values():
            rows = self.everything.row if ROWS in above else {}
            self.link(question, (question.id,), Names(dict(above), rows), self.bank.questions)
            if question.type == "rows":
                self.check_columns(question, above)
            above[question.id] = symbol(question, "question", self.bank.countries)

    def check_columns(self, rows: Question, matter: dict[str, Symbol]) -> None:
        """Columns look at the matter's questions above and at columns above in the same row."""
        above: dict[str, Symbol] = {}
        for column in rows.columns.values():
            path = (rows.id, "columns", column.id)
            self.link(column, path, Names(dict(matter), dict(above), True), rows.columns)
            above[column.id] = symbol(column, "column", self.bank.countries)

    def link(self, question: Question, path: KeyPath, names: Names, beside: Mapping[str, Question]) -> None:
        """One question's condition, default and stand-in."""
        if self.reader.source.value((*path, "asked_when")) is not None:
            question.asked_when = self.condition(question, (*path, "asked_when"), names)
        if self.reader.source.value((*path, "names_party")) is not None:
            question.names_party = self.party_name(question, (*path, "names_party"), names)
        if self.reader.source.value((*path, "if_unanswered")) is not None:
            self.default(question, (*path, "if_unanswered"))
        if question.same_as:
            self.stand_in(question, (*path, "same_as"), beside)

    def party_name(self, question: Question, path: KeyPath, names: Names) -> Node | None:
        """``names_party``: always, or under a condition."""
        if self.reader.source.value(path) == "always":
            return always("always")
        return self.condition(question, path, names)

    def condition(self, question: Question, path: KeyPath, names: Names) -> Node | None:
        """A condition over what stands above only."""
        raw, key = self.reader.source.value(path), path[-1]
        if not isinstance(raw, Scalar):
            self.reader.report("bank-value", f"`{key}` of `{question.id}` must be a condition", path)
            return None
        origin = self.reader.source.inside(path)
        node, slips = compile_condition(str(raw), origin, names)
        whole = Names(self.everything.matter, self.everything.row, names.in_row)
        if slips and not compile_condition(str(raw), origin, whole)[1]:
            message = f"`{key}` of `{question.id}` looks at a question that is not above it"
            slips = [Diagnostic("looks-below", "error", message, slips[0].span, "move one of the two")]
        self.reader.found += slips
        return node

    def default(self, question: Question, path: KeyPath) -> None:
        """``if_unanswered`` must be an answer that a person could give."""
        value = read_answer(question, self.reader.source.value(path), self.bank.country_codes)
        if isinstance(value, Slip | State) or not _is_allowed(question, value):
            message = f"`if_unanswered` is no answer to `{question.id}`"
            return self.reader.report(
                "bank-value", message, path, allowed_choices(question) if question.choices else ""
            )
        if question.required:
            message = f"`{question.id}` is required, so `if_unanswered` is never used"
            return self.reader.report("bank-value", message, path)
        question.if_unanswered = value

    def stand_in(self, question: Question, path: KeyPath, beside: Mapping[str, Question]) -> None:
        """``same_as`` names a question of the same type above."""
        above = list(beside)[: list(beside).index(question.id)]
        fits = [each for each in above if beside[each].type == question.type]
        if question.same_as not in fits:
            guess = did_you_mean(question.same_as, fits)
            message = f"`{question.same_as}` is no {question.type} question above `{question.id}`{guess}"
            self.reader.report("bank-value", message, path)


def _is_allowed(question: Question, value: Any) -> bool:
    if question.choices:
        return all(each in question.choices for each in (value if isinstance(value, tuple) else (value,)))
    if isinstance(value, int | float):
        above = question.least is None or value >= question.least
        return above and (question.most is None or value <= question.most)
    return True
