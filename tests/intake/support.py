"""Helpers of the intake tests: a small bank, valid intakes, and the golden files of bad ones.

``python -m tests.intake.support`` writes the golden files anew; read the difference before you keep it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.answers import Answers
from pipeline.diagnostics import Diagnostic, in_order, render
from pipeline.intake.answers import check_intake
from pipeline.intake.questionnaire import QuestionBank, load_bank
from pipeline.intake.source import Source, parse_source, read_source

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "intake" / "bank"
BAD = ROOT / "tests" / "fixtures" / "bad_intakes"
COUNTRIES = ROOT / "intake" / "countries.yaml"

MATTER = """\
alliance_name: River Alliance
start: 2027-03-01
money_moves: no
"""
PARTIES = """\
parties:
  - name: River Trust
    kind: company
  - name: City of Lyon
    kind: public_body
    power: Resolution 12
"""
VALID = MATTER + PARTIES
"""A complete intake of the small bank; tests add lines to it or replace some."""


def source(path: Path) -> Source:
    """A file that must be readable."""
    found, slips = read_source(path, path.name)
    assert found is not None, slips
    return found


@cache
def small_bank() -> QuestionBank:
    """The tests' own bank."""
    return _loaded(SMALL)


@cache
def real_bank() -> QuestionBank:
    """The bank that ships."""
    return _loaded(ROOT / "intake")


def _loaded(folder: Path) -> QuestionBank:
    forms = [source(folder / "one_page.yaml")]
    bank, slips = load_bank(source(folder / "questionnaire.yaml"), forms, source(COUNTRIES))
    assert bank is not None, [render(each) for each in slips]
    return bank


def check(text: str, bank: QuestionBank | None = None) -> tuple[Answers | None, list[Diagnostic]]:
    """A text through the whole room."""
    found, slips = parse_source(text, "intake.yaml")
    if found is None:
        return None, slips
    answers, more = check_intake(found, bank or small_bank(), "matter")
    return (None if slips else answers), in_order([*slips, *more])


def answers(text: str, bank: QuestionBank | None = None) -> Answers:
    """The answers of an intake that must be right."""
    found, slips = check(text, bank)
    assert found is not None, [render(each) for each in slips]
    return found


def with_column(line: str) -> str:
    """The valid intake with a line added to its first party."""
    return VALID.replace("    kind: company\n", f"    kind: company\n    {line}\n")


def codes(text: str) -> list[str]:
    """Codes of everything found in an intake, in order."""
    return [each.code for each in check(text)[1]]


def bank_from(text: str) -> tuple[QuestionBank | None, list[Diagnostic]]:
    """A bank of one file, without forms."""
    found, slips = parse_source(text, "questionnaire.yaml")
    return load_bank(found, [], source(COUNTRIES)) if found and not slips else (None, slips)


# ---------------------------------------------------------------- golden files


def find(folder: Path) -> list[Diagnostic]:
    """What the room says about the one bad file of a folder."""
    path = next(iter(folder.glob("*.yaml")))
    found, slips = read_source(path, path.name, forbid_flow_conditions=path.stem == "library")
    if found is None or (slips and path.stem != "intake"):
        return slips
    if path.stem == "intake":
        return in_order([*slips, *check_intake(found, small_bank(), "matter")[1]])
    files = {each: source(SMALL / f"{each}.yaml") for each in ("questionnaire", "one_page")}
    files |= {"countries": source(COUNTRIES), path.stem: found}
    forms = [] if path.stem == "questionnaire" else [files["one_page"]]
    return load_bank(files["questionnaire"], forms, files["countries"])[1]


def rendered(folder: Path) -> str:
    """Every finding of a folder as a terminal shows it."""
    path = next(iter(folder.glob("*.yaml")))
    texts = {path.name: path.read_bytes().decode("utf-8", "replace")}
    return "\n".join(render(each, texts) for each in find(folder)) + "\n"


if __name__ == "__main__":
    for each in sorted(BAD.iterdir()):
        (each / "expected.txt").write_text(rendered(each), encoding="utf-8")
