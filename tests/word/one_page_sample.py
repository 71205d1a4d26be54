"""A one-page understanding between two parties, without numbering."""

from __future__ import annotations

from pipeline.model import Article, Document, Part, Signature, Text
from tests.word.notation import clause, inlines, p

_SECTIONS = {
    "Why we work together": [
        "We want people in the port of Bristol to hear of floods in time. Aster has the sensors and the "
        "trust of the "
        "harbour; Northwind has the warning network. Neither reaches every quay alone."
    ],
    "What each of us brings": [
        "\u2022Aster: {v contribution@p1|12 sensors and one engineer}, for two days each week.",
        "\u2022Northwind: {v contribution@p2!|its warning network and GBP [amount]} for text messages.",
    ],
    "How we decide": [
        "Amara Okafor and Lena Brandt decide together. If they cannot agree within "
        "{v escalation_days|10 days}, the two "
        "directors meet within a further week."
    ],
    "What stays private": [
        "What one of us tells the other in confidence stays with us for two years. Personal data of "
        "residents is not "
        "shared between us without a separate written arrangement."
    ],
    "Work and names": [
        "Each keeps what it brings. What we make together both may use freely. Nobody uses the other\u2019s "
        "name or sign "
        "in public without asking first."
    ],
    "Money": ["Each pays its own costs. No money passes between us under this page."],
    "How long, and how we part": [
        "We start on 1 December 2026 and look back together after {v review|six months}. Either may leave "
        "with "
        "{v exit_notice|30 days\u2019} notice by e-mail, and finishes what residents rely on."
    ],
    "What this page is": [
        "This page says what we intend. It is {b|not a contract}, except that what stays private, stays "
        "private."
    ],
}


def one_page_sample() -> Document:
    """The page, made afresh."""
    return Document(
        id="one_page",
        instrument="one_page",
        title="Partnership on a page",
        subtitle="Bristol Flood Watch",
        parties=["Aster & Rowe Foundation", "Northwind Relief e.V."],
        as_of="2026-11-22",
        date_text="22 November 2026",
        language="en-GB",
        stamp="",
        numbering="none",
        body=[Part("", [_section(heading, lines) for heading, lines in _SECTIONS.items()])],
        execution=[
            clause("execution", _signature("Aster & Rowe Foundation"), _signature("Northwind Relief e.V."))
        ],
    )


def _section(heading: str, lines: list[str]) -> Article:
    blocks = [p(line.removeprefix("\u2022"), 9 if line.startswith("\u2022") else 0) for line in lines]
    return Article([Text(heading)], [clause(heading.lower().replace(" ", "_").replace(",", ""), *blocks)])


def _signature(name: str) -> Signature:
    lines = [("Signature", inlines("")), ("Name and title", inlines("")), ("Date", inlines(""))]
    return Signature(name, inlines(f"For {{b|{name}}}"), lines)
