"""Counsel deletes, moves, copies and adds: the file stays sound, and the numbers go where Word takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Document
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import W, labelled, labels
from pipeline.word.package import parse, read_parts
from pipeline.word.writer import write_docx
from tests.property.packets import seeded
from tests.validate.counsel import MAIN, MOVES, Move, articles, changed, edited, new_paragraph, style_of
from tests.validate.printed import differences, lines
from tests.word.libreoffice import body_words, convert, needs_libreoffice
from tests.word_support import PROVENANCE, documents, house_template, sample

DRAFTS = range(700, 708)
"""Random intakes whose files are changed and printed; each is changed as often as ``CHANGES`` says."""
CHANGES = 8
NOT_FOUND = "Error: Reference source not found"
"""What LibreOffice prints for a reference whose target is gone."""

# ---------------------------------------------------------------- a count of one's own

LISTS = {
    "ArticleHeading": ("article", 0, "{0}"),
    "Level2": ("article", 1, "{0}.{1}"),
    "Level3": ("article", 2, "({2:a})"),
    "Level4": ("article", 3, "({3:i})"),
    "AnnexHeading": ("annex", 0, "Annex {0:A}"),
    "AnnexLevel2": ("annex", 1, "{1}"),
    "AnnexLevel3": ("annex", 2, "({2:a})"),
    "AnnexLevel4": ("annex", 3, "({3:i})"),
    "Recital": ("recital", 0, "({0:A})"),
    "RecitalLevel2": ("recital", 1, "({1:a})"),
    "Parties": ("parties", 0, "({0})"),
}
"""List, level and label of every numbered style of the house."""
ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


class Count(int):
    """A count that prints as a figure, a letter or a small Roman numeral."""

    def __format__(self, form: str) -> str:
        letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(self - 1) % 26] * ((self - 1) // 26 + 1)
        return {"": str(int(self)), "A": letter, "a": letter.lower(), "i": ROMAN[min(self, 15)]}[form]


def recount(data: bytes) -> list[str]:
    """Every label by a plain count, style by style; a level that is passed over counts as begun."""
    parts = read_parts(data)
    starts = dict(restarts(parse(parts["word/numbering.xml"])))
    counts: dict[str, list[int]] = {}
    found = []
    for paragraph in parse(parts[MAIN]).iter(f"{W}p"):
        num = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        direct = "" if num is None else str(num.get(f"{W}val"))
        if style_of(paragraph) not in LISTS or direct == "0":
            continue
        name, level, form = LISTS[style_of(paragraph)]
        count = counts.setdefault(name, [0] * 4)
        count[:level] = (each or 1 for each in count[:level])
        count[level] = starts.pop((direct, level), count[level] + 1)
        count[level + 1 :] = [0] * (3 - level)
        found.append(form.format(*map(Count, count)))
    return found


def restarts(numbering: Any) -> Iterator[tuple[tuple[str, int], int]]:
    """Where a list of one draft begins again: its number and level, and the count there."""
    for num in numbering.iter(f"{W}num"):
        for override in num.iter(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            place = str(num.get(f"{W}numId")), int(override.get(f"{W}ilvl"))
            yield place, int(start.get(f"{W}val"))


# ---------------------------------------------------------------- without LibreOffice


@cache
def written() -> bytes:
    """The sample."""
    return write_docx(sample(), house_template(), PROVENANCE)


def expect_sound(data: bytes) -> None:
    """Nothing is wrong but references to what is no longer there, and the labels are a plain count's."""
    found = [each for each in lint_docx(data) if each.code != "docx-reference-dangling"]
    assert found == []
    assert labels(data) == recount(data)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_after_a_move_the_sample_is_sound_and_counts_on(move: Move) -> None:
    before = labels(written())
    assert before == recount(written())
    results = [changed(written(), (move,), Random(seed)) for seed in range(5)]
    for data in results:
        expect_sound(data)
    assert any(body_text(data) != body_text(written()) for data in results), "the move did nothing"


