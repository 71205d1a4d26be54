"""Every slip of the content, all at once. Pure: texts and the compiled library in, findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from inspect import signature
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Diagnostic, Severity, in_order, render
from pipeline.library import (
    lint_coverage,
    lint_names,
    lint_prose,
    lint_reasons,
    lint_shape,
    lint_typed,
    lint_uncited,
    lint_unused,
    lint_yaml,
)
from pipeline.library.lint_cases import Engine
from pipeline.library.lint_content import Content, Found

Look = Callable[..., Iterator[Found]]
NOT_COMPILED = "The library cannot be loaded; some slips are found only when it can."


class Lint(Struct, frozen=True):
    """One kind of slip."""

    code: str
    severity: Severity
    look: Look
    compiled: bool = True
    """True when it looks at the compiled library."""


LINTS = (
    # names
    Lint("unknown-id", "error", lint_names.unknown_ids),
    Lint("near-id", "warning", lint_names.near_ids),
    Lint("near-value", "warning", lint_names.near_values),
    Lint("repeated-label", "error", lint_names.repeated_labels),
    # cases
    Lint("impossible-case", "error", lint_coverage.impossible_cases),
    Lint("failing-case", "error", lint_coverage.failing_cases),
    Lint("moved-case", "warning", lint_coverage.moved_cases),
    Lint("repeated-case", "error", lint_coverage.repeated_cases),
    Lint("no-cases", "error", lint_coverage.topics_without_cases),
    Lint("untold-variant", "error", lint_coverage.untold_variants),
    Lint("untold-law", "error", lint_coverage.untold_places),
    Lint("untold-row", "warning", lint_coverage.untold_rows),
    # unused
    Lint("unused-term", "warning", lint_unused.unused_terms),
    Lint("unused-parameter", "warning", lint_unused.unused_parameters),
    Lint("unused-fact", "warning", lint_unused.unused_facts),
    Lint("unused-variant", "warning", lint_unused.unused_variants),
    Lint("unused-text", "warning", lint_unused.unused_texts),
    Lint("unused-source", "note", lint_uncited.unused_sources),
    Lint("unused-law", "note", lint_uncited.unused_law),
    Lint("unused-place", "warning", lint_uncited.unused_places),
    Lint("unused-verb", "warning", lint_uncited.unused_verbs),
    Lint("no-slot", "error", lint_unused.topics_without_slot),
    # shape
    Lint("no-place", "note", lint_shape.without_place),
    Lint("lone-item", "warning", lint_shape.lone_items),
    Lint("list-of-one", "warning", lint_shape.lists_of_one),
    Lint("topic-number", "warning", lint_shape.topic_numbers),
    Lint("unchecked-day", "error", lint_shape.checked_without_day),
    Lint("tight-number", "warning", lint_shape.tight_numbers, compiled=False),
    Lint("curly-title", "warning", lint_shape.curly_titles, compiled=False),
    # reasons
    Lint("no-sentence", "warning", lint_reasons.no_sentence, compiled=False),
    Lint("unfinished", "error", lint_reasons.unfinished, compiled=False),
    Lint("overlay-without-law", "warning", lint_reasons.overlays_without_law, compiled=False),
    # YAML
    Lint("yaml-trap", "warning", lint_yaml.yaml_traps, compiled=False),
    Lint("cut-by-comment", "error", lint_yaml.cut_by_comment, compiled=False),
    Lint("stray-file", "error", lint_yaml.stray_files, compiled=False),
    Lint("no-effect", "error", lint_yaml.values_without_effect, compiled=False),
    # words
    Lint("doubled-word", "warning", lint_prose.doubled_words, compiled=False),
    Lint("double-space", "warning", lint_prose.double_spaces, compiled=False),
    Lint("mixed-quotes", "warning", lint_prose.mixed_quotes, compiled=False),
    Lint("trailing-space", "note", lint_prose.trailing_spaces, compiled=False),
    Lint("typed-shall", "error", lint_typed.typed_shall, compiled=False),
    Lint("typed-number", "warning", lint_typed.typed_numbers, compiled=False),
    Lint("typed-name", "warning", lint_typed.typed_names, compiled=False),
    Lint("typed-term", "warning", lint_typed.typed_terms),
    Lint("value-with-noun", "warning", lint_typed.values_with_nouns),
)


def lint(content: Content, engine: Engine) -> list[Diagnostic]:
    """What compiling says, and every lint; those over the compiled library only where it compiles."""
    found = list(content.found)
    for each in LINTS:
        if content.library is not None or not each.compiled:
            found += _found(each, content, engine)
    return in_order(found)


def _found(each: Lint, content: Content, engine: Engine) -> Iterator[Diagnostic]:
    given: tuple[Any, ...] = (content, engine) if "engine" in signature(each.look).parameters else (content,)
    for slip in each.look(*given):
        yield Diagnostic(each.code, each.severity, slip.message, slip.span, slip.help, slip.related)


def in_words(content: Content, found: Sequence[Diagnostic]) -> str:
    """The findings for a terminal, errors first, each with its line, and how many they are."""
    ordered = sorted(in_order(found), key=lambda each: not each.is_error)
    lines = [render(each, content.texts) for each in ordered]
    lines += [NOT_COMPILED] if content.library is None else []
    return "\n".join([*lines, counted(found)])


def counted(found: Sequence[Diagnostic]) -> str:
    """``2 errors, 1 warning and no notes.``"""
    counts = [(kind, sum(each.severity == kind for each in found)) for kind in ("error", "warning", "note")]
    said = [f"{count or 'no'} {kind}{'' if count == 1 else 's'}" for kind, count in counts]
    return f"{said[0]}, {said[1]} and {said[2]}."
