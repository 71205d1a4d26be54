"""The command line: exit codes, words on the right stream, files whole or not at all, never a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.files import RECORD
from pipeline.intake.answers import check_intake
from pipeline.intake.source import parse_source
from pipeline.word.numbers.labels import labelled
from tests.e2e.drafts import stems
from tests.property.packets import parts_of
from tests.support import EXAMPLES, ROOT, real_library

DAY = ("--as-of", "2026-11-22")
PLACE = re.compile(r"^[^\s:]+:\d+:\d+: ", re.MULTILINE)
CARBON, FRIENDS, RIVER = (
    str(EXAMPLES / f"{stem}.yaml") for stem in ("carbon-pilot", "two-friends-app", "riverside-neighbours")
)


def run(*arguments: object, code: int | None = 0) -> Result:
    """A command in this process; any exception but the exit itself is a bug."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(f"{arguments} raised {result.exception!r}") from result.exception
    assert code is None or result.exit_code == code, f"{arguments}: {result.exit_code}\n{result.output}"
    return result


def shell(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=120)


def changed(stem: str, folder: Path, **answers: str) -> Path:
    """An example with other answers to some matter-level questions."""
    text = (EXAMPLES / f"{stem}.yaml").read_text(encoding="utf-8")
    for name, value in answers.items():
        text, times = re.subn(rf"^{name}:.*$", f"{name}: {value}", text, flags=re.MULTILINE)
        text += "" if times else f"{name}: {value}\n"
    path = folder / f"{stem}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


def text_of(word_file: Path) -> str:
    """The words of a Word file."""
    return "\n".join(row.text for row in labelled(word_file.read_bytes()))


# ---------------------------------------------------------------- bad input

TAKES_AN_INTAKE: tuple[tuple[str, ...], ...] = (
    ("check", "INTAKE"),
    ("draft", "INTAKE"),
    ("decide", "INTAKE"),
    ("decide", "--json", "INTAKE"),
    ("explain", "INTAKE", "withdrawal"),
    ("export", "INTAKE", "--to", "text"),
    ("draft-all", "INTAKE"),
)


def bad_files(folder: Path) -> Iterator[Path]:
    """What a person might name by mistake."""
    contents = {
        "empty.yaml": b"",
        "blank.yaml": b"\n  \n# nothing\n",
        "binary.yaml": bytes(range(256)) * 8,
        "list.yaml": b"- a\n- b\n",
        "word.yaml": (ROOT / "templates" / "house.docx").read_bytes(),
        "tab.yaml": b"alliance_name:\n\t- x\n",
        "nul.yaml": b"alliance_name: a\0b\n",
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
        yield folder / name
    yield folder / "missing.yaml"
    yield folder / ("long" * 100 + ".yaml")


@pytest.mark.parametrize("command", TAKES_AN_INTAKE, ids=lambda command: " ".join(command))
def test_a_file_that_is_no_intake_is_refused_in_words(command: tuple[str, ...], tmp_path: Path) -> None:
    out = ("--out", tmp_path / "out") if command[0] in ("draft", "export") else ()
    out = ("--output", tmp_path / "out") if command[0] == "draft-all" else out
    for path in bad_files(tmp_path):
        result = run(*(str(path) if word == "INTAKE" else word for word in command), *out, code=1)
        assert path.stem in result.stderr or "intake" in result.stderr, result.stderr
        assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", TAKES_AN_INTAKE[:-1], ids=lambda command: " ".join(command))
def test_a_folder_is_no_intake(command: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*(str(tmp_path) if word == "INTAKE" else word for word in command), code=1)
    assert "not a file" in result.stderr


def test_a_mistake_is_shown_with_file_line_and_column(tmp_path: Path) -> None:
    path = changed("carbon-pilot", tmp_path, sector="logistiks", people="many", new_thing="x")
    lines = path.read_text(encoding="utf-8").splitlines()
    for command in ("check", "draft", "decide"):
        result = run(command, path, code=1)
        places = [each.rstrip(": ") for each in PLACE.findall(result.stderr)]
        at = [
            next(n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:"))
            for key in ("sector", "people", "new_thing")
        ]
        wanted = [
            f"{path.as_posix()}:{at[0]}:9",
            f"{path.as_posix()}:{at[1]}:9",
            f"{path.as_posix()}:{at[2]}:1",
        ]
        assert sorted(places) == sorted(wanted), result.stderr
        assert "did you mean `logistics`?" in result.stderr
        assert result.stdout == ""


def test_an_override_that_cannot_be_followed_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "carbon-pilot.yaml"
    rows = (
        "overrides:\n  - target: exit_notice_dais\n    value: 3\n    by: A. Counsel\n    because: a reason\n"
    )
    path.write_text((EXAMPLES / "carbon-pilot.yaml").read_text(encoding="utf-8") + rows, encoding="utf-8")
    for command in ("draft", "decide"):
        result = run(command, path, code=1)
        assert "did you mean `exit_notice_days`?" in result.stderr
        assert PLACE.search(result.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ("draft",),
        ("draft", CARBON, "--as-of", "tomorrow"),
        ("draft", CARBON, "--as-of", "2026-02-30"),
        ("draft", CARBON, "--library", "/nowhere/at/all"),
        ("form", "two_pages"),
        ("export", CARBON, "--to", "docx"),
        ("export", CARBON, "--to", "html", "--paper", "a4"),
        ("draft", CARBON, "--paper", "a5"),
        ("draft", CARBON, "--notes", "some"),
        ("draft", CARBON, "--template", "/nowhere/at/all.docx"),
        ("dratf", CARBON),
        ("check", CARBON, "--unknown"),
        ("explain", CARBON),
    ],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[2:]),
)
def test_wrong_usage_exits_with_two(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, code=2)
    assert result.stderr.startswith("Usage:")
    assert result.stdout == ""


