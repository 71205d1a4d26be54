"""Riders for ``why.json``: who typed which clause into a document, and why."""

from __future__ import annotations

from typing import Any

from pipeline.answers import Answers, Rider
from pipeline.decisions import DocumentPlan
from pipeline.model import Document

RIDER = "rider"


def riders_data(answers: Answers, plan: DocumentPlan, document: Document | None) -> list[dict[str, Any]]:
    """Every rider of a document, in the order of the intake."""
    return [
        {
            "rider": each.id,
            "title": each.title,
            "number": _number(each, document),
            "binding": each.binds,
            "because": because_of_rider(each),
        }
        for each in answers.riders
        if each.document in (plan.instrument, plan.id)
    ]


def because_of_rider(rider: Rider) -> str:
    """``Typed by A. Counsel for this matter: …``"""
    return f"Typed by {rider.by} for this matter: {rider.because}"


def _number(rider: Rider, document: Document | None) -> str:
    articles = [each for part in document.body for each in part.articles] if document else []
    for article in articles:
        if any((each.topic, each.variant) == (RIDER, rider.id) for each in article.clauses):
            return article.number
    return ""


def riders_entries(answers: Answers, plan: DocumentPlan) -> list[dict[str, Any]]:
    """The riders of a document among the decisions of ``decide --json``: the topic is ``rider``."""
    return [
        {
            "topic": RIDER,
            "variant": each.id,
            "elsewhere": None,
            "because": because_of_rider(each),
            "source": [],
        }
        for each in answers.riders
        if each.document in (plan.instrument, plan.id)
    ]
