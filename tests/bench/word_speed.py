"""Times the Word writer: ``python -m tests.bench.word_speed``."""

from __future__ import annotations

from copy import deepcopy

from pipeline.model import Document
from pipeline.word.writer import drafted_parts, write_docx
from tests.bench.clock import median_of
from tests.bench.docxtpl_twin import floor, make_twin, outline, render_twin
from tests.word_support import PROVENANCE, house_bytes, house_template, sample


def long_sample(times: int = 3) -> Document:
    """The sample with its body repeated: about sixty clauses' worth of text."""
    document = sample()
    for turn in range(1, times):
        for part in deepcopy(sample()).body:
            for article in part.articles:
                article.anchor = ""
                article.number = str(int(article.number) + 10 * turn)
                for clause in article.clauses:
                    clause.instance = f"copy{turn}"
                    for block in clause.blocks:
                        _renumber(block, article.number)
            document.body.append(part)
    return document


def _renumber(block: object, article: str) -> None:
    if getattr(block, "anchor", ""):
        block.anchor = ""  # type: ignore[attr-defined]
    number = getattr(block, "number", "")
    if "." in number:
        block.number = f"{article}.{number.split('.')[1]}"  # type: ignore[attr-defined]


def report(name: str, document: Document) -> str:
    """One line: times of the writer, of docxtpl and of the floor."""
    template = house_template()
    twin, context = make_twin(document, house_bytes())
    assert outline(render_twin(twin, context)) == outline(write_docx(document, template, PROVENANCE))
    parts = drafted_parts(document, template, PROVENANCE)
    ours = median_of(lambda: write_docx(document, template, PROVENANCE), 100)
    theirs, least = median_of(lambda: render_twin(twin, context), 20), floor(parts)
    return (
        f"{name}: {len(parts['word/document.xml']):,} bytes of text; writer {ours * 1e3:.2f} ms, docxtpl "
        f"{theirs * 1e3:.2f} ms ({theirs / ours:.1f}x), floor {least * 1e3:.2f} ms ({ours / least:.2f}x)"
    )


if __name__ == "__main__":
    for kind, text in (("sample", sample()), ("long", long_sample())):
        print(report(kind, text))
