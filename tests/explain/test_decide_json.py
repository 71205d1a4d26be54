"""``decide.json`` is a promise: these keys, these meanings."""

from __future__ import annotations

import json

from pipeline.answers import NOT_KNOWN
from tests.explain.support import COLLECTED, OF_EACH, decisions, run
from tests.library.support import FACTS, PARAMETERS, compiled, edited, intake, override, party

UNEQUAL = [party("Ada", staff=1), party("Bo", staff=9)]


def test_the_shape_is_the_promised_one() -> None:
    data = run(intake(binding_wish="core")).decided()
    assert list(data) == ["matter", "gate", "facts", "documents", "warnings", "open_values", "schema"]
    assert (data["matter"], data["gate"], data["schema"]) == ("matter", "draft", 1)
    document = data["documents"][0]
    assert list(document) == ["id", "instrument", "nature", "parties", "file", "decisions", "parameters"]
    assert all(list(each) == ["holds", "because"] for each in data["facts"].values())
    for each in document["decisions"]:
        assert list(each) == ["topic", "variant", "elsewhere", "because", "source"]
    assert json.loads(json.dumps(data)) == data


def test_a_document_names_its_parties_nature_and_file() -> None:
    charter, agreement = run(intake(binding_wish="core")).decided()["documents"]
    assert (charter["parties"], charter["nature"], charter["file"]) == (
        ["Ada", "Bo"],
        "good_will",
        "charter.docx",
    )
    assert (agreement["nature"], agreement["file"]) == ("core_binds", None)


def test_a_topic_carried_by_another_document_says_where() -> None:
    data = run(intake(binding_wish="core")).decided()
    (charter,) = decisions(data, "charter", "leaving")
    (agreement,) = decisions(data, "agreement", "leaving")
    assert (charter["variant"], charter["elsewhere"]) == (None, "agreement")
    assert (agreement["variant"], agreement["elsewhere"]) == ("notice", None)
    assert agreement["because"] == "A plain notice."
    assert agreement["source"] == ["S1"]


def test_a_collected_topic_has_an_entry_for_each_variant() -> None:
    data = run(intake(*UNEQUAL, binding_wish="core", size="large"), compiled(COLLECTED)).decided()
    found = decisions(data, "agreement", "advice")
    assert [each["variant"] for each in found] == ["outsiders", "staff"]
    assert found[1]["because"] == "The staff of the small are heard. Staff know best."


def test_a_topic_of_each_party_has_an_entry_for_each_variant_that_names_the_parties() -> None:
    data = run(intake(*UNEQUAL), compiled(OF_EACH)).decided()
    assert [(each["variant"], each["because"]) for each in decisions(data, "charter", "keys")] == [
        ("key", "For Ada: The small ones keep a key."),
        ("no_key", "For Bo: Nobody else needs one."),
    ]


def test_one_variant_for_all_parties_names_none_of_them() -> None:
    data = run(intake(party("Ada", staff=5), party("Bo", staff=5)), compiled(OF_EACH)).decided()
    (only,) = decisions(data, "charter", "keys")
    assert (only["variant"], only["because"]) == ("no_key", "Nobody else needs one.")


# ---------------------------------------------------------------- facts


def test_a_fact_that_the_answers_leave_open_is_null_and_says_what_was_assumed() -> None:
    facts = run(intake()).decided()["facts"]
    assert facts["unequal"]["holds"] is None
    assert "is taken to hold" in facts["unequal"]["because"]
    assert facts["large"]["holds"] is None
    assert "is taken not to hold" in facts["large"]["because"]


def test_a_fact_that_is_settled_says_so() -> None:
    facts = run(intake(*UNEQUAL, size="small")).decided()["facts"]
    assert (facts["unequal"]["holds"], facts["large"]["holds"]) == (True, False)
    assert facts["unequal"]["because"] == "One partner is much larger."


def test_a_fact_of_parties_holds_when_it_holds_for_one_and_names_it() -> None:
    facts = run(intake(*UNEQUAL)).decided()["facts"]
    assert facts["largest"] == {"holds": True, "because": "Has the most staff. Holds for: Bo"}


