"""``python -m tests.bench.prove_speed``: the proof of the library that ships, and of one with 88 topics."""

from __future__ import annotations

import time
from random import Random
from typing import Any

from msgspec.structs import replace

from pipeline.library.read_cases import read_cases
from pipeline.library.types import Library, Outline, OutlineArticle, OutlinePart, Topic
from pipeline.rules.conditions import Symbol
from pipeline.rules.conditions.nodes import FactIs
from pipeline.rules.prove.search import prove
from tests.support import real_files, real_library

TOPICS = 88
COPY = "_copy"


def main() -> None:
    """Both, with the seconds of the clock."""
    library = real_library()
    for name, each in (("the library", library), (f"{TOPICS} topics", grown(library, Random(7)))):
        start = time.perf_counter()
        proof = prove(each, read_cases(real_files()))
        taken = time.perf_counter() - start
        print(f"{name}: {proof.duties} duties, {len(proof.findings)} findings, {taken:.1f} s")


def grown(library: Library, rng: Random) -> Library:
    """The library with copies of its topics, their facts exchanged at random, so that nothing is shared."""
    facts = [each for each in library.names.matter.values() if each.type == "fact"]
    chosen = rng.sample(list(library.topics.values()), TOPICS - len(library.topics))
    copies = {each.id + COPY: _copied(each, rng, facts) for each in chosen if not each.decides_nature}
    outlines = {name: _with_slots(each, copies) for name, each in library.outlines.items()}
    return replace(library, topics={**library.topics, **copies}, outlines=outlines)


def _copied(topic: Topic, rng: Random, facts: list[Symbol]) -> Topic:
    rows = tuple(replace(row, condition=_exchanged(row.condition, rng, facts)) for row in topic.rows)
    return replace(topic, id=topic.id + COPY, rows=rows)


def _exchanged(node: Any, rng: Random, facts: list[Symbol]) -> Any:
    """The same tree with other facts of the matter in it."""
    if isinstance(node, FactIs):
        return replace(node, symbol=rng.choice(facts)) if node.symbol.kind == "fact" else node
    if hasattr(node, "parts"):
        return replace(node, parts=tuple(_exchanged(each, rng, facts) for each in node.parts))
    return replace(node, part=_exchanged(node.part, rng, facts)) if hasattr(node, "part") else node


def _with_slots(outline: Outline, copies: dict[str, Topic]) -> Outline:
    """A slot for each copy whose original has one."""
    extra = [name for name in copies if name.removesuffix(COPY) in outline.topics()]
    part = OutlinePart("Copies", tuple(OutlineArticle("", (each,)) for each in extra))
    return replace(outline, parts=(*outline.parts, part))


if __name__ == "__main__":
    main()
