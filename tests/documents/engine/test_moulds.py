"""A document cast in the mould of one like it is the one drawn step by step, to the byte."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import writer
from documents.engine import texts
from documents.engine.fields import FieldHole
from documents.engine.moulds import Mould, Moulds
from documents.engine.page import PLAIN, Page
from documents.engine.plan import Plan
from documents.frame import ANSWERS
from documents.package import Part, read_parts, zipped
from documents.pictures.drawing import PICTURES
from documents.pictures.sketch import Shape
from documents.template import BODY, Template, compiled
from documents.template_file import template_file
from documents.writer import WriteFailed, write
from forms.answers import Answers
from forms.kinds.line import Line
from forms.kinds.prose import Prose
from forms.outline import outline
from forms.path import Path
from forms.registry import form_of
from tests.strategies import HOSTILE_TEXTS, raw_texts
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

SKETCH, AGREEMENT, SUBAGREEMENT = map(
    form_of, ("projektskitse@2009", "samarbejdsaftale@2019-26", "delaftale@2019-26")
)
PICTURED = map(form_of, ("budget@2019-26", "milepaelsplan@2019-26", "statusrapport@1"))
FORMS = (SKETCH, AGREEMENT, SUBAGREEMENT, *PICTURED)
_NUMBER = count()
ODD = ("\tindrykket", "a\n\n\n\nb", "Vælg et element.", "[Navn]", "–\u00a0…", *HOSTILE_TEXTS)


def fresh(definition) -> Template:
    """The form's template as one that no document was made of yet."""
    parts = read_parts(template_file(definition).read_bytes())
    extra = Part.of(f"word/media/mould{next(_NUMBER)}.bin", b"x")
    return compiled(
        definition, zipped((*(Part.of(name, data) for name, data in parts.items()), extra))
    )


CAST = {form.key: fresh(form) for form in FORMS}
STEPWISE = {form.key: fresh(form) for form in FORMS}


@contextmanager
def no_moulds() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Moulds, "_mould", lambda *_: None)
        yield


def told(document: bytes) -> tuple[bytes, bytes]:
    parts = read_parts(document)
    return parts[BODY], parts[ANSWERS]


def stepwise(definition, answers: Answers) -> tuple[bytes, bytes]:
    with no_moulds():
        return told(write(definition, answers, STEPWISE[definition.key]))


def sound(definition) -> Answers:
    return typed_answers(definition, SOUND_ANSWERS[definition.id])


def turned(answers: Answers, first: int) -> Answers:
    """The same answers, so many of the first put last."""
    items = list(answers.items())
    return Answers(items[first:] + items[:first])


@st.composite
def alike(draw):
    """Sound answers and others made of them by a few changes, in any order and again.

    Some come in another order of their own.
    """
    definition = draw(st.sampled_from(FORMS))
    whole, form = sound(definition), outline(definition)
    paths, made = sorted(whole, key=str), [whole]
    for _ in range(draw(st.integers(1, 3))):
        changes = {}
        for path in draw(st.lists(st.sampled_from(paths), max_size=4)):
            typed = draw(st.sampled_from(("", *ODD)) | raw_texts(longest=40))
            changes[path] = form.at(path.address).field.kind.parse(typed)
        made.append(turned(whole.replaced(changes), draw(st.sampled_from((0, 0, 1, 7)))))
    return definition, draw(st.lists(st.sampled_from(made), min_size=3, max_size=6))