def test_a_fact_of_parties_that_holds_for_nobody_is_false() -> None:
    facts = run(intake(party("Ada", staff=5), party("Bo", staff=5))).decided()["facts"]
    assert facts["protected"] == {"holds": False, "because": "Holds for no party: Is protected."}


def test_a_fact_of_parties_left_open_for_all_is_null_and_names_them() -> None:
    facts = run(intake()).decided()["facts"]
    assert facts["largest"]["holds"] is None
    assert (
        facts["largest"]["because"] == "Has the most staff. Left open and taken not to hold for: Ada and Bo"
    )


def test_a_private_fact_is_not_told() -> None:
    secret = party("Ada", red_lines="Never Kestrel", releases=("red_lines",))
    told = run(intake(secret, party("Bo"))).decided()
    silent = run(intake()).decided()
    assert told["facts"]["guarded"] == silent["facts"]["guarded"]
    assert told["facts"]["guarded"]["holds"] is None
    assert "Kestrel" not in json.dumps(told)


# ---------------------------------------------------------------- parameters


def values(answers: object, name: str = "exit_days", document: str = "charter") -> list[dict[str, object]]:
    documents = run(answers).decided()["documents"]  # type: ignore[arg-type]
    found: list[dict[str, object]] = next(each for each in documents if each["id"] == document)["parameters"][
        name
    ]
    return found


def test_a_default_gives_its_reason_and_a_partys_own_value_its_name() -> None:
    assert values(intake(*UNEQUAL)) == [
        {"value": 60, "for": None, "from": "default: Usual for a charter."},
        {"value": 30, "for": "Ada", "from": "default: A protected partner leaves faster."},
    ]


def test_an_answer_and_an_open_value_say_so() -> None:
    assert values(intake(wished_days=45))[0] == {"value": 45, "for": None, "from": "answer"}
    assert values(intake(wished_days=NOT_KNOWN))[0] == {"value": None, "for": None, "from": "open"}


def test_an_override_names_who_and_why() -> None:
    found = values(intake(overrides=(override("exit_days", "40"),)))
    assert found[0] == {"value": 40, "for": None, "from": "override by Kim Lee: We talked about it."}


def test_only_parameters_that_the_texts_use_are_listed() -> None:
    charter, agreement = run(intake(binding_wish="core")).decided()["documents"]
    assert list(charter["parameters"]) == []
    assert list(agreement["parameters"]) == ["exit_days"]


def test_parameters_in_the_meanings_of_terms_count_as_used() -> None:
    glossary = "clause_library/glossary.yaml"
    meaning = edited(glossary, "the body of all {Parties}", "the body that meets within {cure_days}")
    (charter,) = run(intake(), compiled(meaning)).decided()["documents"]
    assert list(charter["parameters"]) == ["exit_days", "cure_days"]


# ---------------------------------------------------------------- the rest


def test_warnings_and_open_values_are_told_in_words() -> None:
    data = run(intake(size="large", budget=NOT_KNOWN, money_moves=True, currency="EUR")).decided()
    assert {"code": "large-alliance", "message": "The alliance is large.", "source": ["S1"]} in data[
        "warnings"
    ]
    assert data["open_values"] == ["How much money?"]


def test_a_parameter_that_cannot_be_computed_is_an_open_value() -> None:
    rest = edited(PARAMETERS, "value: heads(2, 3)", "value: people")
    data = run(intake(), compiled(rest)).decided()
    assert data["open_values"] == ["Votes needed"]


def test_an_override_of_a_topic_is_told() -> None:
    data = run(intake(overrides=(override("leaving", "omit"),))).decided()
    (only,) = decisions(data, "charter", "leaving")
    assert (only["variant"], only["because"]) == (None, "Set by Kim Lee: We talked about it.")


def test_a_fact_about_nobody_is_false() -> None:
    facts = edited(FACTS, "when: staff == max(parties.staff)", "when: staff < 0")
    answers = intake(party("Ada", staff=1), party("Bo", staff=1))
    assert run(answers, compiled(facts)).decided()["facts"]["largest"]["holds"] is False
