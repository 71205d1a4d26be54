"""The whole library from its files' texts: parsed, bound, checked. Pure; the folders are read elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.diagnostics import Diagnostic, Span, did_you_mean, in_order
from pipeline.intake.bank import QuestionBank, names_of
from pipeline.intake.questionnaire import load_bank
from pipeline.intake.source import Parsed, Source, parse_source
from pipeline.library import read_checklist, read_rules, read_topics, read_words
from pipeline.library.fields import Fields, Slips, top
from pipeline.library.markup import labels_of
from pipeline.library.read_topics import TextFile
from pipeline.library.textnames import TextNames
from pipeline.library.types import Library, Overlay, Topic
from pipeline.rules.conditions import Names, Symbol
from pipeline.rules.conditions.nodes import Constant

GATES = {
    "draft": "Nothing stands in the way",
    "pilot_only": "Only a pilot",
    "not_ready": "Not ready for signature",
    "do_not_form": "Do not form the alliance",
}
CHECKLIST = "clause_library/checklist.yaml"
CONTEXT = ("gate", "lead", "instrument", "packet", "binds", "clauses")
"""Names that conditions and texts know without anybody declaring them."""
READ = (
    "questionnaire.yaml", "one_page.yaml", "countries.yaml", "outline.yaml", "facts.yaml", "packet.yaml",
    "parameters.yaml", "glossary.yaml", "law.yaml", "sources.yaml", "words.yaml", "checklist.yaml",
    "topic.yaml",
)  # fmt: skip
"""The names of the YAML files that are read."""
NATURES = {"all": "The whole document binds", "core": "Only a core binds", "none": "Nothing binds"}


def compile_library(
    files: Mapping[str, str], ready: Mapping[str, Source] = {}, names: Mapping[str, str] = {}
) -> tuple[Library | None, list[Diagnostic]]:
    """The library, or None with everything that is wrong.

    ``files``: text by path, such as ``clause_library/exit/withdrawal/topic.yaml``. ``ready``: those that
    layers changed, by path; ``names``: how diagnostics call those that came from a layer.
    """
    compiler = _Compiler(files, ready, names)
    library = compiler.run()
    found = in_order(compiler.slips.found)
    return (None if any(each.is_error for each in found) else library), found


class _Compiler:
    def __init__(
        self, files: Mapping[str, str], ready: Mapping[str, Source], names: Mapping[str, str]
    ) -> None:
        self.files, self.ready, self.names, self.slips = files, ready, names, Slips()
        self.parses: dict[str, Parsed] = {}

    def source(self, name: str) -> Source:
        """A YAML file; an empty one in its place when it is missing or broken."""
        if name in self.ready:
            return self.ready[name]
        if name not in self.files:
            self.slips.report("missing-file", f"`{name}` is missing", Span(name, 1, 1))
            return self.empty(name)
        source, found = self.parsed(name)
        self.slips.found += found
        return source or self.empty(name)

    def empty(self, name: str) -> Source:
        source, _ = parse_source("{}", name)
        assert source is not None
        return source

    def unreadable(self) -> bool:
        """Whether a file is no YAML at all: then that is told, and nothing that follows from it."""
        for path in sorted(self.files):
            if path.rpartition("/")[2] in READ and path not in self.ready:
                source, found = self.parsed(path)
                if source is None or any(each.code == "yaml-syntax" for each in found):
                    self.slips.found += found
        return bool(self.slips.found)

    def parsed(self, path: str) -> Parsed:
        """A YAML file, parsed once."""
        if path not in self.parses:
            called = self.names.get(path, path)
            self.parses[path] = parse_source(self.files[path], called, forbid_flow_conditions=True)
        return self.parses[path]

    def run(self) -> Library | None:
        if self.unreadable():
            return None
        bank = self.bank()
        if bank is None:
            return None
        self.instruments = self.instrument_names()
        names = self.facts(bank)
        names = self.packet(names)
        self.parameters(names)
        names = self.with_context(names, "instrument", "binds")
        self.topics(names)
        self.words(bank, names)
        self.outlines()
        self.check_labels()
        self.checklist()
        self.check_sources()
        return self.library(bank, names)

    # ------------------------------------------------------------ questions and facts

    def bank(self) -> QuestionBank | None:
        questions = self.source("intake/questionnaire.yaml")
        forms = [self.source("intake/one_page.yaml")]
        bank, found = load_bank(questions, forms, self.source("intake/countries.yaml"))
        self.slips.found += found
        if bank is not None:
            self.clash(list(bank.columns), list(bank.questions), questions)
        return bank

    def instrument_names(self) -> dict[str, str]:
        """Instrument ids with their titles, from the outlines' folders."""
        paths = [
            name
            for name in sorted(self.files)
            if name.startswith("templates/") and name.endswith("/outline.yaml")
        ]
        return {path.split("/")[1]: path.split("/")[1].replace("_", " ") for path in paths}

    def facts(self, bank: QuestionBank) -> Names:
        fields = top(self.source("clause_library/facts.yaml"), self.slips)
        base = names_of(bank)
        matter, row = read_rules.fact_symbols(fields)
        self.clash([*base.matter, *base.row], [*matter, *row], fields.source)
        self.fact_table = read_rules.read_facts(fields, Names({**base.matter, **matter}, {**base.row, **row}))
        for fact in self.fact_table.values():
            symbol = Symbol(
                fact.id, "party_fact" if fact.each else "fact", "fact", fact.means, private=fact.private
            )
            (row if fact.each else matter)[fact.id] = symbol
        return Names({**base.matter, **matter}, {**base.row, **row})

    def clash(self, taken: list[str], given: list[str], source: Source) -> None:
        for name in given:
            if name in taken or name in CONTEXT:
                what = "of a context word" if name in CONTEXT else "of something else"
                said = f"`{name}` is already the name {what}: one name, one meaning"
                self.slips.report("name-clash", said, source.key((name,)))

    def context(self, name: str) -> Symbol:
        words = {
            "gate": ("The gate's result", "choice", GATES),
            "lead": ("The strongest document of the packet", "choice", self.instruments),
            "instrument": ("This document", "choice", self.instruments),
            "packet": ("The documents of the packet", "set", self.instruments),
            "binds": ("What of this document binds", "choice", NATURES),
        }
        said, kind, choices = words[name]
        return Symbol(name, "context", kind, said, choices)

    def with_context(self, names: Names, *context: str) -> Names:
        added = {name: self.context(name) for name in context}
        return Names({**names.matter, **added}, names.row)

    # ------------------------------------------------------------ packet and parameters

    def packet(self, names: Names) -> Names:
        fields = top(self.source("clause_library/packet.yaml"), self.slips)
        fields.known(("gate", "packets", "companions", "warnings"))
        self.gate = read_rules.read_table(fields, "gate", names)
        names = self.with_context(names, "gate")
        self.packets = read_rules.read_table(fields, "packets", names)
        names = self.with_context(names, "packet", "lead")
        self.companions = read_rules.read_companions(fields, names)
        self.warnings = read_rules.read_warnings(fields, names)
        self.check_packets(fields)
        return names

    def party_facts(self) -> list[str]:
        return [fact.id for fact in self.fact_table.values() if fact.each]

    def check_packets(self, fields: Fields) -> None:
        """Both tables always decide; every name in them is known."""
        for name, rows in (("gate", self.gate), ("packets", self.packets)):
            if not rows or not isinstance(rows[-1].condition, Constant):
                fields.report(
                    "missing-otherwise", f"the last row of `{name}` must be `otherwise: true`", name
                )
        for row in self.packets:
            if not row.documents:
                said = "a row of `packets` gives a list of instruments, such as [charter]"
                self.slips.report("bad-value", said, row.span)
            if row.pairs_with and row.pairs_with not in self.party_facts():
                guess = did_you_mean(row.pairs_with, self.party_facts())
                said = f"`{row.pairs_with}` is no fact of each partner{guess}"
                self.slips.report("unknown-name", said, row.span)
        for companion, entry in zip(self.companions, fields.rows("companions"), strict=True):
            for key, name in (("gives", companion.instrument), ("beside", companion.beside)):
                if name not in self.instruments:
                    guess = did_you_mean(name, self.instruments)
                    entry.report("unknown-name", f"`{name}` is not an instrument{guess}", key)
        for row in self.gate:
            if row.gives not in GATES:
                self.slips.report("bad-value", f"`{row.gives}` is not a gate ({', '.join(GATES)})", row.span)
        for row in self.packets:
            for instrument in row.documents:
                if instrument not in self.instruments:
                    guess = did_you_mean(instrument, self.instruments)
                    self.slips.report("unknown-name", f"`{instrument}` is not an instrument{guess}", row.span)

    def parameters(self, names: Names) -> None:
        fields = top(self.source("clause_library/parameters.yaml"), self.slips)
        symbols = read_rules.parameter_symbols(fields)
        self.clash([*names.matter, *names.row], list(symbols), fields.source)
        known = Names({**names.matter, **symbols}, names.row)
        self.parameter_symbols = symbols
        self.parameter_table = read_rules.read_parameters(fields, known, known.inside_row())
        self.rules = read_rules.read_rules(fields, known)

    # ------------------------------------------------------------ topics and words

    def topics(self, names: Names) -> None:
        self.topic_table: dict[str, Topic] = {}
        self.doubled: set[str] = set()
        homes = frozenset(self.instruments)
        for path in sorted(self.files):
            parts = path.split("/")
            if len(parts) == 4 and parts[0] == "clause_library" and parts[3] == "topic.yaml":
                group, name = parts[1], parts[2]
                if name in self.topic_table:
                    self.doubled.add(name)
                    self.slips.report(
                        "duplicate-topic", f"the topic `{name}` stands in two groups", Span(path, 1, 1)
                    )
                topic = read_topics.read_topic(group, name, self.source(path), names, homes, self.slips)
                self.topic_table[name] = topic
        read_topics.check_links(self.topic_table, self.slips)

    def words(self, bank: QuestionBank, names: Names) -> None:
        """Glossary, then the texts that use it."""
        self.verbs = read_words.read_verbs(self.source("clause_library/words.yaml"), self.slips)
        paths = [
            p for p in sorted(self.files) if p.startswith("clause_library/") and p.endswith("glossary.yaml")
        ]
        read = read_words.read_glossary([self.source(path) for path in paths], names, self.slips)
        self.glossary = {name: term for name, (term, _) in read.items()}
        self.env = self.text_names(bank, names)
        for term, entry in read.values():
            read_words.add_meanings(term, entry, self.env)
        law = self.source("clause_library/law.yaml")
        self.places, self.law = read_words.read_law(law, names, self.slips)
        for topic in self.topic_table.values():
            self.texts(topic)
        self.slips.found += self.env.found

    def text_names(self, bank: QuestionBank, names: Names) -> TextNames:
        clauses = Symbol(
            "clauses", "context", "set", "The topics of this document", dict.fromkeys(self.topic_table, "")
        )
        matter = {**names.matter, **self.parameter_symbols, "clauses": clauses}
        return TextNames(
            Names(matter, names.row, False, "p"),
            bank,
            self.parameter_table,
            read_words.term_words(self.glossary.values(), self.slips),
            frozenset(self.topic_table),
            frozenset(self.instruments),
            frozenset(self.verbs),
        )

    def texts(self, topic: Topic) -> None:
        folder = f"clause_library/{topic.group}/{topic.id}/"
        inside = [path for path in sorted(self.files) if path.startswith(folder) and path.endswith(".md")]
        plain = [path for path in inside if "/" not in path[len(folder) :]]
        read_topics.add_texts(
            topic, [self.text_file(path) for path in plain], self.env, frozenset(self.instruments)
        )
        if topic.id not in self.doubled:
            read_topics.check_worded(topic, self.slips)
        overlays: list[Overlay] = []
        for path in inside:
            if path.startswith(folder + "law/"):
                file = self.text_file(path)
                if file.stem.split(".")[0] not in self.places:
                    guess = did_you_mean(file.stem, self.places)
                    self.slips.report(
                        "unknown-place", f"`{file.stem}` is not a place{guess}", Span(file.name, 1, 1)
                    )
                overlays += read_topics.read_overlay(topic, file, self.env, frozenset(self.law), self.slips)
        topic.overlays = tuple(overlays)

    def text_file(self, path: str) -> TextFile:
        stem = path.rsplit("/", 1)[1].removesuffix(".md")
        return TextFile(stem, self.names.get(path, path), self.files[path])

    def outlines(self) -> None:
        self.outline_table = {}
        for name in self.instruments:
            folder = f"templates/{name}/"
            texts = [p for p in sorted(self.files) if p.startswith(folder) and p.endswith(".md")]
            self.env.found.clear()
            outline = read_topics.read_outline(
                self.source(folder + "outline.yaml"),
                [self.text_file(path) for path in texts],
                self.env,
                frozenset(self.topic_table),
                self.slips,
            )
            self.slips.found += self.env.found
            self.outline_table[name] = outline

    # ------------------------------------------------------------ the end

    def check_labels(self) -> None:
        """Every labelled block that a text refers to is there."""
        for topic, label, span in self.env.labels:
            texts = self.topic_table[topic].texts.values() if topic in self.topic_table else ()
            known = sorted({each for text in texts for each in labels_of(text)})
            if topic in self.topic_table and label not in known:
                guess = did_you_mean(label, known)
                said = f"no text of `{topic}` has a block labelled `{label}`{guess}"
                self.slips.report("unknown-label", said, span)

    def checklist(self) -> None:
        """What the linter of drafts looks for; a library may do without."""
        self.points = {}
        if CHECKLIST in self.files:
            known = read_checklist.Known(
                self.env.names, self.topic_table, self.instruments, self.parameter_table, self.glossary
            )
            self.points = read_checklist.read_checklist(top(self.source(CHECKLIST), self.slips), known)

    def check_sources(self) -> None:
        self.source_table = read_words.read_sources(self.source("clause_library/sources.yaml"), self.slips)
        for name, span in self.slips.sources:
            if name not in self.source_table:
                guess = did_you_mean(name, self.source_table)
                self.slips.report("unknown-source", f"`{name}` is not in sources.yaml{guess}", span)

    def library(self, bank: QuestionBank, names: Names) -> Library:
        nature = [topic.id for topic in self.topic_table.values() if topic.decides_nature]
        if len(nature) != 1:
            where = Span("clause_library", 1, 1)
            self.slips.report("nature-topic", "exactly one topic must have `decides: nature`", where)
        return Library(
            bank,
            names,
            self.fact_table,
            self.gate,
            self.packets,
            self.companions,
            self.warnings,
            self.parameter_table,
            self.rules,
            self.topic_table,
            self.glossary,
            self.outline_table,
            self.places,
            self.law,
            self.source_table,
            self.verbs,
            nature_topic=nature[0] if nature else "",
            terms_by_word={term.forms[-1].plural.casefold(): term.id for term in self.glossary.values()},
            checklist=self.points,
        )
