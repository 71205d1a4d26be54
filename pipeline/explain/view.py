"""What every explanation looks at: the library, one outcome and, where at hand, its answers."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pipeline.answers import Answers
from pipeline.decisions import Outcome
from pipeline.diagnostics import Span
from pipeline.explain.leaves import Teller
from pipeline.explain.places import BY_LINE, by_question
from pipeline.explain.words import currency_of, party_name, party_names, source_data
from pipeline.library.types import Library


class View(Struct, frozen=True):
    """One run, with the words its explanations share."""

    library: Library
    outcome: Outcome
    tell: Teller
    names: tuple[str, ...]
    """The parties' names; empty when the answers are not at hand."""
    currency: str

    def party(self, party: int | None) -> str | None:
        """A party's name, or None for what is not about one party."""
        return party_name(self.names, party)

    def place(self, span: Span | None) -> str | None:
        """Where something is written."""
        return self.tell.places.of(span)

    def sources(self, ids: Iterable[str]) -> list[dict[str, str]]:
        """Sources with what they mean."""
        return source_data(self.library, ids)

    def context_words(self, name: str, value: str) -> str:
        """What a context word's value means: ``gate``, ``binds``."""
        symbol = self.library.names.matter.get(name)
        return symbol.choices.get(value, value) if symbol else value


def view_of(library: Library, outcome: Outcome, answers: Answers | None, *, shared: bool = False) -> View:
    """The view of one run. ``shared``: others read it, so that it names no line of the intake."""
    names = tuple(party_names(answers)) if answers else ()
    places = by_question(answers) if answers and shared else BY_LINE
    tell = Teller(library, answers, places)
    return View(library, outcome, tell, names, currency_of(answers) if answers else "")
