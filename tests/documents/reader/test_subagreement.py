"""A sub-agreement filled by hand in the fund's template, every name and sentence invented."""

import pytest

from documents.reader.document import read
from documents.reading import Reading
from forms.exchange import answers_to_json
from forms.path import Path
from forms.registry import form_of
from tests.documents.reader.sketches import word_file
from tests.documents.reader.word_xml import line, p, row, run, table

FORM = form_of("delaftale")
TITLE = line("Delaftale for indsatsområdet Beskæftigelse")
NOTE = line("(Vejledende tekst er fremhævet med gult og fjernes)")
INTRO = "Bestyrelsen for den boligsociale indsats har ansvar for det hele. Se i øvrigt aftalen."
NAME = row(line("Navn på den boligsociale indsats, som delaftalen vedrører:")) + row(
    line("Åkvarteret")
)
PERIOD = row(line("Delaftalen gælder fra") + line("- til:")) + row(line("01.01.22 – 31.12.25"))
PARTIES = ("- Åby Bolig", "- Åby Kommune, Team Nord (TN) og Parkafdelingen", "- Lokale klubber")
GUIDE_PARTIES = "Her oplistes delaftalens parter og andre. Det vil være naturligt, at disse mødes."
STAFF = ("- Leder af planen, 25%", "- Vejleder, 9 timer ugentligt, betalt af kommunen")
GUIDE_STAFF = (
    "Her oplistes de medarbejdere, der er med (timer eller %). Angivelserne skal stemme overens."
)
LIST = ("- Jobklub, hjælp til ansøgninger, cv og mere", "- Cykelværksted, reparation")
ACTIVITIES = (
    "Aktiviteter, som skal bidrage til indfrielsen af delmålene for indsatsområdet og "
    "understøtte opnåelsen af de overordnede mål jf. den strategiske samarbejdsaftale:"
)
SHEETS = (
    "Aktiviteter, som skal bidrage til indfrielsen af delmålene for indsatsområdet (tilføj ark):"
)
HEADS = (
    "Delmål",
    "Indikator",
    "Baseline boligområde/ målgruppe",
    "Evt. anden baseline",
    "Datakilde",
)
REVISION = "Revision af delaftalen (Ændrede aftaler sendes ikke ind, men gemmes):"
COOPERATION = "Sammenhæng med den kommunale indsats i boligområdet:"


def box(label: str, *texts: str) -> str:
    """A label and its answer in two rows of a table."""
    return row(line(label)) + row("".join(line(text) for text in texts))


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(text)}</w:tc>"


def goals(*rows: tuple[str, ...], with_header: bool = True) -> str:
    header = [row(*(line(head) for head in HEADS))] if with_header else []
    return table(*header, *(row(*(line(text) for text in each)) for each in rows))


def sheet(name: str, **texts: str) -> str:
    said = {
        "formaal": "Job til flere.",
        "maalgruppe": "Unge.",
        "indhold": "Klub.",
        "ansvar": "Alle.",
    }
    said |= texts
    return (
        box("Aktivitetsnavn:", name)
        + box("Formål:", said["formaal"])
        + box("Målgruppe®:", said["maalgruppe"])
        + box("Indhold og praksis:", said["indhold"])
        + box("Ansvars- og rollefordeling:", said["ansvar"])
    )


GOALS = goals(
    ("", "Bemærk: alt tælles årligt", "Hele området", "", "Kommunen"),
    ("Flere får job", "Andel unge i job", "12% (2021)", "", "Jobcentret"),
    ("", "Akt.nær indikator: 10 job", "0", "", "Egen optælling"),
)