@given(alike())
@settings(max_examples=settings.default.max_examples // 4)
def test_documents_that_are_alike_are_each_those_drawn_step_by_step(drawn):
    definition, made = drawn
    for answers in made:
        assert told(write(definition, answers, CAST[definition.key])) == stepwise(
            definition, answers
        )


@pytest.mark.parametrize("definition", FORMS, ids=lambda form: form.key)
def test_the_third_document_of_its_like_is_cast_and_the_same(definition, monkeypatch):
    given, template = sound(definition), fresh(definition)
    first, second = (write(definition, given, template) for _ in range(2))
    monkeypatch.setattr(Plan, "laid", None)
    assert write(definition, given, template) == second == first


def test_documents_that_are_like_no_other_take_no_moulds_place(monkeypatch):
    answers, template = sound(SUBAGREEMENT), fresh(SUBAGREEMENT)
    unlike = [answers.replaced({path: None}) for path in list(answers)[:20]]
    for each in unlike:  # what lies around their answers is proved by then
        write(SUBAGREEMENT, each, template)
    for _ in range(3):
        expected = write(SUBAGREEMENT, answers, template)
    for each in unlike:
        write(SUBAGREEMENT, each, template)
    monkeypatch.setattr(Plan, "laid", None)
    monkeypatch.setattr(Page, "counts", None)  # asked for where the order of answers is not known
    assert write(SUBAGREEMENT, answers, template) == expected


def test_four_moulds_stay_beside_each_other(monkeypatch):
    answers, template = sound(SUBAGREEMENT), fresh(SUBAGREEMENT)
    unlike = [answers.replaced({path: None}) for path in list(answers)[:4]]
    for _ in range(4):
        expected = [write(SUBAGREEMENT, each, template) for each in unlike]
    monkeypatch.setattr(Plan, "laid", None)
    assert [write(SUBAGREEMENT, each, template) for each in unlike] == expected


def test_a_mould_in_use_stays_whatever_others_come_and_go(monkeypatch):
    answers, template = sound(SUBAGREEMENT), fresh(SUBAGREEMENT)
    for _ in range(3):
        expected = write(SUBAGREEMENT, answers, template)
    for path in list(answers)[:6]:
        for _ in range(3):
            write(SUBAGREEMENT, answers.replaced({path: None}), template)
        assert write(SUBAGREEMENT, answers, template) == expected
    monkeypatch.setattr(Plan, "laid", None)
    assert write(SUBAGREEMENT, answers, template) == expected


def test_room_that_is_left_is_proved_by_the_first_document_that_leaves_it(monkeypatch):
    answers, template = sound(SKETCH), fresh(SKETCH)
    form, read, prove = outline(SKETCH), [], writer._prove
    left = next(path for path in answers if not form.at(path.address).field.is_required)
    without = answers.replaced({left: None})
    monkeypatch.setattr(writer, "_prove", lambda *given: read.append(1) or prove(*given))
    told = []
    for each in (answers, answers, without, without):
        write(SKETCH, each, template)
        told.append(len(read))
    assert told == [1, 1, 2, 2]


def _with_long_goals():
    """The sub-agreement with room for more than one line in a cell that is merged downwards."""
    section = next(each for each in SUBAGREEMENT.sections if _goals(each.items))
    group = _goals(section.items)
    items = [
        replace(item, kind=Prose()) if item.id == group.merges else item for item in group.items
    ]
    group = replace(group, items=tuple(items))
    items = tuple(group if item.id == group.id else item for item in section.items)
    sections = [
        replace(each, items=items) if each is section else each for each in SUBAGREEMENT.sections
    ]
    return replace(SUBAGREEMENT, sections=tuple(sections))


def _goals(items):
    return next((item for item in items if getattr(item, "merges", None) == "delmaal"), None)


def test_what_is_said_in_the_data_alone_proves_nothing_of_its_frame():
    form = _with_long_goals()
    template = fresh(form)
    paths = [path for path in sound(form) if path.address.endswith("delmaal.delmaal")][:2]
    answers = sound(form).replaced(dict.fromkeys(paths, "Det samme mål"))
    for _ in range(4):
        write(form, answers, template)
    (order,) = template.plans._orders
    (mould,) = order.moulds._moulds.values()
    frames = {frame.parts: frame for frame in mould._around.frames}
    assert [frames[path.parts].proved & PLAIN for path in paths] == [PLAIN, 0]


def test_what_is_kept_of_documents_is_bounded():
    answers, template = sound(SKETCH), fresh(SKETCH)
    for path in [path for path in answers if not path.has_rows]:
        for _ in range(3):
            write(SKETCH, answers.replaced({path: None}), template)
    assert len(template.plans._orders) <= 8
    for order in template.plans._orders:
        assert 0 < len(order.moulds._moulds) <= 4
        assert len(order.moulds._met) <= 4


def test_the_same_answers_in_any_order_make_the_same_document():
    answers, template = sound(SUBAGREEMENT), fresh(SUBAGREEMENT)
    expected = write(SUBAGREEMENT, answers, template)
    for first in (*range(20), *range(20)):
        assert write(SUBAGREEMENT, turned(answers, first), template) == expected
    assert len(template.plans._orders) < 10


def test_cells_are_merged_by_what_each_document_says():
    template = fresh(SUBAGREEMENT)
    same = {f"delmaal[{row}].delmaal": "Flere i job" for row in range(3)}
    other = {**same, "delmaal[1].delmaal": "Flere i skole"}
    for typed in (same, same, same, other, other, other, same):
        answers = typed_answers(SUBAGREEMENT, typed)
        document = write(SUBAGREEMENT, answers, template)
        assert told(document) == stepwise(SUBAGREEMENT, answers)


def test_a_list_that_repeats_rows_is_data_where_it_was_stated_alone():
    name, repeated = (
        Path.parse(f"{group}[0].navn") for group in ("aktiviteter", "aktivitetsliste")
    )
    template, computed = fresh(SUBAGREEMENT), Answers({name: "Lektiecafé"})
    stated = Answers({name: "Lektiecafé", repeated: "Hjælp til lektier"})
    for answers in (computed, computed, computed, stated, stated, stated, computed):
        data = told(write(SUBAGREEMENT, answers, template))[1]
        assert data.count(b"<svar") == len(answers)


def test_what_is_awaited_follows_the_answers_of_each_document():
    template = fresh(SKETCH)
    status = Path.parse("tilkendegivelse.status")
    made = [Answers({status: each}) for each in ("vedtaget", "afventer")]
    assert stepwise(SKETCH, made[0])[0].count(b"[Vedtaget den]") == 1
    for answers in (*made, *made, *made, Answers(), Answers(), Answers()):
        assert told(write(SKETCH, answers, template)) == stepwise(SKETCH, answers)


def test_what_is_awaited_follows_which_questions_are_answered():
    template = fresh(SUBAGREEMENT)
    post = {"medarbejderressourcer[0].funktion": "Leder"}
    made = [
        typed_answers(SUBAGREEMENT, {**post, **more})
        for more in ({}, {"medarbejderressourcer[0].andel": "20 %"})
    ]
    hours = [stepwise(SUBAGREEMENT, each)[0].count(b"[Timer om ugen]") for each in made]
    assert hours == [1, 0]
    for answers in (*made, *made, *made):
        assert told(write(SUBAGREEMENT, answers, template)) == stepwise(SUBAGREEMENT, answers)


def test_a_mould_holds_nothing_that_was_answered(monkeypatch):
    taken: list[bytes] = []
    drawn = Mould.drawn

    def seen(mould, page, values):
        taken.append(b"".join(mould._pieces))
        return drawn(mould, page, values)

    monkeypatch.setattr(Mould, "drawn", seen)
    answers, template = sound(AGREEMENT), fresh(AGREEMENT)
    form = outline(AGREEMENT)
    texts_in = [path for path in answers if type(form.at(path.address).field.kind) in (Line, Prose)]
    secret = {path: f"HEMMELIG {path}" for path in texts_in}
    for _ in range(3):
        document = write(AGREEMENT, answers.replaced(secret), template)
    assert b"HEMMELIG" in told(document)[0]
    assert taken
    assert not any(b"HEMMELIG" in piece for piece in taken)


def test_what_is_cast_is_held_against_the_answers_too(monkeypatch):
    path, template = Path.parse("vision"), fresh(SKETCH)
    for text in ("a", "b", "c"):
        write(SKETCH, Answers({path: text}), template)
    monkeypatch.setattr(Plan, "laid", None)
    monkeypatch.setattr(texts, "all_escaped", lambda each, _: [b"x" + text for text in each])
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({path: "d"}), template)
    assert failure.value.paths == (path,)


