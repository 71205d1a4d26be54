"""A firm changes the numbers of the house document: what is printed, counted and referred to stays right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pipeline.model import Article, Clause, Document, Inline, Paragraph, Part, Ref, Text
from pipeline.word.lint import lint_docx
from pipeline.word.numbers.labels import Label, W, labelled, labels
from pipeline.word.numbers.scheme import SCHEME, SPOKEN, is_renumbered, unprintable
from pipeline.word.package import parse, read_parts
from pipeline.word.template import Template, compile_template
from pipeline.word.writer import write_docx
from tests.word.libreoffice import body_words, convert, needs_libreoffice
from tests.word.renumbering import ROWS, Rows, altered, renumbered_bytes, template_of
from tests.word_support import clause, documents, house_template, inlines, p, sample

RANDOM = settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
ROMANS = re.split(" ", " I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX")
SIGNS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerLetter": lambda value: "abcdefghijklmnopqrstuvwxyz"[value - 1],
    "upperLetter": lambda value: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[value - 1],
    "lowerRoman": lambda value: ROMANS[value].lower(),
    "upperRoman": lambda value: ROMANS[value],
}


class Expected:
    """The labels that a scheme gives to the numbers of the model, worked out without the room's code."""

    def __init__(self, rows: Rows) -> None:
        self.rows = {style: ("", form, text) for levels in SCHEME for style, form, text in levels}
        self.rows |= {style: (more, form, text) for style, (form, text, more) in rows.items()}
        self.values: dict[int, list[int]] = {index: [1] * 4 for index in range(4)}

    def label(self, style: str, number: str) -> str:
        """The label of a paragraph whose model number is given."""
        at = SPOKEN[style]
        word = re.split(r"[ .]", number)[-1].strip("()")
        spoken = SCHEME[at.list][at.level][1]
        values = self.values[at.list]
        values[at.level :] = [next(v for v in range(1, 99) if SIGNS[spoken](v) == word)] + [1] * (
            3 - at.level
        )
        more, form, text = self.rows[style]
        for level, (other, _, _) in enumerate(SCHEME[at.list][: at.level + 1]):
            kind = self.rows[other][1] if other != style else form
            figures = "isLgl" in more and kind != "decimalZero"
            text = text.replace(
                f"%{level + 1}", str(values[level]) if figures else SIGNS[kind](values[level])
            )
        return text


def numbered(document: Document) -> Iterator[tuple[str, str]]:
    """Style and model number of every numbered paragraph of a random document."""
    if document.numbering == "none":
        yield from (("AnnexHeading", annex.label) for annex in document.annexes)
        return
    for article in document.body[0].articles:
        yield "ArticleHeading", article.number
        yield from _numbered(("", "", "Level2", "Level3", "Level4"), article.clauses)
    for annex in document.annexes:
        yield "AnnexHeading", annex.label
        yield from _numbered(("", "", "AnnexLevel2", "AnnexLevel3", "AnnexLevel4"), annex.clauses)


def _numbered(styles: tuple[str, ...], clauses: list[Clause]) -> Iterator[tuple[str, str]]:
    for block in (block for each in clauses for block in each.blocks):
        if isinstance(block, Paragraph) and block.number:
            yield styles[block.level], block.number


def words(data: bytes) -> str:
    """All the words of a file."""
    return "\n".join(row.text for row in labelled(data))


def fields(data: bytes) -> list[tuple[str, str, str]]:
    """Bookmark, switch and cached words of every reference field."""
    xml = read_parts(data)["word/document.xml"].decode()
    found = re.findall(r" REF (\S+) (\\[nw]) \\h .*?separate\"/></w:r>(.*?)<w:r><w:fldChar", xml)
    return [(name, switch, re.sub("<[^>]*>", "", cached)) for name, switch, cached in found]


def due(data: bytes, rows: Rows) -> dict[tuple[str, str], str]:
    """What each field must show, from the labels that are printed: by bookmark and switch."""
    patterns = Expected(rows).rows
    above: dict[tuple[int, int], str] = {}
    found: dict[tuple[str, str], str] = {}
    root = parse(read_parts(data)["word/document.xml"])
    for element, row in zip(root.iter(f"{W}p"), labelled(data), strict=True):
        if row.style not in SPOKEN or not row.label:
            continue
        at = SPOKEN[row.style]
        above = {key: text for key, text in above.items() if key[0] != at.list or key[1] < at.level}
        above[at.list, at.level] = row.label
        for mark in element.iter(f"{W}bookmarkStart"):
            name = str(mark.get(f"{W}name"))
            found[name, "\\n"] = row.label.rstrip(".")
            found[name, "\\w"] = _joined(at.list, at.level, above, patterns)
    return found


