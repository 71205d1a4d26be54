"""Points 3, 7 and 22: what binds, references and numbers, counted again from the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from pipeline.drafting.lint.reading import Case, Page
from pipeline.drafting.lint.report import Finding, excerpt, hits, place, title_of
from pipeline.drafting.numbering import Counter, letter
from pipeline.library.types import Point
from pipeline.model import Clause, Definition, Document, Inline, Paragraph, Ref, plain

_TYPED = re.compile(r"clauses? [0-9][0-9.]*")
BETWEEN = " to "
DANGLING = "reference:"
"""How drafting marks a reference whose target is not there."""


class Places(Struct):
    """Every number of a document: by anchor, and where the counting and the print differ."""

    anchors: dict[str, str] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """What is printed, and what the counting gives."""
    shared: list[str] = field(default_factory=list)
    """Anchors of two places."""

    def add(self, anchor: str, number: str) -> None:
        """Note a place."""
        self.numbers.add(number)
        if anchor:
            if anchor in self.anchors:
                self.shared.append(anchor)
            self.anchors[anchor] = number

    def check(self, printed: str, counted: str) -> None:
        """Note a number that is not the next one."""
        if printed != counted:
            self.wrong.append((printed, counted))


def places_of(document: Document) -> Places:
    """Count a document again from its order alone."""
    found = Places()
    legal = document.numbering == "legal"
    articles = [article for part in document.body for article in part.articles]
    for count, article in enumerate(articles, 1):
        number = str(count) if legal else ""
        found.check(article.number, number)
        found.add(article.anchor, number)
        _paragraphs(article.clauses, number, legal, found)
    for count, annex in enumerate(document.annexes, 1):
        label = f"Annex {letter(count).upper()}"
        if legal:
            found.check(annex.label, label)
        found.add(annex.anchor, label)
        _paragraphs(annex.clauses, "", legal, found)
    for clause in (*document.front, *document.recitals, *document.execution):
        for block in clause.blocks:
            if isinstance(block, Paragraph) and block.anchor:
                found.add(block.anchor, block.number)
    return found


def _places(case: Case, page: Page) -> Places:
    """The document's numbers, counted when first asked for."""
    found: Places | None = case.places.get(page.document.id)
    if found is None:
        found = case.places[page.document.id] = places_of(page.document)
    return found


def _paragraphs(clauses: Iterable[Clause], head: str, legal: bool, found: Places) -> None:
    counter, above = Counter(head), {2: "", 3: "", 4: ""}  # numbers in full, by level
    for clause in clauses:
        for block in clause.blocks:
            if type(block) is Paragraph:
                own = _number(block.level, counter, above, legal)
                if own != block.number:
                    found.wrong.append((block.number, own))
                if block.level in above:
                    found.numbers.add(above[block.level])
                    if block.anchor:
                        found.add(block.anchor, above[block.level])
            elif type(block) is Definition and block.anchor:
                found.add(block.anchor, "")


def _number(level: int, counter: Counter, above: dict[int, str], legal: bool) -> str:
    """The label that comes next; ``above`` then knows it in full."""
    if level not in above:
        counter.interrupt()
        return ""
    own = counter.label(level) if legal else ""
    above[level] = own if level == 2 else above[level - 1] + own
    return own


# ---------------------------------------------------------------- references


def references_right(point: Point, case: Case) -> Iterator[Finding]:
    """Each reference prints the number of a place that is there."""
    known = {page.document.id: _places(case, page) for page in case.pages}
    for page in case.pages:
        own = known[page.document.id]
        for ref, passage in page.refs:
            said = _wrong(ref, own, known)
            if said:
                yield Finding(f"{place(case.library, page, passage)}: {said}.")
        for value, passage in page.values:
            if value.parameter.startswith(DANGLING):
                yield Finding(f"{place(case.library, page, passage)}: a reference leads {value.text}.")
        for anchor in own.shared:
            yield Finding(f"{title_of(page)}: two places share the bookmark {anchor}.")
        yield from _typed(case, page)


def _wrong(ref: Ref, own: Places, known: dict[str, Places]) -> str:
    if ref.document is not None:
        other = known.get(ref.document)
        missing = other is None or ref.text not in other.numbers
        return f"there is no {ref.text} in the other document ({ref.document})" if missing else ""
    if ref.target not in own.anchors:
        return f"a reference to {ref.text or 'a clause'} leads nowhere"
    number = own.anchors[ref.target]
    return "" if number == ref.text else f"a reference prints {ref.text} and leads to {number}"