def document(
    *,
    parties: tuple[str, ...] = PARTIES,
    staff: tuple[str, ...] = STAFF,
    activities: tuple[str, ...] = LIST,
    goals_table: str = GOALS,
    cooperation: tuple[str, ...] = ("Jobcentret er med.",),
    sheets: str = "",
) -> Reading:
    body = (
        TITLE
        + NOTE
        + table(
            row(line(INTRO)),
            NAME,
            PERIOD,
            box("Delaftalens parter:", *parties),
            row(
                line("Delmål og indikatorer for indsatsområdet Der skal opsættes delmål. Husk det.")
            ),
            row(line("Delmål og de dertil knyttede tal er vigtige.")),
        )
        + goals_table
        + table(
            box(ACTIVITIES, *activities),
            box("Medarbejderressourcer for indsatsområdet:", *staff),
            box(COOPERATION, *cooperation),
            box(REVISION, "Bestyrelsen beslutter det."),
        )
        + line(SHEETS)
        + table(sheets or sheet("Jobklub") + sheet("Cykelværksted"))
    )
    return read(word_file(body))


def told(reading: Reading, field: str) -> object:
    return answers_to_json(FORM, reading.answers).get(field)


def names(reading: Reading, group: str) -> list[object]:
    rows = told(reading, group)
    assert isinstance(rows, list)
    return [next(iter(each.values())) for each in rows if isinstance(each, dict)]


def left(reading: Reading) -> list[tuple[str, str]]:
    return [(str(each.path), each.evidence) for each in reading.problems if each.rule == "TXT001"]


def unsure(reading: Reading) -> list[str]:
    return [str(each.path) for each in reading.problems if each.rule == "REA004"]


def test_the_whole_sub_agreement_is_read_by_its_labels() -> None:
    reading = document()
    assert reading.form is FORM
    assert told(reading, "indsatsomraade") == "beskaeftigelse"
    assert told(reading, "navn") == "Åkvarteret"
    assert told(reading, "periode") == {"fra": "2022-01-01", "til": "2025-12-31"}
    assert told(reading, "kommunal_sammenhaeng") == "Jobcentret er med."
    assert told(reading, "revision") == "Bestyrelsen beslutter det."
    assert [each.rule for each in reading.problems] == ["TXT001", "REA004"]
    assert reading.confidence > 0.8


@pytest.mark.parametrize(
    "title",
    [
        line("Delaftale for indsatsområdet: »Beskæftigelse«"),
        line("Delaftale for indsatsområdet") + line("Beskæftigelse"),
        line("Delaftale for indsatsområde") + line("Indsatsområde: Beskæftigelse"),
    ],
)
def test_the_area_is_read_from_the_title_in_any_layout(title: str) -> None:
    body = title + table(NAME, PERIOD, box("Delaftalens parter:", *PARTIES))
    reading = read(word_file(body), form=FORM)
    assert told(reading, "indsatsomraade") == "beskaeftigelse"
    assert told(reading, "navn") == "Åkvarteret"


@pytest.mark.parametrize(
    "period",
    [
        box("Delaftalen gælder fra - til:", "1. januar 2022 til 31. december 2025"),
        row(line("Delaftalen gælder fra – til: 01.01.2022 - 31.12.2025")),
        row(line("Delaftalen gælder fra 1.1.2022 til 31.12.2025")),
        row(line("Delaftalen gælder fra - til:"), line("1.1.22-31.12.25")),
    ],
)
def test_the_period_is_read_in_any_layout(period: str) -> None:
    reading = read(
        word_file(TITLE + table(NAME, period, box("Delaftalens parter:", *PARTIES))), form=FORM
    )
    assert told(reading, "periode") == {"fra": "2022-01-01", "til": "2025-12-31"}


PARTY_NAMES = ["Åby Bolig", "Åby Kommune, Team Nord (TN) og Parkafdelingen", "Lokale klubber"]


