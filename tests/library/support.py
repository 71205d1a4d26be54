"""A tiny library as texts by path; tests change a text and look at what the compiler or the drafts say.

``python -m tests.library.support`` writes the golden files of bad libraries anew; read the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.answers import Answers, Override
from pipeline.decisions import FactResult, Verdict
from pipeline.diagnostics import Diagnostic, Span, render
from pipeline.library.compile import compile_library
from pipeline.library.types import Library
from pipeline.rules.conditions import Scope

ROOT = Path(__file__).resolve().parents[2]
BAD = ROOT / "tests" / "fixtures" / "bad_libraries"
GONE = ".gone"
"""A file of this ending in a bad library's folder takes the file away."""

QUESTIONS = "intake/questionnaire.yaml"
FACTS = "clause_library/facts.yaml"
PACKET = "clause_library/packet.yaml"
PARAMETERS = "clause_library/parameters.yaml"
GLOSSARY = "clause_library/glossary.yaml"
LAW = "clause_library/law.yaml"
SOURCES = "clause_library/sources.yaml"
VERBS = "clause_library/words.yaml"
LEAVING = "clause_library/exit/leaving/topic.yaml"
NOTICE = "clause_library/exit/leaving/notice.md"
VOTES = "clause_library/bodies/votes/topic.yaml"
MAJORITY = "clause_library/bodies/votes/majority.md"
NATURE = "clause_library/front/nature/topic.yaml"
CHARTER = "templates/charter/outline.yaml"
AGREEMENT = "templates/agreement/outline.yaml"
ONE_PAGE = "templates/one_page/outline.yaml"

_QUESTIONNAIRE = """\
form_used:
  ask: Which form is this?
  type: choice
  choices:
    full: The full form
    one_page: The one-page form
  if_unanswered: full
alliance_name:
  ask: What is it called?
  type: text
  required: true
size:
  ask: How big is it?
  type: choice
  choices:
    small: Small
    medium: Medium-sized
    large: Large
binding_wish:
  ask: Shall it bind?
  type: choice
  choices:
    everything: Everything
    core: Only a core
    nothing: Nothing
  if_unanswered: nothing
people:
  ask: How many people?
  type: whole_number
  least: 1
  most: 2000000
share:
  ask: Which share?
  type: number
open_ended:
  ask: Has it no end?
  type: yes_no
starts:
  ask: When does it start?
  type: date
ends:
  ask: When does it end?
  type: date
aims:
  ask: What are its aims?
  type: texts
purpose:
  ask: What is it for?
  type: text
seat:
  ask: Where does it sit?
  type: country
money_moves:
  ask: Will money move?
  type: yes_no
  required: true
currency:
  ask: In which currency?
  type: text
  asked_when: money_moves
  required: true
budget:
  ask: How much money?
  type: money
  asked_when: money_moves
wished_days:
  ask: Which notice do you wish?
  type: whole_number
  least: 0
  most: 365
parties:
  ask: Who are the partners?
  type: rows
  fewest: 2
  most: 60
  row_name: name
  columns:
    name:
      ask: Its name
      type: text
      required: true
    short_name:
      ask: Its short name
      type: text
      same_as: name
    form:
      ask: What is it in law?
      type: choice
      choices:
        company: A company
        charity: A charity
        city: A city
      required: true
    country:
      ask: Its country
      type: country
      required: true
    staff:
      ask: How many staff?
      type: whole_number
      least: 0
      most: 5000000
    brings:
      ask: What does it bring?
      type: choices
      choices:
        money: Money
        work: Work
    represented_by:
      ask: Who represents it?
      type: text
    wants_protection:
      ask: Does it ask for protection?
      type: yes_no
      if_unanswered: "no"
    red_lines:
      ask: What can it not lose?
      type: text
      private: true
    floor:
      ask: What is the least it accepts?
      type: whole_number
      least: 0
      most: 100
      private: true
    releases:
      ask: Which private answers may show an effect?
      type: choices
      choices:
        red_lines: Whether it has red lines
        floor: Whether it has a floor
"""

_FACTS = """\
binds_something:
  means: Something must be enforceable.
  when: binding_wish != nothing
  source: [S1]
large:
  means: The alliance is large.
  when: size == large
  unanswered: fails
  source: [S1]
unequal:
  means: One partner is much larger.
  when: ratio(parties.staff) >= 5
  unanswered: holds
  source: [S1]
largest:
  each: parties
  means: Has the most staff.
  when: staff == max(parties.staff)
  unanswered: fails
  source: [S1]
protected:
  each: parties
  means: Is protected.
  when: wants_protection or (unequal and not largest)
  unanswered: fails
  source: [S1]
guarded:
  means: A partner has a red line and lets it show.
  when: any(parties, answered(red_lines))
  unanswered: fails
  source: [S1]
pair:
  means: There are two partners.
  when: count(parties) == 2
  source: [S1]
"""

