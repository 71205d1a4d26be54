"""Whatever a file holds, the answer is a value or diagnostics: never a traceback."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import has_errors, render
from pipeline.intake.source import parse_source
from tests.intake.support import VALID, check, real_bank, small_bank

SOUP = st.text(
    st.sampled_from(list("ab:- \n\t'\"[]{}#&*!|>%@`,?~<0\\éx\u202e\x07\ud800\u200b\u2028\r")), max_size=80
)
LINES = st.sampled_from(
    [
        *(f"{line}\n" for line in VALID.splitlines()),
        "form_used: one_page\n",
        "view: even\n",
        "  - name: x\n",
        "overrides:\n",
    ]
)
QUESTIONS = st.sampled_from([*real_bank().questions, *real_bank().columns, "overrides"])
VALUES = st.recursive(
    st.none()
    | st.text(max_size=12)
    | st.sampled_from(["yes", "not known yet", "NO", "12", "2027-02-30", "other"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(QUESTIONS, inner, max_size=3),
    max_leaves=8,
)


def said(text: str) -> None:
    """The room's promise: answers and no error, or errors that can be shown."""
    for bank in (small_bank(), real_bank()):
        found, slips = check(text, bank)
        assert (found is None) == has_errors(slips)
        for each in slips:
            assert "\n" not in each.message
            assert render(each, {"intake.yaml": text})


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_answered(text: str) -> None:
    said(text)


@given(SOUP)
@settings(max_examples=300, deadline=None)
def test_any_soup_of_signs_is_answered(text: str) -> None:
    parse_source(text, "a.yaml", forbid_flow_conditions=True)
    said(text)


@given(st.lists(LINES | SOUP, max_size=12))
@settings(deadline=None)
def test_any_mixture_of_right_and_wrong_lines_is_answered(lines: list[str]) -> None:
    said("".join(lines))


@given(st.dictionaries(QUESTIONS, VALUES, max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_shape_under_known_names_is_answered(data: dict[str, object]) -> None:
    import json

    said(json.dumps(data))
