"""The examples that ship, drafted in memory; and documents as lines that a person can compare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import unified_diff
from functools import cache
from itertools import islice

from pipeline.app.stages import Drafted, draft
from pipeline.diagnostics import render
from pipeline.intake.answers import check_intake
from pipeline.intake.source import read_source
from pipeline.model import Block, Document, Paragraph, Signature, Table, all_clauses, as_dict, plain
from tests.property.findings import articles
from tests.property.packets import Packet
from tests.support import AS_OF, EXAMPLES, ROOT, real_library

GOLDEN = ROOT / "tests" / "golden"
EXPECTATIONS = ROOT / "tests" / "expectations"
LONGEST_DIFFERENCE = 60


def stems() -> list[str]:
    """Every example's name."""
    return sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


@cache
def example(stem: str) -> Packet:
    """An example through all stages."""
    source, slips = read_source(EXAMPLES / f"{stem}.yaml")
    assert source is not None, slips
    answers, slips = check_intake(source, real_library().bank, stem)
    assert answers is not None, "\n".join(render(each) for each in slips)
    return Packet(stem, source.data, draft(real_library(), answers, AS_OF))


def record(drafted: Drafted) -> bytes:
    """``document.json`` as the app writes it."""
    data = {"schema": 1, "documents": [as_dict(each) for each in drafted.documents]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


# ---------------------------------------------------------------- words


def words_of(document: Document) -> str:
    """Everything that a reader of the document sees, a passage a line."""
    return "\n".join(lines_of(document))


def lines_of(document: Document) -> Iterator[str]:
    """Cover, headings, paragraphs with their numbers, tables and signatures."""
    yield from (f"{document.title} · {document.subtitle} · {document.stamp}", ", ".join(document.parties))
    headings = {
        id(article.clauses[0]): f"{article.number} {plain(article.heading)}" for article in articles(document)
    }
    for clause in all_clauses(document):
        if id(clause) in headings:
            yield headings[id(clause)].strip()
        for block in clause.blocks:
            yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield block.caption
        yield from (" | ".join(plain(cell) for cell in row) for row in [block.header, *block.rows])
    elif isinstance(block, Signature):
        yield plain(block.lead)
        yield from (f"{label}: {plain(inlines)}" for label, inlines in block.lines)
    else:
        number = block.number if isinstance(block, Paragraph) else ""
        yield f"{number} {plain(block.inlines)}".strip()


# ---------------------------------------------------------------- differences


def difference(old: bytes, new: bytes) -> str:
    """What changed between two records, in the words of the documents; else in the record itself."""
    for view in (_readable, lambda data: data.decode().splitlines()):
        found = list(unified_diff(view(old), view(new), "golden", "now", lineterm="", n=1))
        if found:
            more = (
                [f"… and {len(found) - LONGEST_DIFFERENCE} more lines"]
                if len(found) > LONGEST_DIFFERENCE
                else []
            )
            return "\n".join([*islice(found, LONGEST_DIFFERENCE), *more])
    return "no difference"


def _readable(data: bytes) -> list[str]:
    """The words of a record without knowing the model: each list of inlines is a line."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            mine = node.get("inlines")
            if node.get("kind") == "clause":
                found.append(f"[{node['topic']}/{node['variant']}]")
            if isinstance(mine, list):
                found.append(f"{node.get('number', '')} {_joined(mine)}".strip())
            else:
                for each in node.values():
                    walk(each)
        elif isinstance(node, list) and node and isinstance(node[0], dict) and "text" in node[0]:
            found.append(_joined(node))
        elif isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, str) and node:
            found.append(node)

    walk(json.loads(data)["documents"])
    return found


def _joined(inlines: list[dict[str, str]]) -> str:
    return "".join(each["text"] for each in inlines)
