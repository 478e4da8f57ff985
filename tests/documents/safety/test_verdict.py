"""Every answer has a sentence, and every kind of file that is refused one that fits it."""

import pytest

from documents.safety.verdict import FileKind, Verdict, describe

CODES = {
    "ok",
    "ok_warning:external",
    "ok_warning:embedded",
    "ok_warning:fields",
    "ok_warning:unknown",
    "ok_warning:active",
    "ok_warning:strict",
    "empty",
    "wrong_type",
    "damaged",
    "password",
    "macros",
    "template_or_other_office",
    "strict_ooxml",
    "too_large",
    "too_complex",
    "unsafe_content",
    "virus",
    "scan_unavailable",
    "timeout",
}


def test_the_list_of_answers_is_closed() -> None:
    assert {verdict.value for verdict in Verdict} == CODES


@pytest.mark.parametrize("verdict", Verdict)
def test_each_answer_has_its_own_sentence(verdict: Verdict) -> None:
    assert verdict.sentence.endswith(".")
    assert len({other.sentence for other in Verdict}) == len(Verdict)


def test_only_ok_and_the_warnings_let_a_file_in() -> None:
    accepted = {verdict.value for verdict in Verdict if verdict.is_accepted}

    assert accepted == {code for code in CODES if code.startswith("ok")}


@pytest.mark.parametrize("kind", FileKind)
def test_a_wrong_kind_is_named_where_that_helps(kind: FileKind) -> None:
    sentence = describe(Verdict.WRONG_TYPE, kind)

    assert sentence.endswith(".")
    if kind is FileKind.OLD_WORD:
        assert sentence != Verdict.WRONG_TYPE.sentence


@pytest.mark.parametrize("verdict", [Verdict.DAMAGED, Verdict.PASSWORD, Verdict.TIMEOUT])
def test_a_pdf_is_not_told_to_be_saved_from_word(verdict: Verdict) -> None:
    assert describe(verdict, FileKind.PDF) != verdict.sentence


def test_other_answers_do_not_depend_on_the_kind() -> None:
    assert describe(Verdict.MACROS, FileKind.TEMPLATE) == Verdict.MACROS.sentence
