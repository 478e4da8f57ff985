"""Saves answered ahead of Flask, held against what Flask answers and keeps itself."""

import json
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from cases.database import Database
from cases.errors import StorageBusy
from cases.holder import Role
from cases.people import passwords
from cases.people.models import PersonRecord
from logs import set_up_logs
from tests.cases.people.cheap import CHEAP
from tests.web.people import signed_in
from tests.web.submission import changes_of
from tests.web.two_services import (
    FORM,
    HOUR,
    POSTER,
    REMARKS,
    Both,
    begun,
    changed,
    path_of,
)
from web.pages.rows import MOST_FIELDS
from web.quick_saves import RULE, _read_once
from web.sessions import RENEWED_AFTER
from web.wizard_changes import keep_changes


def _refuse(*_: object) -> None:
    raise AssertionError("Flask was asked")


@pytest.fixture
def alone(both: Both, monkeypatch: pytest.MonkeyPatch) -> Both:
    """Where the first service must do without Flask."""
    monkeypatch.setattr(both.quick.application, "request_context", _refuse)
    return both


@given(st.text("ab&=+%4é1ø") | st.text())
def test_a_form_is_read_as_the_library_does(form: str) -> None:
    try:
        told = parse_qsl(form, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - any will do, as the library's does
            _read_once(form)
        return
    once = dict(told)
    assert _read_once(form) == (once if len(once) == len(told) else None)


def test_a_form_of_more_names_than_a_page_has_is_not_read() -> None:
    names = [f"{number}=x" for number in range(MOST_FIELDS + 1)]
    assert len(_read_once("&".join(names[1:]))) == MOST_FIELDS
    with pytest.raises(ValueError, match="5001"):
        _read_once("&".join(names))


def test_the_way_is_the_one_that_the_page_is_saved_by(drawing_app: Flask) -> None:
    found = [each.endpoint for each in drawing_app.url_map.iter_rules() if each.rule == RULE]
    assert found == ["wizard.autosave"]


def test_what_is_typed_is_kept_without_flask(alone: Both) -> None:
    told = alone.tell({REMARKS: "Ærø & <b>øl</b>\r\n\r\nto"})
    assert told.json["version"] == 1
    assert told.json["saved_at"] == "1. okt. 2021 14.30.05"
    assert alone.tell({REMARKS: "Ærø"}, version=1).json["version"] == 2
    assert alone.tell({REMARKS: "Ærø"}, version=2).json["version"] == 2
    _, answers, saves = alone.kept()
    assert [json.loads(text) for *_, text in answers] == ["Ærø"]
    assert len(saves) == 2


def test_a_page_in_english_is_told_the_hour_in_english(alone: Both) -> None:
    for each in (alone.quick, alone.slow):
        each.set_cookie("sprog", "en")
    assert alone.tell({REMARKS: "x"}).json["saved_at"] == "1 Oct 2021, 14:30:05"


def test_a_browser_says_its_form_as_it_likes(alone: Both) -> None:
    body = urlencode(list(changes_of(alone.page, MultiDict({**alone.page, REMARKS: "x"})).items()))
    told = alone.post(body.encode(), content_type=f"{FORM}; charset=UTF-8")
    assert told.json["version"] == 1


@pytest.fixture
def writers(both: Both, monkeypatch: pytest.MonkeyPatch) -> tuple[Both, str]:
    """As `both`, for somebody with an account, and the id of a colleague."""
    monkeypatch.setattr(passwords, "_HASHER", CHEAP)
    app = both.quick.application
    database = Database(app.config["DATABASE_URL"])
    app.config["WTF_CSRF_ENABLED"] = False
    writer = signed_in(app, database, Role.WRITER)
    signed_in(app, database, Role.APPROVER)
    app.config["WTF_CSRF_ENABLED"] = True
    with database.reading() as session:
        found = select(PersonRecord.id).where(PersonRecord.name == Role.APPROVER.value)
        colleague = str(session.scalar(found))
    return begun(writer, both.slow), colleague


def test_who_is_signed_in_saves_without_flask_and_is_named_in_the_history(
    writers: tuple[Both, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    both, _ = writers
    monkeypatch.setattr(both.quick.application, "request_context", _refuse)
    assert both.tell({REMARKS: "x"}).json["others"] == ""
    assert both.kept()[2][0][-1]


def test_who_is_signed_in_hears_of_others_at_the_page(
    writers: tuple[Both, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    both, colleague = writers
    for each in ("web.quick_saves.now", "web.writers.now"):
        monkeypatch.setattr(each, lambda: HOUR)
    for each in (both.quick, both.slow):
        with closing(sqlite3.connect(path_of(each.application))) as connection, connection:
            connection.execute(
                "INSERT INTO presences (draft_id, person_id, section, seen_at) "
                "VALUES (?, ?, 'udgifter', '2021-10-01 12:30:00.000000')",
                (both.address.split("/")[2], colleague),
            )
    assert Role.APPROVER.value in both.tell({REMARKS: "x"}).json["others"]
    both.kept()


def test_a_sign_in_is_renewed_and_one_that_ended_ends(
    writers: tuple[Both, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    both, _ = writers
    later = datetime.now(UTC) + timedelta(minutes=2)
    monkeypatch.setattr("web.signing_in.now", lambda: later)
    sent = changes_of(both.page, MultiDict({**both.page, REMARKS: "x"}))
    answer = both.quick.post(f"{both.address}/gem", data=sent)
    assert "tilsagn-person=" in answer.headers["Set-Cookie"]
    for each in (both.quick, both.slow):
        with closing(sqlite3.connect(path_of(each.application))) as connection, connection:
            connection.execute("DELETE FROM sign_ins")
    assert both.quick.post(f"{both.address}/gem", data=sent).status_code == 404


def test_a_sign_in_to_be_renewed_is_not_passed_over(
    both: Both, writers: tuple[Both, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a draft that is held by its link, where nobody need be signed in."""
    person = writers[0].quick.get_cookie("tilsagn-person").value
    holding = both.quick.get_cookie("tilsagn").value
    for each in (both.quick, both.slow):
        each.set_cookie("tilsagn-person", person)
        each.set_cookie("tilsagn", holding)
    later = datetime.now(UTC) + timedelta(minutes=2)
    monkeypatch.setattr("web.signing_in.now", lambda: later)
    assert "tilsagn-person=" in both.tell({REMARKS: "x"}).headers["Set-Cookie"]
    assert both.kept()[2][-1][-1]


def _others(both: Both) -> None:
    """Somebody else saves a row and a number, by the page as a whole."""
    for each in (both.quick, both.slow):
        sent = MultiDict({**both.page, f"{POSTER}[0].tekst": "Leje", "udgifter.antal_aar": "4"})
        assert each.post(f"{both.address}/gem", data=sent).status_code == 200


def test_what_others_saved_is_told_and_what_they_changed_too_is_refused(both: Both) -> None:
    _others(both)
    assert both.tell({REMARKS: "Mit"}).json["merged"] == ["udgifter.antal_aar", f"{POSTER}[0]"]
    assert both.tell({"udgifter.antal_aar": "5"}).json["conflicts"] == ["udgifter.antal_aar"]
    both.kept()


def test_totals_and_rows_that_move_are_told(both: Both) -> None:
    row = {"tekst": "Leje", "beloeb": "10", "hyppighed": "engang"}
    texts = {f"{POSTER}[{at}].{name}": text for at in (0, 1) for name, text in row.items()}
    assert "20,00" in str(both.tell({**texts, "udgifter.antal_aar": "1"}).json["totals"])
    both.page.update({**texts, "udgifter.antal_aar": "1"})
    gone = dict.fromkeys((f"{POSTER}[0].{name}" for name in row), "")
    assert both.tell(gone, version=1).json["totals"]
    both.kept()


def _odd_bytes(both: Both) -> TestResponse:
    body = urlencode(list(changed(both).items(multi=True)))
    return both.post(body.replace("=x&", "=%ff%fe&").encode())


def test_odd_bytes_are_kept_as_flask_reads_them(both: Both) -> None:
    assert _odd_bytes(both).status_code == 200
    assert both.kept()[1]


def test_over_tls_a_page_of_ours_saves_and_is_told_to_stay_there(alone: Both) -> None:
    referrer = {"Referer": f"https://localhost{alone.address}"}
    sent = changed(alone)
    told = alone.post(sent, base_url="https://localhost", headers=referrer)
    assert "max-age" in told.headers["Strict-Transport-Security"]


def test_a_draft_that_is_not_held_is_not_there(both: Both) -> None:
    address = "/kladder/0123456789abcdef0123456789abcdef/trin/udgifter"
    other = Both(quick=both.quick, slow=both.slow, address=address, page=both.page)
    assert other.post(changed(both)).status_code == 404
    ours = both.address.replace("/trin/udgifter", "/trin/ukendt")
    other = Both(quick=both.quick, slow=both.slow, address=ours, page=both.page)
    assert other.post(changed(both)).status_code == 404


def test_whether_a_host_is_trusted_is_for_flask_to_say(
    alone: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(alone.quick.application.config, "TRUSTED_HOSTS", ["tilsagn.example"])
    with pytest.raises(AssertionError, match="Flask was asked"):
        alone.tell({REMARKS: "x"})


def test_a_page_that_is_told_whole_is_kept_whole(both: Both) -> None:
    told = both.post(MultiDict({**both.page, REMARKS: "x"}))
    assert told.json["version"] == 1
    both.kept()


def test_a_session_that_was_not_written_for_a_day_is_written(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = datetime.now(UTC) + RENEWED_AFTER + timedelta(minutes=1)
    monkeypatch.setattr("web.sessions.now", lambda: later)
    assert "tilsagn=" in both.tell({REMARKS: "x"}).headers["Set-Cookie"]


def test_what_the_address_asks_for_beside_a_row_is_flask_s(both: Both) -> None:
    for query in ("?sprog=en", "?raekke=x", "?raekke=99999"):
        assert both.post(changed(both), query).status_code == 200


def test_a_cookie_that_is_to_be_mended_is_mended(both: Both) -> None:
    for each in (both.quick, both.slow):
        each.set_cookie("sprog", "xx")
    assert "sprog=da" in both.tell({REMARKS: "x"}).headers["Set-Cookie"]


def test_who_waits_in_vain_for_the_database_waits_once(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def busy(*told: object) -> None:
        asked.append(told)
        raise StorageBusy

    monkeypatch.setattr("web.quick_saves.keep_changes", busy)
    assert both.quick.post(f"{both.address}/gem", data=changed(both)).status_code == 503
    assert len(asked) == 1


def test_who_cannot_be_asked_for_is_an_error_that_flask_tells(
    writers: tuple[Both, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    both, _ = writers

    def busy(*_: object, **__: object) -> None:
        raise StorageBusy

    for name in ("web.quick_saves.signed_in", "web.signing_in.signed_in"):
        monkeypatch.setattr(name, busy)
    answer = both.post(changed(both), headers={"Accept": "application/json"})
    assert answer.status_code == 503


def test_a_row_that_is_a_page_is_saved_by_its_own_number_alone(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = "?raekke=0"
    rows = begun(both.quick, both.slow, "statusrapport", "/trin/indsatser", first)
    page = rows.page
    name = next(each for each in page if each.startswith("indsatser[0]."))
    page[name] = "En"
    new = changes_of(MultiDict({**page, name: ""}), page)
    assert rows.post(new, first).json["version"] == 1
    page["_version"] = "1"
    change = changes_of(page, MultiDict({**page, name: "To"}))
    assert rows.post(change, "?raekke=1").status_code == 400
    monkeypatch.setattr(both.quick.application, "request_context", _refuse)
    assert rows.post(change, first).json["version"] == 2
    rows.kept()


def test_a_save_that_flask_tells_of_is_made_once(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counted(*told: object) -> object:
        asked.append(told)
        return keep_changes(*told)

    for name in ("web.quick_saves.keep_changes", "web.wizard.keep_changes"):
        monkeypatch.setattr(name, counted)
    texts = {f"{POSTER}[0].beloeb": "10", f"{POSTER}[0].hyppighed": "engang"}
    sent = changes_of(both.page, MultiDict({**both.page, **texts}))
    answer = both.quick.post(f"{both.address}/gem", data=sent)
    assert answer.json["totals"]
    assert len(asked) == 1


def test_whatever_two_pages_send_both_services_answer_and_keep_the_same(
    both: Both, seed: int
) -> None:
    told = random.Random(seed)
    names = [REMARKS, "udgifter.antal_aar", *(f"{POSTER}[{at}].tekst" for at in range(3))]
    for _ in range(40):
        some = told.sample(names, told.randint(1, 3))
        texts = {name: told.choice(("", "1", "Løn", "Leje af sal")) for name in some}
        both.tell(texts, version=told.randint(0, 12))
    both.kept()


def _lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    names = ("method", "route", "status", "person", "levelname")
    return [{name: getattr(each, name) for name in names} for each in caplog.records]


def test_both_tell_the_log_the_same(both: Both, caplog: pytest.LogCaptureFixture) -> None:
    caplog.clear()
    both.tell({REMARKS: "x"})
    quick, slow = _lines(caplog)
    assert quick == slow
    assert quick["route"] == RULE


def test_the_number_of_the_answer_is_in_the_log(
    alone: Both, capsys: pytest.CaptureFixture[str]
) -> None:
    alone.quick.application.config["SURROUNDINGS"] = "production"
    set_up_logs(alone.quick.application)
    capsys.readouterr()
    told = alone.tell({REMARKS: "x"})
    assert told.headers["X-Request-ID"] in capsys.readouterr().err
