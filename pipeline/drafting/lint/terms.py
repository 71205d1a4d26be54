"""Points 5 and 6: defined terms, and capitals that no definition explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.drafting.lint.reading import Case, Page, Passage
from pipeline.drafting.lint.report import Finding, allowed, excerpt, hits, place, title_of
from pipeline.library.types import Library, Point
from pipeline.model import Term


def terms_consistent(point: Point, case: Case) -> Iterator[Finding]:
    """Each term defined once, used, read as it was defined, and called nothing else."""
    for page in case.pages:
        heads = [each.inlines[0] for each in page.definitions if isinstance(each.inlines[0], Term)]
        defined = {term.term: term.text for term in heads}
        yield from _twice(page, heads)
        yield from _unused(page, defined)
        yield from _otherwise(page, defined, case.library)
        yield from _drift(point, page, case.library)


def _twice(page: Page, heads: list[Term]) -> Iterator[Finding]:
    counts = Counter(word for term in heads for word in {term.term, term.text})
    for term in heads:
        if counts[term.term] > 1 or counts[term.text] > 1:
            yield Finding(f"{title_of(page)}: “{term.text}” is defined more than once.")


def _unused(page: Page, defined: dict[str, str]) -> Iterator[Finding]:
    used = {each.term for each in page.terms if not each.defining}
    if defined.keys() <= used:
        return
    units = "\n".join(value.text for value, _ in page.values)
    for term, word in defined.items():
        if term not in used and word not in units:
            yield Finding(f"{title_of(page)}: “{word}” is defined and never used.")


def _otherwise(page: Page, defined: dict[str, str], library: Library) -> Iterator[Finding]:
    """A term in use that is not defined here, or is read in another form than it was defined in."""
    for term, text in {(each.term, each.text) for each in page.terms}:
        if term not in defined:
            yield Finding(f"{title_of(page)}: “{text}” is used as a defined term and is not defined.")
            continue
        entry = library.glossary.get(term)
        forms = [form for form in entry.forms if form.word == defined[term]] if entry else []
        if forms and all(text not in (form.word, form.plural) for form in forms):
            yield Finding(f"{title_of(page)}: “{defined[term]}” is called “{text}” as well.")


def _drift(point: Point, page: Page, library: Library) -> Iterator[Finding]:
    for term, others in point.terms.items():
        for word, start in hits(others, page.words, page.vocabulary):
            title = library.glossary[term].forms[-1].word
            passage = page.passage_at(start)
            where, shown = place(library, page, passage), excerpt(passage, word)
            yield Finding(f"{where}: “{word}” stands where the term is “{title}”: {shown}")


# ---------------------------------------------------------------- capitals


def capitals_defined(point: Point, case: Case) -> Iterator[Finding]:
    """A word with a capital inside a sentence is a term of the glossary or a name that all know."""
    ordinary, names = point.words["ordinary"], frozenset(point.words["names"])
    undefined = {
        form.word for term in case.library.glossary.values() if not term.defined for form in term.forms
    }
    plurals = {form.word: form.plural for term in case.library.glossary.values() for form in term.forms}
    for page in case.pages:
        heads = [each.inlines[0].text for each in page.definitions]
        defined = {word for head in heads for word in f"{head} {plurals.get(head, '')}".split()}
        known = {*undefined, *defined, *page.document.title.split(), *ordinary}
        for passage in [each for each in page.passages if each.said.capitals]:
            for start, words in passage.said.capitals:
                if not known.issuperset(words) and names.isdisjoint(words):
                    yield from _undefined(words, start, known, ordinary, page, passage, case.library)


def _undefined(
    words: tuple[str, ...],
    start: int,
    known: set[str],
    ordinary: tuple[str, ...],
    page: Page,
    passage: Passage,
    library: Library,
) -> Iterator[Finding]:
    """Which of the words that stand together nobody explains."""
    text = passage.words
    for word in words:
        start = text.index(word, start)
        end = start + len(word)
        if word not in known and not allowed(ordinary, text, start, end):
            where, shown = place(library, page, passage), excerpt(passage, word)
            yield Finding(f"{where}: “{word}” has a capital and no definition: {shown}")
        start = end