def body_text(data: bytes) -> list[tuple[str, str]]:
    """Labels and words, in order."""
    return [(row.label, row.text) for row in labelled(data)]


def test_a_reference_to_a_deleted_clause_is_told() -> None:
    def without_its_target(root: Any) -> None:
        target = next(
            each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == "_Refstanding"
        )
        clause = next(target.iterancestors(f"{W}sdt"))
        clause.getparent().remove(clause)

    assert {each.code for each in lint_docx(edited(written(), without_its_target))} == {
        "docx-reference-dangling"
    }


def test_a_level_that_is_passed_over_counts_as_begun() -> None:
    def with_items(root: Any) -> None:
        head = articles(root.find(f"{W}body"))[0][0]
        for style in ("ArticleHeading", "Level3", "Level2", "Level4", "Level3", "Level2"):
            head.addprevious(new_paragraph(style, "Counsel adds this."))

    numbers = ["1", "(a)", "1.2", "(i)", "(b)", "1.3"]
    data = edited(written(), with_items)
    start = recount(data).index("1")
    assert recount(data)[start : start + 6] == labels(data)[start : start + 6] == numbers


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.lists(st.sampled_from(MOVES), min_size=1, max_size=6), st.integers(0, 10_000))
def test_after_any_moves_any_document_is_sound_and_counts_on(
    document: Document, moves: list[Move], seed: int
) -> None:
    expect_sound(changed(write_docx(document, house_template(), {}), tuple(moves), Random(seed)))


# ---------------------------------------------------------------- as LibreOffice prints it


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_prints_our_numbers_and_references_after_counsels_moves(tmp_path: Path) -> None:
    files = dict(moved_files())
    pdfs = convert(files, "pdf", tmp_path)
    assert pdfs.keys() == files.keys(), "LibreOffice could not print some"
    found = [
        f"{name}: {each}"
        for name, data in files.items()
        for each in differences(lines(with_todays_references(data)), body_words(pdfs[name], data))
    ]
    assert not found, "\n".join(found)


def moved_files() -> Iterator[tuple[str, bytes]]:
    """The sample after each move alone, and random drafts after many."""
    for move in MOVES:
        yield move.__name__, changed(written(), (move,), Random(1))
    for seed in DRAFTS:
        rng = Random(seed)
        for name, data in seeded(seed).word_files.items():
            yield f"seed-{seed}-{name}", changed(data, tuple(rng.choices(MOVES, k=CHANGES)), rng)


def with_todays_references(data: bytes) -> bytes:
    """The file with what each reference must print now as its kept words."""
    shown = labels_of_bookmarks(data)

    def work(root: Any) -> None:
        for code, kept in references(root):
            found = re.fullmatch(r"\s*REF (\S+) \\([nw]) \\h\s*", code)
            assert found, code
            kept.text = shown.get((found[1], found[2]), NOT_FOUND)

    return edited(data, work)


def references(root: Any) -> Iterator[tuple[str, Any]]:
    """The code of every REF field, and the text that it keeps."""
    for code in root.iter(f"{W}instrText"):
        if code.text.split()[0] == "REF":
            texts = code.getparent().itersiblings(f"{W}r")
            yield code.text, next(text for run in texts for text in run.iter(f"{W}t"))


def labels_of_bookmarks(data: bytes) -> dict[tuple[str, str], str]:
    """What REF prints for each bookmark: with ``\\n`` its own label, with ``\\w`` those above it too."""
    rows = zip(labelled(data), parse(read_parts(data)[MAIN]).iter(f"{W}p"), strict=True)
    above: dict[str, list[str]] = {}
    found = {}
    for row, paragraph in rows:
        name, level, _ = LISTS.get(row.style, ("", 0, ""))
        full = row.label
        if row.label and name:
            chain = above.setdefault(name, [""] * 4)
            full = row.label if level < 2 else next(filter(None, chain[level - 1 :: -1]), "") + row.label
            chain[level:] = [full] + [""] * (3 - level)
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            found[mark.get(f"{W}name"), "n"] = row.label
            found[mark.get(f"{W}name"), "w"] = full
    return found
