"""The catalogue of rules holds together, and each rule is shown by its examples."""

from dataclasses import replace

import pytest

from validators.examination import message_of
from validators.examples import findings_of
from validators.registry import UnknownRule, all_rules, rule_of
from validators.rule import BadRule, Example, Rule, placeholders_of, rules_by_id

ANSWERABLE = [rule for rule in all_rules() if not rule.breaking.is_in_file]


@pytest.mark.parametrize("rule", ANSWERABLE, ids=lambda rule: rule.id)
def test_the_breaking_example_breaks_that_rule_and_no_other(rule: Rule) -> None:
    assert {finding.rule for finding in findings_of(rule.breaking)} == {rule.id}


@pytest.mark.parametrize("rule", ANSWERABLE, ids=lambda rule: rule.id)
def test_the_passing_example_breaks_no_rule(rule: Rule) -> None:
    assert findings_of(rule.passing) == ()


@pytest.mark.parametrize("rule", ANSWERABLE, ids=lambda rule: rule.id)
def test_a_finding_fills_every_sentence_its_rule_may_speak_with(rule: Rule) -> None:
    for finding in findings_of(rule.breaking):
        names = {name for name, _ in finding.values}
        assert placeholders_of(rule.sentence(finding.variant)) <= names
        assert finding.severity is rule.severity


def test_only_rules_of_what_a_file_holds_are_shown_by_files_alone() -> None:
    in_files = {rule.id for rule in all_rules() if rule.breaking.is_in_file}
    assert in_files == {"PRI002", "REA001", "REA002", "REA003", "REA004", "REA005"}


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownRule):
        rule_of("REQ999")


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "REQ1"},
        {"message": ""},
        {"message": "25 % af %(label)s"},
        {"what_to_do": ""},
        {"what_to_do": "Ret %(label)s."},
        {"source": ""},
        {"breaking": Example(text="")},
        {"variants": (("x", ""),)},
    ],
    ids=str,
)
def test_a_rule_that_contradicts_itself_stops_the_start(broken: dict[str, object]) -> None:
    with pytest.raises(BadRule):
        rules_by_id((replace(rule_of("REQ001"), **broken),))


def test_an_id_stands_once() -> None:
    with pytest.raises(BadRule):
        rules_by_id((rule_of("REQ001"), rule_of("REQ001")))


def test_the_sentence_is_put_in_the_readers_language_when_it_is_shown() -> None:
    found = rule_of("REA001").found(values=(("reason", "Filen er tom."),), variant="told")
    english = {"%(reason)s": "%(reason)s", "Filen er tom.": "The file is empty."}
    assert message_of(found, english.__getitem__) == "The file is empty."


def test_a_lacking_value_shows_as_a_question_mark() -> None:
    assert "?" in message_of(rule_of("REA003").found())
