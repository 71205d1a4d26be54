"""What tests read back from a written file, and the model's own numbers to compare with."""

from __future__ import annotations

from typing import Any

from pipeline.model import Clause, Document, Paragraph
from pipeline.word.numbers.labels import W
from pipeline.word.package import parse, read_parts
from pipeline.word.writer import write_docx
from tests.word_support import PROVENANCE, house_template


def written(document: Document) -> bytes:
    """The document in the house style."""
    return write_docx(document, house_template(), PROVENANCE)


def body_of(data: bytes) -> Any:
    """The main part's tree."""
    return parse(read_parts(data)["word/document.xml"])


def tags(data: bytes) -> list[str]:
    """The tags of every content control, in reading order."""
    return [element.get(f"{W}val") for element in body_of(data).iter(f"{W}tag")]


def numbers(document: Document) -> list[str]:
    """The model's own numbers, in reading order."""

    def of(clauses: list[Clause]) -> list[str]:
        blocks = [block for each in clauses for block in each.blocks]
        return [block.number for block in blocks if isinstance(block, Paragraph) and block.number]

    found = of(document.front) + of(document.recitals)
    for part in document.body:
        for article in part.articles:
            found += ([article.number] if article.number else []) + of(article.clauses)
    found += of(document.execution)
    for annex in document.annexes:
        found += [annex.label, *of(annex.clauses)]
    return found
