"""A short notation for the inlines of test documents.

``{v days|30 days}`` value, ``{a name|words}`` answer, ``{d term|words}`` term being defined,
``{t term|words}`` term, ``{r anchor|7.2}`` reference, ``{b|words}`` strong, ``{i|words}`` emphasis.
``@p1`` after the name: party p1's own; ``!`` at its end: open.
"""

from __future__ import annotations

import re

from pipeline.model import Answer, Block, Clause, Inline, Paragraph, Ref, Term, Text, Value

_PIECE = re.compile(r"\{([vadtrbi]) ?([^|@!{}]*)(?:@(\w+))?(!?)\|([^{}]*)\}")


def inlines(text: str) -> list[Inline]:
    """The inlines that a text in the notation stands for."""
    out: list[Inline] = []
    done = 0
    for found in _PIECE.finditer(text):
        if found.start() > done:
            out.append(Text(text[done : found.start()]))
        out.append(_inline(found))
        done = found.end()
    return [*out, Text(text[done:])] if done < len(text) else out


def _inline(found: re.Match[str]) -> Inline:
    kind, name, party, is_open, words = found.groups()
    if kind == "v":
        return Value(name, words, party, bool(is_open))
    if kind == "a":
        return Answer(name, words, party, bool(is_open))
    if kind in "dt":
        return Term(name, words, kind == "d")
    if kind == "r":
        return Ref(name, words)
    return Text(words, "strong" if kind == "b" else "emphasis")


def p(text: str | list[Inline], level: int = 2, number: str = "", anchor: str = "") -> Paragraph:
    """A paragraph; one that ends with a colon is kept with the next."""
    keep = isinstance(text, str) and text.endswith(":")
    return Paragraph(inlines(text) if isinstance(text, str) else text, level, number, anchor, keep)


def heading(text: str) -> Paragraph:
    """A heading inside front matter: strong words kept with the next paragraph."""
    return Paragraph([Text(text, "strong")], 0, keep_next=True)


def clause(topic: str, *blocks: Block, variant: str = "standard", instance: str = "") -> Clause:
    """A binding clause."""
    return Clause(topic, variant, instance, True, list(blocks))
