"""Documents made and read on the command line, and the lists of forms and rules."""

import fcntl
import json
import stat
from io import BytesIO
from zipfile import ZipFile

from cases.example import example_answers
from documents.sheets.writer import write_workbook
from documents.writer import write
from forms.answers import Answers
from forms.exchange import answers_to_json
from forms.registry import all_forms, form_of
from validators.registry import all_rules

FORM = form_of("projektskitse")
EXAMPLE = answers_to_json(FORM, example_answers())
LINE = json.dumps(EXAMPLE, default=str).encode() + b"\n"


def test_the_forms_are_listed_one_a_line(flask):
    lines = [line.split("\t") for line in flask("forms").stdout.splitlines()]
    assert [line[:2] for line in lines] == [[form.id, form.version] for form in all_forms()]


def test_a_blank_form_goes_to_stdout_as_bytes(flask):
    result = flask("blank", "projektskitse")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == write(FORM, Answers())


def test_a_version_can_be_named(flask):
    assert flask("blank", FORM.key).stdout_bytes == write(FORM, Answers())


def test_a_filled_form_goes_to_the_file_named(flask, tmp_path):
    target = tmp_path / "skitse.docx"
    result = flask("fill", "projektskitse", "-", "-o", target, input=LINE)
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_bytes() == write(FORM, example_answers())
    assert stat.S_IMODE(target.stat().st_mode) & 0o600 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["skitse.docx"]


def test_what_was_filled_in_is_read_back_as_it_was_given(flask, tmp_path):
    (tmp_path / "x.docx").write_bytes(write(FORM, example_answers()))
    result = flask("read", tmp_path / "x.docx")
    told = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (told["form"], told["version"]) == ("projektskitse", "2009")
    assert told["answers"] == json.loads(LINE)


def test_many_documents_are_made_and_a_bad_line_is_told_by_its_number(flask, tmp_path):
    lines = LINE + b"{}\n\n" + b"{oops\n" + b'{"x": 1}\n' + LINE.rstrip()
    result = flask("bulk", "projektskitse", "-", "-o", tmp_path / "ud.zip", input=lines)
    with ZipFile(tmp_path / "ud.zip") as archive:
        names = archive.namelist()
        last = archive.read(names[-1])
    assert names == [f"projektskitse-{number:06}.docx" for number in (1, 2, 6)]
    assert last == write(FORM, example_answers())
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines()[:2]] == ["Række 4", "Række 5"]


def test_many_documents_without_a_bad_line_are_status_0(flask, tmp_path):
    (tmp_path / "svar.jsonl").write_bytes(LINE * 3)
    result = flask("bulk", "projektskitse", tmp_path / "svar.jsonl", "-o", tmp_path / "ud.zip")
    assert result.exit_code == 0
    assert len(ZipFile(BytesIO((tmp_path / "ud.zip").read_bytes())).namelist()) == 3


def test_the_same_bulk_twice_at_once_is_refused_in_our_words(flask, tmp_path):
    (tmp_path / "svar.jsonl").write_bytes(LINE)
    at_work = tmp_path / ".ud.zip.undervejs"
    at_work.mkdir()
    call = ("bulk", "projektskitse", tmp_path / "svar.jsonl", "-o", tmp_path / "ud.zip")
    with (at_work / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = flask(*call)
    assert refused.exit_code == 2
    assert "i gang" in refused.stderr
    assert "unavailable" not in refused.stderr
    assert flask(*call).exit_code == 0


def test_every_rule_is_listed_in_every_shape(flask):
    told = json.loads(flask("rules", "--format", "json").stdout)
    ids = [rule.id for rule in all_rules()]
    assert [each["rule"] for each in told] == ids
    assert all(each["severity"] and each["source"] and each["breaking"] for each in told)
    text, table = flask("rules").stdout, flask("rules", "--format", "md").stdout
    assert all(each in text and f"| {each} |" in table for each in ids)


def test_a_form_that_is_a_workbook_is_made_as_one_and_read_and_checked(flask, tmp_path):
    budget, typed = form_of("budget"), {"poster": [{"kategori": "loen", "aar1": "900.000"}]}
    target = tmp_path / "budget.xlsx"
    blank = flask("blank", "budget", "--format", "xlsx")
    assert blank.stdout_bytes == write_workbook(budget, Answers())
    made = flask("fill", "budget", "-", "--format", "xlsx", "-o", target, input=json.dumps(typed))
    assert made.exit_code == 0
    read = json.loads(flask("read", target).stdout)
    assert read["answers"]["poster"] == [{"kategori": "loen", "aar1": "900000.00"}]
    assert read["origins"]["poster[0].aar1"]["place"]["sheet"] == "Udgifter"
    told = flask("check", target)
    assert told.exit_code == 1


def test_a_form_that_is_no_workbook_is_not_made_as_one(flask):
    assert flask("blank", "delaftale", "--format", "xlsx").exit_code == 2
