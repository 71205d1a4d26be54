"""Documents to write: one realistic sample of every kind, and a strategy for random ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from pipeline.model import (
    Annex, Answer, Article, Block, Clause, Definition, Document, Inline, Note, Paragraph, Part, Ref, Signature,
    Table, Term, Text, Value,
)
from pipeline.word.counting import printed
from pipeline.word.template import Template, compile_template

TEMPLATES = Path(__file__).parent.parent / "templates"
PROVENANCE = {"library": "sha256:0a1b2c", "as_of": "2026-11-22", "facts": '{"power_asymmetry": true, "note": "a < b & c"}'}


@cache
def house_bytes() -> bytes:
    """The committed house document."""
    return (TEMPLATES / "house.docx").read_bytes()


@cache
def house_template() -> Template:
    """The house document, compiled with itself as its shell."""
    return compile_template(house_bytes(), None)


@cache
def one_page_template() -> Template:
    """The house document, compiled with the one-page shell."""
    return compile_template(house_bytes(), (TEMPLATES / "one_page" / "shell.docx").read_bytes())


def clause(topic: str, *blocks: Block, variant: str = "standard", instance: str = "") -> Clause:
    """A binding clause."""
    return Clause(topic, variant, instance, True, list(blocks))


def words(text: str) -> list[Inline]:
    """Plain words as inlines."""
    return [Text(text)]


def p(text: str | list[Inline], level: int = 2, number: str = "", anchor: str = "", keep: bool = False) -> Paragraph:
    """A paragraph of the sample."""
    return Paragraph(words(text) if isinstance(text, str) else text, level, number, anchor, keep)


# ---------------------------------------------------------------- the sample


def sample() -> Document:
    """A charter of ten articles with every kind of block, two annexes and a signature page."""
    articles = _articles()
    return Document(
        id="charter", instrument="charter", title="Governance Charter", subtitle="Harbour Alliance",
        parties=["Aster & Rowe Foundation", "Northwind Relief e.V.", "B\u00e9langer Institute"],
        as_of="2026-11-22", date_text="22 November 2026", language="en-GB",
        stamp="Draft \u2013 not ready for signature", numbering="legal",
        front=[clause("parties", *_front())], recitals=[clause("recitals", *_recitals())],
        body=[Part("Purpose and membership", articles[:4]), Part("Governance", articles[4:8]),
              Part("Life of the alliance", articles[8:])],
        execution=[clause("execution", *_execution())], annexes=_annexes(),
    )


def _heading(text: str) -> Paragraph:
    return p([Text(text, "strong")], 0, keep=True)


def _front() -> list[Block]:
    names = ("Aster & Rowe Foundation", "Northwind Relief e.V.", "B\u00e9langer Institute")
    seats = ("a charitable company registered in England and Wales (no. 0000001), of 1 Quay Street, Bristol",
             "a registered association under German law, of Hafenstra\u00dfe 4, Hamburg",
             "a non-profit corporation under the laws of Qu\u00e9bec, of 12 rue du Port, Montr\u00e9al")
    rows: list[Block] = [_heading("Parties")]
    for index, (name, seat) in enumerate(zip(names, seats, strict=True), 1):
        items: list[Inline] = [
            Answer("parties.legal_name", name, f"p{index}"), Text(", "), Answer("parties.seat", seat, f"p{index}"),
            Text(" ("), Term(f"party_{index}", name.split()[0], True), Text(")"),
        ]
        rows.append(p(items, 2, f"({index})"))
    rows.append(p("each a Party and together the Parties.", 0))
    return rows


def _recitals() -> list[Block]:
    return [
        _heading("Background"),
        p("Each Party works for the safety of people who live and work in port cities, with its own staff, "
          "donors and governing board.", 2, "(A)"),
        p("The Parties have worked side by side in three ports since 2023 and wish to act together where "
          "together they achieve what none achieves alone.", 2, "(B)"),
        p("They keep their independence, and wish to write down how they decide, share and part.", 2, "(C)"),
        _heading("The Parties agree"),
    ]


def _article(number: int, topic: str, heading: str, *clauses: Clause) -> Article:
    return Article(words(heading), list(clauses), str(number), f"{topic}")


def _articles() -> list[Article]:
    return [_definitions(), _purpose(), _standing(), _membership(), _committee(), _reserved(), _conflicts(),
            _money(), _exit(), _general()]


def _definitions() -> Article:
    def entry(term: str, rest: str, anchor: str = "") -> Definition:
        return Definition([Term(term.lower(), term, True), Text(f" {rest}")], anchor)

    return _article(1, "definitions", "Definitions", clause(
        "definitions",
        p("In this Charter:", 2, "1.1", keep=True),
        entry("Alliance", "means the co-operation of the Parties under this Charter; it is not a legal person."),
        entry("Confidential Information", "means information that a Party marks as confidential or that a "
              "reasonable person would understand to be so, in whatever form it is kept.", "def.confidential"),
        entry("Reserved Matter", "means a decision listed in Annex A."),
        entry("Working Day", "means a day on which banks are open in every Party\u2019s seat."),
        p([Text("Words in the singular include the plural. Headings are for convenience and do not affect meaning. "
                "A reference to an Article is to an Article of this Charter.")], 2, "1.2"),
    ))


def _purpose() -> Article:
    return _article(2, "purpose", "Purpose and scope", clause(
        "purpose",
        p("The Parties co-operate through the Alliance in order to:", 2, "2.1", "purpose.aims", True),
        p("prepare port communities for floods and storms;", 3, "(a)"),
        p("share early warnings between ports, including:", 3, "(b)", "purpose.warnings"),
        p("tide and surge readings; and", 4, "(i)"),
        p("reports from harbour masters; and", 4, "(ii)"),
        p("raise funds for these purposes.", 3, "(c)"),
        p([Text("Work outside "), Ref("purpose.aims", "2.1"), Text(" needs a decision under "),
           Ref("reserved", "Article 6"), Text(". The warnings of "), Ref("purpose.warnings", "2.1(b)"),
           Text(" are shared without charge.")], 2, "2.2"),
        p("The following are outside the Alliance in any event:", 0, keep=True),
        p("each Party\u2019s own programmes in its home country; and", 9),
        p("party politics.", 9),
    ))


def _standing() -> Article:
    return _article(3, "standing", "Legal standing", clause(
        "standing",
        p("The Alliance is not a partnership, company or association. No Party may bind another, or hold itself "
          "out as able to do so.", 2, "3.1"),
        p([Text("This Charter is "), Text("not", "emphasis"), Text(" intended to be legally binding, except "),
           Ref("confidentiality", "Article 7"), Text(", "), Ref("money.costs", "8.3"), Text(" and this "),
           Ref("standing", "Article 3"), Text(".")], 2, "3.2"),
    ))


def _membership() -> Article:
    return _article(
        4, "membership", "Members",
        clause("membership", p(
            [Text("A new member joins when "),
             Value("admission_majority", "two thirds"), Text(" of the Parties agree in writing.")], 2, "4.1")),
        clause("contributions", p(
            [Text("Each year Northwind contributes "), Value("contribution", "EUR 40,000", "p2"),
             Text(" and Aster contributes "), Value("contribution", "GBP [amount]", "p1", True),
             Text(", both by 31 March.")], 2, "4.2", "membership.contribution"), variant="fixed"),
        clause("observers", p("The Committee may admit observers, who do not vote.", 2, "4.3")),
    )


def _committee() -> Article:
    table = Table(
        "Composition of the Steering Committee",
        [words("Party"), words("Seats"), words("Named representative")],
        [
            [words("Aster & Rowe Foundation"), words("2"),
             [Answer("parties.representative", "Amara Okafor; Tom\u00e1s Rowe", "p1")]],
            [words("Northwind Relief e.V."), words("2"),
             [Answer("parties.representative", "Lena Brandt; [not known yet]", "p2", True)]],
            [words("B\u00e9langer Institute"), words("1"),
             [Answer("parties.representative", "Luc B\u00e9langer", "p3")]],
        ],
    )
    return _article(
        5, "committee", "Steering Committee",
        clause("committee", p(
            [Text("The Steering Committee ("), Text("the "), Term("committee", "Committee", True),
             Text(") runs the Alliance between meetings of the Parties. It has these seats:")], 2, "5.1", keep=True),
            table),
        clause("committee_meetings", p(
            [Text("The Committee meets at least every "), Value("meeting_interval", "three months"),
             Text(", and within "), Value("special_meeting", "10 Working Days"),
             Text(" when a Party asks for it with reasons.")], 2, "5.2"),
            p([Text("Quorum is "), Value("quorum", "a majority of the seats"),
               Text(", with at least one seat of each Party.")], 2, "5.3")),
    )


def _reserved() -> Article:
    return _article(6, "reserved", "Reserved Matters", clause(
        "reserved",
        p([Text("A "), Term("reserved matter", "Reserved Matter"), Text(" listed in "), Ref("annex.a", "Annex A"),
           Text(" needs the consent of every Party. A Party that does not answer within "),
           Value("veto_days", "15 Working Days"), Text(" is taken to:")], 2, "6.1", "reserved.consent", True),
        p("refuse, when the matter changes its own duties; and", 3, "(a)"),
        p("consent, in every other case.", 3, "(b)"),
        p("When consent is refused the refusing Party shall:", 0, keep=True),
        p("give its reasons in writing; and", 3, "(a)"),
        p("meet the others within five Working Days.", 3, "(b)", "reserved.meet"),
        variant="unanimous",
    ))


def _conflicts() -> Article:
    return _article(7, "confidentiality", "Confidentiality", clause(
        "confidentiality",
        p([Text("Each Party keeps the others\u2019 "), Ref("def.confidential", "Confidential Information"),
           Text(" confidential, uses it only for the Alliance, and shows it only to people who need it and are "
                "bound to the same effect.")], 2, "7.1"),
        p([Text("The duty lasts "), Value("confidentiality_years", "three years"),
           Text(" after the Party leaves. It does not cover information that is public otherwise than by breach, "
                "or that law requires to be disclosed.")], 2, "7.2"),
        Note(words("Open point: Northwind\u2019s donors require five years for donor data. Counsel to confirm "
                   "before the next draft.")),
    ))


def _money() -> Article:
    return _article(8, "money", "Money", clause(
        "money",
        p("The Alliance has no bank account. One Party, named by the Committee, holds and accounts for joint "
          "funds.", 2, "8.1"),
        p("Joint funds are spent only on the budget that the Committee has approved.", 2, "8.2"),
        p("Each Party bears its own costs unless agreed otherwise in writing.", 2, "8.3", "money.costs"),
    ))


def _exit() -> Article:
    return _article(9, "exit", "Leaving and ending", clause(
        "exit",
        p([Text("A Party may leave by "), Value("exit_notice", "90 days\u2019"),
           Text(" written notice. It pays its share under "), Ref("membership.contribution", "4.2"),
           Text(" for the year in which it leaves.")], 2, "9.1"),
        p([Text("The steps of "), Ref("annex.a.first", "1"), Text(" of "), Ref("annex.b", "Annex B"),
           Text(" apply on leaving; a dispute about them goes to the meeting of "), Ref("reserved.meet", "(b)"),
           Text(" above.")], 2, "9.2"),
    ))


def _general() -> Article:
    return _article(10, "general", "General", clause(
        "general",
        p("Changes are made in writing, signed by every Party.", 2, "10.1"),
        p("This Charter is governed by the law of England and Wales.", 2, "10.2"),
    ))


def _execution() -> list[Block]:
    def block(name: str, number: int) -> Signature:
        lead: list[Inline] = [Text("Signed for and on behalf of "), Text(name, "strong")]
        filled: list[Inline] = [Answer("parties.signatory", "Amara Okafor", "p1")] if number == 1 else []
        return Signature(f"p{number}", lead, [("Signature", []), ("Name", filled), ("Title", []), ("Date", [])])

    names = ("Aster & Rowe Foundation", "Northwind Relief e.V.", "B\u00e9langer Institute")
    return [_heading("Signatures"), *(block(name, index) for index, name in enumerate(names, 1))]


def _annexes() -> list[Annex]:
    return [
        Annex("Annex A", "Reserved Matters", [clause(
            "reserved_list", p("These decisions are Reserved Matters:", 0, keep=True),
            p("admitting or expelling a member;", 2, "1", "annex.a.first"),
            p("a commitment above:", 2, "2"), p("EUR 50,000 in one year; or", 3, "(a)"),
            p("EUR 120,000 in all;", 3, "(b)"), p("changing this Charter; and", 2, "3"),
            p("the use of the Alliance\u2019s name by third parties.", 2, "4"))], "annex.a"),
        Annex("Annex B", "Steps on leaving", [clause(
            "exit_steps", p("Hand over current work to a Party named by the Committee.", 2, "1"),
            p("Return or destroy confidential papers within 30 days.", 2, "2"))], "annex.b"),
    ]


def one_page_sample() -> Document:
    """A one-page understanding between two parties, without numbering."""
    def section(heading: str, topic: str, *blocks: Block) -> Article:
        return Article(words(heading), [clause(topic, *blocks)])

    def signature(name: str, party: str) -> Signature:
        return Signature(party, [Text("For "), Text(name, "strong")],
                         [("Signature", []), ("Name and title", []), ("Date", [])])

    return Document(
        id="one_page", instrument="one_page", title="Partnership on a page",
        subtitle="Aster & Rowe Foundation and Northwind Relief e.V. \u00b7 22 November 2026",
        parties=["Aster & Rowe Foundation", "Northwind Relief e.V."], as_of="2026-11-22",
        date_text="22 November 2026", language="en-GB", stamp="", numbering="none",
        body=[Part("", [
            section("Why we work together", "purpose", p(
                "We want people in the port of Bristol to hear of floods in time. Aster has the sensors and the "
                "trust of the harbour; Northwind has the warning network. Neither reaches every quay alone.", 0)),
            section("What each of us brings", "contributions",
                    p([Text("Aster: "), Value("contribution", "12 sensors and one engineer", "p1"),
                       Text(", for two days each week.")], 9),
                    p([Text("Northwind: "), Value("contribution", "its warning network and GBP [amount]", "p2", True),
                       Text(" for text messages.")], 9)),
            section("How we decide", "decisions", p(
                [Text("Amara Okafor and Lena Brandt decide together. If they cannot agree within "),
                 Value("escalation_days", "10 days"), Text(", the two directors meet within a further week.")], 0)),
            section("What stays private", "confidentiality", p(
                "What one of us tells the other in confidence stays with us for two years. Personal data of "
                "residents is not shared between us without a separate written arrangement.", 0)),
            section("Work and names", "rights", p(
                "Each keeps what it brings. What we make together both may use freely. Nobody uses the "
                "other\u2019s name or sign in public without asking first.", 0)),
            section("Money", "money", p(
                "Each pays its own costs. No money passes between us under this page.", 0)),
            section("How long, and how we part", "term", p(
                [Text("We start on 1 December 2026 and look back together after "),
                 Value("review", "six months"), Text(". Either may leave with "),
                 Value("exit_notice", "30 days\u2019"),
                 Text(" notice by e-mail, and finishes what residents rely on.")], 0)),
            section("What this page is", "nature", p(
                [Text("This page says what we intend. It is "), Text("not a contract", "strong"),
                 Text(", except that what stays private, stays private.")], 0)),
        ])],
        execution=[clause("execution", signature("Aster & Rowe Foundation", "p1"),
                          signature("Northwind Relief e.V.", "p2"))],
    )


# ---------------------------------------------------------------- random documents

_WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=24)
_NAMES = st.text("abcdefghij_-", min_size=1, max_size=50)
_PARTY = st.none() | st.sampled_from(["p1", "p2", "a-very-long-party-identifier-indeed"])


def _inlines(anchors: list[str]) -> st.SearchStrategy[list[Any]]:
    """Inlines; references point to places drawn before, or to nothing of this document."""
    targets = st.sampled_from([*anchors, "", "nowhere"])
    return st.lists(st.one_of(
        st.builds(Text, _WORDS, st.sampled_from(["", "", "strong", "emphasis"])),
        st.builds(Value, _NAMES, _WORDS, _PARTY, st.booleans()),
        st.builds(Answer, _NAMES, _WORDS, _PARTY, st.booleans()),
        st.builds(Term, _NAMES, _WORDS, st.booleans()),
        st.builds(Ref, targets, _WORDS),
    ), max_size=4)


class Numbers:
    """Numbers paragraphs as the drafting room does: a list begins again after anything above it."""

    def __init__(self, article: str = "") -> None:
        self.article = article
        self.counts = {2: 0, 3: 0, 4: 0}

    def label(self, level: int) -> str:
        """The next label of a level."""
        self.counts[level] += 1
        for below in range(level + 1, 5):
            self.counts[below] = 0
        count = self.counts[level]
        if level == 2:
            return f"{self.article}.{count}" if self.article else str(count)
        return f"({printed(count, 'lowerLetter' if level == 3 else 'lowerRoman')})"


@st.composite
def blocks(draw: Any, numbers: Numbers, anchors: list[str], plain: bool) -> list[Block]:
    """The blocks of one clause, numbered; unnumbered text sometimes starts a list again."""
    out: list[Block] = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["p", "p", "p", "p", "d", "t", "n", "s"]))
        items = draw(_inlines(anchors))
        if kind == "p":
            out.append(_paragraph(draw, items, numbers, anchors, plain))
        elif kind == "d":
            out.append(Definition([Term("t", draw(_WORDS), True), *items], _anchor(draw, anchors)))
        elif kind == "t":
            cells = st.lists(_inlines(anchors), max_size=3)
            out.append(Table(draw(st.just("") | _WORDS), draw(cells), draw(st.lists(cells, max_size=3))))
        elif kind == "n":
            out.append(Note(items))
        else:
            lines = st.lists(st.tuples(_WORDS, _inlines(anchors)), max_size=3)
            out.append(Signature("p1", items, draw(lines)))
    return out


def _paragraph(draw: Any, items: list[Inline], numbers: Numbers, anchors: list[str], plain: bool) -> Paragraph:
    level = draw(st.sampled_from([0, 9] if plain else [0, 2, 2, 3, 3, 4, 9]))
    number = numbers.label(level) if 2 <= level <= 4 else ""
    if level == 0 and draw(st.booleans()):
        numbers.counts[3] = numbers.counts[4] = 0
    return Paragraph(items, level, number, _anchor(draw, anchors), draw(st.booleans()))


def _anchor(draw: Any, anchors: list[str]) -> str:
    if not draw(st.booleans()):
        return ""
    anchors.append(f"{draw(_NAMES)}.{len(anchors)}")
    return anchors[-1]


@st.composite
def documents(draw: Any) -> Document:
    """Random documents, numbered as the drafting room numbers them."""
    plain = draw(st.booleans())
    anchors: list[str] = []
    topics = iter(range(10_000))

    def clauses(numbers: Numbers, most: int = 3) -> list[Clause]:
        return [
            Clause(f"{draw(_NAMES)}{next(topics)}", draw(_NAMES), draw(st.just("") | _NAMES), draw(st.booleans()),
                   draw(blocks(numbers, anchors, plain)))
            for _ in range(draw(st.integers(0, most)))
        ]

    articles = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        shown = "" if plain else str(number)
        heading = [Text(draw(_WORDS))]
        articles.append(Article(heading, clauses(Numbers(shown)), shown, _anchor(draw, anchors)))
    annexes = [
        Annex(f"Annex {letter}", draw(_WORDS), clauses(Numbers()), _anchor(draw, anchors))
        for letter in "ABC"[: draw(st.integers(0, 3))]
    ]
    front = [Clause(f"front{next(topics)}", "standard", "", True, [Paragraph(draw(_inlines([])), 0)])]
    return Document(
        "doc", "charter", draw(_WORDS), draw(_WORDS), [draw(_WORDS)], "2026-11-22", "22 November 2026", "en-GB",
        draw(st.sampled_from(["", "Draft"])), "none" if plain else "legal", front, [],
        [Part(draw(st.just("") | _WORDS), articles)], [], annexes,
    )
