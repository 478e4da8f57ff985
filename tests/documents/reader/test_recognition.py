import pytest

from documents.reader.document import read
from documents.reader.recognition import older_version
from forms.registry import form_of
from tests.documents.reader.sketches import word_file
from tests.documents.reader.word_xml import line, row, table

SUBAGREEMENT, AGREEMENT = form_of("delaftale"), form_of("samarbejdsaftale")


def boxes_of(form, title: str) -> str:
    """The labels of a form, each over a box with a few words."""
    rows = [row(line(text)) for each in form.sections for text in (each.title, "Noget om det.")]
    return line(title) + table(*rows)


@pytest.mark.parametrize(
    ("form", "title"),
    [
        (SUBAGREEMENT, "Delaftale for indsatsområdet"),
        (AGREEMENT, "Strategisk samarbejdsaftale"),
        (form_of("kommissorium"), "Kommissorium for bestyrelsen"),
    ],
)
def test_a_form_of_the_fund_is_known_by_its_labels(form, title: str) -> None:
    reading = read(word_file(boxes_of(form, title)))
    assert reading.form is form
    assert "REA003" not in {each.rule for each in reading.problems}


def test_an_older_version_is_named_by_the_area_in_its_title() -> None:
    title = "Delaftale for indsatsområdet Tryghed og trivsel"
    reading = read(word_file(boxes_of(SUBAGREEMENT, title)))
    assert reading.form is SUBAGREEMENT
    [problem] = [each for each in reading.problems if each.rule == "REA003"]
    assert dict(problem.values) == {"found": "2015-18", "current": "2019-26"}


def test_an_older_version_is_named_by_its_areas() -> None:
    areas = line("Tryghed og trivsel") + line("Forebyggelse og forældreansvar")
    body = boxes_of(AGREEMENT, "Samarbejdsaftale") + areas
    assert "REA003" in {each.rule for each in read(word_file(body)).problems}


def test_an_older_version_that_was_asked_for_is_named_too() -> None:
    title = "Delaftale for indsatsområdet Tryghed og trivsel"
    reading = read(word_file(boxes_of(SUBAGREEMENT, title)), form=SUBAGREEMENT)
    assert "REA003" in {each.rule for each in reading.problems}


@pytest.mark.parametrize(
    "old",
    [
        line("Samarbejdsaftalen gælder fra: 01.10.2016") + line("Underskrifter"),
        table(row(line("Samarbejdsaftalen gælder fra:"), line("1. oktober 2016")))
        + line("Dato og underskrift: "),
        line("Underskrift: __________") + line("Tryghed og trivsel"),
    ],
    ids=["in_a_line", "in_neighbouring_cells", "signed_under_an_old_area"],
)
def test_an_older_version_is_named_by_what_it_asked(old: str) -> None:
    body = boxes_of(AGREEMENT, "Samarbejdsaftale") + old
    assert "REA003" in {each.rule for each in read(word_file(body)).problems}


@pytest.mark.parametrize(
    "ours",
    [
        line("Samarbejdsaftalen gælder fra: 01.10.2019 til: 30.09.2023") + line("Underskrifter"),
        line("Samarbejdsaftalen gælder fra - til") + line("01.10.2019") + line("Underskrift:"),
        line("Problemkompleks: Få er i job.") + line("Underskrifter"),
    ],
    ids=["with_both_days", "with_our_label", "asked_in_ours_too"],
)
def test_what_ours_has_as_well_makes_no_older_version(ours: str) -> None:
    body = boxes_of(AGREEMENT, "Samarbejdsaftale") + ours
    assert "REA003" not in {each.rule for each in read(word_file(body)).problems}


def test_an_older_sub_agreement_is_named_by_the_problems_it_asked_for() -> None:
    old = line("Problemkompleks") + line("Få er i job.") + line("Underskrifter")
    body = boxes_of(SUBAGREEMENT, "Delaftale") + old
    assert "REA003" in {each.rule for each in read(word_file(body)).problems}


def test_one_old_word_in_a_text_makes_no_older_version() -> None:
    body = boxes_of(AGREEMENT, "Samarbejdsaftale") + line("Tryghed og trivsel")
    assert "REA003" not in {each.rule for each in read(word_file(body)).problems}
    assert older_version(form_of("projektskitse"), []) == ()
