"""Layers put on a library: every piece of each layer in its place, from below to top. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from pipeline.diagnostics import Diagnostic, Span, did_you_mean, has_errors, in_order
from pipeline.intake.source import Source, parse_source
from pipeline.library.fields import Slips
from pipeline.library.layer import Layer
from pipeline.library.pieces import Piece, flat, grown

LIBRARY = "clause_library"
MOST_LISTED = 12


class Touched(Struct, frozen=True):
    """A piece beneath a layer that the layer replaces or retires."""

    layer: str
    piece: str
    """Its name: ``exit/withdrawal/topic.yaml rows notice_days``."""
    how: str
    """"replaced" or "retired"."""
    beneath: tuple[str, ...] | None
    """What stands beneath, line by line; None when nothing does."""
    span: Span


class Stack(Struct):
    """A library with some layers on it."""

    files: dict[str, str]
    """Every text by path, as the compiler takes them."""
    names: dict[str, str] = field(default_factory=dict)
    """How diagnostics call a file that came from a layer, by path."""
    trees: dict[str, Piece] = field(default_factory=dict)
    """Files that a layer looked into or changed, by path."""
    touched: list[Touched] = field(default_factory=list)
    unreadable: list[Diagnostic] = field(default_factory=list)
    """Files that are no YAML: what else is said may only follow from that."""
    slips: Slips = field(default_factory=Slips)

    def tree(self, path: str) -> Piece:
        """A YAML file beneath as pieces; an empty mapping when it is missing or broken."""
        if path not in self.trees:
            name = self.names.get(path, path)
            source, found = parse_source(self.files.get(path, "{}"), name, forbid_flow_conditions=True)
            self.slips.found += found
            empty = Span(name, 1, 1)
            self.trees[path] = grown(source) if source is not None else Piece({}, empty, empty)
        return self.trees[path]

    def sources(self) -> dict[str, Source]:
        """The files that were looked into, ready to compile."""
        return {path: flat(piece, self.names.get(path, path)) for path, piece in self.trees.items()}

    def topics(self) -> dict[str, str]:
        """The folder of every topic inside the library, by the topic's id."""
        parts = [path.split("/") for path in self.files if path.endswith("/topic.yaml")]
        return {each[2]: "/".join(each[1:3]) for each in parts if len(each) == 4 and each[0] == LIBRARY}

    # ------------------------------------------------------------ slips

    def found(self) -> list[Diagnostic]:
        """What is wrong with the layers, in order of place."""
        return in_order(self.unreadable or self.slips.found)

    def is_broken(self) -> bool:
        """True when the layers cannot be put on."""
        return has_errors(self.found())

    def not_there(self, what: str, name: str, known: Sequence[str], span: Span) -> None:
        """Replacing or retiring what nothing beneath has."""
        said = f"there is no {what} `{name}` beneath{did_you_mean(name, known)}"
        listed = f"there are: {', '.join(known)}" if 0 < len(known) <= MOST_LISTED else ""
        self.slips.found.append(Diagnostic("not-there", "error", said, span, listed))

    def already_there(
        self, what: str, name: str, span: Span, first: Span, help_: str = "write it under `replace:`"
    ) -> None:
        """Adding what stands beneath already."""
        said = f"the {what} `{name}` is there already"
        related = (("the one beneath", first),)
        self.slips.found.append(Diagnostic("already-there", "error", said, span, help_, related))

    def in_use(self, variant: str, user: str, span: Span, other: Span, help_: str) -> None:
        """Retiring what something still names."""
        said = f"`{variant}` is retired here, and {user} still names it"
        related = (("it is named here", other),)
        self.slips.found.append(Diagnostic("retired-in-use", "error", said, span, help_, related))


class Retired(Struct, frozen=True):
    """A variant that a layer takes away."""

    folder: str
    """Of its topic: ``exit/withdrawal``."""
    variant: str
    span: Span

    @property
    def topic(self) -> str:
        return self.folder.split("/")[1]


def layered(files: Mapping[str, str], layers: Sequence[Layer]) -> Stack:
    """The library's texts with every layer on them."""
    from pipeline.library.layer_files import put_layer
    from pipeline.library.retired import check_retired

    stack = Stack(dict(files))
    for layer in layers:
        check_retired(stack, put_layer(stack, layer))
    return stack