def _joined(index: int, level: int, above: dict[tuple[int, int], str], patterns: Any) -> str:
    text = above[index, level]
    while level:
        shown = [int(each) - 1 for each in re.findall(r"%(\d)", patterns[SCHEME[index][level][0]][2])]
        level = min(shown) - 1
        if level < 0:
            break
        upper = above.get((index, level), "passed over")
        text = (upper.rstrip(".") if not text[0].isalnum() else upper) + text
    return text.rstrip(".")


# ---------------------------------------------------------------- over random documents


@RANDOM
@given(document=documents())
def test_labels_and_references_are_those_of_the_template(document: Document) -> None:
    for name, rows in ROWS.items():
        expected = Expected(rows)
        data = write_docx(document, template_of(name), {})
        assert labels(data) == [expected.label(*row) for row in numbered(document)]
        shown = due(data, rows)
        assert [(mark, switch, shown[mark, switch]) for mark, switch, _ in fields(data)] == fields(data)
        assert lint_docx(data) == []


@pytest.mark.parametrize("name", ROWS)
def test_the_sample_is_numbered_live_and_refers_live(name: str) -> None:
    data = write_docx(sample(), template_of(name), {})
    assert len(fields(data)) == len(fields(write_docx(sample(), house_template(), {})))
    assert read_parts(data)["word/document.xml"].count(b'<w:numId w:val="0"/>') == 0
    assert lint_docx(data) == []


# ---------------------------------------------------------------- words of references


def text_of(name: str, *items: Inline) -> str:
    """The words of a paragraph of the sample, in one of the schemes."""
    document = sample()
    document.body[0].articles[2].clauses[0].blocks.append(p([Text("See "), *items, Text(" here.")], 0))
    data = write_docx(document, template_of(name), {})
    said = next(row.text for row in labelled(data) if row.text.endswith(" here."))
    return said.replace("\u00a0", " ")


ONE = inlines("clause {r reserved|6}")
ITEM = inlines("clause {r purpose.warnings|2.1(b)}")
LIST = inlines("clauses {r reserved|6}, {r purpose.aims|2.1} and {r standing|3}")
RANGE = inlines("clauses {r definitions|1} and {r purpose.aims|2.1} to {r money.costs|8.3}")
OTHER: list[Inline] = [Text("clause "), Ref("", "7.2(a)", "charter"), Text(" of the Charter")]
ANNEX: list[Inline] = [Text("clause "), Ref("", "4", "charter"), Text(" and "), Ref("", "Annex B", "charter")]


@pytest.mark.parametrize(
    ("name", "items", "said"),
    [
        ("periods", ONE, "clause 6"),
        ("roman", ONE, "Article VI"),
        ("american", ITEM, "clause 2(a)(ii)"),
        ("brackets", ITEM, "clause 2)a)ii)"),
        ("sections", ITEM, "Section 2.01(b)"),
        ("sections", ONE, "Article VI"),
        ("roman", LIST, "Article VI, clause 2.1 and Article III"),
        ("sections", LIST, "Article VI, Section 2.01 and Article III"),
        ("periods", LIST, "clauses 6, 2.1 and 3"),
        ("roman", RANGE, "Article I and clauses 2.1 to 8.3"),
        ("german", LIST, "\u00a7 6, \u00a7 2(1) and \u00a7 3"),
        ("german", ITEM, "\u00a7 2(1)2"),
        ("roman", OTHER, "clause 7.2(a) of the Charter"),
        ("sections", OTHER, "Section 7.02(a) of the Charter"),
        ("american", OTHER, "clause 7(b)(i) of the Charter"),
        ("schedules", ANNEX, "clause 4 and Schedule II"),
        ("american", ANNEX, "clause 4 and Exhibit 2"),
        ("roman", ANNEX, "Article IV and Annex B"),
    ],
)
def test_a_word_before_a_number_is_printed_once(name: str, items: list[Inline], said: str) -> None:
    assert text_of(name, *items) == f"See {said} here."


