"""What the app hands back to the fronts."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Diagnostic

FINE, INPUT_ERRORS, DO_NOT_DRAFT = 0, 1, 3


class Problem(Struct):
    """What stops a command: findings, with the text they point into."""

    diagnostics: list[Diagnostic]
    text: str = ""
    name: str = ""


class Result(Struct):
    """What a command gave."""

    code: int
    summary: str = ""
    found: list[Diagnostic] = field(default_factory=list)
    text: str = ""
    data: dict[str, Any] | None = None
