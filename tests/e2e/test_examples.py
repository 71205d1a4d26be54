"""The examples that ship say what a lawyer expects, word for word as last approved, in sound Word files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.model import Document, all_clauses
from pipeline.word.lint import lint_docx
from pipeline.word.names import clause_tag
from pipeline.word.numbers.labels import labels
from tests.e2e.drafts import EXPECTATIONS, GOLDEN, difference, example, record, stems, words_of
from tests.property.findings import CHECKS, Check, clause_tags, openxml_errors, printed_numbers
from tests.property.packets import Packet, parts_of
from tests.support import EXAMPLES

KEYS = {
    "gate",
    "documents",
    "variants",
    "parameters",
    "text_has",
    "text_lacks",
    "warnings",
    "open_values",
    "private_never",
}
EXPECTED = sorted(path.stem for path in EXPECTATIONS.glob("*.yaml"))
examples = pytest.mark.parametrize("stem", stems())
expected_examples = pytest.mark.parametrize("stem", EXPECTED)


def expected(stem: str) -> dict[str, Any]:
    """What a lawyer wrote down for an example."""
    found = yaml.safe_load((EXPECTATIONS / f"{stem}.yaml").read_text(encoding="utf-8"))
    assert set(found) <= KEYS, f"no test reads {set(found) - KEYS}"
    return dict(found)


def document(packet: Packet, name: str) -> Document:
    """A document of the packet by its id."""
    by_id = {each.id: each for each in packet.documents}
    assert name in by_id, f"the packet has {list(by_id)}, and no {name}"
    return by_id[name]


# ---------------------------------------------------------------- what a lawyer expects


def test_every_example_has_its_expectations() -> None:
    assert stems() == EXPECTED


@expected_examples
def test_the_gate_and_the_documents_are_as_expected(stem: str) -> None:
    outcome, wanted = example(stem).drafted.outcome, expected(stem)
    assert outcome.gate == wanted["gate"]
    assert [plan.id for plan in outcome.documents] == wanted["documents"]


def variants_of(packet: Packet) -> dict[str, dict[str, list[str]]]:
    """The chosen variants by document and topic."""
    found: dict[str, dict[str, list[str]]] = {}
    for plan in packet.drafted.outcome.documents:
        for each in plan.decisions:
            chosen = found.setdefault(plan.id, {}).setdefault(each.topic, [])
            if each.variant is not None and each.variant not in chosen:
                chosen.append(each.variant)
    return found


@expected_examples
def test_every_document_has_the_variants_a_lawyer_expects(stem: str) -> None:
    found = variants_of(example(stem))
    wrong = [
        f"{name}: {topic} is {found[name].get(topic)}, not {variants}"
        for name, topics in expected(stem)["variants"].items()
        for topic, variants in topics.items()
        if found[name].get(topic) != (variants or [])
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@expected_examples
def test_every_parameter_has_the_value_a_lawyer_expects(stem: str) -> None:
    parameters = example(stem).drafted.outcome.parameters
    general = {
        name: next(each.value for each in values if each.party is None) for name, values in parameters.items()
    }
    wrong = [
        f"{name} is {general.get(name)}, not {value}"
        for name, value in expected(stem)["parameters"].items()
        if general.get(name) != value
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@expected_examples
def test_the_documents_say_what_a_lawyer_expects(stem: str) -> None:
    packet = example(stem)
    missing = [
        f"{name} does not say: {words}"
        for name, listed in expected(stem)["text_has"].items()
        for words in listed
        if words not in words_of(document(packet, name))
    ]
    assert not missing, "\n" + "\n".join(missing)


@expected_examples
def test_the_documents_do_not_say_what_a_lawyer_would_strike(stem: str) -> None:
    packet = example(stem)
    said = [
        f"{name} says {words!r}: {line}"
        for name, listed in expected(stem)["text_lacks"].items()
        for words in listed
        for line in words_of(document(packet, name)).splitlines()
        if words in line
    ]
    assert not said, "\n" + "\n".join(said)


@expected_examples
def test_the_warnings_are_those_a_lawyer_expects(stem: str) -> None:
    found = [each.code for each in example(stem).drafted.outcome.warnings]
    assert sorted(found) == sorted(expected(stem)["warnings"])


@expected_examples
def test_the_open_values_are_those_a_lawyer_expects(stem: str) -> None:
    found = sorted(each.name.casefold() for each in example(stem).drafted.outcome.open_values)
    wanted = [each.casefold() for each in expected(stem).get("open_values", [])]
    assert len(found) == len(wanted), found
    for words in wanted:
        assert any(words in name for name in found), f"{words} is not among {found}"


@expected_examples
def test_no_private_word_is_in_any_shared_file(stem: str) -> None:
    files = example(stem).shared_files()
    leaks = [
        f"{words} stands in {name}"
        for words in expected(stem).get("private_never", [])
        for name, data in files.items()
        if words.encode() in data
    ]
    assert not leaks, "\n" + "\n".join(leaks)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@examples
def test_every_example_keeps_what_every_draft_promises(stem: str, check: Check) -> None:
    found = list(check(example(stem)))
    assert not found, "\n" + "\n".join(found)


# ---------------------------------------------------------------- word for word


@examples
def test_the_record_is_the_golden_one(stem: str) -> None:
    golden, now = (GOLDEN / f"{stem}.json").read_bytes(), record(example(stem).drafted)
    if golden != now:
        hint = "if this is meant: python -m tests.golden, and read the difference"
        pytest.fail(f"{stem} reads otherwise ({hint}):\n{difference(golden, now)}", pytrace=False)


def test_every_golden_record_belongs_to_an_example() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == stems()


# ---------------------------------------------------------------- Word


@examples
def test_the_linter_finds_nothing_in_the_word_files(stem: str) -> None:
    for name, data in example(stem).word_files.items():
        assert lint_docx(data) == [], name


@examples
def test_a_second_validator_finds_no_error_in_the_word_files(stem: str, tmp_path: Path) -> None:
    for name, data in example(stem).word_files.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        assert openxml_errors(str(path)) == [], name


@examples
def test_the_clauses_of_the_word_files_are_the_models_in_order(stem: str) -> None:
    packet = example(stem)
    for each in packet.documents:
        wanted = [clause_tag(clause) for clause in all_clauses(each)]
        assert wanted, f"{each.id} has no clauses"
        assert clause_tags(packet.word_files[each.id]) == wanted


@examples
def test_the_numbers_word_will_print_are_the_models(stem: str) -> None:
    packet = example(stem)
    for each in packet.documents:
        assert labels(packet.word_files[each.id]) == printed_numbers(each), each.id


@examples
def test_a_second_draft_has_the_same_parts(stem: str) -> None:
    first = example(stem).word_files
    example.cache_clear()
    second = example(stem).word_files
    assert list(first) == list(second)
    for name in first:
        one, other = parts_of(first[name]), parts_of(second[name])
        assert list(one) == list(other), name
        assert [part for part in one if one[part] != other[part]] == [], name


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed here")
@pytest.mark.parametrize(
    "stem", [stem for stem in stems() if "one_page" in (EXAMPLES / f"{stem}.yaml").read_text()]
)
def test_the_one_page_fits_one_page(stem: str, tmp_path: Path) -> None:
    packet = example(stem)
    if "one_page" not in packet.word_files:
        return
    path = tmp_path / "page.docx"
    path.write_bytes(packet.word_files["one_page"])
    assert pages(path) == 1


def pages(path: Path) -> int:
    """How many pages LibreOffice lays the file out on."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(path.parent),
        str(path),
    ]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    data = path.with_suffix(".pdf").read_bytes()
    return data.count(b"/Type/Page") - data.count(b"/Type/Pages")
