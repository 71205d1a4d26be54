"""A file becomes data and places, or says plainly why not."""

from __future__ import annotations

import builtins
import pickle
from pathlib import Path
from typing import Any

import pytest

from pipeline.diagnostics import Span
from pipeline.intake.source import Block, Quoted, Scalar, parse_source, read_source

BARE = "\x85\u2028\u2029\ufdd0\uffff\U0001fffe\ue000\uf8ff\U000f0000\U00100000"
"""One character of every kind that means nothing in a text."""


def data(text: str) -> Any:
    source, slips = parse_source(text, "a.yaml")
    assert source is not None, slips
    return source.data


@pytest.mark.parametrize(
    "text", ["NO", "yes", "on", "12:30", "010", "1.10", "1e3", "0x1f", "2027-03-01", ".inf"]
)
def test_every_scalar_stays_the_text_it_was_written_as(text: str) -> None:
    assert data(f"a: {text}") == {"a": text}
    assert isinstance(data(f"a: {text}")["a"], Scalar)


@pytest.mark.parametrize("nothing", ["", "~", "null", "NULL"])
def test_an_empty_value_is_none_and_a_quoted_one_is_a_text(nothing: str) -> None:
    assert data(f"a: {nothing}") == {"a": None}
    assert data(f"a: '{nothing}'") == {"a": nothing}


def test_a_scalar_knows_how_it_was_written() -> None:
    found = data("a: x\nb: 'x'\nc: |\n  x\n")
    assert [type(each) for each in found.values()] == [Scalar, Quoted, Block]
    assert [each.style for each in found.values()] == ["plain", "quoted", "block"]


def test_every_key_and_value_has_its_place() -> None:
    source, _ = parse_source("# é\na: 'b'\nc:\n  - d: 1\n  - x\n", "a.yaml")
    assert source is not None
    assert source.keys["a",] == Span("a.yaml", 2, 1, 1)
    assert source.values["a",] == Span("a.yaml", 2, 4, 3)
    assert source.keys["c", 1] == Span("a.yaml", 5, 5, 1)
    assert source.values["c", 0, "d"] == Span("a.yaml", 4, 8, 1)
    assert source.inside(("a",)) == Span("a.yaml", 2, 5, 1)


def test_an_empty_value_is_shown_at_its_key_and_a_missing_one_at_its_parent() -> None:
    source, _ = parse_source("a:\n  b:\n", "a.yaml")
    assert source is not None
    assert source.at(("a", "b")) == Span("a.yaml", 2, 3, 1)
    assert source.at(("a", "c", 3)) == Span("a.yaml", 1, 1, 1)


def test_columns_count_characters_and_not_bytes() -> None:
    source, _ = parse_source("a: [ 😀é, x]", "a.yaml")
    assert source is not None
    assert source.values["a", 1].column == 10


def test_front_matter_keeps_the_lines_of_its_file() -> None:
    source, _ = parse_source("a: x\n", "a.md", first_line=2)
    assert source is not None
    assert source.values["a",].line == 2
    assert parse_source("a: x: y", "a.md", first_line=2)[1][0].span == Span("a.md", 2, 5, 1)
    assert parse_source("a: \x07", "a.md", first_line=2)[1][0].span == Span("a.md", 2, 4, 1)


def test_a_list_is_read_where_a_list_is_wanted() -> None:
    source, slips = parse_source("- a\n- b\n", "cases.yaml", top_level="list")
    assert source is not None
    assert (source.data, slips) == (["a", "b"], [])
    assert parse_source("a: b", "cases.yaml", top_level="list")[0] is None


def test_several_mistakes_are_told_at_once() -> None:
    _, slips = parse_source("a: 1\na: *x\nb: !t 1\n", "a.yaml")
    assert [each.code for each in slips] == ["duplicate-key", "alias", "tag"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: {b: {<<: c}}", "merge-key"),
        ("~: c", "key-not-text"),
        ("*a : c", "alias"),
        ('"\\u202e": c', "hidden-character"),
        ('a: "\\0"', "control-character"),
        ("a: x\u2066y", "hidden-character"),
        ("a: x\ud800y", "control-character"),
        ('a: "x\\ry"', "control-character"),
        ('a: "x\\Ny"', "control-character"),
        *((f"a: x{each}y", "control-character") for each in BARE),
        *((f"a: x{each}y", "hidden-character") for each in "\u00ad\u200b\u2060\ufeff"),
        ("a: b\n\u200bc: d", "hidden-character"),
        ("a: b\n\u200b\nc: d", "hidden-character"),
        ("a: 'b'\u200b\nc: d", "hidden-character"),
        ("# \u200b\na: b", "hidden-character"),
    ],
)
def test_what_could_mean_something_else_is_refused_and_the_rest_is_read(text: str, code: str) -> None:
    source, slips = parse_source(text, "a.yaml")
    assert source is not None
    assert [each.code for each in slips] == [code]
    assert all(each.help for each in slips if code.endswith("-character"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 100_000, "too-deep"),
        ("a:\n" + "- " * 100_000, "too-deep"),
        ("? {a: b}\n: c", "key-not-text"),
        ("# only a comment", "not-a-mapping"),
        ("a: 1\nb: 'c", "yaml-syntax"),
    ],
)
def test_what_has_no_sensible_reading_stops(text: str, code: str) -> None:
    source, slips = parse_source(text, "a.yaml")
    assert source is None
    assert [each.code for each in slips] == [code]


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d🌾", "a\tb", "é", "\u200e", "\ufffd"])
def test_joiners_and_other_letters_may_stay(text: str) -> None:
    assert data(f"a: x{text}y") == {"a": f"x{text}y"}


