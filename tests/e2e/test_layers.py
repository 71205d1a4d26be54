"""A firm's layer on the clause library, as its lawyers use it; and a clause typed for one matter."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.word.lint import lint_docx
from tests.support import EXAMPLES, ROOT

DAY = ("--as-of", "2026-11-22")
PILOT = EXAMPLES / "carbon-pilot.yaml"
FRIENDS = EXAMPLES / "two-friends-app.yaml"
WITHDRAWAL = "exit/withdrawal/topic.yaml"
NOTICE = "exit/withdrawal/asymmetric_notice.md"
OUR_NOTICE = (
    "1. A {Party} may leave by giving a notice of {exit_notice_days}, in the words of Quillfeather.\n"
)
TEA = """\
number: F1
title: Tea at meetings
settles: Whether tea is served.
home: each
rows:
  - gives: served
    otherwise: true
    because: The firm always has it.
    source: [F1]
variants:
  served:
    title: Tea is served
"""
TEA_FILES = {
    "governance/tea/topic.yaml": TEA,
    "governance/tea/served.md": "1. The {Parties} serve tea.\n",
    "sources.yaml": "add:\n  F1:\n    title: The firm's notes\n    says: Tea helps.\n    where: page 1\n",
    "outlines.yaml": "- {instrument: agreement, after: bodies, add: tea}\n",
}


def run(*arguments: object, code: int = 0) -> Result:
    """A command in this process."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == code, (result.stdout, result.stderr)
    return result


