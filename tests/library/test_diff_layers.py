"""What changed beneath a layer since its replacements were written."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from pipeline.library.beneath import Compared, compared, has_moved, told
from pipeline.library.layer import Layer
from pipeline.library.layering import Touched, layered
from tests.library.layers_support import TOPIC, layer
from tests.library.support import FILES, LEAVING, NOTICE

ROW = "gives: notice\n      when: size == small\n      because: Ours.\n      source: [S1]\n"
FIRM = {
    "exit/leaving/notice.md": "1. Our words.\n",
    TOPIC: f"replace:\n  rows:\n    at_once:\n      {ROW}retire:\n  variants: [at_once]\n",
}


def beneath(firm: Layer, files: Mapping[str, str] = FILES) -> list[Touched]:
    return layered(files, [firm]).touched


def adopted(texts: Mapping[str, str] = FIRM) -> Layer:
    """A layer with the record of what it stands on."""
    firm = layer(texts)
    pieces = {each.piece: each.beneath for each in beneath(firm) if each.beneath is not None}
    return replace(firm, base=pieces)


def states(firm: Layer, files: Mapping[str, str]) -> dict[str, str]:
    found = compared(beneath(firm, files), [firm])
    return {each.touched.piece: each.state for each in found}


def words(firm: Layer, files: Mapping[str, str] = FILES) -> str:
    return "\n".join(told(compared(beneath(firm, files), [firm]), [firm]))


def test_every_replaced_and_retired_piece_is_named_with_what_stands_beneath() -> None:
    found = beneath(layer(FIRM))
    assert [(each.piece, each.how) for each in found] == [
        (f"{TOPIC} rows at_once", "replaced"),
        (f"{TOPIC} variants at_once", "retired"),
        ("exit/leaving/notice.md", "replaced"),
    ]
    assert found[0].beneath is not None
    assert "because: Good will." in found[0].beneath
    assert found[1].beneath == ("title: At once", "", "at_once.md:", "A {Party} may leave at once.")


def test_what_was_only_added_stands_on_nothing() -> None:
    assert beneath(layer({"sources.yaml": "add:\n  F1:\n    title: T\n    says: S\n    where: W\n"})) == []


def test_nothing_moved_is_said_so() -> None:
    assert set(states(adopted(), FILES).values()) == {"unchanged"}
    assert not has_moved(compared(beneath(adopted()), [adopted()]))
    assert "firm (Firm LLP): 3 unchanged" in words(adopted())


def test_a_changed_text_is_shown_line_by_line() -> None:
    files = {**FILES, NOTICE: "1. A {Party} may leave on a written notice of {exit_days}.\n"}
    assert states(adopted(), files)["exit/leaving/notice.md"] == "changed"
    shown = words(adopted(), files)
    assert "    -1. A {Party} may leave on a notice of {exit_days}." in shown
    assert "    +1. A {Party} may leave on a written notice of {exit_days}." in shown
    assert "1 changed" in shown


def test_a_changed_row_is_shown_and_a_comment_is_no_change() -> None:
    files = {**FILES, LEAVING: "# A remark.\n" + FILES[LEAVING]}
    assert set(states(adopted(), files).values()) == {"unchanged"}
    files[LEAVING] = files[LEAVING].replace("Good will.", "Trust.")
    assert states(adopted(), files)[f"{TOPIC} rows at_once"] == "changed"
    assert "    +because: Trust." in words(adopted(), files)


def test_a_piece_that_went_away_beneath_is_said_to_be_gone() -> None:
    firm = adopted({"parameters.yaml": "retire:\n  defaults:\n    pace: [large]\n"})
    parameters = "clause_library/parameters.yaml"
    files = {**FILES, parameters: FILES[parameters].replace("when: large", "when: size == large")}
    assert states(firm, files) == {"parameters.yaml defaults pace large": "gone"}
    assert has_moved(compared(beneath(firm, files), [firm]))
    assert "no longer there beneath" in words(firm, files)


def test_without_a_record_nobody_knows_and_that_is_said() -> None:
    found: list[Compared] = compared(beneath(layer(FIRM)), [layer(FIRM)])
    assert {each.state for each in found} == {"no base recorded"}
    assert not has_moved(found)
    assert "library adopt" in words(layer(FIRM))


def test_an_upper_layer_stands_on_the_lower_one() -> None:
    firm = layer({"exit/leaving/notice.md": "1. The firm's words.\n"})
    matter = layer({"exit/leaving/notice.md": "1. This matter's words.\n"}, "matter")
    touched = layered(FILES, [firm, matter]).touched
    assert [(each.layer, each.beneath) for each in touched] == [
        ("firm", tuple(FILES[NOTICE].splitlines())),
        ("matter", ("1. The firm's words.",)),
    ]
