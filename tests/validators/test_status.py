"""A series of yearly reports: right in all respects it has no findings, one fault has that one."""

from collections.abc import Mapping

import pytest

from forms.registry import form_of
from tests.validators.cases import case_with, told
from validators.examination import examine, examine_case
from validators.examples import typed_answers
from validators.told_numbers import impossible_shares, same_years, wrong_shares, wrong_sums
from validators.whole_case import CaseDocument, shared_programme

REPORT = form_of("statusrapport")
YEARS = (2010, 2011, 2012)
MILESTONES = (("Brobyggere er ansat", 2010), ("Alle skoler er med", 2011), ("Evalueret", 2012))
E, R = "indsatser[0]", "indsatser[0].resultater[0]"
SHARE = "Andel unge i gang med uddannelse"


def typed(year: int) -> dict[str, str]:
    """The report of a year: two efforts from the first, one that is closed, one that is new."""
    said = {
        "kommune": "Holstebro",
        "partnerskab": "Unge på vej",
        "aar": str(year),
        "datagrundlag": f"Jobcentrets tal fra december {year}.",
        "samlet_status": "Partnerskabet følger planen.",
        "sammenfatning": "Mentorer er ny siden sidst." if year == 2012 else "Intet er nyt.",
        "oekonomi[0].aar": str(year),
        "oekonomi[0].budget": "1.000.000",
        "oekonomi[0].forbrug": "980.000",
    }
    said |= effort(0, "Brobyggere", "Aktiv", year) | results(0, year)
    said |= effort(1, "Fritidsjob", "Lukket" if year > 2010 else "Aktiv", year)
    if year > 2010:
        said["indsatser[1].begrundelse"] = "Jobcentret har overtaget opgaven."
    if year == 2012:
        said |= effort(2, "Mentorer", "Aktiv", year)
    return said


def effort(number: int, name: str, state: str, year: int) -> dict[str, str]:
    at = f"indsatser[{number}]"
    said = {
        f"{at}.omraade": "Uddannelse",
        f"{at}.aktivitet": name,
        f"{at}.tilstand": state,
        f"{at}.vurdering": "Indsatsen virker, som den skal.",
        f"{at}.opfoelgning": "Den fortsætter næste år.",
    }
    for row, (milestone, due) in enumerate(MILESTONES):
        said[f"{at}.milepaele[{row}].milepael"] = milestone
        said[f"{at}.milepaele[{row}].aar"] = str(due)
        if due <= year and (state == "Aktiv" or due == 2010):
            is_late = due == 2011
            said[f"{at}.milepaele[{row}].status"] = "Delvist" if is_late else "Ja"
            said[f"{at}.milepaele[{row}].farve"] = "Gul" if is_late else "Grøn"
            if is_late:
                said[f"{at}.milepaele[{row}].kommentar"] = "To skoler mangler."
    return said


def results(number: int, year: int) -> dict[str, str]:
    at = f"indsatser[{number}].resultater"
    said = {
        f"{at}[0].resultat": SHARE,
        f"{at}[0].enhed": "Procent",
        f"{at}[0].baseline_aar": "2009",
        f"{at}[0].baseline": "78 % (alle unge)",
        f"{at}[0].maal": "90 %",
        f"{at}[1].resultat": "Unge med en brobygger",
        f"{at}[1].enhed": "Antal",
        f"{at}[1].udgaar": "Tallet opgøres ikke mere." if year == 2012 else "",
    }
    for row, each in enumerate(each for each in YEARS if each <= year):
        said[f"{at}[0].vaerdier[{row}].aar"] = str(each)
        said[f"{at}[0].vaerdier[{row}].vaerdi"] = f"{78 + 2 * (each - 2009)} % (alle unge)"
        if each < 2012:
            said[f"{at}[1].vaerdier[{row}].aar"] = str(each)
            said[f"{at}[1].vaerdier[{row}].vaerdi"] = str(50 + 10 * row)
    return said


def findings(year: int = 2012, fault: Mapping[str, str] | None = None) -> list[str]:
    """What is found in the three reports, with a fault typed over one of them."""
    documents = []
    for each in YEARS:
        said = {**typed(each), **(fault or {})} if each == year else typed(each)
        answers = typed_answers(REPORT, said)
        documents.append(CaseDocument(name=str(each), definition=REPORT, answers=answers))
    found = examine_case(documents)
    within = [
        f"{finding.rule} {document.name}:{finding.path}"
        for document, own in zip(documents, found.documents, strict=True)
        for finding in own
    ]
    across = [f"{finding.rule} {finding.file}:{finding.path}" for finding in found.across]
    return [*within, *across]


