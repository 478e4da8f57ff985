"""Which template a form is laid out by is a decision with a day, and nothing of it is lost."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from cases.actions.keep_own_templates import keep_own_templates
from cases.actions.read_trail import read_trail
from cases.actions.see_library import fetch_template, see_library, see_shelf, see_template
from cases.actions.upload_template import TemplateUnfit
from cases.actions.use_template import take_template_back, use_template
from cases.errors import NotAllowed, TemplateNotFound, TooEarly
from cases.library.bundle import template_in_use
from cases.library.layouts import Layouts, content_where_prepared, layouts, layouts_in
from cases.library.models import TemplateEventRecord
from documents.reader.document import read
from documents.safety.isolation import IsolationFailed
from documents.template_file import template_file
from documents.template_proof.examples import example_answers
from documents.template_proof.report import ExampleKind
from documents.writer import write
from forms.exchange import normalised
from forms.registry import all_forms
from tests.cases.library.shelved import FIRST, SECOND
from tests.cases.looking import refuses
from tests.documents.template_proof.changed import FORM, OWN, changed, with_paragraph

TODAY = date(2009, 5, 4)
DAY = timedelta(days=1)
FILLED = example_answers(FORM, ExampleKind.FILLED)


@pytest.fixture
def logged(monkeypatch):
    """What the log is told, however the tests before have set it up."""
    told = []
    monkeypatch.setattr(
        "cases.library.layouts._LOG.error", lambda text, *values: told.append(text % values)
    )
    return told


def in_use(database, now):
    return template_in_use(FORM, layouts(database, now))


def test_until_somebody_chooses_a_form_is_laid_out_by_ours(database, keep, now):
    keep()
    assert layouts(database, now).of(FORM) is None
    assert in_use(database, now) == OWN


def test_a_template_is_used_from_the_danish_day_that_was_chosen(database, people, keep, now):
    use_template(database, people["staff"], keep(), TODAY + DAY, now=now)
    midnight = datetime(2009, 5, 5, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert in_use(database, midnight - timedelta(seconds=1)) == OWN
    assert in_use(database, midnight) == FIRST


def test_the_latest_day_counts_and_of_one_day_the_latest_word(database, people, keep, now):
    staff, first, second = people["staff"], keep(), keep(SECOND)
    use_template(database, staff, first, TODAY + 5 * DAY, now=now)
    use_template(database, staff, second, TODAY + DAY, now=now)
    found = [in_use(database, now + days * DAY) for days in (0, 1, 4, 5, 50)]
    assert found == [OWN, SECOND, SECOND, FIRST, FIRST]
    use_template(database, staff, second, TODAY + 5 * DAY, now=now)
    assert in_use(database, now + 5 * DAY) == SECOND


def test_a_decision_that_is_taken_back_leaves_the_former_one(database, people, keep, now):
    staff, first, second = people["staff"], keep(), keep(SECOND)
    use_template(database, staff, first, TODAY, now=now)
    use_template(database, staff, second, TODAY, now=now)
    assert in_use(database, now) == SECOND
    uses = see_shelf(database, staff, FORM).uses
    take_template_back(database, staff, uses[0].id, now=now)
    assert in_use(database, now) == FIRST
    take_template_back(database, staff, uses[1].id, now=now)
    assert in_use(database, now) == OWN
    with pytest.raises(TemplateNotFound):
        take_template_back(database, staff, uses[1].id, now=now)
    kept = see_shelf(database, staff, FORM).uses
    assert [each.withdrawn_by for each in kept] == ["staff", "staff"]


def test_a_choice_made_twice_is_one(database, people, keep, now):
    template = keep()
    for _ in range(2):
        use_template(database, people["staff"], template, TODAY, now=now)
    assert len(see_shelf(database, people["staff"], FORM).uses) == 1


def test_no_day_that_has_passed_is_chosen(database, people, keep, now):
    with pytest.raises(TooEarly):
        use_template(database, people["staff"], keep(), TODAY - DAY, now=now)


@pytest.mark.parametrize("who", ["officer", "other staff"])
def test_only_staff_of_the_programmes_own_fund_change_how_its_forms_look(
    database, people, keep, upload, now, who
):
    template = keep()
    use_template(database, people["staff"], template, TODAY, now=now)
    [use] = see_shelf(database, people["staff"], FORM).uses
    with pytest.raises(NotAllowed):
        upload(SECOND, who)
    with pytest.raises(NotAllowed):
        use_template(database, people[who], template, TODAY, now=now)
    with pytest.raises(NotAllowed):
        take_template_back(database, people[who], use.id, now=now)
    assert in_use(database, now) == FIRST


def test_who_is_not_staff_sees_nothing_of_the_library(database, people, keep):
    template = keep()
    for look in (see_library, lambda *who: see_template(*who, template)):
        with pytest.raises(NotAllowed):
            look(database, people["officer"])
    with pytest.raises(NotAllowed):
        fetch_template(database, people["officer"], template)


def test_a_template_is_kept_byte_for_byte_and_once(database, people, upload):
    first, second = upload(), upload(SECOND)
    assert upload() == first
    kept = [fetch_template(database, people["staff"], each) for each in (first, second)]
    assert kept == [FIRST, SECOND]
    numbers = [each.number for each in see_shelf(database, people["staff"], FORM).templates]
    assert numbers == [2, 1]


def test_an_unsound_template_is_not_kept(database, people, upload):
    with pytest.raises(TemplateUnfit) as caught:
        upload(with_paragraph("{{ 7 * 7 }}"))
    assert caught.value.report.errors
    with pytest.raises(IsolationFailed):
        upload(b"hej")
    assert see_shelf(database, people["staff"], FORM).templates == ()


def test_ours_are_kept_once_and_again_when_an_update_changes_them(
    database, people, now, monkeypatch, tmp_path
):
    assert keep_own_templates(database, now=now) == len(all_forms())
    assert keep_own_templates(database, now=now) == 0
    shelf = see_shelf(database, people["staff"], FORM)
    assert shelf.in_use_on(TODAY) == shelf.template(shelf.ours)
    newer = tmp_path / "projektskitse.docx"
    newer.write_bytes(FIRST)
    # An update is another file in the folder.
    monkeypatch.setattr(
        "cases.actions.keep_own_templates.template_file",
        lambda form: newer if form is FORM else template_file(form),
    )
    monkeypatch.setattr(
        "cases.library.queries.template_file",
        lambda form: newer if form is FORM else template_file(form),
    )
    assert keep_own_templates(database, now=now) == 1
    templates = see_shelf(database, people["staff"], FORM).templates
    kept = [fetch_template(database, people["staff"], each.id) for each in templates]
    assert kept == [FIRST, OWN]


def test_a_former_template_of_ours_can_be_used_again(database, people, now):
    keep_own_templates(database, now=now)
    staff = people["staff"]
    [ours] = see_shelf(database, staff, FORM).templates
    use_template(database, staff, ours.id, TODAY, now=now)
    assert layouts(database, now).content_of(FORM) == OWN


def test_a_template_that_fits_no_longer_gives_way_to_ours(logged):
    broken = changed(("word/document.xml", "{{r vision }}", ""))
    chosen = Layouts({FORM.key: "0" * 64}, lambda _: broken)
    assert chosen.of(FORM) is None
    assert chosen.content_of(FORM) == b""
    assert "not_asked" in logged[0]


def test_a_template_that_only_jinja_can_render_gives_way_to_ours(logged):
    odd = with_paragraph("{% if 1 %}x{% endif %}")
    assert Layouts({FORM.key: "1" * 64}, lambda _: odd).of(FORM) is None
    assert FORM.key in logged[0]


def test_a_document_of_another_template_says_the_same_answers(database, people, keep, now):
    use_template(database, people["staff"], keep(), TODAY, now=now)
    made = write(FORM, FILLED, layouts(database, now).of(FORM))
    assert made != write(FORM, FILLED)
    reading = read(made)
    assert (reading.form, reading.answers) == (FORM, normalised(FORM, FILLED))
    with database.reading() as session:
        assert write(FORM, FILLED, layouts_in(session, now).of(FORM)) == made


def test_every_step_stands_in_the_trail_of_the_fund(database, people, upload, now):
    staff, template = people["staff"], upload()
    use_template(database, staff, template, TODAY, now=now)
    [use] = see_shelf(database, staff, FORM).uses
    take_template_back(database, staff, use.id, now=now)

    def told(who):
        lines = read_trail(database, people[who])
        return {each.kind for each in lines if each.subject_id == template}

    kinds = {"template_uploaded", "template_taken_into_use", "template_taken_back"}
    assert (told("staff"), told("other staff")) == (kinds, set())


def test_a_database_without_tables_lays_out_by_ours(bare_url, now):
    assert content_where_prepared(bare_url, FORM, now) == b""


def test_a_command_is_told_what_was_chosen(database, people, keep, now, url):
    use_template(database, people["staff"], keep(), TODAY, now=now)
    assert content_where_prepared(url, FORM, now) == FIRST
    assert content_where_prepared(url, all_forms()[1], now) == b""


@pytest.mark.parametrize(
    "statement", ["DELETE FROM template_events", "UPDATE template_events SET kind = 'x'"]
)
def test_what_happened_to_a_template_in_the_last_five_years_cannot_be_changed(database, statement):
    with database.writing() as session:
        told = {"at": datetime.now(UTC), "kind": "x", "template_id": "t", "programme": "p"}
        session.execute(insert(TemplateEventRecord).values(told))
    refuses(database, statement)
