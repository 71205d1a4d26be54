"""Faults planted by hand, one or a few for each code; each with a near miss that must stay clean."""

from __future__ import annotations

from msgspec import Struct

from tests.prove.mutants_edits import (
    ANTITRUST,
    COSTS,
    IN_CHARTER,
    INTERPRETATION,
    KEY_PEOPLE,
    NO_BLAME,
    NO_BLAME_TEXT,
    NOT_COMPETING,
    TRUST,
    TRUST_TEXT,
    Edit,
    at_end,
    before_rows,
    breach,
    case,
    control_means,
    cure,
    default,
    fact,
    head,
    home,
    joins,
    link,
    needed,
    row,
    strategic,
)


class Plant(Struct, frozen=True):
    """One fault and its near miss."""

    name: str
    code: str
    topic: str
    """The duty's topic; empty for facts, parameters and the glossary."""
    said: str
    """Words of the duty, by which its finding is known."""
    fault: Edit
    control: Edit


ANYWHERE = '  elsewhere:\n    - means: "a matter"\n      when: instrument != agreement\n'
CHARITIES = "Heard: {list p.short_name for p in parties where form == charity} and others."
LIMIT = "Spending stays below {spending_limit}."
PLANTS = (
    Plant(
        "a mandatory table may have no row that holds",
        "gap",
        "antitrust",
        "`antitrust`",
        (ANTITRUST, NOT_COMPETING, NOT_COMPETING.replace("risk", "risk and two_partners")),
        (
            ANTITRUST,
            NOT_COMPETING,
            row("not competition_risk and two_partners")
            + NOT_COMPETING.replace("risk", "risk and not two_partners"),
        ),
    ),
    Plant(
        "an earlier row takes all that a row could decide",
        "unreachable-row",
        "costs",
        "row 2 of `costs`",
        before_rows(COSTS, row(f"{IN_CHARTER} and few_partners"), row(f"{IN_CHARTER} and two_partners")),
        before_rows(COSTS, row(f"{IN_CHARTER} and two_partners"), row(f"{IN_CHARTER} and few_partners")),
    ),
    Plant(
        "a row asks of the partners what cannot be together",
        "unreachable-row",
        "trust_account",
        "row 1 of `trust_account`",
        before_rows(TRUST, row("any(parties, form == charity) and all(parties, form == company)")),
        before_rows(TRUST, row("any(parties, form == charity) and any(parties, form == company)")),
    ),
    Plant(
        "a row asks for more partners than there may be",
        "unreachable-row",
        "no_blame",
        "row 1 of `no_blame`",
        before_rows(NO_BLAME, row("count(parties, form == charity) >= 9 and few_partners")),
        before_rows(NO_BLAME, row("count(parties, form == charity) >= 9 and many_partners")),
    ),
    Plant(
        "a condition is inside the range and never true",
        "never-holds",
        "",
        "`people < 1` can never hold",
        fact("nobody", "people < 1"),
        fact("nobody", "people < 2"),
    ),
    Plant(
        "a condition is always true",
        "always-holds",
        "",
        "`answered(alliance_name)` can never fail",
        fact("somebody", "answered(alliance_name)"),
        fact("somebody", "known(alliance_name)"),
    ),
    Plant(
        "a variant needs a topic that is not always there",
        "requires-broken",
        "publication",
        "needs `personal_data`",
        link("requires:\n      - topic: personal_data"),
        link("requires:\n      - topic: confidentiality"),
    ),
    Plant(
        "two variants that exclude each other meet",
        "conflict",
        "accession",
        "conflicts with `decision_rule/unanimity`",
        joins("many_partners and not protection_needed"),
        joins("many_partners and decision_wish not in (advisory, unanimity)"),
    ),
    Plant(
        "what must bind stands in the charter alone",
        "carrier-does-not-bind",
        "relationship",
        "`relationship` must bind",
        home("charter"),
        home("each"),
    ),
    Plant(
        "a need outlives its clause",
        "needed-but-nowhere",
        "force_majeure",
        "`force_majeure` may be needed",
        needed("geopolitical_high"),
        needed("geopolitical and must_bind"),
    ),
    Plant(
        "a head is promised that only some charters have",
        "head-missing",
        "personal_data",
        "its head `personal_data`",
        head("personal_data"),
        head("relationship"),
    ),
    Plant(
        "a reference has no guard",
        "dangling-reference",
        "trust_account",
        "`publication`",
        at_end(TRUST_TEXT, "Texts go out as clause {@publication} says."),
        at_end(TRUST_TEXT, "{if publication in clauses}Texts go out as clause {@publication} says.{end}"),
    ),
    Plant(
        "a reference has the wrong guard",
        "dangling-reference",
        "no_blame",
        "`personal_data`",
        at_end(NO_BLAME_TEXT, "{if must_bind}Data are safe under clause {@personal_data}.{end} Be kind."),
        at_end(NO_BLAME_TEXT, "{if personal_data_shared}See clause {@personal_data}.{end} Be kind."),
    ),
    Plant(
        "the meaning of a term has a reference without a guard",
        "dangling-reference",
        "",
        "`safeguarding` may lead nowhere",
        control_means(", as clause {@safeguarding} shows"),
        control_means("{if safeguarding in clauses}, as clause {@safeguarding} shows{end}"),
    ),
    Plant(
        "a term has no meaning in some documents",
        "undefined-term",
        "",
        "`strategic_matter`",
        strategic("  elsewhere:\n"),
        strategic(ANYWHERE),
    ),
    Plant(
        "an answer is printed that not everyone is asked for",
        "answer-missing-in-text",
        "key_persons_continuity",
        "`currency`",
        at_end(KEY_PEOPLE, "Sums are in {answer currency}."),
        at_end(KEY_PEOPLE, "{if money_moves}Sums are in {answer currency}.{end} Be kind."),
    ),
    Plant(
        "a value that may be absent is printed",
        "value-missing",
        "interpretation",
        "`spending_limit`",
        at_end(INTERPRETATION, LIMIT),
        at_end(INTERPRETATION, f"{{if answered(spending_limit_answer)}}{LIMIT}{{end}} Amounts are net."),
    ),
    Plant(
        "a default breaks a rule",
        "parameter-rule",
        "",
        "`cure_before_exit`",
        cure(60),
        cure(59),
    ),
    Plant(
        "a default lies outside the range",
        "default-out-of-range",
        "",
        "`data_breach_hours`",
        breach("veto_days * 5"),
        breach("veto_days * 4"),
    ),
    Plant(
        "a list in a sentence may name nobody",
        "empty-list",
        "trust_account",
        "`p.short_name`",
        at_end(TRUST_TEXT, CHARITIES),
        at_end(TRUST_TEXT, f"{{if any(parties, form == charity)}}{CHARITIES}{{end}} Be kind."),
    ),
    Plant(
        "a default has a condition that never holds",
        "unreachable-default",
        "",
        "default 1 of `runway_months`",
        default("two_partners and many_partners"),
        default("two_partners and few_partners"),
    ),
    Plant(
        "a case has facts that cannot be together",
        "impossible-case",
        "bodies",
        "“Planted”",
        case("two_partners, many_partners"),
        case("many_partners"),
    ),
)  # fmt: skip