def test_what_could_not_be_taken_is_left_out_and_remembered() -> None:
    text = "a: x\x07\nb: *x\nc: !t y\nd: [p, 'q\u200b', r]\ne: 'z'\ne: w\nf\u200bg: 1\n"
    source, slips = parse_source(text, "a.yaml")
    assert source is not None
    assert source.data == {"a": None, "b": None, "c": None, "d": ["p", None, "r"], "e": "z", "fg": "1"}
    assert source.faulty == {("a",), ("b",), ("c",), ("d", 1)}
    assert len(slips) == 6


def test_a_syntax_error_beside_a_refused_character_is_told_as_well() -> None:
    source, slips = parse_source("a: x\x07\n\nb: c: d\n", "a.yaml")
    assert source is None
    assert [each.code for each in slips] == ["control-character", "yaml-syntax"]


def test_an_escape_is_shown_where_it_stands() -> None:
    _, slips = parse_source('a: "b\\n\\x07c\n  \\\\a \\u202e"\n', "a.yaml")
    assert [each.span for each in slips] == [Span("a.yaml", 1, 8, 4), Span("a.yaml", 2, 7, 6)]


@pytest.mark.parametrize("escape", ["\\ud800", "\\U00110000", "\\x4", "\\u12"])
def test_an_escape_that_is_none_is_quoted_as_it_is_written(escape: str) -> None:
    _, (slip,) = parse_source(f'a: "x{escape}"', "a.yaml")
    assert slip.span == Span("a.yaml", 1, 6)
    assert f"`{escape}`" in slip.message
    assert slip.help


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b: c", "a colon followed by a blank"),
        ("a: 'b", "never closed"),
        ("a: 'Bob's'", "the quotation has ended"),
        ("a: [b", "square bracket"),
        ("a: {b", "curly bracket"),
        ("a:\n\tb: c", "a tab"),
        ("a: @b", "cannot begin with this character"),
        ("a: %b", "cannot begin with this character"),
        ('a: "\\q"', "backslash"),
        ("a: - b", "a list cannot begin"),
        ("a:\n  b: 1\n c: 2", "does not fit the lines above"),
        ("a: 1\nb", "no colon"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words(text: str, words: str) -> None:
    (slip,) = parse_source(text, "a.yaml")[1]
    assert slip.code == "yaml-syntax"
    assert words in slip.message
    assert slip.span is not None


@pytest.mark.parametrize(
    "text",
    ["a: {b: x in (p, q)}", "a: {b: some words}", "a: {some words: b}", "a: [any(p, q), r]"],
)
def test_a_condition_that_a_comma_would_split_is_refused_in_the_library(text: str) -> None:
    assert parse_source(text, "a.yaml", forbid_flow_conditions=True)[1][0].code == "flow-text"
    assert parse_source(text, "a.yaml")[1] == []


def test_ids_and_quoted_texts_may_stand_between_curly_brackets() -> None:
    text = "a: {op: plus, n: 3, note: 'x, y', source: [S1, T65]}"
    assert parse_source(text, "a.yaml", forbid_flow_conditions=True)[1] == []


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeffa: é\r\nb: c\r\n".encode())
    source, slips = read_source(tmp_path / "a.yaml", "a.yaml")
    assert source is not None
    assert (source.data, slips) == ({"a": "é", "b": "c"}, [])
    assert source.keys["b",] == Span("a.yaml", 2, 1, 1)


def test_a_file_that_is_too_big_is_not_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: " + "x" * 100)
    (slip,) = read_source(tmp_path / "a.yaml", "a.yaml", limit=50)[1]
    assert (slip.code, slip.span) == ("too-big", Span("a.yaml", 1, 1))
    assert read_source(tmp_path / "a.yaml", limit=103)[1] == []


def test_a_file_that_is_not_there_or_a_folder_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        assert [each.code for each in read_source(path)[1]] == ["cannot-read"]


def test_without_libyaml_nothing_is_read_and_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pipeline.intake.yaml_builder":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    (slip,) = parse_source("a: b", "a.yaml")[1]
    assert (slip.code, "libyaml" in slip.message) == ("no-libyaml", True)


def test_a_source_survives_pickling() -> None:
    source, _ = parse_source("a: 'x'\n", "a.yaml")
    assert source is not None
    again = pickle.loads(pickle.dumps(source))
    assert again == source
    assert type(again.data["a"]) is Quoted
