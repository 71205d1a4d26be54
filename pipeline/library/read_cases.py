"""The cases beside the topics (``cases.yaml``): which facts and answers shall give which variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.intake.source import Source, parse_source
from pipeline.library.types import Case

NAME = "cases.yaml"


def read_cases(files: Mapping[str, str]) -> list[Case]:
    """Every case of the library's files; slips in them are for ``library lint`` and the tests to tell."""
    return [case for name in sorted(files) if name.endswith(f"/{NAME}") for case in _of(name, files[name])]


def _of(name: str, text: str) -> Iterator[Case]:
    source, _ = parse_source(text, name, top_level="list")
    if source is None:
        return
    for number, data in enumerate(source.data):
        if isinstance(data, dict):
            yield _case(source, number, data)


def _case(source: Source, number: int, data: Mapping[str, Any]) -> Case:
    return Case(
        source.name.split("/")[-2],
        str(data.get("name", f"case {number + 1}")),
        str(data.get("instrument", "")),
        _names(data.get("packet")),
        _names(data.get("facts")),
        _texts(data.get("answers")),
        _texts(data.get("party")),
        str(data.get("gate", "")),
        source.key((number,)),
    )


def _names(value: Any) -> tuple[str, ...]:
    """A list of names; of a mapping the names that are true."""
    if isinstance(value, dict):
        return tuple(str(name) for name, truth in value.items() if truth == "true")
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _texts(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
