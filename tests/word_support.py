"""What the tests of the Word room share: the compiled house templates, samples, random documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.word.template import Template, compile_template
from tests.word.charter_sample import sample
from tests.word.notation import clause, inlines, p
from tests.word.one_page_sample import one_page_sample
from tests.word.random_documents import documents

__all__ = [
    "PROVENANCE",
    "clause",
    "documents",
    "house_bytes",
    "house_template",
    "inlines",
    "one_page_sample",
    "one_page_template",
    "p",
    "sample",
]

TEMPLATES = Path(__file__).parent.parent / "templates"
PROVENANCE = {
    "library": "sha256:0a1b2c",
    "as_of": "2026-11-22",
    "facts": '{"cross_border": true, "note": "a < b & c"}',
}


@cache
def house_bytes() -> bytes:
    """The committed house document."""
    return (TEMPLATES / "house.docx").read_bytes()


@cache
def house_template() -> Template:
    """The house document, compiled with itself as its shell."""
    return compile_template(house_bytes(), None)


@cache
def one_page_template() -> Template:
    """The house document, compiled with the one-page shell."""
    return compile_template(house_bytes(), (TEMPLATES / "one_page" / "shell.docx").read_bytes())
