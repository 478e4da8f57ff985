"""A case of several documents: what it holds, and how its findings name their places."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Path
from forms.programmes.lokale_partnerskaber import LOKALE_PARTNERSKABER
from forms.programmes.programme import Programme
from forms.registry import form_of, programme_of
from tests.strategies import answers
from tests.validators.cases import case_with, found_in, told
from tests.validators.wild import wild_answers
from validators.examination import examine, examine_across, examine_case, message_of, what_to_do
from validators.finding import Elsewhere, Place, Severity
from validators.whole_case import CaseDocument, Site, WholeCase, odd_ones

LBF = programme_of("lbf-boligsocial-2019-26")
FORMS = [form_of(name) for name in ("samarbejdsaftale", "delaftale", "budget", "kommissorium")]
LATE = {"delaftale-uddannelse:periode": "01.10.2021 - 31.08.2025"}


def test_the_correct_case_has_no_findings() -> None:
    assert told(case_with()) == []


def test_each_document_is_examined_as_by_itself() -> None:
    documents = case_with({"delaftale-uddannelse:revision": "", "budget:poster[0].aar1": "1"})
    found = examine_case(documents)
    assert found.documents == tuple(
        examine(each.definition, each.answers) for each in documents if each.definition
    )
    assert {each.rule for each in found.documents[2]} == {"REQ001"}


def test_a_case_without_documents_has_no_findings() -> None:
    found = examine_case(())
    assert (found.documents, found.across) == ((), ())


def test_a_document_that_is_no_form_has_no_findings_of_its_own() -> None:
    drawing = CaseDocument(name="organisationsdiagram.pdf")
    found = examine_case((*case_with(), drawing))
    assert found.documents[-1] == ()
    assert found.across == ()


def test_a_finding_across_documents_names_both_documents_and_places() -> None:
    [(name, finding)] = found_in(case_with(LATE))
    assert (name, str(finding.path)) == ("delaftale-uddannelse", "periode")
    assert finding.other == Elsewhere(file="samarbejdsaftale", path=Path.parse("periode"))
    assert "samarbejdsaftale" in message_of(finding)


def test_both_places_of_a_finding_are_looked_up_in_their_documents() -> None:
    [(_, finding)] = found_in(case_with(LATE))
    here, there = Place(block=3), Place(block=7, row=1)
    places = {
        "delaftale-uddannelse": {Path.parse("periode"): here},
        "samarbejdsaftale": {Path.parse("periode"): there},
    }
    placed = finding.placed_among(places)
    assert placed.place == here
    assert placed.other is not None
    assert placed.other.place == there
    assert finding.placed_among({}).place is None


def test_the_documents_may_come_in_any_order() -> None:
    documents = case_with(LATE)
    assert told(documents[::-1]) == told(documents)


def test_findings_stand_as_the_documents_do() -> None:
    typed = {
        **LATE,
        "delaftale-uddannelse:parter[0].navn": "ÅbyBoligforening",
        "delaftale-beskaeftigelse:medarbejderressourcer[1].timer": "30 timer",
    }
    across = examine_across(case_with(typed))
    assert [(each.file, each.rule) for each in across] == [
        ("delaftale-beskaeftigelse", "STA004"),
        ("delaftale-uddannelse", "DAT004"),
        ("delaftale-uddannelse", "PAR002"),
    ]


def test_the_programme_is_the_one_all_share_unless_another_is_given() -> None:
    sketch = CaseDocument(name="skitse", definition=form_of("projektskitse"))
    assert WholeCase(case_with()).programme is LBF
    assert WholeCase((*case_with(), sketch)).programme is None
    assert WholeCase((sketch,), programme=LBF).programme is LBF
    assert examine_across(case_with(LATE), programme=LOKALE_PARTNERSKABER) == ()


def test_two_sketches_are_not_held_against_each_other() -> None:
    sketch = form_of("projektskitse")
    pair = (
        CaseDocument(name="a", definition=sketch, answers=Answers({Path.parse("vision"): "x"})),
        CaseDocument(name="b", definition=sketch),
    )
    assert examine_across(pair) == ()


def test_what_most_say_is_right_and_of_equals_what_was_said_first() -> None:
    whole = WholeCase(case_with())
    a, b, c = (Site(document=document) for document in whole.documents[:3])
    assert list(odd_ones([(a, 1), (b, 2), (c, 2)])) == [(a, b)]
    assert list(odd_ones([(a, 1), (b, 2)])) == [(b, a)]
    assert list(odd_ones([(a, 1), (b, 1)])) == []
    assert list(odd_ones([])) == []


def test_an_endless_case_is_examined() -> None:
    delaftale = form_of("delaftale")
    names = {Path.parse(f"parter[{row}].navn"): f"Part nummer {row}" for row in range(1_000)}
    many = [
        CaseDocument(name=str(number), definition=delaftale, answers=Answers(names))
        for number in range(10)
    ]
    assert {each.severity for each in examine_across(many)} <= set(Severity)


def _changed(document: CaseDocument, changes: Answers) -> CaseDocument:
    return replace(document, answers=document.answers.replaced(dict(changes.items())))


def _spoiled() -> st.SearchStrategy[tuple[CaseDocument, ...]]:
    """The correct case with anything at all put in the place of some answers."""
    sound = case_with()
    changes = (wild_answers(each.definition) for each in sound if each.definition)
    return st.tuples(*changes).map(
        lambda drawn: tuple(map(_changed, sound, drawn)),
    )


def _documents(forms: list[FormDefinition]) -> st.SearchStrategy[tuple[CaseDocument, ...]]:
    def of_form(form: FormDefinition) -> st.SearchStrategy[tuple[FormDefinition | None, Answers]]:
        return st.tuples(st.just(form), st.one_of(answers(form), wild_answers(form)))

    one = st.sampled_from(forms).flatmap(of_form) | st.just((None, Answers()))
    return st.lists(one, max_size=5).map(
        lambda drawn: tuple(
            CaseDocument(name=f"dokument {number}", definition=form, answers=given_answers)
            for number, (form, given_answers) in enumerate(drawn)
        )
    )


@given(
    documents=st.one_of(_spoiled(), _documents(FORMS)),
    programme=st.sampled_from([None, LBF]),
)
@settings(max_examples=settings.default.max_examples // 3)  # each of many documents
def test_any_documents_are_examined_alike_twice(
    documents: tuple[CaseDocument, ...], programme: Programme | None
) -> None:
    found = examine_across(documents, programme=programme)
    assert found == examine_across(documents, programme=programme)
    forms = {each.name: each.definition for each in documents}
    for finding in found:
        assert forms[finding.file or ""] is not None
        assert finding.other is None or forms[finding.other.file] is not None
        assert message_of(finding)
        assert what_to_do(finding)
