"""The one document of the bench, made our way and docxtpl's: the longest of an example's packet.

Ours is what `charterwright draft --no-pages` makes: contents, watermark, drafting notes, provenance, content
controls and live references. Only the page numbers, which LibreOffice finds in seconds, are left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.app import stages
from pipeline.app.equipment import Equipment
from pipeline.app.manner import manner_of
from pipeline.word.writer import drafted_parts, write_docx
from tests.bench.docxtpl_twin import floor, make_twin, outline, render_twin
from tests.bench.rivals.rival import Task
from tests.bench.rivals.words import emptied
from tests.support import AS_OF, EXAMPLES, ROOT

INTAKE = EXAMPLES / "carbon-pilot.yaml"
MANNER = manner_of(None, None, pages=False)
"""What `draft` takes where nobody asks for anything, but no pages."""


class Case:
    """One document, both ways, and all that is needed to make it again and again."""

    def __init__(self, equipment: Equipment, intake: Path = INTAKE) -> None:
        checked = stages.check(intake, equipment.library)
        assert checked.answers is not None, "the example has errors"
        self.intake, self.equipment, self.answers = intake, equipment, checked.answers
        self.drafted = stages.draft(equipment.library, checked.answers, AS_OF)
        files = {each.id: self._file(self.drafted, each.id) for each in self.drafted.documents}
        self.id = max(files, key=lambda name: len(files[name]))
        self.file = files[self.id]
        self.handed = self.hand_over()
        house = (ROOT / "templates" / "house.docx").read_bytes()
        self.template, self.context = make_twin(self.handed[0], house)
        assert outline(self.file) == outline(self.twin()), "the twin must be equal paragraph by paragraph"
        assert self.write() == self.file, "the writer is timed with all that the app hands to it"

    def _file(self, drafted: stages.Drafted, name: str) -> Any:
        document = next(each for each in drafted.documents if each.id == name)
        return stages.word_file(self.equipment, drafted, document, MANNER)

    def ours(self) -> bytes:
        """Answers in memory to the bytes of the one Word file."""
        made: bytes = self._file(stages.draft(self.equipment.library, self.answers, AS_OF), self.id)
        return made

    def twin(self) -> bytes:
        """The same words by docxtpl."""
        return render_twin(self.template, self.context)

    def hand_over(self) -> Any:
        """What the app hands to the writer: document, template, provenance, drafting notes."""
        with patch.object(stages, "write_docx", lambda *handed: handed):
            return self._file(self.drafted, self.id)

    def write(self) -> bytes:
        """The writer alone."""
        return write_docx(*self.handed)

    def floor(self) -> float:
        """Seconds that no writer can avoid: serialise and deflate the same parts."""
        return floor(drafted_parts(*self.handed))

    def task(self, folder: Path) -> Task:
        """The same document, for the rivals."""
        return Task(self.file, emptied(self.twin()), self.template, self.context, folder)
