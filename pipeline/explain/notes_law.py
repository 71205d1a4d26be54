"""What a note says of the law: what a place adds to a clause or replaces in it, and what is unchecked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.decisions import Decision
from pipeline.explain.law import CHECKED, under
from pipeline.explain.notes_page import Page, sentence
from pipeline.explain.words import listed
from pipeline.library.types import Overlay, Place, Proposition

THE_LAW_OF = "Under the law of "
UNDER = "Under "


def law_notes(page: Page, group: Sequence[Decision], full: bool) -> Iterator[str]:
    """What was added or replaced, then what to check: a statement in full only where it comes first."""
    if not page.view.library.topics[group[0].topic].overlays:
        return
    overlays = {id(each): each for decision in group for each in page.printed.overlays(decision)}
    yield from (_overlay(page, each, not full) for each in overlays.values())
    library, title = page.view.library, page.view.library.topics[group[0].topic].title
    laws = [library.law[name] for name in dict.fromkeys(n for each in overlays.values() for n in each.law)]
    yield from (_checked(each) for each in laws if full and each.status == CHECKED)
    before: dict[str, list[str]] = {}
    for law in (each for each in laws if each.status != CHECKED):
        told = page.law_told.setdefault(law.id, title)
        if told == title:
            yield _to_check(law, full)
        else:
            before.setdefault(told, []).append(law.authority or law.id)
    yield from (f"Law to check, see “{told}”: {'; '.join(each)}." for told, each in before.items())


def _overlay(page: Page, overlay: Overlay, rests: bool) -> str:
    """``Words added for New York: … Rests on New York Labor Law (checked 2026-11-22).``"""
    done = "Words replaced" if overlay.replace else "Words added"
    said = f"{done} {_for(page.view.library.places[overlay.place])}: {sentence(overlay.because)}"
    laws = [page.view.library.law[name] for name in overlay.law] if rests else []
    known: dict[str, list[str]] = {}
    for law in (each for each in laws if each.status == CHECKED):
        known.setdefault(law.checked_on, []).append(law.authority or law.id)
    named = listed(f"{'; '.join(each)} (checked {day})" for day, each in known.items())
    return f"{said} Rests on {named}." if named else said


def _for(place: Place) -> str:
    """``for New York``, ``for the law that the partners named``, ``wherever a state takes part``."""
    words = under(place)
    if words.startswith(THE_LAW_OF):
        return f"for {words.removeprefix(THE_LAW_OF)}"
    if words.startswith(UNDER):
        return f"for {words.removeprefix(UNDER)}"
    return f"{words[:1].lower()}{words[1:]}"


def _checked(law: Proposition) -> str:
    """A statement that somebody has read in its own text."""
    return f"Law checked {law.checked_on}: {_sentences(law.authority, law.says)}"


def _to_check(law: Proposition, full: bool) -> str:
    """A statement that nobody has read in its own text. In short its note stands for it: the overlay's own
    reason, just above, has told what the law says."""
    says = law.says if full or not law.note else ""
    return f"Law to check: {_sentences(law.authority, says, law.note)}"


def _sentences(*said: str) -> str:
    return " ".join(sentence(each) for each in said if each)
