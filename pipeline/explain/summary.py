"""The short report after drafting: what was written, what was found, what is open, where to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from os.path import commonpath
from pathlib import PurePath
from typing import Any

from pipeline.answers import Answers
from pipeline.decisions import Outcome, ParameterValue
from pipeline.diagnostics import Diagnostic
from pipeline.explain.edges import EdgeCase, edge_cases
from pipeline.explain.view import View, view_of
from pipeline.explain.why_topics import variant_title
from pipeline.explain.words import open_in_words, value_words, wrapped
from pipeline.library.types import Library
from pipeline.model import Document

MOST_EDGES = 10
MOST_POINTS = 8
MOST_PLACES = 2
PAGE = "why.html"
BROKEN = ("dangling-reference", "answer-missing-in-text")
"""What nobody may sign: told before all other points, and never kept back."""
OVERRIDDEN = "Decided by a person, against the rules"

Written = Mapping[str, str] | Iterable[str]
"""Files, or files by document id."""


def summary(
    library: Library,
    outcome: Outcome,
    documents_written: Written,
    findings: Iterable[Diagnostic],
    answers: Answers | None = None,
    documents: Iterable[Document] = (),
    lengths: Mapping[str, str] | None = None,
) -> str:
    """One matter in a few lines of at most 100 columns; nothing is kept back where no page has the rest.

    ``lengths``: how long a document is, in words, by its id, where that was measured.
    """
    findings = list(findings)
    broken = [each.message for each in findings if each.is_error or each.code in BROKEN]
    view = view_of(library, outcome, answers)
    written = documents_written.values() if isinstance(documents_written, Mapping) else documents_written
    files = [PurePath(each) for each in written]
    page = next((each.as_posix() for each in files if each.name == PAGE), "")
    edges, points = (MOST_EDGES, MOST_POINTS) if page else (None, None)
    found = edge_cases(library, outcome)
    said = list(dict.fromkeys([*broken, *_points(view, findings, documents)]))
    lines = [
        outcome.matter,
        *_head(view),
        *_written(view, files, lengths or {}),
        *_listing("Edge cases found", [_edge(view, each) for each in found if each.named], edges),
        *_listing("Required by law or duty", [_edge(view, each) for each in found if _is_pack(each)], edges),
        *_listing(OVERRIDDEN, _overrides(view), points),
        *_listing("Open points for counsel", said, points and max(points, len(set(broken)))),
    ]
    lines += [f"  Every choice with its reason: {page}"] if page else []
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


def _written(view: View, files: Sequence[PurePath], lengths: Mapping[str, str]) -> Iterator[str]:
    """The folder, the documents by title with their lengths, and the names of what stands beside them."""
    if not files:
        yield "  No document was written."
        return
    folder = PurePath(commonpath([file.parent for file in files]))
    if not any(_title(view, _own_name(file)) for file in files):
        yield "  No document was written."
    yield from wrapped("Written:" if folder == PurePath() else f"Written to {folder.as_posix()}:", 2, 2)
    names = {file.relative_to(folder).as_posix(): _title(view, _own_name(file)) for file in files}
    for name, title in names.items():
        length = lengths.get(name.split(".")[0], "")
        yield from wrapped(f"{title}: {name}{f' ({length})' if length else ''}", 4, 2) if title else ()
    others = [name for name, title in names.items() if not title]
    if others:
        label = "beside them: " if any(names.values()) else ""
        yield from wrapped(f"{label}{', '.join(others)}", 4, 2)


def _own_name(file: PurePath) -> str:
    """The id of the document in a Word file's name, also where it is a redraft; else the name."""
    return file.name.split(".")[0] if file.suffix == ".docx" else file.stem


def _title(view: View, name: str) -> str:
    """The title of a document of the packet, or of a sheet beside it; empty for any other file."""
    titles = {plan.id: plan.title for plan in view.outcome.documents}
    outline = view.library.outlines.get(name)
    return titles.get(name) or (outline.title if outline else "")


def _edge(view: View, case: EdgeCase) -> str:
    """The fact, and the first answers that show it."""
    leaves = view.tell.answered([case.fact.verdict])
    places = [each for turn in zip_longest(*map(_places, leaves)) for each in turn if each]
    shown = ", ".join(list(dict.fromkeys(places))[:MOST_PLACES])
    assumed = " (assumed: the answers leave it open)" if case.fact.assumed else ""
    return f"{case.fact.means}{assumed}{f' [{shown}]' if shown else ''}"


def _places(leaf: dict[str, Any]) -> list[str]:
    """Where a leaf's answer stands, or all the answers that it sums up."""
    return (
        [leaf["where"]] if leaf["where"] else [where for each in leaf["rests_on"] for where in each["where"]]
    )


def _overrides(view: View) -> list[str]:
    """What a person decided against the rules, who, and why; each once."""
    found = [
        f"{view.library.parameters[name].title}: {_value(view, each)}. {each.because}"
        for name, values in view.outcome.parameters.items()
        for each in values
        if each.origin == "override"
    ]
    for decision in (each for plan in view.outcome.documents for each in plan.decisions):
        if decision.origin == "override" and decision.elsewhere is None:
            topic = view.library.topics[decision.topic]
            found.append(f"{topic.title}: {variant_title(topic, decision.variant)}. {decision.because}")
    return list(dict.fromkeys(found))


def _value(view: View, value: ParameterValue) -> str:
    return value_words(view.library.parameters[value.parameter], value.value, view.currency)


def _points(view: View, findings: Iterable[Diagnostic], documents: Iterable[Document]) -> list[str]:
    said = [each.message for each in view.outcome.warnings]
    said += [f"Not known yet: {each.name}" for each in open_in_words(view.library, view.outcome, documents)]
    said += [each.message for each in findings]
    said += [each.because for each in view.outcome.facts.values() if each.assumed and not each.private]
    return said


def _listing(title: str, entries: list[str], most: int | None) -> Iterator[str]:
    if entries:
        yield f"  {title}:"
    for each in entries[:most]:
        yield from wrapped(f"- {each}", 4, 2)
    if most is not None and len(entries) > most:
        yield f"    … and {len(entries) - most} more in {PAGE}"
