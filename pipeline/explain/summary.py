"""The short report after drafting: what was written, what was found, what is open, where to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os.path import commonpath
from pathlib import PurePath

from pipeline.decisions import Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.explain.edges import EdgeCase, edge_cases
from pipeline.explain.trace import deciding
from pipeline.explain.view import View, view_of
from pipeline.explain.words import open_in_words, place, wrapped
from pipeline.library.types import Library

MOST_EDGES = 10
MOST_POINTS = 8
PAGE = "why.html"

Written = Mapping[str, str] | Iterable[str]
"""Files, or files by document id."""


def summary(
    library: Library, outcome: Outcome, documents_written: Written, findings: Iterable[Diagnostic]
) -> str:
    """One matter in a few lines of at most 100 columns."""
    view = view_of(library, outcome, None)
    written = documents_written.values() if isinstance(documents_written, Mapping) else documents_written
    files = [PurePath(each) for each in written]
    page = next((each.as_posix() for each in files if each.name == PAGE), PAGE)
    found = edge_cases(library, outcome)
    lines = [
        outcome.matter,
        *_head(view),
        *_written(view, files),
        *_listing("Edge cases found", [_edge(each) for each in found if each.named], MOST_EDGES),
        *_listing("Required by law or duty", [_edge(each) for each in found if _is_pack(each)], MOST_EDGES),
        *_listing("Open points for counsel", _points(view, findings), MOST_POINTS),
        f"  Every choice with its reason: {page}",
    ]
    return "\n".join(lines)


def _is_pack(case: EdgeCase) -> bool:
    return case.mandatory and not case.named


def _head(view: View) -> list[str]:
    """The gate's words, unless the reason begins with them; or that nothing can be drafted yet."""
    missing = [each.message for each in view.outcome.warnings if each.code == "instrument-not-available"]
    if missing:
        return wrapped(missing[0], 2, 2)
    words, because = view.context_words("gate", view.outcome.gate), view.outcome.gate_because
    return wrapped(because if because.startswith(words) else f"{words}: {because}", 2, 2)


def _written(view: View, files: Sequence[PurePath]) -> Iterator[str]:
    """The folder, the documents by title, and the names of what stands beside them."""
    if not files:
        yield "  No document was written."
        return
    folder = PurePath(commonpath([file.parent for file in files]))
    if not any(_title(view, file.stem) for file in files):
        yield "  No document was written."
    yield from wrapped("Written:" if folder == PurePath() else f"Written to {folder.as_posix()}:", 2, 2)
    names = {file.relative_to(folder).as_posix(): _title(view, file.stem) for file in files}
    for name, title in names.items():
        yield from wrapped(f"{title}: {name}", 4, 2) if title else ()
    others = [name for name, title in names.items() if not title]
    if others:
        label = "beside them: " if any(names.values()) else ""
        yield from wrapped(f"{label}{', '.join(others)}", 4, 2)


def _title(view: View, name: str) -> str:
    """The title of a document of the packet, or of a sheet beside it; empty for any other file."""
    titles = {plan.id: plan.title for plan in view.outcome.documents}
    outline = view.library.outlines.get(name)
    return titles.get(name) or (outline.title if outline else "")


def _edge(case: EdgeCase) -> str:
    """The fact, and the first answers that show it."""
    places = [where for leaf in deciding(case.fact.verdict) if (where := place(leaf.where))]
    shown = ", ".join(dict.fromkeys(places[:2]))
    assumed = " (assumed: the answers leave it open)" if case.fact.assumed else ""
    return f"{case.fact.means}{assumed}{f' [{shown}]' if shown else ''}"


def _points(view: View, findings: Iterable[Diagnostic]) -> list[str]:
    said = [each.message for each in view.outcome.warnings]
    said += [f"Not known yet: {each.name}" for each in open_in_words(view.library, view.outcome)]
    said += [each.message for each in findings]
    said += [each.because for each in view.outcome.facts.values() if each.assumed and not each.private]
    return list(dict.fromkeys(said))


def _listing(title: str, entries: list[str], most: int) -> Iterator[str]:
    if entries:
        yield f"  {title}:"
    for each in entries[:most]:
        yield from wrapped(f"- {each}", 4, 2)
    if len(entries) > most:
        yield f"    … and {len(entries) - most} more in {PAGE}"
