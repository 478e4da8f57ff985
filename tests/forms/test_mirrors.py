from dataclasses import replace

import pytest

from forms.answers import Answers
from forms.catalogue.delaftale_2019_26 import DELAFTALE_2019_26
from forms.exchange import normalised
from forms.grammar import Field, Group, Section
from forms.kinds.line import Line
from forms.mirrors import with_mirrors
from forms.outline import BadDefinition, Outline
from forms.path import Path
from tests.forms.example_form import EXAMPLE_FORM

SHEETS = {
    "aktiviteter[0].navn": "Lektiecafé",
    "aktiviteter[1].formaal": "Flere venner",
    "aktiviteter[2].navn": "Gårdfest",
}
LIST = {"aktivitetsliste[0].navn": "Lektiecafé", "aktivitetsliste[1].navn": "Gårdfest"}


def answers_of(*texts: dict[str, str]) -> Answers:
    return Answers((Path.parse(path), text) for each in texts for path, text in each.items())


def test_a_list_nobody_stated_names_the_rows_it_mirrors() -> None:
    assert with_mirrors(DELAFTALE_2019_26, answers_of(SHEETS)) == answers_of(SHEETS, LIST)


def test_a_list_that_says_what_the_rows_say_is_no_answer() -> None:
    assert normalised(DELAFTALE_2019_26, answers_of(SHEETS, LIST)) == answers_of(SHEETS)


@pytest.mark.parametrize(
    "stated",
    [
        {"aktivitetsliste[0].navn": "Lektiecafé"},
        {**LIST, "aktivitetsliste[1].beskrivelse": "Hvert år i juni"},
        {"aktivitetsliste[0].navn": "Gårdfest", "aktivitetsliste[1].navn": "Lektiecafé"},
    ],
)
def test_a_list_that_says_something_else_is_kept_as_stated(stated: dict[str, str]) -> None:
    answers = answers_of(SHEETS, stated)
    assert normalised(DELAFTALE_2019_26, answers) == answers
    assert with_mirrors(DELAFTALE_2019_26, answers) == answers


LIST_OF_NAMES = Group(
    id="liste",
    label="Liste",
    row_label="Linje",
    items=(Field(id="navn", label="Navn", kind=Line()),),
)


@pytest.mark.parametrize(
    "group",
    [
        replace(LIST_OF_NAMES, mirrors="borte"),
        replace(LIST_OF_NAMES, mirrors="maal"),
        replace(LIST_OF_NAMES, merges="borte"),
    ],
    ids=["of-nothing", "of-a-group-without-the-field", "merged-by-nothing"],
)
def test_a_list_of_what_the_form_has_not_is_refused(group: Group) -> None:
    section = Section(id="liste", number="4", title="Liste", items=(group,))
    with pytest.raises(BadDefinition):
        Outline(replace(EXAMPLE_FORM, sections=(*EXAMPLE_FORM.sections, section)))
