"""One intake through the stages, in order: check → decide → draft → write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from msgspec import Struct, field

from pipeline import __version__
from pipeline.answers import Answers, State
from pipeline.app import checking
from pipeline.app.checking import Checked
from pipeline.app.equipment import Equipment
from pipeline.app.manner import HOUSE_MANNER, Level, Manner
from pipeline.decisions import Outcome
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.drafting.draft import draft_packet
from pipeline.drafting.lint.linter import lint_packet
from pipeline.library.types import Library
from pipeline.model import Document
from pipeline.rules.decide import decide
from pipeline.word.additions import Additions, Notes
from pipeline.word.template import Template
from pipeline.word.writer import write_docx


class Laid(Struct, frozen=True):
    """A document as it was laid out."""

    count: int
    """How many pages it takes."""
    pages: tuple[int, ...] = ()
    """The page of each entry of its contents, in order; empty where they are not known."""


class Drafted(Struct):
    """Everything that one intake gave."""

    answers: Answers
    outcome: Outcome
    documents: list[Document]
    findings: list[Diagnostic]
    """What the drafting, and the linter of the drafts, noticed: open points."""
    errors: list[Diagnostic] = field(default_factory=list)
    """Overrides that cannot be followed: no draft then."""
    laid: dict[str, Laid] = field(default_factory=dict)
    """By document id, where the documents were laid out."""

    def file_of(self, document: str) -> str:
        """The file that a document of the packet is written to."""
        return f"{document}.docx"

    @property
    def files(self) -> dict[str, str]:
        """File name by document id."""
        return {document.id: self.file_of(document.id) for document in self.documents}


def check(path: Path, library: Library) -> Checked:
    """Read and validate an intake."""
    return checking.check(path, library.bank)


def draft(library: Library, answers: Answers, as_of: date) -> Drafted:
    """Decide and draft, in memory."""
    outcome, errors = decide(library, answers)
    if has_errors(errors):
        return Drafted(answers, outcome, [], [], errors)
    documents, findings = draft_packet(library, answers, outcome, as_of)
    findings = [*findings, *lint_packet(library, answers, outcome, documents)]
    return Drafted(answers, outcome, documents, findings)


def word_file(
    equipment: Equipment, drafted: Drafted, document: Document, manner: Manner = HOUSE_MANNER
) -> bytes:
    """One document's Word file."""
    laid = drafted.laid.get(document.id)
    additions = Additions(
        notes=_notes(equipment.library, drafted, document, manner), pages=laid.pages if laid else ()
    )
    template = template_of(equipment, document, manner)
    return write_docx(document, template, provenance(equipment.library, drafted, document), additions)


def template_of(equipment: Equipment, document: Document, manner: Manner) -> Template:
    """The template of a document, on the paper that is asked for."""
    template = equipment.template(document.instrument)
    if not manner.paper:
        return template
    from pipeline.word.paper import on_paper  # most drafts keep the template's own

    return on_paper(template, manner.paper)


def _notes(library: Library, drafted: Drafted, document: Document, manner: Manner) -> Notes:
    level = manner.notes or cast(Level, library.outlines[document.instrument].notes)
    if level == "none":
        return {}
    from pipeline.explain.notes import drafting_notes  # plain pages go without them

    return drafting_notes(library, drafted.answers, drafted.outcome, document, level, drafted.findings)


def provenance(library: Library, drafted: Drafted, document: Document) -> dict[str, str]:
    """What the Word file says of its own making; never a private answer."""
    entries = {
        "generator": f"charterwright {__version__}",
        "library": library.digest,
        **_layers(library),
        "matter": drafted.outcome.matter,
        "document": document.id,
        "as_of": document.as_of,
        "answers": json.dumps(shared_answers(library, drafted.answers), ensure_ascii=False, sort_keys=True),
    }
    return {**entries, "draft": draft_id(entries)}


def draft_id(entries: Mapping[str, str]) -> str:
    """Eight digits that tell drafts apart: others when the library is, or an answer that all may read."""
    return sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()[:8]


def _layers(library: Library) -> dict[str, str]:
    """Name and digest of every layer, where there are any."""
    named = [f"{each.name} {each.digest}" for each in library.layers]
    return {"layers": "; ".join(named)} if named else {}


def shared_answers(library: Library, answers: Answers) -> dict[str, Any]:
    """Every given answer that is not private, as plain data."""
    bank = library.bank
    shared: dict[str, Any] = {
        name: _plain(value)
        for name, value in answers.values.items()
        if name in bank.questions and not bank.questions[name].private and _given(value)
    }
    shared["parties"] = [
        {
            name: _plain(value)
            for name, value in party.items()
            if name in bank.columns and not bank.columns[name].private and _given(value)
        }
        for party in answers.parties
    ]
    return shared


def _given(value: Any) -> bool:
    return not isinstance(value, State) or value is State.NOT_KNOWN


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, State):
        return value.value
    return list(value) if isinstance(value, tuple) else value
