"""Operators over clause texts: guards, overlays, references, words, private answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.prove.mutants_tables import PRIVATE, Found

_TAG = re.compile(r"\{(if|for|table|signature|else|end)\b([^{}]*)\}")
_REFERENCE = re.compile(r"\{@(?!binding\b)(\w+:)?(\w+)(#\w+)?\}")
_VALUE = re.compile(r"\{(\w+_(?:days|months|years|hours))( number| for p)?\}")
_LABEL = re.compile(r"^\{#\w+\}\n", re.MULTILINE)
_BLOCK = re.compile(r"(?:(?<=\n\n)|\A)(?:\d+\.|   -) [^\n]+\n?")
LEAKS = (
    "{for p in parties}\n{p.red_lines}\n{end}\n",
    "{list p.private_notes for p in parties}\n",
    f"{{if {PRIVATE}}}\nA word more.\n{{end}}\n",
)


def guards(text: str) -> Iterator[tuple[re.Match[str], re.Match[str] | None, re.Match[str]]]:
    """Each {if}, with its {else} and its {end}."""
    open_: list[list[re.Match[str] | None]] = []
    for tag in _TAG.finditer(text):
        if tag.group(1) == "else" and open_:
            open_[-1][1] = tag
        elif tag.group(1) == "end" and open_:
            first, other = open_.pop()
            if first is not None and first.group(1) == "if":
                yield first, other, tag
        elif tag.group(1) not in ("else", "end"):
            open_.append([tag, None])


def drop_guard(text: str) -> Found:
    """What stood under an {if} is always said."""
    for first, other, end in guards(text):
        kept = text[first.end() : (other or end).start()]
        yield first.group(), text[: first.start()] + kept.lstrip("\n") + text[end.end() :]


def negate_guard(text: str) -> Found:
    """An {if} is turned round."""
    for first, _, _ in guards(text):
        condition = first.group(2).strip()
        turned = f"{{if not ({condition})}}"
        yield f"{first.group()} becomes {turned}", text[: first.start()] + turned + text[first.end() :]


def wrong_reference(text: str) -> Found:
    """A reference names another topic."""
    for match in _REFERENCE.finditer(text):
        for topic in ("publication", "withdrawal"):
            if topic != match.group(2):
                new = f"{{@{match.group(1) or ''}{topic}}}"
                changed = text[: match.start()] + new + text[match.end() :]
                yield f"{match.group()} becomes {new}", changed


def wrong_value(text: str) -> Found:
    """A text prints another period."""
    for match in _VALUE.finditer(text):
        new = "{veto_days}" if match.group(1) != "veto_days" else "{cure_days}"
        yield f"{match.group()} becomes {new}", text[: match.start()] + new + text[match.end() :]


def drop_label(text: str) -> Found:
    """A label is gone."""
    for match in _LABEL.finditer(text):
        yield match.group().strip(), text[: match.start()] + text[match.end() :]


def drop_paragraph(text: str) -> Found:
    """A paragraph or an item is gone."""
    blocks = list(_BLOCK.finditer(text))
    for match in blocks if len(blocks) > 1 else ():
        yield match.group()[:50].strip(), text[: match.start()] + text[match.end() :]


def print_private(text: str) -> Found:
    """A text prints, or depends on, a private answer."""
    for words in LEAKS:
        yield words.replace("\n", " ").strip(), f"{text.rstrip()}\n\n{words}"