def _typed(case: Case, page: Page) -> Iterator[Finding]:
    """A clause number typed as words follows no change."""
    for passage in page.figures:
        for hit in _TYPED.finditer(passage.words.lower()):
            where, shown = place(case.library, page, passage), excerpt(passage, hit[0])
            yield Finding(f"{where}: a clause number is typed: {shown}")


# ---------------------------------------------------------------- what binds


def binding_split(point: Point, case: Case) -> Iterator[Finding]:
    """What binds is said once in each document, and the list names just the clauses that bind."""
    topic = case.library.nature_topic
    for page in case.agreements:
        plan = page.plan
        stated = [each for each in page.clauses.get(topic, ()) if each.topic == topic]
        if len(stated) != 1:
            count = "nowhere" if not stated else f"{len(stated)} times"
            yield Finding(f"{title_of(page)}: what binds is said {count}.")
        if plan is not None:
            yield from _marks(page, plan.binds, case)
            if plan.binds == "core" and stated and page.document.numbering == "legal":
                yield from _list(page, stated[0])


def _marks(page: Page, binds: str, case: Case) -> Iterator[Finding]:
    topics = case.library.topics
    for topic, clauses in page.clauses.items():
        core = topic in topics and topics[topic].core
        wanted = binds == "all" or (binds == "core" and core)
        if topic in topics and any(clause.binding != wanted for clause in clauses):
            what = "is marked as not binding" if wanted else "is marked as binding"
            yield Finding(f"{title_of(page)}: “{topics[topic].title}” {what}, against the document's nature.")


def _list(page: Page, stated: Clause) -> Iterator[Finding]:
    wanted = list(_binding_places(page.document))
    rows = [list(named(block.inlines)) for block in stated.blocks if isinstance(block, Paragraph)]
    if not any(row == wanted for row in rows):
        said = max(rows, key=len, default=[])
        yield Finding(
            f"{title_of(page)}: the list of binding clauses names {', '.join(said) or 'none'}; "
            f"bound are {', '.join(wanted) or 'none'}."
        )


def named(inlines: list[Inline]) -> Iterator[str]:
    """Every number that the references name, those between too: ``3, 7 to 9`` is 3, 7, 8, 9."""
    last, joint = "", ""
    for each in inlines:
        if isinstance(each, Ref):
            if joint == BETWEEN:
                yield from _between(last, each.text)
            yield each.text
            last, joint = each.text, ""
        else:
            joint += each.text


def _between(first: str, last: str) -> Iterator[str]:
    (head, dot, start), (other, _, end) = first.rpartition("."), last.rpartition(".")
    if head == other and start.isdigit() and end.isdigit():
        yield from (f"{head}{dot}{number}" for number in range(int(start) + 1, int(end)))


def _binding_places(document: Document) -> Iterator[str]:
    """Articles that bind as a whole, and elsewhere each paragraph that binds."""
    for article in (article for part in document.body for article in part.articles):
        if all(clause.binding for clause in article.clauses):
            yield article.number
        else:
            blocks = [block for clause in article.clauses if clause.binding for block in clause.blocks]
            yield from (each.number for each in blocks if isinstance(each, Paragraph) and each.level == 2)


# ---------------------------------------------------------------- structure


def structure(point: Point, case: Case) -> Iterator[Finding]:
    """Headings say something, numbers have no gap, annexes are there and spoken of."""
    for page in case.pages:
        document = page.document
        for printed, counted in _places(case, page).wrong[:1]:
            yield Finding(
                f"{title_of(page)}: {printed or 'no number'} stands where {counted or 'none'} should."
            )
        for article in (article for part in document.body for article in part.articles):
            if not plain(article.heading).strip() or not article.clauses:
                yield Finding(f"{title_of(page)}: article {article.number} has no heading or no text.")
        for annex in document.annexes:
            if not annex.title.strip() or not annex.clauses:
                yield Finding(f"{title_of(page)}: {annex.label} has no title or no text.")
    yield from _annexes(point, case)


def _annexes(point: Point, case: Case) -> Iterator[Finding]:
    words = point.words["annex"]
    present = any(page.document.annexes for page in case.pages)
    spoken = [page for page in case.pages if any(hits(words, page.lower, page.vocabulary))]
    for page in spoken:
        if not present:
            yield Finding(f"{title_of(page)}: it speaks of an annex, and there is none.", soft=True)
    for page in case.agreements:
        named = any(ref.text.startswith("Annex") for ref, _ in page.refs)
        if page.document.annexes and page not in spoken and not named:
            yield Finding(f"{title_of(page)}: no clause speaks of its annex.", soft=True)
