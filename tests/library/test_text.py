"""The markup of clause texts: every construct, and every slip at its place."""

from __future__ import annotations

import pytest

from pipeline.library import markup as m
from tests.library.support import NOTICE, compiled, only_slip, place, slips, votes_each


def text(words: str, *changes: dict[str, str]) -> m.ClauseText:
    """The compiled text of the notice clause."""
    return compiled({NOTICE: words}, *changes).topics["leaving"].texts[("notice", "")]


def blocks(words: str) -> list[m.BlockNode]:
    return list(text(words).blocks)


def inlines(words: str) -> list[m.InlineNode]:
    (paragraph,) = blocks(words)
    assert isinstance(paragraph, m.TextParagraph)
    return list(paragraph.inlines)


def inline(words: str) -> m.InlineNode:
    (only,) = inlines(words)
    return only


def paragraphs(words: str) -> list[tuple[int, str]]:
    """Levels and words of a text that is nothing but words."""
    return [(each.level, said(each.inlines)) for each in blocks(words) if isinstance(each, m.TextParagraph)]


def said(nodes: tuple[m.InlineNode, ...]) -> str:
    return "".join(each.text for each in nodes if isinstance(each, m.Words))


# ---------------------------------------------------------------- blocks


def test_blank_lines_part_blocks_and_a_block_runs_over_lines() -> None:
    assert paragraphs("One\nline.\n\n  Two.\n") == [(0, "One line."), (0, "Two.")]


def test_numbers_dashes_and_deeper_dashes_are_levels() -> None:
    words = "1. Lead:\n\n   - an item\n     that runs on\n   - another\n      - a point\n7. Next.\n"
    assert paragraphs(words) == [
        (2, "Lead:"),
        (3, "an item that runs on"),
        (3, "another"),
        (4, "a point"),
        (2, "Next."),
    ]


def test_a_number_without_a_blank_after_it_is_words() -> None:
    assert paragraphs("1.5 parts\n") == [(0, "1.5 parts")]


def test_the_first_line_may_be_the_heading() -> None:
    found = text("\n# How partners *leave*\n\n1. So.\n")
    assert (said(found.heading), len(found.blocks)) == ("How partners *leave*", 1)
    assert text("1. So.\n").heading == ()


def test_an_if_stands_around_blocks_with_an_else() -> None:
    (node,) = blocks("{if large}\n1. Large.\n{else}\n1. Small.\n\n2. Two.\n{end}\n")
    assert isinstance(node, m.BlockIf)
    assert (node.condition.text, len(node.then), len(node.otherwise)) == ("large", 1, 2)


def test_ifs_and_loops_nest() -> None:
    (node,) = blocks("{if large}\n{for p in parties where protected}\n   - {p.name}\n{end}\n{end}\n")
    assert isinstance(node, m.BlockIf)
    (loop,) = node.then
    assert isinstance(loop, m.ForParties)
    assert loop.condition is not None
    assert loop.condition.text == "protected"


def test_a_directive_ends_the_paragraph_before_it() -> None:
    words = "1. Lead:\n   - an item\n{if large}\n   - more\n{end}\n"
    assert [type(each) for each in blocks(words)] == [m.TextParagraph, m.TextParagraph, m.BlockIf]


def test_a_loop_may_name_the_partner_s_letter_or_not() -> None:
    for where in ("p.form == charity and not p.largest", "form == charity and not largest"):
        (loop,) = blocks(f"{{for p in parties where {where}}}\n{{p.name}}\n{{end}}\n")
        assert isinstance(loop, m.ForParties)


def test_a_label_names_the_next_block_and_the_items_under_it() -> None:
    words = "{#first}\n1. Lead:\n   - an item\n{if large}\n   - more\n{end}\n2. Next.\n"
    label, rest = blocks(words)
    assert isinstance(label, m.Labelled)
    assert (label.label, len(label.blocks)) == ("first", 3)
    assert isinstance(rest, m.TextParagraph)


def test_a_label_of_an_item_names_that_item_and_the_points_under_it_only() -> None:
    label, rest = blocks("{#mine}\n   - an item\n      - a point\n   - another\n")
    assert isinstance(label, m.Labelled)
    assert len(label.blocks) == 2
    assert isinstance(rest, m.TextParagraph)


def test_a_table_has_a_caption_a_header_and_rows_in_ifs_and_loops() -> None:
    words = (
        "{table Who pays}\n| Partner | Share |\n"
        "{for p in parties}\n| {p.name} | {if large}a{else}b{end} |\n{end}\n"
        "{if large}\n| All | |\n{end}\n{end}\n"
    )
    (node,) = blocks(words)
    assert isinstance(node, m.TableNode)
    assert (node.caption, [said(cell) for cell in node.header.cells]) == ("Who pays", ["Partner", "Share"])
    loop, branch = node.rows
    assert isinstance(loop, m.ForParties)
    assert isinstance(branch, m.BlockIf)
    (row,) = loop.blocks
    assert isinstance(row, m.Row)
    assert len(row.cells) == 2
    (last,) = branch.then
    assert isinstance(last, m.Row)
    assert [said(cell) for cell in last.cells] == ["All", ""]


