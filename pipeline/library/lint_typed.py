"""What is typed into a clause that the library has a word, a value or a term for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.library.lint_content import Content, Found
from pipeline.library.lint_reading import MASK, Passage, passages
from pipeline.library.types import Library

_SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
_UNITS = r"(?:working |calendar |business )?(?:days?|weeks?|months?|years?|hours?)|per cent|percent|%"
_NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|forty-five|sixty"
    "|ninety"
)
_FIGURE = re.compile(rf"\b(?:\d[\d,.]*|{_NUMBERS})[ -](?:{_UNITS})(?!\w)|\d%|[€$£] ?\d", re.IGNORECASE)
_AFTER = re.compile(rf"\{{(\w+)(?: for p)?\}} (?P<noun>{_UNITS}|notice|period|partners)\b")
_ADDRESS = re.compile(
    r"\b[\w.+-]+@[\w-]+\.\w+|\bhttps?://\S+|\bwww\.\S+|\+\d[\d ()-]{6,}"
    r"|\b\d+[a-z]? [A-Z]\w+ (?:Street|Road|Avenue|Lane|Square)\b"
    r"|\b(?:Mr|Mrs|Ms|Dr) [A-Z]\w+|\b[A-Z]\w+ (?:Ltd|LLP|LLC|Inc|GmbH|AG|plc|SA|BV)\b"
)
_BEFORE = re.compile(r"(?:^|[.:!?|”])[\s*“(]*$|^\s*(?:#|\d+\.|-)\s+$")
"""What stands before the first word of a sentence."""
_OF_A_NAME = re.compile(r"[A-Z]\w+ $|\bcalled (?:the )?[“\"]?$")
_NAME_GOES_ON = re.compile(r"[)”]? [A-Z]\w")
"""A term inside a longer name, such as the title of an act, is none."""


def _clauses(content: Content) -> Iterator[Passage]:
    return (each for each in passages(content) if each.clause)


def typed_shall(content: Content) -> Iterator[Found]:
    """The verb of duty as a word: it stays where nothing binds."""
    for each in _clauses(content):
        for found in _SHALL.finditer(each.words):
            yield Found("“shall” is typed: write {shall}", each.span(*found.span()))


def typed_numbers(content: Content) -> Iterator[Found]:
    """A period or share as words or figures."""
    for each in _clauses(content):
        for found in _FIGURE.finditer(each.words):
            said = f"“{found[0]}” is typed into a clause: should it be a parameter?"
            yield Found(said, each.span(*found.span()))


def typed_names(content: Content) -> Iterator[Found]:
    """An address, or the name of a person or a company."""
    for each in _clauses(content):
        for found in _ADDRESS.finditer(each.words):
            said = f"“{found[0]}” is typed into a clause: should it be an answer?"
            yield Found(said, each.span(*found.span()))


def values_with_nouns(content: Content) -> Iterator[Found]:
    """A value that prints with its unit, and its unit once more."""
    units = {each.id: each.unit for each in content.ready.parameters.values()}
    for each in _clauses(content):
        for found in _AFTER.finditer(each.text):
            if unit := units.get(found[1]):
                said = f"`{{{found[1]}}}` prints with its unit ({unit}), and “{found['noun']}” follows"
                help_ = "write “a notice of {x}” or “within {x}”"
                yield Found(said, each.span(*found.span()), help_)


def typed_terms(content: Content) -> Iterator[Found]:
    """A defined term as plain words, with its capital."""
    words = defined_words(content.ready)
    pattern = re.compile(rf"(?<![\w{MASK}])({'|'.join(map(re.escape, words))})(?![\w{MASK}])")
    for each in _clauses(content) if words else ():
        for found in pattern.finditer(each.words):
            before, after = each.words[: found.start()], each.words[found.end() :]
            if (
                not _OF_A_NAME.search(before)
                and not _NAME_GOES_ON.match(after)
                and (" " in found[1] or not _BEFORE.search(before))
            ):
                said = f"“{found[1]}” is a defined term: write {{{words[found[1]]}}}"
                yield Found(said, each.span(*found.span()))


def defined_words(library: Library) -> dict[str, str]:
    """Every capitalised form of every term, longest first, with the word that texts write."""
    found: dict[str, str] = {}
    for term in library.glossary.values():
        base = term.forms[-1]
        for form in term.forms:
            found |= {form.word: base.word, form.plural: base.plural}
    capital = [each for each in found if each[:1].isupper()]
    return {each: found[each] for each in sorted(capital, key=len, reverse=True)}
