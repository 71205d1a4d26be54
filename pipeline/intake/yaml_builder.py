"""libyaml's events to data and spans. Nothing is resolved, constructed or shared: text stays text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import Any, TypeAlias

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pipeline.diagnostics import Diagnostic, Span
from pipeline.intake.characters import (
    STAND_IN,
    line_and_column,
    refused_escapes,
    shown,
    why_refused,
    without_refused,
)
from pipeline.intake.source import MOST_CHARACTERS, Block, KeyPath, Quoted, Scalar, Source, TopLevel

DEEPEST = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STYLES: dict[str | None, type[Scalar]] = {"'": Quoted, '"': Quoted, "|": Block, ">": Block}
_KINDS = {ScalarEvent: "a text", SequenceStartEvent: "a list", MappingStartEvent: "`name: text` lines"}
_ID = re.compile(r"[\w.\-/@]+")
_FLOW_HELP = "write it on lines of its own, one `name: text` a line, or put the text in quotation marks"


Mark: TypeAlias = Any
"""libyaml's own kind of mark: line, column, index."""


class _StopError(Exception):
    """Nothing after this place can be read sensibly; the diagnostic is recorded."""


def build(
    source: Source, refused: list[int], forbid_flow_text: bool, top_level: TopLevel, shift: int
) -> list[Diagnostic]:
    """Fill the source's data and spans; return what is wrong. The data is None if nothing can be used.

    ``refused``: where characters stood that were refused already; no text with one is taken.
    """
    builder = _Builder(source, refused, forbid_flow_text, shift)
    try:
        source.data = builder.document(top_level)
    except _StopError:
        pass
    except MarkedYAMLError as error:
        from pipeline.intake.yaml_words import in_plain_words  # needed only where something is wrong

        words, help_, mark = in_plain_words(error, source.text)
        builder.report("yaml-syntax", words, mark, help_)
    except YAMLError:
        builder.report("yaml-syntax", "this cannot be read", None)
    return builder.found


