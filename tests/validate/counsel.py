"""What counsel does to a Word file: deletes, moves, copies and adds, in the XML as Word would."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from lxml import etree

from pipeline.word.archive import pack, write_zip
from pipeline.word.numbers.labels import W
from pipeline.word.package import parse, read_parts, serialise

MAIN = "word/document.xml"
Move = Callable[[Any, Random], None]

# ---------------------------------------------------------------- where things stand


def style_of(paragraph: Any) -> str:
    """A paragraph's style id."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def articles(body: Any) -> list[list[Any]]:
    """The body's articles: heading and clauses, as they stand side by side."""
    found: list[list[Any]] = []
    inside = False
    for child in body:
        style = style_of(next(child.iter(f"{W}p"), child))
        if style == "ArticleHeading":
            found.append([])
            inside = True
        elif style in ("PartHeading", "SectionHeading", "AnnexHeading") or child.tag == f"{W}sectPr":
            inside = False
        if inside:
            found[-1].append(child)
    return found


def clauses(article: list[Any]) -> list[Any]:
    """The clause controls of an article."""
    return [each for each in article if each.tag == f"{W}sdt"]


def some_clause(body: Any, rng: Random) -> Any:
    """A clause of an article, or None."""
    found = [each for article in articles(body) for each in clauses(article)]
    return rng.choice(found) if found else None


def new_paragraph(style: str, text: str) -> Any:
    """A paragraph that counsel types."""
    paragraph = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle").set(f"{W}val", style)
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text
    return paragraph


# ---------------------------------------------------------------- what counsel does


def delete_a_clause(body: Any, rng: Random) -> None:
    clause = some_clause(body, rng)
    if clause is not None:
        body.remove(clause)


def move_a_clause_within_its_article(body: Any, rng: Random) -> None:
    wide = [each for each in articles(body) if len(clauses(each)) > 1]
    if wide:
        clause, other = rng.sample(clauses(rng.choice(wide)), 2)
        other.addnext(clause)


def move_a_clause_to_another_article(body: Any, rng: Random) -> None:
    found = articles(body)
    if len(found) > 1:
        home, other = rng.sample(found, 2)
        for clause in clauses(home)[:1]:
            rng.choice(other).addnext(clause)


def move_an_article_before_another(body: Any, rng: Random) -> None:
    found = articles(body)
    if len(found) > 1:
        article, other = rng.sample(found, 2)
        for each in article:
            other[0].addprevious(each)


def move_a_clause_into_an_annex(body: Any, rng: Random) -> None:
    heads = [each for each in body if style_of(each) == "AnnexHeading"]
    clause = some_clause(body, rng)
    if heads and clause is not None:
        rng.choice(heads).addnext(clause)


def duplicate_a_clause(body: Any, rng: Random) -> None:
    """As Word pastes it: controls get new ids, the copy has no bookmarks and no notes."""
    clause = some_clause(body, rng)
    if clause is None:
        return
    copy = deepcopy(clause)
    for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
        for each in list(copy.iter(W + name)):
            each.getparent().remove(each)
    for each in list(copy.iter(f"{W}commentReference")):
        each.getparent().getparent().remove(each.getparent())
    free = 1 + max(int(each.get(f"{W}val")) for each in body.iterfind(f".//{W}sdtPr/{W}id"))
    for step, each in enumerate(copy.iterfind(f".//{W}sdtPr/{W}id")):
        each.set(f"{W}val", str(free + step))
    clause.addnext(copy)


def add_a_paragraph(body: Any, rng: Random) -> None:
    places = [
        paragraph
        for article in articles(body)
        for each in article
        for paragraph in each.iter(f"{W}p")
        if next(paragraph.iterancestors(f"{W}tbl"), None) is None
    ]
    if places:
        style = rng.choice(("Level2", "Level3"))
        rng.choice(places).addnext(new_paragraph(style, "Counsel adds this sentence."))


def add_an_article(body: Any, rng: Random) -> None:
    found = articles(body)
    if found:
        rng.choice(found)[0].addprevious(new_paragraph("ArticleHeading", "What counsel adds"))


MOVES: tuple[Move, ...] = (
    delete_a_clause,
    move_a_clause_within_its_article,
    move_a_clause_to_another_article,
    move_an_article_before_another,
    move_a_clause_into_an_annex,
    duplicate_a_clause,
    add_a_paragraph,
    add_an_article,
)


def changed(data: bytes, moves: tuple[Move, ...], rng: Random) -> bytes:
    """The file after counsel's moves."""

    def work(root: Any) -> None:
        for move in moves:
            move(root.find(f"{W}body"), rng)

    return edited(data, work)


def edited(data: bytes, work: Callable[[Any], None]) -> bytes:
    """The file after work on its main part."""
    parts = read_parts(data)
    root = parse(parts[MAIN])
    work(root)
    parts[MAIN] = serialise(root)
    return write_zip(pack(name, blob) for name, blob in parts.items())
