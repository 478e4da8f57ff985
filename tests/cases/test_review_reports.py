"""Yearly reports at the desk: held against the agreement and the reports that lie beside them."""

from cases.review_report import report_of
from documents.found_by import FoundBy
from documents.reading import Origin, Reading
from forms.path import Path
from tests.cases.reviews import file, review
from tests.validators.cases import case_with
from validators.finding import Place

LAST_YEAR = "statusrapport-2022"


def read(document, **changed: object) -> Reading:
    answers = document.answers.replaced({Path.parse(at): to for at, to in changed.items()})
    at = Place(block=0)
    return Reading(
        form=document.definition,
        answers=answers,
        origins={path: Origin(by=FoundBy.LABEL, place=at) for path in answers},
        confidence=1.0,
    )


def told(*readings: Reading):
    files = (file(number, each) for number, each in enumerate(readings))
    report = report_of(review(*files))
    found = [each for each in report.noted() if each.finding.rule == "STS006"]
    return report, [(each.finding.file, each.finding.other.file) for each in found]


def documents():
    return {each.name: each for each in case_with()}


def test_a_sound_case_with_its_report_is_one_case_without_findings_across_years():
    report, found = told(*map(read, documents().values()))
    assert (len(report.cases), found) == (1, [])


def test_a_report_is_held_against_last_years_in_the_same_review():
    sound = documents()[LAST_YEAR]
    baseline = "indsatser[0].resultater[0].baseline"
    other = sound.answers.get(Path.parse("indsatser[0].resultater[0].vaerdier[0].vaerdi"))
    earlier = read(sound, **{"aar": 2021, baseline: other})
    assert told(earlier, read(sound))[1] == [("fil1.docx", "fil0.docx")]


def test_a_report_is_held_against_the_agreement_it_tells_of():
    sound = documents()
    changed = {"kommune": "Åby", "indsatser[0].aktivitet": "Sommerjob i havnen"}
    renamed = read(sound[LAST_YEAR], **changed)
    rest = [read(each) for name, each in sound.items() if name != LAST_YEAR]
    report, found = told(*rest, renamed)
    assert len(report.cases) == 1
    assert [place[0] for place in found] == [f"fil{len(rest)}.docx"]
