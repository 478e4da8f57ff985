"""The seal proves what a file was made of to whoever holds the key, and to nobody else."""

import io
import zipfile
from dataclasses import fields, replace

import pytest

from documents.passport import Passport, passport_isolated, passport_of
from documents.reader.document import read
from documents.seal import Sealer, Standing
from documents.sheets.writer import write_workbook
from documents.writer import write
from forms.registry import all_forms, form_of
from tests.documents.test_passport import ANSWERS, SKETCH, rezipped
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

OURS = Sealer("en hemmelig nøgle til tests")
OTHER = Sealer("en anden nøgle")


def standing(file, sealer=OURS):
    return sealer.standing(passport_of(file), SKETCH, read(file).answers)


def changed(file, name, before, after):
    def change(at, content):
        return (at, content.replace(before, after) if at == name else content)

    return rezipped(file, change)


@pytest.fixture(scope="module")
def sealed():
    return OURS.seal(write(SKETCH, ANSWERS))


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.key)
def test_each_form_is_sealed_where_nothing_else_moves(form):
    made = write(form, typed_answers(form, SOUND_ANSWERS[form.id]))
    sealed = OURS.seal(made)
    assert len(sealed) == len(made)
    with zipfile.ZipFile(io.BytesIO(made)) as one, zipfile.ZipFile(io.BytesIO(sealed)) as other:
        assert other.testzip() is None
        names = [name for name in one.namelist() if one.read(name) != other.read(name)]
    assert names == ["customXml/item2.xml"]
    assert OURS.holds(passport_of(sealed))


def test_the_same_answers_and_key_give_the_same_bytes(sealed):
    assert OURS.seal(write(SKETCH, ANSWERS)) == sealed
    assert Sealer("en hemmelig nøgle til tests".encode()).seal(write(SKETCH, ANSWERS)) == sealed
    assert OTHER.seal(write(SKETCH, ANSWERS)) != sealed


def test_what_is_proved_of_a_file(sealed):
    typed = changed(sealed, "word/document.xml", b"Alle unge i byen", b"Ingen unge i byen")
    assert standing(sealed) is Standing.UNCHANGED
    assert standing(typed) is Standing.CHANGED
    assert standing(write(SKETCH, ANSWERS)) is Standing.UNPROVED
    assert standing(OTHER.seal(write(SKETCH, ANSWERS))) is Standing.UNPROVED
    assert OURS.standing(None, SKETCH, ANSWERS) is Standing.NONE


def test_whoever_forges_the_answers_with_their_hash_breaks_the_seal(sealed):
    forged = write(SKETCH, ANSWERS.replaced({next(iter(ANSWERS)): "Ballum"}))
    seal = zipfile.ZipFile(io.BytesIO(sealed)).read("customXml/item2.xml")

    def take(name, content):
        return (name, seal if name == "customXml/item2.xml" else content)

    assert standing(rezipped(forged, take)) is Standing.UNPROVED


@pytest.mark.parametrize("name", [each.name for each in fields(Passport) if each.name != "seal"])
def test_the_seal_is_over_everything_the_passport_says(sealed, name):
    passport = passport_of(sealed)
    assert OURS.holds(passport)
    assert not OURS.holds(replace(passport, **{name: getattr(passport, name) + "x"}))


@pytest.mark.parametrize("seal", ["", "0" * 64, "æ" * 64, "x" * 127])
def test_an_odd_seal_does_not_hold(sealed, seal):
    assert not OURS.holds(replace(passport_of(sealed), seal=seal))


def test_a_seal_of_a_former_key_holds_and_new_ones_are_by_the_new_key(sealed):
    turned = Sealer("den nye nøgle", ("en hemmelig nøgle til tests",))
    assert standing(sealed, turned) is Standing.UNCHANGED
    assert turned.seal(write(SKETCH, ANSWERS)) == Sealer("den nye nøgle").seal(
        write(SKETCH, ANSWERS)
    )
    assert standing(sealed, Sealer("den nye nøgle")) is Standing.UNPROVED


def test_the_seal_comes_back_from_the_process_apart(sealed):
    assert passport_isolated(sealed) == passport_of(sealed)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", write_workbook(form_of("budget"), typed_answers(form_of("budget"), {}))],
    ids=["empty", "cut", "workbook"],
)
def test_what_we_did_not_just_make_is_not_sealed(content):
    with pytest.raises(ValueError, match=r"."):
        OURS.seal(content)
