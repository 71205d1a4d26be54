"""A realistic charter of ten articles with every kind of block, two annexes and a signature page."""

from __future__ import annotations

from pipeline.model import (
    Annex,
    Article,
    Block,
    Clause,
    Definition,
    Document,
    Note,
    Part,
    Signature,
    Table,
    Text,
)
from tests.word.notation import clause, heading, inlines, p

NAMES = ("Aster & Rowe Foundation", "Northwind Relief e.V.", "B\u00e9langer Institute")
_SEATS = (
    "a charitable company registered in England and Wales (no. 0000001), of 1 Quay Street, Bristol",
    "a registered association under German law, of Hafenstra\u00dfe 4, Hamburg",
    "a non-profit corporation under the laws of Qu\u00e9bec, of 12 rue du Port, Montr\u00e9al",
)


def sample() -> Document:
    """The charter, made afresh."""
    articles = [_article(number, *row) for number, row in enumerate(_articles(), 1)]
    titles = ("Purpose and membership", "Governance", "Life of the alliance")
    return Document(
        id="charter",
        instrument="charter",
        title="Governance Charter",
        subtitle="Harbour Alliance",
        parties=list(NAMES),
        as_of="2026-11-22",
        date_text="22 November 2026",
        language="en-GB",
        stamp="Draft \u2013 not ready for signature",
        numbering="legal",
        front=[clause("parties", *_front())],
        recitals=[clause("recitals", *_recitals())],
        body=[
            Part(title, part)
            for title, part in zip(titles, (articles[:4], articles[4:8], articles[8:]), strict=True)
        ],
        execution=[clause("execution", heading("Signatures"), *map(_signature, range(3)))],
        annexes=_annexes(),
    )


def _article(number: int, topic: str, title: str, *clauses: Clause) -> Article:
    return Article([Text(title)], list(clauses), str(number), topic)


def _front() -> list[Block]:
    rows: list[Block] = [heading("Parties")]
    for index, (name, seat) in enumerate(zip(NAMES, _SEATS, strict=True), 1):
        who, where = f"{{a parties.name@p{index}|{name}}}", f"{{a parties.seat@p{index}|{seat}}}"
        text = f"{who}, {where} ({{d party|{name.split()[0]}}})"
        rows.append(p(text, 2, f"({index})"))
    return [*rows, p("each a Party and together the Parties.", 0)]


def _recitals() -> list[Block]:
    return [
        heading("Background"),
        p("Each Party works for the safety of people who live and work in port cities, with its own staff, "
          "donors "
          "and governing board.", 2, "(A)"),
        p("The Parties have worked side by side in three ports since 2023 and wish to act together where "
          "together "
          "they achieve what none achieves alone.", 2, "(B)"),
        p("They keep their independence, and wish to write down how they decide, share and part.", 2, "(C)"),
        heading("The Parties agree"),
    ]  # fmt: skip


def _articles() -> list[tuple[str, str, *tuple[Clause, ...]]]:
    return [
        ("definitions", "Definitions", clause("definitions", *_definitions())),
        ("purpose", "Purpose and scope", clause("purpose", *_purpose())),
        ("standing", "Legal standing", clause("standing", *_standing())),
        ("membership", "Members", *_membership()),
        ("committee", "Steering Committee", *_committee()),
        ("reserved", "Reserved Matters", clause("reserved", *_reserved(), variant="unanimous")),
        ("confidentiality", "Confidentiality", clause("confidentiality", *_confidentiality())),
        ("money", "Money", clause("money", *_money())),
        ("exit", "Leaving and ending", clause("exit", *_exit())),
        ("general", "General", clause("general", *_general())),
    ]


def _entry(term: str, rest: str, anchor: str = "") -> Definition:
    return Definition(inlines(f"{{d {term.lower()}|{term}}} {rest}"), anchor)


def _definitions() -> list[Block]:
    return [
        p("In this Charter:", 2, "1.1"),
        _entry("Alliance", "means the co-operation of the Parties under this Charter; it is no person."),
        _entry(
            "Confidential Information",
            "means information that a Party marks as confidential or that a reasonable person would "
            "understand to be so, in whatever form it is kept.",
            "def.confidential",
        ),
        _entry("Reserved Matter", "means a decision listed in Annex A."),
        _entry("Working Day", "means a day on which banks are open in every Party\u2019s seat."),
        p("Words in the singular include the plural. Headings are for convenience and do not affect "
          "meaning. A "
          "reference to an Article is to an Article of this Charter.", 2, "1.2"),
    ]  # fmt: skip


def _purpose() -> list[Block]:
    return [
        p("The Parties co-operate through the Alliance in order to:", 2, "2.1", "purpose.aims"),
        p("prepare port communities for floods and storms;", 3, "(a)"),
        p("share early warnings between ports, including:", 3, "(b)", "purpose.warnings"),
        p("tide and surge readings; and", 4, "(i)"),
        p("reports from harbour masters; and", 4, "(ii)"),
        p("raise funds for these purposes.", 3, "(c)"),
        p("Work outside {r purpose.aims|2.1} needs a decision under {r reserved|Article 6}. The warnings of "
          "{r purpose.warnings|2.1(b)} are shared without charge.", 2, "2.2"),
        p("The following are outside the Alliance in any event:", 0),
        p("each Party\u2019s own programmes in its home country; and", 9),
        p("party politics.", 9),
    ]  # fmt: skip


