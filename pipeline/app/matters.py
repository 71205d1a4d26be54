"""A matter's folder: everything one intake gave, written whole."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from msgspec import Struct

from pipeline.answers import Answers
from pipeline.app.equipment import Equipment
from pipeline.app.manner import HOUSE_MANNER, Manner
from pipeline.app.private import SHEET, private_sheets
from pipeline.app.stages import Drafted, draft, word_file
from pipeline.diagnostics import has_errors
from pipeline.files import Folder
from pipeline.model import as_dict

DOCUMENT_RECORD = "document.json"


class Written(Struct):
    """What was written, and what a person had edited."""

    drafted: Drafted
    folder: Path
    files: list[str]
    kept: list[tuple[str, str]]


def today() -> date:
    """The clock, read once, here."""
    return date.today()


def write_matter(
    equipment: Equipment, answers: Answers, out: Path, as_of: date, manner: Manner = HOUSE_MANNER
) -> Written:
    """Draft and write the packet, its record and its explanation."""
    return write_packet(equipment, draft(equipment.library, answers, as_of), out, as_of, manner)


def write_packet(
    equipment: Equipment, drafted: Drafted, out: Path, as_of: date, manner: Manner = HOUSE_MANNER
) -> Written:
    """Write what was drafted: the packet, its record, its explanation and the private sheets."""
    folder = Folder.open(out / drafted.answers.matter)
    if has_errors(drafted.errors):
        return Written(drafted, folder.path, [], [])
    files = [
        folder.put(drafted.file_of(each.id), word_file(equipment, drafted, each, manner))
        for each in drafted.documents
    ]
    files += [folder.put(name, data) for name, data in _explanation(equipment, drafted, as_of).items()]
    folder.close()
    files += _write_private(folder, equipment, drafted.answers)
    return Written(drafted, folder.path, files, folder.kept)


def _write_private(folder: Folder, equipment: Equipment, answers: Answers) -> list[str]:
    """Each owner's sheet, with a record of its own: not even a digest of it stands elsewhere."""
    files = []
    for name, data in private_sheets(equipment.library, answers).items():
        own = Folder.open(folder.path / name)
        files.append(f"{name}/{own.put(SHEET, data)}")
        own.close()
        folder.kept += [(f"{name}/{kept}", f"{name}/{instead}") for kept, instead in own.kept]
    return files


def write_one(
    equipment: Equipment, drafted: Drafted, out: Path, document: str, manner: Manner = HOUSE_MANNER
) -> Written:
    """Only one document's Word file, without record and explanation of the rest."""
    folder = Folder.open(out / drafted.answers.matter)
    chosen = [each for each in drafted.documents if each.id == document]
    files = [
        folder.put(drafted.file_of(each.id), word_file(equipment, drafted, each, manner)) for each in chosen
    ]
    folder.close()
    return Written(drafted, folder.path, files, folder.kept)


def _explanation(equipment: Equipment, drafted: Drafted, as_of: date) -> dict[str, bytes]:
    """The record of the documents and the explanation of every choice."""
    from pipeline.explain.html import why_html  # slow to import, and not needed for one document
    from pipeline.explain.why import why_data

    data = why_data(
        equipment.library, drafted.answers, drafted.outcome, drafted.documents, drafted.findings, as_of
    )
    record = {"schema": 1, "documents": [as_dict(each) for each in drafted.documents]}
    return {
        DOCUMENT_RECORD: _json(record),
        "why.json": _json(data),
        "why.html": why_html(data).encode(),
    }


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
