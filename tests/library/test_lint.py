"""Each lint: a library that it finds fault with, one that nearly has the fault, and the library that ships.

A file of ``tests/fixtures/library_lint`` is called by its code and holds edits of one tiny library that has
no finding (or a layer on it): ``bad`` with what the lint ``finds``, and ``near`` in which it finds nothing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.diagnostics import Diagnostic, render
from pipeline.intake.reading import read_answer
from pipeline.library.lint import LINTS, counted, in_words, lint
from pipeline.library.lint_cases import Engine
from pipeline.library.lint_content import Content, content_of
from pipeline.rules.tables import read
from tests.library.layers_support import layer
from tests.library.support import FILES, ROOT
from tests.support import real_files

FOLDER = ROOT / "tests" / "fixtures" / "library_lint"
TABLES = sorted(each for each in FOLDER.glob("*.yaml") if each.stem != "base")
ENGINE = Engine(read_answer, read)
OF_COMPILING = {"flow-text", "missing-source", "missing-key", "unknown-variant", "impossible-value"}
"""What compiling tells and lawyers ask of the lint too; the others stand in test_bad_libraries.py."""


def table(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def edited(files: dict[str, str], edits: list[dict[str, str]]) -> dict[str, str]:
    """The files with each edit made; what is replaced must be there."""
    texts = dict(files)
    for each in edits:
        path = each["in"]
        if "gone" in each:
            del texts[path]
        elif "add" in each:
            texts[path] = texts.get(path, "") + each["add"]
        else:
            assert each["old"] in texts[path], f"{each['old']!r} is not in {path}"
            texts[path] = texts[path].replace(each["old"], each["new"], 1)
    return texts


@cache
def base() -> dict[str, str]:
    return edited(dict(FILES), table(FOLDER / "base.yaml"))


def linted(files: dict[str, str]) -> tuple[Content, list[Diagnostic]]:
    content = content_of(files)
    return content, lint(content, ENGINE)


def linted_part(part: dict[str, Any]) -> tuple[Content, list[Diagnostic]]:
    """What is said of one half of a table: its edits, and its layer if it has one."""
    layers = [layer(part["layer"])] if "layer" in part else []
    content = content_of(edited(base(), part.get("edits", [])), layers)
    return content, lint(content, ENGINE)


def told(found: list[Diagnostic], code: str) -> list[str]:
    return [f"{each.span}: {each.message}" for each in found if each.code == code]


def test_the_small_library_has_no_finding() -> None:
    content, found = linted(base())
    assert [render(each, content.texts) for each in found] == []
    assert content.library is not None


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_slip_is_found_at_its_place(path: Path) -> None:
    bad = table(path)["bad"]
    _, found = linted_part(bad)
    assert told(found, path.stem) == bad["finds"]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_what_only_looks_like_the_slip_is_left_alone(path: Path) -> None:
    content, found = linted_part(table(path)["near"])
    assert told(found, path.stem) == []
    assert content.library is not None, "\n".join(render(each, content.texts) for each in found)


def test_every_lint_has_its_table_and_every_table_its_lint() -> None:
    codes = [each.code for each in LINTS]
    assert len(codes) == len(set(codes))
    assert {path.stem for path in TABLES} == set(codes) | OF_COMPILING


@pytest.mark.parametrize("each", LINTS, ids=lambda each: each.code)
def test_every_lint_says_its_severity_and_one_line(each: Any) -> None:
    bad = table(FOLDER / f"{each.code}.yaml")["bad"]
    found = [one for one in linted_part(bad)[1] if one.code == each.code]
    assert {one.severity for one in found} == {each.severity}
    assert all(one.span and one.message and "\n" not in one.message for one in found)


# ---------------------------------------------------------------- all at once


LEAVING = "clause_library/exit/leaving/"


def test_a_library_that_does_not_compile_is_linted_as_far_as_it_can_be() -> None:
    broken = {"in": "clause_library/facts.yaml", "old": "size == large", "new": "size == larg"}
    typed = {"in": f"{LEAVING}notice.md", "add": "\n2. It shall say so.\n"}
    content, found = linted(edited(base(), [broken, typed]))
    assert content.library is None
    assert [each.code for each in found] == ["typed-shall", "impossible-value"]
    assert in_words(content, found).splitlines()[-2:] == [
        "The library cannot be loaded; some slips are found only when it can.",
        "2 errors, no warnings and no notes.",
    ]


def test_a_finding_is_told_with_its_line_and_a_caret() -> None:
    content, found = linted(edited(base(), [{"in": f"{LEAVING}at_once.md", "add": "They shall say so.\n"}]))
    assert in_words(content, found) == (
        f"{LEAVING}at_once.md:2:6: “shall” is typed: write {{shall}}\n"
        "  | They shall say so.\n  |      ^^^^^\n1 error, no warnings and no notes."
    )


def test_counts_are_told_in_words() -> None:
    found = [Diagnostic("c", "warning", "W"), Diagnostic("c", "note", "N"), Diagnostic("c", "note", "N")]
    assert counted(found) == "no errors, 1 warning and 2 notes."


def test_a_case_that_fails_says_in_words_which_condition_does_not_hold() -> None:
    small = "answers:\n    size: small\n  expect: [notice]"
    case = {"in": f"{LEAVING}cases.yaml", "old": small, "new": small.replace("[notice]", "[at_once]")}
    _, found = linted(edited(base(), [case]))
    told_why = next(each.help for each in found if each.code == "failing-case")
    assert "instrument == one_page does not hold" in told_why


def test_a_case_that_answers_for_one_partner_is_told_to_state_a_fact() -> None:
    case = {"in": f"{LEAVING}cases.yaml", "old": "size: small", "new": "brings: [money]"}
    _, found = linted(edited(base(), [case]))
    (slip,) = [each for each in found if each.code == "impossible-case"]
    assert slip.message == "`brings` is asked of each partner; a case takes matter-level answers only"
    assert slip.help == "state it as a fact in facts.yaml and let the row name the fact"


# ---------------------------------------------------------------- layers


ALWAYS_AT_ONCE = """\
replace:
  rows:
    notice:
      gives: at_once
      otherwise: true
      because: We always let them go at once.
      source: [S1]
