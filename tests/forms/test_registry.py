import pytest

from forms.grammar import Field, FormDefinition, Group
from forms.kinds.choice import Choice
from forms.outline import outline
from forms.programmes.programme import Programme, Threshold
from forms.registry import UnknownForm, all_forms, all_programmes, form_of, programme_of

every_form = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.key)
every_programme = pytest.mark.parametrize("programme", all_programmes(), ids=lambda each: each.id)


@every_form
def test_every_form_belongs_to_a_programme_that_names_it(form: FormDefinition) -> None:
    assert form.key in programme_of(form.programme).forms
    assert list(outline(form).fields())


def test_every_form_and_programme_stands_under_its_own_name() -> None:
    keys = [form.key for form in all_forms()]
    assert all(form_of(key).key == key for key in keys)
    assert len(set(keys)) == len(keys)
    assert {form_of(form.id).id for form in all_forms()} == {form.id for form in all_forms()}
    assert all(programme_of(each.id) is each for each in all_programmes())


def test_the_newest_version_of_a_form_has_its_bare_name() -> None:
    newest = {form.id: form for form in all_forms()}
    assert all(form_of(name) is form for name, form in newest.items())


@pytest.mark.parametrize("name", ["", "ukendt", "delaftale@", "delaftale@2019-27", "@2019-26"])
def test_a_name_of_no_form_is_told(name: str) -> None:
    for _ in range(2):
        with pytest.raises(UnknownForm) as told:
            form_of(name)
        assert told.value.name == name


@every_form
def test_no_text_of_a_form_has_a_percent_sign_which_a_translation_would_fill(
    form: FormDefinition,
) -> None:
    items = [placed.item for placed in outline(form).placed()]
    texts = [item.label for item in items]
    texts += [item.guidance for item in items if isinstance(item, Field | Group)]
    texts += [text for each in form.sections for text in (each.title, each.guidance)]
    assert not [text for text in texts if "%" in text]


@every_programme
def test_a_programme_asks_only_for_forms_there_are(programme: Programme) -> None:
    assert [form_of(key).programme for key in programme.forms] == [programme.id] * len(
        programme.forms
    )
    named = [each.form for each in programme.attachments if each.form]
    assert {form_of(name).key for name in named} <= set(programme.forms)
    for address in (each.for_each for each in programme.attachments if each.for_each):
        assert isinstance(outline(form_of(programme.forms[0])).at(address).field.kind, Choice)


@every_programme
def test_every_deadline_and_threshold_names_its_source(programme: Programme) -> None:
    limits = (
        programme.minimum_local_share,
        programme.longest_period_years,
        programme.most_pages,
    )
    assert all(each.source and each.number > 0 for each in limits if isinstance(each, Threshold))
    assert programme.deadline is None or programme.deadline_source


def test_the_fund_asks_for_nine_indicators_and_four_areas() -> None:
    agreement = outline(form_of("samarbejdsaftale"))
    assert len(agreement.at("indikatorer").group.fixed_rows) == 9
    assert len(agreement.at("indsatsomraader.omraade").field.kind.alternatives()) == 4
