"""Inline nodes to the model's inlines, in one document's voice: its terms, its verbs, its values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, field

from pipeline.answers import NOT_ASKED, NOT_KNOWN, UNANSWERED
from pipeline.decisions import DocumentPlan, Outcome, ParameterValue
from pipeline.diagnostics import Diagnostic
from pipeline.drafting.wording import CURRENCY, answer_words, value_words
from pipeline.intake.bank import Question
from pipeline.library import markup as m
from pipeline.library.types import GlossaryTerm, Library, TermForm
from pipeline.model import Answer, Inline, Ref, Term, Text, Value
from pipeline.rules.conditions import Node, Scope

TO_CLAUSE = "→"
"""Marks an unresolved reference's target: ``→topic#label`` or ``→instrument:topic``."""
ALL_BINDING = "→binding"


class Voice(Struct):
    """One document being written."""

    library: Library
    outcome: Outcome
    plan: DocumentPlan
    scope: Scope
    party_ids: Sequence[str]
    binding: bool = False
    """Whether the clause at hand binds: decides the verb of duty."""
    terms: dict[str, None] = field(default_factory=dict)
    """Ids of the terms used so far, in order."""
    found: list[Diagnostic] = field(default_factory=list)
    forms: dict[str, TermForm] = field(default_factory=dict)
    """How each term reads here, once known."""

    def for_clause(self, binding: bool, party: int | None) -> Voice:
        """The same document, for one clause."""
        return self._with(binding, self.scope if party is None else self.scope.at_row(party))

    def at_party(self, row: int) -> Voice:
        """The same clause, inside a loop."""
        return self._with(self.binding, self.scope.at_row(row))

    def _with(self, binding: bool, scope: Scope) -> Voice:
        """The same document; what is gathered on the way is shared."""
        return Voice(
            self.library,
            self.outcome,
            self.plan,
            scope,
            self.party_ids,
            binding,
            self.terms,
            self.found,
            self.forms,
        )

    def holds(self, node: Node | None) -> bool:
        """A text's condition; unanswered counts as not holding."""
        return node is None or node.verdict(self.scope).value is True

    @property
    def currency(self) -> str:
        """The currency's code, or nothing."""
        code = self.scope.answers.at(CURRENCY)
        return code if isinstance(code, str) else ""

    # ------------------------------------------------------------ inlines

    def inlines(self, nodes: Iterable[m.InlineNode]) -> list[Inline]:
        """All nodes in order."""
        found: list[Inline] = []
        for node in nodes:
            if type(node) is m.Words:
                found.append(Text(node.text, "strong" if node.strong else ""))
            elif type(node) is m.TermUse:
                found.append(self.term(node))
            elif type(node) is m.InlineIf:
                found += self.inlines(node.then if self.holds(node.condition) else node.otherwise)
            else:
                found += _WRITERS[type(node)](self, node)
        return found

    def parameter(self, node: m.ParameterUse) -> list[Inline]:
        parameter = self.library.parameters[node.parameter]
        value = self.parameter_value(node)
        party = self.party_id if value is not None and value.party is not None else None
        if value is None or value.value is None:
            return [Value(node.parameter, f"{parameter.title.lower()} (not known yet)", party, True)]
        words = value_words(parameter, value.value, self.currency, node.bare)
        return [Value(node.parameter, self.defined_unit(parameter.unit, words), party)]

    def defined_unit(self, unit: str, words: str) -> str:
        """``10 Working Days``: a unit that is a defined term reads as the term, and is then defined."""
        term = self.library.terms_by_word.get(unit)
        if term is None or not words.casefold().endswith((unit, unit[:-1])):
            return words
        form = self.form(self.library.glossary[term])
        if form.plain:
            return words
        self.terms[term] = None
        number = words.split(" ", 1)[0]
        return f"{number} {form.plural if words.endswith('s') else form.word}"

    def parameter_value(self, node: m.ParameterUse) -> ParameterValue | None:
        values = self.outcome.parameters.get(node.parameter, [])
        if node.of_party:
            own = [each for each in values if each.party is not None and each.party == self.scope.row]
            if own:
                return own[0]
        return values[0] if values else None

    @property
    def party_id(self) -> str | None:
        return None if self.scope.row is None else self.party_ids[self.scope.row]

    def term(self, node: m.TermUse) -> Inline:
        name = node.term
        form = self.forms.get(name) or self.form(self.library.glossary[name])
        word = form.plural if node.plural else form.word
        if form.plain or not self.library.glossary[name].defined:
            return Text(word)
        self.terms[name] = None
        return Term(name, word)

    def form(self, term: GlossaryTerm) -> TermForm:
        """How the term reads in this document."""
        form = self.forms.get(term.id)
        if form is None:
            form = self.forms[term.id] = next(each for each in term.forms if self.holds(each.condition))
        return form

    def duty(self, node: m.Duty) -> list[Inline]:
        forms = self.library.verbs[node.verb]["binding" if self.binding else "nonbinding"]
        return [Text(forms["many" if node.many else "one"])]

    def answer(self, node: m.AnswerUse) -> list[Inline]:
        bank = self.library.bank
        if node.of_party:
            question: Question = bank.columns[node.question]
            return [self.answer_inline(question, f"parties.{node.question}", self.scope.row, node.strong)]
        return [self.answer_inline(bank.questions[node.question], node.question, None, node.strong)]

    def answer_inline(self, question: Question, name: str, row: int | None, strong: bool = False) -> Answer:
        value = self.scope.answers.at(question.id, row)
        party = None if row is None else self.party_ids[row]
        if value is NOT_KNOWN:
            return Answer(name, self.open_words(question, row), party, True)
        if value is UNANSWERED or value is NOT_ASKED:
            said = f"The text needs an answer that is not there: {question.ask}"
            self.found.append(
                Diagnostic("answer-missing-in-text", "warning", said, self.scope.span(question.id, row))
            )
            return Answer(name, self.open_words(question, row), party, True)
        words = answer_words(question, value, self.library.bank.countries, self.currency)
        return Answer(name, words, party, mark="strong" if strong else "")

    def open_words(self, question: Question, row: int | None) -> str:
        """The name of an open value: whose, and what is not known yet."""
        what = question.id.replace("_", " ")
        of = "" if row is None else f" of {self.scope.name_of(row)}"
        return f"{what}{of} (not known yet)"

    def list_use(self, node: m.ListUse) -> list[Inline]:
        """``A, B and C`` from a column, each name traceable to its answer."""
        question = self.library.bank.columns[node.column]
        rows = [row for row in self.scope.parties if self._row_holds(node.condition, row)]
        names: list[Inline] = [self.answer_inline(question, f"parties.{node.column}", row) for row in rows]
        return between(names)

    def _row_holds(self, condition: Node | None, row: int) -> bool:
        return condition is None or condition.verdict(self.scope.at_row(row)).value is True

    def reference(self, node: m.TopicRef) -> list[Inline]:
        place = f"{node.topic}#{node.label}" if node.label else node.topic
        return [Ref(f"{TO_CLAUSE}{place}", "", node.instrument or None)]

    def binding_refs(self, node: m.BindingRefs) -> list[Inline]:
        return [Ref(ALL_BINDING, "")]


def between(items: list[Inline], last: str = "and") -> list[Inline]:
    """The items with commas and a final "and" between them."""
    found: list[Inline] = []
    for number, item in enumerate(items):
        if number:
            found.append(Text(f" {last} " if number == len(items) - 1 else ", "))
        found.append(item)
    return found


_WRITERS: dict[type, Any] = {
    m.ParameterUse: Voice.parameter,
    m.TopicRef: Voice.reference,
    m.BindingRefs: Voice.binding_refs,
    m.AnswerUse: Voice.answer,
    m.ListUse: Voice.list_use,
    m.Duty: Voice.duty,
}
