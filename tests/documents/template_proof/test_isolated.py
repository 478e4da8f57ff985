"""A template is looked at and tried out in a process that may be lost."""

import pytest

from documents.reader.document import read
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import Verdict
from documents.template_proof.examples import example_answers
from documents.template_proof.isolated import (
    prove_isolated,
    report_from_json,
    report_to_json,
    tried_out_isolated,
)
from documents.template_proof.proving import prove
from documents.template_proof.report import ExampleKind
from forms.exchange import normalised
from tests.documents.template_proof.changed import FORM, OWN, changed, with_paragraph, with_xml

ROW = "<w:p><w:r><w:t>{{r vision }}</w:t></w:r></w:p>"


def test_a_report_comes_whole_out_of_the_process():
    data = changed(("word/document.xml", "{{r p.beloeb }}", "{{r p.belob }}"))
    assert prove_isolated(FORM, data) == prove(FORM, data)
    assert report_from_json(report_to_json(prove(FORM, OWN))) == prove(FORM, OWN)


@pytest.mark.parametrize("example", list(ExampleKind))
def test_what_is_tried_out_says_the_example_answers(example):
    made = tried_out_isolated(FORM, OWN, example)
    assert read(made).answers == normalised(FORM, example_answers(FORM, example))


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", Verdict.EMPTY),
        (b"hej", Verdict.WRONG_TYPE),
        (OWN[: len(OWN) // 2], Verdict.DAMAGED),
        # What costs docxtpl's own expressions four seconds never meets them.
        (with_paragraph("{{" * 18_000), Verdict.TOO_COMPLEX),
        (with_paragraph("{%p for x in udgifter.poster %}" * 6_000), Verdict.TOO_COMPLEX),
        (with_xml(ROW * 50_000), Verdict.TOO_COMPLEX),
        (changed(("word/header1.xml", "{{ form.titel }}", "x" * 3_000_000)), Verdict.TOO_COMPLEX),
        (changed(add={"word/media/x.png": bytes(21 * 1024 * 1024)}), Verdict.TOO_LARGE),
    ],
)
def test_a_file_that_asks_for_too_much_is_refused_by_a_word_of_the_closed_list(data, verdict):
    with pytest.raises(IsolationFailed) as caught:
        prove_isolated(FORM, data)
    assert caught.value.verdict is verdict


def test_a_template_that_is_not_done_in_time_is_stopped():
    with pytest.raises(IsolationFailed) as caught:
        prove_isolated(FORM, OWN, seconds=0.001)
    assert caught.value.verdict is Verdict.TIMEOUT
