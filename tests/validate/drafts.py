"""The Word files to judge: every document of the examples and of random intakes, from the whole pipeline."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.app import stages
from pipeline.app.manner import HOUSE_MANNER, NOTES, Manner
from pipeline.app.stages import Drafted, Laid, template_of, word_file
from pipeline.diagnostics import render
from pipeline.model import Document
from pipeline.word.writer import contents_entries
from tests.property.packets import seeded
from tests.support import AS_OF, EXAMPLES, real_equipment, real_library

Files = dict[str, bytes]
"""Word files by a name that tells where they come from: ``seed-12-charter``, ``carbon-pilot-agreement``."""


def examples() -> Files:
    """Every document of every example intake."""
    found: Files = {}
    for path in sorted(EXAMPLES.glob("*.yaml")):
        checked = stages.check(path, real_library())
        assert checked.answers is not None, [render(each) for each in checked.found]
        drafted = stages.draft(real_library(), checked.answers, AS_OF)
        found |= _written(path.stem, drafted, HOUSE_MANNER)
    return found


def random_drafts(count: int, seed: int) -> Iterator[Files]:
    """The files of as many random packets, from a seed on; a packet without documents does not count."""
    while count:
        drafted = seeded(seed).drafted
        files = _written(f"seed-{seed}", paged(drafted) if seed % 3 == 0 else drafted, manner_of(seed))
        if files:
            count -= 1
            yield files
        seed += 1


def many(count: int, seed: int) -> Files:
    """The files of many random packets at once."""
    return {name: data for files in random_drafts(count, seed) for name, data in files.items()}


def manner_of(seed: int) -> Manner:
    """The seeds take turns: with notes of every kind, and on either paper."""
    return Manner(notes=(None, *NOTES)[seed % (len(NOTES) + 1)], paper=("", "letter")[seed // 4 % 2])


def paged(drafted: Drafted) -> Drafted:
    """The draft as if it had been laid out, each heading of the contents on a page of its own."""
    return replace(drafted, laid={each.id: _laid(each) for each in drafted.documents})


def _laid(document: Document) -> Laid:
    count = len(contents_entries(document, template_of(real_equipment(), document, HOUSE_MANNER)))
    return Laid(count, tuple(range(1, count + 1)))


def _written(stem: str, drafted: Drafted, manner: Manner) -> Files:
    equipment = real_equipment()
    return {f"{stem}-{each.id}": word_file(equipment, drafted, each, manner) for each in drafted.documents}
