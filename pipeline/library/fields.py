"""Reading one mapping of a content file: known keys, typed values, conditions; every slip reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Diagnostic, Span, did_you_mean
from pipeline.intake.source import KeyPath, Source
from pipeline.library.types import layer_of
from pipeline.rules.conditions import Names, Node, compile_condition
from pipeline.rules.conditions.nodes import And, Or, always, symbols_of

WHEN = ("when", "when_all", "when_any", "otherwise")


class Slips(Struct):
    """Where all readers gather what is wrong, and every source id in use."""

    found: list[Diagnostic] = field(default_factory=list)
    sources: list[tuple[str, Span]] = field(default_factory=list)

    def report(self, code: str, message: str, span: Span) -> None:
        """Note an error."""
        self.found.append(Diagnostic(code, "error", message, span))


class Fields(Struct):
    """One mapping of a source, at a path."""

    source: Source
    path: KeyPath
    data: Mapping[str, Any]
    slips: Slips

    def known(self, keys: Iterable[str]) -> None:
        """Report every key that is not among ``keys``."""
        allowed = list(keys)
        for key in self.data:
            if key not in allowed:
                self.slips.report(
                    "unknown-key", f"`{key}` is not a key here{did_you_mean(key, allowed)}", self.key(key)
                )

    def key(self, name: str) -> Span:
        """Where a key stands."""
        return self.source.key((*self.path, name))

    def at(self, name: str) -> Span:
        """Where a value stands."""
        return self.source.at((*self.path, name))

    @property
    def layer(self) -> str:
        """The layer that the mapping came from, or nothing."""
        return layer_of(self.source.key(self.path).file)

    def report(self, code: str, message: str, name: str = "") -> None:
        """Note a slip at a key's value, or at the mapping itself."""
        self.slips.report(code, message, self.at(name) if name else self.source.key(self.path))

    def text(self, name: str, default: str | None = None) -> str:
        """A scalar; reported when missing without a default."""
        value = self.data.get(name)
        if isinstance(value, str) and value.strip():
            return str(value).strip()
        if default is None:
            self.report("missing-key", f"`{name}` is missing here")
        return default or ""

    def flag(self, name: str) -> bool:
        """``true`` or ``false``; false when missing."""
        value = self.data.get(name)
        if value is not None and value not in ("true", "false"):
            self.report("bad-value", f"`{name}` is true or false, not `{value}`", name)
        return value == "true"

    def number(self, name: str, default: float = 0) -> float:
        """A number."""
        try:
            return float(self.data[name])
        except KeyError:
            return default
        except (TypeError, ValueError):
            self.report("bad-value", f"`{name}` must be a number", name)
            return default

    def one_of(self, name: str, allowed: Iterable[str], default: str, unsaid: str = "") -> str:
        """A scalar from a closed list. ``unsaid``: what it means where none is written."""
        value = self.text(name, default)
        choices = list(allowed)
        if value not in choices:
            named = [each for each in choices if each]
            listed = ", ".join(named) + (f", or no `{name}:`{unsaid}" if "" in choices else "")
            said = f"`{value}` is not a value of `{name}` ({listed}){did_you_mean(value, named)}"
            self.report("bad-value", said, name)
            return default
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of scalars; empty when missing."""
        value = self.data.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or any(not isinstance(each, str) for each in value):
            self.report("bad-value", f"`{name}` must be a list of words", name)
            return ()
        return tuple(str(each) for each in value)

    def sources(self) -> tuple[str, ...]:
        """The ``source:`` list; every id is checked later."""
        ids = self.texts("source")
        if not ids:
            self.report("missing-source", "`source` is missing: say where this comes from")
        self.slips.sources += [
            (each, self.source.at((*self.path, "source", n))) for n, each in enumerate(ids)
        ]
        return ids

    def inside(self, name: str) -> dict[str, Fields]:
        """The mappings inside a mapping, by key."""
        value = self.data.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.report("bad-value", f"`{name}` must be a mapping", name)
            return {}
        return {key: self._child((*self.path, name, key), each) for key, each in value.items()}

    def rows(self, name: str) -> list[Fields]:
        """The mappings inside a list."""
        value = self.data.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.report("bad-value", f"`{name}` must be a list", name)
            return []
        return [self._child((*self.path, name, n), each) for n, each in enumerate(value)]

    def _child(self, path: KeyPath, value: Any) -> Fields:
        if value is not None and not isinstance(value, dict):
            self.slips.report("bad-value", "a mapping is expected here", self.source.at(path))
            value = {}
        return Fields(self.source, path, value or {}, self.slips)

    # ------------------------------------------------------------ conditions

    def condition(self, names: Names, name: str = "when") -> Node | None:
        """The condition under one key; None when missing or wrong."""
        if name not in self.data:
            return None
        return self._compile(self.text(name), self.source.inside((*self.path, name)), names)

    def when(self, names: Names) -> Node:
        """when, when_all, when_any or otherwise; exactly one."""
        given = [key for key in WHEN if key in self.data]
        if len(given) != 1:
            self.report("missing-key", "exactly one of when, when_all, when_any, otherwise is needed here")
            return always()
        if given[0] == "otherwise":
            return always()
        if given[0] == "when":
            return self.condition(names) or always()
        return self._several(given[0], names)

    def public(self, node: Any, what: str) -> None:
        """Report a condition over a private answer where no ``releases:`` can stand."""
        for symbol in symbols_of(node):
            if symbol.private:
                said = (
                    f"{what} must not read `{symbol.id}`, which is private: only a row with `releases:` may"
                )
                return self.report("private-without-release", said)

    def _several(self, name: str, names: Names) -> Node:
        lines = self.texts(name)
        parts = [
            self._compile(text, self.source.inside((*self.path, name, n)), names)
            for n, text in enumerate(lines)
        ]
        bound = tuple(part for part in parts if part is not None)
        word = " and " if name == "when_all" else " or "
        text = word.join(f"({each})" if " or " in each or " and " in each else each for each in lines)
        return (And if name == "when_all" else Or)(text, bound) if bound else always()

    def _compile(self, text: str, span: Span, names: Names) -> Node | None:
        node, found = compile_condition(text, span, names)
        self.slips.found += found
        return node


def top(source: Source, slips: Slips) -> Fields:
    """The whole file as one mapping."""
    return Fields(source, (), source.data or {}, slips)