def test_the_models_own_words_are_left_alone() -> None:
    document = sample()
    before = repr(document)
    write_docx(document, template_of("sections"), {})
    assert repr(document) == before


def test_an_annex_without_a_word_of_its_own_keeps_the_models() -> None:
    template = compile_template(renumbered_bytes({"AnnexHeading": ("upperLetter", "%1.", "")}), None)
    document = sample()
    document.annexes[0].anchor = "annex_a"
    document.front[0].blocks.append(p([Text("Read "), Ref("annex_a", "Annex A"), Text(".")], 0))
    data = write_docx(document, template, {})
    assert "Read Annex A." in words(data)
    assert "A." in labels(data)


# ---------------------------------------------------------------- lists of other shapes


def short(*blocks: Paragraph) -> Document:
    """Two articles and nothing else; the blocks are those of the first."""
    document = sample()
    document.front, document.recitals, document.execution, document.annexes = [], [], [], []
    second = [p("x", 2, "2.1", "late"), p("y", 3, "(a)"), p("z", 2, "2.2")]
    document.body = [
        Part(
            "",
            [
                Article([Text("One")], [clause("one", *blocks)], "1", "one"),
                Article([Text("Two")], [clause("two", *second)], "2", "two"),
            ],
        )
    ]
    return document


BLOCKS = (p("a", 2, "1.1"), p("b", 3, "(a)"), p("c", 3, "(b)"), p("d", 0), p("e", 3, "(a)"), p("f", 2, "1.2"))


def rows_of(data: bytes) -> list[Label]:
    """The paragraphs with a label."""
    return [row for row in labelled(data) if row.label]


def test_numbers_that_run_on_in_the_template_run_on() -> None:
    rows: Rows = {"Level2": ("decimal", "%2.", '<w:lvlRestart w:val="0"/>')}
    template = compile_template(renumbered_bytes(rows), None)
    document = short(*BLOCKS)
    document.body[0].articles[0].clauses[0].blocks.append(p([Ref("late", "2.1")], 0))
    data = write_docx(document, template, {})
    assert labels(data) == ["1", "1.", "(a)", "(b)", "(a)", "2.", "2", "3.", "(a)", "4."]
    assert any("run on" in each for each in unprintable(template))


def test_a_list_may_begin_elsewhere() -> None:
    def change(numbering: str) -> str:
        return numbering.replace('<w:start w:val="1"/>', '<w:start w:val="5"/>', 1)

    template = compile_template(altered("word/numbering.xml", change), None)
    data = write_docx(short(*BLOCKS), template, {})
    assert labels(data) == ["5", "5.1", "(a)", "(b)", "(a)", "5.2", "6", "6.1", "(a)", "6.2"]


def test_a_level_in_a_list_of_its_own_begins_again_where_the_model_does() -> None:
    def change(styles: str) -> str:
        return re.sub(r'(w:styleId="Level3".*?<w:numPr>).*?(</w:numPr>)', r'\1<w:numId w:val="5"/>\2', styles)

    def as_letters(numbering: str) -> str:
        numbering = numbering.replace('<w:pStyle w:val="Level3"/>', "")
        return re.sub(
            r'<w:numFmt w:val="bullet"/>(<w:pStyle w:val=")Bullet("/>.*?<w:lvlText w:val=")[^"]*',
            r'<w:numFmt w:val="lowerLetter"/>\1Level3\2%1)',
            numbering,
        )

    parts = read_parts(altered("word/styles.xml", change))
    parts["word/numbering.xml"] = as_letters(parts["word/numbering.xml"].decode()).encode()
    from pipeline.word.archive import pack, write_zip

    template = compile_template(write_zip(pack(name, data) for name, data in parts.items()), None)
    document = short(*BLOCKS)
    document.body[0].articles[1].clauses[0].blocks[1].anchor = "item"  # type: ignore[union-attr]
    document.body[0].articles[0].clauses[0].blocks.append(p([Ref("item", "2.1(a)")], 0))
    data = write_docx(document, template, {})
    assert labels(data) == ["1", "1.1", "a)", "b)", "a)", "1.2", "2", "2.1", "a)", "2.2"]
    assert "2.1a)" in words(data) or "2.1, a)" in words(data)
    assert not any("item" in name for name, _, _ in fields(data))
    assert any("typed" in each for each in unprintable(template))