def test_a_signature_block_has_a_lead_and_lines() -> None:
    words = "{signature p}\nSigned for\n{p.name}\nName: {p.represented_by}\nDate:\n{end}\n"
    topic = compiled(
        {NOTICE: "{for p in parties where answered(represented_by)}\n" + words + "{end}\n"}
    ).topics["leaving"]
    (loop,) = topic.texts[("notice", "")].blocks
    assert isinstance(loop, m.ForParties)
    (node,) = loop.blocks
    assert isinstance(node, m.SignatureNode)
    assert (said(node.lead), [label for label, _ in node.lines]) == ("Signed for ", ["Name", "Date"])
    assert [len(inlines) for _, inlines in node.lines] == [1, 0]


def test_definitions_have_a_place_of_their_own() -> None:
    assert [type(each) for each in blocks("{definitions}\n")] == [m.DefinitionsNode]


# ---------------------------------------------------------------- inlines


@pytest.mark.parametrize(
    ("words", "bare", "of_party"),
    [("{exit_days}", False, False), ("{exit_days number}", True, False), ("{ exit_days }", False, False)],
)
def test_a_parameter_prints_with_its_unit_or_bare(words: str, bare: bool, of_party: bool) -> None:
    node = inline(words + "\n")
    assert isinstance(node, m.ParameterUse)
    assert (node.parameter, node.bare, node.of_party) == ("exit_days", bare, of_party)


def test_a_parameter_may_be_the_partner_s_own() -> None:
    (loop,) = blocks("{for p in parties}\n{exit_days for p}\n{end}\n")
    assert isinstance(loop, m.ForParties)
    (paragraph,) = loop.blocks
    assert isinstance(paragraph, m.TextParagraph)
    (node,) = paragraph.inlines
    assert isinstance(node, m.ParameterUse)
    assert node.of_party


@pytest.mark.parametrize(("words", "plural"), [("{Working Day}", False), ("{Working Days}", True)])
def test_a_term_is_known_in_both_numbers(words: str, plural: bool) -> None:
    node = inline(words + "\n")
    assert isinstance(node, m.TermUse)
    assert (node.term, node.plural) == ("working_day", plural)


@pytest.mark.parametrize(
    ("words", "topic", "label", "instrument"),
    [
        ("{@votes}", "votes", "", ""),
        ("{@leaving#here}", "leaving", "here", ""),
        ("{@charter:votes}", "votes", "", "charter"),
    ],
)
def test_a_reference_names_a_topic_a_label_or_another_document(
    words: str, topic: str, label: str, instrument: str
) -> None:
    node = text("{#here}\n" + words + "\n").blocks[0]
    assert isinstance(node, m.Labelled)
    (paragraph,) = node.blocks
    assert isinstance(paragraph, m.TextParagraph)
    (ref,) = paragraph.inlines
    assert isinstance(ref, m.TopicRef)
    assert (ref.topic, ref.label, ref.instrument) == (topic, label, instrument)


def test_all_binding_clauses_can_be_named() -> None:
    assert isinstance(inline("{@binding}\n"), m.BindingRefs)


def test_an_answer_stands_in_a_guard_unless_it_must_be_given() -> None:
    assert isinstance(inline("{answer alliance_name}\n"), m.AnswerUse)
    node = inline("{if answered(purpose)}{answer purpose}{end}\n")
    assert isinstance(node, m.InlineIf)


@pytest.mark.parametrize("guard", ["answered(purpose)", "known(purpose)", "answered(purpose) and large"])
def test_every_guard_that_makes_sure_of_the_answer_counts(guard: str) -> None:
    assert slips({NOTICE: f"{{if {guard}}}\n{{answer purpose}}\n{{end}}\n"}) == []
    assert slips({NOTICE: f"Now{{if {guard}}} {{answer purpose}}{{end}}.\n"}) == []


def test_a_list_names_partners_in_a_sentence() -> None:
    node = inline("{list p.name for p in parties where p.protected and not largest}\n")
    assert isinstance(node, m.ListUse)
    assert node.condition is not None
    assert inline("{list p.short_name for p in parties}\n").condition is None  # type: ignore[union-attr]


def test_a_list_may_be_guarded_by_its_own_where() -> None:
    assert slips({NOTICE: "{list p.represented_by for p in parties where answered(represented_by)}\n"}) == []


