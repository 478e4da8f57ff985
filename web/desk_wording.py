"""What the desk says of a file that is not read as it should be: to the officer who got it.

The verdicts' own sentences (`documents/safety/verdict.py`) speak to whoever made the file, who can
mend it; the officer can only ask for it. A letter and the comments in the applicant's own file keep
them. Files that stay packed in a zip are told of to whoever laid the zip up, which is the officer.
"""

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import gettext

from documents.safety.verdict import FileKind, Verdict, describe, describe_bundled
from forms.messages import N_
from validators.examination import what_to_do
from validators.finding import Finding
from web.wording import sentence_of


class DeskWords(NamedTuple):
    """What a file is, and what the officer can do about it."""

    text: str
    advice: str


_NOT_READ, _NOT_KNOWN = "REA001", "REA002"
_AS_WORD = N_("Bed ansøgeren om filen som Word-dokument (.docx) eller PDF.")
_AS_WORKBOOK = N_("Bed ansøgeren om filen som Excel-projektmappe (.xlsx).")
_AS_TEXT = N_(
    "Læs den selv, eller bed ansøgeren om filen som Word-dokument (.docx) eller som PDF med tekst."
)
_ANEW = N_("Bed ansøgeren om svarene i et nyt dokument, der er begyndt fra et tomt skema herfra.")
_NOT_A_FORM = N_(
    "Er det et bilag, skal du ikke gøre noget. Skulle det være et skema, så bed ansøgeren begynde "
    "fra et tomt herfra."
)
_ADVICE = {_NOT_READ: _AS_TEXT, _NOT_KNOWN: _NOT_A_FORM}
_WORDS: Mapping[Verdict, DeskWords] = {
    Verdict.EMPTY: DeskWords(N_("Filen er tom."), N_("Bed ansøgeren sende den igen.")),
    Verdict.WRONG_TYPE: DeskWords(
        N_("Filen er hverken et Word-dokument, et regneark eller en PDF."), _AS_WORD
    ),
    Verdict.DAMAGED: DeskWords(
        N_("Filen er beskadiget og kan ikke læses."),
        N_("Bed ansøgeren gemme den på ny og sende den igen."),
    ),
    Verdict.PASSWORD: DeskWords(
        N_("Filen er beskyttet med adgangskode."), N_("Bed ansøgeren sende den uden adgangskode.")
    ),
    Verdict.MACROS: DeskWords(
        N_("Filen indeholder makroer og bliver derfor ikke læst."),
        N_("Bed ansøgeren sende den uden makroer, som .docx eller .xlsx."),
    ),
    Verdict.TEMPLATE_OR_OTHER_OFFICE: DeskWords(
        N_("Filen er en skabelon eller kommer fra et andet program end Word."), _AS_WORD
    ),
    Verdict.STRICT_OOXML: DeskWords(
        N_("Filen er gemt som Strict Open XML og blev ikke læst, da den kom."),
        N_("Læg den op igen: sådan en fil kan læses nu."),
    ),
    Verdict.TOO_LARGE: DeskWords(
        N_("Filen er for stor til at blive læst."),
        N_("Bed ansøgeren gøre billederne i den mindre eller sende den i flere dele."),
    ),
    Verdict.TOO_COMPLEX: DeskWords(
        N_("Filen er bygget for kompliceret op eller har for meget i sig til at blive læst."), _ANEW
    ),
    Verdict.UNSAFE_CONTENT: DeskWords(
        N_("Filen har indhold, der kan skade den, der åbner den, og bliver derfor ikke læst."),
        _ANEW,
    ),
    Verdict.VIRUS: DeskWords(
        N_("Der er fundet virus i filen, og den er ikke modtaget."),
        N_("Åbn den ikke. Sig det til jeres it-afdeling, og bed ansøgeren om en anden fil."),
    ),
    Verdict.SCAN_UNAVAILABLE: DeskWords(
        N_("Filen kan ikke undersøges for virus lige nu og er derfor ikke modtaget."),
        N_("Læg den op igen om nogle minutter."),
    ),
    Verdict.TIMEOUT: DeskWords(
        N_("Det tog for lang tid at læse filen."),
        N_("Læg den op igen. Går det ikke, så bed ansøgeren om den som Word-dokument (.docx)."),
    ),
    Verdict.OK_EXTERNAL: DeskWords(
        N_(
            "Filen henter noget udefra, for eksempel et billede, tal eller en skabelon. Det hentes "
            "ikke her; det, der stod i filen sidst, er læst."
        ),
        N_("Bed ansøgeren om det, hvis sagen skal bruge det."),
    ),
    Verdict.OK_EMBEDDED: DeskWords(
        N_("Filen har andre filer eller objekter lagt ind i sig. De bliver ikke læst."),
        N_("Bed ansøgeren sende dem for sig selv, hvis sagen skal bruge dem."),
    ),
    Verdict.OK_FIELDS: DeskWords(
        N_("Filen har felter eller formler, der henter noget udefra. De opdateres ikke her."),
        N_("Se efter, om det, der stod i dem sidst, er rigtigt."),
    ),
    Verdict.OK_UNKNOWN: DeskWords(
        N_("Filen har dele, som vi ikke kender. De bliver ikke læst."),
        N_("Hold det, der er læst, op mod filen."),
    ),
    Verdict.OK_ACTIVE: DeskWords(
        N_(
            "Filen kan udføre handlinger, når den åbnes, for eksempel starte et program. Det sker "
            "ikke her."
        ),
        N_("Brug den rensede udgave, når den skal åbnes eller sendes videre."),
    ),
    Verdict.OK_STRICT: DeskWords(
        N_(
            "Filen er gemt som Strict Open XML. Den er læst som en almindelig fil, og de kopier, "
            "der laves af den her, er almindelige."
        ),
        N_("Du skal ikke gøre noget."),
    ),
}
_KINDS: Mapping[FileKind, DeskWords] = {
    FileKind.OLD_WORD: DeskWords(N_("Filen er gemt i Words gamle format (.doc)."), _AS_WORD),
    FileKind.TEMPLATE: DeskWords(N_("Filen er en Word-skabelon (.dotx)."), _AS_WORD),
    FileKind.EXCEL: DeskWords(N_("Filen er et regneark, der ikke kan bruges her."), _AS_WORD),
    FileKind.EXCEL_TEMPLATE: DeskWords(N_("Filen er en Excel-skabelon (.xltx)."), _AS_WORKBOOK),
    FileKind.OLD_EXCEL: DeskWords(
        N_("Filen er et regneark i Excels gamle format (.xls)."), _AS_WORKBOOK
    ),
    FileKind.BINARY_EXCEL: DeskWords(
        N_("Filen er et regneark i Excels binære format (.xlsb)."), _AS_WORKBOOK
    ),
    FileKind.POWERPOINT: DeskWords(N_("Filen er en præsentation."), _AS_TEXT),
    FileKind.OPEN_DOCUMENT: DeskWords(N_("Filen er gemt i OpenDocument-format (.odt)."), _AS_WORD),
    FileKind.RTF: DeskWords(
        N_("Filen er gemt som RTF, også selv om den hedder noget andet."), _AS_WORD
    ),
    FileKind.WEB_PAGE: DeskWords(
        N_("Filen er en webside, også selv om den hedder noget andet."), _AS_WORD
    ),
    FileKind.PICTURE: DeskWords(N_("Filen er et billede."), _AS_TEXT),
    FileKind.TEXT: DeskWords(
        N_("Filen er ren tekst, også selv om den hedder noget andet."), _AS_WORD
    ),
    FileKind.ZIP: DeskWords(
        N_("Filen er en zip-fil, der ligger inde i en anden."),
        N_("Pak den ud, og læg filerne fra den op."),
    ),
}
_LARGE_IN_ZIP = DeskWords(
    N_("Filen fylder mere, end en fil eller alle filer i en zip-fil må fylde tilsammen."),
    N_("Læg den op for sig selv, eller bed ansøgeren gøre den mindre."),
)
_OF_KIND = (Verdict.WRONG_TYPE, Verdict.TEMPLATE_OR_OTHER_OFFICE)
# A review keeps why a file was not read by the sentence alone.
_BY_REASON: Mapping[str, DeskWords] = {
    describe(verdict, kind): _KINDS.get(kind, words) if verdict in _OF_KIND else words
    for verdict, words in _WORDS.items()
    for kind in FileKind
} | {describe_bundled(Verdict.TOO_LARGE): _LARGE_IN_ZIP}


def desk_words(finding: Finding) -> DeskWords:
    """A finding as it is said at the desk, in the reader's language.

    Of a reason that has no words here its own sentence says what to do, too.
    """
    values = dict(finding.values)
    if finding.rule == _NOT_READ and "reason" in values:
        words = _BY_REASON.get(values["reason"])
        return DeskWords(*map(gettext, words)) if words else DeskWords(sentence_of(finding), "")
    advice = _ADVICE.get(finding.rule)
    return DeskWords(
        sentence_of(finding), gettext(advice) if advice else what_to_do(finding, gettext)
    )


def desk_line(finding: Finding) -> str:
    """The same as one text, for lists of files."""
    return " ".join(filter(None, desk_words(finding)))
