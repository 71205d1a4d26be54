"""What libyaml says about a file it cannot read, in words for people who never heard of YAML."""

from __future__ import annotations

import re

from yaml.error import Mark, MarkedYAMLError

from pipeline.intake.yaml_slips import likely_slip

_QUOTE = "put the whole text in quotation marks, or begin it on the next line after `>-`"
_INDENT = "lines that belong together begin at the same column; blanks only, no tabs"

_WORDS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a colon followed by a blank stands inside a text here", _QUOTE),
    ("found unexpected end of stream", "a quotation mark is opened here and never closed", ""),
    ("found unexpected document indicator", "a quotation mark is opened here and never closed", ""),
    ("cannot start any token", "a text cannot begin with this character", _QUOTE),
    ("did not find expected alphabetic", "a text cannot begin with `*` or `&`", _QUOTE),
    ("found unknown escape character", "a backslash inside double quotation marks has a meaning of its own",
     "use single quotation marks, or write the backslash twice"),
    ("expected ',' or ']'", "a square bracket is opened here and not closed as it should be",
     "close it with ], with commas between the entries"),
    ("expected ',' or '}'", "a curly bracket is opened here and not closed as it should be",
     "close it with }; a text that begins with { needs quotation marks"),
    ("could not find expected ':'", "this line has no colon after its name, or an earlier quotation is open",
     "write `name: answer`"),
    ("block sequence entries are not allowed", "a list cannot begin on this line",
     "begin the list on the next line: `- first entry`"),
    ("block mapping", "this line does not fit the lines above it", _INDENT),
    ("block collection", "this line does not fit the list above it", _INDENT),
    ("tag", "a text cannot begin with `!`", _QUOTE),
    ("directive", "a line cannot begin with `%`", _QUOTE),
)  # fmt: skip

_ESCAPE = re.compile(r"\\(?:x[\da-fA-F]{0,2}|u[\da-fA-F]{0,4}|U[\da-fA-F]{0,8})")
_NO_CHARACTER = "invalid Unicode character escape"
_NO_DIGITS = "expected hexdecimal number"
_AT_OPENING = ("unexpected end of stream", "unexpected document indicator", "',' or ']'", "',' or '}'")


def in_plain_words(error: MarkedYAMLError, text: str) -> tuple[str, str, Mark | None]:
    """Message, help and place of a syntax error."""
    if slip := likely_slip(error, text):
        return slip
    problem = f"{error.problem or ''} {error.context or ''}"
    at_opening = any(part in problem for part in _AT_OPENING)
    at_start = at_opening or "could not find expected ':'" in problem
    mark = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
    if mark is not None and text[mark.index : mark.index + 1] == "\t":
        return "a tab stands where only blanks may stand", _INDENT, mark
    if mark is not None and "block " in problem and "entries" not in problem and _follows(text, mark):
        return "something stands here after the end of the answer", _QUOTE, mark
    if mark is not None and (_NO_CHARACTER in problem or _NO_DIGITS in problem):
        return _about_escape(problem, text, mark)
    for part, words, help_ in _WORDS:
        if part in problem:
            return words, help_, mark
    return "this cannot be read", _QUOTE, mark


def _about_escape(problem: str, text: str, mark: Mark) -> tuple[str, str, Mark]:
    """An escape that is none, as it is written and where it begins; the mark stands behind its letter."""
    back = min(2, mark.column)
    found = _ESCAPE.match(text, mark.index - back)
    written = f"`{found.group()}`" if found else "this escape"
    mark = Mark(mark.name, mark.index - back, mark.line, mark.column - back, None, 0)
    if _NO_CHARACTER in problem:
        return f"{written} stands for no character", "write the character itself, or delete it", mark
    help_ = "two digits follow \\x, four \\u, eight \\U; a backslash itself is written twice"
    return f"{written} lacks digits", help_, mark


def _follows(text: str, mark: Mark) -> bool:
    """True when something stands before the mark on its line."""
    line = text[: mark.index].rpartition("\n")[2]
    return bool(line.strip())
