"""What is drawn once for many holds nobody's words, and looks as if it were drawn for each."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup, escape

from cases.draft import Draft
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import Section
from forms.kinds.kind import Fault, Unread
from forms.path import Path
from forms.registry import all_forms
from tests.web.submission import fields_of
from validators.examination import examine
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS
from web import kept
from web.kept import Drawn, kept_part, mark, pieces_of
from web.pages import sheet
from web.pages.drawn import drawn_part
from web.pages.page import Offered, Told, page
from web.pages.page_form import form_of_answers
from web.pages.rows import Rows, rows_of_answers
from web.progress import State, _states_of, states_of
from web.wizard_page import _Indicator

SECTIONS = [(form, section) for form in all_forms() for section in form.sections]
NAMES = [f"{form.id}-{section.id}" for form, section in SECTIONS]
EVIL = '<b>Åse & "Bo"</b> {{ x }} %s \\1 '


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anew:
    """Whatever is asked of it, as the templates draw it part by part."""

    answers: Answers
    told: Told
    rows: Rows

    def drawn(self, form, section):
        made = form_of_answers(section, self.answers, self.rows)
        parts = page(form, made, self.answers, self.told).parts
        return Markup("").join(drawn_part(part, 2) for part in parts)


def _answered(form, value):
    """Sound answers, or the same questions all answered with something that nobody can read."""
    sound = typed_answers(form, SOUND_ANSWERS[form.id])
    if value is None:
        return sound
    unread = Unread(text=value, fault=Fault.NOT_AN_OPTION)
    return normalised(form, Answers(dict.fromkeys(sound, unread)))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("form", "section"), SECTIONS, ids=NAMES)
def test_a_page_from_its_sheet_is_the_page_drawn_anew(
    drawing_app: Flask, form, section: Section, language: str
) -> None:
    with drawing_app.test_request_context(f"/?sprog={language}"):
        for answers in (Answers(), _answered(form, None), _answered(form, EVIL)):
            names = [str(path) for path in answers if path.parts[0] in _ids(section)]
            rows = rows_of_answers(section, answers, {})
            for told in (Told(), _told(names)):
                anew = _Anew(answers=answers, told=told, rows=rows).drawn(form, section)
                for _ in range(2):
                    assert _tight(questions(form, section, rows, answers, told)) == _tight(anew)


@pytest.mark.parametrize(
    "told",
    [
        Told(errors={"vision": (EVIL,)}),
        Told(warnings={"vision": (EVIL,)}),
        Told(offers={"vision": Offered(text=EVIL, is_open=False)}),
    ],
    ids=["error", "warning", "offer"],
)
def test_what_is_said_of_an_answer_is_drawn_where_nothing_else_is(
    drawing_app: Flask, told: Told
) -> None:
    form = next(each for each in all_forms() if each.id == "projektskitse")
    section = next(each for each in form.sections if each.id == "vision")
    with drawing_app.test_request_context("/"):
        assert str(escape(EVIL)) not in questions(form, section, Rows(), Answers(), Told())
        drawn = questions(form, section, Rows(), Answers(), told)
    assert str(escape(EVIL)) in drawn
    assert EVIL not in drawn


def test_an_answer_is_escaped_into_its_hole(drawing_app: Flask) -> None:
    form = next(each for each in all_forms() if each.id == "projektskitse")
    section = next(each for each in form.sections if each.id == "vision")
    with drawing_app.test_request_context("/"):
        answers = Answers({Path.parse("vision"): EVIL})
        drawn = questions(form, section, Rows(), answers, Told())
    assert str(escape(EVIL)) in drawn
    assert EVIL not in drawn


def test_a_sheet_is_kept_for_the_rows_it_has(drawing_app: Flask) -> None:
    form = next(each for each in all_forms() if each.id == "projektskitse")
    section = next(each for each in form.sections if each.id == "udgifter")
    group = Path.parse("udgifter.poster")
    with drawing_app.test_request_context("/"):
        first, third = (
            questions(form, section, Rows(numbers={group: (row,)}), Answers(), Told())
            for row in (0, 2)
        )
    assert 'name="udgifter.poster[0].tekst"' in first
    assert 'name="udgifter.poster[2].tekst"' in third


def questions(*given) -> str:
    """What a page asks, as it is read."""
    return sheet.questions(*given).decode()


def _ids(section: Section) -> set[str]:
    return {item.id.split(".")[0] for item in section.items}


def _told(names: list[str]) -> Told:
    """Something said of the first fields, and of the groups they stand in."""
    groups = [name.partition("[")[0] for name in names[:1]]
    return Told(
        errors=dict.fromkeys([*names[:2], *groups], (f"{EVIL} mangler",)),
        warnings=dict.fromkeys(names[1:3], (f"{EVIL} er lang",)),
        offers={name: Offered(text=EVIL, is_open=True) for name in names[2:3]},
    )


def _tight(html: str) -> str:
    return "".join(line.strip() for line in html.splitlines())


def test_answers_are_not_kept_with_the_sheet(drawing_app: Flask) -> None:
    form, section = SECTIONS[0]
    secret = "En hemmelighed, som ingen andre skal se"
    asked = dict.fromkeys(typed_answers(form, SOUND_ANSWERS[form.id]), secret)
    answers = Answers(asked)
    sheet._sheet.cache_clear()
    with drawing_app.test_request_context("/"):
        rows = rows_of_answers(section, answers, {})
        assert secret in questions(form, section, rows, answers, Told())
        assert sheet._sheet.cache_info().currsize == 1
        assert secret not in questions(form, section, rows, Answers(), Told())


def test_a_long_page_is_drawn_without_a_sheet(drawing_app: Flask) -> None:
    form = next(each for each in all_forms() if each.id == "projektskitse")
    section = next(each for each in form.sections if each.id == "udgifter")
    sheet._sheet.cache_clear()
    with drawing_app.test_request_context("/"):
        rows = rows_of_answers(section, Answers(), {Path.parse("udgifter.poster"): 100})
        drawn = questions(form, section, rows, Answers(), Told())
    assert 'name="udgifter.poster[99].tekst"' in drawn
    assert sheet._sheet.cache_info().currsize == 0


def test_a_hole_takes_markup_as_it_is_and_escapes_all_else() -> None:
    pieces = pieces_of(f"<p>{mark('one')}</p>{mark('two_2')}{mark('one')}")
    assert (
        pieces.filled({"one": "æ & b", "two_2": Markup("<br>")}).decode()
        == "<p>æ &amp; b</p><br>æ &amp; b"
    )


def test_what_is_drawn_already_stands_in_a_hole_as_it_is_and_no_other_bytes_do() -> None:
    pieces = pieces_of(f"<p>{mark('one')}</p>")
    assert pieces.filled({"one": Drawn("<i>æ</i>".encode())}) == "<p><i>æ</i></p>".encode()
    assert b"<i>" not in pieces.filled({"one": b"<i>"})


def test_a_mark_that_somebody_types_is_only_text(client: FlaskClient, draft: str) -> None:
    address = f"{draft}/trin/organisering"
    fields = fields_of(client.get(address).text)
    fields["organisering.tovholder"] = mark("version")
    client.post(address, data=fields)
    assert fields_of(client.get(address).text)["organisering.tovholder"] == mark("version")


def test_the_steps_are_drawn_once_for_all_drafts_that_are_as_far(drawing_app: Flask) -> None:
    form, _ = SECTIONS[0]
    states = (State.DONE,) * len(form.sections)
    shape = _Indicator(form=form, place=1, states=states)
    further = replace(shape, states=(State.INCOMPLETE, *states[1:]))
    kept._part.cache_clear()
    with drawing_app.test_request_context("/"):
        one, other, third = (
            kept_part("components/step_indicator.html", each, {"draft": name}).decode()
            for each, name in ((shape, "en"), (shape, "anden"), (further, "tredje"))
        )
    assert kept._part.cache_info().misses == 2
    assert "/kladder/en/trin/" in one
    assert "/kladder/anden/trin/" in other
    assert "/kladder/en/" not in other
    assert third.count("fejl=1") == 1


def test_a_page_is_kept_for_each_language_and_place_it_is_mounted_at(
    client: FlaskClient, draft: str
) -> None:
    address = f"{draft}/trin/organisering"
    danish = client.get(address).text
    assert "Save and continue" in client.get(f"{address}?sprog=en").text
    assert client.get(f"{address}?sprog=da").text.count("Gem og fortsæt") == danish.count(
        "Gem og fortsæt"
    )
    mounted = client.get(address, base_url="http://localhost/tilsagn").text
    assert f'action="/tilsagn{address}"' in mounted
    assert f'action="{address}"' in client.get(address).text


def test_people_with_the_same_roles_each_see_their_own_name(sign_in) -> None:
    names = {"skriver": "Signe Skriver", "partner": "Pia Partner"}
    for who, name in names.items():
        browser = sign_in(who)
        draft = browser.post("/kladder", data={"form": "projektskitse@2009"}).location
        html = browser.get(f"{draft}/trin/vision").text
        assert name in html
        assert not any(other in html for other in names.values() if other != name)


def test_how_far_sections_are_is_told_by_what_is_answered_and_what_is_wrong_in_it() -> None:
    form = next(each for each in all_forms() if each.id == "projektskitse")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    fixed = {"id": "x", "form": form, "programme": form.programme, "created_at": at}
    empty = Draft(**fixed, updated_at=at, revision=1, answers=Answers())
    sound = replace(empty, revision=2, answers=typed_answers(form, SOUND_ANSWERS[form.id]))
    found = {each.version: examine(form, each.answers) for each in (empty, sound)}
    for _ in range(2):
        for draft in (empty, sound):
            for findings in (*found.values(), ()):
                assert states_of(draft, findings) == _states_of(draft, findings)
    assert (
        len({states_of(empty, ()), states_of(sound, ()), states_of(sound, found[empty.version])})
        == 3
    )


def test_rows_that_are_asked_for_stand_on_no_other_page() -> None:
    section = next(each for _, each in SECTIONS if each.id == "udgifter")
    group, answers = Path.parse("udgifter.poster"), Answers()
    few = rows_of_answers(section, answers, {})
    assert len(rows_of_answers(section, answers, {group: 7}).of(group)) == 7
    assert rows_of_answers(section, answers, {}) == few
