"""``python -m tests.prove.mutate [--sample N] [--seed S] [--thorough]``: who notices a planted fault.

Each mutant of a sample is put to the compiler, the cases, the prover, the linter and the examples.
A table tells, by operator, who was the first to notice it (with ``--thorough``: everyone who did).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from tests.prove.mutants import Mutant, sample
from tests.prove.mutants_trial import QUESTIONS, Answer, Trial
from tests.support import real_files

PROCESSES = 2
NOBODY, SAME = "nobody", "no change"
Tried = tuple[Mutant, Answer]


@cache
def trial(thorough: bool) -> Trial:
    """One of each process: what the library says without a fault is asked once."""
    return Trial(real_files(), thorough)


def tried(mutant: Mutant, thorough: bool = False) -> Tried:
    """One mutant with the answer."""
    return mutant, trial(thorough).of(mutant)


def all_tried(mutants: Sequence[Mutant], thorough: bool) -> Iterator[Tried]:
    """In the order of the sample."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        yield from pool.map(tried, mutants, [thorough] * len(mutants))


def table(found: Sequence[Tried], thorough: bool) -> Iterator[str]:
    """By operator: how many each noticed, and how many nobody did."""
    columns = (*QUESTIONS, NOBODY, SAME)
    yield f"{'operator':<17}{'mutants':>9}" + "".join(f"{each:>10}" for each in columns)
    operators = list(dict.fromkeys(mutant.operator for mutant, _ in found))
    for operator in (*operators, "all"):
        answers = [answer for mutant, answer in found if operator in (mutant.operator, "all")]
        counts = Counter(who for answer in answers for who in _who(answer, thorough))
        numbers = "".join(f"{counts[each] or '.':>10}" for each in columns)
        yield f"{operator:<17}{len(answers):>9}{numbers}"


def _who(answer: Answer, thorough: bool) -> Sequence[str]:
    if not answer.noticed:
        return [NOBODY if answer.changes else SAME]
    return answer.noticed if thorough else answer.noticed[:1]


def main() -> None:
    """The sample, the table, and those that nobody noticed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--thorough", action="store_true", help="ask everyone, not only up to the first")
    options = parser.parse_args()
    found = []
    for mutant, answer in all_tried(sample(real_files(), options.sample, options.seed), options.thorough):
        found.append((mutant, answer))
        print(f"{', '.join(_who(answer, True))}: {mutant.id}: {mutant.what}: {answer.said}", flush=True)
    print("\n" + "\n".join(table(found, options.thorough)))


if __name__ == "__main__":
    main()
