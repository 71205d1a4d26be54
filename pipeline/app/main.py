"""The app as the fronts see it: one method a command; results carry words, data and an exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec.structs import replace

from pipeline.app.ahead import ahead
from pipeline.app.bars import Bar, no_bar
from pipeline.app.manner import HOUSE_MANNER, Manner
from pipeline.app.results import FINE, INPUT_ERRORS, Problem, Result
from pipeline.app.shelf import shelved_bank, signature_of
from pipeline.diagnostics import Diagnostic, did_you_mean, has_errors
from pipeline.paths import Folders, bundled, cache_folder, matter_layer

if TYPE_CHECKING:
    from pipeline.app.checking import Checked
    from pipeline.app.equipment import Equipment
    from pipeline.app.packets import Packet
    from pipeline.model import Document

__all__ = ["App", "Problem", "Result"]

NO_LAYER = "no layer is named"
LAYER_HELP = "name its folder, which has a layer.yaml: --library DIR"


Watch: TypeAlias = "Callable[[Sequence[Document]], Iterable[Document]]"
"""Hands on documents one by one, and may show how far it is."""


class App:
    """One run, over the bundled content or a firm's own."""

    def __init__(
        self,
        library: Sequence[Path] = (),
        templates: Path | None = None,
        questions: Path | None = None,
        intake: Path | None = None,
        template: Path | None = None,
    ) -> None:
        """``library``: a whole library, layers from below to top, or both; ``intake``: may have a layer.

        ``template``: a Word file in the place of every house document.
        """
        own = bundled()
        self.own = tuple(library)
        matter = matter_layer(intake) if intake is not None else None
        base = Folders(own.library, own.templates, questions or own.intake).dressed(templates)
        self.folders = replace(base.on((*library, matter) if matter else self.own), house=template)
        self.equipment: Equipment | None = None
        self.cache = cache_folder()
        self.signature = signature_of(self.folders)
        self.begun: dict[Path, Callable[[], Checked | None]] = {}
        self.is_cold = False
        """True once it is known that the content must be compiled, which takes a while."""

    def begin(self, intake: Path) -> None:
        """Check an intake ahead, while ``load`` prepares the rest; only where the content is compiled."""
        key = shelved_bank(self.cache, self.signature)
        self.is_cold = not key
        if key:
            self.begun[intake] = ahead(lambda: _check(intake, self.cache, key))

    def load(self) -> Problem | None:
        """Load the content; its errors, if any."""
        from pipeline.app import stages  # noqa: F401 - loaded now, while an intake is checked ahead
        from pipeline.app.equipment import equip

        if self.own and (slips := self._misplaced()):
            return Problem(slips)
        self.equipment, found = equip(self.folders, self.cache, self.signature)
        return None if self.equipment is not None else Problem(self._as_given(found))

    def _as_given(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Findings with the files of layers called by the folders that the user named."""
        from pipeline.app.given import as_given

        return as_given(found, self.folders.layers)

    def _misplaced(self) -> list[Diagnostic]:
        from pipeline.app.layers import misplaced

        return misplaced(self.own)

    @property
    def ready(self) -> Equipment:
        """The loaded content."""
        assert self.equipment is not None, "load() comes first"
        return self.equipment

    # ------------------------------------------------------------ commands

    def check(self, intake: Path) -> Checked:
        """Read and validate an intake."""
        begun = self.begun.pop(intake)() if intake in self.begun else None
        if begun is not None:
            return begun
        from pipeline.app.checking import check

        return check(intake, self.ready.library.bank)

    def check_all(self, intake: Path) -> Result:
        """Everything that is wrong in an intake, its overrides included; nothing is written."""
        from pipeline.app import stages
        from pipeline.app.matters import today

        checked = self.check(intake)
        found = list(checked.found)
        if checked.answers is not None:
            found += stages.draft(self.ready.library, checked.answers, today()).errors
        return Result(INPUT_ERRORS if has_errors(found) else FINE, "", found, checked.text)

    def same_matter(self, intakes: list[Path]) -> tuple[Path, Path] | None:
        """Two intakes whose drafts would go to the same folder, if there are any."""
        from pipeline.app.checking import matter_of

        seen: dict[str, Path] = {}
        for path in intakes:
            first = seen.setdefault(matter_of(path), path)
            if first is not path:
                return first, path
        return None

    def draft(
        self,
        intake: Path,
        out: Path,
        as_of: date | None,
        document: str | None = None,
        manner: Manner = HOUSE_MANNER,
        bar: Bar = no_bar,
    ) -> Result:
        """Draft one intake into its matter's folder."""
        return self.finish([self.start(intake, as_of, document or "")], out, manner, bar)[0]

    def start(self, intake: Path, as_of: date | None, document: str = "") -> Packet | Result:
        """An intake drafted in memory, or what is wrong with it. ``document``: the only one to write."""
        from pipeline.app.matters import today
        from pipeline.app.packets import started

        return started(self.ready, self.check(intake), as_of or today(), document)

    def start_with_layer(self, intake: Path, as_of: date | None) -> Packet | Result:
        """The same for one intake of several: with the layer beside it, if it has one."""
        if matter_layer(intake) is None:
            return self.start(intake, as_of)
        folders = self.folders
        templates = folders.styles or folders.templates
        app = App(self.own, templates, folders.intake, intake, folders.house)
        problem = app.load()
        return Result(INPUT_ERRORS, "", problem.diagnostics) if problem else app.start(intake, as_of)

    def finish(
        self,
        begun: Sequence[Packet | Result],
        out: Path,
        manner: Manner = HOUSE_MANNER,
        bar: Bar = no_bar,
    ) -> list[Result]:
        """Lay out, if pages are wanted, and write what was started; every result in its order."""
        from pipeline.app.packets import finished

        return finished(begun, out, manner, bar)

    def decide(self, intake: Path) -> Result:
        """Decide without writing."""
        from pipeline.app import stages
        from pipeline.app.matters import today
        from pipeline.app.packets import code_of
        from pipeline.explain.decide_json import decide_data
        from pipeline.explain.terminal import summary

        checked = self.check(intake)
        if checked.answers is None:
            return Result(INPUT_ERRORS, "", checked.found, checked.text)
        drafted = stages.draft(self.ready.library, checked.answers, today())
        if has_errors(drafted.errors):
            return Result(INPUT_ERRORS, "", [*checked.found, *drafted.errors], checked.text)
        data = decide_data(self.ready.library, checked.answers, drafted.outcome, drafted.files)
        words = summary(
            self.ready.library, drafted.outcome, [], drafted.findings, drafted.answers, drafted.documents
        )
        return Result(code_of(drafted), words, checked.found, checked.text, data)

    def explain(self, intake: Path, topic: str) -> Result:
        """Why a topic, a fact or a parameter came out as it did."""
        from pipeline.app import stages
        from pipeline.app.matters import today
        from pipeline.explain.terminal import explain_topic

        library = self.ready.library
        known = [*library.topics, *library.facts, *library.parameters]
        if topic not in known:
            said = f"`{topic}` is no topic, fact or parameter{did_you_mean(topic, known)}"
            return Result(INPUT_ERRORS, "", [Diagnostic("unknown-topic", "error", said)])
        checked = self.check(intake)
        if checked.answers is None:
            return Result(INPUT_ERRORS, "", checked.found, checked.text)
        drafted = stages.draft(library, checked.answers, today())
        return Result(
            FINE, explain_topic(library, drafted.outcome, topic, checked.answers), checked.found, checked.text
        )

    def export(
        self, intake: Path, to: str, out: Path, as_of: date | None, watch: Watch | None = None
    ) -> Result:
        """Write every document in another format. ``watch`` sees them pass."""
        from pipeline.app.exports import export_all
        from pipeline.app.packets import code_of

        begun = self.start(intake, as_of)
        if isinstance(begun, Result):
            return begun
        files = export_all(begun, to, out, watch or iter)
        return Result(code_of(begun.drafted), "\n".join(files), begun.checked.found, begun.checked.text)

    def export_pdf(
        self,
        intake: Path,
        out: Path,
        as_of: date | None,
        manner: Manner = HOUSE_MANNER,
        bar: Bar = no_bar,
    ) -> Result:
        """Write every document as PDF; needs LibreOffice."""
        from pipeline.app.packets import code_of
        from pipeline.app.pdf import export_pdf

        begun = self.start(intake, as_of)
        if isinstance(begun, Result):
            return begun
        files, noticed = export_pdf(begun, out, manner, bar)
        code = INPUT_ERRORS if has_errors(noticed) else code_of(begun.drafted)
        return Result(code, "\n".join(files), [*begun.checked.found, *noticed], begun.checked.text)

    def form(self, which: str) -> str:
        """A blank intake."""
        from pipeline.intake.forms import blank_form

        return blank_form(self.ready.library.bank, which)

    def topics(self) -> list[dict[str, Any]]:
        """Every topic with group, variants and the instruments that have a place for it."""
        library = self.ready.library
        outlines = library.outlines.values()
        return [
            {
                "id": topic.id,
                "group": topic.group,
                "number": topic.number,
                "title": topic.title,
                "variants": list(topic.variants),
                "instruments": [each.instrument for each in outlines if topic.id in each.topics()],
            }
            for topic in library.topics.values()
        ]

    def show(self, topic: str) -> Result:
        """One topic as the library has it: rows with their ids, variants, defaults, sources, layers."""
        from pipeline.app.showing import shown, topic_data

        known = self.ready.library.topics
        if topic not in known:
            said = f"`{topic}` is no topic{did_you_mean(topic, known)}"
            return Result(INPUT_ERRORS, "", [Diagnostic("unknown-topic", "error", said)])
        data = topic_data(self.ready.library, known[topic])
        return Result(FINE, shown(data), data=data)

    def diff(self, adopt: bool = False) -> Result:
        """What changed beneath the layers' replacements; or record, for the topmost, what is there now."""
        from pipeline.app.layers import adopted, beneath

        slips = self._misplaced()
        if slips or not self.folders.layers:
            return Result(
                INPUT_ERRORS, "", slips or [Diagnostic("no-layer", "error", NO_LAYER, help=LAYER_HELP)]
            )
        code, words, found = adopted(self.folders) if adopt else beneath(self.folders)
        return Result(code, words, self._as_given(found))

    def lint(self) -> Result:
        """Every slip of the content, each with its line; whether the library compiles or not."""
        from pipeline.app.linting import lint_folders

        if slips := self._misplaced():
            return Result(INPUT_ERRORS, "", slips)
        found, words = lint_folders(self.folders, self.own)
        return Result(INPUT_ERRORS if has_errors(found) else FINE, words)

    def prove(self, topic: str, out: Path, progress: Any) -> Result:
        """Prove the library's rules over every possible intake; counter-examples go to ``out``."""
        from pipeline.app.proof import prove_library, solver_missing, unknown_topic
        from pipeline.library.load import read_folders
        from pipeline.library.read_cases import read_cases

        library = self.ready.library
        slip = solver_missing() or unknown_topic(library, topic)
        if slip is not None:
            return Result(INPUT_ERRORS, "", [slip])
        files, _ = read_folders(self.folders.named())
        proved = prove_library(library, read_cases(files), topic, out, progress)
        wrong, all_ = len(proved.found), proved.duties
        words = f"{all_} {'thing' if all_ == 1 else 'things'} proved; nothing is wrong"
        if wrong:
            words = f"{wrong} of {all_} {'things is' if wrong == 1 else 'things are'} wrong"
        return Result(INPUT_ERRORS if proved.found else FINE, words, self._as_given(proved.found))

    def init(self, directory: Path, whole: bool = False) -> Problem | None:
        """Lay out a working folder; refuses one that already holds such files."""
        from pipeline.app.working_folder import lay_out

        return _problem(lay_out(self.folders, directory, whole))


def _check(intake: Path, cache: Path | None, key: str) -> Checked | None:
    """Check with the question bank from the shelf; None when it is not there any more."""
    from pipeline.app.checking import check
    from pipeline.library.cache import cached

    bank = cached(cache, key)
    return check(intake, bank) if bank is not None else None


def _problem(found: list[Diagnostic]) -> Problem | None:
    return Problem(found) if found else None
