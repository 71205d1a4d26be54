"""facts.yaml, packet.yaml and parameters.yaml to types."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.diagnostics import did_you_mean
from pipeline.library import ids
from pipeline.library.fields import WHEN, Fields
from pipeline.library.ordering import in_dependency_order
from pipeline.library.types import Companion, Default, Fact, Parameter, ParameterRule, TableRow, Warning
from pipeline.rules.conditions import Names, Node, Symbol, compile_value
from pipeline.rules.conditions.arithmetic import Literal, NumberNode
from pipeline.rules.conditions.nodes import symbols_of

FACT_KEYS = ("each", "means", *WHEN, "unanswered", "mandatory", "edge_case", "source")


def fact_symbols(fields: Fields) -> tuple[dict[str, Symbol], dict[str, Symbol]]:
    """The names that facts.yaml declares: matter facts and per-party facts."""
    matter: dict[str, Symbol] = {}
    row: dict[str, Symbol] = {}
    for name, entry in _entries(fields).items():
        each = "each" in entry.data
        symbol = Symbol(name, "party_fact" if each else "fact", "fact", entry.text("means", ""))
        (row if each else matter)[name] = symbol
    return matter, row


def _entries(fields: Fields) -> dict[str, Fields]:
    return {key: fields._child((key,), value) for key, value in fields.data.items()}


def read_facts(fields: Fields, names: Names) -> dict[str, Fact]:
    """All facts, in dependency order, with inherited privacy."""
    entries = _entries(fields)
    facts = {name: _fact(name, entry, names) for name, entry in entries.items()}
    reads = {
        name: [s.id for s in symbols_of(fact.condition) if s.type == "fact"] for name, fact in facts.items()
    }
    order, circle = in_dependency_order(reads)
    if circle:
        chain = " → ".join((*circle, circle[0]))
        fields.slips.report("circular-facts", f"these facts read each other: {chain}", facts[circle[0]].span)
        return facts
    ordered = {name: facts[name] for name in order}
    for fact in ordered.values():
        symbols = symbols_of(fact.condition)
        secret = {s.id: replace(s, private=True) for s in symbols if s.type == "fact" and facts[s.id].private}
        fact.private = bool(secret) or any(s.private for s in symbols)
        if secret:  # read once more, so that its verdicts hide what the facts in it rest on
            matter = {**names.matter, **{id_: s for id_, s in secret.items() if s.kind == "fact"}}
            row = {**names.row, **{id_: s for id_, s in secret.items() if s.kind == "party_fact"}}
            fact.condition = _fact_condition(entries[fact.id], Names(matter, row))
    return ordered


def _fact_condition(entry: Fields, names: Names) -> Node:
    return entry.when(names.inside_row() if "each" in entry.data else names)


def _fact(name: str, entry: Fields, names: Names) -> Fact:
    entry.known(FACT_KEYS)
    each = "each" in entry.data
    condition = _fact_condition(entry, names)
    unanswered = entry.one_of("unanswered", ("holds", "fails"), "fails")
    mandatory = entry.flag("mandatory")
    if mandatory and unanswered == "fails":
        entry.report(
            "silent-pack", f"`{name}` is mandatory: silence must not switch it off (unanswered: holds)"
        )
    span = entry.source.key(entry.path)
    return Fact(
        name,
        entry.text("means"),
        condition,
        unanswered == "holds",
        mandatory,
        each,
        entry.sources(),
        False,
        span,
        entry.flag("edge_case"),
    )


# ---------------------------------------------------------------- packet.yaml

ROW_KEYS = ("id", "gives", "omits", *WHEN, "because", "source", "releases", "pairs_with")


def read_row(entry: Fields, names: Names, name: str = "") -> TableRow:
    """One row of any decision table; ``gives`` may be a list of instruments, ``name`` is its id."""
    entry.known(ROW_KEYS)
    condition = entry.when(names)
    gives = entry.data.get("gives")
    documents = tuple(str(each) for each in gives) if isinstance(gives, list) else ()
    omits = entry.flag("omits")
    if (gives is None) == (not omits):
        entry.report("missing-key", "a row either `gives` a variant or `omits: true`")
    result = None if omits or gives is None else ("+".join(documents) if documents else str(gives))
    row = TableRow(
        result,
        condition,
        entry.text("because"),
        entry.sources(),
        entry.text("releases", ""),
        entry.source.key(entry.path),
        documents,
        entry.text("pairs_with", ""),
        name,
    )
    private = [s.id for s in symbols_of(condition) if s.private]
    if private and not row.releases:
        entry.report(
            "private-without-release", f"the row reads `{private[0]}`, which is private: it needs `releases:`"
        )
    return row


def read_table(fields: Fields, name: str, names: Names) -> tuple[TableRow, ...]:
    """All rows under a key."""
    rows = fields.rows(name)
    return tuple(read_row(entry, names, id_) for entry, id_ in zip(rows, _ids(rows, ids.given), strict=True))


def _ids(rows: list[Fields], derive: Callable[[ids.Row], str]) -> list[str]:
    """The rows' ids; one that stands twice in a table is a slip."""
    data = [row.data for row in rows]
    for number in ids.repeated(data):
        said = f"`{ids.own_id(data[number])}` is the id of an earlier row of this table"
        rows[number].report("duplicate-id", said, "id")
    return ids.row_ids(data, derive)


