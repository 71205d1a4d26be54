"""Intakes on their way to files: started one by one, laid out together, written one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from pipeline.app.bars import Bar, no_bar
from pipeline.app.checking import Checked
from pipeline.app.equipment import Equipment
from pipeline.app.manner import HOUSE_MANNER, Manner
from pipeline.app.matters import Written, write_one, write_packet
from pipeline.app.results import DO_NOT_DRAFT, FINE, INPUT_ERRORS, Result
from pipeline.app.stages import Drafted, draft, word_file
from pipeline.diagnostics import Diagnostic, did_you_mean, has_errors
from pipeline.files import Folder
from pipeline.model import Document


class Packet(Struct):
    """One intake, drafted in memory."""

    equipment: Equipment
    checked: Checked
    day: date
    drafted: Drafted
    only: str = ""
    """The one document that is asked for; empty: all of them, with record and explanation."""
    found: list[Diagnostic] = field(default_factory=list)
    """What is told at the terminal beside the findings of the intake."""

    @property
    def documents(self) -> list[Document]:
        """Those that are written."""
        return [each for each in self.drafted.documents if self.only in ("", each.id)]

    def word_file(self, document: Document, manner: Manner) -> bytes:
        """One document's Word file, as far as it is known by now."""
        return word_file(self.equipment, self.drafted, document, manner)


def started(equipment: Equipment, checked: Checked, day: date, only: str = "") -> Packet | Result:
    """The packet of an intake, or what is wrong with it."""
    if checked.answers is None:
        return Result(INPUT_ERRORS, "", checked.found, checked.text)
    drafted = draft(equipment.library, checked.answers, day)
    found = drafted.errors if has_errors(drafted.errors) else _not_there(drafted, only)
    if found:
        return Result(INPUT_ERRORS, "", [*checked.found, *found], checked.text)
    return Packet(equipment, checked, day, drafted, only)


def _not_there(drafted: Drafted, only: str) -> list[Diagnostic]:
    known = [each.id for each in drafted.documents]
    if not only or only in known:
        return []
    said = f"`{only}` is not a document of this packet{did_you_mean(only, known)}"
    return [Diagnostic("unknown-document", "error", said, help=f"there are: {', '.join(known)}")]


def finished(
    begun: Sequence[Packet | Result], out: Path, manner: Manner = HOUSE_MANNER, bar: Bar = no_bar
) -> list[Result]:
    """Every packet laid out, if pages are wanted, and written; what was a result already stays one."""
    if manner.pages:
        from pipeline.app.pages import lay_out  # not needed where nobody asks for pages

        lay_out([each for each in begun if isinstance(each, Packet)], manner, bar)
    return [each if isinstance(each, Result) else _finished(each, out, manner) for each in begun]


def _finished(packet: Packet, out: Path, manner: Manner) -> Result:
    found, text = [*packet.checked.found, *packet.found], packet.checked.text
    if packet.only:
        written = write_one(packet.equipment, packet.drafted, out, packet.only, manner)
        return Result(FINE, _one_summary(packet, written), found, text)
    written = write_packet(packet.equipment, packet.drafted, out, packet.day, manner)
    return Result(code_of(packet.drafted), _summary(packet, written), found, text)


def code_of(drafted: Drafted) -> int:
    """3 where a gate says do not draft, or where the instrument cannot be drafted yet."""
    available = all(plan.available for plan in drafted.outcome.documents)
    return DO_NOT_DRAFT if drafted.outcome.gate == "do_not_form" or not available else FINE


def _one_summary(packet: Packet, written: Written) -> str:
    laid = packet.drafted.laid.values()
    return "\n".join(
        [str(written.folder / written.files[0]), *(f"  {pages_words(each.count)}" for each in laid)]
    )


def _summary(packet: Packet, written: Written) -> str:
    from pipeline.explain.terminal import summary

    drafted = packet.drafted
    files = [str(written.folder / name) for name in written.files]
    library = packet.equipment.library
    lengths = {name: pages_words(each.count) for name, each in drafted.laid.items()}
    words = summary(
        library, drafted.outcome, files, drafted.findings, drafted.answers, drafted.documents, lengths
    )
    kept = [
        f"  {name} was edited by someone and is left alone; the new one is {instead}."
        for name, instead in written.kept
    ]
    return "\n".join([words, *kept])


def pages_words(count: int) -> str:
    """``1 page``, ``2 pages``."""
    return "1 page" if count == 1 else f"{count} pages"


def put_all(packet: Packet, out: Path, files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Files into the matter's folder; the paths written."""
    folder = Folder.open(out / packet.drafted.outcome.matter)
    names = [folder.put(name, data) for name, data in files]
    folder.close()
    return [str(folder.path / name) for name in names]
