"""The examples of the rules as cases: correct answers with what the example types over them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from forms.answers import Answers
from forms.formulas import Plus, Stated
from forms.grammar import Field, FormDefinition, Group, Proof, Section, Total
from forms.kinds.amount import Amount
from forms.kinds.kind import Value
from forms.kinds.line import Line
from forms.messages import N_
from forms.outline import outline
from forms.path import Path
from forms.programmes.programme import Ban, Programme, Threshold, UnitPrice
from forms.registry import form_of, programme_of
from validators.case import Examined
from validators.examination import examine, examine_case
from validators.finding import Finding
from validators.rule import Example
from validators.sound_answers import SOUND_ANSWERS
from validators.sound_case import SOUND_CASE
from validators.whole_case import CaseDocument

_FINANCED = FormDefinition(
    id="budgeteksempel",
    version="1",
    title=N_("Eksempel på et budget"),
    programme="budgeteksempel",
    sections=(
        Section(
            id="budget",
            number="1",
            title=N_("Budget"),
            items=(
                Field(id="udgifter", label=N_("Udgifter"), kind=Amount()),
                Field(id="fonden", label=N_("Fonden"), kind=Amount()),
                Field(id="lokalt", label=N_("Lokal medfinansiering"), kind=Amount()),
                Group(
                    id="linjer",
                    label=N_("Udgifter"),
                    row_label=N_("Udgift"),
                    items=(
                        Field(id="tekst", label=N_("Udgift til"), kind=Line()),
                        Field(id="beloeb", label=N_("Beløb"), kind=Amount()),
                    ),
                ),
                Total(
                    id="finansiering",
                    label=N_("Finansiering"),
                    formula=Plus((Stated("fonden"), Stated("lokalt"))),
                    stated="udgifter",
                    proof=Proof.FINANCING,
                ),
                Total(
                    id="lokal_andel",
                    label=N_("Lokal medfinansiering"),
                    formula=Stated("lokalt"),
                    proof=Proof.LOCAL_SHARE,
                    share_of="finansiering",
                ),
            ),
        ),
    ),
)
_FINANCED_ANSWERS = {"udgifter": "1.000.000", "fonden": "600.000", "lokalt": "400.000"}
_FINANCED_PROGRAMME = Programme(
    id="budgeteksempel",
    title=N_("Eksempel på et program"),
    funder=N_("En fond"),
    forms=("budgeteksempel@1",),
    minimum_local_share=Threshold(
        number=Decimal(25), source=N_("Eksemplet"), valid_from=date(2020, 1, 1)
    ),
    bans=(
        Ban(
            label=N_("overhead"),
            words=("overhead", "fællesomkostninger", "administrationsbidrag"),
            source=N_("Eksemplet"),
        ),
        Ban(
            label=N_("uforudsete udgifter"),
            words=("uforudsete", "uforudsete udgifter", "reserve", "buffer"),
            source=N_("Eksemplet"),
        ),
    ),
    unit_prices=(
        UnitPrice(
            label=N_("En konsulenttime"),
            words=("konsulent", "konsulentbistand", "ekstern konsulent"),
            units=("time", "timen"),
            most=Threshold(
                number=Decimal(1_000), source=N_("Eksemplet"), valid_from=date(2020, 1, 1)
            ),
        ),
    ),
)


def case_of(example: Example) -> Examined:
    """The example's answers as a case: the correct ones of its form, with what it types over them.

    Raises UnknownForm for a form we do not have, KeyError for a path the form does not have.
    """
    definition, programme, typed = _sound_answers(example.form)
    answers = typed_answers(definition, {**typed, **dict(example.typed)})
    return Examined(
        definition,
        answers,
        programme=programme,
        received=example.received,
        extent=example.extent,
    )


def findings_of(example: Example) -> tuple[Finding, ...]:
    """All that is found in an example, in its document or in the whole case it is in."""
    if not example.is_in_case:
        case = case_of(example)
        return examine(
            case.definition,
            case.answers,
            programme=case.programme,
            received=case.received,
            extent=case.extent,
        )
    found = examine_case(documents_of(example), received=example.received)
    within = tuple(finding for document in found.documents for finding in document)
    return (*found.across, *within)


def documents_of(example: Example) -> tuple[CaseDocument, ...]:
    """The correct case with what an example types over it; KeyError for a document not in it."""
    typed = {name: dict(answers) for name, (_, answers) in SOUND_CASE.items()}
    for place, content in example.typed:
        name, _, path = place.partition(":")
        typed[name][path] = content
    return tuple(
        CaseDocument(name=name, definition=form, answers=typed_answers(form, typed[name]))
        for name, form in ((name, form_of(form)) for name, (form, _) in SOUND_CASE.items())
        if name not in example.without
    )


def typed_answers(definition: FormDefinition, typed: Mapping[str, str]) -> Answers:
    """Answers as the form's kinds read what was typed at each path; empty ones are left out."""
    read: list[tuple[Path, Value]] = []
    for text, content in typed.items():
        path = Path.parse(text)
        value = outline(definition).at(path.address).field.kind.parse(content)
        if value is not None:
            read.append((path, value))
    return Answers(read)


def _sound_answers(form: str) -> tuple[FormDefinition, Programme, Mapping[str, str]]:
    if form == _FINANCED.id:
        return _FINANCED, _FINANCED_PROGRAMME, _FINANCED_ANSWERS
    definition = form_of(form)
    return definition, programme_of(definition.programme), SOUND_ANSWERS.get(definition.id, {})