def read_warnings(fields: Fields, names: Names) -> tuple[Warning, ...]:
    """The remarks of packet.yaml."""
    found = []
    for entry in fields.rows("warnings"):
        entry.known(("id", "code", *WHEN, "says", "releases", "source"))
        condition, span = entry.when(names), entry.source.key(entry.path)
        released = entry.text("releases", "")
        if not released:
            entry.public(condition, "a warning")
        says = released or entry.text("says")
        found.append(Warning(entry.text("code"), condition, says, entry.sources(), span))
    return tuple(found)


def read_companions(fields: Fields, names: Names) -> tuple[Companion, ...]:
    """The sheets that stand beside documents."""
    found = []
    for entry in fields.rows("companions"):
        entry.known(("id", "gives", "beside", *WHEN, "because", "source"))
        entry.sources()
        condition = entry.when(names)
        entry.public(condition, "a companion")
        found.append(Companion(entry.text("gives"), entry.text("beside"), condition, entry.text("because")))
    return tuple(found)


# ---------------------------------------------------------------- parameters.yaml

UNITS = ("days", "working days", "months", "years", "hours", "partners", "money", "")
PARAMETER_KEYS = (
    "title",
    "unit",
    "range",
    "choices",
    "from_answer",
    "combine",
    "gives_way",
    "defaults",
    "per_party",
)
DEFAULT_KEYS = ("id", "value", *WHEN, "because", "source", "caps")


def parameter_symbols(fields: Fields) -> dict[str, Symbol]:
    """The names that parameters.yaml declares."""
    found: dict[str, Symbol] = {}
    for name, entry in _entries(fields).items():
        if name == "rules":
            continue
        choices = entry.data.get("choices")
        low, high = _range(entry)
        title = entry.text("title", "")
        if isinstance(choices, dict):
            found[name] = Symbol(name, "parameter", "choice", title, {k: str(v) for k, v in choices.items()})
        else:
            found[name] = Symbol(name, "parameter", "number", title, {}, low, high)
    return found


def _range(entry: Fields) -> tuple[float, float]:
    bounds = entry.texts("range")
    try:
        low, high = (float(each) for each in bounds)
    except ValueError:
        if bounds or "choices" not in entry.data:
            entry.report("bad-value", "`range` is a list of two numbers", "range")
        return 0, 0
    return low, high


def read_parameters(fields: Fields, names: Names, row_names: Names) -> dict[str, Parameter]:
    """All parameters in dependency order."""
    entries = {name: entry for name, entry in _entries(fields).items() if name != "rules"}
    found = {name: _parameter(name, entry, names, row_names) for name, entry in entries.items()}
    reads = {name: _reads(parameter, found) for name, parameter in found.items()}
    order, circle = in_dependency_order(reads)
    if circle:
        chain = " → ".join((*circle, circle[0]))
        fields.slips.report(
            "circular-parameters", f"these values read each other: {chain}", found[circle[0]].span
        )
        return found
    return {name: found[name] for name in order}


