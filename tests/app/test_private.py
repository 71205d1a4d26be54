"""The default draft of a matter holds no private answer anywhere, whatever the switches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import pytest

from pipeline.app.manner import NOTES, PAPERS, Manner
from pipeline.app.matters import write_packet
from pipeline.app.stages import Laid, word_file
from tests.property.intakes import SECRET, yaml_text
from tests.property.packets import Packet, large_sample, parts_of, sample
from tests.support import AS_OF, real_equipment


def with_secrets() -> list[Packet]:
    """The packets of intakes with a private answer, long documents first."""
    found = [each for each in sample() if SECRET in yaml_text(each.data)]
    assert len(found) > 30, "hardly any intake holds a private answer"
    return sorted(found, key=lambda each: -sum(len(document.body) for document in each.documents))


def leaks(packet: Packet, blobs: Iterator[tuple[str, bytes]]) -> Iterator[str]:
    """Where a private answer's words stand, or their digest, in whole or as the usual beginning of it."""
    secrets = [value for row in packet.data["parties"] for value in row.values() if SECRET in value]
    marks = [SECRET.encode(), *(sha256(each.encode()).hexdigest()[:8].encode() for each in secrets)]
    for name, data in blobs:
        yield from (f"{packet.name}: {mark!r} in {name}" for mark in marks if mark in data)


def blobs_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that all may read; of a Word file every part."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        if "/private/" in f"/{name}":
            continue
        parts = parts_of(path.read_bytes()) if path.suffix == ".docx" else {"": path.read_bytes()}
        yield from ((f"{name} {part}", data) for part, data in parts.items())


def test_no_file_of_a_matter_holds_a_private_answer(tmp_path: Path) -> None:
    found = []
    manners = cycle(Manner(level, paper) for level in NOTES for paper in ("", *PAPERS))
    for number, (packet, manner) in enumerate(zip(with_secrets()[:9], manners, strict=False)):
        out = tmp_path / str(number)
        write_packet(real_equipment(), packet.drafted, out, AS_OF, manner)
        found += leaks(packet, blobs_of(out))
    assert found == []


def test_the_private_sheets_do_hold_them_so_that_the_search_finds_what_there_is(tmp_path: Path) -> None:
    packet = with_secrets()[0]
    write_packet(real_equipment(), packet.drafted, tmp_path, AS_OF, Manner("full"))
    sheets = [(each.name, each.read_bytes()) for each in tmp_path.rglob("answers.txt")]
    assert list(leaks(packet, iter(sheets)))


def leaks_with_all(packets: Iterable[Packet]) -> list[str]:
    """What leaks into the Word files with every note, and with pages as if they were laid out."""
    found = []
    for packet in packets:
        for document in packet.documents:
            packet.drafted.laid[document.id] = Laid(3, (1, 2, 3))
            data = word_file(real_equipment(), packet.drafted, document, Manner("full"))
            found += leaks(packet, iter(parts_of(data).items()))
        packet.drafted.laid.clear()
    return found


def test_no_word_file_with_every_note_holds_a_private_answer() -> None:
    assert leaks_with_all(with_secrets()[:30]) == []


@pytest.mark.slow
def test_no_word_file_of_many_intakes_holds_a_private_answer() -> None:
    assert leaks_with_all(large_sample()) == []
