from __future__ import annotations

import html
import io
import json
import random
import re
import zipfile
from itertools import pairwise
from typing import Any

import pypandoc
import pytest
from lxml import etree

from pipeline.export import SUFFIXES, export_document
from pipeline.export.flavours import FLAVOURS
from pipeline.export.nodes import API_VERSION
from pipeline.model import Answer, Article, Clause, Document, Inline, Paragraph, Part, Ref, Table, Term, Text
from tests.word_support import clause, one_page_sample, p, sample

HOSTILE = "{{ 7*7 }} <b> *x* [a](b) $x$ &amp; \\*y\\~ ~~z~~ :smile: 'q' \"w\" <script>alert(1)</script> # ---"
SHAPES = {"Para", "Plain", "Header", "Strong", "Emph", "BulletList", "BlockQuote", "Table"} | {
    "AlignDefault",
    "ColWidthDefault",
    "ColWidth",
}
"""The nodes our Markdown may be read as: no code, link, mathematics, HTML or rule."""
ALPHABET = "\\*_`<>&#-+=|()[]{}!~:$^'\".,;/@1aZ   é–“”…"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def draft(*clauses: Clause, title: str = "Title") -> Document:
    article = Article([Text("Article")], list(clauses), "1", "a1")
    return Document(
        "d", "charter", title, "", [], "2026-11-22", "", "en-GB", "", "legal", body=[Part("", [article])]
    )


