"""add, replace and retire of one file of a layer, table by table, piece by piece, each by its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipeline.diagnostics import Span, did_you_mean
from pipeline.library import ids
from pipeline.library.layering import LIBRARY, Retired, Stack, Touched
from pipeline.library.pieces import Piece, lines_of, plain
from pipeline.library.shapes import ANCHORS, OPERATIONS, Table

UNDER = ": in a layer this stands under add:, replace: or retire:"


class Change(Struct):
    """One operation on one table of the file beneath."""

    stack: Stack
    layer: str
    file: str
    table: Table
    label: str
    """How the table is called in names of pieces; empty where the file has one only."""
    holder: Piece
    """The mapping or list beneath that holds the pieces."""
    retired: list[Retired] | None = None

    def touch(self, name: str, how: str, lines: Iterator[str], span: Span) -> None:
        """Note that a piece beneath is replaced or retired."""
        piece = " ".join(each for each in (self.file, self.label, name) if each)
        self.stack.touched.append(Touched(self.layer, piece, how, tuple(lines), span))

    def missing(self, name: str, how: str, known: list[str], span: Span) -> None:
        """Note that it should be there and is not."""
        piece = " ".join(each for each in (self.file, self.label, name) if each)
        self.stack.touched.append(Touched(self.layer, piece, how, None, span))
        self.stack.not_there(self.table.what, name, known, span)

    def misshapen(self, said: str, span: Span) -> None:
        """Note what does not have the shape it must have."""
        self.stack.slips.report("bad-value", said, span)


def put_tables(
    stack: Stack,
    layer: str,
    file: str,
    changes: Piece,
    sections: Mapping[str, Table] | Table,
    retired: list[Retired] | None,
) -> None:
    """Everything that one file of a layer says."""
    tree = stack.tree(f"{LIBRARY}/{file}")
    for key, body in changes.value.items():
        if key not in OPERATIONS:
            guess = did_you_mean(key, OPERATIONS)
            said = f"`{key}` is not a key here{guess or UNDER}"
            stack.slips.report("unknown-key", said, body.key)
            continue
        for table, label, inner in _tables(stack, tree, sections, body):
            holder = _holder(stack, tree, table, label, inner.key)
            if holder is not None:
                change = Change(stack, layer, file, table, label, holder, retired)
                _OPERATIONS[key, table.derive is not None](change, inner)
    stack.files.setdefault(f"{LIBRARY}/{file}", "")


def _tables(
    stack: Stack, tree: Piece, sections: Mapping[str, Table] | Table, body: Piece
) -> Iterator[tuple[Table, str, Piece]]:
    """Each table that an operation names, with its label and what stands under it."""
    if isinstance(sections, Table):
        yield sections, "", body
        return
    if not isinstance(body.value, dict):
        said = f"say what first: {', '.join(sections)}"
        return stack.slips.report("bad-value", said, body.at)
    for name, inner in body.value.items():
        if name not in sections:
            said = f"`{name}` is not a key here{did_you_mean(name, sections)}"
            stack.slips.report("unknown-key", said, inner.key)
        elif not sections[name].inside:
            yield sections[name], name, inner
        elif isinstance(inner.value, dict):
            yield from ((sections[name], f"{name} {each}", rows) for each, rows in inner.value.items())
        else:
            stack.slips.report("bad-value", f"name the parameter first, under `{name}:`", inner.at)


def _holder(stack: Stack, tree: Piece, table: Table, label: str, span: Span) -> Piece | None:
    """The pieces beneath; an empty table where there is none yet. None when its owner is not there."""
    owner = tree
    path = table.path
    if table.inside:
        name = label.partition(" ")[2]
        known = [each for each in tree.value if each not in table.apart]
        if name not in known:
            stack.not_there("parameter", name, known, span)
            return None
        owner, path = tree.value[name], (table.inside,)
    for key in path:
        found = owner.get(str(key))
        if found is None or found.value is None:
            found = Piece([] if table.derive else {}, owner.key, owner.at)
            owner.value[str(key)] = found
        owner = found
    return owner


# ---------------------------------------------------------------- mappings by id


def _known(change: Change) -> list[str]:
    return [name for name in change.holder.value if name not in change.table.apart]


def _named(change: Change, body: Piece) -> Iterator[tuple[str, Piece]]:
    """The entries of a mapping by id."""
    if isinstance(body.value, dict):
        yield from body.value.items()
    else:
        change.misshapen("write each under its id", body.at)


def _listed(change: Change, body: Piece) -> Iterator[tuple[str, Span]]:
    """The ids of a list."""
    if isinstance(body.value, list) and all(isinstance(each.value, str) for each in body.value):
        yield from ((str(each.value), each.at) for each in body.value)
    else:
        change.misshapen("write a list of ids", body.at)


def _add_named(change: Change, body: Piece) -> None:
    for name, piece in _named(change, body):
        if name in change.holder.value:
            first = change.holder.value[name].key
            change.stack.already_there(change.table.what, name, piece.key, first)
        else:
            change.holder.value[name] = piece


def _replace_named(change: Change, body: Piece) -> None:
    for name, piece in _named(change, body):
        if name not in _known(change):
            change.missing(name, "replaced", _known(change), piece.key)
            continue
        change.touch(name, "replaced", lines_of(plain(change.holder.value[name])), piece.key)
        change.holder.value[name] = piece


def _retire_named(change: Change, body: Piece) -> None:
    for name, span in _listed(change, body):
        if name not in _known(change):
            change.missing(name, "retired", _known(change), span)
            continue
        lines = [*lines_of(plain(change.holder.value.pop(name)))]
        if change.label == "variants" and change.retired is not None:
            folder = change.file.rpartition("/")[0]
            change.retired.append(Retired(folder, name, span))
            lines += _without_texts(change.stack, f"{LIBRARY}/{folder}/", name)
        change.touch(name, "retired", iter(lines), span)


def _without_texts(stack: Stack, folder: str, variant: str) -> Iterator[str]:
    """Take away the texts of a retired variant; their lines."""
    for path in sorted(stack.files):
        name = path.removeprefix(folder)
        is_text = path.startswith(folder) and "/" not in name and name.endswith(".md")
        if is_text and name.split(".")[0] == variant:
            yield from ("", f"{name}:", *stack.files.pop(path).splitlines())


# ---------------------------------------------------------------- rows


def _ids(change: Change) -> list[str]:
    """The rows' ids, which they keep from now on."""
    derive = change.table.derive
    assert derive is not None
    rows = change.holder.value
    found = ids.row_ids([plain(row) if isinstance(row.value, dict) else {} for row in rows], derive)
    for name, row in zip(found, rows, strict=True):
        if isinstance(row.value, dict):
            row.value.setdefault("id", Piece(name, row.key, row.key))
    return found