@pytest.mark.parametrize(
    "parties",
    [
        PARTIES,
        ("Primære aktører:", *PARTIES),
        ("Primære aktører", *(each.removeprefix("- ") for each in PARTIES)),
        tuple(each.replace("- ", "• ") for each in PARTIES),
        (*PARTIES[:-1], f"{PARTIES[-1]} {GUIDE_PARTIES}"),
        (*PARTIES, GUIDE_PARTIES),
        (GUIDE_PARTIES, *PARTIES),
        (PARTIES[0], "- Åby Kommune, Team Nord", "(TN) og Parkafdelingen", PARTIES[2]),
    ],
    ids=str,
)
def test_each_party_is_a_row_with_its_commas_and_brackets(parties: tuple[str, ...]) -> None:
    reading = document(parties=parties)
    assert names(reading, "parter") == PARTY_NAMES
    has_guidance = any("Her oplistes" in each for each in parties)
    assert ("parter", GUIDE_PARTIES) in left(reading) or not has_guidance


def test_parties_in_one_line_are_parted_and_said_once() -> None:
    reading = document(parties=("Åby Bolig, Åby Kommune (Team Nord, TN), Politiet og Klubben",))
    expected = ["Åby Bolig", "Åby Kommune (Team Nord, TN)", "Politiet", "Klubben"]
    assert names(reading, "parter") == expected
    assert [each for each in unsure(reading) if each.startswith("parter")] == ["parter[0].navn"]


@pytest.mark.parametrize(
    ("typed", "row_told"),
    [
        ("Leder, 25%", {"funktion": "Leder", "andel": "25"}),
        ("Leder 25 %", {"funktion": "Leder", "andel": "25"}),
        ("Leder (25 pct.)", {"funktion": "Leder", "andel": "25"}),
        ("Vejledere, 20% af samlet kapacitet", {"funktion": "Vejledere", "andel": "20"}),
        (
            "UU-vejleder, 9 timer ugentligt, kommunal medfinansiering",
            {"funktion": "UU-vejleder", "timer": "9", "finansiering": "kommunal medfinansiering"},
        ),
        (
            "Vejleder: 9,5 timer om ugen (kommunen)",
            {"funktion": "Vejleder", "timer": "9.5", "finansiering": "kommunen"},
        ),
        ("Frivillig kok", {"funktion": "Frivillig kok"}),
    ],
)
def test_a_staffing_row_has_its_share_or_hours(typed: str, row_told: dict[str, str]) -> None:
    reading = document(staff=(f"- {typed}", f"- Kok, 10% {GUIDE_STAFF}"))
    kok = {"funktion": "Kok", "andel": "10"}
    assert told(reading, "medarbejderressourcer") == [row_told, kok]
    assert ("medarbejderressourcer", GUIDE_STAFF) in left(reading)


def test_the_listed_activities_have_name_and_description() -> None:
    reading = document(activities=(LIST[0], f"{LIST[1]}. Her oplistes de aktiviteter, der er."))
    assert told(reading, "aktivitetsliste") == [
        {"navn": "Jobklub", "beskrivelse": "hjælp til ansøgninger, cv og mere"},
        {"navn": "Cykelværksted", "beskrivelse": "reparation."},
    ]


def test_every_sheet_has_its_five_parts_whole() -> None:
    broken = row(line("En klub med et langt")) + row(line("forløb og en fest."))
    second = (
        box("Aktivitetsnavn:", "Cykelværksted")
        + box("Formål:", "Indhold: alle cykler.")
        + box("Målgruppe(r):", "Målgruppe: voksne.")
        + row(line("Indhold og praksis:"))
        + broken
        + box("Ansvars- og rollefordeling:", "Alle.", "Formål: som ovenfor.")
    )
    reading = document(sheets=sheet("Jobklub") + second)
    first = {"navn": "Jobklub", "formaal": "Job til flere.", "maalgruppe": "Unge."}
    assert told(reading, "aktiviteter") == [
        {**first, "indhold": "Klub.", "ansvar": "Alle."},
        {
            "navn": "Cykelværksted",
            "formaal": "Indhold: alle cykler.",
            "maalgruppe": "Målgruppe: voksne.",
            "indhold": "En klub med et langt forløb og en fest.",
            "ansvar": "Alle.\nFormål: som ovenfor.",
        },
    ]