def test_a_style_without_a_list_gets_typed_numbers() -> None:
    def change(styles: str) -> str:
        return re.sub(r'(w:styleId="Level3".*?)<w:numPr>.*?</w:numPr>', r"\1", styles)

    template = compile_template(altered("word/styles.xml", change), None)
    data = write_docx(short(*BLOCKS), template, {})
    assert labels(data) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert "(b) c" in words(data)
    assert any("`Level3` is linked to no list" in each for each in unprintable(template))


def test_a_reference_that_no_field_can_print_is_a_link() -> None:
    rows: Rows = {"ArticleHeading": ("upperRoman", "Article %1", ""), "Level2": ("decimal", "%2", "")}
    template = compile_template(renumbered_bytes(rows), None)
    document = short(*BLOCKS)
    document.body[0].articles[0].clauses[0].blocks.append(p([Text("clause "), Ref("late", "2.1")], 0))
    data = write_docx(document, template, {})
    assert "Article II, 1" in words(data)
    assert not fields(data)


def test_a_list_style_and_a_changed_level_are_read() -> None:
    def change(numbering: str) -> str:
        level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
        level += '<w:pStyle w:val="ArticleHeading"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
        override = f'<w:lvlOverride w:ilvl="0">{level}</w:lvlOverride>'
        head = '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        return numbering.replace(head, head + override)

    template = compile_template(altered("word/numbering.xml", change), None)
    blocks = (*BLOCKS, p("g", 0))
    data = write_docx(short(*blocks), template, {})
    assert labels(data) == ["I.", "I.1", "(a)", "(b)", "(a)", "I.2", "II.", "II.1", "(a)", "II.2"]
    assert lint_docx(data) == []


# ---------------------------------------------------------------- the house scheme, and what is told


def test_the_scheme_is_that_of_the_house_document() -> None:
    assert not is_renumbered(house_template())
    assert unprintable(house_template()) == []
    assert all(is_renumbered(template_of(name)) for name in ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_nothing_is_told_of_numbers_that_print_right(name: str) -> None:
    assert unprintable(template_of(name)) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"Level2": ("decimal", "Section", "")}, "without a number of its own"),
        ({"Level3": ("bullet", "-", "")}, "without a number of its own"),
        ({"ArticleHeading": ("ordinalText", "%1 Article", "")}, "cannot count"),
    ],
)
def test_what_cannot_be_printed_is_told(rows: Rows, said: str) -> None:
    template: Template = compile_template(renumbered_bytes(rows), None)
    assert any(said in each for each in unprintable(template))
    assert lint_docx(write_docx(sample(), template, {})) == []


# ---------------------------------------------------------------- what LibreOffice makes of it


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_prints_the_same_labels_and_references(tmp_path: Path) -> None:
    files = {name: write_docx(_referring(), template_of(name), {}) for name in ROWS}
    results = convert(files, "pdf", tmp_path)
    assert set(results) == set(ROWS)
    for name, data in files.items():
        found = _solid(name, body_words(results[name], data))
        assert [row for row in rows_of(data) if _solid(name, row.label + row.text) not in found] == []
        assert _solid(name, next(row.text for row in labelled(data) if "All of it" in row.text)) in found


def _referring() -> Document:
    """The sample with references to every kind of place."""
    document = sample()
    document.annexes[0].anchor = "annex_a"
    for block in document.body[0].articles[1].clauses[0].blocks:
        if isinstance(block, Paragraph) and block.number == "(ii)":
            block.anchor = "masters"
    all_of_it = (
        "All of it: clause {r reserved|6}, clause {r purpose.aims|2.1}, clause {r purpose.warnings|2.1(b)}, "
        "clause {r masters|2.1(b)(ii)}, {r annex_a|Annex A}, clauses {r reserved|6} and {r money.costs|8.3}."
    )
    document.body[0].articles[2].clauses[0].blocks.append(p(all_of_it, 0))
    return document


def _solid(name: str, text: str) -> str:
    """The words without spaces; LibreOffice keeps the period of "2." in "2(a)", where Word leaves it out."""
    solid = re.sub(r"[\s\u00ad\u200b]", "", text)
    return solid.replace(".", "") if name in ("american", "schedules") else solid