"""
OWN_CASE = "- name: A notice for charters\n  instrument: charter\n  packet: [charter]\n  expect: [notice]\n"


def with_layer(**texts: str) -> list[Diagnostic]:
    content = content_of(base(), [layer({f"exit/leaving/{name}": text for name, text in texts.items()})])
    return lint(content, ENGINE)


def test_a_case_beneath_that_names_a_retired_variant_is_no_error() -> None:
    retired = "retire:\n  rows: [at_once]\n  variants: [at_once]\n"
    found = with_layer(**{"topic.yaml": retired})
    assert told(found, "moved-case") == [
        f"{LEAVING}cases.yaml:4:12: `at_once` is not a variant of `leaving`",
        f"{LEAVING}cases.yaml:9:14: `at_once` is not a variant of `leaving`",
    ]
    assert not any(each.is_error for each in found)


def test_a_layers_own_case_that_fails_is_an_error() -> None:
    found = with_layer(**{"topic.yaml": ALWAYS_AT_ONCE, "cases.yaml": OWN_CASE})
    assert told(found, "failing-case") == [
        "firm/exit/leaving/cases.yaml:4:3: A notice for charters: expected [notice], found [at_once]"
    ]


def test_a_layers_text_is_linted_where_it_stands() -> None:
    found = with_layer(**{"notice.md": "{#notice}\n1. A {Party} shall give a notice of {exit_days}.\n"})
    assert told(found, "typed-shall") == ["firm/exit/leaving/notice.md:2:14: “shall” is typed: write {shall}"]
    assert len(found) == 1


# ---------------------------------------------------------------- the library that ships


def test_the_library_that_ships_has_no_error() -> None:
    content, found = linted(real_files())
    assert [render(each, content.texts) for each in found if each.is_error] == []


def test_the_command_tells_findings_and_counts_and_fails_only_on_an_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["library", "lint"])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1].startswith("no errors, ")
    files = {name: text for name, text in base().items() if name.startswith("clause_library/")}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["library", "lint", "--library", str(tmp_path / "clause_library")])
    assert result.exit_code == 1
    assert "The library cannot be loaded" in result.output