_PACKET = """\
gate:
  - gives: draft
    otherwise: true
    because: Nothing stands in the way.
    source: [S1]
packets:
  - gives: [one_page]
    when: form_used == one_page
    because: A page is enough.
    source: [S1]
  - gives: [charter, agreement]
    when: binds_something
    because: What binds stands in an agreement.
    source: [S1]
  - gives: [charter]
    otherwise: true
    because: Good will is enough.
    source: [S1]
warnings:
  - code: large-alliance
    when: large
    says: The alliance is large.
    source: [S1]
"""

_PARAMETERS = """\
exit_days:
  title: Notice to leave
  unit: days
  range: [0, 180]
  from_answer: wished_days
  combine: first
  defaults:
    - value: 90
      when: lead == agreement
      because: Usual for a binding text.
      source: [S1]
    - value: 60
      otherwise: true
      because: Usual for a charter.
      source: [S1]
  per_party:
    - value: half(exit_days)
      when: protected
      because: A protected partner leaves faster.
      source: [S1]
cure_days:
  title: Time to cure
  unit: working days
  range: [1, 60]
  combine: least
  defaults:
    - value: 20
      otherwise: true
      because: Usual.
      source: [S1]
    - value: 10
      when: large
      because: Large alliances hurry.
      source: [S1]
    - value: 30
      when: unequal
      because: Small partners need time.
      source: [S1]
votes_needed:
  title: Votes needed
  unit: partners
  range: [1, 60]
  defaults:
    - value: heads(2, 3)
      otherwise: true
      because: Two thirds.
      source: [S1]
pace:
  title: Pace
  choices:
    slow: at an easy pace
    quick: at a quick pace
  defaults:
    - value: quick
      when: large
      because: Large alliances hurry.
      source: [S1]
    - value: slow
      otherwise: true
      because: No hurry.
      source: [S1]
rules:
  cure_before_exit:
    holds: calendar_days(cure_days) < exit_days
    says: The time to cure must be shorter than the notice to leave.
    source: [S1]
"""

_GLOSSARY = """\
party:
  word: Party
  plural: Parties
  means: each of the persons named at the head
  shown:
    - word: partner
      plural: partners
      when: instrument == one_page
      plain: true
board:
  word: Board
  means: the body of all {Parties}
document:
  word: Document
  defined: false
  shown:
    - word: Charter
      when: instrument == charter
working_day:
  word: Working Day
  plural: Working Days
  means: a day on which the {Board} works
"""

_LAW = """\
places:
  france:
    title: France
    when: any(parties, country == FR)
propositions:
  good_faith:
    says: Contracts are performed in good faith.
    authority: Code civil, article 1104
    place: france
    checked_on: 2026-10-01
    status: checked
"""

_SOURCES = """\
S1:
  title: The guide
  says: What the guide says.
  where: section 1
"""

_VERBS = """\
shall:
  binding: {one: "shall", many: "shall"}
  nonbinding: {one: "intends to", many: "intend to"}
shall_not:
  binding: {one: "shall not", many: "shall not"}
  nonbinding: {one: "does not intend to", many: "do not intend to"}
"""

_LEAVING = """\
number: T1
title: Leaving
settles: How a partner may leave.
hits: first
home: lead
core: true
rows:
  - gives: at_once
    when: instrument == one_page
    because: Good will.
    source: [S1]
  - gives: notice
    otherwise: true
    because: A plain notice.
    source: [S1]
variants:
  at_once:
    title: At once
  notice:
    title: After a notice
"""

_VOTES = """\
number: T2
title: Votes
settles: How the partners decide.
hits: first
home: each
rows:
  - gives: majority
    otherwise: true
    because: Simple.
    source: [S1]
variants:
  majority:
    title: By majority
"""

_NATURE = """\
number: T3
title: Nature
settles: What binds.
hits: first
decides: nature
core: true
rows:
  - gives: all_binds
    when: instrument == agreement and binding_wish == everything
    because: It shall bind.
    source: [S1]
  - gives: core_binds
    when: instrument == agreement
    because: A core shall bind.
    source: [S1]
  - gives: good_will
    otherwise: true
    because: Good will.
    source: [S1]
variants:
  all_binds:
    title: Everything binds
    binds: all
  core_binds:
    title: A core binds
    binds: core
  good_will:
    title: Nothing binds
    binds: none
"""

_OUTLINE = """\
instrument: {name}
title: {title}
subtitle: "{{answer alliance_name}}"
called: {title}
strength: {strength}
numbering: {numbering}
heads: [nature]
body:
  - part: All
    articles: [nature, votes, leaving]
"""