def test_three_years_that_are_right_in_all_respects_have_no_findings() -> None:
    assert findings() == []


NEW = "indsatser[2].aktivitet"
FAULTS = [
    # What is typed over the last report, and the rule and place that is found.
    ({f"{E}.milepaele[2].status": ""}, f"STS001 2012:{E}.milepaele[2].status"),
    ({f"{E}.milepaele[2].status": "-"}, f"STS001 2012:{E}.milepaele[2].status"),
    ({f"{E}.milepaele[1].kommentar": ""}, f"STS002 2012:{E}.milepaele[1].kommentar"),
    ({f"{E}.milepaele[2].farve": "Rød"}, f"STS002 2012:{E}.milepaele[2].kommentar"),
    ({"indsatser[1].begrundelse": ""}, "STS002 2012:indsatser[1].begrundelse"),
    (
        {
            f"{E}.milepaele[3].milepael": "Ordningen fortsætter",
            f"{E}.milepaele[3].aar": "2013",
            f"{E}.milepaele[3].farve": "Grøn",
        },
        f"STS002 2012:{E}.milepaele[3].farve",
    ),
    (
        {"samlet_status": "Andelen af unge i gang med uddannelse er 84,7 pct."},
        "STS003 2012:samlet_status",
    ),
    (
        {
            "samlet_status": f"{SHARE} var 79,1 pct. i 2008.",
            "sammenfatning": f"Mentorer er ny. I 2008 var {SHARE} 79,7 pct.",
        },
        "STS003 2012:sammenfatning",
    ),
    (
        {f"{R}.vaerdier[3].aar": "2012", f"{R}.vaerdier[3].vaerdi": "83,4 % (alle unge)"},
        f"STS003 2012:{R}.vaerdier[3].vaerdi",
    ),
    ({f"{R}.vaerdier[2].vaerdi": "84 % (n=6)"}, f"STS004 2012:{R}.vaerdier[2].vaerdi"),
    ({f"{E}.vurdering": "80 % af 6 unge er med."}, f"STS004 2012:{E}.vurdering"),
    (
        {f"{E}.vurdering": "149 af 182 unge, svarende til 80 pct., er med."},
        f"STS004 2012:{E}.vurdering",
    ),
    ({f"{E}.opfoelgning": "12 drenge og 15 piger, i alt 28."}, f"STS004 2012:{E}.opfoelgning"),
    (
        {f"{R}.vaerdier[2].vaerdi": "6 procentpoint (alle unge)"},
        [
            f"STS005 2012:{R}.vaerdier[2].vaerdi",
        ],
    ),
    ({f"{R}.vaerdier[2].vaerdi": "84 % (drenge)"}, f"STS005 2012:{R}.vaerdier[2].vaerdi"),
    ({f"{R}.baseline": "78 % (2008 alle unge)"}, f"STS005 2012:{R}.baseline"),
    ({f"{R}.vaerdier[2].vaerdi": "84 % (2011 alle unge)"}, f"STS005 2012:{R}.vaerdier[2].vaerdi"),
    ({"samlet_status": "Faldet er fra 45 i 2010 til 9 i 2010."}, "STS005 2012:samlet_status"),
    ({"sammenfatning": "Intet er nyt."}, f"STS006 2012:{NEW}"),
    ({f"{E}.aktivitet": "Broer til skolen"}, f"STS006 2012:{E}.aktivitet"),
    ({f"{R}.baseline": "75 % (alle unge)"}, f"STS006 2012:{R}.baseline"),
    ({f"{R}.vaerdier[0].vaerdi": "79 % (alle unge)"}, f"STS006 2012:{R}.vaerdier[0].vaerdi"),
]


