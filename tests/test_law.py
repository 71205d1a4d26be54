"""The law that the partners choose: what each draft says under it, and what counsel is asked to check."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pipeline.intake.answers import check_intake
from pipeline.intake.source import parse_source
from pipeline.model import Document, Paragraph, all_clauses, plain
from tests.explain.support import Run, run
from tests.support import EXAMPLES, real_library

NAMES = ("carbon-pilot", "northern-grid")
LAWS = ("england_wales", "new_york", "delaware", "california", "france", "germany", "other", "open")
PRELIMINARY = "no preliminary agreement"
AMERICAN = ("new_york", "delaware", "california")
SAID = {
    "england_wales": (
        "Contracts (Rights of Third Parties) Act 1999",
        "do not intend to create legal relations",
    ),
    "new_york": ("section 5-1401", "cannot be changed orally", PRELIMINARY),
    "delaware": ("section 2708", PRELIMINARY),
    "california": ("section 1646.5", "section 1102.5", "a violation of law"),
    "france": ("article 1195 of the French Civil Code", "an essential duty", "only without profit"),
    "germany": ("section 313 of the German Civil Code", "section 314", "it is an internal one"),
    "other": ("governed by the law of Kenya",),
}
"""Words of each law, which stand in a draft under it and under no other."""
OWN = {
    "england_wales": "ew_",
    "new_york": "ny_",
    "delaware": "del_",
    "california": "cal_",
    "france": "fr_",
    "germany": "de_",
    "other": "other_",
}
"""How the statements of each law are named."""


@cache
def under(name: str, law: str, forum: str = "", state_owned: str = "state_owned") -> Run:
    """An example under another law, with another forum, or with another form for the state-owned one."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    text = text.replace("form: state_owned", f"form: {state_owned}")
    changed = {"governing_law": law} | ({"forum_wish": forum} if forum else {})
    for question, answer in changed.items():
        text, times = re.subn(rf"(?m)^{question}: .*$", f"{question}: {answer}", text)
        assert times, f"{name} does not answer {question}"
    text += "\ngoverning_law_name: the law of Kenya\n" if law == "other" else ""
    source, slips = parse_source(text, f"{name}.yaml")
    assert source is not None, slips
    answers, slips = check_intake(source, real_library().bank, name)
    assert answers is not None, slips
    return run(answers, real_library())


def words(documents: list[Document], *topics: str) -> str:
    """The words of all clauses, or of those of some topics."""
    return "\n".join(
        plain(block.inlines)
        for document in documents
        for clause in all_clauses(document)
        for block in clause.blocks
        if isinstance(block, Paragraph) and (not topics or clause.topic in topics)
    )


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("name", NAMES)
def test_a_draft_under_each_law_has_no_other_findings_than_without_a_law(name: str, law: str) -> None:
    found = {each.code for each in under(name, law).findings}
    assert found == {each.code for each in under(name, "open").findings}


@pytest.mark.parametrize("law", SAID)
def test_a_law_speaks_only_where_it_was_chosen(law: str) -> None:
    for other in LAWS:
        text = words(under("carbon-pilot", other).documents)
        for phrase in SAID[law]:
            shared = phrase == PRELIMINARY and other in AMERICAN
            assert (phrase in text) == (other == law or shared), (phrase, other)


@pytest.mark.parametrize("law", OWN)
def test_counsel_is_asked_to_check_the_law_that_was_chosen(law: str) -> None:
    listed = {each["id"] for each in under("carbon-pilot", law).why()["open_points"]["law"]}
    own = {
        each.id
        for each in real_library().law.values()
        if each.id.startswith(OWN[law]) and each.status == "unchecked" and "public" not in each.place
    }
    assert own
    assert own <= listed
    strangers = tuple(start for other, start in OWN.items() if other != law)
    assert [each for each in listed if each.startswith(strangers)] == []


def test_what_was_checked_says_when_and_what_was_read() -> None:
    for each in real_library().law.values():
        assert each.note
        assert bool(each.checked_on) == (each.status == "checked"), each.id
        assert not each.place or each.place in real_library().places, each.id


def test_every_overlay_rests_on_a_statement_of_law() -> None:
    bare = [
        (each.place, topic.id)
        for topic in real_library().topics.values()
        for each in topic.overlays
        if not each.law
    ]
    assert bare == []


def test_under_a_law_that_the_library_does_not_know_there_is_a_list_of_questions() -> None:
    ran = under("carbon-pilot", "other")
    why = ran.why()["open_points"]
    assert "law-unknown-here" in [each["code"] for each in why["warnings"]]
    questions = [each for each in why["law"] if each["place"] == "The law that the partners named"]
    assert len(questions) >= 10
    assert words(ran.documents).count("Kenya") == 1


def test_beside_an_intergovernmental_organisation_no_national_law_and_no_court_are_named() -> None:
    ran = under("northern-grid", "england_wales", "courts", "intergovernmental")
    text = words(ran.documents, "governing_law", "forum", "immunity")
    assert "No national law is chosen" in text
    assert "United Nations Commission on International Trade Law" in text
    assert "waives a privilege or an immunity" in text
    assert "England" not in words(ran.documents)
    assert "1999" not in words(ran.documents)
    assert "intergovernmental-law" in [each.code for each in ran.outcome.warnings]


def test_a_state_owned_company_waives_where_arbitrators_decide_and_counsel_is_told() -> None:
    ran = under("northern-grid", "england_wales")
    assert "waives, for itself and its property, every immunity" in words(ran.documents, "immunity")
    assert "state-partner-law" in [each.code for each in ran.outcome.warnings]
    nobody = under("northern-grid", "england_wales", "nobody")
    assert "waives" not in words(nobody.documents, "immunity")
    assert "private and commercial act" in words(nobody.documents, "immunity")
