"""Riders in the explanations: who typed which clause into a document, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.answers import Answers, Rider
from pipeline.decisions import Outcome
from pipeline.model import Document

RIDER = "rider"


def add_riders(data: dict[str, Any], answers: Answers, documents: Sequence[Document]) -> None:
    """Into ``why.json``: under each document the riders typed into it, in the order of the intake."""
    drafted = {each.id: each for each in documents}
    for entry in data["documents"]:
        own = [each for each in answers.riders if each.document in (entry["instrument"], entry["id"])]
        if own:
            entry["riders"] = [_rider(each, drafted.get(entry["id"])) for each in own]


def _rider(rider: Rider, document: Document | None) -> dict[str, Any]:
    return {
        "rider": rider.id,
        "title": rider.title,
        "number": _number(rider, document),
        "binding": rider.binds,
        "because": _because(rider),
    }


def _because(rider: Rider) -> str:
    """``Typed by A. Counsel for this matter: …``"""
    return f"Typed by {rider.by} for this matter: {rider.because}"


def _number(rider: Rider, document: Document | None) -> str:
    articles = [each for part in document.body for each in part.articles] if document else []
    for article in articles:
        if any((each.topic, each.variant) == (RIDER, rider.id) for each in article.clauses):
            return article.number
    return ""


def add_decisions(data: dict[str, Any], answers: Answers, outcome: Outcome) -> None:
    """Into ``decide --json``: the riders of a document after its decisions, with the topic ``rider``."""
    for entry, plan in zip(data["documents"], outcome.documents, strict=True):
        entry["decisions"] += [
            {
                "topic": RIDER,
                "variant": each.id,
                "elsewhere": None,
                "because": _because(each),
                "source": [],
            }
            for each in answers.riders
            if each.document in (plan.instrument, plan.id)
        ]
