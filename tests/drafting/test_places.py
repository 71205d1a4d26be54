"""Definitions, numbers and references: every number is computed, and nothing points into the void."""

from __future__ import annotations

import pytest

from pipeline.drafting.numbering import letter, roman
from pipeline.model import Definition, Document, Paragraph, Ref, Term, Value, as_dict
from tests.drafting.support import (
    EQUALS,
    articles,
    by_id,
    charter,
    clause,
    drafted,
    every_inline,
    line,
    lines,
    own_words,
    said,
)
from tests.library.support import (
    AGREEMENT,
    CHARTER,
    FILES,
    GLOSSARY,
    LEAVING,
    MAJORITY,
    NOTICE,
    ONE_PAGE,
    VOTES,
    added,
    edited,
    intake,
    party,
)

PAIR = (party("Ada", staff=3), party("Bo", staff=3))
CORE = intake(*PAIR, binding_wish="core")
EVERYTHING = intake(*PAIR, binding_wish="everything")
POINT = "clause_library/exit/leaving/point.md"


def refs(document: Document) -> list[Ref]:
    return [each for each in every_inline(document) if isinstance(each, Ref)]


def defined(document: Document) -> list[str]:
    return [said(block) for block in clause(document).blocks if isinstance(block, Definition)]


# ---------------------------------------------------------------- definitions


def test_definitions_are_exactly_the_terms_in_use_in_alphabetical_order() -> None:
    votes = {MAJORITY: "The {Parties} decide.\n"}
    assert defined(charter("{definitions}\n", EQUALS, votes)) == [
        "Party means each of the persons named at the head."
    ]
    votes = {MAJORITY: "The {Parties} and the {Board} decide.\n"}
    assert [each.split(" means")[0] for each in defined(charter("{definitions}\n", EQUALS, votes))] == [
        "Board",
        "Party",
    ]


def test_a_term_that_only_another_meaning_uses_is_defined_too() -> None:
    found = defined(charter("On a {Working Day}.\n\n{definitions}\n", EQUALS, {MAJORITY: "So.\n"}))
    assert found == [
        "Board means the body of all Parties.",
        "Party means each of the persons named at the head.",
        "Working Day means a day on which the Board works.",
    ]


def test_terms_that_define_each_other_are_defined_once() -> None:
    both = added(
        GLOSSARY,
        "hen:\n  word: Hen\n  means: what an {Egg} becomes\negg:\n  word: Egg\n  means: what a {Hen} lays\n",
    )
    found = defined(charter("A {Hen}.\n\n{definitions}\n", EQUALS, {MAJORITY: "So.\n"}, both))
    assert found == ["Egg means what a Hen lays.", "Hen means what an Egg becomes."]


def test_a_term_in_a_branch_that_is_not_taken_is_not_defined() -> None:
    text = "{if large}\nThe {Board} sits.\n{end}\n{definitions}\n"
    assert defined(charter(text, EQUALS, {MAJORITY: "So.\n"})) == []


def test_a_term_in_a_heading_or_a_later_clause_is_defined() -> None:
    early = edited(CHARTER, "[nature, votes, leaving]", "[leaving, nature, votes]")
    found = defined(charter("{definitions}\n", EQUALS, {MAJORITY: "# What the {Board} does\n\nSo.\n"}, early))
    assert [each.split(" means")[0] for each in found] == ["Board", "Party"]


def test_a_plain_word_and_a_word_without_a_meaning_are_not_defined() -> None:
    page = {
        "clause_library/exit/leaving/at_once.md": "A {Party} of this {Document}.\n\n{definitions}\n",
        MAJORITY: "So.\n",
    }
    documents, _ = drafted(intake(*PAIR, form_used="one_page"), page)
    assert [said(each) for each in clause(documents[0]).blocks] == ["A partner of this Document."]
    assert not [each for each in every_inline(documents[0]) if isinstance(each, Term)]


def test_a_term_reads_as_its_document_calls_it() -> None:
    assert line("This {Document}.\n") == "This Charter."
    documents, _ = drafted(CORE, {NOTICE: "This {Document} of the {Parties}.\n"})
    assert said(clause(by_id(documents, "agreement")).blocks[0]) == "This Document of the Parties."


