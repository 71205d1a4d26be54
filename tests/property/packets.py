"""A random intake through all stages in memory, and the seeded sample that the tests of this folder share."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from random import Random
from typing import Any

from pipeline.answers import Answers
from pipeline.app.stages import Drafted, draft, word_file
from pipeline.diagnostics import Diagnostic, render
from pipeline.intake.answers import check_intake
from pipeline.intake.source import parse_source
from pipeline.library.types import Library
from pipeline.model import Document, as_dict
from tests.property.intakes import Data, random_intake, yaml_text
from tests.support import AS_OF, real_equipment, real_library

SAMPLE = 150
"""How many intakes the default suite drafts."""
LARGE = 500
"""How many the slow tests draft."""


@dataclass
class Packet:
    """One intake with everything it gave."""

    name: str
    data: Data
    drafted: Drafted

    @property
    def library(self) -> Library:
        return real_library()

    @property
    def documents(self) -> list[Document]:
        return self.drafted.documents

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything the rules and the drafting remarked."""
        return [*self.drafted.outcome.warnings, *self.drafted.findings]

    @property
    def is_drafted(self) -> bool:
        """False when the packet's instrument is not available yet."""
        return all(plan.available for plan in self.drafted.outcome.documents)

    @cached_property
    def word_files(self) -> dict[str, bytes]:
        """Every Word file, by document id."""
        return {each.id: word_file(real_equipment(), self.drafted, each) for each in self.documents}

    @cached_property
    def decided(self) -> dict[str, Any]:
        """What ``decide --json`` prints."""
        from pipeline.explain.decide_json import decide_data

        drafted = self.drafted
        return decide_data(self.library, drafted.answers, drafted.outcome, drafted.files)

    @cached_property
    def explained(self) -> dict[str, bytes]:
        """``why.json``, ``why.html`` and the record."""
        from pipeline.explain.html import why_html
        from pipeline.explain.why import why_data

        made = self.drafted
        why = why_data(self.library, made.answers, made.outcome, made.documents, made.findings, AS_OF)
        record = [as_dict(each) for each in made.documents]
        return {"why.json": _json(why), "why.html": why_html(why).encode(), "document.json": _json(record)}

    def shared_files(self) -> dict[str, bytes]:
        """All that anyone may read: every part of every Word file, and the explanations, by name."""
        files = {**self.explained, "decide.json": _json(self.decided)}
        for name, data in self.word_files.items():
            files |= {f"{name}.docx/{part}": blob for part, blob in parts_of(data).items()}
        return files


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def parts_of(data: bytes) -> dict[str, bytes]:
    """A Word file's parts, unzipped."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packet_of(data: Data, name: str = "intake") -> Packet:
    """A packet from an intake that must be valid."""
    answers, found = answers_of(data)
    assert answers is not None, f"{name} is refused:\n" + "\n".join(render(each) for each in found)
    drafted = draft(real_library(), answers, AS_OF)
    assert not drafted.errors, f"{name}: {drafted.errors}"
    return Packet(name, data, drafted)


def answers_of(data: Data) -> tuple[Answers | None, list[Diagnostic]]:
    """The intake as YAML text, read back and checked."""
    source, found = parse_source(yaml_text(data), "intake.yaml")
    assert source is not None, found
    return check_intake(source, real_library().bank, "matter")


def seeded(number: int) -> Packet:
    """The packet of a seed; ``python -m tests.property SEED`` prints its intake."""
    return packet_of(random_intake(Random(number), real_library().bank), f"seed {number}")


@cache
def sample() -> list[Packet]:
    """The packets of the default suite, drafted once."""
    return [seeded(number) for number in range(SAMPLE)]


def large_sample() -> Iterator[Packet]:
    """Many more, one at a time."""
    return (seeded(number) for number in range(SAMPLE, SAMPLE + LARGE))