def exported(document: Document, to: str) -> str:
    """What a reader of the exported file sees, spaces made one."""
    data = export_document(document, to)
    if to == "odt":
        shown = "".join(odt(data).itertext())
    elif to == "html":
        shown = html.unescape(re.sub(r"<[^>]*>", "", data.decode().partition("<body>")[2]))
    elif to == "markdown":
        shown = " ".join(words(block) for block in read_markdown(data.decode()))
    else:
        shown = data.decode()
    return squeezed(shown)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def odt(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        found = etree.fromstring(archive.read("content.xml")).find(f".//{OFFICE}text")
    assert found is not None
    return found


def read_markdown(text: str) -> list[Any]:
    """The blocks that a reader of GitHub's Markdown sees."""
    tree = pypandoc.convert_text(text, "json", format="gfm", verify_format=False)
    return list(json.loads(tree)["blocks"])


def words(node: Any) -> str:
    """The words under a node of pandoc's tree; code, links to elsewhere and the like fail the test."""
    if isinstance(node, list):
        return "".join(words(each) for each in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak"):
        return " "
    assert kind in SHAPES, node
    return words(content) + " " * (kind in ("Para", "Plain", "Header"))


# ---------------------------------------------------------------- user text is data


@pytest.mark.parametrize("to", SUFFIXES)
@pytest.mark.parametrize("place", ["paragraph", "numbered", "bullet", "cell", "title", "heading", "party"])
def test_hostile_text_comes_out_letter_for_letter(to: str, place: str) -> None:
    answer: list[Inline] = [Answer("q", HOSTILE)]
    document = draft()
    article = document.body[0].articles[0]
    if place == "title":
        document.title = HOSTILE
    elif place == "party":
        document.parties = [HOSTILE]
    elif place == "heading":
        article.heading = answer
    elif place == "cell":
        head: list[list[Inline]] = [[Text("A")], [Text("B")]]
        article.clauses = [clause("t", Table("", head, [[[Text("k")], answer]]))]
    else:
        level, number = {"paragraph": (0, ""), "numbered": (3, "(a)"), "bullet": (9, "")}[place]
        article.clauses = [clause("t", Paragraph(answer, level, number))]
    assert squeezed(HOSTILE) in exported(document, to)


@pytest.mark.parametrize("level", [0, 9])
def test_no_text_is_markup_in_markdown(level: int) -> None:
    dice = random.Random(7)
    texts = [squeezed("".join(dice.choices(ALPHABET, k=dice.randint(1, 16)))) for _ in range(1500)]
    texts = ["---", "***", "===", "1. x", "1) x", "- x", "- [ ] x", "# x", "> x", "\\", *filter(None, texts)]
    document = draft(clause("t", *(p([Answer("q", text)], level) for text in texts)))
    text = export_document(document, "markdown").decode()
    plain_reader = "gfm-autolink_bare_uris"
    tree = json.loads(pypandoc.convert_text(text, "json", format=plain_reader, verify_format=False))
    blocks = tree["blocks"][2:] if level == 0 else tree["blocks"][2]["c"]
    assert [words(block).strip() for block in blocks] == texts


@pytest.mark.parametrize("to", SUFFIXES)
def test_a_text_may_have_several_lines(to: str) -> None:
    text = "first\nsecond\r\n- third\n===\t1. x"
    assert "first second - third === 1. x" in exported_lines(
        draft(clause("t", p([Answer("q", text)], 0))), to
    )


def exported_lines(document: Document, to: str) -> str:
    if to != "odt":
        return exported(document, to).replace("<br />", " ")
    content = odt(export_document(document, to))
    for line in content.iter(f"{TEXT}line-break"):
        line.text = "\n"
    return squeezed("".join(content.itertext()))


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_a_control_character_is_refused(letter: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        export_document(draft(clause("t", p([Answer("q", f"a{letter}b")]))), "html")


def test_words_split_over_inlines_do_not_join_into_markup() -> None:
    split: list[Inline] = [
        Text("a &"),
        Answer("q", "amp; ["),
        Answer("q", "x]"),
        Text("(y) "),
        Text(" s ", "strong"),
    ]
    text = exported(draft(clause("t", p(split, 0))), "markdown")
    assert "a &amp; [x](y) s" in text


# ---------------------------------------------------------------- numbers, references, headings


@pytest.mark.parametrize("to", SUFFIXES)
def test_numbers_and_references_are_printed(to: str) -> None:
    text = exported(sample(), to)
    assert "2.1 The Parties co-operate" in text
    assert "(b) share early warnings" in text
    assert "(ii) reports from harbour masters" in text
    assert "6 Reserved Matters" in text
    assert "Annex B – Steps on leaving" in text
    assert "Work outside 2.1 needs a decision under Article 6. The warnings of 2.1(b) are" in text


def test_references_lead_to_the_numbered_paragraph_in_html() -> None:
    root = etree.fromstring(export_document(sample(), "html"), etree.HTMLParser())
    links = {(a.get("href"), a.text) for a in root.iter("a")}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert ("#purpose.warnings", "2.1(b)") in links
    assert {str(href)[1:] for href, _ in links} <= set(ids)
    assert len(set(ids)) == len(ids)
    target = root.xpath("//div[@id='purpose.warnings']")[0]
    assert squeezed("".join(target.itertext())).startswith("(b) share")


def test_references_lead_to_a_bookmark_in_odt() -> None:
    root = odt(export_document(sample(), "odt"))
    marks = {mark.get(f"{TEXT}name") for mark in root.iter(f"{TEXT}bookmark-start")}
    leads = {a.get("{http://www.w3.org/1999/xlink}href") for a in root.iter(f"{TEXT}a")}
    assert "#purpose.warnings" in leads
    assert {str(lead)[1:] for lead in leads} <= marks


def test_a_reference_to_another_document_or_no_place_is_plain_text() -> None:
    refs: list[Inline] = [Ref("", "4.1", "agreement"), Text(" and "), Ref("nowhere", "9.9")]
    text = export_document(draft(clause("t", p(refs))), "html").decode()
    assert "4.1 and 9.9" in text
    assert "<a " not in text


def test_a_place_named_twice_has_one_id() -> None:
    text = export_document(draft(clause("t", p("x", anchor="k"), p("y", anchor="k"))), "html").decode()
    assert text.count('id="k"') == 1


@pytest.mark.parametrize("make", [sample, one_page_sample])
def test_headings_come_in_order(make: Any) -> None:
    root = etree.fromstring(export_document(make(), "html"), etree.HTMLParser())
    levels = [
        int(str(head.tag)[1]) for head in root.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_parts_stand_above_articles() -> None:
    text = export_document(sample(), "markdown").decode()
    assert "\n## Governance\n\n### 5 Steering Committee\n" in text
    assert "\n## Annex A – Reserved Matters\n" in text
    assert "\n## Article" not in text
    assert "## 1 Article\n" in export_document(draft(), "markdown").decode()


def test_items_are_set_in_under_their_paragraph() -> None:
    assert "\n  (a) prepare port" in export_document(sample(), "text").decode()
    assert "\n    (i) tide and surge" in export_document(sample(), "text").decode()
    assert "\n- (b) share early warnings between ports, including:\n  - (i) tide" in (
        export_document(sample(), "markdown").decode()
    )


def test_a_list_goes_on_from_clause_to_clause() -> None:
    text = export_document(draft(clause("a", p("one", 9)), clause("b", p("two", 9))), "markdown").decode()
    assert text.endswith("- one\n- two\n")


# ---------------------------------------------------------------- blocks


@pytest.mark.parametrize("to", SUFFIXES)
def test_every_part_of_the_charter_is_there(to: str) -> None:
    text = exported(sample(), to)
    for each in (
        "Harbour Alliance",
        "Bélanger Institute",
        "22 November 2026",
        "Draft – not ready",
        "Background",
    ):
        assert each in text
    assert "Open point: Northwind’s donors" in text
    assert "Composition of the Steering Committee" in text
    assert "Signed for and on behalf of Northwind Relief e.V." in text
    assert "changing this Charter; and" in text


def test_a_table_has_header_caption_and_rows() -> None:
    root = etree.fromstring(export_document(sample(), "html"), etree.HTMLParser())
    table = root.xpath("//table[caption]")[0]
    assert table.findtext("caption") == "Composition of the Steering Committee"
    assert table.xpath("thead/tr/th/text()") == ["Party", "Seats", "Named representative"]
    assert table.xpath("tbody/tr[3]/td/text()") == ["Bélanger Institute", "1", "Luc Bélanger"]
    markdown = export_document(sample(), "markdown").decode()
    assert re.search(
        r"\*\*Composition .*\*\*\n\n\| Party +\| Seats \| Named representative +\|\n\|-", markdown
    )


@pytest.mark.parametrize("to", SUFFIXES)
def test_a_short_row_is_filled_and_an_empty_table_left_out(to: str) -> None:
    ragged = Table("", [[Text("A")], [Text("B")]], [[[Text("only")]]])
    assert "only" in exported(draft(clause("t", ragged, Table("c", [], []))), to)


def test_a_defined_term_is_strong() -> None:
    text = export_document(sample(), "markdown").decode()
    assert "**Alliance** means" in text
    assert "(the **Committee**)" in text


def test_a_strong_word_keeps_its_spaces_outside() -> None:
    words: list[Inline] = [Text("a"), Text(" b ", "strong"), Term("c", "c")]
    assert "a **b** c" in export_document(draft(clause("t", p(words, 0))), "markdown").decode()


def test_a_note_is_a_quote_and_an_open_value_is_marked() -> None:
    text = export_document(sample(), "html").decode()
    assert re.search(r"<blockquote>\s*<p>Open point", text)
    assert "<mark>GBP [amount]</mark>" in text


def test_a_signature_block_has_a_line_for_each_label() -> None:
    markdown = export_document(sample(), "markdown").decode()
    assert re.search(r"Foundation\*\*\n\n- Signature: …+\n- Name: Amara Okafor\n- Title: …+\n", markdown)
    assert "<td>Name</td>\n<td>Amara Okafor</td>" in export_document(sample(), "html").decode()


# ---------------------------------------------------------------- files


def test_html_stands_alone() -> None:
    text = export_document(draft(title="A <b> & c"), "html").decode()
    assert 'lang="en-GB"' in text
    assert "<title>A &lt;b&gt; &amp; c</title>" in text
    assert "<style>" in text
    assert "max-width: 36em" not in text, "pandoc's own style sheet is left out"
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(|https?://(?!www\.w3|pandoc)", text)


def test_odt_has_title_and_language() -> None:
    with zipfile.ZipFile(io.BytesIO(export_document(sample(), "odt"))) as archive:
        meta = archive.read("meta.xml").decode()
    assert "<dc:title>Governance Charter</dc:title>" in meta
    assert "<dc:language>en-GB</dc:language>" in meta


@pytest.mark.parametrize("to", SUFFIXES)
def test_equal_documents_give_equal_bytes(to: str) -> None:
    assert export_document(sample(), to) == export_document(sample(), to)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no such format: pdf; there are html, markdown, odt, text"):
        export_document(draft(), "pdf")


def test_the_tree_follows_the_pandoc_in_use() -> None:
    tree = json.loads(pypandoc.convert_text("x", "json", format="gfm", verify_format=False))
    assert tree["pandoc-api-version"][:2] == API_VERSION[:2]
    assert set(SUFFIXES) == set(FLAVOURS)