class _Builder:
    __slots__ = (
        "events",
        "forbid_flow_text",
        "found",
        "keys",
        "name",
        "refused",
        "shift",
        "source",
        "values",
    )

    def __init__(self, source: Source, refused: list[int], forbid_flow_text: bool, shift: int) -> None:
        self.source, self.name, self.shift = source, source.name, shift
        self.refused = refused
        self.keys, self.values = source.keys.raw, source.values.raw
        self.forbid_flow_text = forbid_flow_text
        self.events: Any = CParser(source.text)
        self.found: list[Diagnostic] = []

    # ------------------------------------------------------------ places

    def place(self, event: Any) -> tuple[int, int, int]:
        """Line, column and length of an event: 0 for nothing, 1 for anything over several lines."""
        start, end = event.start_mark, event.end_mark
        line = start.line
        length = end.column - start.column if end.line == line else 1
        return line + 1 + self.shift, start.column + 1, length

    def report(self, code: str, message: str, mark: Mark | None, help_: str = "") -> None:
        line, column = (mark.line + 1 + self.shift, mark.column + 1) if mark else (1, 1)
        self.found.append(Diagnostic(code, "error", message, Span(self.name, line, column), help_))

    # ------------------------------------------------------------ the document

    def document(self, top_level: TopLevel) -> Any:
        """The one document of the stream, or None."""
        self.events.get_event()
        event = self.events.get_event()
        if type(event) is StreamEndEvent:
            return self.report("not-a-mapping", "the file is empty", None, _wanted(top_level))
        top = self.events.get_event()
        wanted = MappingStartEvent if top_level == "mapping" else SequenceStartEvent
        if type(top) is not wanted:
            if top_level == "mapping" and self.lacks_space(top):
                return None
            message = f"the file begins with {_KINDS.get(type(top), 'a reference')}"
            return self.report("not-a-mapping", message, top.start_mark, _wanted(top_level))
        data = self.value(top, ())
        self.end()
        return data

    def lacks_space(self, top: Any) -> bool:
        """True, and told, when the file seems to be a text only because a colon lacks its space."""
        from pipeline.intake.yaml_slips import without_space  # needed only where something is wrong

        slip = without_space(self.source.text, top.start_mark.line)
        if slip:
            self.report("yaml-syntax", slip[0], slip[2], slip[1])
        return slip is not None

    def end(self) -> None:
        """Nothing may follow the first document."""
        event: Any = None
        while type(event) not in (DocumentStartEvent, StreamEndEvent):
            event = self.events.get_event()
        if type(event) is DocumentStartEvent:
            self.report(
                "several-documents",
                "a second document begins here",
                event.start_mark,
                "delete the line `---`; one file holds one document",
            )

    # ------------------------------------------------------------ values

    def value(self, event: Any, path: KeyPath) -> Any:
        """Any value; its place is recorded under its path."""
        self.values[path] = self.place(event)
        if event.anchor is not None:
            message = f"`{_sign(event)}{event.anchor}` refers to another place of the file"
            help_ = "write the text out; a text that begins with & or * needs quotation marks"
            self.report("alias", message, event.start_mark, help_)
        kind = type(event)
        if kind is AliasEvent:
            return self.drop(path)
        if event.tag is not None:
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"`{shown(written)}` is a tag; only plain texts, lists and mappings are read"
            self.report("tag", message, event.start_mark, "a text that begins with ! needs quotation marks")
        if kind is ScalarEvent:
            text = self.scalar(event)
            sound = event.anchor is None and event.tag is None and not self.is_refused(event)
            return text if sound else self.drop(path)
        if len(path) >= DEEPEST:
            self.report("too-deep", f"this is nested more than {DEEPEST} levels deep", event.start_mark)
            raise _StopError
        return self.mapping(event, path) if kind is MappingStartEvent else self.sequence(event, path)

    def drop(self, path: KeyPath) -> None:
        """Leave out a value that cannot be taken, and remember that it was given."""
        self.source.faulty.add(path)

    def is_refused(self, event: Any) -> bool:
        """True when a refused character stands in a text, as itself or as an escape."""
        if self.refused:
            first = bisect_left(self.refused, event.start_mark.index)
            if first < len(self.refused) and self.refused[first] < event.end_mark.index:
                return True
        return event.style == '"' and any(refused_escapes(self.written(event)))

    def written(self, event: Any) -> str:
        """A text as the file has it."""
        return self.source.text[event.start_mark.index : event.end_mark.index]

    def check_escapes(self, event: Any) -> None:
        """Every escape that means a refused character, at its own place."""
        for index, escape, meant in islice(refused_escapes(self.written(event)), MOST_CHARACTERS):
            line, column = line_and_column(self.source.text, event.start_mark.index + index)
            code, message, help_ = why_refused(meant)
            span = Span(self.name, line + self.shift, column, len(escape))
            self.found.append(Diagnostic(code, "error", message, span, help_))

    def scalar(self, event: ScalarEvent) -> Scalar | None:
        """A text, or None for nothing."""
        text, style = event.value, event.style
        if style == '"':
            self.check_escapes(event)
        kind = _STYLES.get(style, Scalar)
        return None if kind is Scalar and text in _NULLS else kind(text)

    def sequence(self, event: SequenceStartEvent, path: KeyPath) -> list[Any]:
        """A list; the place of each entry counts as its key's."""
        entries: list[Any] = []
        while type(inner := self.events.get_event()) is not SequenceEndEvent:
            place = (*path, len(entries))
            self.keys[place] = (*self.place(inner)[:2], 1)
            if self.forbid_flow_text and event.flow_style:
                self.check_flow_entry(inner)
            entries.append(self.value(inner, place))
        return entries

    def mapping(self, event: MappingStartEvent, path: KeyPath) -> dict[str, Any]:
        """A mapping from texts; every key once."""
        entries: dict[str, Any] = {}
        while type(key_event := self.events.get_event()) is not MappingEndEvent:
            key = self.key(key_event)
            if key is None:
                self.drop(path)
                self.value(self.events.get_event(), (*path, "", -len(self.found)))
                continue
            place = (*path, key)
            first = self.keys.get(place)
            if first is not None:
                self.found.append(self.duplicate(key, key_event, first))
                self.value(self.events.get_event(), (*path, key, -len(self.found)))
                continue
            self.keys[place] = self.place(key_event)
            inner = self.events.get_event()
            if self.forbid_flow_text and event.flow_style:
                self.check_flow_value(key_event, inner)
            entries[key] = self.value(inner, place)
        return entries

    def key(self, event: Any) -> str | None:
        """A key's text, without refused characters; None when it is none, and that is reported."""
        if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
            code = "alias" if getattr(event, "anchor", None) else "key-not-text"
            self.report(code, "the name before a colon must be plain text", event.start_mark)
            if type(event) in (MappingStartEvent, SequenceStartEvent):
                raise _StopError
            return None
        text: str = event.value
        if text == "<<" and event.style not in ("'", '"'):
            message = "`<<` would merge another place of the file"
            self.report("merge-key", message, event.start_mark, "write the entries out")
            return None
        if event.style not in ("'", '"') and text in _NULLS:
            self.report("key-not-text", "a name is missing before this colon", event.start_mark)
            return None
        self.scalar(event)
        if self.is_refused(event):
            text = without_refused(text, "").replace(STAND_IN, "").replace("\r", "").strip()
            return text or None
        return text

    def duplicate(self, key: str, event: Any, first: tuple[int, int, int]) -> Diagnostic:
        """A key that stands twice, with both places."""
        message = f"`{shown(key)}` stands here a second time"
        span, related = Span(self.name, *self.place(event)), (("the first", Span(self.name, *first)),)
        return Diagnostic("duplicate-key", "error", message, span, "keep one of the two", related)

    # ------------------------------------------------------------ conditions in curly brackets

    def check_flow_value(self, key: ScalarEvent, value: Any) -> None:
        """Plain text in ``{…}``: a comma inside it would have split it in two with no error."""
        if not _ID.fullmatch(key.value) and key.style not in ("'", '"'):
            self.report(
                "flow-text",
                f"`{shown(key.value)}` is plain text between curly brackets",
                key.start_mark,
                _FLOW_HELP,
            )
        elif _is_plain(value) and not _ID.fullmatch(value.value):
            self.report(
                "flow-text",
                f"the text of `{shown(key.value)}` is plain text between curly brackets",
                value.start_mark,
                _FLOW_HELP,
            )

    def check_flow_entry(self, value: Any) -> None:
        """Plain text in ``[…]`` whose round brackets do not match: a comma has split it."""
        if _is_plain(value) and value.value.count("(") != value.value.count(")"):
            self.report(
                "flow-text",
                f"`{shown(value.value)}` was cut at a comma between square brackets",
                value.start_mark,
                "write the list with one `- entry` a line",
            )


def _is_plain(event: Any) -> bool:
    return type(event) is ScalarEvent and event.style not in _STYLES


def _sign(event: NodeEvent) -> str:
    return "*" if type(event) is AliasEvent else "&"


def _wanted(top_level: TopLevel) -> str:
    return "write `name: text` lines" if top_level == "mapping" else "write a list, one `- entry` a line"


__all__ = ["DEEPEST", "build"]