def test_a_folder_without_intakes_is_wrong_usage(tmp_path: Path) -> None:
    assert "no intake" in run("draft-all", tmp_path, code=2).stderr


@pytest.mark.parametrize("command", ["draft", "export", "draft-all"])
def test_an_output_folder_that_cannot_be_written_is_said_in_words(command: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    option = "--output" if command == "draft-all" else "--out"
    result = run(command, RIVER, option, tmp_path / "taken" / "out", code=1)
    assert "taken" in result.stderr


# ---------------------------------------------------------------- gates


def test_an_alliance_that_should_not_be_formed_gets_a_memo_and_exit_code_three(tmp_path: Path) -> None:
    path = changed("carbon-pilot", tmp_path, past_dispute="serious", rivalry="serious")
    run("draft", path, "--out", tmp_path / "out", *DAY, code=3)
    written = [each.name for each in (tmp_path / "out" / "carbon-pilot").glob("*.docx")]
    assert written == ["do_not_form.docx"]
    assert "disput" in text_of(tmp_path / "out" / "carbon-pilot" / "do_not_form.docx")
    data = json.loads(run("decide", "--json", path, code=3).stdout)
    assert data["gate"] == "do_not_form"


@pytest.mark.parametrize(
    ("instrument", "answers"),
    [
        ("pilot_mou", {"rivalry": "serious"}),
        ("bilateral", {"structure_wish": "bilateral"}),
    ],
)
def test_an_instrument_that_is_not_available_is_named_and_nothing_else_is_drafted(
    instrument: str, answers: dict[str, str], tmp_path: Path
) -> None:
    path = changed("carbon-pilot", tmp_path, **answers)
    result = run("draft", path, "--out", tmp_path / "out", *DAY, code=3)
    assert "cannot be drafted yet" in " ".join(result.output.split())
    assert list((tmp_path / "out").rglob("*.docx")) == []
    data = json.loads(run("decide", "--json", path, code=3).stdout)
    assert {each["instrument"] for each in data["documents"]} == {instrument}
    assert {each["file"] for each in data["documents"]} == {None}


def test_a_draft_that_is_not_ready_is_stamped_and_fine(tmp_path: Path) -> None:
    path = changed("carbon-pilot", tmp_path, interest_map_date="not known yet")
    result = run("decide", "--json", path)
    assert json.loads(result.stdout)["gate"] == "not_ready"
    run("draft", path, "--out", tmp_path / "out", *DAY)
    for name in ("charter", "agreement"):
        parts = parts_of((tmp_path / "out" / "carbon-pilot" / f"{name}.docx").read_bytes())
        assert any(b"Not ready for signature" in blob for blob in parts.values()), name


def test_an_informal_coalition_gets_its_page_and_the_sheet_beside_it(tmp_path: Path) -> None:
    run("draft", RIVER, "--out", tmp_path, *DAY)
    written = sorted(each.name for each in (tmp_path / "riverside-neighbours").glob("*.docx"))
    assert written == ["before_you_sign.docx", "one_page.docx"]


# ---------------------------------------------------------------- decide, explain, topics

ANY = object()
DECIDED: dict[str, Any] = {
    "schema": int,
    "matter": str,
    "gate": str,
    "facts": {ANY: {"holds": (bool, type(None)), "because": str}},
    "documents": [
        {
            "id": str,
            "instrument": str,
            "nature": str,
            "parties": [str],
            "file": (str, type(None)),
            "decisions": [
                {
                    "topic": str,
                    "variant": (str, type(None)),
                    "elsewhere": (str, type(None)),
                    "because": str,
                    "source": [str],
                }
            ],
            "parameters": {
                ANY: [{"value": (int, float, str, type(None)), "for": (str, type(None)), "from": str}]
            },
        }
    ],
    "warnings": [{"code": str, "message": str, "source": [str]}],
    "open_values": [str],
}
"""The shape that the README promises."""


def misfits(data: Any, shape: Any, path: str = "") -> Iterator[str]:
    """Where data has another shape."""
    if isinstance(shape, dict) and ANY in shape:
        for key, value in data.items():
            yield from misfits(value, shape[ANY], f"{path}.{key}")
    elif isinstance(shape, dict):
        if not isinstance(data, dict) or data.keys() != shape.keys():
            yield f"{path} is {data if not isinstance(data, dict) else sorted(data)}"
            return
        for key, value in data.items():
            yield from misfits(value, shape[key], f"{path}.{key}")
    elif isinstance(shape, list):
        for number, each in enumerate(data if isinstance(data, list) else [data]):
            yield from misfits(each, shape[0], f"{path}[{number}]")
        if not isinstance(data, list):
            yield f"{path} is no list"
    elif not isinstance(data, shape):
        yield f"{path} is {data!r}"


def test_the_shape_that_the_tests_hold_to_is_the_readmes_own() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    promised = json.loads(readme.partition("```json")[2].partition("```")[0])
    assert list(misfits(promised, DECIDED)) == []


@pytest.mark.parametrize("stem", stems())
def test_decide_prints_the_promised_shape_and_only_that(stem: str) -> None:
    result = run("decide", "--json", EXAMPLES / f"{stem}.yaml")
    data = json.loads(result.stdout)
    assert list(misfits(data, DECIDED)) == []
    assert data["matter"] == stem
    library = real_library()
    assert data["facts"].keys() == library.facts.keys()
    ids = {each["id"] for each in data["documents"]}
    for each in data["documents"]:
        assert {row["topic"] for row in each["decisions"]} == library.topics.keys()
        assert {row["elsewhere"] for row in each["decisions"]} <= ids | {None}
        assert {source for row in each["decisions"] for source in row["source"]} <= library.sources.keys()


@pytest.mark.parametrize("stem", stems())
def test_draft_writes_the_files_that_decide_named(stem: str, tmp_path: Path) -> None:
    data = json.loads(run("decide", "--json", EXAMPLES / f"{stem}.yaml").stdout)
    run("draft", EXAMPLES / f"{stem}.yaml", "--out", tmp_path, *DAY)
    for each in data["documents"]:
        assert (tmp_path / stem / each["file"]).stat().st_size > 1000


def test_decide_points_at_no_file_that_it_did_not_write(tmp_path: Path) -> None:
    assert "why.html" not in run("decide", CARBON).stdout
    assert "why.html" in run("draft", FRIENDS, "--out", tmp_path, *DAY).stdout


def test_draft_and_decide_tell_the_overrides_with_who_and_why(tmp_path: Path) -> None:
    rows = "overrides:\n  - target: forum\n    value: arbitration_institutional\n    by: A. Counsel\n"
    path = tmp_path / "carbon-pilot.yaml"
    path.write_text(Path(CARBON).read_text("utf-8") + rows + "    because: A wish.\n", encoding="utf-8")
    for command in (("decide", path), ("draft", path, "--out", tmp_path)):
        assert "Set by A. Counsel: A wish." in " ".join(run(*command).stdout.split())
    assert "Decided by a person" not in run("decide", CARBON).stdout


def test_decide_writes_nothing(tmp_path: Path) -> None:
    done = shell("decide", CARBON, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert files_in(tmp_path) == {}


def test_the_topics_are_listed_for_machines_and_for_people() -> None:
    data = json.loads(run("library", "topics", "--json").stdout)
    assert {each["id"] for each in data} == real_library().topics.keys()
    shape = {"id": str, "group": str, "number": str, "title": str, "variants": [str], "instruments": [str]}
    assert list(misfits(data, [shape])) == []
    plain = run("library", "topics").stdout
    assert all(f"{each['id']}  " in plain for each in data)


@pytest.mark.parametrize(
    "topic", ["withdrawal", "cross_border", "largest", "exit_notice_days", "legal_nature"]
)
def test_explain_says_why(topic: str) -> None:
    words = run("explain", CARBON, topic).stdout
    assert topic in words
    assert "source" in words
    found = re.findall(r"\b(?:party \d|None|True|False|Verdict|State)\b", words)
    assert not found, f"{found} in:\n{words}"


def test_explain_guesses_what_was_meant() -> None:
    assert "did you mean `withdrawal`?" in run("explain", CARBON, "withdrawl", code=1).stderr
    assert "did you mean" not in run("explain", CARBON, "qqqq", code=1).stderr


def test_explain_never_shows_a_private_answer() -> None:
    for topic in ("red_lines_missing", "interest_map", "legal_nature"):
        words = run("explain", CARBON, topic).output
        assert "Kestrel" not in words
        assert "Christmas" not in words


# ---------------------------------------------------------------- forms and working folders


@pytest.mark.parametrize("which", ["full", "one_page"])
def test_a_blank_form_can_be_read_back_and_asks_for_what_is_missing(which: str, tmp_path: Path) -> None:
    text = run("form", which).stdout
    source, slips = parse_source(text, "form.yaml")
    assert source is not None, slips
    answers, found = check_intake(source, real_library().bank, "form")
    assert answers is None
    assert {each.code for each in found} <= {"missing-answer", "too-few"}
    (tmp_path / "form.yaml").write_text(text, encoding="utf-8")
    run("check", tmp_path / "form.yaml", code=1)


def test_a_working_folder_is_laid_out_once_and_drafts_by_itself(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run("init", folder)
    before = files_in(folder)
    result = run("init", folder, code=1)
    assert "nothing was changed" in result.stderr
    assert files_in(folder) == before
    own = (
        "--library",
        folder / "clause_library",
        "--templates",
        folder / "templates",
    )
    run("draft-all", folder / "intake" / "matters", "--output", folder / "output", *own)
    assert sorted(each.name for each in (folder / "output").iterdir()) == stems()


# ---------------------------------------------------------------- files


def test_the_same_day_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        done = shell(
            "draft", CARBON, "--out", tmp_path / name, *DAY, PYTHONHASHSEED=seed, CHARTERWRIGHT_CACHE=""
        )
        assert done.returncode == 0, done.stderr
    one, two = files_in(tmp_path / "one"), files_in(tmp_path / "two")
    assert {name for name in one if one[name] != two.get(name)} == set()
    assert one.keys() == two.keys()


def test_a_cold_and_a_warm_cache_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("cold", "warm"):
        done = shell(
            "draft", FRIENDS, "--out", tmp_path / name, *DAY, CHARTERWRIGHT_CACHE=str(tmp_path / "cache")
        )
        assert done.returncode == 0, done.stderr
    assert files_in(tmp_path / "cold") == files_in(tmp_path / "warm")


def test_a_second_draft_of_another_day_replaces_what_nobody_edited(tmp_path: Path) -> None:
    run("draft", RIVER, "--out", tmp_path, "--as-of", "2026-11-22")
    names = set(files_in(tmp_path))
    run("draft", RIVER, "--out", tmp_path, "--as-of", "2026-11-23")
    assert set(files_in(tmp_path)) == names
    record = json.loads((tmp_path / "riverside-neighbours" / "document.json").read_text())
    assert {each["as_of"] for each in record["documents"]} == {"2026-11-23"}


def test_an_edited_word_file_is_left_alone_and_the_new_name_is_said(tmp_path: Path) -> None:
    run("draft", FRIENDS, "--out", tmp_path, *DAY)
    mine = tmp_path / "two-friends-app" / "simple_mou.docx"
    mine.write_bytes(mine.read_bytes() + b"edited")
    edited = mine.read_bytes()
    for _ in range(2):
        result = run("draft", FRIENDS, "--out", tmp_path, *DAY)
        assert mine.read_bytes() == edited
        assert "simple_mou.docx was edited" in result.output
        names = sorted(each.name for each in mine.parent.glob("*.docx"))
        assert names == ["simple_mou.docx", "simple_mou.redraft-2.docx"]
        assert "simple_mou.redraft-2.docx" in result.output
    mine.with_name("simple_mou.redraft-2.docx").write_bytes(b"edited too")
    assert "simple_mou.redraft-3.docx" in run("draft", FRIENDS, "--out", tmp_path, *DAY).output


def test_a_file_that_was_there_before_the_first_draft_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "two-friends-app").mkdir()
    mine = tmp_path / "two-friends-app" / "simple_mou.docx"
    mine.write_bytes(b"something of mine")
    run("draft", FRIENDS, "--out", tmp_path, *DAY)
    assert mine.read_bytes() == b"something of mine"


@pytest.mark.parametrize(
    "stop", [OSError("no space left"), KeyboardInterrupt()], ids=["disk full", "interrupted"]
)
@pytest.mark.parametrize("after", [0, 1, 2, 3, 5])
def test_a_run_cut_off_leaves_whole_files_only_and_the_next_run_knows_them(
    stop: BaseException, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("draft", FRIENDS, "--out", tmp_path / "whole", "--as-of", "2026-11-23")
    run("draft", FRIENDS, "--out", tmp_path / "cut", "--as-of", "2026-11-22")
    old, new = files_in(tmp_path / "cut"), files_in(tmp_path / "whole")
    replace, left = os.replace, [after]

    def failing(source: Any, target: Any) -> None:
        if str(tmp_path) in str(target):
            if not left[0]:
                raise stop
            left[0] -= 1
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        result = CliRunner().invoke(
            main, ["draft", FRIENDS, "--out", str(tmp_path / "cut"), "--as-of", "2026-11-23"]
        )
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit), f"{result.exception!r} came through"
    for name, data in files_in(tmp_path / "cut").items():
        assert not name.endswith((".part", ".tmp")), name
        assert name.endswith(RECORD) or data in (old[name], new[name]), (
            f"{name} is neither the old nor the new file"
        )
    result = run("draft", FRIENDS, "--out", tmp_path / "cut", "--as-of", "2026-11-23")
    assert "edited" not in result.output
    assert files_in(tmp_path / "cut") == new


def test_only_the_asked_document_is_written(tmp_path: Path) -> None:
    run("draft", CARBON, "--out", tmp_path, "--document", "charter", *DAY)
    assert [each.name for each in (tmp_path / "carbon-pilot").glob("*.docx")] == ["charter.docx"]
    result = run("draft", CARBON, "--out", tmp_path, "--document", "chartre", *DAY, code=1)
    assert "did you mean `charter`?" in result.stderr


@pytest.mark.parametrize(
    ("to", "suffix"), [("html", "html"), ("markdown", "md"), ("text", "txt"), ("odt", "odt")]
)
def test_the_documents_can_be_exported(to: str, suffix: str, tmp_path: Path) -> None:
    result = run("export", FRIENDS, "--to", to, "--out", tmp_path, *DAY)
    path = tmp_path / "two-friends-app" / f"simple_mou.{suffix}"
    assert str(path) in result.stdout
    data = path.read_bytes()
    assert data.startswith(b"PK") if to == "odt" else b"Borrowed Tools" in data


def at_a_terminal(*arguments: object, **environment: str) -> str:
    """What a command shows on a terminal's error stream."""
    shown, terminal = os.openpty()
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=terminal
    )
    os.close(terminal)
    assert done.returncode == 0
    with suppress(OSError):  # some systems end a closed terminal so
        return os.read(shown, 100_000).decode()
    return ""


def test_a_bar_is_shown_while_documents_are_exported(tmp_path: Path) -> None:
    assert "Exporting" in run("export", FRIENDS, "--to", "text", "--out", tmp_path, *DAY).stderr
    shown = at_a_terminal("export", FRIENDS, "--to", "text", "--out", tmp_path, *DAY)
    assert "100%" in shown


def test_a_draft_shows_a_bar_at_a_terminal_only_while_the_library_must_be_compiled(tmp_path: Path) -> None:
    command = ("draft", FRIENDS, "--out", tmp_path / "out", *DAY)
    cache = str(tmp_path / "cache")
    assert "Drafting" in at_a_terminal(*command, CHARTERWRIGHT_CACHE="")
    assert "100%" in at_a_terminal(*command, CHARTERWRIGHT_CACHE=cache)
    assert at_a_terminal(*command, CHARTERWRIGHT_CACHE=cache) == ""
    assert shell(*command, CHARTERWRIGHT_CACHE="").stderr == ""


def test_an_override_that_cannot_be_followed_stops_an_export(tmp_path: Path) -> None:
    path = tmp_path / "carbon-pilot.yaml"
    rows = "overrides:\n  - target: nothing_here\n    value: 3\n    by: A. Counsel\n    because: A wish.\n"
    path.write_text(Path(CARBON).read_text("utf-8") + rows, encoding="utf-8")
    assert "nothing_here" in run("export", path, "--out", tmp_path / "out", code=1).stderr
    assert not (tmp_path / "out").exists()


def test_all_intakes_are_drafted_and_one_bad_intake_stops_no_other(tmp_path: Path) -> None:
    for stem in ("two-friends-app", "riverside-neighbours"):
        shutil.copy(EXAMPLES / f"{stem}.yaml", tmp_path)
    (tmp_path / "broken.yaml").write_text("alliance_name: x\n")
    result = run("draft-all", tmp_path, "--output", tmp_path / "out", *DAY, code=1)
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        "riverside-neighbours",
        "two-friends-app",
    ]
    assert f"{tmp_path.as_posix()}/broken.yaml:" in result.stderr
    for name in ("simple_mou.docx", "one_page.docx"):
        assert name in result.stdout
    (tmp_path / "broken.yaml").unlink()
    run("draft-all", tmp_path, "--output", tmp_path / "out", *DAY)


