"""The leaves of verdicts as plain data: what was asked, what was answered, where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, field

from pipeline.answers import Answers
from pipeline.decisions import Verdict
from pipeline.explain.phrases import phrase, symbols_in
from pipeline.explain.places import BY_LINE, Places
from pipeline.explain.trace import deciding, deciding_parts, fact_id, nearest_facts
from pipeline.explain.words import PRIVATE, party_names
from pipeline.library.types import Library
from pipeline.rules.conditions import Names, Symbol
from pipeline.rules.conditions.reading import words_of

HELD = {True: "holds", False: "does not hold", None: "open"}
DETAILED = ("atom", "any", "all")
"""Kinds of leaves that may rest on several answers."""


class Teller(Struct, frozen=True, eq=False):
    """Tells leaves. With the answers at hand, a leaf that sums several up shows each of them."""

    library: Library
    answers: Answers | None = None
    places: Places = BY_LINE
    told: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)
    """Leaves told before: the same answer often decides many things."""

    def answered(self, verdicts: Iterable[Verdict | None]) -> list[dict[str, Any]]:
        """The leaves that decided several verdicts, each once; ``otherwise`` is no answer and is left out."""
        leaves = (leaf for each in verdicts for leaf in deciding(each) if leaf.kind != "constant")
        return _distinct((self.leaf(leaf) for leaf in leaves), ("fact", "asked", "seen", "where"))

    def grounds(self, verdicts: Iterable[Verdict | None]) -> list[dict[str, Any]]:
        """The same with facts left closed: what the conditions themselves name."""
        leaves = (leaf for each in verdicts for leaf in nearest_facts(each) if leaf.kind != "constant")
        return _distinct((self.leaf(leaf) for leaf in leaves), ("fact", "asked", "seen", "where", "wanted"))

    def leaf(self, leaf: Verdict) -> dict[str, Any]:
        """One leaf. A private one says that it is private, and nothing else about the answer."""
        key = (leaf.kind, leaf.text, leaf.asked, leaf.seen, leaf.where, leaf.value)
        if key not in self.told:
            self.told[key] = self.fresh(leaf)
        return self.told[key]

    def fresh(self, leaf: Verdict) -> dict[str, Any]:
        """The leaf's data, told for the first time."""
        private = self.is_private(leaf)
        asked, seen = self.asked_and_seen(leaf)
        return {
            "kind": leaf.kind,
            "fact": fact_id(leaf) if leaf.kind == "fact" else None,
            "asked": asked,
            "seen": PRIVATE if private else seen,
            "where": None if private else self.places.of(leaf.where),
            "wanted": phrase(leaf.text, self.names(leaf)),
            "condition": leaf.text,
            "holds": None if private else leaf.value,
            "private": private,
            "rests_on": [] if private or leaf.where or leaf.kind not in DETAILED else self.details(leaf),
        }

    def names(self, leaf: Verdict) -> Names:
        """The names as the leaf reads them: a column's own question shows that it is about one partner."""
        names = self.library.names
        about_one = any(each.words == leaf.asked for each in names.row.values())
        return names.inside_row() if about_one else names

    def is_private(self, leaf: Verdict) -> bool:
        """Also when only a count or a sum over private answers is told."""
        return leaf.private or any(each.private for each in symbols_in(leaf.text, self.names(leaf)))

    def asked_and_seen(self, leaf: Verdict) -> tuple[str, str]:
        """The question and the answer, in words."""
        words = phrase(leaf.text, self.names(leaf))
        words = words[:1].upper() + words[1:]
        if leaf.kind in ("any", "all"):
            return words, "for no partner" if leaf.kind == "any" else "for every partner"
        if leaf.kind == "constant":
            return "Otherwise", "no row above it holds"
        if leaf.text.startswith("tally("):
            return words, f"{leaf.seen} of these hold"
        return leaf.asked or words, leaf.seen or HELD[leaf.value]

    # ------------------------------------------------------------ the answers behind a leaf

    def details(self, leaf: Verdict) -> list[dict[str, Any]]:
        """Every question that the leaf reads, with all its answers."""
        symbols = symbols_in(leaf.text, self.names(leaf))
        return [self.detail(each) for each in symbols if each.kind in ("question", "column")]

    def detail(self, symbol: Symbol) -> dict[str, Any]:
        """One question's answer, or a column's answers party by party."""
        if self.answers is None:
            return {"asked": symbol.words, "seen": "", "where": []}
        rows = range(len(self.answers.parties)) if symbol.kind == "column" else (None,)
        seen = [self.seen(self.answers, symbol, row) for row in rows]
        spans = [self.answers.span(symbol.id, row) for row in rows]
        return {"asked": symbol.words, "seen": "; ".join(seen), "where": self.places.of_all(spans)}

    @staticmethod
    def seen(answers: Answers, symbol: Symbol, row: int | None) -> str:
        """``Saarevolt: 24``."""
        value = answers.at(symbol.id, row)
        words = f"{value:g}" if isinstance(value, float) else words_of(symbol, value)
        return words if row is None else f"{party_names(answers)[row]}: {words}"

    # ------------------------------------------------------------ trees

    def tree(self, verdict: Verdict) -> dict[str, Any]:
        """The tree, pruned to what decided; facts stay closed, since each has its own section."""
        parts = () if verdict.kind == "fact" else deciding_parts(verdict)
        if verdict.kind in ("and", "or", "not") and len(parts) == 1:
            return self.tree(parts[0])
        leaf = self.leaf(verdict) if not parts else {}
        return {
            **leaf,
            "kind": verdict.kind,
            "condition": verdict.text,
            "holds": leaf["holds"] if leaf else verdict.value,
            "parts": [self.tree(part) for part in parts],
        }


def _distinct(leaves: Iterable[dict[str, Any]], keys: Sequence[str]) -> list[dict[str, Any]]:
    """The first of each that reads the same."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for each in leaves:
        found.setdefault(tuple(each[key] for key in keys), each)
    return list(found.values())
