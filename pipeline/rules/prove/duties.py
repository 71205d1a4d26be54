"""What the content must keep, each as a question to the solver: can it be reached, can it be broken."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.library.types import Library
from pipeline.rules.prove.duties_links import of_links
from pipeline.rules.prove.duties_tables import of_facts, of_rows, of_tables, of_topics
from pipeline.rules.prove.duties_texts import of_texts
from pipeline.rules.prove.duties_values import of_parameters, of_rules
from pipeline.rules.prove.duty import Duty
from pipeline.rules.prove.packet import Matter

__all__ = ["Duty", "duties"]


def duties(library: Library, matter: Matter) -> Iterator[Duty]:
    """Everything to be proved, in the order of the stages."""
    for make in (of_facts, of_tables, of_topics, of_rows, of_links, of_parameters, of_rules, of_texts):
        yield from make(library, matter)
