"""Edits of the library's files, by which faults and near misses are planted.

An edit is ``(path, old, new)``; ``old`` stands once in the file. An empty ``old`` adds ``new`` at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Edit = tuple[str, str, str]

ROOM = "clause_library"
FACTS, PARAMETERS = f"{ROOM}/facts.yaml", f"{ROOM}/parameters.yaml"
COSTS, COSTS_TEXT = f"{ROOM}/general/costs/topic.yaml", f"{ROOM}/general/costs/each_its_own.md"
TRUST, TRUST_TEXT = (
    f"{ROOM}/governance/trust_account/topic.yaml",
    f"{ROOM}/governance/trust_account/check_in.md",
)
NO_BLAME, NO_BLAME_TEXT = f"{ROOM}/risk/no_blame/topic.yaml", f"{ROOM}/risk/no_blame/learning_first.md"
KEY_PEOPLE = f"{ROOM}/governance/key_persons_continuity/named_with_alternate.md"
INTERPRETATION = f"{ROOM}/general/interpretation/short.md"
ANTITRUST = f"{ROOM}/compliance/antitrust/topic.yaml"
NOT_COMPETING = "  - omits: true\n    when: not competition_risk\n    because: No two"

IN_CHARTER = "instrument == charter"


def planted(files: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """The files with the edits."""
    changed = dict(files)
    for path, old, new in edits:
        assert not old or changed[path].count(old) == 1, f"{path}: {changed[path].count(old)} times: {old}"
        changed[path] = changed[path].replace(old, new) if old else changed[path] + new
    return changed


def row(when: str, gives: str = "omits: true") -> str:
    """A row of a table."""
    return f"  - {gives}\n    when: {when}\n    because: Planted for a test.\n    source: [A2]\n"


def fact(name: str, when: str) -> Edit:
    """One more fact."""
    said = f"{name}:\n  means: Planted for a test.\n  when: {when}\n  unanswered: fails\n  source: [A2]\n"
    return FACTS, "", said


def case(facts: str) -> Edit:
    """One more case of a topic that does not ask."""
    said = f"- name: Planted\n  instrument: charter\n  packet: [charter]\n  facts: [{facts}]\n  expect: []\n"
    return f"{ROOM}/governance/bodies/cases.yaml", "", said


def before_rows(path: str, *rows: str) -> Edit:
    """Rows before all others of a table."""
    return path, "rows:\n", "rows:\n" + "".join(rows)


def at_end(path: str, words: str) -> Edit:
    """A paragraph after all others."""
    return path, "", f"\n9. {words}\n"


def default(when: str) -> Edit:
    """One more row of a parameter that has only an ``otherwise``."""
    old = "  defaults:\n    - value: 6\n      otherwise: true\n      because: Six months leave"
    new = f"  defaults:\n    - value: 3\n      when: {when}\n      because: Planted.\n      source: [A2]\n"
    return PARAMETERS, old, new + old.removeprefix("  defaults:\n")


def link(words: str) -> Edit:
    """A link of a variant that had none."""
    path = f"{ROOM}/information/publication/topic.yaml"
    old = "    title: The method and the findings\n"
    return path, old, f"{old}    {words}\n"


def home(words: str) -> Edit:
    """Where it stands that nobody is the other's agent."""
    return f"{ROOM}/general/relationship/topic.yaml", "home: lead\n", f"home: {words}\n"


def needed(words: str) -> Edit:
    """When events beyond control must be spoken of."""
    path = f"{ROOM}/risk/force_majeure/topic.yaml"
    return path, "needed: geopolitical_high and must_bind\n", f"needed: {words}\n"


def joins(when: str) -> Edit:
    """When two thirds decide who joins."""
    path = f"{ROOM}/governance/accession/topic.yaml"
    old = "when: many_partners and not protection_needed and decision_wish not in (advisory, unanimity)\n"
    return path, old, f"when: {when}\n"


def head(topic: str) -> Edit:
    """One more head of the charter."""
    return "templates/charter/outline.yaml", "heads: [parties,", f"heads: [parties, {topic},"


def control_means(words: str) -> Edit:
    """The meaning of a term ends otherwise."""
    old = "through the right to name most of its board, or in any other way"
    return f"{ROOM}/exit/glossary.yaml", old, f"{old}{words}"


def strategic(elsewhere: str) -> Edit:
    """A term that has a meaning only where one of the conditions holds."""
    path = f"{ROOM}/governance/glossary.yaml"
    return path, '  means: "a matter listed in clause {@decision_rule#strategic}"\n  elsewhere:\n', elsewhere


def cure(days: int) -> Edit:
    """The usual time to cure."""
    tail = "\n      when: lead in (agreement, charter, bilateral, one_page)\n      because: Thirty"
    return PARAMETERS, f"    - value: 30{tail}", f"    - value: {days}{tail}"


def breach(hours: str) -> Edit:
    """The time to tell of a breach of personal data, computed: a plain number is checked when it is read."""
    tail = "\n      otherwise: true\n      because: A day leaves"
    return PARAMETERS, f"    - value: 24{tail}", f"    - value: {hours}{tail}"