def test_an_instrument_that_is_not_available_fails_no_batch(tmp_path: Path) -> None:
    changed("carbon-pilot", tmp_path, rivalry="serious")
    result = run("draft-all", tmp_path, "--output", tmp_path / "out", *DAY)
    assert "carbon-pilot" in result.stdout


# ---------------------------------------------------------------- privacy


def test_neither_word_nor_digest_of_a_private_file_leaves_its_owners_folder(tmp_path: Path) -> None:
    run("draft", CARBON, "--out", tmp_path, *DAY)
    files = files_in(tmp_path / "carbon-pilot")
    private = {name: data for name, data in files.items() if name.startswith("private/")}
    assert len({name.split("/")[1] for name in private}) == 3
    for name, data in private.items():
        digest = sha256(data).hexdigest().encode()
        holders = [
            each
            for each, blob in files.items()
            if digest in blob and not each.startswith(name.rpartition("/")[0])
        ]
        assert holders == [], f"the digest of {name} stands in {holders}"


def test_each_private_sheet_holds_its_owners_answers_and_nobody_elses(tmp_path: Path) -> None:
    run("draft", CARBON, "--out", tmp_path, *DAY)
    sheets = {
        each.parent.name: each.read_text(encoding="utf-8")
        for each in (tmp_path / "carbon-pilot" / "private").rglob("answers.txt")
    }
    owners = {
        word: [name for name, text in sheets.items() if word in text]
        for word in ("Kestrel", "Christmas", "97.2")
    }
    assert all(len(names) == 1 for names in owners.values()), owners
    assert len({names[0] for names in owners.values()}) > 1


