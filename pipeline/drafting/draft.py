"""From the outcome to document models: assemble, define, number, refer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from pipeline.answers import Answers, party_ids
from pipeline.decisions import DocumentPlan, Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.drafting.assemble import Assembler, Draft
from pipeline.drafting.definitions import place_definitions
from pipeline.drafting.numbering import number_document
from pipeline.drafting.references import References
from pipeline.drafting.tidy import tidied
from pipeline.drafting.wording import date_words
from pipeline.library.types import Library
from pipeline.model import Document, plain
from pipeline.rules.conditions.document import scope_of

LANGUAGE = "en-GB"
STAMPS = {"not_ready": "Not ready for signature"}
"""Words on every page, by gate; a draft that nothing holds back is just a draft."""
DRAFT_STAMP = "Draft"

TRANSFORMS: tuple[Callable[[Draft], None], ...] = (
    place_definitions,
    lambda draft: number_document(draft.document),
)
"""What happens to each document once it is assembled, in order; references come last, over the packet."""


def draft_packet(
    library: Library, answers: Answers, outcome: Outcome, as_of: date
) -> tuple[list[Document], list[Diagnostic]]:
    """Every document of the packet that can be drafted, and its companions; findings are open points."""
    plans = [plan for plan in outcome.documents if plan.available]
    drafts = [_draft(library, answers, outcome, plan, as_of) for plan in plans]
    drafts += [
        _draft(library, answers, outcome, plan, as_of) for plan in companions(library, answers, outcome)
    ]
    for draft in drafts:
        for transform in TRANSFORMS:
            transform(draft)
    by_instrument = {draft.plan.instrument: draft for draft in drafts}
    for draft in drafts:
        References(draft, by_instrument).resolve()
    found = [each for draft in drafts for each in draft.found]
    return [draft.document for draft in drafts], list(dict.fromkeys(found))


def companions(library: Library, answers: Answers, outcome: Outcome) -> list[DocumentPlan]:
    """The sheets that stand beside the packet's documents."""
    scope = scope_of(answers, outcome, outcome.documents[0])
    present = {plan.instrument for plan in outcome.documents if plan.available}
    found = []
    for each in library.companions:
        if each.beside in present and each.condition.verdict(scope).value is True:
            title = library.outlines[each.instrument].title
            parties = outcome.documents[0].parties
            found.append(
                DocumentPlan(
                    each.instrument, each.instrument, title, parties, "none", "none", each.because, ()
                )
            )
    return found


def _draft(library: Library, answers: Answers, outcome: Outcome, plan: DocumentPlan, as_of: date) -> Draft:
    ids = party_ids(answers.parties)
    assembler = Assembler(library, outcome, plan, scope_of(answers, outcome, plan), ids)
    document = _empty(library, answers, outcome, plan, as_of)
    outline = library.outlines[plan.instrument]
    document.subtitle = plain(tidied(assembler.voice.inlines(outline.subtitle)))
    document.title = plain(tidied(assembler.voice.inlines(outline.headline))) or plan.title
    draft = assembler.run(document)
    if answers.riders:
        from pipeline.drafting.riders import place_riders  # few matters have any

        place_riders(draft, answers.riders)
    document.shell = _shell(document, outcome, library)
    return draft


def _empty(library: Library, answers: Answers, outcome: Outcome, plan: DocumentPlan, as_of: date) -> Document:
    outline = library.outlines[plan.instrument]
    return Document(
        plan.id,
        plan.instrument,
        plan.title,
        "",
        _names(answers, plan.parties),
        as_of.isoformat(),
        date_words(as_of),
        LANGUAGE,
        STAMPS.get(outcome.gate, DRAFT_STAMP if outline.numbering == "legal" else ""),
        outline.numbering,
    )


def _names(answers: Answers, parties: Sequence[int]) -> list[str]:
    return [str(answers.parties[row].get("name")) for row in parties]


def _shell(document: Document, outcome: Outcome, library: Library) -> dict[str, str]:
    """The shell's slots that the document alone does not know, and the headings outside the body."""
    headings = library.outlines[document.instrument].headings
    return {
        "draft_id": f"{outcome.matter}/{document.id}",
        **{f"heading_{area}": words for area, words in headings.items()},
    }
