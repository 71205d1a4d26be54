"""Whether a Word file can serve as the house document or as a shell: everything at once, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Diagnostic, InputError, has_errors
from pipeline.model import Article, Clause, Document, Paragraph, Part, Text
from pipeline.word.check.contrast import LEAST, contrast, poor_styles
from pipeline.word.check.file import View, finding, view
from pipeline.word.check.lists import list_count, list_findings
from pipeline.word.check.looks import BLACK, WHITE
from pipeline.word.check.page import page_findings
from pipeline.word.check.slots import slot_findings, slots_of
from pipeline.word.check.styles import by_id, foreign, present, style_findings, used_in_text
from pipeline.word.check.words import shown
from pipeline.word.incoming import is_xml
from pipeline.word.numbers.scheme import unprintable
from pipeline.word.package import parse, read_parts
from pipeline.word.styles import USED
from pipeline.word.template import Template, compile_template
from pipeline.word.writer import write_docx

_SEVERITIES = ("error", "warning", "note")
_ANEW = "begin again from the house.docx that came with the program, and change one thing at a time"


class Checked(Struct):
    """What a check gave: findings, errors first, and the file in a line."""

    found: list[Diagnostic]
    summary: str


def check_template(data: bytes, house: bytes | None = None) -> list[Diagnostic]:
    """Every finding about a house document; with ``house``, about a shell that goes with it. Never raises."""
    return check(data, house).found


def check(data: bytes, house: bytes | None = None) -> Checked:
    """The same, with what the file has, in a line; empty when it cannot be used."""
    try:
        opened = view(data)
    except InputError as slip:
        return Checked(list(slip.diagnostics), "")
    try:
        found = [*_findings(opened, house)]
    except InputError as slip:
        return Checked([_of_house(each) for each in slip.diagnostics], "")
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        said = "the file is damaged: it holds what Word itself never writes"
        return Checked([finding("damaged", "error", said, _ANEW)], "")
    if not has_errors(found):
        found += _trial(data, house, found)
    found.sort(key=lambda each: _SEVERITIES.index(each.severity))
    return Checked(found, "" if has_errors(found) else _summary(opened, house is None))


def looks_like_a_shell(data: bytes) -> bool:
    """True for a file with a place for the text and few of the house's styles."""
    try:
        opened = view(data)
    except InputError:
        return False
    return "body" in slots_of(opened) and len(present(opened)) < len(USED) // 2


def _findings(opened: View, house: bytes | None) -> Iterator[Diagnostic]:
    if house is None:
        yield from style_findings(opened)
        yield from list_findings(opened)
        yield from _contrast(opened)
    else:
        yield from foreign(opened, by_id(view(house)))
    yield from slot_findings(opened, house is None)
    yield from page_findings(opened, house is None)


def _of_house(slip: Diagnostic) -> Diagnostic:
    """What is wrong with the house document, told to who asked about a shell."""
    return finding("house", "error", f"the house.docx of this shell: {slip.message}", slip.help)


def _contrast(opened: View) -> Iterator[Diagnostic]:
    asked = {*USED, *(style for style, _ in used_in_text(opened))}
    for each in poor_styles(opened.styles, opened.theme, asked):
        colours = f"{_named(each.look.ink)} on {_named(each.look.ground or WHITE)}"
        said = f"{each.what} is hard to read: {colours} is {contrast(each.look):.1f} to 1"
        yield finding("contrast", "warning", said, f"take a darker colour; at least {LEAST} to 1 is needed")


def _named(color: str) -> str:
    """A colour as Word's own box for colours takes it."""
    return {WHITE: "white", BLACK: "black"}.get(color, f"#{color}")


def _trial(data: bytes, house: bytes | None, told: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Compile the file and draft a few lines with it: what nobody thought of shows here."""
    try:
        template = compile_template(house or data, data if house else None)
        parts = read_parts(write_docx(_trial_document(), template, {}))
        for name in filter(is_xml, parts):
            parse(parts[name])
        yield from _unprintable(template, told) if house is None else ()
    except InputError as slip:
        yield from map(_plainer, slip.diagnostics)
    except Exception as error:  # whatever it is, the file cannot be used, and its owner must hear so
        said = f"a trial draft with this file fails ({type(error).__name__})"
        yield finding("trial", "error", said, _ANEW)


def _plainer(slip: Diagnostic) -> Diagnostic:
    """What compiling says of a style, in words for who only knows its name; the rest as it is."""
    style = re.search(r"`(\w+)`", slip.message)
    if slip.code != "house-style-missing" or style is None:
        return slip
    said = f"the style `{shown(style[1])}` is there by its name, but Word has filed it under another key"
    return finding("style-key", "error", said, _ANEW)


def _unprintable(template: Template, told: list[Diagnostic]) -> Iterator[Diagnostic]:
    """What drafts cannot number right, where no finding about lists names the style yet."""
    known = " ".join(each.message for each in told if each.code.startswith("template-list-"))
    for problem in unprintable(template):
        words = re.sub(r"`(\w+)`", lambda found: f"`{shown(found[1])}`", problem)
        if not any(name in known for name in re.findall(r"`[^`]+`", words)):
            yield finding("list-other", "warning", words, "templates/README.md, “Numbering”")


def _trial_document() -> Document:
    def line(words: str, level: int = 0, number: str = "") -> Paragraph:
        return Paragraph([Text(words)], level, number)

    lines: list[Any] = [line("One", 2, "1.1"), line("Two", 3, "(a)"), line("Three", 4, "(i)"), line("Dot", 9)]
    article = Article([Text("Trial")], [Clause("trial", "trial", "", True, lines)], "1", "trial")
    return Document(
        id="trial",
        instrument="charter",
        title="Trial",
        subtitle="Trial",
        parties=["One", "Two"],
        as_of="2026-01-01",
        date_text="1 January 2026",
        language="en-GB",
        stamp="Trial",
        numbering="legal",
        body=[Part("", [article])],
    )


def _summary(opened: View, is_house: bool) -> str:
    slots = _several(len(slots_of(opened)), "slot")
    if not is_house:
        return f"can be used as a shell: {slots}; its styles come from house.docx"
    lists = _several(list_count(opened), "list")
    return f"can be used: {len(present(opened))} of {len(USED)} styles, {slots}, {lists}"


def _several(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