def test_a_definition_is_marked_and_has_a_place() -> None:
    document = charter("The {Board}.\n\n{definitions}\n", EQUALS, {MAJORITY: "So.\n"})
    (board, _) = [block for block in clause(document).blocks if isinstance(block, Definition)]
    assert board.anchor == "term_board"
    assert isinstance(board.inlines[0], Term)
    assert board.inlines[0].defining
    assert not [each for each in every_inline(document) if isinstance(each, Term) and each.defining][2:]


# ---------------------------------------------------------------- numbers


def test_articles_paragraphs_items_and_points_are_numbered() -> None:
    words = "1. One:\n   - a\n      - deep\n      - deeper\n   - b\n\n"
    words += "1. Two:\n   - c\n   - d\n\nPlain.\n\n   - e\n"
    assert [each.split(" ")[0] for each in lines(words)] == [
        "3.1",
        "(a)",
        "(i)",
        "(ii)",
        "(b)",
        "3.2",
        "(a)",
        "(b)",
        "Plain.",
        "(a)",
    ]
    assert [each.number for each in articles(charter(words))] == ["1", "2", "3"]


def test_an_article_that_prints_nothing_takes_no_number() -> None:
    documents, _ = drafted(
        EQUALS,
        {
            MAJORITY: None,
            **edited(VOTES, "    title: By majority\n", "    title: By majority\n    prints: nothing\n"),
        },
    )
    assert [(each.number, said(each.clauses[0].blocks[0])) for each in articles(documents[0])] == [
        ("1", "1.1 This Charter rests on good will."),
        ("2", "2.1 A Party may leave on a notice of 60 days."),
    ]


def test_clauses_that_share_an_article_count_on() -> None:
    shared = edited(
        CHARTER,
        "[nature, votes, leaving]",
        "\n      - heading: All\n        topics: [nature, votes, leaving]",
    )
    (article,) = articles(charter("1. Last.\n", EQUALS, shared))
    assert [said(each.blocks[0])[:3] for each in article.clauses] == ["1.1", "1.2", "1.3"]
    assert said(Paragraph(article.heading)) == "All"


def test_a_paragraph_that_vanishes_leaves_no_gap() -> None:
    assert lines("1. One.\n\n2. {if large}Two.{end}\n\n3. Three.\n") == ["3.1 One.", "3.2 Three."]


def test_recitals_have_letters_and_annexes_begin_again() -> None:
    outline = FILES[CHARTER].replace(
        "  - part: All\n    articles: [nature, votes, leaving]\n", "  - part: All\n    articles: [nature]\n"
    )
    outline += "recitals: [votes]\nannexes:\n  - title: Leaving\n    topics: [leaving]\n"
    votes = {MAJORITY: "First.\n\nSecond.\n"}
    document = charter("1. One:\n   - a\n   - b\n\n2. Two.\n", EQUALS, {CHARTER: outline}, votes)
    assert [said(each) for each in document.recitals[0].blocks] == ["(A) First.", "(B) Second."]
    (annex,) = document.annexes
    assert (annex.label, annex.title) == ("Annex A", "Leaving")
    assert [said(each) for each in annex.clauses[0].blocks] == ["1 One:", "(a) a; and", "(b) b.", "2 Two."]


def test_a_recital_that_stands_alone_has_no_letter() -> None:
    outline = FILES[CHARTER].replace("[nature, votes, leaving]", "[nature, leaving]") + "recitals: [votes]\n"
    document = charter("1. One.\n", EQUALS, {CHARTER: outline}, {MAJORITY: "First.\n"})
    assert [said(each) for each in document.recitals[0].blocks] == ["First."]


def test_a_page_without_numbers_has_none() -> None:
    text = {
        "clause_library/exit/leaving/at_once.md": "# Leaving\n\n1. One:\n   - a\n      - b\n",
        MAJORITY: "1. So.\n",
    }
    documents, _ = drafted(intake(*PAIR, form_used="one_page"), text)
    assert [each.number for each in articles(documents[0])] == ["", "", ""]
    blocks = [
        block for article in articles(documents[0]) for each in article.clauses for block in each.blocks
    ]
    assert {each.number for each in blocks if isinstance(each, Paragraph)} == {""}
    assert {each.level for each in blocks if isinstance(each, Paragraph)} == {0, 9}


