"""What rows show as pictures in a Word document."""

import io
import subprocess
import sys
from pathlib import Path as FilePath

from docx import Document
from docx.oxml.ns import qn

from documents.pictures.drawing import PICTURES
from documents.reader.examine_file import read_file
from documents.words import PICTURED
from documents.writer import write
from forms.answers import Answers
from forms.registry import form_of
from tests.patience import PATIENCE
from tests.strategies import HOSTILE_TEXTS
from validators.examples import typed_answers

AGREEMENT, PLAN, BUDGET = (
    form_of(name) for name in ("samarbejdsaftale", "milepaelsplan", "budget")
)
PAGE_WIDTH = 17 * 360_000


def organised(*rows):
    typed = {"omraadets_navn": "Birkeparken"}
    for number, (name, under) in enumerate(rows):
        typed[f"organisation[{number}].navn"] = name
        typed[f"organisation[{number}].under"] = under
    return typed_answers(AGREEMENT, typed)


def planned(*dates):
    typed = {}
    for number, day in enumerate(dates):
        typed[f"milepaele[{number}].milepael"] = f"Trin {number}"
        typed[f"milepaele[{number}].dato"] = day
    return typed_answers(PLAN, typed)


def pictures(data):
    return list(Document(io.BytesIO(data)).element.body.iter(qn("w:drawing")))


def words_in(picture):
    paragraphs = [p for box in picture.iter(qn("w:txbxContent")) for p in box.iter(qn("w:p"))]
    return ["".join(each.text or "" for each in p.iter(qn("w:t"))) for p in paragraphs]


def told_by(picture):
    [properties] = picture.iter(qn("wp:docPr"))
    return properties.get("descr")


def width_of(picture):
    [extent] = picture.iter(qn("wp:extent"))
    return int(extent.get("cx"))


def is_valid(file: FilePath) -> bool:
    program = FilePath(sys.executable).with_name("openxml-audit")
    command = [str(program), "-m", "0", "-q", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stdout
    return True


def test_everything_that_may_be_asked_for_is_drawn():
    assert tuple(PICTURES) == PICTURED


def test_an_agreement_shows_who_belongs_under_whom_and_says_it_to_those_who_cannot_see():
    rows = (("Bestyrelse", ""), ("Leder", "Bestyrelse"), ("Råd & <nævn>", "Bestyrelse"))
    [picture] = pictures(write(AGREEMENT, organised(*rows)))
    assert words_in(picture) == ["Bestyrelse", "Leder", "Råd & <nævn>"]
    assert told_by(picture) == (
        "Organisationsdiagram. Bestyrelse; Leder under Bestyrelse; Råd & <nævn> under Bestyrelse"
    )


def test_a_plan_shows_its_milestones_by_date_and_says_when_each_is():
    [picture] = pictures(write(PLAN, planned("15.06.2023", "01.02.2022", "engang")))
    assert words_in(picture) == ["2022", "2023", "Trin 1", "Trin 0"]
    assert told_by(picture) == "Tidslinje. 01.02.2022: Trin 1; 15.06.2023: Trin 0"


def test_a_budget_shows_its_bars_and_says_what_they_come_to():
    typed = {
        "poster[0].kategori": "Løn",
        "poster[0].aar1": "1.500",
        "finansiering[0].kilde": "Landsbyggefonden",
        "finansiering[0].aar2": "1.500",
    }
    spent, paid, share = pictures(write(BUDGET, typed_answers(BUDGET, typed)))
    assert words_in(spent)[:3] == ["År 1", "A", "1.500"]
    assert told_by(spent).startswith("Udgifter efter år og kategori. År 1: Løn 1.500; År 2: Løn 0")
    assert "År 2: Landsbyggefonden 1.500" in told_by(paid)
    assert told_by(share) == "Lokal andel 0,0\N{NO-BREAK SPACE}%, mindst 25\N{NO-BREAK SPACE}%."


def test_without_rows_there_is_no_picture():
    assert pictures(write(AGREEMENT, organised())) == []
    assert pictures(write(BUDGET, Answers())) == []
    assert pictures(write(PLAN, planned("engang"))) == []


def test_a_wide_organisation_hangs_down_the_page_in_pieces_that_fit_it():
    rows = [("Bestyrelse", ""), *((f"Hold {number}", "Bestyrelse") for number in range(40))]
    found = pictures(write(AGREEMENT, organised(*rows)))
    assert len(found) == 2
    assert [word for each in found for word in words_in(each)] == [name for name, _ in rows]
    assert all(width_of(each) <= PAGE_WIDTH for each in found)


def test_as_wide_as_it_can_be_read_it_stands_upright_within_the_page():
    rows = [("Bestyrelse", ""), *((f"Hold {number}", "Bestyrelse") for number in range(5))]
    [found] = pictures(write(AGREEMENT, organised(*rows)))
    assert width_of(found) <= PAGE_WIDTH


def test_many_milestones_take_several_pictures_on_the_same_years():
    found = pictures(write(PLAN, planned(*(f"01.01.{2019 + n % 8}" for n in range(30)))))
    years = [[word for word in words_in(each) if word.isdigit()] for each in found]
    assert years == [[str(year) for year in range(2019, 2027)]] * 3


def test_what_a_picture_says_is_read_as_no_answer():
    given = organised(("Bestyrelse", ""), ("Leder", "Bestyrelse"))
    assert read_file(write(AGREEMENT, given)).answers == given


def test_pictures_are_valid_open_xml_whatever_is_in_them(tmp_path):
    agreement, plan = tmp_path / "a.docx", tmp_path / "p.docx"
    agreement.write_bytes(write(AGREEMENT, organised(*((text, "") for text in HOSTILE_TEXTS))))
    plan.write_bytes(write(PLAN, planned("15.06.2023", "01.02.2022")))
    assert is_valid(agreement)
    assert is_valid(plan)
