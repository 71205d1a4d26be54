"""The answers on their way: what was read so far, what is wrong, where it stands."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from pipeline.answers import NOT_KNOWN_WORDS, UNANSWERED, Answers
from pipeline.diagnostics import Diagnostic, Span
from pipeline.intake.bank import ROWS, QuestionBank
from pipeline.intake.reading import is_open, means_open
from pipeline.intake.source import KeyPath, Scalar, Source
from pipeline.intake.wording import Slip, called, guessed

Related = tuple[tuple[str, Span], ...]


class Draft(Struct):
    """Everything the stages of one check pass on."""

    source: Source
    bank: QuestionBank
    answers: Answers
    faulty: set[KeyPath] = field(default_factory=set)
    """Answers that were given but could not be taken: neither missing nor defaulted."""
    ignored: set[KeyPath] = field(default_factory=set)
    """Answers to questions that are not asked: their slips do not matter."""
    defaults: set[KeyPath] = field(default_factory=set)
    found: list[tuple[KeyPath, Diagnostic]] = field(default_factory=list)

    def error(
        self,
        code: str,
        path: KeyPath,
        message: str,
        help_: str = "",
        related: Related = (),
        at_key: bool = False,
    ) -> None:
        """An error at the value (or key) of a path."""
        span = self.source.key(path) if at_key else self.source.at(path)
        self.found.append((path, Diagnostic(code, "error", message, span, help_, related)))

    def slip(self, path: KeyPath, slip: Slip) -> None:
        """An answer that cannot be taken."""
        self.faulty.add(path)
        place = path if slip.entry is None else (*path, slip.entry)
        message = f"{called(place)} {slip.message}"
        if self.meant_open(path, place):
            message = message.partition("; did you mean")[0] + guessed(NOT_KNOWN_WORDS)
        self.error(slip.code, place, message, slip.help)

    def meant_open(self, path: KeyPath, place: KeyPath) -> bool:
        """True when a refused answer was most likely meant as "not known yet", and that may be said."""
        raw = self.source.value(place)
        question = self.bank.at(".".join(each for each in path if isinstance(each, str)))
        asked = question is not None and not question.never_open
        return asked and isinstance(raw, Scalar) and len(raw) < 20 and not is_open(raw) and means_open(raw)

    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong with answers that matter."""
        return [each for path, each in self.found if not self.is_ignored(path)]

    def is_ignored(self, path: KeyPath) -> bool:
        """True for a question that is not asked, and for anything under it."""
        return bool(self.ignored) and any(path[:end] in self.ignored for end in range(1, len(path) + 1))

    def value(self, path: KeyPath) -> Any:
        """The typed value, or State, at a question's or column's path."""
        if path == (ROWS,):
            return self.answers.parties or UNANSWERED
        if len(path) == 1:
            return self.answers.values.get(str(path[0]), UNANSWERED)
        return self.answers.parties[int(path[1])].get(str(path[2]))

    def put(self, path: KeyPath, value: Any) -> None:
        """Set the value, or State, at a path; rows can only be taken away."""
        if path == (ROWS,):
            self.answers.parties.clear()
        elif len(path) == 1:
            self.answers.values[str(path[0])] = value
        else:
            self.answers.parties[int(path[1])][str(path[2])] = value