def test_letters_and_roman_numbers_go_on_as_word_counts() -> None:
    assert [letter(each) for each in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "zz", "aaa"]
    assert [roman(each) for each in (1, 4, 9, 14, 19, 39)] == ["i", "iv", "ix", "xiv", "xix", "xxxix"]


def test_a_heading_is_the_text_s_own_or_the_topic_s() -> None:
    assert said(Paragraph(articles(charter("# How to go\n\nSo.\n"))[2].heading)) == "How to go"
    assert said(Paragraph(articles(charter("So.\n"))[2].heading)) == "Leaving"


# ---------------------------------------------------------------- references


def test_a_topic_that_fills_its_article_is_the_article() -> None:
    document = charter("1. See clause {@votes}.\n")
    assert said(clause(document).blocks[0]) == "3.1 See clause 2."
    (ref,) = refs(document)
    assert articles(document)[1].anchor == ref.target != ""


def test_a_labelled_paragraph_has_its_full_number() -> None:
    words = (
        "1. See clause {@leaving#item}, clause {@leaving#point} and clause {@leaving#two}.\n\n"
        "{#two}\n2. Two:\n   - a\n{#item}\n   - b\n{#point}\n      - deep\n      - deeper\n"
    )
    document = charter(words)
    assert said(clause(document).blocks[0]) == "3.1 See clause 3.2(b), clause 3.2(b)(i) and clause 3.2."
    anchors = {each.anchor for each in clause(document).blocks if isinstance(each, Paragraph) and each.anchor}
    assert anchors == {each.target for each in refs(document)}
    assert len(anchors) == 3


def test_a_label_on_words_without_a_number_stands_for_the_topic() -> None:
    assert lines("{#plain}\nPlain words.\n\n1. See clause {@leaving#plain}.\n")[1] == "3.1 See clause 3."


SHARED = edited(
    CHARTER, "[nature, votes, leaving]", "\n      - heading: All\n        topics: [nature, votes, leaving]"
)


@pytest.mark.parametrize(
    ("votes", "text", "words"),
    [
        ("1. One.\n", "1. See clause {@votes}.\n", "1.3 See clause 1.2."),
        ("1. One.\n\n2. Two.\n\n3. Three.\n", "1. See clause {@votes}.\n", "1.5 See clauses 1.2 to 1.4."),
        ("1. One.\n\n2. Two.\n", "1. Clause {@votes} applies.\n", "1.4 Clauses 1.2 and 1.3 applies."),
        ("1. One.\n\n2. Two.\n", "1. See {@votes}.\n", "1.4 See 1.2 and 1.3."),
        ("No number.\n", "1. See clause {@votes}.\n", "1.2 See clause 1."),
    ],
)
def test_a_topic_that_shares_its_article_is_its_paragraphs(votes: str, text: str, words: str) -> None:
    assert line(text, EQUALS, SHARED, {MAJORITY: votes}) == words


def test_a_range_refers_to_both_its_ends() -> None:
    votes = "1. One.\n\n2. Two.\n\n3. Three.\n"
    document = charter("1. See clause {@votes}.\n", EQUALS, SHARED, {MAJORITY: votes})
    assert [each.text for each in refs(document)] == ["1.2", "1.4"]
    paragraphs = [
        block
        for each in articles(document)[0].clauses
        for block in each.blocks
        if isinstance(block, Paragraph)
    ]
    assert {each.number: each.anchor for each in paragraphs if each.anchor} == {
        each.text: each.target for each in refs(document)
    }


def test_another_document_is_named_in_words() -> None:
    text = {
        NOTICE: "1. See {@charter:votes} and {@charter:votes#two}.\n",
        MAJORITY: "1. One.\n\n{#two}\n2. Two.\n",
    }
    documents, found = drafted(CORE, text)
    assert not found
    agreement = by_id(documents, "agreement")
    assert (
        said(clause(agreement).blocks[0]) == "3.1 See clause 2 of the Charter and clause 2.2 of the Charter."
    )
    assert {(each.target, each.document) for each in refs(agreement) if each.document} == {("", "charter")}