@pytest.mark.parametrize(
    ("words", "verb", "many"),
    [
        ("{shall}", "shall", False),
        ("{shall all}", "shall", True),
        ("{shall not}", "shall_not", False),
        ("{shall not all}", "shall_not", True),
    ],
)
def test_the_verb_of_duty_has_four_forms(words: str, verb: str, many: bool) -> None:
    node = inline(words + "\n")
    assert isinstance(node, m.Duty)
    assert (node.verb, node.many) == (verb, many)


def test_an_if_in_a_sentence_has_an_else() -> None:
    node = inlines("Now {if large}much{else}little{end} more.\n")[1]
    assert isinstance(node, m.InlineIf)
    assert (said(node.then), said(node.otherwise)) == ("much", "little")


def test_strong_words_stand_between_double_stars() -> None:
    found = [(each.text, each.strong) for each in inlines("One **two** three\n") if isinstance(each, m.Words)]
    assert found == [("One ", False), ("two", True), (" three", False)]


@pytest.mark.parametrize("joiner", ["and", "or", "plain"])
def test_a_lead_in_says_how_its_items_are_joined(joiner: str) -> None:
    lead = blocks(f"1. Lead:{{{joiner}}}\n   - an item\n")[0]
    assert isinstance(lead, m.TextParagraph)
    assert (lead.joiner, said(lead.inlines)) == (joiner, "Lead:")


# ---------------------------------------------------------------- slips


@pytest.mark.parametrize(
    ("words", "where", "message"),
    [
        ("1. So.\n\n{end}\n", (3, 1), "`{end}` closes nothing here"),
        ("{else}\n1. So.\n", (1, 1), "`{else}` closes nothing here"),
        ("1. So {end} now.\n", (1, 7), "`{end}` closes nothing here"),
        ("1. So.\n\n{if large}\n2. More.\n", (3, 1), "`{if large}` has no {end}"),
        ("{for p in parties}\n{p.name}\n", (1, 1), "`{for p in parties}` has no {end}"),
        ("{for q in parties}\nA\n{end}\n", (1, 1), "write {for p in parties} or {for p in parties where …}"),
        ("{table T}\n| a |\n", (1, 1), "`{table T}` has no {end}"),
        ("{table T}\n{end}\n", (1, 1), "a table begins with its header row: | a | b |"),
        ("{signature p}\nSigned\n", (1, 1), "`{signature p}` has no {end}"),
        ("1. So {if large}much.\n\n2. More.\n", (1, 7), "this {if} has no {end} in its paragraph"),
        ("1. So }.\n", (1, 7), "a single `}`: braces come in pairs"),
        ("1. So\n   {exit_days.\n", (2, 4), "a single `{`: braces come in pairs"),
        ("1. A {shall maybe} go.\n", (1, 6), "write {shall}, {shall all}, {shall not} or {shall not all}"),
        ("1. On {exit_days long}.\n", (1, 7), "after a parameter stands nothing, `number` or `for p`"),
        ("1. On {exit_days for p}.\n", (1, 7), "`for p` stands only inside {for p in parties}"),
        (
            "1. For {p.name}.\n",
            (1, 8),
            "`p.…` stands only inside {for p in parties} or a text for one partner",
        ),
        ("1. For {list name}.\n", (1, 8), "write {list p.short_name for p in parties where …}"),
        ("1. So **much.\n", (1, 7), "`**` opens strong words and nothing closes them"),
        ("1. So.\n\n| a | b |\n", (3, 1), "a row stands only inside {table …}"),
        ("{table T}\n| a | b |\n| c |\n{end}\n", (3, 1), "this row has 1 cell, the header has 2"),
        (
            "{table T}\n| a |\n\nWords.\n{end}\n",
            (1, 1),
            "a table holds rows only, and {if} or {for} around them",
        ),
    ],
)
def test_broken_markup_is_shown_at_its_place(words: str, where: tuple[int, int], message: str) -> None:
    found = slips({NOTICE: words})
    assert [(each.code, each.message) for each in found] == [("text-syntax", message)]
    assert place(found[0]) == (NOTICE, *where)


