"""Private answers go back to their owner's folder and nowhere else."""

from __future__ import annotations

from pipeline.answers import Answers, State, party_ids
from pipeline.library.types import Library

NOTE = (
    "This sheet is for {name} and its own counsel. No other document of this matter contains these answers."
)


SHEET = "answers.txt"


def private_sheets(library: Library, answers: Answers) -> dict[str, bytes]:
    """A sheet for each party that gave private answers, by the party's own folder."""
    questions = [column for column in library.bank.columns.values() if column.private]
    sheets: dict[str, bytes] = {}
    for name, party in zip(party_ids(answers.parties), answers.parties, strict=True):
        given = [(each.ask, party.get(each.id)) for each in questions]
        lines = [f"{ask}\n\n    {value}\n" for ask, value in given if value and not isinstance(value, State)]
        if lines:
            head = NOTE.format(name=party.get("name"))
            sheets[f"private/{name}"] = "\n".join([head, "", *lines]).encode()
    return sheets
