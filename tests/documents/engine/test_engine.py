"""A compiled template makes what docxtpl would make of it, and nothing the answers do not say."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from lxml import etree

from benchmarks.docxtpl_peer import prepared_template, render, same_parts
from documents.controls import numbers_of
from documents.engine import holes, texts
from documents.engine.page import LINES as LINES_WAY
from documents.engine.pen import TEXT, Pen
from documents.package import Part, read_parts, zipped
from documents.reader.marked import read_marked
from documents.template import compiled, template_of
from documents.template_file import template_file
from documents.writer import WriteFailed, write
from forms.answers import Answers
from forms.path import Path
from forms.registry import all_forms, form_of
from forms.text import are_clean, clean_text
from tests.documents.example_template import example_template
from tests.documents.test_writer import body_of
from tests.forms.example_form import EXAMPLE_FORM
from tests.strategies import HOSTILE_TEXTS, raw_texts
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

SKETCH, AGREEMENT = form_of("projektskitse@2009"), form_of("samarbejdsaftale@2019-26")
VISION = Path.parse("vision")
LINES = "Første\nanden\n\nfjerde & <sidste>\n\n\n\tindrykket"


@pytest.mark.parametrize("definition", all_forms(), ids=lambda form: form.key)
def test_every_document_is_the_one_docxtpl_makes_of_the_same_template(definition):
    given = typed_answers(definition, SOUND_ANSWERS[definition.id])
    template = prepared_template(definition)
    for answers in (given, Answers()):
        assert same_parts(write(definition, answers), render(template, definition, answers))


@pytest.mark.parametrize("text", [LINES, "a\n\nb", "a\nb", "\n".join(HOSTILE_TEXTS)])
def test_prose_is_drawn_as_docxtpl_draws_it(text):
    value = SKETCH.sections[2].items[0].kind.parse(text)
    answers = Answers() if value is None else Answers({VISION: value})
    theirs = render(prepared_template(SKETCH), SKETCH, answers)
    assert same_parts(write(SKETCH, answers), theirs)


@pytest.mark.parametrize("definition", all_forms(), ids=lambda form: form.key)
def test_no_template_of_ours_needs_jinja_for_each_document(definition):
    assert template_of(definition).plans is not None


def test_a_template_with_a_condition_is_rendered_by_jinja_and_says_the_same():
    also = "{% if form.titel %}Kun med titel{% endif %}"
    template = compiled(EXAMPLE_FORM, example_template(also=also))
    assert template.plans is None
    answers = typed_answers(EXAMPLE_FORM, {"navn": "Å & B", "indsatser[0].aktivitet": "Café"})
    body = body_of(write(EXAMPLE_FORM, answers, template))
    assert read_marked(EXAMPLE_FORM, body).answers == answers
    assert "Kun med titel" in "".join(body.itertext())


@pytest.mark.parametrize("text", ["a < b", "Køb & salg", 'et "ord"', "]]>"])
def test_a_text_that_is_not_escaped_never_leaves(monkeypatch, text):
    answers = Answers({VISION: text})
    template = compiled(SKETCH, _fresh_template())
    assert write(SKETCH, answers, template)
    template = compiled(SKETCH, _fresh_template())
    monkeypatch.setattr(texts, "all_escaped", lambda each, _together: each)
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, answers, template)
    assert failure.value.paths in ((VISION,), ())


def test_a_text_that_is_changed_on_its_way_never_leaves(monkeypatch):
    template = compiled(SKETCH, _fresh_template())
    write(SKETCH, Answers({VISION: "x" * 90}), template)
    monkeypatch.setattr(texts, "all_escaped", lambda each, _: [t.replace(b"y", b"z") for t in each])
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({VISION: "y" * 90}), template)
    assert failure.value.paths == (VISION,)


def test_what_lies_around_an_answer_is_read_before_it_is_relied_on(monkeypatch):
    template = compiled(AGREEMENT, _fresh_template(AGREEMENT))
    monkeypatch.setattr(holes, "opened_row", lambda number: f"<w:sdt {number}>")
    for _ in range(4):  # as often as it takes until documents that are alike are cast
        with pytest.raises(WriteFailed):
            write(AGREEMENT, Answers(), template)


def test_lines_that_run_together_are_found_by_the_first_document_that_has_any(monkeypatch):
    template = compiled(SKETCH, _fresh_template())
    for text in ("a", "b", "c"):
        write(SKETCH, Answers({VISION: text}), template)
    monkeypatch.setattr(texts, "_in_lines", lambda _, text: (LINES_WAY, text.replace(b"\n", b"")))
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({VISION: "a\nb"}), template)
    assert failure.value.paths == (VISION,)


def test_what_lies_around_one_line_is_proved_by_the_first_document_that_fills_it(monkeypatch):
    drawn, path = Pen.drawn, Path.parse("kontaktperson.navn")

    def wrong(pen, value, text, rows):
        is_it = text == TEXT and pen.mark.address == str(path)
        return drawn(pen, value, text, rows).replace(TEXT, f"{TEXT}!" if is_it else TEXT)

    monkeypatch.setattr(Pen, "drawn", wrong)
    template = compiled(SKETCH, _fresh_template())
    for text in ("a", "b"):
        write(SKETCH, Answers({VISION: text}), template)
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({VISION: "c", path: "Åse"}), template)
    assert failure.value.paths == (path,)


def test_an_answer_drawn_without_its_marks_is_found(monkeypatch):
    template = compiled(SKETCH, _fresh_template())
    monkeypatch.setattr(Pen, "drawn", lambda *_: "<w:r><w:t>\uf8ff</w:t></w:r>")
    with pytest.raises(WriteFailed):
        write(SKETCH, Answers({Path.parse("udgifter.poster[0].tekst"): "løn"}), template)


def test_a_value_its_text_does_not_say_is_refused_by_name():
    path = Path.parse("udgifter.i_alt")
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({path: Decimal("1.005")}))
    assert failure.value.paths == (path,)


@pytest.mark.parametrize("text", ["\0", "\ud800", "\x0b", "\ufffe", "\u2028", " "])
def test_a_long_text_that_would_be_cleaned_is_refused_by_name(text):
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({VISION: "x" * 100 + text}))
    assert failure.value.paths == (VISION,)


@given(raw_texts(longest=300))
def test_what_is_called_clean_is_left_as_it_is_by_cleaning(text):
    raw = text.encode("utf-8", "surrogatepass")
    if b"\0" not in raw and are_clean(raw):
        assert clean_text(text) == text


@pytest.mark.parametrize("first", ["", "\u00a0 – é", "\ud7ff\ue000\ufffd"])
@pytest.mark.parametrize("unclean", ["\x80", "\x9f", "\ud800", "\u2028", "\ufffe"])
def test_what_is_cleaned_is_never_called_clean(first, unclean):
    assert not are_clean(f"{first}{unclean}".encode("utf-8", "surrogatepass"))


def test_ordinary_danish_is_called_clean():
    assert are_clean("Blåbærgrød – og æøå\u00a0%\n\té\ud7ff\ue000".encode())


ODD = {
    "vision": "\tindrykket\nog\n\n\n\nlangt nede",
    "kommentarer": "Almindelig & <jævn>\n\n– med luft",
    "organisering.tovholder": "Den, der har ansvaret for, at arbejdet skrider frem.",
    "organisering.forvaltning": "Vælg et element.",
    "kontaktperson.navn": "Å",
    "udgifter.poster[0].tekst": "løn",
    "udgifter.poster[1].beloeb": "cirka 3 mio",
}


def test_texts_drawn_by_themselves_and_texts_drawn_together_keep_their_places():
    answers = typed_answers(SKETCH, ODD)
    document = write(SKETCH, answers)
    assert read_marked(SKETCH, body_of(document)).answers == answers
    assert same_parts(document, render(prepared_template(SKETCH), SKETCH, answers))


def test_a_document_is_the_same_whatever_numbers_of_rows_were_drawn_before_it(monkeypatch):
    monkeypatch.setattr(holes, "_MOST_ROWS", 5)  # beyond it, nothing is kept
    rows = [
        Answers({Path.parse(f"udgifter.poster[{row}].tekst"): f"løn {row}" for row in range(count)})
        for count in (2, 0, 9, 2, 1)
    ]
    template = compiled(SKETCH, _fresh_template())
    drawn = [body_of(write(SKETCH, each, template)) for each in rows]
    for body, each in zip(drawn, rows, strict=True):
        assert read_marked(SKETCH, body).answers == each
        alone = body_of(write(SKETCH, each, compiled(SKETCH, _fresh_template())))
        assert etree.tostring(body) == etree.tostring(alone)


_NUMBER = iter(range(1_000_000))


def _fresh_template(definition=SKETCH) -> bytes:
    """The form's template, with a part that makes it one not compiled before."""
    parts = read_parts(template_file(definition).read_bytes())
    extra = Part.of(f"word/media/{next(_NUMBER)}.bin", b"x")
    return zipped((*(Part.of(name, data) for name, data in parts.items()), extra))


@pytest.mark.parametrize(
    ("slots", "depth", "most"), [(500, 1, 2_000), (400, 2, 2_000), (60, 3, 200)]
)
def test_no_two_controls_have_the_same_number(slots, depth, most):
    ends = (0, 1, most // 2, most - 1)
    places = [rows for deep in range(depth + 1) for rows in product(ends, repeat=deep)]
    numbers = numbers_of(slots, depth)
    used = [each.of(rows) for each in numbers for rows in places]
    assert len(set(used)) == len(used)
    assert 100_000 < min(used) < max(used) < 2**31
