"""Correct answers that the examples of the rules are made from; every name and sum is invented."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from forms.answers import Answers
from forms.formulas import Plus, Stated
from forms.grammar import Field, FormDefinition, Proof, Section, Total
from forms.kinds.amount import Amount
from forms.kinds.kind import Value
from forms.messages import N_
from forms.outline import outline
from forms.path import Path
from forms.programmes.programme import Programme, Threshold
from forms.registry import form_of, programme_of
from validators.case import Examined
from validators.rule import Example

_SKETCH = {
    "kommune": "Holstebro",
    "kontaktperson.navn": "Anne Eksempel",
    "kontaktperson.stilling": "Konsulent",
    "kontaktperson.adresse": "Prøvevej 1\n7500 Holstebro",
    "kontaktperson.email": "anne@eksempel.dk",
    "kontaktperson.telefon": "12 34 56 78",
    "vision": "Alle unge i byen kommer i gang med en uddannelse.",
    "udfordringer": "For mange unge holder op i skolen efter niende klasse.",
    "indsatsomraader": "Vejledning i fritiden og flere praktikpladser.",
    "udgifter.poster[0].tekst": "Løn til to vejledere",
    "udgifter.poster[0].beloeb": "1.400.000",
    "udgifter.poster[0].hyppighed": "Årligt",
    "udgifter.poster[1].tekst": "Indretning af et værested",
    "udgifter.poster[1].beloeb": "600.000",
    "udgifter.poster[1].hyppighed": "Én gang",
    "udgifter.antal_aar": "3",
    "udgifter.i_alt": "4.800.000",
    "udgifter.medfinansiering[0].tekst": "Løn",
    "udgifter.medfinansiering[0].kilde": "Kommunen",
    "udgifter.medfinansiering[0].beloeb": "300.000",
    "udgifter.medfinansiering[0].hyppighed": "Årligt",
    "udgifter.medfinansiering[0].bevilget": "Ja",
    "udgifter.medfinansiering_i_alt": "900.000",
    "udgifter.ansoegt_beloeb": "3.900.000",
    "organisering.forvaltning": "Børne- og ungeforvaltningen",
    "organisering.tovholder": "Bo Prøve",
    "organisering.beskrivelse": "En styregruppe mødes fire gange om året.",
    "tilkendegivelse.tekst": "Byrådet har tiltrådt, at der indgås et partnerskab.",
    "tilkendegivelse.status": "Vedtaget",
    "tilkendegivelse.dato": "28.04.2009",
    "tilkendegivelse.medfinansiering": "900.000",
}

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
)


def case_of(example: Example) -> Examined:
    """The example's answers as a case: the correct ones of its form, with what it types over them.

    Raises UnknownForm for a form without an example, KeyError for a path the form does not have.
    """
    definition, programme, typed = _sound_sketch(example.form)
    answers = typed_answers(definition, {**typed, **dict(example.typed)})
    return Examined(definition, answers, programme=programme, received=example.received)


def typed_answers(definition: FormDefinition, typed: Mapping[str, str]) -> Answers:
    """Answers as the form's kinds read what was typed at each path; empty ones are left out."""
    read: list[tuple[Path, Value]] = []
    for text, content in typed.items():
        path = Path.parse(text)
        value = outline(definition).at(path.address).field.kind.parse(content)
        if value is not None:
            read.append((path, value))
    return Answers(read)


def _sound_sketch(form: str) -> tuple[FormDefinition, Programme, Mapping[str, str]]:
    if form == _FINANCED.id:
        return _FINANCED, _FINANCED_PROGRAMME, _FINANCED_ANSWERS
    definition = form_of("projektskitse@2009")
    if form != definition.id:
        return form_of(form), programme_of(form_of(form).programme), {}
    return definition, programme_of(definition.programme), _SKETCH