def _add_rows(change: Change, body: Piece) -> None:
    if not isinstance(body.value, list):
        return change.misshapen("write a list of rows, each with `- `", body.at)
    for row in body.value:
        if isinstance(row.value, dict):
            _add_row(change, row)
        else:
            change.misshapen("a row is written as `name: text` lines", row.at)


def _add_row(change: Change, row: Piece) -> None:
    known, own = _ids(change), row.text("id")
    if own in known:
        first = change.holder.value[known.index(own)].key
        return change.stack.already_there(change.table.what, own, row.value["id"].at, first)
    place = _place(change, row, known)
    if place is not None:
        bare = {key: each for key, each in row.value.items() if key not in ANCHORS}
        change.holder.value.insert(place, Piece(bare, row.key, row.at))
        _ids(change)


def _place(change: Change, row: Piece, known: list[str]) -> int | None:
    """Where a row goes: beside the row it names; else last, but above a last row for all other cases."""
    anchors = [key for key in ANCHORS if key in row.value]
    if len(anchors) == 2:
        change.misshapen("a row stands before or after another, not both", row.key)
        return None
    if anchors:
        beside = row.text(anchors[0])
        if beside not in known:
            change.stack.not_there(change.table.what, beside, known, row.value[anchors[0]].at)
            return None
        return known.index(beside) + (anchors[0] == "after")
    rows = change.holder.value
    return len(rows) - bool(rows and rows[-1].text("otherwise"))


def _replace_rows(change: Change, body: Piece) -> None:
    for name, row in _named(change, body):
        known = _ids(change)
        if name not in known:
            change.missing(name, "replaced", known, row.key)
        elif not isinstance(row.value, dict):
            change.misshapen("a row is written as `name: text` lines", row.at)
        else:
            place = known.index(name)
            change.touch(name, "replaced", _row_lines(change.holder.value[place]), row.key)
            row.value["id"] = Piece(name, row.key, row.key)
            change.holder.value[place] = row


def _retire_rows(change: Change, body: Piece) -> None:
    for name, span in _listed(change, body):
        known = _ids(change)
        if name not in known:
            change.missing(name, "retired", known, span)
            continue
        change.touch(name, "retired", _row_lines(change.holder.value.pop(known.index(name))), span)


def _row_lines(row: Piece) -> Iterator[str]:
    """A row without its id, which may be ours."""
    data = plain(row)
    bare = {key: each for key, each in data.items() if key != "id"} if isinstance(data, dict) else data
    return lines_of(bare)


_OPERATIONS = {
    ("add", False): _add_named,
    ("replace", False): _replace_named,
    ("retire", False): _retire_named,
    ("add", True): _add_rows,
    ("replace", True): _replace_rows,
    ("retire", True): _retire_rows,
}
