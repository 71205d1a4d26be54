"""What notices a mutant: compiler, cases, prover, linter of drafts, examples word for word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from pipeline.answers import Answers
from pipeline.app.stages import check, draft
from pipeline.library.load import compile_folders
from pipeline.library.read_cases import read_cases
from pipeline.library.types import Case, Library
from pipeline.rules.prove.duties import Duty
from pipeline.rules.prove.search import prove
from tests.e2e.drafts import record, stems
from tests.prove.mutants import Mutant
from tests.prove.mutants_equal import changes_nothing
from tests.support import AS_OF, EXAMPLES, real_library
from tests.test_cases import CASES, failure

COMPILE, CASE, PROVER, LINTER, EXAMPLE = "compile", "cases", "prover", "linter", "examples"
QUESTIONS = (COMPILE, CASE, PROVER, LINTER, EXAMPLE)
"""Asked in this order."""
ALL = "clause_library/facts.yaml", "clause_library/packet.yaml", "/outline.yaml", "/legal_nature/topic.yaml"
"""A fault in one of these may break any duty."""
VALUES = ("parameter-rule", "unreachable-default", "value-missing")


class Answer(Struct, frozen=True):
    """Who noticed the mutant, and the first thing that was said."""

    noticed: tuple[str, ...]
    said: str = ""
    changes: bool = True
    """False where nobody noticed it and a proof says that nothing changes."""


def concerns(mutant: Mutant, files: Mapping[str, str]) -> Callable[[Duty], bool]:
    """The duties that the mutant may break: those of its topic, and those that name it or read it."""
    if mutant.path.endswith(ALL):
        return lambda duty: True
    if mutant.path.endswith("/parameters.yaml"):
        return lambda duty: duty.code in VALUES
    if mutant.path.endswith("/glossary.yaml"):
        return lambda duty: duty.code == "undefined-term" or _in_glossary(duty)
    topic = mutant.topic
    readers = {path for path, text in files.items() if path.endswith(".md") and topic in text}
    named = f"`{topic}`", f"`{topic}/"

    def concerned(duty: Duty) -> bool:
        if duty.topic == topic or any(each in duty.said for each in named):
            return True
        return _in_glossary(duty) or (duty.span is not None and duty.span.file in readers)

    return concerned


def _in_glossary(duty: Duty) -> bool:
    return duty.span is not None and duty.span.file.endswith("glossary.yaml")


class Trial:
    """One library, and mutants of it. ``thorough``: goes on asking when one has noticed."""

    def __init__(self, files: Mapping[str, str], thorough: bool = False) -> None:
        self.files, self.thorough = files, thorough
        self.library = real_library()

    def of(self, mutant: Mutant) -> Answer:
        """Everyone in turn."""
        library, slips = compile_folders(mutant.planted(self.files))
        if library is None:
            return Answer((COMPILE,), slips[0].message)
        noticed, told = [], ""
        asks = {CASE: self.in_cases, PROVER: self.in_proof, LINTER: self.in_lint, EXAMPLE: self.in_examples}
        for question, ask in asks.items():
            said = ask(library, mutant)
            if said:
                noticed.append(question)
                told = told or said
                if not self.thorough:
                    break
        changes = bool(noticed) or not changes_nothing(self.library, library, mutant)
        return Answer(tuple(noticed), told, changes)

    # ------------------------------------------------------------ cases and prover

    def in_cases(self, library: Library, mutant: Mutant) -> str:
        """The first case that fails."""
        for case in CASES:
            if not mutant.topic or case.topic == mutant.topic:
                words = failure(library, case)
                if words and not failure(self.library, case):
                    return words.splitlines()[0]
        return ""

    def in_proof(self, library: Library, mutant: Mutant) -> str:
        """The first finding that the library itself does not have."""
        wanted = concerns(mutant, self.files)
        cases = [each for each in self.cases if each.topic == mutant.topic]
        found = self.found(library, cases, wanted)
        new = found and sorted(found - self.found(self.library, cases, wanted))
        return new[0] if new else ""

    def found(self, library: Library, cases: Sequence[Case], wanted: Callable[[Duty], bool]) -> set[str]:
        """What a proof finds; of the library without a fault nothing, unless it is being worked on."""
        findings = prove(library, cases, wanted).findings
        return {f"{each.duty.code}: {each.duty.said}" for each in findings}

    @cached_property
    def cases(self) -> list[Case]:
        """Every case, as the prover reads it."""
        return read_cases(self.files)

    # ------------------------------------------------------------ drafts of the examples

    @cached_property
    def examples(self) -> dict[str, Answers]:
        """The answers of the examples; no operator touches the questions."""
        found = {stem: check(EXAMPLES / f"{stem}.yaml", self.library).answers for stem in stems()}
        return {stem: answers for stem, answers in found.items() if answers is not None}

    @cached_property
    def as_drafted(self) -> dict[str, tuple[set[str], bytes]]:
        """The findings and the record of each example, without a fault."""
        return {stem: self.drafted(self.library, stem) for stem in self.examples}

    def drafted(self, library: Library, stem: str) -> tuple[set[str], bytes]:
        """One example's findings and record."""
        drafted = draft(library, self.examples[stem], AS_OF)
        told = [*drafted.findings, *drafted.outcome.warnings, *drafted.errors]
        return {f"{each.code}: {each.message}" for each in told}, record(drafted)

    def in_lint(self, library: Library, mutant: Mutant) -> str:
        """The first new finding about a draft of an example, the drafter's own included."""
        for stem, (known, _) in self.as_drafted.items():
            new = sorted(self.drafted(library, stem)[0] - known)
            if new:
                return f"{stem}: {new[0]}"
        return ""

    def in_examples(self, library: Library, mutant: Mutant) -> str:
        """The first example that reads otherwise."""
        for stem, (_, known) in self.as_drafted.items():
            if self.drafted(library, stem)[1] != known:
                return f"{stem} reads otherwise"
        return ""
