"""What a yearly report can start from: last year's report, else the agreement of its case."""

from cases.case import Case
from cases.documents import begun_with, document_for, documents_of, next_report_year
from cases.offers import offers_to
from forms.path import Path
from forms.registry import form_of, programme_of
from forms.reports import report_of
from tests.cases.test_offers import NOW, draft_of
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

REPORT = form_of("statusrapport")
SOUND = {key.replace(".", "__"): text for key, text in SOUND_ANSWERS["statusrapport"].items()}


def case_of(*drafts, programme="aarlig-status"):
    return Case(id="sag", programme=programme_of(programme), created_at=NOW, drafts=drafts)


def offered(draft, *others, programme="aarlig-status"):
    case = case_of(draft, *others, programme=programme)
    return {str(offer.path): offer for offer in offers_to(case, draft)}


LAST = draft_of("statusrapport", "2011", **SOUND)


def test_last_years_report_offers_its_efforts_that_go_on_with_all_their_years():
    found = offered(draft_of("statusrapport", "2012", aar="2012"), LAST)
    assert set(found) == {"kommune", "partnerskab", "indsatser"}
    assert all(offer.is_open and offer.source_area == "2011" for offer in found.values())
    [effort] = report_of(found["indsatser"].answers).efforts
    assert (effort.name, effort.state) == ("Brobyggere", "aktiv")
    assert [each.year for each in effort.milestones] == [2010, 2011, 2012]
    assert [each.status for each in effort.milestones] == ["Ja", "Delvist", ""]
    assert [each.year for each in effort.results[0].measures] == [2010, 2011, 2012]
    assert effort.results[0].measures[2].value is None
    assert effort.results[0].target == "90 %"


def test_what_is_of_one_year_alone_is_not_offered():
    found = offered(draft_of("statusrapport", "2012"), LAST)["indsatser"].answers
    named = {path.address for path in found}
    assert not named & {"indsatser.vurdering", "indsatser.opfoelgning", "indsatser.begrundelse"}


def test_a_result_that_was_retired_is_not_offered_again():
    retired = draft_of(
        "statusrapport", "2011", **{**SOUND, "indsatser[0]__resultater[1]__udgaar": "Ikke mere"}
    )
    [effort] = report_of(
        offered(draft_of("statusrapport", "2012"), retired)["indsatser"].answers
    ).efforts
    assert [each.name for each in effort.results] == ["Andel unge i gang med en uddannelse"]


def test_the_latest_of_the_reports_before_is_what_is_offered():
    older = draft_of("statusrapport", "2010", **{**SOUND, "partnerskab": "Et ældre navn"})
    later = draft_of("statusrapport", "2013", **{**SOUND, "partnerskab": "Et senere navn"})
    found = offered(draft_of("statusrapport", "2012"), older, later, LAST)
    assert found["partnerskab"].source_area == "2011"


def test_efforts_are_offered_only_while_there_are_none():
    begun = draft_of("statusrapport", "2012", **{"indsatser[0]__aktivitet": "En anden"})
    assert "indsatser" not in offered(begun, LAST)


AGREED = draft_of("samarbejdsaftale", omraadets_navn="Åparken")
JOBS = draft_of(
    "delaftale",
    "beskaeftigelse",
    **{
        "aktiviteter[0]__navn": "Fritidsjob",
        "aktiviteter[1]__navn": "Jobklub",
        "aktiviteter[1]__indhold": "En aften om ugen.",
        "aktiviteter[1]__ansvar": "Jobvejlederen",
        "delmaal[0]__indikator": "Andel unge i jobklub",
        "delmaal[0]__baseline": "12,4% (2020)",
        "delmaal[1]__indikator": "Andel voksne i arbejde",
        "delmaal[1]__baseline": "58% (2020)",
    },
)
PLAN = draft_of(
    "milepaelsplan",
    **{
        "milepaele[0]__milepael": "Lederen er ansat",
        "milepaele[0]__dato": "1.11.2021",
        "milepaele[1]__milepael": "Jobklubben er åbnet",
        "milepaele[1]__aktivitet": "Jobklub",
        "milepaele[1]__dato": "1.2.2022",
    },
)


def test_the_first_report_starts_from_the_agreement_the_sub_agreements_and_the_plan():
    lbf = "lbf-boligsocial-2019-26"
    found = offered(draft_of("statusrapport", "2022"), AGREED, JOBS, PLAN, programme=lbf)
    assert set(found) == {"partnerskab", "indsatser"}
    first, club = report_of(found["indsatser"].answers).efforts
    assert (first.name, first.area, club.name) == ("Fritidsjob", "Beskæftigelse", "Jobklub")
    assert [(each.name, each.year) for each in club.milestones] == [("Jobklubben er åbnet", 2022)]
    assert [(each.name, each.year) for each in first.milestones] == [("Lederen er ansat", 2021)]
    assert [(each.name, each.unit, each.baseline_year) for each in club.results] == [
        ("Andel unge i jobklub", "pct", 2020)
    ]
    assert [each.name for each in first.results] == ["Andel voksne i arbejde"]
    assert [each.year for each in club.results[0].measures] == [2022]
    values = found["indsatser"].answers
    assert values.get(Path.parse("indsatser[1].ansvarlig")) == "Jobvejlederen"


def test_a_case_has_a_report_for_each_year_that_was_begun_and_any_other_may_be():
    case = case_of(LAST, draft_of("statusrapport", "2010"))
    assert [each.area for each in documents_of(case)] == ["2010", "2011"]
    assert next_report_year(case) == 2012
    unbegun = document_for(case, "statusrapport", "2014")
    assert unbegun is not None
    assert unbegun.draft is None
    for area in ("", "12", "tyve", "02012", "3000"):
        assert document_for(case, "statusrapport", area) is None
    assert document_for(case, "delaftale", "2012") is None
    assert next_report_year(case_of(programme="kl-ungeindsats")) is None


def test_a_report_begins_with_its_year():
    assert begun_with(REPORT, "2012") == typed_answers(REPORT, {"aar": "2012"})