def test_a_topic_that_stands_only_in_another_document_is_found_there() -> None:
    documents, found = drafted(CORE, {MAJORITY: "1. See clause {@leaving}.\n"})
    assert not found
    assert (
        said(clause(by_id(documents, "charter"), "votes").blocks[0]) == "2.1 See clause 3 of the Agreement."
    )
    assert said(clause(by_id(documents, "agreement"), "votes").blocks[0]) == "2.1 See clause 3."


def test_a_range_in_another_document_is_plural_too() -> None:
    shared = {
        AGREEMENT: FILES[AGREEMENT].replace(
            "[nature, votes, leaving]", SHARED[CHARTER].split("articles: ")[1]
        )
    }
    text = {MAJORITY: "1. See clause {@leaving}.\n", NOTICE: "1. One.\n\n2. Two.\n"}
    documents, _ = drafted(CORE, text, shared)
    said_there = said(clause(by_id(documents, "charter"), "votes").blocks[0])
    assert said_there == "2.1 See clauses 1.3 and 1.4 of the Agreement."
    text = {MAJORITY: "1. See {@agreement:leaving}.\n", NOTICE: "1. One.\n\n2. Two.\n"}
    documents, _ = drafted(CORE, text, shared)
    assert said(clause(by_id(documents, "charter"), "votes").blocks[0]) == said_there


def test_a_pointer_prints_where_the_topic_stands() -> None:
    documents, found = drafted(CORE, {POINT: "1. See {@agreement:leaving}.\n"})
    assert not found
    pointer = clause(by_id(documents, "charter"))
    assert (pointer.variant, pointer.binding, said(pointer.blocks[0])) == (
        "point",
        False,
        "3.1 See clause 3 of the Agreement.",
    )


@pytest.mark.parametrize("reference", ["clause {@votes}", "{@agreement:votes}", "clause {@votes#here}"])
def test_a_reference_into_the_void_is_told_and_highlighted(reference: str) -> None:
    text = {
        NOTICE: f"1. See {reference}.\n",
        MAJORITY: None,
        MAJORITY.replace(".md", ".agreement.md"): "{#here}\n1. So.\n",
    }
    documents, (found,) = drafted(EQUALS, text)
    assert (found.code, found.message) == (
        "dangling-reference",
        "The Charter refers to a clause on “Votes” that is not there.",
    )
    (value,) = [each for each in every_inline(documents[0]) if isinstance(each, Value)]
    assert (value.text, value.is_open) == ("on “Votes” (not in this document)", True)


def test_a_page_without_numbers_cannot_be_referred_to_by_number() -> None:
    page = {"clause_library/exit/leaving/at_once.md": "See clause {@votes}.\n"}
    documents, found = drafted(intake(*PAIR, form_used="one_page"), page)
    assert [each.code for each in found] == ["dangling-reference"]
    assert not refs(documents[0])


def test_a_topic_in_an_annex_is_its_annex() -> None:
    outline = (
        FILES[CHARTER].replace("votes, leaving", "leaving")
        + "annexes:\n  - title: Votes\n    topics: [votes]\n"
    )
    document = charter("1. See clause {@votes}.\n", EQUALS, {CHARTER: outline})
    assert said(clause(document).blocks[0]) == "2.1 See Annex A."
    (ref,) = refs(document)
    assert document.annexes[0].anchor == ref.target != ""


def test_anchors_are_unique_in_a_document() -> None:
    words = "1. See clause {@votes}, clause {@nature}, clause {@leaving#one}.\n\n{#one}\n2. Two.\n"
    document = charter(words)
    targets = [each.target for each in refs(document)]
    anchors = [each.anchor for each in articles(document) if each.anchor]
    anchors += [
        b.anchor
        for a in articles(document)
        for c in a.clauses
        for b in c.blocks
        if isinstance(b, Paragraph) and b.anchor
    ]
    assert sorted(anchors) == sorted(set(targets))


# ---------------------------------------------------------------- the binding clauses


