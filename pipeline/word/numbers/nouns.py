"""Words before numbers, where a template's own labels begin with a word: "Article 7", not "clause Article 7".

The drafts put the noun once before all its numbers ("clauses 3, 7.2 and 9"). Where a label brings its own
word, the noun goes, and the numbers beside it that bring none get it each ("Article 3, clause 7.2 and
Article 9"). A field can leave a label's word out (switch ``\\t``), but LibreOffice prints it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.model import Inline, Ref, Text

_NOUN = re.compile(
    r"\b(?:(clause|article|section|paragraph|schedule|recital)s?|(annex)(?:es)?)[ \u00a0]$", re.IGNORECASE
)
_LEADING = re.compile(r"[A-Za-z]+[ \u00a0](?=[A-Z]+$|\d)")
_JOINT = re.compile(r", |,? (?:and|or) | to |, to ")
_TO = " to "

Named = Callable[[Ref], bool | None]
"""Whether a reference's label begins with a word of its own; None when the reference prints no label."""


def without_noun(words: str) -> str:
    """The words without the noun at their end."""
    return _NOUN.sub("", words)


def noun_of(words: str) -> str:
    """The noun that a number of the model begins with ("Annex A"), and the space after it; "" without one."""
    found = _LEADING.match(words)
    return found[0] if found else ""


def agreed(items: list[Inline], named: Named) -> list[Inline]:
    """The inlines with each noun where the labels need it; the model's own are left as they are."""
    out = list(items)
    at = 0
    while at < len(out):
        item = out[at]
        if isinstance(item, Ref) and named(item) is not None:
            run = _run(out, at, named)
            at += _agree(out, run, [bool(named(each)) for each in out[run] if isinstance(each, Ref)])
            at += run.stop - run.start
        else:
            at += 1
    return out


def _run(items: list[Inline], start: int, named: Named) -> slice:
    """References that share a noun: numbers with nothing but commas and such words between them."""
    stop = start + 1
    while stop + 1 < len(items):
        joint, item = items[stop], items[stop + 1]
        if not (isinstance(joint, Text) and _JOINT.fullmatch(joint.text)):
            break
        if not (isinstance(item, Ref) and named(item) is not None):
            break
        stop += 2
    return slice(start, stop)


def _agree(items: list[Inline], run: slice, named: list[bool]) -> int:
    """Move the noun before a run to the numbers that need it; how many inlines that added."""
    before = items[run.start - 1] if run.start else None
    noun = _NOUN.search(before.text) if isinstance(before, Text) else None
    if noun is None or not isinstance(before, Text) or not any(named):
        return 0
    items[run.start - 1] = Text(before.text[: noun.start()], before.mark)
    joints = [each.text for each in items[run] if isinstance(each, Text)]
    words = [_word(noun, named, joints, index) for index in range(len(named))]
    run_items, added = items[run], 0
    for index in reversed([index for index, word in enumerate(words) if word]):
        run_items.insert(2 * index, Text(words[index]))
        added += 1
    items[run] = run_items
    return added


def _word(noun: re.Match[str], named: list[bool], joints: list[str], index: int) -> str:
    """The noun before one number of a run: "clause ", "clauses " before a range, or none."""
    if named[index] or (index and joints[index - 1] == _TO and not named[index - 1]):
        return ""
    many = index < len(joints) and joints[index] == _TO and not named[index + 1]
    one = (noun[1] or noun[2]).lower() if index else noun[1] or noun[2]
    return one + ((("es" if noun[2] else "s") if many else "") + " ")
