"""The short report after drafting: what was written, what was found, what is open, where to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.decisions import Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.explain.edges import EdgeCase, edge_cases
from pipeline.explain.trace import deciding
from pipeline.explain.words import open_in_words, wrapped
from pipeline.library.types import Library

MOST_EDGES = 10
MOST_POINTS = 8
PAGE = "why.html"


def summary(
    library: Library,
    outcome: Outcome,
    documents_written: Mapping[str, str] | Iterable[str],
    findings: Iterable[Diagnostic],
) -> str:
    """One matter in a few lines. ``documents_written``: files, or files by document id."""
    lines = [
        *_head(library, outcome),
        *_written(outcome, documents_written),
        *_listing("Found in the answers", [_edge(each) for each in edge_cases(library, outcome)], MOST_EDGES),
        *_listing("Open points for counsel", _points(library, outcome, findings), MOST_POINTS),
        f"  Every choice with its reason: {PAGE}",
    ]
    return "\n".join(lines) + "\n"


def _head(library: Library, outcome: Outcome) -> Iterator[str]:
    words = library.names.matter["gate"].choices if "gate" in library.names.matter else {}
    yield outcome.matter
    yield from wrapped(f"{words.get(outcome.gate, outcome.gate)}: {outcome.gate_because}", 2, 2)


def _written(outcome: Outcome, written: Mapping[str, str] | Iterable[str]) -> Iterator[str]:
    titles = {plan.id: plan.title for plan in outcome.documents}
    if isinstance(written, Mapping):
        said = [f"{titles.get(name, name)}: {file}" for name, file in written.items()]
    else:
        said = [str(each) for each in written]
    yield "  Written:" if said else "  No document was written."
    for each in said:
        yield from wrapped(each, 4, 2)


def _edge(case: EdgeCase) -> str:
    """The fact, and the answers that show it."""
    where = [f"{leaf.where.file}:{leaf.where.line}" for leaf in deciding(case.fact.verdict) if leaf.where]
    shown = ", ".join(dict.fromkeys(where[:2]))
    assumed = " (assumed: the answers leave it open)" if case.fact.assumed else ""
    return f"{case.fact.means}{assumed}{f' [{shown}]' if shown else ''}"


def _points(library: Library, outcome: Outcome, findings: Iterable[Diagnostic]) -> list[str]:
    said = [each.message for each in outcome.warnings]
    said += [f"Not known yet: {each.name}" for each in open_in_words(library, outcome)]
    said += [each.message for each in findings]
    said += [f.because for f in outcome.facts.values() if f.assumed and not f.private]
    return list(dict.fromkeys(said))


def _listing(title: str, entries: list[str], most: int) -> Iterator[str]:
    if entries:
        yield f"  {title}:"
    for each in entries[:most]:
        yield from wrapped(f"- {each}", 4, 2)
    if len(entries) > most:
        yield f"    … and {len(entries) - most} more in {PAGE}"