RIGHT = [
    {
        f"{E}.milepaele[3].milepael": "Ordningen fortsætter",
        f"{E}.milepaele[3].aar": "2013",
        f"{E}.milepaele[3].farve": "Ingen farve",
    },
    {"samlet_status": f"{SHARE} er nu 84,0 pct., eller rundt regnet 84 pct."},
    {f"{R}.vaerdier[2].vaerdi": "84 (alle unge)"},
    {
        "samlet_status": f"{SHARE} er rundet 84 pct.",
        f"{R}.vaerdier[2].vaerdi": "84,3 % (alle unge)",
    },
]


@pytest.mark.parametrize("typed_over", RIGHT, ids=[str(list(each)) for each in RIGHT])
def test_what_nearly_is_a_fault_is_none(typed_over: Mapping[str, str]) -> None:
    assert findings(2012, typed_over) == []


@pytest.mark.parametrize(("fault", "found"), FAULTS, ids=[str(found) for _, found in FAULTS])
def test_one_fault_has_exactly_that_finding(
    fault: Mapping[str, str], found: str | list[str]
) -> None:
    assert findings(2012, fault) == ([found] if isinstance(found, str) else found)


def test_an_effort_or_a_result_that_is_gone_must_be_said() -> None:
    without = {f"{each}": "" for each in typed(2011) if each.startswith("indsatser[1]")}
    earlier = typed(2010)
    documents = [
        CaseDocument(name="2010", definition=REPORT, answers=typed_answers(REPORT, earlier)),
        CaseDocument(
            name="2011",
            definition=REPORT,
            answers=typed_answers(REPORT, {**typed(2011), **without}),
        ),
    ]
    [found] = examine_case(documents).across
    assert (found.rule, found.variant, str(found.path)) == ("STS006", "gone", "indsatser")
    dropped = {key: "" for key in typed(2012) if key.startswith(f"{E}.resultater[1]")}
    assert findings(2012, dropped) == [f"STS006 2012:{E}.resultater"]


def test_a_change_that_is_said_is_no_finding() -> None:
    said = {f"{E}.aktivitet": "Broer til skolen"}
    said["sammenfatning"] = "Mentorer er ny. Broer til skolen er det nye navn for Brobyggere."
    assert findings(2012, said) == []


@pytest.mark.parametrize(
    ("place", "text", "found"),
    [
        (
            "statusrapport-2022:indsatser[0].aktivitet",
            "Gadeidræt",
            "STS006 statusrapport-2022:indsatser[0].aktivitet",
        ),
        (
            "statusrapport-2022:indsatser[0].resultater[0].baseline",
            "14,2 %",
            "STS006 statusrapport-2022:indsatser[0].resultater[0].baseline",
        ),
    ],
)
def test_a_report_is_held_against_the_sub_agreements_of_its_case(
    place: str, text: str, found: str
) -> None:
    assert told(case_with({place: text})) == [found]


def test_a_report_belongs_to_the_case_whose_programme_asks_for_it() -> None:
    agreement = CaseDocument(name="a", definition=form_of("samarbejdsaftale"))
    report = CaseDocument(name="r", definition=REPORT)
    sketch = CaseDocument(name="s", definition=form_of("projektskitse"))
    programmes = [
        shared_programme(each) for each in ([agreement, report], [report], [report, sketch])
    ]
    assert [each and each.id for each in programmes] == [
        "lbf-boligsocial-2019-26",
        "aarlig-status",
        None,
    ]


@pytest.mark.parametrize(
    ("check", "sound"),
    [
        (impossible_shares, "83 % af 6. 50 pct. af de 12. 25 % af 2.000 kr. 80 % af 182 unge."),
        (impossible_shares, "67 % (n=6) og 33,3 % (n=6)"),
        (
            wrong_shares,
            "149 af 182, svarende til 82 pct. Godt 81 % af 182. 149 ud af 182 (81,9 %).",
        ),
        (
            wrong_shares,
            "3 af 4 skoler er med, og 80 pct. af eleverne er glade, hvor 12 af 15 er nok.",
        ),
        (wrong_sums, "12 drenge og 15 piger, i alt 27. I alt 1.200 (700 drenge og 500 piger)."),
        (same_years, "steget fra 45 i 2009 til 50 i 2010"),
    ],
)
def test_numbers_that_hold_are_not_complained_of(check, sound: str) -> None:
    assert list(check(sound)) == []


def test_a_closed_effort_owes_no_status() -> None:
    answers = typed_answers(REPORT, typed(2012))
    assert "STS001" not in {each.rule for each in examine(REPORT, answers)}
