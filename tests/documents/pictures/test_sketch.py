"""What pictures are made of is proved once, and every text that goes into one is checked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import writer
from documents.controls import Ids
from documents.engine.strict import parsed_piece
from documents.package import Part, read_parts, zipped
from documents.pictures import sketch as sketching
from documents.pictures.sketch import Shape, Sketch
from documents.safety.xml import XmlRefused
from documents.template import compiled
from documents.template_file import template_file
from documents.writer import write
from forms.registry import form_of
from tests.strategies import HOSTILE_TEXTS, raw_texts
from validators.examples import typed_answers

AGREEMENT = form_of("samarbejdsaftale")
HOLE = "\0"


def sketched(*texts: str, told: str = "Tegning.") -> Sketch:
    """A picture with each text in a label of its own."""
    made = Sketch(Ids())
    made.open(300, 40, told)
    for place, text in enumerate(texts):
        made.label((0, 20 * place, 120, 18), text, "left")
    made.close()
    return made


def words_in(drawn: bytes) -> list[str]:
    cell = parsed_piece(drawn)
    return [each.text or "" for each in cell.iter("{*}t")]


def told_by(drawn: bytes) -> str:
    [properties] = parsed_piece(drawn).iter("{*}docPr")
    return properties.get("descr")


NO_DOCUMENT_HOLDS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@given(st.lists(raw_texts(longest=30) | st.sampled_from(HOSTILE_TEXTS), max_size=4))
def test_a_picture_says_each_text_to_the_letter_or_is_refused(texts: list[str]) -> None:
    told = "".join(texts)[:1_000]
    made = sketched(*texts, told=told)
    try:
        drawn = made.drawn()
    except XmlRefused:
        assert NO_DOCUMENT_HOLDS.search("".join(texts))
        return
    on_one_line = str.maketrans("\t\n\r", "   ")
    assert words_in(drawn) == [text.translate(on_one_line) for text in texts]
    assert told_by(drawn) == told.translate(on_one_line)


@pytest.mark.parametrize("text", ["\ud800", "a\0b", "\ufffe", "\x0b"])
def test_what_no_document_can_hold_is_refused(text: str) -> None:
    with pytest.raises(XmlRefused):
        sketched("Bestyrelse", text).drawn()


@pytest.mark.parametrize(
    "pattern",
    [
        "<w:p><w:r></w:p>",
        "<w:p>",
        "</w:p>",
        f"<w:{HOLE}/>",
        f"<w:p {HOLE}/>",
        f"<w:p w:id='{HOLE}'/>",
        f"<w:p w:id={HOLE}/>",
        '<w:p w:id="%d" w:id="%d"/>',
    ],
)
def test_a_shape_that_is_ill_formed_or_has_a_hole_where_no_text_may_go_is_refused(
    pattern: str,
) -> None:
    made = sketched("Bestyrelse")
    made.placed.insert(1, (Shape(pattern), ""))
    with pytest.raises(XmlRefused):
        made.drawn()


def test_a_text_too_many_or_too_few_is_refused() -> None:
    more, fewer = sketched("Bestyrelse", "Leder"), sketched("Bestyrelse", "Leder")
    more.texts.append("Råd")
    fewer.texts.pop()
    for each in (more, fewer):
        with pytest.raises(XmlRefused):
            each.drawn()


def test_a_text_that_was_not_escaped_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketching, "all_escaped", lambda texts, _together: texts)
    assert sketched("Bestyrelse").drawn()
    with pytest.raises(XmlRefused):
        sketched("Råd & nævn").drawn()


def test_the_document_a_shape_first_stands_in_is_read_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = {"omraadets_navn": "Birkeparken", "organisation[0].navn": "Bestyrelse"}
    more = {**one, "organisation[1].navn": "Leder", "organisation[1].under": "Bestyrelse"}
    for typed in (one, one, one, more, more):
        write(AGREEMENT, typed_answers(AGREEMENT, typed))
    sketching._line.cache_clear()
    sketching._kept_line.cache_clear()
    read: list[int] = []
    prove = writer._prove
    monkeypatch.setattr(writer, "_prove", lambda *given: read.append(1) or prove(*given))
    monkeypatch.setattr(writer, "_PROVED_EACH", 10**9)
    told = [
        len(read)
        for typed in (one, more, more)
        if write(AGREEMENT, typed_answers(AGREEMENT, typed))
    ]
    assert told == [0, 1, 1]


def test_a_shape_is_not_proved_by_a_template_that_jinja_may_leave_it_out_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {"organisation[0].navn": "Bestyrelse", "organisation[1].navn": "Leder"}
    answers = typed_answers(AGREEMENT, {**told, "organisation[1].under": "Bestyrelse"})
    for _ in range(3):
        write(AGREEMENT, answers)
    sketching._line.cache_clear()
    sketching._kept_line.cache_clear()
    condition = b"<w:p><w:r><w:t>{% if form.titel %}x{% endif %}</w:t></w:r></w:p><w:sectPr"
    given = read_parts(template_file(AGREEMENT).read_bytes())
    body = given["word/document.xml"].replace(b"<w:sectPr", condition, 1)
    parts = {**given, "word/document.xml": body}
    by_jinja = compiled(AGREEMENT, zipped(tuple(Part.of(*each) for each in parts.items())))
    assert by_jinja.plans is None
    write(AGREEMENT, answers, by_jinja)
    read: list[int] = []
    prove = writer._prove
    monkeypatch.setattr(writer, "_prove", lambda *given: read.append(1) or prove(*given))
    monkeypatch.setattr(writer, "_PROVED_EACH", 10**9)
    write(AGREEMENT, answers)
    assert read == [1]
