"""A person's mistake is one sentence on stderr and exit status 2, never a traceback."""

import json

import pytest

from cli import COMMANDS

OURS = ("forms", "blank", "fill", "read", "check", "bulk", "rules")


def is_told(result):
    lines = result.stderr.strip().splitlines()
    return (result.exit_code, result.stdout, len(lines)) == (2, "", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("blank",),
        ("blank", "nope"),
        ("blank", "projektskitse@1066"),
        ("blank", "projektskitse", "overflødig"),
        ("blank", "--nope"),
        ("blank", "projektskitse", "-o"),
        ("blank", "projektskitse", "-o", "/findes/ikke/x.docx"),
        ("blank", "projektskitse", "-o", "/"),
        ("rules", "--format", "xml"),
        ("rules", "--lang", "fr"),
        ("fill", "projektskitse", "/findes/ikke.json"),
        ("fill", "projektskitse", "/"),
        ("bulk", "projektskitse", "/findes/ikke.jsonl", "-o", "x.zip"),
        ("read", "x.docx", "--form", "nope"),
        ("check",),
        ("check", "x.docx", "--programme", "nope"),
        ("check", "x.docx", "--received", "i går"),
        ("check", "a.docx", "b.docx", "--format", "docx", "-o", "/dev/null/mappe"),
    ],
)
def test_a_mistake_is_told_in_one_line(flask, arguments):
    assert is_told(flask(*arguments))


@pytest.mark.parametrize(
    "answers",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"[]",
        b"17",
        b"NaN",
        b'{"vision": Infinity}',
        b"\xff\xfe",
        b'{"vision": {"a": 1}}',
        b'{"visionen": "x"}',
        b'{"udgifter": {"poster": "x"}}',
        b'{"udgifter": {"poster": [{"x": 1}]}}',
        b'{"udgifter": {"antal_aar": ' + b"9" * 10_000 + b"}}",
        b'{"A B": 1}',
    ],
)
def test_answers_that_are_none_are_told_in_one_line(flask, answers):
    assert is_told(flask("fill", "projektskitse", "-", input=answers))


def test_a_misspelt_field_is_answered_with_the_one_that_was_meant(flask):
    result = flask("fill", "projektskitse", "-", input=b'{"visionen": "x"}')
    assert "visionen" in result.stderr
    assert "vision?" in result.stderr


@pytest.mark.parametrize("name", OURS)
def test_every_command_explains_itself_in_danish(flask, name):
    result = flask(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Brug: ")
    assert "Options" not in result.stdout
    assert "Show this" not in result.stdout


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"ikke et dokument", b"PK\x03\x04"])
def test_a_file_that_cannot_be_read_gives_rea001_and_status_2(flask, tmp_path, content):
    (tmp_path / "x.docx").write_bytes(content)
    result = flask("read", tmp_path / "x.docx")
    told = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [each["rule"] for each in told["problems"]] == ["REA001"]
    assert (told["file"], told["form"]) == ("x.docx", None)
    assert result.stderr


def test_a_missing_file_gives_rea001_and_status_2(flask, tmp_path):
    result = flask("read", tmp_path / "x.docx")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["problems"][0]["evidence"] == "missing"


def test_every_command_is_one_that_exists():
    assert set(OURS) <= {command.name for command in COMMANDS}
