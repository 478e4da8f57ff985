"""What is said of templates: each problem, where it is and what to do about it."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import Flask
from flask_babel import gettext

from documents.safety.verdict import FileKind, Verdict, describe
from documents.template_proof.findings import (
    TemplateFinding,
    TemplatePart,
    TemplatePlace,
    TemplateProblem,
)
from documents.template_proof.report import ExampleKind
from forms.messages import N_


class Words(NamedTuple):
    """A problem in Danish msgids: what is wrong with %(subject)s, and what to do."""

    text: str
    advice: str


_WORDS: Mapping[TemplateProblem, Words] = {
    TemplateProblem.UNKNOWN_FIELD: Words(
        N_("Formularen har intet felt, der hedder sådan: %(subject)s"),
        N_("Ret navnet i mærket."),
    ),
    TemplateProblem.UNKNOWN_GROUP: Words(
        N_("Formularen har ingen rækker, der hedder sådan: %(subject)s"),
        N_("Ret navnet i mærket."),
    ),
    TemplateProblem.UNKNOWN_WORD: Words(
        N_("Formularen har ingen tekst, der hedder sådan: %(subject)s"),
        N_("Ret navnet i mærket."),
    ),
    TemplateProblem.ASKED_TWICE: Words(
        N_("Feltet står to gange: %(subject)s"), N_("Slet det ene mærke.")
    ),
    TemplateProblem.NOT_ASKED: Words(
        N_("Feltet mangler: %(subject)s"),
        N_("Sæt mærket ind, hvor svaret skal stå, alene i en celle."),
    ),
    TemplateProblem.NOT_ALONE: Words(
        N_("Mærket står ikke alene i sin celle: %(subject)s"),
        N_("Lad mærket stå alene. Læg anden tekst i cellen ved siden af eller over."),
    ),
    TemplateProblem.NOT_CLOSED: Words(
        N_("En løkke begynder eller slutter uden den anden ende: %(subject)s"),
        N_("Sæt en række med {%tr endfor %} efter rækkerne, eller slet mærket."),
    ),
    TemplateProblem.LOOPED_TWICE: Words(
        N_("Rækkerne gennemgås to gange: %(subject)s"), N_("Slet den ene løkke.")
    ),
    TemplateProblem.WRONG_LOOP: Words(
        N_("Mærket står i en forkert løkke eller uden for sin egen: %(subject)s"),
        N_("Flyt mærket ind i den løkke, der gennemgår dets rækker."),
    ),
    TemplateProblem.LOOP_MISPLACED: Words(
        N_("Løkkens mærker står forkert: %(subject)s"),
        N_(
            "Begge ender skal stå alene, {%tr …%} i hver sin række af samme tabel og {%p …%} i "
            "hver sit afsnit samme sted."
        ),
    ),
    TemplateProblem.FORBIDDEN: Words(
        N_("Mærket må ikke stå i en skabelon: %(subject)s"),
        N_("Et mærke må kun være et navn fra formularen eller en løkke over dens rækker."),
    ),
    TemplateProblem.BROKEN: Words(
        N_("Mærket slutter ikke: %(subject)s"),
        N_("Skriv hele mærket i ét afsnit, fx {{r vision }}."),
    ),
    TemplateProblem.BRACE: Words(
        N_("Der står en tuborgklamme uden mærke: %(subject)s"),
        N_("Slet klammen, eller skriv mærket helt."),
    ),
    TemplateProblem.WRONG_PLACE: Words(
        N_("Her kan mærket ikke stå: %(subject)s"),
        N_("Felter og løkker må kun stå i dokumentets egen tekst. Flyt eller slet mærket."),
    ),
    TemplateProblem.GENERATED: Words(
        N_("Filen er et dokument, der er lavet af en skabelon, og ikke en skabelon."),
        N_("Hent skabelonen med mærkerne her på siden, og ret i den."),
    ),
    TemplateProblem.OTHER_FORM: Words(
        N_("Skabelonen hører til en anden formular: %(subject)s"),
        N_("Læg den op under den formular."),
    ),
    TemplateProblem.ODD_PACKAGE: Words(
        N_("Filen er bygget anderledes end et Word-dokument plejer at være: %(subject)s mangler."),
        N_("Gem den igen fra Word som .docx."),
    ),
    TemplateProblem.EXTERNAL: Words(
        N_("Skabelonen henter noget uden for sig selv: %(subject)s"),
        N_("Fjern henvisningen, eller sæt billedet ind i filen selv."),
    ),
    TemplateProblem.EMBEDDED: Words(
        N_("Der ligger en anden fil inde i skabelonen: %(subject)s"),
        N_("Slet objektet i Word."),
    ),
    TemplateProblem.FETCHING: Words(
        N_("Et af Words felter henter tekst fra en anden fil."),
        N_("Slet feltet, eller lav det om til almindelig tekst."),
    ),
    TemplateProblem.UNKNOWN_PART: Words(
        N_("Skabelonen har en del af en slags, som vi ikke kender."),
        N_("Gem den igen fra Word som .docx uden tilføjelsesprogrammer."),
    ),
    TemplateProblem.PICTURE_KIND: Words(
        N_("Billedet er af en slags, der ikke kan vises overalt: %(subject)s"),
        N_("Sæt det ind som PNG, JPEG eller SVG."),
    ),
    TemplateProblem.CHANGES: Words(
        N_("Der er sporede ændringer i skabelonen."),
        N_("Godkend eller afvis alle ændringer i Word."),
    ),
    TemplateProblem.COMMENTS: Words(
        N_("Der er kommentarer i skabelonen, og alle ville få dem med."),
        N_("Slet kommentarerne i Word."),
    ),
    TemplateProblem.NOT_LOSSLESS: Words(
        N_("Svarene kommer ikke uændrede tilbage fra dokumentet: %(subject)s"),
        N_("Se efter, at feltet står alene i sin celle, og at intet i den er skjult tekst."),
    ),
    TemplateProblem.SPLIT: Words(
        N_("Mærket har flere slags skrift, og kun den ene bruges: %(subject)s"),
        N_("Markér hele mærket, og giv det én skrift."),
    ),
    TemplateProblem.FONT: Words(
        N_("Skrifttypen findes ikke på alle maskiner: %(subject)s"),
        N_("Vælg en skrift, der følger med Word, eller lad Word indlejre den i filen."),
    ),
    TemplateProblem.LANGUAGE: Words(
        N_("Teksten er ikke mærket som dansk: %(subject)s"),
        N_("Vælg Dansk som korrektursprog for hele dokumentet, så den læses rigtigt op."),
    ),
    TemplateProblem.HEADING_ORDER: Words(
        N_("Et niveau af overskrifter er sprunget over: %(subject)s"),
        N_("Brug Overskrift 1, så 2, så 3."),
    ),
    TemplateProblem.NO_TABLE_HEADER: Words(
        N_("Tabellen har ingen overskriftsrække."),
        N_("Markér den øverste række, og vælg »Gentag som overskriftsrække«."),
    ),
    TemplateProblem.NO_ALT_TEXT: Words(
        N_("Billedet har ingen beskrivelse: %(subject)s"),
        N_("Skriv en alternativ tekst, eller mærk billedet som pynt."),
    ),
    TemplateProblem.NO_TITLE: Words(
        N_("Dokumentet har ingen titel."),
        N_("Giv {{ form.titel }} typografien »Titel«."),
    ),
}
_PARTS = {
    TemplatePart.BODY: N_("Dokumentet"),
    TemplatePart.TEXT_BOX: N_("Tekstboks"),
    TemplatePart.HEADER: N_("Sidehoved"),
    TemplatePart.FOOTER: N_("Sidefod"),
    TemplatePart.NOTES: N_("Fodnoter"),
    TemplatePart.COMMENTS: N_("Kommentarer"),
    TemplatePart.PROPERTIES: N_("Filens egenskaber"),
    TemplatePart.RELATIONS: N_("Filens henvisninger"),
    TemplatePart.STYLES: N_("Typografier"),
    TemplatePart.OTHER: N_("En anden del af filen"),
}
_EXAMPLES = {
    ExampleKind.BLANK: N_("Tomt"),
    ExampleKind.FILLED: N_("Udfyldt"),
    ExampleKind.EXTREME: N_("Meget lange svar og mange rækker"),
}
_REFUSALS: Mapping[Verdict, str] = {
    Verdict.TIMEOUT: N_(
        "Skabelonen blev ikke færdig i tide og blev stoppet. Står der en løkke i den, som ikke "
        "ender? Begynd forfra med den skabelon, der er i brug."
    ),
    Verdict.TOO_COMPLEX: N_(
        "Skabelonen beder om mere, end en skabelon må: den er for stor, eller den har for mange "
        "mærker. Begynd forfra med den skabelon, der er i brug."
    ),
    Verdict.TOO_LARGE: N_(
        "Skabelonen fylder for meget, når den pakkes ud. Gør billederne mindre, og prøv igen."
    ),
}
_STATUS = {Verdict.TOO_LARGE: 413, Verdict.TIMEOUT: 422}


def refusal_of(verdict: Verdict, kind: FileKind) -> tuple[str, int]:
    """Why a file was not looked at as a template, and the status to answer."""
    return gettext(_REFUSALS.get(verdict) or describe(verdict, kind)), _STATUS.get(verdict, 422)


def example_name(kind: ExampleKind) -> str:
    """What a set of example answers is called."""
    return gettext(_EXAMPLES[kind])


def add_library_words(app: Flask) -> None:
    """Let templates say what was found in a template, and where."""
    for each in (finding_text, finding_advice, place_words):
        app.jinja_env.filters[each.__name__] = each
    app.jinja_env.filters["example_name"] = example_name


def finding_text(finding: TemplateFinding) -> str:
    """What is wrong."""
    subject = finding.subject
    if finding.problem is TemplateProblem.NOT_LOSSLESS:
        subject = example_name(ExampleKind(subject))
    words = gettext(_WORDS[finding.problem].text)
    return words.replace("%(subject)s", subject or "–")


def finding_advice(finding: TemplateFinding) -> str:
    """What to do about it."""
    return gettext(_WORDS[finding.problem].advice)


def place_words(place: TemplatePlace) -> str:
    """`Dokumentet, tabel 3, række 2, celle 1`; the part alone where no more is known."""
    words = [gettext(_PARTS[place.part])]
    if place.table is not None:
        words.append(gettext("tabel %(number)s", number=place.table))
        for number, text in (
            (place.row, N_("række %(number)s")),
            (place.cell, N_("celle %(number)s")),
        ):
            words += [gettext(text, number=number)] if number is not None else []
    elif place.paragraph is not None:
        words.append(gettext("afsnit %(number)s", number=place.paragraph))
    return ", ".join(words)