def test_guidance_is_cut_from_the_answers_and_reported_with_its_place() -> None:
    guidance = "Her beskrives formålet(-ene) med legen. Beskrivelsen bedes holdt kort."
    reading = document(sheets=sheet("Jobklub", formaal=f"Job til flere. {guidance}"))
    assert reading.answers.get(Path.parse("aktiviteter[0].formaal")) == "Job til flere."
    [found] = [each for each in reading.problems if str(each.path) == "aktiviteter[0].formaal"]
    assert (found.rule, found.evidence) == ("TXT001", guidance)
    assert found.place is not None
    assert (found.place.block, found.place.row, found.place.cell) == (6, 3, 0)


def test_guidance_cut_in_two_by_a_page_break_is_one_leftover() -> None:
    whole = (
        box("Aktivitetsnavn:", "Jobklub")
        + row(line("Ansvars- og rollefordeling:"))
        + row(line("Alle. Her anføres ansvars- og rollefordelingen for parterne"))
        + row(line("bag legen. I beskrivelsen skal der sættes fokus på alle."))
    )
    reading = document(sheets=whole)
    assert reading.answers.get(Path.parse("aktiviteter[0].ansvar")) == "Alle."
    assert len([path for path, _ in left(reading) if path == "aktiviteter[0].ansvar"]) == 1


def test_words_after_the_guidance_are_kept() -> None:
    reading = document(
        cooperation=("Her redegøres for, hvordan det er. Vi mødes ofte.", "Hver uge.")
    )
    assert told(reading, "kommunal_sammenhaeng") == "Vi mødes ofte.\nHver uge."


def test_every_indicator_has_its_goal_and_a_subtitle_is_no_row() -> None:
    reading = document()
    assert told(reading, "delmaal") == [
        {
            "delmaal": "Flere får job",
            "indikator": "Andel unge i job",
            "baseline": "12 % (2021)".replace(" %", "\u00a0%"),
            "datakilde": "Jobcentret",
        },
        {
            "delmaal": "Flere får job",
            "indikator": "Akt.nær indikator: 10 job",
            "baseline": "0",
            "datakilde": "Egen optælling",
        },
    ]
    assert unsure(reading) == ["delmaal"]


def test_a_row_over_all_columns_is_no_indicator_and_is_said() -> None:
    wide = f"<w:tr>{cell('Del to', '<w:gridSpan w:val=' + chr(34) + '5' + chr(34) + '/>')}</w:tr>"
    rows = row(*(line(text) for text in ("Flere får job", "Andel i job", "3%", "", "Os")))
    reading = document(goals_table=table(row(*(line(head) for head in HEADS)), wide, rows))
    assert names(reading, "delmaal") == ["Flere får job"]
    assert unsure(reading) == ["delmaal"]


def test_a_table_that_goes_on_after_a_page_without_its_header_goes_on() -> None:
    more = goals(("", "Andel voksne i job", "40%", "", "Jobcentret"), with_header=False)
    reading = document(goals_table=GOALS + p(run("")) + more)
    assert names(reading, "delmaal") == ["Flere får job"] * 3


def test_sheets_without_a_heading_over_them_are_found() -> None:
    body = TITLE + table(
        NAME,
        PERIOD,
        box("Delaftalens parter:", *PARTIES),
        box(COOPERATION, "Jobcentret."),
        box(REVISION, "Ja."),
        sheet("Jobklub"),
    )
    reading = read(word_file(body), form=FORM)
    assert told(reading, "revision") == "Ja."
    assert names(reading, "aktiviteter") == ["Jobklub"]


def test_a_list_of_hundreds_and_a_sheet_of_hundreds_of_rows_are_read() -> None:
    many = tuple(f"- Klub {number}, 5%" for number in range(200))
    rows = "".join(row(line(f"linje {number}")) for number in range(200))
    reading = document(staff=many, sheets=box("Aktivitetsnavn:", "A") + row(line("Formål:")) + rows)
    assert len(names(reading, "medarbejderressourcer")) == 200
    assert str(reading.answers.get(Path.parse("aktiviteter[0].formaal"))).count("linje") == 200


