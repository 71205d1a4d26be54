"""Which pieces of a content file have ids, file by file: what a layer may add, replace or retire."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pipeline.intake.source import KeyPath
from pipeline.library import ids


class Table(Struct, frozen=True):
    """One table of a file. ``derive`` is None for a mapping by id; else it names a row by its data."""

    what: str
    """What one of its pieces is called."""
    path: KeyPath = ()
    derive: Callable[[ids.Row], str] | None = None
    apart: tuple[str, ...] = ()
    """Keys beside the pieces that are none."""
    inside: str = ""
    """The table stands under this key of each piece, and a layer names that piece first."""


FLAT = {
    "facts.yaml": "fact",
    "glossary.yaml": "term",
    "sources.yaml": "source",
    "words.yaml": "verb",
    "checklist.yaml": "point",
}
"""Files whose top level is the one table."""
SECTIONS: dict[str, dict[str, Table]] = {
    "topic.yaml": {
        "rows": Table("row", ("rows",), ids.given),
        "variants": Table("variant", ("variants",)),
        "fields": Table("field", (), None, ("rows", "variants")),
    },
    "packet.yaml": {
        name: Table("row", (name,), ids.given) for name in ("gate", "packets", "companions", "warnings")
    },
    "law.yaml": {
        "places": Table("place", ("places",)),
        "propositions": Table("statement", ("propositions",)),
    },
    "parameters.yaml": {
        "parameters": Table("parameter", (), None, ("rules",)),
        "rules": Table("rule", ("rules",)),
        "defaults": Table("default", (), ids.condition, ("rules",), "defaults"),
        "per_party": Table("row", (), ids.condition, ("rules",), "per_party"),
    },
}
"""Files with several tables, by the word that names a table in a layer."""
OPERATIONS = ("add", "replace", "retire")
ANCHORS = ("before", "after")
