"""The bank in words: a blank intake for a person to fill, and an answer as a reader sees it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

from pipeline.answers import NOT_KNOWN_WORDS, State
from pipeline.intake.bank import FORM, Question, QuestionBank
from pipeline.intake.dates import date_in_words
from pipeline.intake.wording import number_in_words

_WIDTH = 96
_MUST = " *"

# ---------------------------------------------------------------- an answer in words


def words_of(bank: QuestionBank, question: Question, value: Any) -> str:
    """An answer in words: ``Yes``, a choice's words, ``1 March 2027``, ``Norway``, ``not known yet``."""
    if isinstance(value, State):
        return value.value
    if isinstance(value, tuple):
        return "; ".join(words_of(bank, question, each) for each in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, int | float):
        return number_in_words(value)
    if question.type == "country":
        return bank.countries.get(value, str(value))
    return question.choices.get(value, str(value))


# ---------------------------------------------------------------- a blank form


def blank_form(bank: QuestionBank, form: str) -> str:
    """A commented intake, without answers, that can be read back."""
    lines = [*_opening(bank, form)]
    for question in _asked(bank, form):
        lines.append("")
        if question.type == "rows":
            lines += _rows(bank, question, _columns(bank, form))
        else:
            lines += [*_explained(bank, question, ""), _key(bank, question, form)]
    return "\n".join(lines) + "\n"


def _asked(bank: QuestionBank, form: str) -> list[Question]:
    shorter = bank.forms.get(form)
    return [bank.questions[each] for each in shorter.asks] if shorter else list(bank.questions.values())


def _columns(bank: QuestionBank, form: str) -> list[Question]:
    shorter = bank.forms.get(form)
    return [bank.columns[each] for each in shorter.columns] if shorter else list(bank.columns.values())


def _opening(bank: QuestionBank, form: str) -> Iterator[str]:
    shorter = bank.forms.get(form)
    title = f"{shorter.title}. {shorter.audience}" if shorter else bank.questions[FORM].choices[form]
    yield from _comment(title, "")
    yield "#"
    yield from _comment("Lines with # only explain. Write each answer after its colon and a blank.", "")
    yield from _comment("A question marked * must be answered. Delete a partner that stays empty.", "")
    yield from _comment(f"What nobody knows yet may be answered with: {NOT_KNOWN_WORDS}", "")
    yield from _comment(
        "A text that holds a colon, or begins with a sign, stands in straight quotation marks: "
        '"Notes: all of us". For a quotation mark inside it write \\".',
        "",
    )


def _key(bank: QuestionBank, question: Question, form: str) -> str:
    shorter = bank.forms.get(form)
    preset = form if question.id == FORM else shorter.presets.get(question.id) if shorter else None
    if preset is None:
        return f"{question.id}:"
    return f"{question.id}: {_written(preset)}"


def _written(value: Any) -> str:
    """A typed value as a person would write it in the intake."""
    if isinstance(value, tuple):
        return f"[{', '.join(_written(each) for each in value)}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    plain = not isinstance(value, str) or value.replace("_", "").isalnum()
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


def _rows(bank: QuestionBank, rows: Question, columns: list[Question]) -> Iterator[str]:
    yield from _comment(_asks(rows), "")
    yield from _comment(f"{rows.fewest or 0} to {rows.most or 'any number of'} entries", "", "  ")
    yield f"{rows.id}:"
    for number in range(max(1, rows.fewest or 1)):
        yield "  -" if number == 0 else "  - # the next one; copy it for more"
        for column in columns:
            if number == 0:
                yield from _explained(bank, column, "    ")
            yield f"    {column.id}:"


def _explained(bank: QuestionBank, question: Question, margin: str) -> Iterator[str]:
    yield from _comment(_asks(question), margin)
    hints = ["Already answered; leave it as it is."] if question.id == FORM else _hints(bank, question)
    for hint in hints:
        yield from _comment(hint, margin, "  ")


def _asks(question: Question) -> str:
    return question.ask + (_MUST if question.required else "")


def _comment(words: str, margin: str, indent: str = "") -> list[str]:
    start = f"{margin}# {indent}"
    return textwrap.wrap(
        " ".join(words.split()), _WIDTH, initial_indent=start, subsequent_indent=start + "  "
    )


# ---------------------------------------------------------------- hints


def _hints(bank: QuestionBank, question: Question) -> Iterator[str]:
    """What may be written, when to leave it empty, and what empty means."""
    yield _what(question)
    for value, words in question.choices.items():
        yield f"{value}: {words}"
    if question.asked_when is not None:
        yield f"Leave empty unless: {question.asked_when.text}"
    if question.if_unanswered is not None:
        yield f"Left empty, it means: {words_of(bank, question, question.if_unanswered)}"
    if question.same_as:
        yield f"Left empty, it is the same as `{question.same_as}`."
    if question.never_open:
        yield f"Cannot be `{NOT_KNOWN_WORDS}`."
    if question.private:
        yield "Private: read only by this partner and its own counsel."


def _what(question: Question) -> str:
    kind, longest = question.type, question.longest
    size = f"at most {longest} characters" if longest else "any length"
    words = {
        "text": question.pattern_words or f"a text, {size}",
        "texts": f"a list, one `- text` a line{_at_most(question)}, each {size}",
        "yes_no": "yes or no",
        "whole_number": f"a whole number{_range(question)}",
        "money": f"a whole amount in digits{_range(question)}",
        "number": f"a number{_range(question)}",
        "date": "a date, such as 2027-03-01 or 1 March 2027",
        "country": "a country's English name or two-letter code, such as Norway or NO",
        "choice": "one of these:",
        "choices": f"any of these, as a list such as [{', '.join(list(question.choices)[:2])}]:",
    }
    return words[kind]


def _at_most(question: Question) -> str:
    return f", at most {question.most}" if question.most else ""


def _range(question: Question) -> str:
    least = f" from {question.least}" if question.least is not None else ""
    return least + (f" to {question.most}" if question.most is not None else "")
