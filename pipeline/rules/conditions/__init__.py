"""The condition language: one small typed language, one tree for evaluating, explaining and proving.

``compile_condition`` parses a text and binds its names; ``Node.verdict(scope)`` evaluates it to a
verdict tree; ``compile_value`` and ``NumberNode.number(scope)`` do the same for a parameter's arithmetic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.rules.conditions.nodes import Node, always
from pipeline.rules.conditions.scope import Scope
from pipeline.rules.conditions.symbols import Names, Symbol

if TYPE_CHECKING:
    from pipeline.rules.conditions.binder import compile_condition, compile_value

__all__ = ["Names", "Node", "Scope", "Symbol", "always", "compile_condition", "compile_value"]


def __getattr__(name: str) -> Any:
    """The compiler is loaded when first asked for: a draft from a compiled library never needs it."""
    if name in ("compile_condition", "compile_value"):
        from pipeline.rules.conditions import binder

        return getattr(binder, name)
    raise AttributeError(name)
