"""The judges find what is wrong, and find nothing in what the pipeline writes.

In ``tests/property`` our own linter reads the drafts of every random intake, 500 of them in the slow run. The
slow tests here give each of the others as many as it reads in a minute or two of one core. ``make validate``
puts 500 before every judge.
"""

from __future__ import annotations

from functools import cache

import pytest
from click.testing import CliRunner

from pipeline.word.writer import write_docx
from tests.validate import __main__ as command
from tests.validate.drafts import Files, examples, many
from tests.validate.judges import BY_NAME, SDK, Finding, Judge, sdk_program
from tests.validate.printed import Line, differences
from tests.word.libreoffice import UNDER_CI, missing, or_skip
from tests.word.test_lint import FAULTS, spoiled
from tests.word_support import PROVENANCE, house_template, sample

FIRST = 10_000
"""Seeds that no other test drafts."""
AUDITED, BY_SDK, PRINTED = 120, 50, 100
"""Random drafts for each slow judge: about 0.6, 1.7 and 0.8 seconds a draft, on one core."""
LOTS = 5
"""Each judge's drafts in so many tests, for the tests to be shared among processes."""
NEEDS = {name: or_skip(judge.absent()) for name, judge in BY_NAME.items()}


def param(name: str, *values: object) -> object:
    """A judge's case; skipped with its reason where the judge is not installed, but never under CI."""
    return pytest.param(name, *values, id="-".join(map(str, (name, *values))), marks=NEEDS[name])


def said(judge: Judge, files: Files) -> list[str]:
    """What the judge says, in words."""
    return [str(each) for each in judge.findings(files)]


# ---------------------------------------------------------------- each judge can find something


@cache
def written() -> bytes:
    """The sample."""
    return write_docx(sample(), house_template(), PROVENANCE)


def planted(code: str) -> bytes:
    """The sample with one fault."""
    return spoiled(next(spoil for each, spoil in FAULTS if each == code))


@pytest.mark.parametrize(
    ("name", "code"), [("linter", "docx-reference-dangling"), ("audit", "docx-order-wrong")]
)
def test_a_quick_judge_names_the_draft_with_a_fault_and_no_other(name: str, code: str) -> None:
    found = BY_NAME[name].findings({"bad": planted(code), "good": written()})
    assert {each.draft for each in found} == {"bad"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "code"),
    [
        param("sdk", "docx-order-wrong"),
        param("sdk", "docx-xml-broken"),
        param("libreoffice", "docx-xml-broken"),
    ],
)
def test_a_slow_judge_names_the_draft_with_a_fault_and_no_other(name: str, code: str) -> None:
    found = BY_NAME[name].findings({"bad": planted(code), "good": written()})
    assert {each.draft for each in found} == {"bad"}


@pytest.mark.slow
@NEEDS["libreoffice"]
def test_a_kept_reference_that_is_wrong_is_seen_in_print() -> None:
    from tests.validate.counsel import edited
    from tests.word.test_moves import references

    def work(root: object) -> None:
        next(iter(references(root)))[1].text = "99.9"

    found = said(BY_NAME["libreoffice"], {"bad": edited(written(), work)})
    assert len(found) == 1
    assert "99.9" in found[0]


# ---------------------------------------------------------------- reading what was printed

PAPER = [
    Line("1", "Purpose"),
    Line("1.1", "The co-operation is described in 2.1."),
    Line("", "Name", "NameRole"),
    Line("", "Role", "NameRole"),
    Line("", "Zoë"),
    Line("", "Chair", "NameRole"),
    Line("(a)", "an item that ends here"),
]
PRINT = (
    "1 PURPOSE\n1.1 The co-\noperation is  described in 2.1.\nName Role\nZoë\n"
    "\fName Role\nChair\n\uf0b7(a) an item that ends here\n"
)


def test_line_ends_hyphens_capitals_and_repeated_table_heads_are_no_differences() -> None:
    assert list(differences(PAPER, PRINT)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(a)", "(b)"),
        ("in 2.1", "in 2.2"),
        ("1.1 The", "1.2 The"),
        ("Chair", ""),
        ("ends here", "ends here too"),
    ],
)
def test_another_label_reference_or_word_is_a_difference(old: str, new: str) -> None:
    assert len(list(differences(PAPER, PRINT.replace(old, new)))) == 1


def test_words_from_right_to_left_do_not_hide_the_others() -> None:
    paper = [Line("1.1", "Institute \u0645\u0631 3 pays under 4.2.")]
    assert list(differences(paper, "1.1 Institute \u0645\u0631\n3 pays under 4.2.")) == []
    assert list(differences(paper, "1.1 Institute \u0645\u0631\n3 pays under 4.3.")) != []


# ---------------------------------------------------------------- the command


def run(*options: str) -> tuple[int, str]:
    """The command's exit code and all that it prints."""
    result = CliRunner().invoke(command.main, [*options, "--jobs", "1"])
    return result.exit_code, result.output


QUICK = ("--without", "audit", "--without", "sdk", "--without", "libreoffice")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """No examples, which take seconds."""
    monkeypatch.setattr(command, "examples", dict)


@pytest.mark.usefixtures("few")
def test_the_command_counts_files_and_says_who_was_not_asked() -> None:
    code, printed = run("--drafts", "2", *QUICK)
    assert code == 0
    assert "our own linter                             4         0" in printed
    assert printed.count("not asked") == 3


@pytest.mark.usefixtures("few")
def test_the_command_fails_on_a_finding_and_names_the_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Judge("linter", "our own linter", lambda files, *_: ((name, "bent") for name in files), str)
    monkeypatch.setattr(command, "JUDGES", (judge,))
    code, printed = run("--drafts", "1", "--seed", "3")
    assert code == 1
    assert str(Finding("seed-3-simple_mou", "linter", "bent")) in printed


def test_the_command_does_not_go_on_without_a_judge_that_nobody_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SDK, raising=False)
    monkeypatch.setenv("PATH", "")
    code, printed = run("--drafts", "1", "--without", "libreoffice")
    assert code == 2
    assert "--without sdk" in printed


# ---------------------------------------------------------------- nothing is wrong with what we write


@pytest.mark.skipif(not UNDER_CI, reason="CI installs every judge; elsewhere one may be missing")
def test_ci_has_every_judge() -> None:
    assert missing() == ""
    assert sdk_program()


@pytest.mark.slow
@pytest.mark.parametrize("name", [param(name) for name in BY_NAME])
def test_no_judge_finds_anything_in_the_examples(name: str) -> None:
    assert said(BY_NAME[name], examples()) == []


def lots() -> list[object]:
    """Judge, seed and number of drafts of each test."""
    rows = (("audit", AUDITED), ("sdk", BY_SDK), ("libreoffice", PRINTED))
    return [param(name, FIRST + lot * 1000, count // LOTS) for name, count in rows for lot in range(LOTS)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seed", "count"), lots())
def test_no_judge_finds_anything_in_random_drafts(name: str, seed: int, count: int) -> None:
    assert said(BY_NAME[name], many(count, seed)) == []