def test_a_picture_that_is_ill_formed_never_leaves(monkeypatch):
    draw, more = PICTURES["organisation"], []

    def drawn(given, sketch):
        draw(given, sketch)
        sketch.placed += more

    # A template takes its pictures when it is made.
    monkeypatch.setitem(PICTURES, "organisation", drawn)
    answers, template = sound(AGREEMENT), fresh(AGREEMENT)
    for _ in range(3):
        write(AGREEMENT, answers, template)
    more.append((Shape("<w:p><w:r></w:p>"), "<w:p><w:r></w:p>"))
    with pytest.raises(WriteFailed):
        write(AGREEMENT, answers, template)


def test_an_amount_its_text_does_not_say_is_refused_where_others_were_cast():
    path, template = Path.parse("udgifter.i_alt"), fresh(SKETCH)
    for _ in range(3):
        write(SKETCH, Answers({path: Decimal(1_000)}), template)
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({path: Decimal("1.005")}), template)
    assert failure.value.paths == (path,)


def test_a_line_of_several_is_refused_where_others_were_cast():
    path, template = Path.parse("kontaktperson.navn"), fresh(SKETCH)
    for _ in range(3):
        write(SKETCH, Answers({path: "Åse"}), template)
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({path: "Åse\nBo"}), template)
    assert failure.value.paths == (path,)


def test_a_blank_line_is_a_paragraph_without_a_run():
    path, template = Path.parse("vision"), fresh(SKETCH)
    texts_in = [
        told(write(SKETCH, Answers({path: text}), template))[0].count(b"</w:t>")
        for text in ("a\nb", "a\nb", "a\n\nb", "a\nb", "a\n\nb", "a\n\nb", "a\n\nb\nc")
    ]
    assert texts_in == [texts_in[0]] * 6 + [texts_in[0] + 1]


@pytest.mark.parametrize("definition", FORMS, ids=lambda form: form.key)
def test_no_guidance_passes_for_an_answer_among_others(definition):
    template = fresh(definition)
    whole = sound(definition)
    write(definition, whole, template)
    for hole in template.holes.by_number:
        if isinstance(hole, FieldHole):
            frames = [hole.frame((0,) * len(hole.mark.placed.groups))] * 2
            ordinary_texts = ["Hvad? (Her!): [så]; hvorfor", "Kort om det"]
            around = texts.Around(frames, len(frames))
            assert texts.ordinary(around, ordinary_texts) is not None
            guided = f"x {hole.mark.placeholder} y"
            assert texts.ordinary(around, [ordinary_texts[0], guided]) is None


@pytest.mark.parametrize("odd", ["a\tb", "a\n\n\nb", "Vælg et element."])
def test_documents_with_a_text_drawn_alone_leave_no_mould_for_those_without(odd):
    path, template = Path.parse("vision"), fresh(SKETCH)
    for text in (odd, odd, odd, "Almindelig", odd, "Almindelig", "a\n\nb"):
        answers = Answers({path: text})
        assert told(write(SKETCH, answers, template)) == stepwise(SKETCH, answers)
