"""What must be true of every packet, whatever was answered. Each check yields a line for every fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import pairwise

from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.drafting.references import inline_lists
from pipeline.model import (
    Answer,
    Article,
    Block,
    Clause,
    Definition,
    Document,
    Inline,
    Note,
    Paragraph,
    Ref,
    Signature,
    Table,
    Term,
    Value,
    all_clauses,
    plain,
)
from pipeline.word.lint import lint_docx
from pipeline.word.names import clause_tag
from pipeline.word.numbers.labels import W, labels
from pipeline.word.package import parse, read_parts
from tests.property.intakes import SECRET
from tests.property.packets import Packet

Check = Callable[[Packet], Iterable[str]]

FORBIDDEN_CODES = (
    "dangling-reference",
    "answer-missing-in-text",
    "requires-broken",
    "head-missing",
    "conflict",
)
UNTIDY = {
    "a double blank": re.compile(r"  "),
    "a blank before a stop": re.compile(r" [,.;:)]"),
    "two stops": re.compile(r"[,.;:] ?[,.;:]"),
    "a blank at either end": re.compile(r"^ | $", re.MULTILINE),
    "a blank after a bracket": re.compile(r"\( "),
    "markup": re.compile(r"[{}→]|\*\*|\[ ?\]|\bTBD\b|\bNone\b(?! of)|\bNOT_|State\."),
    "a unit in the wrong number": re.compile(r"\b1 (days|working days|months|years|hours|partners)\b"),
    "a letter said twice": re.compile(r"\b(the the|a a|of of|to to|and and|or or|in in|is is)\b"),
    "a wrong article": re.compile(r"\ba (?=[aeio]\w+)(?!one\b|once\b|European)|\ban (?=[bcdfgjkpqtvwz])"),
}
STAND_IN = "Xxxx"
"""Stands for a person's words, which may hold anything."""

# ---------------------------------------------------------------- walking


def blocks(document: Document) -> Iterator[tuple[Clause, Block]]:
    """Every block with its clause."""
    for clause in all_clauses(document):
        for block in clause.blocks:
            yield clause, block


def inlines(document: Document) -> Iterator[Inline]:
    """Every inline, headings too."""
    for article in articles(document):
        yield from article.heading
    for _, block in blocks(document):
        for listed in inline_lists(block):
            yield from listed


def articles(document: Document) -> list[Article]:
    """Every article in order."""
    return [article for part in document.body for article in part.articles]


def place(document: Document, clause: Clause) -> str:
    """Where a fault stands."""
    return f"{document.id} {clause.topic}/{clause.variant}"


def ours(listed: Iterable[Inline]) -> str:
    """The words with a stand-in for what a person wrote."""
    return "".join(STAND_IN if isinstance(each, Answer) else each.text for each in listed)


def passages(document: Document) -> Iterator[tuple[str, list[Inline]]]:
    """Every run of words that a reader sees as one, with where it stands."""
    for article in articles(document):
        yield f"{document.id} heading", article.heading
    for clause, block in blocks(document):
        for listed in inline_lists(block):
            yield place(document, clause), listed


# ---------------------------------------------------------------- rules


def no_finding_says_that_the_library_is_broken(packet: Packet) -> Iterator[str]:
    for each in packet.diagnostics:
        if each.code in FORBIDDEN_CODES:
            yield f"{each.code}: {each.message}"


def every_topic_has_a_decision_in_every_document(packet: Packet) -> Iterator[str]:
    for plan in packet.drafted.outcome.documents:
        decided = {each.topic for each in plan.decisions}
        for topic in packet.library.topics.keys() - decided:
            yield f"{plan.id}: nothing is decided about {topic}"
        for each in plan.decisions:
            if not each.because:
                yield f"{plan.id}: {each.topic} is decided without a reason"


def every_needed_topic_is_placed_or_diagnosed(packet: Packet) -> Iterator[str]:
    if not packet.is_drafted:
        return
    from pipeline.rules.conditions.document import scope_of

    outcome = packet.drafted.outcome
    scope = scope_of(
        packet.drafted.answers, outcome, next(d for d in outcome.documents if d.id == outcome.lead)
    )
    said = {clause.topic for document in packet.documents for clause in all_clauses(document)}
    offered = {
        topic for plan in outcome.documents for topic in packet.library.outlines[plan.instrument].topics()
    }
    missed = " ".join(each.message for each in outcome.warnings if each.code == "needed-but-nowhere")
    for topic in packet.library.topics.values():
        if topic.needed is None or topic.id not in offered or topic.needed.verdict(scope).value is not True:
            continue
        if topic.id not in said and topic.title not in missed:
            yield f"{topic.id} is needed, stands nowhere, and nothing says so"


