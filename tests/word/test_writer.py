"""What a written Word file says: the model's words, its clauses, its numbers, the same bytes each time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.model import (
    Answer,
    Article,
    Document,
    Inline,
    Note,
    Part,
    Ref,
    Table,
    Text,
    Value,
    all_clauses,
)
from pipeline.word.lint import lint_docx
from pipeline.word.names import clause_bookmark, clause_tag, value_tag
from pipeline.word.numbers.labels import W, labelled, labels
from pipeline.word.package import read_parts
from pipeline.word.writer import write_docx
from tests.word.reading import body_of, numbers, tags, written
from tests.word_support import (
    PROVENANCE,
    clause,
    documents,
    house_template,
    p,
    sample,
)

HOSTILE = [
    "Aster & Rowe",
    "a < b <tag> c",
    "</w:t></w:r></w:p><w:p>",
    "{{ 7*7 }}",
    "{_{ 7*7 }_}",
    "{% raw %}",
    "]]>",
    "\"quoted\" 'single' &amp; &#10;",
    "  two  spaces  ",
    "\u202eright to left\u202c",
    "\U0001f54a \u0645\u0631\u062d\u0628\u0627",
    "\ue0f0title\ue0f1",
    "INCLUDETEXT /etc/hosts",
    "\u2028line\u00a0end\u200b",
]
RANDOM = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_out_letter_for_letter(text: str) -> None:
    document = sample()
    document.body[0].articles[1].clauses[0].blocks[0] = p(
        [Answer("q", text), Value("v", text), Text(text, "strong")], 2, "2.1"
    )
    document.title = document.subtitle = text
    document.parties = [text]
    found = [row.text for row in labelled(written(document))]
    assert text * 3 in found
    assert found.count(text) >= 3


def test_line_ends_become_breaks_and_tabs_become_spaces() -> None:
    document = sample()
    document.body[0].articles[1].clauses[0].blocks[0] = p([Answer("q", "one\ntwo\r\nthree\tfour")], 2, "2.1")
    assert "one\ntwo\nthree four" in [row.text for row in labelled(written(document))]


@pytest.mark.parametrize(
    "text", ["\x00", "a\x01b", "\x0b", "\x1b[31m", "\ufffe", "\uffff", "\ud800", "x\udc00"]
)
def test_text_that_no_word_file_can_hold_is_refused(text: str) -> None:
    for spoil in (_in_text, _in_title, _in_tag, _in_provenance):
        document, entries = sample(), dict(PROVENANCE)
        spoil(document, entries, text)
        with pytest.raises(ValueError, match=r"control character|surrogates"):
            write_docx(document, house_template(), entries)


def _in_text(document: Document, entries: dict[str, str], text: str) -> None:
    document.front[0].blocks.append(Note([Text(text)]))


def _in_title(document: Document, entries: dict[str, str], text: str) -> None:
    document.title = text


def _in_tag(document: Document, entries: dict[str, str], text: str) -> None:
    document.front[0].blocks.append(Note([Value(f"a{text}b", "x")]))


def _in_provenance(document: Document, entries: dict[str, str], text: str) -> None:
    entries["facts"] = text


@RANDOM
@given(documents())
def test_every_clause_is_found_by_its_control_and_by_its_bookmark(document: Document) -> None:
    data = written(document)
    names = {each.get(f"{W}name") for each in body_of(data).iter(f"{W}bookmarkStart")}
    clauses = all_clauses(document)
    found = [tag for tag in tags(data) if tag.split(":")[0] not in ("param", "answer")]
    assert found == [clause_tag(each) for each in clauses]
    assert {clause_bookmark(each) for each in clauses} <= names


@RANDOM
@given(documents())
def test_every_value_carries_its_name(document: Document) -> None:
    found = tags(written(document))
    for each in all_clauses(document):
        for block in each.blocks:
            for item in getattr(block, "inlines", []):
                if isinstance(item, Value):
                    assert value_tag("param", item.parameter, item.party) in found
                if isinstance(item, Answer):
                    assert value_tag("answer", item.question, item.party) in found


@RANDOM
@given(documents())
def test_the_numbers_that_word_prints_are_the_models(document: Document) -> None:
    assert labels(written(document)) == numbers(document)


@RANDOM
@given(documents())
def test_the_linter_has_nothing_to_say(document: Document) -> None:
    assert lint_docx(written(document)) == []


@RANDOM
@given(documents())
def test_equal_input_gives_equal_bytes(document: Document) -> None:
    assert written(document) == written(document)


def test_the_numbers_of_the_sample_are_the_models() -> None:
    assert labels(written(sample())) == numbers(sample())


def test_a_list_that_starts_again_below_an_unnumbered_line_is_restarted_once() -> None:
    numbering = read_parts(written(sample()))["word/numbering.xml"].decode()
    assert numbering.count("startOverride") == 1


def table_of(rows: int, mail: str = "x") -> Any:
    """The tree of a table with a header, and rows of a name, an address and an e-mail."""
    document = sample()
    document.front = [clause("notices", p("x", 0))]
    document.recitals, document.body, document.execution, document.annexes = [], [], [], []
    words = ["Name", "19 Linden Square, New York, New York 10003, United States", mail]
    cells: list[list[Inline]] = [[Text(each)] for each in words]
    document.front[0].blocks.append(Table("", cells, [cells] * rows))
    return next(body_of(written(document)).iter(f"{W}tbl"))


def test_a_long_word_gets_a_column_that_holds_it() -> None:
    widths = [
        int(each.get(f"{W}w")) for each in table_of(3, "pilot@greenalliance.example").iter(f"{W}gridCol")
    ]
    assert widths[2] >= 27 * 90
    assert sum(widths) == house_template().text_width


def test_a_word_longer_than_the_page_leaves_room_for_the_other_columns() -> None:
    widths = [int(each.get(f"{W}w")) for each in table_of(3, "x" * 400).iter(f"{W}gridCol")]
    assert min(widths) >= 1100
    assert sum(widths) == house_template().text_width


@pytest.mark.parametrize("rows", [1, 2, 7])
def test_a_short_table_stands_on_one_page(rows: int) -> None:
    found = list(table_of(rows).iter(f"{W}tr"))
    kept = [next(row.iter(f"{W}keepNext"), None) is not None for row in found]
    assert kept == [True] * rows + [False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in found)


def test_no_row_of_a_long_table_stands_alone_on_a_page() -> None:
    found = list(table_of(40).iter(f"{W}tr"))
    kept = [at for at, row in enumerate(found) if next(row.iter(f"{W}keepNext"), None) is not None]
    assert kept == [0, 39]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in found] == [True] + [False] * 40


def test_an_article_may_begin_at_any_number() -> None:
    document = sample()
    document.front, document.recitals, document.execution, document.annexes = [], [], [], []
    article = Article([Text("Late")], [clause("late", p("x", 2, "7.3"), p("y", 2, "7.4"))], "7")
    document.body = [Part("", [article])]
    assert labels(written(document)) == ["7", "7.3", "7.4"]


def test_a_number_that_no_list_prints_is_typed() -> None:
    document = sample()
    document.front = [clause("parties", p("x", 2, "Party 1:"))]
    assert "Party 1: x" in [row.text for row in labelled(written(document))]


def test_references_are_fields_whose_cached_words_are_the_models() -> None:
    document = sample()
    root = body_of(written(document))
    codes = [code.text.split() for code in root.iter(f"{W}instrText")]
    assert ["REF", "_Refreserved", "\\w", "\\h"] in codes
    said = "This Charter is not intended to be legally binding, except Article 7, 8.3 and this Article 3."
    assert said in [row.text.replace("\u00a0", " ") for row in labelled(written(document))]


def test_a_figure_stays_on_the_line_of_its_word() -> None:
    document = sample()
    items: list[Inline] = [
        Text("Within "),
        Value("notice", "30 days"),
        Text(" pay "),
        Value("fee", "EUR 5 million"),
    ]
    document.front[0].blocks.append(
        p([*items, Answer("q", "7 days"), Text(" see clause "), Ref("reserved", "6")], 0)
    )
    assert "Within 30\u00a0days pay EUR\u00a05\u00a0million7 days see clause\u00a06" in [
        row.text for row in labelled(written(document))
    ]


def test_a_reference_to_an_unnumbered_place_is_a_link() -> None:
    links = [str(link.get(f"{W}anchor")) for link in body_of(written(sample())).iter(f"{W}hyperlink")]
    assert len([each for each in links if not each.startswith("_Toc")]) == 1


def test_a_reference_to_another_document_is_plain_words() -> None:
    document = sample()
    document.front[0].blocks.append(p([Ref("elsewhere", "7.2", "charter")], 0))
    assert "7.2" in [row.text for row in labelled(written(document))]
    assert "elsewhere" not in read_parts(written(document))["word/document.xml"].decode()