def test_the_binding_clauses_are_listed() -> None:
    documents, _ = drafted(CORE)
    assert (
        said(clause(by_id(documents, "agreement"), "nature").blocks[0])
        == "1.1 Only clauses 1 and 3 of this Document bind."
    )


def test_the_list_begins_a_sentence_with_a_capital() -> None:
    documents, _ = drafted(CORE, {"clause_library/front/nature/core_binds.md": "1. {@binding} bind.\n"})
    assert said(clause(by_id(documents, "agreement"), "nature").blocks[0]) == "1.1 Clauses 1 and 3 bind."


def test_of_a_mixed_article_only_the_binding_paragraphs_are_listed() -> None:
    shared = {
        AGREEMENT: FILES[AGREEMENT].replace(
            "[nature, votes, leaving]", SHARED[CHARTER].split("articles: ")[1]
        )
    }
    documents, _ = drafted(CORE, shared, {NOTICE: "1. One.\n\n2. Two.\n"})
    assert said(clause(by_id(documents, "agreement"), "nature").blocks[0]) == (
        "1.1 Only clauses 1.1, 1.3 and 1.4 of this Document bind."
    )


@pytest.mark.parametrize(
    ("articles_of", "text", "words"),
    [
        ("[leaving, nature, votes]", "1. One.\n", "2.1 Only clauses 1 and 2 of this Document bind."),
        (
            SHARED[CHARTER].split("articles: ")[1],
            "1. One.\n\n2. Two.\n\n3. Three.\n",
            "1.1 Only clauses 1.1 and 1.3 to 1.5 of this Document bind.",
        ),
        (
            SHARED[CHARTER]
            .split("articles: ")[1]
            .replace("nature, votes, leaving", "votes, nature, leaving"),
            "1. One.\n\n2. Two.\n",
            "1.2 Only clauses 1.2 to 1.4 of this Document bind.",
        ),
    ],
)
def test_three_clauses_in_a_row_are_listed_from_the_first_to_the_last(
    articles_of: str, text: str, words: str
) -> None:
    outline = {AGREEMENT: FILES[AGREEMENT].replace("[nature, votes, leaving]", articles_of)}
    documents, _ = drafted(CORE, outline, {NOTICE: text})
    assert said(clause(by_id(documents, "agreement"), "nature").blocks[0]) == words


def test_one_binding_clause_is_one_clause() -> None:
    core = {LEAVING: FILES[LEAVING].replace("core: true\n", "")}
    documents, _ = drafted(CORE, core)
    assert (
        said(clause(by_id(documents, "agreement"), "nature").blocks[0])
        == "1.1 Only clause 1 of this Document bind."
    )


# ---------------------------------------------------------------- the whole


def test_a_document_has_its_names_dates_and_stamp() -> None:
    documents, _ = drafted(CORE)
    document = by_id(documents, "agreement")
    assert (document.title, document.subtitle, document.parties) == ("Agreement", "Delta", ["Ada", "Bo"])
    assert (document.as_of, document.date_text, document.language) == ("2027-03-01", "1 March 2027", "en-GB")


def test_an_instrument_that_is_not_available_is_not_drafted() -> None:
    documents, _ = drafted(CORE, edited(AGREEMENT, "strength: 40", "strength: 40\navailable: false"))
    assert [each.id for each in documents] == ["charter"]


def test_the_record_of_a_draft_is_the_same_every_time() -> None:
    first, second = drafted(EVERYTHING)[0], drafted(EVERYTHING)[0]
    assert [as_dict(each) for each in first] == [as_dict(each) for each in second]


def test_an_outline_may_have_words_of_its_own() -> None:
    own = FILES[ONE_PAGE].replace(
        "[nature, votes, leaving]", "\n      - heading: About\n        text: about\n      - leaving"
    )
    texts = {
        ONE_PAGE: own,
        "templates/one_page/about.md": "{if large}\nLarge.\n{end}\nFor {answer alliance_name}.\n",
    }
    documents, _ = drafted(intake(*PAIR, form_used="one_page"), texts)
    first = articles(documents[0])[0]
    assert (said(Paragraph(first.heading)), said(first.clauses[0].blocks[0])) == ("About", "For Delta.")
    assert "Large." not in own_words(documents[0])