@pytest.mark.parametrize(
    ("words", "where", "code", "message"),
    [
        (
            "On {exit_dys}.\n",
            (1, 4),
            "unknown-parameter",
            "`exit_dys` is not a parameter; did you mean `exit_days`?",
        ),
        (
            "So {answr purpose}.\n",
            (1, 4),
            "unknown-parameter",
            "`answr` is not a parameter; did you mean `answer`?",
        ),
        (
            "The\n{Bord} sits.\n",
            (2, 1),
            "unknown-term",
            "`Bord` is not in the glossary; did you mean `Board`?",
        ),
        ("See {@vots}.\n", (1, 5), "unknown-topic", "`vots` is not a topic; did you mean `votes`?"),
        (
            "See {@chrter:votes}.\n",
            (1, 5),
            "unknown-name",
            "`chrter` is not an instrument; did you mean `charter`?",
        ),
        ("See {@votes#here}.\n", (1, 5), "unknown-label", "no text of `votes` has a block labelled `here`"),
        ("So {answer nme}.\n", (1, 4), "unknown-name", "`nme` is not a question"),
        (
            "So {answer parties}.\n",
            (1, 4),
            "unknown-name",
            "`parties` is not a question; did you mean `parties`?",
        ),
        ("So {if larg}x{end}.\n", (1, 8), "unknown-name", "`larg` is not a name here; did you mean `large`?"),
        (
            "{if size == larg}\nx\n{end}\n",
            (1, 13),
            "impossible-value",
            "`larg` is not a value of `size` (small, medium, large); did you mean `large`?",
        ),
        (
            "{for p in parties where form == chrity}\n{p.name}\n{end}\n",
            (1, 33),
            "impossible-value",
            "`chrity` is not a value of `form` (company, charity, city); did you mean `charity`?",
        ),
        (
            "{for p in parties where p.form == chrity}\n{p.name}\n{end}\n",
            (1, 35),
            "impossible-value",
            "`chrity` is not a value of `form` (company, charity, city); did you mean `charity`?",
        ),
        (
            "{for p in parties}\n{p.nme}\n{end}\n",
            (2, 1),
            "unknown-name",
            "`nme` is not asked of a partner; did you mean `name`?",
        ),
        (
            "{list p.nme for p in parties}\n",
            (1, 1),
            "unknown-name",
            "`nme` is not asked of a partner; did you mean `name`?",
        ),
        (
            "{if form == charity}\nx\n{end}\n",
            (1, 5),
            "needs-a-party",
            "`form` is about one partner: use any(parties, …)",
        ),
        (
            "{if vots in clauses}\nx\n{end}\n",
            (1, 5),
            "impossible-value",
            "`vots` is not a value of `clauses` (votes, leaving, nature); did you mean `votes`?",
        ),
    ],
)
def test_an_unknown_word_in_a_text_gets_the_nearest(
    words: str, where: tuple[int, int], code: str, message: str
) -> None:
    found = only_slip({NOTICE: words})
    if "parties` is not a question" in message:
        assert found.message.startswith("`parties` is not a question")
    else:
        assert (found.code, found.message) == (code, message)
    assert place(found) == (NOTICE, *where)


@pytest.mark.parametrize(
    "words",
    [
        "For {answer purpose}.\n",
        "{if large}For {answer purpose}.{end}\n",
        "{if answered(purpose) or large}For {answer purpose}.{end}\n",
        "{if not answered(purpose)}For {answer purpose}.{end}\n",
        "{if answered(purpose)}x{else}{answer purpose}{end}\n",
        "{if answered(aims)}{answer purpose}{end}\n",
        "{if answered(purpose)}\nx\n{end}\n{answer purpose}\n",
        "{for p in parties}\n{p.represented_by}\n{end}\n",
        "{list p.represented_by for p in parties}\n",
    ],
)
def test_an_answer_that_may_be_silent_needs_a_guard(words: str) -> None:
    found = only_slip({NOTICE: words})
    assert found.code == "unguarded-answer"
    assert "put it inside {if answered(…)}" in found.message


@pytest.mark.parametrize(
    "words",
    [
        "{for p in parties}\n{p.red_lines}\n{end}\n",
        "{list p.floor for p in parties}\n",
        "{if any(parties, answered(red_lines))}x{end}\n",
        "{if guarded}\nx\n{end}\n",
        "{if large or not guarded}\nx\n{end}\n",
        "{for p in parties where floor > 3}\n{p.name}\n{end}\n",
        "{list p.name for p in parties where answered(red_lines)}\n",
        "{if max(parties.floor) > 3}x{end}\n",
    ],
)
def test_no_text_reads_what_is_private(words: str) -> None:
    assert {each.code for each in slips({NOTICE: words})} == {"private-in-text"}


def test_a_text_for_one_partner_knows_that_partner() -> None:
    words = "{p.name}, with {exit_days for p}{if p.largest}, the largest{end}.\n"
    assert slips(votes_each(words)) == []
    assert "text-syntax" in {each.code for each in slips({NOTICE: words})}


def test_all_slips_of_all_files_come_at_once_in_order_of_place() -> None:
    found = slips(
        {NOTICE: "{Bord} {exit_dys}\n\n{end}\n", "clause_library/exit/leaving/at_once.md": "{Bord}\n"}
    )
    assert [place(each)[1:] for each in found] == [(1, 1), (1, 1), (1, 8), (3, 1)]
    assert len({place(each)[0] for each in found}) == 2
