"""What a layer adds, replaces and retires; in which order; what it may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.library.fields import Slips
from pipeline.library.ids import condition, given, row_ids
from pipeline.library.layer import check_names
from pipeline.library.lint_content import content_of
from pipeline.library.load import compile_folders
from pipeline.library.types import Library, layer_of
from tests.library.layers_support import BAD_LAYERS, EXTRA, TOPIC, bad_slips, cases, layer, library, rendered
from tests.library.support import FILES, tiny

ROW = "because: Ours.\n      source: [S1]\n"


def gives(made: Library, topic: str = "leaving") -> list[str]:
    return [row.id for row in made.topics[topic].rows]


# ---------------------------------------------------------------- ids


def test_a_row_is_called_by_what_it_gives_and_repeats_are_counted() -> None:
    rows = [{"gives": "a"}, {"gives": "a"}, {"omits": "true"}, {"gives": ["x", "y"]}, {"id": "a-2"}]
    assert row_ids(rows, given) == ["a", "a-3", "omit", "x+y", "a-2"]


def test_a_default_is_called_by_the_words_of_its_condition() -> None:
    rows = [{"when": "p  and q"}, {"when_any": ["p", "q"]}, {"when_all": ["p", "q"]}, {"otherwise": "true"}]
    assert row_ids(rows, condition) == ["p and q", "p or q", "p and q-2", "otherwise"]


def test_ids_are_unique_in_every_table_of_the_library() -> None:
    tables = [topic.rows for topic in tiny().topics.values()]
    tables += [tiny().gate, tiny().packets]
    for rows in tables:
        names = [row.id for row in rows]
        assert all(names)
        assert len(set(names)) == len(names)
    assert [each.id for each in tiny().parameters["pace"].defaults] == ["large", "otherwise"]


# ---------------------------------------------------------------- what a layer does


def test_without_a_layer_nothing_is_different() -> None:
    plain, _ = compile_folders(FILES)
    empty = library(layer({}))
    assert plain is not None
    assert plain.layers == ()
    assert {name: topic.rows for name, topic in plain.topics.items()}.keys() == empty.topics.keys()
    assert [str(row) for row in plain.gate] == [str(row) for row in empty.gate]


def test_a_text_is_replaced_and_says_which_layer_it_came_from() -> None:
    made = library(layer({"exit/leaving/notice.md": "1. Our own words.\n"}))
    text = made.topics["leaving"].texts[("notice", "")]
    assert "Our own words" in str(text)
    assert layer_of(text.file) == "firm"
    assert layer_of(made.topics["leaving"].texts[("at_once", "")].file) == ""


def test_a_variant_is_retired_with_its_row_its_texts_and_its_law() -> None:
    firm = layer({TOPIC: "retire:\n  rows: [at_once]\n  variants: [at_once]\n"})
    topic = library(firm).topics["leaving"]
    assert [row.gives for row in topic.rows] == ["notice"]
    assert topic.variants.keys() == {"notice"}
    assert topic.texts.keys() == {("notice", "")}


def test_a_row_goes_before_or_after_another_and_else_above_the_last_resort() -> None:
    added = (
        f"add:\n  rows:\n    - id: ours\n      ANCHORgives: at_once\n      when: size == small\n      {ROW}"
    )
    for anchor, order in (
        ("", ["at_once", "ours", "notice"]),
        ("before: at_once\n      ", ["ours", "at_once", "notice"]),
        ("after: notice\n      ", ["at_once", "notice", "ours"]),
    ):
        assert gives(library(layer({TOPIC: added.replace("ANCHOR", anchor)}))) == order


def test_a_row_that_is_replaced_keeps_its_id_and_its_place() -> None:
    text = f"replace:\n  rows:\n    at_once:\n      gives: notice\n      when: size == small\n      {ROW}"
    rows = library(layer({TOPIC: text})).topics["leaving"].rows
    assert [(row.id, row.gives) for row in rows] == [("at_once", "notice"), ("notice", "notice")]
    assert layer_of(rows[0].span.file) == "firm"


def test_a_default_is_changed_by_the_words_of_its_condition() -> None:
    text = (
        f"replace:\n  defaults:\n    pace:\n      large:\n        value: slow\n        when: large\n  {ROW}"
    )
    text = text.replace("  because", "        because").replace("      source", "        source")
    defaults = library(layer({"parameters.yaml": text})).parameters["pace"].defaults
    assert [(each.id, each.value, each.layer) for each in defaults] == [
        ("large", "slow", "firm"),
        ("otherwise", "slow", ""),
    ]


def test_a_whole_topic_gets_its_slot_in_an_outline() -> None:
    files = {
        "bodies/extra/topic.yaml": EXTRA,
        "bodies/extra/plain.md": "1. Something more.\n",
        "outlines.yaml": "- {instrument: charter, after: votes, add: extra}\n"
        "- instrument: agreement\n  before: nature\n  add: extra\n",
    }
    made = library(layer(files))
    assert made.outlines["charter"].topics() == ["nature", "votes", "extra", "leaving"]
    assert made.outlines["agreement"].topics() == ["extra", "nature", "votes", "leaving"]
    assert layer_of(made.topics["extra"].span.file) == "firm"
    assert made.topics["extra"].variants["plain"].layer == "firm"


def test_terms_sources_law_facts_and_fields_are_changed_by_id() -> None:
    files = {
        "glossary.yaml": "add:\n  council:\n    word: Council\n    means: the body that advises\n"
        "replace:\n  board:\n    word: Board\n    plural: Our Boards\n    means: the body of all {Parties}\n",
        "bodies/votes/majority.md": "1. The {Our Boards} decide, and ask the {Council}.\n",
        "sources.yaml": "add:\n  F1:\n    title: Our notes\n    says: What we think.\n    where: page 1\n",
        "law.yaml": "retire:\n  propositions: [good_faith]\n",
        TOPIC: "replace:\n  fields:\n    title: How to go\nadd:\n  fields:\n    mandatory: true\n",
        "bodies/glossary.yaml": "add:\n  quorum:\n    word: Quorum\n    means: half of the {Board}\n",
    }
    made = library(layer(files))
    assert {"council", "quorum"} <= made.glossary.keys()
    assert made.glossary["board"].forms[-1].plural == "Our Boards"
    assert "F1" in made.sources
    assert made.law == {}
    assert (made.topics["leaving"].title, made.topics["leaving"].mandatory) == ("How to go", True)


def test_the_gate_and_the_warnings_are_tables_like_any_other() -> None:
    text = f"add:\n  gate:\n    - id: ours\n      gives: pilot_only\n      when: size == small\n      {ROW}"
    gate = library(layer({"packet.yaml": text})).gate
    assert [row.id for row in gate] == [*(row.id for row in tiny().gate[:-1]), "ours", tiny().gate[-1].id]


# ---------------------------------------------------------------- several layers


def test_the_upper_layer_sees_what_the_lower_one_did() -> None:
    firm = layer({"exit/leaving/notice.md": "1. The firm's words.\n"})
    matter = layer({"exit/leaving/notice.md": "1. This matter's words.\n"}, "matter")
    made = library(firm, matter)
    assert layer_of(made.topics["leaving"].texts[("notice", "")].file) == "matter"
    assert layer_of(library(matter, firm).topics["leaving"].texts[("notice", "")].file) == "firm"


def test_an_upper_layer_may_retire_what_a_lower_one_added() -> None:
    firm = layer({"bodies/extra/topic.yaml": EXTRA, "bodies/extra/plain.md": "1. Words.\n"})
    text = f"replace:\n  rows:\n    plain:\n      omits: true\n      otherwise: true\n      {ROW}"
    matter = layer({"bodies/extra/topic.yaml": text + "retire:\n  variants: [plain]\n"}, "matter")
    topic = library(firm, matter).topics["extra"]
    assert topic.variants == {}
    assert [(row.id, row.gives) for row in topic.rows] == [("plain", None)]


def test_two_layers_need_two_names() -> None:
    slips = Slips()
    check_names([layer({}), layer({})], slips)
    assert [each.code for each in slips.found] == ["layer-name"]


def test_a_layers_digest_changes_with_its_words_and_not_with_its_notes() -> None:
    first = layer({}).digest
    assert layer({"README.md": "Notes.", "exit/leaving/cases.yaml": "- name: N"}).digest == first
    assert layer({"exit/leaving/notice.md": "1. Words.\n"}).digest != first


# ---------------------------------------------------------------- slips


@pytest.mark.parametrize("folder", sorted(BAD_LAYERS.iterdir()), ids=lambda path: path.name)
def test_a_bad_layer_is_answered_in_these_words(folder: Path) -> None:
    assert rendered(folder) == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", sorted(BAD_LAYERS.iterdir()), ids=lambda path: path.name)
def test_every_slip_of_a_layer_has_its_code_and_points_into_the_layer(folder: Path) -> None:
    for case in cases(folder):
        found, _ = bad_slips(case)
        assert {each.code for each in found} == {folder.name}
        assert all(each.span is not None and each.span.file.startswith("firm/") for each in found)


def test_what_names_a_retired_variant_is_found_in_law_and_checklist() -> None:
    law = "---\nvariant: [notice, at_once]\nat: x\nbecause: B.\nsource: [S1]\n---\nWords.\n"
    files = dict(FILES)
    files["clause_library/exit/leaving/law/france.md"] = law
    files["clause_library/checklist.yaml"] = "exit_works:\n  rows:\n    - needs: [leaving/at_once]\n"
    gone = layer({TOPIC: "retire:\n  rows: [at_once]\n  variants: [at_once]\n"})
    _, found = compile_folders(files, [gone])
    assert [each.code for each in found] == ["retired-in-use", "retired-in-use"]
    assert {each.related[0][1].file for each in found} == {
        "clause_library/checklist.yaml",
        "clause_library/exit/leaving/law/france.md",
    }


def test_of_a_layers_topic_that_is_no_yaml_only_that_is_told() -> None:
    texts = {
        "exit/tea/topic.yaml": EXTRA.replace("title: Extra", "title: Tea: green"),
        "exit/tea/plain.md": "1. Tea.\n",
        "outlines.yaml": "- {instrument: agreement, after: leaving, add: tea}\n",
    }
    found = compile_folders(FILES, [layer(texts)])[1]
    assert [each.code for each in found] == ["yaml-syntax"]
    told = content_of(FILES, [layer(texts)]).found
    assert [each.code for each in told] == ["yaml-syntax"]