def test_labels_that_stand_loose_with_their_answers_are_read() -> None:
    body = (
        line("Beskæftigelse i Åkvarteret")
        + table(NAME, PERIOD)
        + line(f"Delaftalens parter {GUIDE_PARTIES}")
        + line("Åby Bolig")
        + line("Åby Kommune")
        + line(COOPERATION)
        + line("Jobcentret.")
        + line(REVISION)
        + line("Ja.")
        + line("Aktivitetsnavn: Klub")
        + line("Formål: leg")
        + line("Ansvars- og rolefordeling:")
        + line("Alle.")
        + line("Aktivitetsnavn: Kor")
        + line("Målgruppe: de unge")
    )
    reading = read(word_file(body), form=FORM)
    assert told(reading, "indsatsomraade") == "beskaeftigelse"
    assert names(reading, "parter") == ["Åby Bolig", "Åby Kommune"]
    assert left(reading) == [("parter", GUIDE_PARTIES)]
    assert told(reading, "revision") == "Ja."
    assert told(reading, "aktiviteter") == [
        {"navn": "Klub", "formaal": "leg", "ansvar": "Alle."},
        {"navn": "Kor", "maalgruppe": "de unge"},
    ]
    assert "indsatsomraade" in unsure(reading)


def test_functions_in_one_line_are_parted_where_each_has_its_share() -> None:
    reading = document(staff=("Leder 25%, vejleder 30%",))
    assert names(reading, "medarbejderressourcer") == ["Leder", "vejleder"]
    assert [each for each in unsure(reading) if each != "delmaal"] == [
        "medarbejderressourcer[0].funktion"
    ]


def test_a_second_measure_of_a_function_is_said_and_not_guessed() -> None:
    reading = document(staff=("- Kok, 25% (9,25 timer ugentligt)", "- Leder, 10%"))
    assert told(reading, "medarbejderressourcer") == [
        {"funktion": "Kok", "andel": "25"},
        {"funktion": "Leder", "andel": "10"},
    ]
    assert "medarbejderressourcer" in unsure(reading)


def test_a_template_that_nobody_filled_gives_no_answer_of_its_guidance() -> None:
    reading = document(
        parties=(GUIDE_PARTIES,),
        staff=(GUIDE_STAFF,),
        activities=("Her oplistes de aktiviteter, som er.",),
        cooperation=("Her redegøres for, hvordan det er.",),
        goals_table=goals(("", "", "", "", "")),
        sheets=sheet("", formaal="Her beskrives formålet med det."),
    )
    answered = {path.address.split(".")[0] for path in reading.answers}
    assert answered == {"indsatsomraade", "navn", "periode", "revision", "aktiviteter"}
    assert Path.parse("aktiviteter[0].formaal") not in reading.answers
    assert unsure(reading) == []


def test_a_short_word_of_a_heading_inside_an_answer_stays_in_it() -> None:
    texts = ("Kommunen er med.", "Aktiviteter:", "Fodbold.", "Formål:", "Leg.")
    reading = document(cooperation=texts, sheets=sheet("Jobklub", indhold="Aktiviteter:"))
    assert told(reading, "kommunal_sammenhaeng") == "\n".join(texts)
    assert reading.answers.get(Path.parse("aktiviteter[0].indhold")) == "Aktiviteter:"


def test_subtitles_in_a_list_of_parties_are_said_and_are_no_parties() -> None:
    reading = document(parties=("Primære aktører:", *PARTIES, "Sekundære aktører:", "- Politiet"))
    assert names(reading, "parter") == [*PARTY_NAMES, "Politiet"]
    assert ("parter", "Sekundære aktører:") in [
        (str(each.path), each.evidence) for each in reading.problems if each.rule == "REA004"
    ]