FILES: Mapping[str, str] = MappingProxyType(
    {
        "intake/countries.yaml": 'FR: France\nDE: Germany\n"NO": Norway\n',
        "intake/one_page.yaml": (
            "title: A page\nfor: A coalition\nasks: [form_used, parties]\ncolumns: [name]\n"
            "presets:\n  form_used: one_page\n"
        ),
        QUESTIONS: _QUESTIONNAIRE,
        FACTS: _FACTS,
        PACKET: _PACKET,
        PARAMETERS: _PARAMETERS,
        GLOSSARY: _GLOSSARY,
        LAW: _LAW,
        SOURCES: _SOURCES,
        VERBS: _VERBS,
        LEAVING: _LEAVING,
        NOTICE: "1. A {Party} may leave on a notice of {exit_days}.\n",
        "clause_library/exit/leaving/at_once.md": "A {Party} may leave at once.\n",
        VOTES: _VOTES,
        MAJORITY: "1. The {Board} decides by majority.\n",
        NATURE: _NATURE,
        "clause_library/front/nature/all_binds.md": "1. This {Document} binds.\n",
        "clause_library/front/nature/core_binds.md": "1. Only {@binding} of this {Document} bind.\n",
        "clause_library/front/nature/good_will.md": "1. This {Document} rests on good will.\n",
        CHARTER: _OUTLINE.format(name="charter", title="Charter", strength=30, numbering="legal"),
        AGREEMENT: _OUTLINE.format(name="agreement", title="Agreement", strength=40, numbering="legal"),
        ONE_PAGE: _OUTLINE.format(name="one_page", title="Page", strength=10, numbering="none"),
    }
)
"""The tiny library: three topics, three instruments."""

Changes = Mapping[str, str | None]


def files(*changes: Changes) -> dict[str, str]:
    """The tiny library's texts with some replaced, added, or (None) taken away."""
    texts = dict(FILES)
    for each in changes:
        for path, text in each.items():
            texts.pop(path, None) if text is None else texts.__setitem__(path, text)
    return texts


def edited(path: str, old: str, new: str) -> dict[str, str]:
    """One file with some words replaced; the words must be there."""
    assert old in FILES[path], f"{old!r} is not in {path}"
    return {path: FILES[path].replace(old, new, 1)}


def added(path: str, text: str) -> dict[str, str]:
    """One file with lines at its end."""
    return {path: FILES[path] + text}


def compiled(*changes: Changes) -> Library:
    """A library that must be right."""
    texts = files(*changes)
    library, slips = compile_library(texts)
    assert library is not None, "\n".join(render(each, texts) for each in slips)
    return library


@cache
def tiny() -> Library:
    """The tiny library as it stands."""
    return compiled()


def slips(*changes: Changes) -> list[Diagnostic]:
    """What the compiler says of a changed library; no library comes out where there is an error."""
    library, found = compile_library(files(*changes))
    assert (library is None) == any(each.is_error for each in found)
    return found


def only_slip(*changes: Changes) -> Diagnostic:
    """The one thing wrong."""
    found = slips(*changes)
    assert len(found) == 1, [render(each) for each in found]
    return found[0]


def votes_each(text: str) -> dict[str, str]:
    """The topic `votes` decided partner by partner, with this text."""
    return {VOTES: FILES[VOTES].replace("home: each", "home: each\neach: parties"), MAJORITY: text}


def place(slip: Diagnostic) -> tuple[str, int, int]:
    """File, line and column of a slip."""
    assert slip.span is not None
    return slip.span.file, slip.span.line, slip.span.column


# ---------------------------------------------------------------- answers


def party(name: str, **columns: Any) -> dict[str, Any]:
    """One partner; a column not named is unanswered."""
    row: dict[str, Any] = {"name": name, "short_name": name, "form": "company", "country": "DE"}
    row["wants_protection"] = False
    return row | columns


def intake(
    *parties: dict[str, Any],
    overrides: tuple[Override, ...] = (),
    spans: Mapping[Any, Span] | None = None,
    **values: Any,
) -> Answers:
    """Answers of the tiny questionnaire; a question not named is unanswered."""
    given: dict[str, Any] = {"form_used": "full", "alliance_name": "Delta", "binding_wish": "nothing"}
    given["money_moves"] = False
    rows = list(parties) or [party("Ada"), party("Bo")]
    return Answers("matter", given | values, rows, dict(spans or {}), overrides=overrides)


def override(target: str, value: str) -> Override:
    """Somebody's decision."""
    return Override(target, value, "Kim Lee", "We talked about it.", Span("intake.yaml", 9, 3))


def scope(answers: Answers | None = None, **context: Any) -> Scope:
    """The scope of a matter before its facts."""
    known = answers or intake()
    return Scope(known, tuple(range(len(known.parties))), context=context)


def held(name: str, holds: bool, party_index: int | None = None) -> FactResult:
    """A settled fact."""
    verdict = Verdict(holds, name, "constant")
    return FactResult(name, name, holds, verdict, "", False, (), party_index)


# ---------------------------------------------------------------- golden files of bad libraries


def bad_texts(folder: Path) -> dict[str, str]:
    """The tiny library with a folder's files in place of its own."""
    changes: dict[str, str | None] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name == "expected.txt":
            continue
        gone = name.endswith(GONE)
        changes[name.removesuffix(GONE)] = None if gone else path.read_text(encoding="utf-8")
    return files(changes)


def bad_slips(folder: Path) -> list[Diagnostic]:
    """What the compiler says of a bad library."""
    return compile_library(bad_texts(folder))[1]


def rendered(folder: Path) -> str:
    """The same as a terminal shows it."""
    texts = bad_texts(folder)
    return "\n".join(render(each, texts) for each in bad_slips(folder)) + "\n"


if __name__ == "__main__":
    for each in sorted(BAD.iterdir()):
        (each / "expected.txt").write_text(rendered(each), encoding="utf-8")
