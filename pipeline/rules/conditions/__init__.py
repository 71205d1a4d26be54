"""The condition language: one small typed language, one tree for evaluating, explaining and proving.

``compile_condition`` parses a text and binds its names; ``Node.verdict(scope)`` evaluates it to a
verdict tree; ``compile_value`` and ``Node.number(scope)`` do the same for a parameter's arithmetic.
"""

from pipeline.rules.conditions.binder import compile_condition, compile_value
from pipeline.rules.conditions.nodes import Node, always
from pipeline.rules.conditions.scope import Scope
from pipeline.rules.conditions.symbols import Names, Symbol

__all__ = ["Names", "Node", "Scope", "Symbol", "always", "compile_condition", "compile_value"]
