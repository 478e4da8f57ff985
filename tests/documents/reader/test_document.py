from collections.abc import Sequence

import pytest

from documents.found_by import FoundBy
from documents.reader.document import read
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.grammar import Field
from forms.path import Path
from tests.documents.reader.sketches import (
    ANSWERS,
    LAYOUTS,
    SECTIONS,
    Layout,
    boxes_under_headings,
    heading,
    lines,
    loose,
    plain,
    word_file,
)
from tests.documents.reader.word_xml import control, line, p, row, run, table

REPORT = ["Referat af møde i byggeudvalget", "1. Godkendelse af dagsorden", "2. Eventuelt"]


def rules_of(data: bytes) -> list[str]:
    return [problem.rule for problem in read(data).problems]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_sketch_typed_by_hand_is_read_whole_in_any_layout(layout: Layout) -> None:
    reading = read(word_file(line("Projektskitse for lokale partnerskaber") + layout(SECTIONS)))
    assert reading.form is PROJEKTSKITSE_2009
    assert dict(reading.answers.items()) == dict(ANSWERS.items())
    assert reading.origins.keys() == set(ANSWERS)
    assert [each.evidence for each in reading.problems if each.variant == "left_over"] == []


def test_every_answer_says_how_and_where_it_was_found() -> None:
    reading = read(word_file(line("Titel") + boxes_under_headings(SECTIONS)))
    vision = reading.origins[Path.parse("vision")]
    assert (vision.by, vision.place.block, vision.place.row, vision.place.cell) == (
        FoundBy.LABEL,
        6,
        0,
        0,
    )
    assert reading.origins[Path.parse("organisering.tovholder")].by is FoundBy.TEXT
    assert 0.85 < reading.confidence <= 1


def test_blank_boxes_give_no_answers_and_no_problems() -> None:
    blank = [(number, title, [""]) for number, title, _ in SECTIONS]
    reading = read(word_file(boxes_under_headings(blank)))
    assert reading.form is PROJEKTSKITSE_2009
    assert len(reading.answers) == 0
    assert reading.problems == ()


def test_sections_that_are_missing_are_no_hindrance_and_give_no_answer() -> None:
    kept = [section for section in SECTIONS if section[0] not in ("2", "5", "8")]
    reading = read(word_file(loose(kept)))
    assert reading.form is PROJEKTSKITSE_2009
    assert Path.parse("indsatsomraader") not in reading.answers
    assert reading.answers.get(Path.parse("udfordringer")) == "\n".join(SECTIONS[3][2])


def test_text_before_a_missing_first_label_is_said() -> None:
    body = line("Fjordby Kommune") + loose(SECTIONS[1:])
    problem = read(word_file(body)).problems[0]
    assert (problem.rule, problem.variant, problem.evidence) == (
        "REA004",
        "left_over",
        "Fjordby Kommune",
    )


def test_sections_in_another_order_are_read_by_their_labels() -> None:
    reading = read(word_file(boxes_under_headings(SECTIONS[::-1])))
    assert dict(reading.answers.items()) == dict(ANSWERS.items())


def test_a_heading_inside_an_answer_is_no_label_where_the_real_one_stands_elsewhere() -> None:
    vision = ["Udfordringer", "Der er mange.", "Organisering: alle er med.", "Kommentarer"]
    changed = [(no, title, vision if no == "3" else texts) for no, title, texts in SECTIONS]
    reading = read(word_file(boxes_under_headings(changed)))
    assert reading.answers.get(Path.parse("vision")) == "\n".join(vision)


def test_a_word_of_a_label_at_the_start_of_a_sentence_is_no_label() -> None:
    vision = ["Udgifter til mad er høje.", "Organisering er svært.", "Kommune og borgere mødes."]
    changed = [(no, title, vision if no == "3" else texts) for no, title, texts in SECTIONS]
    reading = read(word_file(plain(changed)))
    assert reading.answers.get(Path.parse("vision")) == "\n".join(vision)


def test_a_label_repeated_on_the_next_page_is_no_answer() -> None:
    body = boxes_under_headings(SECTIONS[:3]) + heading(f"3. {SECTIONS[2][1]}:") + line("Mere.")
    reading = read(word_file(body + boxes_under_headings(SECTIONS[3:])))
    assert reading.answers.get(Path.parse("vision")) == "\n".join([*SECTIONS[2][2], "Mere."])


def test_our_own_guidance_left_in_a_document_is_no_answer() -> None:
    guidance = "Hvad skal være anderledes i kommunen, når partnerskabet slutter?"
    changed = [
        (no, title, [guidance, *texts] if no == "3" else texts) for no, title, texts in SECTIONS
    ]
    reading = read(word_file(boxes_under_headings(changed)))
    assert reading.answers.get(Path.parse("vision")) == "\n".join(SECTIONS[2][2])


def test_a_control_that_shows_its_placeholder_is_no_answer() -> None:
    placeholder = control(line("Klik her"), "<w:showingPlcHdr/>")
    body = boxes_under_headings(SECTIONS[:7]) + heading("8. Eventuelle kommentarer") + placeholder
    reading = read(word_file(body + boxes_under_headings(SECTIONS[8:])))
    assert Path.parse("kommentarer") not in reading.answers


