"""Mutants of the library: each is one file with one small fault, made by an operator, with a stable name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from random import Random

from msgspec import Struct

from tests.prove import mutants_tables as tables
from tests.prove import mutants_texts as texts
from tests.prove.mutants_tables import Found

ROOM = "clause_library/"


class Mutant(Struct, frozen=True):
    """One file otherwise; ``text`` is None where it is gone."""

    id: str
    operator: str
    path: str
    text: str | None
    what: str

    @property
    def topic(self) -> str:
        """The topic whose folder the file is in; empty for the common files."""
        parts = self.path.split("/")
        return parts[2] if self.path.startswith(ROOM) and len(parts) > 3 else ""

    def planted(self, files: Mapping[str, str]) -> dict[str, str]:
        """The library's files with the fault."""
        changed = {path: text for path, text in files.items() if path != self.path}
        return changed if self.text is None else {**changed, self.path: self.text}


def is_table(path: str) -> bool:
    """Rows, facts, parameters, packets, terms."""
    stems = ("topic", "facts", "packet", "parameters", "glossary")
    return path.startswith(ROOM) and path.endswith(tuple(f"/{stem}.yaml" for stem in stems))


def is_text(path: str) -> bool:
    """A clause's words."""
    return path.startswith(ROOM) and path.count("/") > 2 and path.endswith(".md")


def is_overlay(path: str) -> bool:
    """The law of a place."""
    return is_text(path) and "/law/" in path


def is_outline(path: str) -> bool:
    """An instrument's order."""
    return path.endswith("/outline.yaml")


OPERATORS: dict[str, tuple[Callable[[str], bool], Callable[[str], Found] | None]] = {
    "drop row": (is_table, tables.drop_row),
    "swap rows": (is_table, tables.swap_rows),
    "swap variants": (is_table, tables.swap_variants),
    "widen": (is_table, tables.widen),
    "narrow": (is_table, tables.narrow),
    "negate": (is_table, tables.negate),
    "move bound": (is_table, tables.move_bound),
    "move value": (is_table, tables.move_value),
    "turn silence": (is_table, tables.turn_silence),
    "drop link": (is_table, tables.drop_link),
    "drop needed": (is_table, tables.drop_needed),
    "drop flag": (is_table, tables.drop_flag),
    "home each": (is_table, tables.home_each),
    "drop form": (is_table, tables.drop_form),
    "leak": (is_table, tables.leak),
    "drop slot": (is_outline, tables.drop_slot),
    "drop guard": (is_text, texts.drop_guard),
    "negate guard": (is_text, texts.negate_guard),
    "wrong reference": (is_text, texts.wrong_reference),
    "wrong value": (is_text, texts.wrong_value),
    "drop label": (is_text, texts.drop_label),
    "drop paragraph": (is_text, texts.drop_paragraph),
    "print private": (is_text, texts.print_private),
    "drop text": (is_text, None),
    "drop overlay": (is_overlay, None),
}
"""By name: which files it spoils, and how; without a way it takes the file away."""


def mutants(files: Mapping[str, str], operator: str) -> Iterator[Mutant]:
    """Every mutant of one operator, in the order of the files."""
    fits, spoil = OPERATORS[operator]
    for path in sorted(filter(fits, files)):
        if spoil is None:
            yield Mutant(f"{operator} {path}", operator, path, None, "the file is gone")
            continue
        for number, (what, text) in enumerate(spoil(files[path])):
            if text != files[path]:
                yield Mutant(f"{operator} {path} {number}", operator, path, text, what)


def sample(files: Mapping[str, str], size: int, seed: int) -> list[Mutant]:
    """As many of each operator as there are, up to the size: the rare ones are not drowned."""
    listed = [list(mutants(files, operator)) for operator in OPERATORS]
    rng = Random(seed)
    for each in listed:
        rng.shuffle(each)
    turns = (mutant for turn in zip_longest(*listed) for mutant in turn if mutant is not None)
    return [mutant for mutant, _ in zip(turns, range(size), strict=False)]
