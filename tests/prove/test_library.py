"""The library that ships, proved: no gap, no dead row, no broken link, no hole in a text."""

from __future__ import annotations

from pipeline.library.read_cases import read_cases
from pipeline.rules.prove.search import prove
from tests.support import real_files, real_library


def test_every_duty_of_the_library_is_kept() -> None:
    proof = prove(real_library(), read_cases(real_files()))
    assert not proof.findings, [(each.duty.said, str(each.duty.span)) for each in proof.findings]
    assert proof.duties > 2000
