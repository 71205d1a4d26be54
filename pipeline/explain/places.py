"""How an explanation names the place of an answer: by its line, or by its question where others read it.

The lines of an intake would tell others how long a private answer above them is, or that there is one.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from pipeline.answers import Answers
from pipeline.diagnostics import Span
from pipeline.explain.words import party_names

OVERRIDES = "overrides"
Asked = tuple[str, str]
"""A question's id, and the party asked if it is asked of each."""


class Places(Struct, frozen=True, eq=False):
    """Names places of one run: those of ``file`` by their questions, all others by their lines."""

    file: str = ""
    asked: dict[Span, Asked] = field(default_factory=dict)

    def of(self, span: Span | None) -> str | None:
        """``carbon-pilot.yaml:12``, or ``carbon-pilot.yaml, staff of TechCo``."""
        return self.named(span, " of ") if span else None

    def of_all(self, spans: Iterable[Span | None]) -> list[str]:
        """Places of the answers to one question, each once; whose they are is told beside them."""
        return list(dict.fromkeys(self.named(span, "") for span in spans if span))

    def named(self, span: Span, of: str) -> str:
        """The file without its folders, so that records read alike everywhere, and where in it."""
        name = span.file.rpartition("/")[2]
        if span.file != self.file:
            return f"{name}:{span.line}"
        question, party = self.asked.get(span, ("", ""))
        return ", ".join(
            each for each in (name, f"{question}{of}{party}" if of and party else question) if each
        )


BY_LINE = Places()
"""For a terminal: whoever asks has the intake."""


def by_question(answers: Answers) -> Places:
    """For files that others read as well."""
    names = party_names(answers)
    asked: dict[Span, Asked] = {each.span: (OVERRIDES, "") for each in answers.overrides}
    for path, span in answers.spans.items():
        if len(path) == 1:
            asked.setdefault(span, (str(path[0]), ""))
        elif len(path) == 3:
            asked.setdefault(span, (str(path[2]), names[int(path[1])]))
    return Places(next((span.file for span in asked), ""), asked)
