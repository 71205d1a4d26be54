"""Nothing may name a variant that a layer retires: no row, no other variant, no law, no checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.intake.source import parse_source
from pipeline.library.layering import LIBRARY, Retired, Stack
from pipeline.library.pieces import Piece

CHECKLIST = f"{LIBRARY}/checklist.yaml"


def check_retired(stack: Stack, retired: Sequence[Retired]) -> None:
    """Report everything that still names a retired variant; drop the texts that only it had."""
    if not retired:
        return
    trees = [stack.tree(f"{LIBRARY}/{folder}/topic.yaml") for folder in stack.topics().values()]
    for each in retired:
        _rows(stack, each)
        _law(stack, each)
        for tree in trees:
            _links(stack, tree, each)
        if CHECKLIST in stack.files:
            _checklist(stack, stack.tree(CHECKLIST), each)


def _rows(stack: Stack, gone: Retired) -> None:
    rows = stack.tree(f"{LIBRARY}/{gone.folder}/topic.yaml").get("rows")
    for row in _entries(rows):
        if row.text("gives") == gone.variant:
            name = row.text("id") or gone.variant
            help_ = "retire the row too, or replace it by one that gives another variant"
            stack.in_use(gone.variant, f"the row `{name}`", gone.span, row.key, help_)


def _links(stack: Stack, tree: Piece, gone: Retired) -> None:
    variants = tree.get("variants")
    for name, entry in variants.value.items() if variants and isinstance(variants.value, dict) else ():
        for kind in ("requires", "conflicts"):
            for link in _entries(entry.get(kind)):
                if link.text("topic") == gone.topic and gone.variant in _named(link):
                    user = f"`{kind}` of the variant `{name}`"
                    stack.in_use(gone.variant, user, gone.span, link.key, f"replace `{name}` too")


def _law(stack: Stack, gone: Retired) -> None:
    """A place's text for this variant alone goes with it; one for other variants too must be given anew."""
    folder = f"{LIBRARY}/{gone.folder}/law/"
    for path in [each for each in stack.files if each.startswith(folder)]:
        name = stack.names.get(path, path)
        front = [*stack.files[path].split("---\n", 2), ""][1]
        source, _ = parse_source(front, name, first_line=2)
        named = source.value(("variant",)) if source is not None else None
        if source is not None and named == gone.variant:
            del stack.files[path]
        elif source is not None and isinstance(named, list) and gone.variant in named:
            help_ = "give this text again in the layer, without the variant"
            stack.in_use(gone.variant, "the law of a place", gone.span, source.at(("variant",)), help_)


def _checklist(stack: Stack, piece: Piece, gone: Retired) -> None:
    for each in _scalars(piece):
        if each.value == f"{gone.topic}/{gone.variant}":
            help_ = "replace this point of the checklist too"
            stack.in_use(gone.variant, "the checklist", gone.span, each.at, help_)


def _scalars(piece: Piece) -> Iterator[Piece]:
    inside = piece.value.values() if isinstance(piece.value, dict) else piece.value
    if isinstance(piece.value, dict | list):
        for each in inside:
            yield from _scalars(each)
    else:
        yield piece


def _named(link: Piece) -> list[str]:
    lists = [each for key in ("variants", "not") for each in _entries(link.get(key))]
    return [link.text("variant"), *(str(each.value) for each in lists)]


def _entries(piece: Piece | None) -> list[Piece]:
    return piece.value if piece and isinstance(piece.value, list) else []
