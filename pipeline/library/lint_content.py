"""What the lints look at: every text and YAML file of a library by name, and the library if it compiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Diagnostic, Span
from pipeline.intake.source import Source, TopLevel, parse_source
from pipeline.library.compile import compile_library
from pipeline.library.layer import Layer
from pipeline.library.layer_files import SLOTS
from pipeline.library.layering import LIBRARY, layered
from pipeline.library.load import NO_CONTENT
from pipeline.library.read_cases import NAME as CASES
from pipeline.library.types import Library
from pipeline.rules.conditions.symbols import Symbol


class Found(Struct, frozen=True):
    """What a lint has to say, without its code."""

    message: str
    span: Span
    help: str = ""
    related: tuple[tuple[str, Span], ...] = ()


class Content(Struct, eq=False):
    """A whole library with its layers, as written and as compiled."""

    texts: dict[str, str]
    """Every file's text by the name that diagnostics give it; cases too."""
    live: dict[str, str]
    """The name of every file that the compiler takes, by its path in the library."""
    written: dict[str, Source]
    """Every YAML file that can be read, by name."""
    joined: dict[str, Source]
    """Files that layers changed, by path."""
    library: Library | None
    found: list[Diagnostic]
    """What compiling says."""
    layers: tuple[str, ...] = ()
    nodes: list[Any] = field(default_factory=list)
    """Every part of the compiled library, at any depth."""
    split: dict[str, list[str]] = field(default_factory=dict)
    """The lines of files, as they are asked for."""

    @property
    def ready(self) -> Library:
        """The compiled library; only lints that say so look at it."""
        assert self.library is not None, "a lint over the compiled library needs one"
        return self.library

    def source(self, path: str) -> Source | None:
        """A file as the compiler sees it, layers included."""
        return self.joined.get(path) or self.written.get(self.live.get(path, path))

    def place(self, path: str, *keys: str | int) -> Span:
        """Where a key of a file stands."""
        source = self.source(path)
        return source.key(keys) if source else Span(self.live.get(path, path), 1, 1)

    def value(self, path: str, *keys: str | int) -> Span:
        """Where the value of a key stands."""
        source = self.source(path)
        return source.at(keys) if source else Span(self.live.get(path, path), 1, 1)

    def head(self, name: str) -> Span:
        """The first line of a file."""
        return Span(name, 1, 1)

    def tag(self, name: str, label: str, last: bool = False) -> Span:
        """Where a label stands in a text."""
        lines = [(number, line) for number, line in enumerate(self.lines(name), 1) if f"{{#{label}}}" in line]
        for number, line in reversed(lines) if last else lines:
            return Span(name, number, 1 + line.index("{"), len(line.strip()))
        return self.head(name)

    def lines(self, name: str) -> list[str]:
        """The lines of a file."""
        if name not in self.split:
            self.split[name] = self.texts[name].splitlines()
        return self.split[name]

    def cases(self) -> Iterator[Source]:
        """The files of cases that can be read."""
        return (each for name, each in self.written.items() if name.endswith(f"/{CASES}"))

    def clause_files(self) -> list[str]:
        """The names of all texts of clauses and outlines."""
        return [name for path, name in self.live.items() if path.endswith(".md")]


def content_of(files: Mapping[str, str], layers: Sequence[Layer] = ()) -> Content:
    """The content of these files with these layers on them; compiled if it can be."""
    stack = layered({name: text for name, text in files.items() if not name.endswith(NO_CONTENT)}, layers)
    library, found = None, list[Diagnostic]()
    if not stack.unreadable:
        library, found = compile_library(stack.files, stack.sources(), stack.names)
    library = None if stack.is_broken() else library
    texts = _texts(files, layers)
    written, slips = _parsed(texts)
    live = {path: stack.names.get(path, path) for path in stack.files}
    names = tuple(each.name for each in layers)
    nodes = [each for part in _parts(library) for each in inside_of(part)]
    told = _once([*found, *stack.found(), *slips])
    return Content(texts, live, written, stack.sources(), library, told, names, nodes)


def _texts(files: Mapping[str, str], layers: Sequence[Layer]) -> dict[str, str]:
    """Every text by the name that diagnostics give it."""
    texts = dict(files) | {
        f"{each.name}/{name}": text for each in layers for name, text in each.files.items()
    }
    return {name: text for name, text in texts.items() if not name.endswith("README.md")}


def _once(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that a second reader made again."""
    return list({(each.code, each.span, each.message): each for each in found}.values())


def _parsed(texts: Mapping[str, str]) -> tuple[dict[str, Source], list[Diagnostic]]:
    """Every YAML file by name, and what is wrong with their YAML."""
    written: dict[str, Source] = {}
    slips: list[Diagnostic] = []
    for name in (each for each in texts if each.endswith(".yaml")):
        level: TopLevel = "list" if name.endswith((CASES, f"/{SLOTS}")) else "mapping"
        source, found = parse_source(texts[name], name, forbid_flow_conditions=True, top_level=level)
        slips += found
        if source is not None:
            written[name] = source
    return written, slips


def _parts(library: Library | None) -> Iterator[Any]:
    """The rooms of a library that name other things; the names themselves are left out."""
    for name in library.__struct_fields__ if library else ():
        if name not in ("bank", "names"):
            yield getattr(library, name)


def inside_of(value: Any) -> Iterator[Any]:
    """Every part of a compiled value, itself first."""
    if isinstance(value, Struct):
        yield value
        names = () if isinstance(value, Symbol | Span) else value.__struct_fields__
        for name in names:
            yield from inside_of(getattr(value, name))
    elif isinstance(value, tuple | list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from inside_of(each)


def topic_file(group: str, topic: str, name: str = "topic.yaml") -> str:
    """The path of a file beside a topic."""
    return f"{LIBRARY}/{group}/{topic}/{name}"
