"""The passport of a generated file, read as from a stranger."""

import io
import zipfile

import pytest

from documents.passport import Passport, answers_hash, passport_isolated, passport_of
from documents.reader.document import read
from documents.writer import write
from forms.answers import Answers
from forms.path import Path
from forms.registry import all_forms, form_of
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS
from validators.version import RULES_VERSION

SKETCH = form_of("projektskitse")
ANSWERS = typed_answers(SKETCH, SOUND_ANSWERS[SKETCH.id])


def rezipped(data, change):
    """The same parts, each by a name and content that may be other ones."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.key)
def test_a_file_that_was_not_changed_reads_as_its_passport_says(form):
    file = write(form, typed_answers(form, SOUND_ANSWERS[form.id]))
    passport = passport_of(file)
    assert passport.rules == RULES_VERSION
    assert passport.fits(form, read(file).answers)


def test_an_answer_changed_in_the_file_does_not_fit_the_passport():
    changed = rezipped(
        write(SKETCH, ANSWERS),
        lambda name, content: (
            name,
            content.replace(b"Alle unge i byen", b"Ingen unge i byen")
            if name == "word/document.xml"
            else content,
        ),
    )
    assert not passport_of(changed).fits(SKETCH, read(changed).answers)


def test_the_passport_is_found_by_what_it_is_and_not_by_the_name_of_its_part():
    def rename(name, content):
        return (name.replace("item1.xml", "item7.xml"), content)

    assert passport_of(rezipped(write(SKETCH, ANSWERS), rename)).form == "projektskitse"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("customXml/item1.xml", b"<andet/>"),
        ("customXml/item1.xml", b"not xml"),
        ("customXml/item1.xml", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"),
        ("andet/item1.xml", b"<formular/>"),
    ],
)
def test_a_file_without_one_or_with_a_damaged_one_has_none(name, content):
    file = rezipped(
        write(SKETCH, ANSWERS),
        lambda old, kept: (name, content) if old == "customXml/item1.xml" else (old, kept),
    )
    assert passport_isolated(file) is None


def test_a_passport_of_another_version_or_from_before_there_were_any_does_not_fit():
    kept = answers_hash(SKETCH, ANSWERS)
    for version, answers in (("2010", kept), ("2009", "")):
        passport = Passport(form=SKETCH.id, version=version, rules="", answers=answers)
        assert not passport.fits(SKETCH, ANSWERS)


def test_the_hash_does_not_hang_on_the_order_of_the_answers():
    turned = Answers(dict(reversed(list(ANSWERS.items()))))
    assert answers_hash(SKETCH, turned) == answers_hash(SKETCH, ANSWERS)
    other = ANSWERS.replaced({Path.parse("vision"): "En anden"})
    assert answers_hash(SKETCH, other) != answers_hash(SKETCH, ANSWERS)