SECRET = "    red_lines: "


@pytest.mark.parametrize(
    "other",
    [
        "    red_lines: >-\n      Not the engine,\n      not the data,\n\n      and never the name.\n",
        "    red_lines: |\n      Not the engine.\n    # the board agrees\n\n",
        "    private_notes: |\n      Tell\n      nobody.\n    red_lines: Nothing.\n",
    ],
)
def test_the_length_of_a_private_answer_changes_no_shared_file(other: str, tmp_path: Path) -> None:
    lines = (EXAMPLES / "carbon-pilot.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if line.startswith(SECRET))
    kept = [line for line in lines if not line.startswith("    private_notes:")]
    for name, said in (("one", lines[number]), ("two", other)):
        (tmp_path / f"{name}.in").mkdir()
        path = tmp_path / f"{name}.in" / "carbon-pilot.yaml"
        path.write_text("".join(kept).replace(lines[number], said), encoding="utf-8")
        run("draft", path, "--out", tmp_path / name, *DAY)
    one, two = (
        {name: data for name, data in files_in(tmp_path / each).items() if "/private/" not in name}
        for each in ("one", "two")
    )
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


# ---------------------------------------------------------------- a firm's own content


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A firm's own copy of the library."""
    return Path(shutil.copytree(ROOT / "clause_library", tmp_path / "firm"))


def test_a_firms_own_library_is_used(firm: Path, tmp_path: Path) -> None:
    path = firm / "front" / "purpose_recitals" / "short.simple_mou.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nWords of the firm Quillfeather.\n", encoding="utf-8"
    )
    run("draft", FRIENDS, "--library", firm, "--out", tmp_path / "out", *DAY)
    assert "Words of the firm Quillfeather." in text_of(
        tmp_path / "out" / "two-friends-app" / "simple_mou.docx"
    )
    run("draft", FRIENDS, "--out", tmp_path / "plain", *DAY)
    assert "Quillfeather" not in text_of(tmp_path / "plain" / "two-friends-app" / "simple_mou.docx")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("exit/withdrawal/topic.yaml", "gives: notice_days", "gives: notice_dais"),
        ("exit/withdrawal/notice_days.md", "{exit_notice_days}", "{exit_notice_dais}"),
        ("exit/withdrawal/notice_days.md", "{exit_notice_days}", "{exit_notice_days"),
        ("facts.yaml", "when: people < 3 or", "when: people < three or"),
        ("facts.yaml", "source: [S87]", "source: [S8777]"),
        ("packet.yaml", "gives: [charter, agreement]", "gives: [charter, agreemint]"),
        ("parameters.yaml", "exit_notice_days:", "exit_notice_days"),
        ("glossary.yaml", "\n", "\nXyz: [\n"),
    ],
)
def test_a_broken_library_is_shown_with_file_line_and_column(
    file: str, old: str, new: str, firm: Path
) -> None:
    path = firm / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"the library no longer says {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = run("library", "topics", "--library", firm, code=1)
    assert re.search(rf"^clause_library/{re.escape(file)}:\d+:\d+: ", result.stderr, re.MULTILINE), (
        result.stderr
    )
    assert result.stdout == ""


