"""What the rules across documents make of cases that differ from the correct one in more ways."""

from dataclasses import replace

import pytest

from forms.registry import programme_of
from tests.validators.cases import case_with, found_in, told
from tests.validators.sketches import codes_with, findings_with
from validators.citations import regulativ_of
from validators.examination import examine_across, message_of
from validators.finding import Severity
from validators.whole_case import CaseDocument

LBF = programme_of("lbf-boligsocial-2019-26")
A, J, S = "samarbejdsaftale", "delaftale-beskaeftigelse", "delaftale-uddannelse"
STAFF = "medarbejderressourcer"


def test_without_the_agreement_nothing_is_held_against_it() -> None:
    typed = {f"{S}:parter[3].navn": "Åbyskole", f"{J}:parter[3].navn": "Åby Skole"}
    assert told(case_with(typed, without=(A,))) == [f"PAR002 {S}:parter[3].navn"]


def test_a_share_is_not_short_while_a_subagreement_lacks() -> None:
    assert told(case_with(without=(S,))) == [f"ARE001 {A}:indsatsomraader[1].omraade"]


def test_a_subagreement_that_could_not_be_read_does_not_lack() -> None:
    documents = (*case_with(without=(S,)), CaseDocument(name="Delaftale uddannelse.docx"))
    assert told(documents) == []


def test_a_subagreement_that_does_not_say_its_area_is_told_of_once() -> None:
    assert told(case_with({f"{S}:indsatsomraade": ""})) == [f"REQ001 {S}:indsatsomraade"]


def test_a_third_subagreement_of_an_area_not_chosen_is_told_of() -> None:
    [*_, extra] = case_with({f"{J}:indsatsomraade": "Kriminalitetsforebyggelse"})[1:2]
    third = CaseDocument(name="delaftale-3", definition=extra.definition, answers=extra.answers)
    rules = {finding.rule for finding in examine_across((*case_with(), third))}
    assert "ARE001" in rules
    assert "ATT001" not in rules


def test_three_names_may_be_one_function() -> None:
    typed = {
        f"{J}:{STAFF}[2].andel": "30%",
        f"{S}:{STAFF}[1].funktion": "Beboermedarbejdere",
        f"{S}:{STAFF}[1].andel": "30%",
        f"{S}:{STAFF}[3].funktion": "Beboerkonsulenter",
        f"{S}:{STAFF}[3].andel": "40%",
    }
    [(_, finding)] = found_in(case_with(typed))
    assert finding.rule == "STA003"
    assert finding.evidence.replace("\u00a0", " ").endswith("= 100 %")


def test_names_that_do_not_make_a_whole_together_are_two_functions() -> None:
    typed = {f"{S}:{STAFF}[1].funktion": "Beboermedarbejdere", f"{S}:{STAFF}[1].andel": "55%"}
    rules = [finding.rule for _, finding in found_in(case_with(typed))]
    assert rules == ["STA002", "STA002"]


def test_a_whole_is_reached_within_one_point() -> None:
    typed = {
        f"{J}:{STAFF}[2].andel": "33,3%",
        f"{S}:{STAFF}[1].funktion": "Beboermedarbejdere",
        f"{S}:{STAFF}[1].andel": "66%",
    }
    assert [finding.rule for _, finding in found_in(case_with(typed))] == ["STA003"]


def test_a_share_that_cannot_be_read_is_no_share() -> None:
    typed = {f"{S}:{STAFF}[0].andel": "cirka halvdelen"}
    assert told(case_with(typed)) == [f"VAL001 {S}:{STAFF}[0].andel"]


def test_hours_and_shares_of_one_function_are_added_up_by_the_budget() -> None:
    typed = {f"{S}:{STAFF}[0].andel": "", f"{S}:{STAFF}[0].timer": "9,25 timer"}
    assert told(case_with(typed)) == []
    typed[f"{S}:{STAFF}[0].timer"] = "12 timer"
    assert told(case_with(typed)) == [f"STA004 {S}:{STAFF}[0].timer"]


def test_a_function_others_pay_apart_need_not_be_in_the_budget() -> None:
    typed = {
        f"{S}:{STAFF}[3].funktion": "Træner",
        f"{S}:{STAFF}[3].timer": "5 timer",
        f"{S}:{STAFF}[3].finansiering": "Idrætsforeningen",
    }
    assert told(case_with(typed)) == []


def test_a_case_without_a_budget_is_not_held_against_one() -> None:
    assert told(case_with(without=("budget",))) == [f"ATT001 {A}:"]


def test_an_attachment_that_lacks_is_told_of_once_though_a_text_mentions_it() -> None:
    assert told(case_with(without=("kommissorium",))) == [f"ATT001 {A}:"]


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("Milepælsplan_2021.pdf", "milepaelsplan"),
        ("bilag 2 - beredskabsplan.docx", "beredskabsplan"),
        ("kommissorium.doc", "kommissorium"),
    ],
)
def test_an_attachment_may_be_there_by_its_name(file: str, form: str) -> None:
    documents = (*case_with(without=(form,)), CaseDocument(name=file))
    assert "ATT001" not in {finding.rule for finding in examine_across(documents)}


