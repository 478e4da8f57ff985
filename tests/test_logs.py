"""What is logged: lines that hold neither words nor ways in, whoever logs."""

import json
import logging
import re
import threading

import pytest
from flask import Flask

import logs

SECRET = "Kanariefugl 010203-1234"


@pytest.fixture
def lines(monkeypatch, capsys):
    """What our handler writes, in production or on one's own machine."""
    written: list[str] = []
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)

    def told():
        written.append(capsys.readouterr().err)
        return [line for line in "".join(written).splitlines() if line]

    def set_up(surroundings):
        app = Flask("app")
        app.config["SURROUNDINGS"] = surroundings
        logs.set_up_logs(app)
        return told

    return set_up


def fail():
    try:
        {}[SECRET]
    except KeyError as cause:
        raise ValueError(f"cannot read {SECRET}") from cause


def test_a_line_is_json_where_others_reach_the_service(lines):
    told = lines("production")
    logging.getLogger("web.x").warning("provider %s: %s", "mitid", "down")
    [line] = map(json.loads, told())
    assert (line["level"], line["logger"], line["message"]) == (
        "WARNING",
        "web.x",
        "provider mitid: down",
    )
    assert line["time"][10] == "T"


def test_a_line_is_for_people_on_one_s_own_machine(lines):
    told = lines("embedded")
    logging.getLogger("app").info("provider %s", "mitid")
    [line] = told()
    assert line.endswith("INFO app: provider mitid")


@pytest.mark.parametrize("surroundings", ["production", "embedded"])
def test_a_line_tells_its_own_hour_whatever_was_told_before(lines, surroundings):
    told = lines(surroundings)
    seconds = (86_400.25, 86_400.75, 86_401.0, 86_400.0)
    for second in seconds:
        record = logging.makeLogRecord({"name": "app", "levelno": 20, "levelname": "INFO"})
        record.created, record.msecs = second, second % 1 * 1000
        logging.getLogger("app").handle(record)
    found = ["".join(re.findall(r":(\d\d)(?:,(\d{3}))?", line)[1]) for line in told()]
    is_json = surroundings == "production"
    assert found == (["00", "00", "01", "00"] if is_json else ["00250", "00750", "01000", "00000"])


def test_one_handler_writes_however_many_apps_are_made(lines):
    lines("production")
    told = lines("production")
    logging.getLogger("app").info("x")
    assert len(told()) == 1


@pytest.mark.parametrize("surroundings", ["production", "embedded"])
def test_an_exception_is_told_by_kind_and_place_with_its_cause_and_no_words(lines, surroundings):
    told = lines(surroundings)
    try:
        fail()
    except ValueError:
        logging.getLogger("cases.x").exception("job %s", "7")
    text = "\n".join(told())
    assert SECRET not in text
    for words in ("ValueError at", "KeyError at", "test_logs.py:", "job 7"):
        assert words in text


@pytest.mark.parametrize("surroundings", ["production", "embedded"])
def test_what_libraries_say_is_told_by_its_place_alone(lines, surroundings):
    told = lines(surroundings)
    for logger in ("waitress", "alembic.runtime", "sqlalchemy.engine", "authlib", "urllib3"):
        logging.getLogger(logger).warning(f"Exception while serving /l/{SECRET}")
        logging.getLogger(logger).warning("serving %s", SECRET)
        try:
            fail()
        except ValueError:
            logging.getLogger(logger).exception(f"serving {SECRET}", stack_info=True)
    text = "\n".join(told())
    assert SECRET not in text
    assert text.count("test_logs.py:") >= 15
    assert "waitress" in text


def test_a_thread_that_ends_by_an_error_is_told_without_its_words(lines, capsys):
    told = lines("production")
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "a thread ended: ValueError at" in told()[0]
    assert SECRET not in "".join(told()) + capsys.readouterr().err