def test_every_command_stops_at_a_broken_library(firm: Path, tmp_path: Path) -> None:
    (firm / "facts.yaml").write_text("x:\n  when: nobody knows\n", encoding="utf-8")
    for command in (("check", RIVER), ("draft", RIVER, "--out", tmp_path / "out"), ("decide", RIVER)):
        result = run(*command, "--library", firm, code=1)
        assert "clause_library/facts.yaml:" in result.stderr
        assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_an_empty_library_is_refused_in_words(tmp_path: Path) -> None:
    for option in ("--library", "--templates", "--questions"):
        result = run("check", RIVER, option, tmp_path, code=1)
        assert result.stderr
        assert result.stdout == ""


def test_a_house_template_that_is_no_word_file_is_refused_in_words(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    (templates / "house.docx").write_bytes(b"no zip at all")
    assert "house.docx" in run("draft", RIVER, "--templates", templates, code=1).stderr


# ---------------------------------------------------------------- the readme


def test_the_readme_names_every_command_as_it_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `charterwright ([a-z -]+?)((?: [A-Z]+)*)(?: --[^`]*)?` \|", readme, re.MULTILINE)
    told = {name: words.split() for name, words in named}
    assert told == {name: told.get(name) for name in told}
    for name, words in told.items():
        assert len(words) == len(arguments_of(name)), f"charterwright {name} takes {arguments_of(name)}"
    assert told.keys() >= {"draft", "check", "decide", "explain", "form", "init", "export", "library topics"}


def arguments_of(name: str) -> list[str]:
    """The arguments of a command."""
    command: click.Command = main
    for word in name.split():
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None, f"there is no command {name}"
        command = found
    return [str(each.name) for each in command.params if isinstance(each, click.Argument)]
