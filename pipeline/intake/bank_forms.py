"""A shorter form from its file: which questions it asks and what it answers itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from pipeline.answers import State
from pipeline.diagnostics import Diagnostic, did_you_mean, in_order
from pipeline.intake.bank import FORM, ROWS, Form, Question, QuestionBank
from pipeline.intake.reading import read_answer
from pipeline.intake.source import KeyPath, Scalar, Source
from pipeline.intake.wording import Slip

_KEYS = ("title", "for", "asks", "columns", "presets")


def read_form(source: Source, bank: QuestionBank) -> tuple[Form | None, list[Diagnostic]]:
    """The form whose id is the file's stem."""
    reader = _Reader(source, bank)
    form = reader.form(PurePath(source.name).stem)
    return (None if reader.found else form), in_order(reader.found)


class _Reader:
    def __init__(self, source: Source, bank: QuestionBank) -> None:
        self.source, self.bank = source, bank
        self.found: list[Diagnostic] = []

    def report(self, message: str, path: KeyPath) -> None:
        self.found.append(Diagnostic("bank-form", "error", message, self.source.at(path)))

    def form(self, name: str) -> Form:
        """The form; what is wrong is collected."""
        chooser = self.bank.questions.get(FORM)
        if chooser is None or name not in chooser.choices:
            self.report(f"`{name}` is not a choice of the question `{FORM}`", ())
        for key in self.source.data:
            if key not in _KEYS:
                self.report(f"`{key}` is not a key of a form{did_you_mean(key, _KEYS)}", (key,))
        asks = self.ids("asks", self.bank.questions)
        columns = self.ids("columns", self.bank.columns)
        self.check_needed(asks, columns)
        return Form(name, self.text("title"), self.text("for"), asks, columns, self.presets(name))

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self.source.data.get(key)
        if not isinstance(value, Scalar):
            self.report(f"`{key}` must be a text", (key,))
        return str(value)

    def ids(self, key: str, known: Mapping[str, Question]) -> tuple[str, ...]:
        """A list of ids, each known and named once."""
        value = self.source.data.get(key)
        if not isinstance(value, list):
            self.report(f"`{key}` must be a list of question ids", (key,))
            return ()
        names = [str(each) for each in value]
        for number, name in enumerate(names):
            if name not in known:
                self.report(f"`{name}` is not a question{did_you_mean(name, known)}", (key, number))
            elif name in names[:number]:
                self.report(f"`{name}` is asked twice", (key, number))
        return tuple(names)

    def check_needed(self, asks: tuple[str, ...], columns: tuple[str, ...]) -> None:
        """No form can leave out the partners and their names."""
        rows = self.bank.questions.get(ROWS)
        if rows is not None and ROWS not in asks:
            self.report(f"a form must ask `{ROWS}`", ("asks",))
        if rows is not None and rows.row_name not in columns:
            self.report(f"a form must ask the column `{rows.row_name}`", ("columns",))

    def presets(self, name: str) -> dict[str, Any]:
        """Answers that the form gives itself."""
        given = self.source.data.get("presets") or {}
        if not isinstance(given, dict):
            self.report("`presets` must hold `question: answer` lines", ("presets",))
            return {}
        values = {key: self.preset(key, raw) for key, raw in given.items()}
        if values.setdefault(FORM, name) != name:
            self.report(f"the preset of `{FORM}` must be `{name}`", ("presets", FORM))
        return values

    def preset(self, key: str, raw: Any) -> Any:
        """One preset, typed as an answer."""
        question = self.bank.questions.get(key)
        if question is None or question.type == "rows":
            guess = did_you_mean(key, self.bank.questions)
            self.report(f"`{key}` is not a question{guess}", ("presets", key))
            return None
        value = read_answer(question, raw, self.bank.country_codes)
        off_list = question.type == "choice" and value not in question.choices
        if isinstance(value, Slip | State) or off_list:
            self.report(f"this is no answer to `{key}`", ("presets", key))
        return value