def test_an_attachment_that_is_mentioned_by_number_is_found_by_number() -> None:
    documents = case_with({f"{J}:revision": "Se bilag 7."})
    assert [each.rule for each in examine_across(documents)] == ["ATT002"]
    assert examine_across((*documents, CaseDocument(name="Bilag 7.pdf"))) == ()


def test_the_diagram_is_missing_where_the_agreement_draws_none() -> None:
    typed = {f"{A}:organisation[{row}].navn": "" for row in (0, 1)}
    [(_, finding)] = found_in(case_with({**typed, f"{A}:organisation[1].under": ""}))
    assert (finding.rule, finding.evidence) == ("ATT001", "organisationsdiagram")


def test_of_which_document_there_is_one_for_each_choice_is_the_programmes_to_say() -> None:
    documents = case_with(without=(J, S))
    plain = tuple(replace(each, for_each="") for each in LBF.attachments)
    other = replace(LBF, attachments=plain)
    asked = {each.rule for each in examine_across(documents, programme=LBF)}
    assert "ARE001" in asked
    assert "ATT001" not in asked
    found = [each for each in examine_across(documents, programme=other) if each.rule == "ATT001"]
    assert [each.evidence for each in found] == ["delaftale"]


def test_what_is_only_monitored_needs_no_baseline() -> None:
    empty = {"delmaal[0].indikator": "Monitorering: unge med fritidsjob", "delmaal[0].baseline": ""}
    for typed in (empty, {"delmaal[0].baseline": "Monitorering"}):
        [finding] = findings_with(typed, form="delaftale")
        assert (finding.rule, finding.severity) == ("IND003", Severity.INFO)


def test_a_fixed_indicator_without_any_answer_is_one_finding() -> None:
    columns = ("baseline_omraade", "baseline_kommune", "datakilde")
    typed = {f"indikatorer[3].{column}": "" for column in columns}
    assert codes_with(typed, form="samarbejdsaftale") == ["IND001"]
    partly = {"indikatorer[3].baseline_omraade": "", "indikatorer[3].datakilde": ""}
    assert codes_with(partly, form="samarbejdsaftale") == ["IND003", "IND004"]


def test_a_goal_without_an_indicator_is_asked_for_its_indicator() -> None:
    typed = {"delmaal[0].indikator": "", "delmaal[0].baseline": ""}
    assert codes_with(typed, form="delaftale") == ["REQ001"]


def test_a_wrong_regulativ_is_held_against_a_document_that_cites_the_right_one() -> None:
    [(name, finding)] = found_in(case_with({"kommissorium:regulativ_dato": "20.03.2015"}))
    assert (name, finding.rule) == ("kommissorium", "REG001")
    assert finding.other is not None
    assert (finding.other.file, str(finding.other.path)) == (A, "organisering")


def test_the_programmes_thresholds_say_which_regulativ_it_follows() -> None:
    assert regulativ_of(None) is None
    assert str(regulativ_of(LBF)) == "2019-12-11"


def test_where_the_programme_names_no_regulativ_the_documents_must_agree() -> None:
    silent = replace(LBF, minimum_local_share=None, longest_period_years=None)
    documents = case_with({"kommissorium:regulativ_dato": "20.03.2015"})
    [finding] = examine_across(documents, programme=silent)
    assert (finding.rule, finding.variant, finding.file) == ("REG001", "", "kommissorium")
    assert A in message_of(finding)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("01.10.21 - 30.09.25", None),
        ("1.8.2022 - 1.8.2026", "1"),
        ("29.2.2024 - 28.2.2028", None),
        ("29.2.2024 - 29.2.2028", "1"),
        ("2021 - 2025", "365"),
    ],
)
def test_the_last_day_of_a_period_is_counted_exactly(period: str, days: str | None) -> None:
    found = findings_with({"periode": period}, form="samarbejdsaftale")
    counted = [dict(each.values)["days"] for each in found if each.rule == "DAT003"]
    assert counted == ([days] if days else [])


@pytest.mark.parametrize(
    ("hours", "rules"),
    [("18,5 timer", []), ("18 timer", ["STA004"]), ("18,3 timer", []), ("30 timer", ["STA004"])],
)
def test_a_line_with_a_share_and_hours_is_held_against_the_budget(
    hours: str, rules: list[str]
) -> None:
    typed = {f"{J}:{STAFF}[1].andel": "50%", f"{J}:{STAFF}[1].timer": hours}
    found = [each.rule for _, each in found_in(case_with(typed))]
    assert [rule for rule in found if rule == "STA004"] == rules