def _reads(parameter: Parameter, known: dict[str, Parameter]) -> list[str]:
    symbols = [s for row in parameter.defaults for s in (*symbols_of(row.value), *symbols_of(row.condition))]
    return [s.id for s in symbols if s.kind == "parameter" and s.id in known]


def _parameter(name: str, entry: Fields, names: Names, row_names: Names) -> Parameter:
    entry.known(PARAMETER_KEYS)
    low, high = _range(entry)
    choices = {key: str(value) for key, value in (entry.data.get("choices") or {}).items()}
    answer = entry.text("from_answer", "")
    if answer:
        _check_answer(answer, choices, entry, names)
    within = _Range(name, low, high, entry.text("unit", ""))
    return Parameter(
        name,
        entry.text("title"),
        entry.one_of("unit", UNITS, "", " for a bare number"),
        low,
        high,
        choices,
        answer,
        entry.one_of("combine", ("first", "least", "most"), "first"),
        _defaults(entry.rows("defaults"), choices, names, within),
        _defaults(entry.rows("per_party"), choices, row_names, within),
        entry.source.key(entry.path),
        entry.flag("gives_way"),
    )


def _check_answer(answer: str, choices: dict[str, str], entry: Fields, names: Names) -> None:
    """``from_answer`` names a public question whose every answer is a value of the parameter."""
    questions = {name: each for name, each in names.matter.items() if each.kind == "question"}
    if answer not in questions:
        guess = did_you_mean(answer, questions)
        return entry.report("unknown-name", f"`{answer}` is not a question{guess}", "from_answer")
    fits = set(questions[answer].choices) <= set(choices) if choices else questions[answer].is_number
    if not fits or (choices and not questions[answer].choices):
        entry.report(
            "wrong-type", f"the answers to `{answer}` are no values of this parameter", "from_answer"
        )
    if questions[answer].private:
        entry.report("private-without-release", f"`{answer}` is private: it cannot be a value", "from_answer")


class _Range(NamedTuple):
    """What a parameter allows, with its unit."""

    parameter: str
    low: float
    high: float
    unit: str

    def check(self, value: NumberNode | str, entry: Fields) -> None:
        """Report a plain number outside; what is computed is held inside on every draft."""
        if isinstance(value, Literal) and self.low < self.high and not self.low <= value.value <= self.high:
            allowed = f"{self.low:g} to {self.high:g} {self.unit}".strip()
            said = f"`{value.text}` is outside the range of `{self.parameter}`: {allowed}"
            entry.report("bad-value", said, "value")


def _defaults(
    rows: list[Fields], choices: dict[str, str], names: Names, within: _Range
) -> tuple[Default, ...]:
    named = zip(rows, _ids(rows, ids.condition), strict=True)
    return tuple(_default(row, choices, names, id_, within) for row, id_ in named)


def _default(entry: Fields, choices: dict[str, str], names: Names, name: str, within: _Range) -> Default:
    entry.known(DEFAULT_KEYS)
    value, condition = _value(entry, choices, names), entry.when(names)
    within.check(value, entry)
    entry.public(condition, "a value of the drafts")
    entry.public(value if isinstance(value, NumberNode) else None, "a value of the drafts")
    because, sources = entry.text("because"), entry.sources()
    return Default(value, condition, because, sources, entry.flag("caps"), name, entry.layer)


def _value(entry: Fields, choices: dict[str, str], names: Names) -> NumberNode | str:
    text = entry.text("value")
    if choices:
        if text not in choices:
            entry.report("bad-value", f"`{text}` is not a choice here{did_you_mean(text, choices)}", "value")
        return text
    node, found = compile_value(text, entry.source.inside((*entry.path, "value")), names)
    entry.slips.found += found
    return node if node is not None else text


def read_rules(fields: Fields, names: Names) -> tuple[ParameterRule, ...]:
    """The rules between parameters."""
    found = []
    for name, entry in fields.inside("rules").items():
        entry.known(("holds", "when", "says", "source"))
        holds: Node | None = entry.condition(names, "holds")
        if holds is not None:
            when = entry.condition(names)
            entry.public(holds, "a rule")
            entry.public(when, "a rule")
            found.append(ParameterRule(name, holds, when, entry.text("says"), entry.sources()))
    return tuple(found)