def test_a_budget_typed_as_a_table_keeps_its_rows_together() -> None:
    budget = table(row(line("Mentorer"), line("800.000")), row(line("Lokaler"), line("50.000")))
    body = boxes_under_headings(SECTIONS[:5]) + heading("6. Udgifter") + budget
    reading = read(word_file(body + boxes_under_headings(SECTIONS[6:])))
    text = reading.answers.get(Path.parse("udgifter.bemaerkninger"))
    assert text == "Mentorer\t800.000\nLokaler\t50.000"


def test_blank_lines_inside_an_answer_stay() -> None:
    changed = [(no, t, ["Et.", "", "To."] if no == "3" else texts) for no, t, texts in SECTIONS]
    reading = read(word_file(boxes_under_headings(changed)))
    assert reading.answers.get(Path.parse("vision")) == "Et.\n\nTo."


def test_damaged_labels_lower_the_confidence() -> None:
    harmed = [(no, title.replace("å", "?"), texts) for no, title, texts in SECTIONS]
    whole = read(word_file(plain(SECTIONS))).confidence
    assert read(word_file(plain(harmed))).confidence < whole


def test_a_kommune_is_read_apart_from_its_address_in_the_same_box() -> None:
    texts = ["Holstebro Kommune", "Kirkestræde 11"]
    changed = [(no, title, texts if no == "1" else own) for no, title, own in SECTIONS]
    reading = read(word_file(boxes_under_headings(changed)))
    assert reading.answers.get(Path.parse("kommune")) == "Holstebro"
    assert [each.evidence for each in reading.problems] == ["Kirkestræde 11"]


def test_another_document_is_never_forced_into_a_form() -> None:
    reading = read(word_file(lines([*REPORT, "Kommune", "Organisering af arbejdet drøftes."])))
    assert (reading.form, len(reading.answers), reading.confidence) == (None, 0, 0)
    assert [problem.rule for problem in reading.problems] == ["REA002"]


def test_a_document_a_little_like_a_form_names_it() -> None:
    reading = read(word_file(loose(SECTIONS[2:5]) + lines(REPORT)))
    assert reading.form is None
    assert reading.problems[0].rule == "REA002"
    assert PROJEKTSKITSE_2009.title in dict(reading.problems[0].values)["candidates"]


def test_a_form_asked_for_is_tried_and_its_unlikeness_said() -> None:
    reading = read(word_file(lines(REPORT)), form=PROJEKTSKITSE_2009)
    assert reading.form is PROJEKTSKITSE_2009
    assert [problem.rule for problem in reading.problems] == ["REA002"]
    assert reading.confidence < 0.2


def test_an_empty_document_is_unknown() -> None:
    assert rules_of(word_file("")) == ["REA002"]


def test_a_mark_of_another_version_is_said() -> None:
    data = word_file(boxes_under_headings(SECTIONS), identifier="projektskitse@2006#00")
    assert rules_of(data) == ["REA003"]


def test_a_mark_of_a_stranger_is_no_mark() -> None:
    for identifier in ("isbn 87-1234", "other@1", "@", "projektskitse@"):
        reading = read(word_file(boxes_under_headings(SECTIONS), identifier=identifier))
        assert dict(reading.answers.items()) == dict(ANSWERS.items())


def test_a_table_of_three_thousand_merged_rows_is_read_whole() -> None:
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    rows = "".join(f"<w:tr>{merged}<w:tc>{line(f'Linje {no}')}</w:tc></w:tr>" for no in range(3000))
    body = boxes_under_headings(SECTIONS[:5]) + heading("6. Udgifter") + f"<w:tbl>{rows}</w:tbl>"
    reading = read(word_file(body + boxes_under_headings(SECTIONS[6:])))
    text = str(reading.answers.get(Path.parse("udgifter.bemaerkninger")))
    assert text.count("\n") == 2999


def test_a_bullet_before_a_label_is_no_part_of_it() -> None:
    body = "".join(p(run(f"• {title}:")) + lines(texts) for _, title, texts in SECTIONS)
    reading = read(word_file(body))
    assert dict(reading.answers.items()) == dict(ANSWERS.items())


def test_what_our_own_template_prints_is_no_answer_when_its_marks_are_lost() -> None:
    """The label again over the only text of a section, and the guidance under it."""
    printed = [(number, title, _printed_again(title, texts)) for number, title, texts in SECTIONS]
    reading = read(word_file(line("Titel") + boxes_under_headings(printed)))
    assert dict(reading.answers.items()) == dict(ANSWERS.items())


def _printed_again(title: str, texts: Sequence[str]) -> list[str]:
    section = next((each for each in PROJEKTSKITSE_2009.sections if each.title == title), None)
    if section is None or section.id not in ("vision", "udfordringer"):
        return list(texts)
    [item] = section.items
    assert isinstance(item, Field)
    return [item.label, item.guidance, *texts]