def lay(folder: Path, files: Mapping[str, str], name: str = "quillfeather") -> Path:
    """A layer on disk."""
    mark = {"layer.yaml": f"name: {name}\nowner: Quillfeather LLP\nbecause: Our house style.\n"}
    for path, text in {**mark, **files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def why(folder: Path) -> Any:
    return json.loads((folder / "why.json").read_text(encoding="utf-8"))


def topic_in(data: Any, document: str, topic: str) -> Any:
    """A topic of one document in why.json."""
    found = next(each for each in data["documents"] if each["id"] == document)
    return next(each for each in found["topics"] if each["topic"] == topic)


def words_of(path: Path) -> str:
    with ZipFile(path) as file:
        return file.read("word/document.xml").decode()


def provenance_of(path: Path) -> str:
    with ZipFile(path) as file:
        return file.read("customXml/item1.xml").decode()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The bundled library, copied so that a test may update it."""
    return Path(shutil.copytree(ROOT / "clause_library", tmp_path / "updated"))


# ---------------------------------------------------------------- drafting


def test_a_replaced_clause_is_drafted_and_says_which_layer_it_came_from(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {NOTICE: OUR_NOTICE})
    run("draft", PILOT, "--library", firm, "--out", tmp_path, *DAY)
    out = tmp_path / "carbon-pilot"
    assert "in the words of Quillfeather" in words_of(out / "agreement.docx")
    data = why(out)
    assert topic_in(data, "agreement", "withdrawal")["decisions"][0]["layers"] == ["quillfeather"]
    assert "layers" not in topic_in(data, "agreement", "scope")["decisions"][0]
    page = (out / "why.html").read_text(encoding="utf-8")
    assert page.count("From the layer quillfeather") == 1
    assert "Quillfeather LLP" in page


def test_the_record_of_a_draft_names_every_layer_with_its_digest(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {NOTICE: OUR_NOTICE})
    run("draft", PILOT, "--library", firm, "--out", tmp_path, *DAY)
    data = why(tmp_path / "carbon-pilot")
    assert [each["name"] for each in data["layers"]] == ["clause_library", "quillfeather"]
    written = provenance_of(tmp_path / "carbon-pilot" / "agreement.docx")
    for each in data["layers"]:
        assert f"{each['name']} {each['digest']}" in written
    assert data["library"] in written


def test_without_a_layer_nothing_of_layers_is_written(tmp_path: Path) -> None:
    run("draft", FRIENDS, "--out", tmp_path, *DAY)
    out = tmp_path / "two-friends-app"
    assert "layers" not in why(out)
    assert 'name="layers"' not in provenance_of(out / "simple_mou.docx")
    assert "the layer" not in (out / "why.html").read_text(encoding="utf-8")


def test_a_layer_that_changes_nothing_gives_the_same_documents(tmp_path: Path) -> None:
    run("draft", PILOT, "--out", tmp_path / "plain", *DAY)
    run("draft", PILOT, "--library", lay(tmp_path / "firm", {}), "--out", tmp_path / "layered", *DAY)
    records = [
        (tmp_path / each / "carbon-pilot" / "document.json").read_bytes() for each in ("plain", "layered")
    ]
    assert records[0] == records[1]


def test_a_retired_variant_and_a_changed_default_are_gone_from_the_drafts(tmp_path: Path) -> None:
    files = {
        WITHDRAWAL: "retire:\n  rows: [asymmetric_notice]\n  variants: [asymmetric_notice]\n",
        "parameters.yaml": "replace:\n  defaults:\n    exit_notice_days:\n"
        "      lead in (agreement, bilateral):\n"
        "        value: 75\n        when: lead in (agreement, bilateral)\n"
        "        because: The firm's usual notice.\n        source: [B2]\n",
    }
    firm = lay(tmp_path / "firm", files)
    agreement = json.loads(run("decide", PILOT, "--library", firm, "--json").stdout)["documents"][1]
    chosen = next(each["variant"] for each in agreement["decisions"] if each["topic"] == "withdrawal")
    assert chosen == "notice_days"
    value = agreement["parameters"]["exit_notice_days"][0]
    assert (value["value"], value["from"]) == (75, "default: The firm's usual notice.")
    assert "asymmetric_notice" not in run("library", "show", "withdrawal", "--library", firm).stdout
    assert "asymmetric_notice" in run("library", "show", "withdrawal").stdout


def test_a_new_topic_stands_in_its_slot(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", TEA_FILES)
    run("draft", PILOT, "--library", firm, "--out", tmp_path, *DAY)
    out = tmp_path / "carbon-pilot"
    assert lint_docx((out / "agreement.docx").read_bytes()) == []
    data = why(out)
    before = int(topic_in(data, "agreement", "bodies")["number"])
    assert int(topic_in(data, "agreement", "tea")["number"]) == before + 1
    assert topic_in(data, "agreement", "tea")["decisions"][0]["layers"] == ["quillfeather"]


def test_layers_lie_on_each_other_in_their_order(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {NOTICE: OUR_NOTICE})
    desk = lay(tmp_path / "desk", {NOTICE: OUR_NOTICE.replace("Quillfeather", "the energy desk")}, "desk")
    for order, words in (((firm, desk), "the energy desk"), ((desk, firm), "Quillfeather")):
        out = tmp_path / order[0].name
        run("draft", PILOT, "--library", order[0], "--library", order[1], "--out", out, *DAY)
        assert f"in the words of {words}" in words_of(out / "carbon-pilot" / "agreement.docx")


def test_a_matters_own_layer_lies_beside_its_intake(tmp_path: Path) -> None:
    matters = tmp_path / "matters"
    matters.mkdir()
    for name in ("one", "two"):
        shutil.copy(PILOT, matters / f"{name}.yaml")
    lay(matters / "one.layer", {NOTICE: OUR_NOTICE}, "one")
    run("draft", matters / "one.yaml", "--out", tmp_path / "alone", *DAY)
    run("draft-all", matters, "--output", tmp_path / "all", *DAY)
    for out, name, own in (("alone", "one", True), ("all", "one", True), ("all", "two", False)):
        words = words_of(tmp_path / out / name / "agreement.docx")
        assert ("Quillfeather" in words) == own


def test_a_broken_matter_layer_stops_its_own_matter_only(tmp_path: Path) -> None:
    matters = tmp_path / "matters"
    matters.mkdir()
    for name in ("one", "two"):
        shutil.copy(FRIENDS, matters / f"{name}.yaml")
    lay(matters / "one.layer", {WITHDRAWAL: "retire:\n  variants: [nothing_such]\n"}, "one")
    result = run("draft-all", matters, "--output", tmp_path / "out", *DAY, code=1)
    assert "one.layer/exit/withdrawal/topic.yaml:2:14: there is no variant `nothing_such`" in result.stderr
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["two"]


def test_a_change_in_a_layer_is_seen_by_the_next_draft(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {NOTICE: OUR_NOTICE})
    for words in ("Quillfeather", "Quillfeather and Sons"):
        lay(firm, {NOTICE: OUR_NOTICE.replace("Quillfeather", words)})
        run("draft", PILOT, "--library", firm, "--out", tmp_path / words, *DAY)
        assert f"{words}." in words_of(tmp_path / words / "carbon-pilot" / "agreement.docx")


def test_the_terminal_names_the_layer_too(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {NOTICE: OUR_NOTICE})
    assert "  layer: quillfeather" in run("explain", PILOT, "withdrawal", "--library", firm).stdout
    assert "layer:" not in run("explain", PILOT, "withdrawal").stdout


def section(name: str, file: str) -> list[str]:
    """The examples of a section of a README."""
    text = (ROOT / file).read_text(encoding="utf-8").split(name, 1)[1].split("\n## ", 1)[0]
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)


def test_the_example_of_the_readme_is_a_layer(tmp_path: Path) -> None:
    mark, topic, parameters, outlines = section("## Your own layer", "clause_library/README.md")
    files = {
        **TEA_FILES,
        "layer.yaml": mark,
        WITHDRAWAL: topic,
        "parameters.yaml": parameters,
        "outlines.yaml": outlines,
        "exit/withdrawal/our_notice.md": OUR_NOTICE,
    }
    firm = lay(tmp_path / "firm", files)
    shown = run("library", "show", "withdrawal", "--library", firm).stdout
    assert "our_notice [layer quillfeather]" in shown
    assert "lead in (agreement, bilateral): 75 [layer quillfeather]" in shown
    assert "end_of_cycle" not in shown


# ---------------------------------------------------------------- diff and adopt


def test_diff_shows_what_an_update_changed_beneath(library: Path, tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {NOTICE: OUR_NOTICE})
    both = ("--library", library, "--library", firm)
    assert "no base was recorded" in run("library", "diff", *both).stdout
    assert "1 replaced or retired piece" in run("library", "adopt", *both).stdout
    assert "1 unchanged" in run("library", "diff", *both).stdout
    path = library / NOTICE
    path.write_text(path.read_text(encoding="utf-8") + "\n9. Something new.\n", encoding="utf-8")
    shown = run("library", "diff", *both, code=1).stdout
    assert "changed beneath since it was written" in shown
    assert "    +9. Something new." in shown
    run("draft", PILOT, *both, "--out", tmp_path, *DAY)
    run("library", "adopt", *both)
    assert "1 unchanged" in run("library", "diff", *both).stdout


def test_diff_tells_of_a_piece_that_went_away(library: Path, tmp_path: Path) -> None:
    files = {"sources.yaml": "replace:\n  S81:\n    title: T\n    says: S\n    where: W\n"}
    both = ("--library", library, "--library", lay(tmp_path / "firm", files))
    run("library", "adopt", *both)
    path = library / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nS81:\n", "\nS8100:\n"), encoding="utf-8")
    result = run("library", "diff", *both, code=1)
    assert "sources.yaml S81: no longer there beneath" in result.stdout
    assert "/firm/sources.yaml:2:3: there is no source `S81`" in result.stderr


def test_the_record_of_the_base_changes_no_digest(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {NOTICE: OUR_NOTICE})
    digests = []
    for _ in range(2):
        run("draft", PILOT, "--library", firm, "--out", tmp_path, *DAY)
        digests.append(why(tmp_path / "carbon-pilot")["library"])
        run("library", "adopt", "--library", firm)
    assert digests[0] == digests[1]


def test_diff_and_adopt_need_a_layer(tmp_path: Path) -> None:
    for command in ("diff", "adopt"):
        assert "no layer is named" in run("library", command, code=1).stderr


def test_a_whole_library_lies_beneath_every_layer(library: Path, tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {})
    for command in (("topics",), ("diff",)):
        result = run("library", *command, "--library", firm, "--library", library, code=1)
        assert "is a whole library" in result.stderr


# ---------------------------------------------------------------- show


def test_show_names_every_piece_by_its_id_and_its_layer(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {NOTICE: OUR_NOTICE, **TEA_FILES})
    shown = run("library", "show", "withdrawal", "--library", firm).stdout
    assert "immediate_on_notice-2 gives immediate_on_notice" in shown
    assert "common [layer quillfeather]" in shown
    assert "Length of the notice to leave (exit_notice_days)" in shown
    assert "Tea at meetings (governance/tea) [layer quillfeather]" in (
        run("library", "show", "tea", "--library", firm).stdout
    )


def test_show_as_json_has_ids_that_a_layer_can_name(tmp_path: Path) -> None:
    data = json.loads(run("library", "show", "withdrawal", "--json").stdout)
    assert [each["id"] for each in data["rows"]][-1] == "notice_days"
    assert {each["id"] for each in data["parameters"]} >= {"exit_notice_days"}
    defaults = next(each for each in data["parameters"] if each["id"] == "exit_notice_days")["defaults"]
    assert defaults[0]["id"] == "lead == one_page"
    assert all(each["layer"] == "" for each in data["rows"])


def test_show_guesses_a_misspelt_topic() -> None:
    assert "did you mean `withdrawal`?" in run("library", "show", "withdrawl", code=1).stderr


# ---------------------------------------------------------------- a working folder


def test_a_working_folder_holds_a_layer_and_no_copy(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run("init", folder)
    assert sorted(each.name for each in (folder / "clause_library").iterdir()) == ["README.md", "layer.yaml"]
    own = ("--library", folder / "clause_library", "--templates", folder / "templates")
    run("library", "topics", *own)
    assert "it replaces and retires nothing" in run("library", "diff", *own).stdout


def test_a_working_folder_can_still_be_a_whole_copy(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run("init", folder, "--whole")
    names = ("--library", "clause_library", "--templates", "templates", "--questions", "intake")
    own = [folder / each if not each.startswith("--") else each for each in names]
    run("check", folder / "intake" / "matters" / "two-friends-app.yaml", *own)
    assert " ".join(names) in (folder / "Makefile").read_text(encoding="utf-8")
    assert not (folder / "clause_library" / "layer.yaml").exists()


# ---------------------------------------------------------------- riders

RIDER = """
riders:
  - title: "{title}"
    text: |
      The first paragraph has {{Party}} & <b>signs</b>,
      1. and {{@withdrawal}} goes on.

      - The second paragraph.
    document: {document}
    binds: {binds}
    by: A. Counsel
    because: The client insists.
"""


def with_rider(folder: Path, text: str) -> Path:
    """The worked example with a rider."""
    path = folder / "pilot.yaml"
    path.write_text(PILOT.read_text(encoding="utf-8") + text, encoding="utf-8")
    return path


def rider_article(folder: Path, document: str) -> tuple[Any, Any, Any]:
    """The article before a rider's, the rider's, and its document, from document.json."""
    record = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    found = next(each for each in record["documents"] if each["id"] == document)
    articles = [each for part in found["body"] for each in part["articles"]]
    place = next(n for n, each in enumerate(articles) if each["clauses"][0]["topic"] == "rider")
    return articles[place - 1], articles[place], found


def test_a_rider_is_an_article_of_its_own_after_the_topic_it_names(tmp_path: Path) -> None:
    text = RIDER.format(title="Naming rights", document="agreement", binds="yes") + "    after: withdrawal\n"
    run("draft", with_rider(tmp_path, text), "--out", tmp_path, *DAY)
    out = tmp_path / "pilot"
    before, article, _ = rider_article(out, "agreement")
    assert before["clauses"][0]["topic"] == "withdrawal"
    assert int(article["number"]) == int(before["number"]) + 1
    clause = article["clauses"][0]
    assert (clause["variant"], clause["binding"]) == ("naming-rights", True)
    assert [each["number"] for each in clause["blocks"]] == [f"{article['number']}.{n}" for n in (1, 2)]
    words = [each["inlines"][0]["text"] for each in clause["blocks"]]
    assert words == [
        "The first paragraph has {Party} & <b>signs</b>, 1. and {@withdrawal} goes on.",
        "- The second paragraph.",
    ]
    assert lint_docx((out / "agreement.docx").read_bytes()) == []
    assert 'w:val="rider/naming-rights"' in words_of(out / "agreement.docx")


def test_a_rider_is_explained_by_who_typed_it_and_why(tmp_path: Path) -> None:
    path = with_rider(tmp_path, RIDER.format(title="Naming rights", document="charter", binds="no"))
    run("draft", path, "--out", tmp_path, *DAY)
    said = "Typed by A. Counsel for this matter: The client insists."
    charter = next(each for each in why(tmp_path / "pilot")["documents"] if each["id"] == "charter")
    assert [each["because"] for each in charter["riders"]] == [said]
    assert said in (tmp_path / "pilot" / "why.html").read_text(encoding="utf-8")
    decided = json.loads(run("decide", path, "--json").stdout)["documents"][0]["decisions"]
    assert decided[-1] == {
        "topic": "rider",
        "variant": "naming-rights",
        "elsewhere": None,
        "because": said,
        "source": [],
    }


def test_a_rider_that_binds_stands_in_the_list_of_what_binds(tmp_path: Path) -> None:
    text = RIDER.format(title="Naming rights", document="simple_mou", binds="yes")
    path = tmp_path / "friends.yaml"
    path.write_text(FRIENDS.read_text(encoding="utf-8") + text, encoding="utf-8")
    run("draft", path, "--out", tmp_path, *DAY)
    _, article, document = rider_article(tmp_path / "friends", "simple_mou")
    clauses = [each for part in document["body"] for one in part["articles"] for each in one["clauses"]]
    lists = [
        inline["text"]
        for clause in clauses
        if clause["topic"] == "legal_nature"
        for block in clause["blocks"]
        for inline in block["inlines"]
        if inline["kind"] == "ref"
    ]
    assert article["number"] in lists


def test_the_rider_of_the_readme_is_drafted(tmp_path: Path) -> None:
    example = next(each for each in section("## For a legal team", "README.md") if "riders:" in each)
    run("draft", with_rider(tmp_path, "\n" + example), "--out", tmp_path, *DAY)
    before, article, _ = rider_article(tmp_path / "pilot", "agreement")
    assert before["clauses"][0]["topic"] == "publicity_name"
    assert len(article["clauses"][0]["blocks"]) == 2


def test_where_no_agreement_is_drafted_a_rider_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    grave = PILOT.read_text(encoding="utf-8")
    for doubt in ("past_dispute", "rivalry"):
        grave = re.sub(rf"(?m)^{doubt}:.*$", f"{doubt}: serious", grave)
    path = tmp_path / "pilot.yaml"
    path.write_text(grave + RIDER.format(title="Tea", document="agreement", binds="yes"), encoding="utf-8")
    result = run("decide", path, code=3)
    assert "The rider “Tea” stands nowhere" in " ".join(result.stdout.split())


def test_two_riders_keep_their_order_and_get_ids_of_their_own(tmp_path: Path) -> None:
    text = RIDER.format(title="Tea", document="charter", binds="no")
    path = with_rider(tmp_path, text + text.replace("\nriders:\n", ""))
    run("draft", path, "--out", tmp_path, *DAY)
    charter = next(each for each in why(tmp_path / "pilot")["documents"] if each["id"] == "charter")
    assert [each["rider"] for each in charter["riders"]] == ["tea", "tea-2"]
    numbers = [int(each["number"]) for each in charter["riders"]]
    assert numbers[1] == numbers[0] + 1


def test_a_page_without_numbers_takes_a_rider_as_plain_paragraphs(tmp_path: Path) -> None:
    source = EXAMPLES / "riverside-neighbours.yaml"
    path = tmp_path / "river.yaml"
    text = RIDER.format(title="Tea", document="one_page", binds="no")
    path.write_text(source.read_text(encoding="utf-8") + text, encoding="utf-8")
    run("draft", path, "--out", tmp_path, *DAY)
    _, article, _ = rider_article(tmp_path / "river", "one_page")
    assert article["number"] == ""
    assert [each["level"] for each in article["clauses"][0]["blocks"]] == [0, 0]
    assert lint_docx((tmp_path / "river" / "one_page.docx").read_bytes()) == []


def test_a_rider_with_a_hidden_character_is_refused_once(tmp_path: Path) -> None:
    text = RIDER.format(title="Tea\u202e", document="charter", binds="no")
    found = run("check", with_rider(tmp_path, text), code=1).stderr
    assert found.count("pilot.yaml:") == 1
    assert "right-to-left override" in found


def test_a_misspelt_riders_key_is_guessed(tmp_path: Path) -> None:
    text = RIDER.format(title="Tea", document="charter", binds="no").replace("riders:", "ridres:")
    assert "did you mean `riders`?" in run("check", with_rider(tmp_path, text), code=1).stderr


# ---------------------------------------------------------------- what a layer's author is told


def readme_layer() -> dict[str, str]:
    """The whole layer of the README: each file with its text."""
    readme = (ROOT / "clause_library" / "README.md").read_text(encoding="utf-8")
    part = readme.partition("## A whole layer")[2].partition("## Cases")[0]
    return dict(re.findall(r"^`([\w./]+)`\n\n```(?:yaml)?\n(.*?)^```", part, re.MULTILINE | re.DOTALL))


def test_the_layer_of_the_readme_works_as_it_is_copied(tmp_path: Path) -> None:
    files = readme_layer()
    assert len(files) == 11
    firm = lay(tmp_path / "firm", files)
    said = run("library", "lint", "--library", firm).output
    assert "no errors, no warnings and 1 note." in said
    assert "`secondment` has no place in one_page" in said
    run("draft", PILOT, "--library", firm, "--out", tmp_path, *DAY)
    assert "Seconded staff" in words_of(tmp_path / "carbon-pilot" / "agreement.docx")


def test_a_folder_that_is_neither_layer_nor_library_is_told_once(tmp_path: Path) -> None:
    folder = lay(tmp_path / "firm", TEA_FILES)
    (folder / "layer.yaml").unlink()
    for command in (("library", "topics"), ("library", "lint"), ("check", PILOT)):
        said = run(*command, "--library", folder, code=1).output
        assert said.splitlines() == [
            f"`{folder}`: this folder has no layer.yaml",
            "  = a layer needs one (name, owner, because); a whole library needs facts.yaml, packet.yaml"
            " and words.yaml",
        ]


def test_the_lint_of_a_layer_tells_of_the_layer_by_the_path_that_was_given(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm" / "clause_library", TEA_FILES)
    (firm / "governance/tea/served.txt").write_text("1. Tea.")
    said = run("library", "lint", "--library", firm, code=1).output.splitlines()
    topic = f"{firm}/governance/tea"
    assert said[0].startswith(f"{topic}/topic.yaml:1:1: the topic `tea` has no cases")
    assert f"{topic}/served.txt:1:1: warning: `served.txt` is never read" in said
    assert not any(line.startswith(("clause_library/", "quillfeather/")) for line in said)
    assert re.fullmatch(
        r"\d+ findings? in the bundled library beneath (are|is) not shown; `library lint` without --library"
        r" shows (them|it)\.",
        said[-1],
    )


def test_errors_of_a_layer_are_told_by_the_path_that_was_given(tmp_path: Path) -> None:
    firm = lay(tmp_path / "firm", {**TEA_FILES, "governance/tea/served.md": "1. {Tee}.\n"})
    for command in (("library", "topics"), ("library", "lint"), ("library", "show", "tea")):
        result = run(*command, "--library", firm, code=1)
        assert f"{firm}/governance/tea/served.md:1:" in result.output
        assert "quillfeather/" not in result.output