def what_is_decided_is_what_is_printed(packet: Packet) -> Iterator[str]:
    by_id = {document.id: document for document in packet.documents}
    for plan in packet.drafted.outcome.documents:
        if plan.id not in by_id:
            continue
        outline = packet.library.outlines[plan.instrument]
        wanted = set()
        for each in plan.decisions:
            variant = "point" if each.pointer else each.variant
            if variant and packet.library.topics[each.topic].text(variant, plan.instrument) is not None:
                wanted.add((each.topic, variant))
        own = {slot.text for part in outline.parts for slot in part.articles if slot.text}
        printed = {
            (each.topic, each.variant) for each in all_clauses(by_id[plan.id]) if each.variant not in own
        }
        for missing in wanted - printed:
            yield f"{plan.id}: {missing} is decided and not printed"
        for extra in printed - wanted:
            yield f"{plan.id}: {extra} is printed and not decided"


# ---------------------------------------------------------------- words


def every_term_in_use_is_defined_and_every_definition_is_used(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        defined = {
            block.inlines[0].term: block.inlines[0].text
            for _, block in blocks(document)
            if isinstance(block, Definition) and isinstance(block.inlines[0], Term)
        }
        used = {each.term for each in inlines(document) if isinstance(each, Term) and not each.defining}
        used |= {term for term, word in defined.items() if word in units_of(document)}
        for term in used - defined.keys():
            yield f"{document.id}: {term} is used and not defined"
        for term in defined.keys() - used:
            yield f"{document.id}: {term} is defined and not used"


def units_of(document: Document) -> str:
    """Every value in the text, with its unit: 10 Working Days."""
    return "\n".join(each.text for each in inlines(document) if isinstance(each, Value))


def no_passage_is_blank(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        for clause, block in blocks(document):
            where = place(document, clause)
            if isinstance(block, Paragraph | Definition | Note) and not _has_words(plain(block.inlines)):
                yield f"{where}: a paragraph without words: {plain(block.inlines)!r}"
            if isinstance(block, Table) and not block.rows:
                yield f"{where}: the table {block.caption!r} has no rows"
            if isinstance(block, Table) and not all(_has_words(plain(cell)) for cell in block.header):
                yield f"{where}: the table {block.caption!r} has a column without a heading"
            if isinstance(block, Signature) and not (_has_words(plain(block.lead)) and block.lines):
                yield f"{where}: an empty signature block"
        for article in articles(document):
            if not _has_words(plain(article.heading)) or not article.clauses:
                yield f"{document.id}: article {article.number} is empty"


def _has_words(text: str) -> bool:
    return any(not sign.isspace() and sign not in ".,;:()" for sign in text)


def our_own_words_are_tidy(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        places, rows = zip(*((where, ours(listed)) for where, listed in passages(document)), strict=True)
        words = "\n".join(rows)
        for name, pattern in UNTIDY.items():
            for hit in pattern.finditer(words):
                around = words[max(0, hit.start() - 40) : hit.end() + 20].replace("\n", "¶")
                row = words.count("\n", 0, hit.start())
                yield f"{places[row]}: {name}: …{around}…"


def no_stop_follows_an_answers_own_stop(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        for where, listed in passages(document):
            for first, then in pairwise(listed):
                if isinstance(first, Answer) and first.text.endswith(".") and then.text[:1] == ".":
                    yield f"{where}: two stops: …{first.text[-30:]}{then.text[:10]}"


def sentences_begin_with_a_capital(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        for clause, block in blocks(document):
            if isinstance(block, Paragraph) and block.level in (0, 2):
                words = ours(block.inlines)
                if words[:1].islower():
                    yield f"{place(document, clause)}: begins small: {words[:60]}"


def paragraphs_end_with_a_stop(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        for clause, block in blocks(document):
            if isinstance(block, Paragraph) and block.level in (2, 3, 4):
                words = plain(block.inlines)
                if not words.endswith((".", ";", ":", "?", "!", "; and", "; or", "”")):
                    yield f"{place(document, clause)}: ends without a stop: …{words[-60:]}"


def open_values_are_named_and_listed(packet: Packet) -> Iterator[str]:
    questions = {each.question for each in packet.drafted.outcome.open_values}
    for document in packet.documents:
        for each in inlines(document):
            if isinstance(each, Answer | Value) and each.is_open and "not known yet" not in each.text:
                yield f"{document.id}: an open value does not say so: {each.text!r}"
            if (
                isinstance(each, Answer)
                and each.is_open
                and each.question.removeprefix("parties.") not in questions
            ):
                yield f"{document.id}: {each.question} is open in the text and not in the list"


# ---------------------------------------------------------------- numbers and references


def every_number_is_in_order(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        if document.numbering != "legal":
            if any(article.number for article in articles(document)):
                yield f"{document.id} has numbers and should have none"
            continue
        numbers = [article.number for article in articles(document)]
        if numbers != [str(place) for place in range(1, len(numbers) + 1)]:
            yield f"{document.id}: articles are numbered {numbers}"
        for article in articles(document):
            second = [each.number for each in _paragraphs(article.clauses) if each.level == 2]
            if second != [f"{article.number}.{place}" for place in range(1, len(second) + 1)]:
                yield f"{document.id}: article {article.number} has the paragraphs {second}"


def no_item_stands_under_nothing(packet: Packet) -> Iterator[str]:
    """An item needs a paragraph above it, a point an item; and a list has two items or none."""
    for document in packet.documents:
        for clause in all_clauses(document):
            level = 0
            for block in clause.blocks:
                if isinstance(block, Paragraph) and block.level in (2, 3, 4):
                    if block.level > max(level, 2) + 1 or (block.level == 3 and level == 0):
                        yield f"{place(document, clause)}: under nothing: {plain(block.inlines)[:60]}"
                    level = block.level
                else:
                    level = max(level, 2)


def no_lead_in_is_left_without_its_list(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        for clause in all_clauses(document):
            for here, then in zip(clause.blocks, [*clause.blocks[1:], None], strict=True):
                if not isinstance(here, Paragraph) or not ours(here.inlines).endswith(":"):
                    continue
                below = isinstance(then, Paragraph) and (then.level > here.level)
                if not below and not isinstance(then, Table | Definition):
                    yield f"{place(document, clause)}: leads to nothing: …{plain(here.inlines)[-60:]}"


def every_reference_points_at_the_number_it_prints(packet: Packet) -> Iterator[str]:
    known = {document.id: set(numbers_in(document)) for document in packet.documents}
    for document in packet.documents:
        places = dict(anchors(document))
        if len(places) != sum(1 for _ in anchors(document)):
            yield f"{document.id}: two places share an anchor"
        for each in inlines(document):
            if not isinstance(each, Ref):
                continue
            if each.document is not None:
                if not set(each.text.split(" to ")) <= known.get(each.document, set()):
                    yield f"{document.id}: a reference to {each.text} of {each.document}, which is not there"
            elif each.target not in places:
                yield f"{document.id}: a reference to {each.target!r} ({each.text}), which is not there"
            elif places[each.target] != each.text:
                yield f"{document.id}: a reference prints {each.text}; its place is {places[each.target]}"


def anchors(document: Document) -> Iterator[tuple[str, str]]:
    """Every anchor with the number a reader finds there."""
    for article in articles(document):
        if article.anchor:
            yield article.anchor, article.number
    for annex in document.annexes:
        if annex.anchor:
            yield annex.anchor, annex.label
    for paragraph, number in numbered(document):
        if paragraph.anchor:
            yield paragraph.anchor, number
    for _, block in blocks(document):
        if isinstance(block, Definition) and block.anchor:
            yield block.anchor, ""


def numbers_in(document: Document) -> Iterator[str]:
    """Every number that can be referred to."""
    yield from (article.number for article in articles(document))
    yield from (annex.label for annex in document.annexes)
    yield from (number for _, number in numbered(document))


def numbered(document: Document) -> Iterator[tuple[Paragraph, str]]:
    """Every numbered paragraph with its number in full: 7.2(a)(i)."""
    for clauses in [
        *(article.clauses for article in articles(document)),
        *(a.clauses for a in document.annexes),
    ]:
        above = {2: "", 3: "", 4: ""}
        for paragraph in _paragraphs(clauses):
            if paragraph.level in (2, 3, 4) and paragraph.number:
                above[paragraph.level] = paragraph.number
                for level in range(paragraph.level + 1, 5):
                    above[level] = ""
                yield paragraph, "".join(above[level] for level in range(2, paragraph.level + 1))


def _paragraphs(clauses: Iterable[Clause]) -> list[Paragraph]:
    return [block for clause in clauses for block in clause.blocks if isinstance(block, Paragraph)]


# ---------------------------------------------------------------- Word


def the_word_file_has_no_fault(packet: Packet) -> Iterator[str]:
    for name, data in packet.word_files.items():
        yield from (f"{name}: {each.code}: {each.message}" for each in lint_docx(data))


def the_word_file_holds_the_models_clauses_in_order(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        wanted = [clause_tag(clause) for clause in all_clauses(document)]
        found = clause_tags(packet.word_files[document.id])
        if found != wanted:
            yield f"{document.id}: clauses {found} instead of {wanted}"


def clause_tags(data: bytes) -> list[str]:
    """Tags of the block-level content controls that stand for clauses, in reading order."""
    root = parse(read_parts(data)["word/document.xml"])
    tags = [str(tag.get(f"{W}val")) for tag in root.iter(f"{W}tag")]
    return [tag for tag in tags if "/" in tag and not tag.startswith(("param:", "answer:"))]


def the_word_file_counts_to_the_models_numbers(packet: Packet) -> Iterator[str]:
    for document in packet.documents:
        if labels(packet.word_files[document.id]) != printed_numbers(document):
            yield f"{document.id}: Word would print other numbers than the model has"


def printed_numbers(document: Document) -> list[str]:
    """Every label in reading order."""
    found: list[str] = []
    for clause in [*document.front, *document.recitals]:
        found += [each.number for each in _paragraphs([clause]) if each.number]
    for article in articles(document):
        found += [article.number] if article.number else []
        found += [each.number for each in _paragraphs(article.clauses) if each.number]
    found += [each.number for each in _paragraphs(document.execution) if each.number]
    for annex in document.annexes:
        found += [annex.label, *(each.number for each in _paragraphs(annex.clauses) if each.number)]
    return found


def openxml_errors(path: str) -> list[str]:
    """What a second opinion says of a Word file."""
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


# ---------------------------------------------------------------- privacy


def nothing_private_is_shared(packet: Packet) -> Iterator[str]:
    secrets = [value for row in packet.data["parties"] for value in row.values() if SECRET in value]
    digests = [sha256(value.encode()).hexdigest()[:16].encode() for value in secrets]
    for name, data in packet.shared_files().items():
        if SECRET.encode() in data:
            place = data.index(SECRET.encode())
            yield f"{name}: …{data[max(0, place - 60) : place + 20].decode(errors='replace')}…"
        yield from (f"{name} holds a digest of a private answer" for digest in digests if digest in data)


WORD_CHECKS: tuple[Check, ...] = (
    the_word_file_has_no_fault,
    the_word_file_holds_the_models_clauses_in_order,
    the_word_file_counts_to_the_models_numbers,
)
CHECKS: tuple[Check, ...] = (
    no_finding_says_that_the_library_is_broken,
    every_topic_has_a_decision_in_every_document,
    every_needed_topic_is_placed_or_diagnosed,
    what_is_decided_is_what_is_printed,
    every_term_in_use_is_defined_and_every_definition_is_used,
    no_passage_is_blank,
    our_own_words_are_tidy,
    no_stop_follows_an_answers_own_stop,
    sentences_begin_with_a_capital,
    paragraphs_end_with_a_stop,
    open_values_are_named_and_listed,
    every_number_is_in_order,
    no_item_stands_under_nothing,
    no_lead_in_is_left_without_its_list,
    every_reference_points_at_the_number_it_prints,
)
EVERYTHING: tuple[Check, ...] = (*CHECKS, *WORD_CHECKS, nothing_private_is_shared)