def _standing() -> list[Block]:
    return [
        p("The Alliance is not a partnership, company or association. No Party may bind another, or hold "
          "itself out "
          "as able to do so.", 2, "3.1"),
        p("This Charter is {i|not} intended to be legally binding, except {r confidentiality|Article 7}, "
          "{r money.costs|8.3} and this {r standing|Article 3}.", 2, "3.2"),
    ]  # fmt: skip


def _membership() -> list[Clause]:
    joins = "A new member joins when {v admission_majority|two thirds} of the Parties agree in writing."
    pays = (
        "Each year Northwind contributes {v contribution@p2|EUR 40,000} and Aster contributes "
        "{v contribution@p1!|GBP [amount]}, both by 31 March."
    )
    return [
        clause("membership", p(joins, 2, "4.1")),
        clause("contributions", p(pays, 2, "4.2", "membership.contribution"), variant="fixed"),
        clause("observers", p("The Committee may admit observers, who do not vote.", 2, "4.3")),
    ]


def _committee() -> list[Clause]:
    people = (
        "{a parties.lead@p1|Amara Okafor; Tom\u00e1s Rowe}",
        "{a parties.lead@p2!|Lena Brandt; [not known yet]}",
        "{a parties.lead@p3|Luc B\u00e9langer}",
    )
    rows = [[inlines(cell) for cell in row] for row in zip(NAMES, "221", people, strict=True)]
    head = [inlines(cell) for cell in ("Party", "Seats", "Named representative")]
    seats = "The Steering Committee (the {d committee|Committee}) runs the Alliance. It has these seats:"
    meets = (
        "The Committee meets at least every {v meeting_interval|three months}, and within "
        "{v special_meeting|10 Working Days} when a Party asks for it with reasons."
    )
    quorum = "Quorum is {v quorum|a majority of the seats}, with at least one seat of each Party."
    table = Table("Composition of the Steering Committee", head, rows)
    return [
        clause("committee", p(seats, 2, "5.1"), table),
        clause("committee_meetings", p(meets, 2, "5.2"), p(quorum, 2, "5.3")),
    ]


def _reserved() -> list[Block]:
    return [
        p("A {t reserved matter|Reserved Matter} listed in {r annex.a|Annex A} needs the consent of every "
          "Party. A "
          "Party that does not answer within {v veto_days|15 Working Days} is taken to:", 2, "6.1"),
        p("refuse, when the matter changes its own duties; and", 3, "(a)"),
        p("consent, in every other case.", 3, "(b)"),
        p("When consent is refused the refusing Party shall:", 0),
        p("give its reasons in writing; and", 3, "(a)"),
        p("meet the others within five Working Days.", 3, "(b)", "reserved.meet"),
    ]  # fmt: skip


def _confidentiality() -> list[Block]:
    return [
        p("Each Party keeps the others\u2019 {r def.confidential|Confidential Information} confidential, "
          "uses it only for the Alliance, and shows it only to people who need it and are bound likewise.",
          2, "7.1"),
        p("The duty lasts {v confidentiality_years|three years} after the Party leaves. It does not cover "
          "information that is public otherwise than by breach, or that law requires to be disclosed.",
          2, "7.2"),
        Note(inlines("Open point: Northwind\u2019s donors require five years for donor data. Counsel to "
                     "confirm before the next draft.")),
    ]  # fmt: skip


def _money() -> list[Block]:
    return [
        p("The Alliance has no bank account. One Party, named by the Committee, holds and accounts for "
          "joint funds.",
          2, "8.1"),
        p("Joint funds are spent only on the budget that the Committee has approved.", 2, "8.2"),
        p("Each Party bears its own costs unless agreed otherwise in writing.", 2, "8.3", "money.costs"),
    ]  # fmt: skip


def _exit() -> list[Block]:
    return [
        p("A Party may leave by {v exit_notice|90 days\u2019} written notice. It pays its share under "
          "{r membership.contribution|4.2} for the year in which it leaves.", 2, "9.1"),
        p("The steps of {r annex.b.first|1} of {r annex.b|Annex B} apply on leaving; a dispute about them "
          "goes to the "
          "meeting of {r reserved.meet|(b)} above.", 2, "9.2"),
    ]  # fmt: skip


def _general() -> list[Block]:
    return [
        p("Changes are made in writing, signed by every Party.", 2, "10.1"),
        p("This Charter is governed by the law of England and Wales.", 2, "10.2"),
    ]


def _signature(index: int) -> Signature:
    filled = inlines("{a parties.signatory@p1|Amara Okafor}") if index == 0 else []
    lead = inlines(f"Signed for and on behalf of {{b|{NAMES[index]}}}")
    return Signature(
        f"p{index + 1}", lead, [("Signature", []), ("Name", filled), ("Title", []), ("Date", [])]
    )


def _annexes() -> list[Annex]:
    matters = clause(
        "reserved_list",
        p("These decisions are Reserved Matters:", 0),
        p("admitting or expelling a member;", 2, "1"),
        p("a commitment above:", 2, "2"),
        p("EUR 50,000 in one year; or", 3, "(a)"),
        p("EUR 120,000 in all;", 3, "(b)"),
        p("changing this Charter; and", 2, "3"),
        p("the use of the Alliance\u2019s name by third parties.", 2, "4"),
    )
    steps = clause(
        "exit_steps",
        p("Hand over current work to a Party named by the Committee.", 2, "1", "annex.b.first"),
        p("Return or destroy confidential papers within 30 days.", 2, "2"),
    )
    return [
        Annex("Annex A", "Reserved Matters", [matters], "annex.a"),
        Annex("Annex B", "Steps on leaving", [steps], "annex.b"),
    ]
