"""What was removed, counted and named, and how that is said."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

KINDS = {
    "comment": ("comment", "comments"),
    "comment-mark": ("mark of a comment", "marks of comments"),
    "control": ("content control (its words stay)", "content controls (their words stay)"),
    "mark": ("clause mark", "clause marks"),
    "provenance": ("record of how the draft was made", "records of how the draft was made"),
    "property": ("document property", "document properties"),
    "own-property": ("property of your own", "properties of your own"),
    "variable": ("document variable", "document variables"),
    "person": ("list of people", "lists of people"),
    "custom-data": ("part with data behind the text", "parts with data behind the text"),
    "template": ("link to a template", "links to templates"),
    "mail-merge": ("link to an address list", "links to address lists"),
    "preview": ("preview picture", "preview pictures"),
    "printer": ("set of printer settings", "sets of printer settings"),
    "glossary": ("store of building blocks", "stores of building blocks"),
    "permission": ("permission for one person", "permissions for one person"),
    "smart-tag": ("smart tag (its words stay)", "smart tags (their words stay)"),
    "outside": ("picture or object outside the file", "pictures or objects outside the file"),
    "signature": ("digital signature", "digital signatures"),
    "session": ("mark of an editing session", "marks of editing sessions"),
    "identity": ("machine's id of a passage or a file", "machine's ids of passages or of the file"),
    "spelling": ("mark of the spelling check", "marks of the spelling check"),
    "remark": ("remark of a program", "remarks of programs"),
    "other": ("part that only programs read", "parts that only programs read"),
    "unused": ("part that nothing uses", "parts that nothing uses"),
}
"""Kinds of removals in the order in which they are told: one, many."""
_MOST_NAMES = 12


class Tally(Struct):
    """Counts by kind, with the names that belong to them."""

    counts: Counter[str] = field(default_factory=Counter)
    names: dict[str, set[str]] = field(default_factory=dict)

    def add(self, kind: str, times: int = 1, *names: str) -> None:
        """Count a removal; nothing is counted when ``times`` is 0."""
        if times:
            self.counts[kind] += times
            self.names.setdefault(kind, set()).update(name for name in names if name)

    def told(self) -> list[str]:
        """Each kind of removal in plain words; empty when nothing was removed."""
        known = "comment-mark" if self.counts["comment"] else ""
        return [self._line(kind) for kind in KINDS if self.counts[kind] and kind != known]

    def _line(self, kind: str) -> str:
        count, names = self.counts[kind], sorted(self.names.get(kind, ()))
        words = f"{count} {KINDS[kind][count != 1]}"
        if not names:
            return words
        return f"{words} by {listed(names)}" if kind == "comment" else f"{words}: {listed(names)}"


def listed(names: list[str]) -> str:
    """Names as in a sentence, each on one line; the end of a long list is counted."""
    names = [" ".join(name.split()) for name in names]
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], f"{len(names) - _MOST_NAMES + 1} more"]
    return " and ".join(each for each in (", ".join(names[:-1]), *names[-1:]) if each)
