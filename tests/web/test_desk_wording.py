"""What the officer reads of a file that was not read, beside what its maker would be told."""

import re

import pytest
from flask import Flask

from documents.reader.examine_file import unreadable
from documents.safety.verdict import FileKind, Verdict, describe, describe_bundled
from validators.finding import Finding
from validators.registry import rule_of
from web.desk_wording import desk_line, desk_words
from web.wording import sentence_of

# What is said to whoever made the file and can send another.
TO_ITS_MAKER = re.compile(r"upload|\b(din|dit|dine)\b", re.IGNORECASE)
REFUSALS = {
    describe(verdict, kind): verdict
    for verdict in Verdict
    if verdict is not Verdict.OK
    for kind in FileKind
}


def refused(verdict: Verdict, reason: str) -> Finding:
    [finding] = unreadable(verdict, reason, "skitse.docx").problems
    return finding


def test_every_refusal_and_warning_is_said_to_the_officer_in_both_languages(
    drawing_app: Flask,
) -> None:
    with drawing_app.test_request_context("/bord"):
        for reason, verdict in REFUSALS.items():
            text, advice = desk_words(refused(verdict, reason))
            assert text
            assert advice
            assert not TO_ITS_MAKER.search(f"{text} {advice}"), text
    with drawing_app.test_request_context("/bord?sprog=en"):
        english = {desk_line(refused(verdict, reason)) for reason, verdict in REFUSALS.items()}
    assert not any(re.search("[æøå]", each) for each in english)


def test_the_sentences_of_files_do_speak_to_whoever_made_them() -> None:
    spoken = [reason for reason in REFUSALS if TO_ITS_MAKER.search(reason)]
    assert len(spoken) > 20


@pytest.mark.parametrize("verdict", [Verdict.PASSWORD, Verdict.DAMAGED, Verdict.TIMEOUT])
def test_of_a_zip_the_officer_laid_up_its_own_sentence_says_all(
    drawing_app: Flask, verdict: Verdict
) -> None:
    finding = refused(verdict, describe_bundled(verdict))
    with drawing_app.test_request_context("/bord"):
        assert desk_words(finding) == (sentence_of(finding), "")


@pytest.mark.parametrize(("rule", "variant"), [("REA001", "no_text"), ("REA002", "workbook")])
def test_what_was_read_and_not_made_out_has_advice_for_the_officer(
    drawing_app: Flask, rule: str, variant: str
) -> None:
    finding = rule_of(rule).found(variant=variant)
    with drawing_app.test_request_context("/bord"):
        text, advice = desk_words(finding)
        assert text == sentence_of(finding)
    assert "Bed ansøgeren" in advice or "bed ansøgeren" in advice
