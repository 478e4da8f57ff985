"""The closed list of answers to an uploaded file, each with what the person can do about it."""

from enum import StrEnum

from forms.messages import N_


class Verdict(StrEnum):
    """What the guard says of a file; the value is the code scripts and tests rely on."""

    OK = "ok"
    OK_EXTERNAL = "ok_warning:external"
    OK_EMBEDDED = "ok_warning:embedded"
    OK_FIELDS = "ok_warning:fields"
    OK_UNKNOWN = "ok_warning:unknown"
    OK_ACTIVE = "ok_warning:active"
    OK_STRICT = "ok_warning:strict"
    EMPTY = "empty"
    WRONG_TYPE = "wrong_type"
    DAMAGED = "damaged"
    PASSWORD = "password"
    MACROS = "macros"
    TEMPLATE_OR_OTHER_OFFICE = "template_or_other_office"
    STRICT_OOXML = "strict_ooxml"
    TOO_LARGE = "too_large"
    TOO_COMPLEX = "too_complex"
    UNSAFE_CONTENT = "unsafe_content"
    VIRUS = "virus"
    SCAN_UNAVAILABLE = "scan_unavailable"
    TIMEOUT = "timeout"

    @property
    def is_accepted(self) -> bool:
        """True when the file may be read, with or without a warning."""
        return self is Verdict.OK or self.is_warning

    @property
    def is_warning(self) -> bool:
        """True for the answers that let the file in but have something to tell the person."""
        return self.value.startswith("ok_warning:")

    @property
    def sentence(self) -> str:
        """Danish msgid: what happened and what to do."""
        return _SENTENCES[self]


class Refused(Exception):
    """A file that is not taken in; `verdict` is the answer, the text a reason for the log."""

    def __init__(self, verdict: Verdict, reason: str) -> None:
        super().__init__(reason)
        self.verdict = verdict


class FileKind(StrEnum):
    """What a file is by its own bytes; its name and the browser's word for it are not asked."""

    WORD = "word"
    EMPTY = "empty"
    PDF = "pdf"
    OLD_WORD = "old_word"
    LOCKED_OFFICE = "locked_office"
    OLD_OFFICE = "old_office"
    TEMPLATE = "template"
    EXCEL = "excel"
    EXCEL_TEMPLATE = "excel_template"
    OLD_EXCEL = "old_excel"
    BINARY_EXCEL = "binary_excel"
    POWERPOINT = "powerpoint"
    OPEN_DOCUMENT = "open_document"
    RTF = "rtf"
    WEB_PAGE = "web_page"
    PICTURE = "picture"
    TEXT = "text"
    ZIP = "zip"
    UNKNOWN = "unknown"


def describe(verdict: Verdict, kind: FileKind) -> str:
    """Danish msgid for a verdict on a file of this kind, naming the kind when that helps."""
    if verdict in (Verdict.WRONG_TYPE, Verdict.TEMPLATE_OR_OTHER_OFFICE):
        return _KIND_SENTENCES.get(kind, verdict.sentence)
    if kind is FileKind.PDF:
        return _PDF_SENTENCES.get(verdict, verdict.sentence)
    if kind is FileKind.EXCEL:
        return _EXCEL_SENTENCES.get(verdict, verdict.sentence)
    return verdict.sentence


def describe_bundled(verdict: Verdict) -> str:
    """Danish msgid for a verdict on a zip of files, or on a file that stays packed in one."""
    return _BUNDLED_SENTENCES.get(verdict, verdict.sentence)


_SENTENCES = {
    Verdict.OK: N_("Filen er et Word-dokument, der kan læses."),
    Verdict.OK_EXTERNAL: N_(
        "Dokumentet henter noget udefra, for eksempel et billede eller en skabelon på et netdrev. "
        "Det hentes ikke her. Indsæt selve billedet i dokumentet, hvis det skal med."
    ),
    Verdict.OK_EMBEDDED: N_(
        "Dokumentet har andre filer eller objekter lagt ind i sig. De læses ikke. "
        "Skriv indholdet i selve dokumentet, hvis det skal med."
    ),
    Verdict.OK_FIELDS: N_(
        "Dokumentet har felter, der henter indhold fra andre filer. De opdateres ikke her. "
        "Skriv indholdet i selve dokumentet, hvis det skal med."
    ),
    Verdict.OK_UNKNOWN: N_(
        "Dokumentet har dele, som vi ikke kender. De læses ikke. "
        "Se efter, at alle dine svar er kommet med."
    ),
    Verdict.OK_ACTIVE: N_(
        "Filen kan udføre handlinger, når den åbnes, for eksempel starte et program. Det sker ikke "
        "her. Gem den som en almindelig PDF uden handlinger, før den sendes videre."
    ),
    Verdict.OK_STRICT: N_(
        "Dokumentet er gemt som Strict Open XML. Det læses som et almindeligt Word-dokument, og "
        "de kopier, der laves af det her, er almindelige Word-dokumenter (.docx)."
    ),
    Verdict.EMPTY: N_("Filen er tom. Gem dokumentet igen i Word, og upload den fil, du har gemt."),
    Verdict.WRONG_TYPE: N_(
        "Filen er ikke et Word-dokument. "
        "Åbn den i Word, gem den som Word-dokument (.docx), og upload den igen."
    ),
    Verdict.DAMAGED: N_(
        "Filen er beskadiget og kan ikke læses. Åbn den i Word, gem den under et nyt navn som "
        "Word-dokument (.docx), og upload den nye fil."
    ),
    Verdict.PASSWORD: N_(
        "Filen er beskyttet med adgangskode. Fjern adgangskoden i Word (Filer, Oplysninger, "
        "Beskyt dokument), gem filen, og upload den igen."
    ),
    Verdict.MACROS: N_(
        "Filen indeholder makroer og kan ikke modtages. "
        "Gem den som almindeligt Word-dokument (.docx) uden makroer, og upload den igen."
    ),
    Verdict.TEMPLATE_OR_OTHER_OFFICE: N_(
        "Filen er en skabelon eller kommer fra et andet program end Word. "
        "Gem den som Word-dokument (.docx), og upload den igen."
    ),
    # Not said any more, but stored with workbooks from before they could be read.
    Verdict.STRICT_OOXML: N_(
        "Filen er gemt som Strict Open XML-dokument, og sådan en kan ikke bruges som skabelon. "
        "Vælg Filer og Gem som, og gem den som almindeligt Word-dokument (.docx)."
    ),
    Verdict.TOO_LARGE: N_(
        "Filen er for stor. Den må højst fylde 25 MB og 100 MB, når den er pakket ud. "
        "Gør billederne mindre i Word (Billedformat, Komprimer billeder), og upload den igen."
    ),
    Verdict.TOO_COMPLEX: N_(
        "Dokumentet er bygget for kompliceret op til, at vi kan læse det. "
        "Kopiér teksten over i skabelonen, og upload den fil, du gemmer."
    ),
    Verdict.UNSAFE_CONTENT: N_(
        "Filen har indhold, der kan skade andre, og kan ikke modtages. "
        "Kopiér teksten over i skabelonen, og upload den fil, du gemmer."
    ),
    Verdict.VIRUS: N_(
        "Der er fundet virus i filen, og den er ikke modtaget. "
        "Bed din it-afdeling undersøge filen og din computer."
    ),
    Verdict.SCAN_UNAVAILABLE: N_(
        "Filen kan ikke undersøges for virus lige nu og er derfor ikke modtaget. "
        "Prøv igen om nogle minutter."
    ),
    Verdict.TIMEOUT: N_(
        "Det tog for lang tid at læse filen. Prøv igen. Sker det igen, så kopiér teksten over i "
        "skabelonen, og upload den fil, du gemmer."
    ),
}

_PDF_SENTENCES = {
    Verdict.OK: N_("Filen er en PDF, der kan læses."),
    Verdict.DAMAGED: N_(
        "PDF-filen er beskadiget og kan ikke læses. Gem den igen fra det program, den er lavet i, "
        "eller upload Word-dokumentet (.docx)."
    ),
    Verdict.PASSWORD: N_(
        "PDF-filen er beskyttet med adgangskode. Gem den uden adgangskode, og upload den igen."
    ),
    Verdict.TOO_COMPLEX: N_(
        "PDF-filen har for mange sider eller for meget på en side til, at vi kan læse den. "
        "Upload i stedet Word-dokumentet (.docx)."
    ),
    Verdict.TIMEOUT: N_(
        "Det tog for lang tid at læse PDF-filen. Upload i stedet Word-dokumentet (.docx)."
    ),
}

_EXCEL_SENTENCES = {
    Verdict.OK: N_("Filen er et regneark, der kan læses."),
    Verdict.OK_EXTERNAL: N_(
        "Regnearket henter noget udefra, for eksempel tal fra et andet regneark eller en database. "
        "Det hentes ikke her. De tal, der stod der sidst, læses."
    ),
    Verdict.OK_EMBEDDED: N_(
        "Regnearket har andre filer eller objekter lagt ind i sig. De læses ikke. "
        "Skriv indholdet i selve regnearket, hvis det skal med."
    ),
    Verdict.OK_FIELDS: N_(
        "Regnearket har formler, der henter noget udefra. De beregnes ikke her. "
        "De tal, der stod der sidst, læses."
    ),
    Verdict.OK_UNKNOWN: N_("Regnearket har dele, som vi ikke kender. De læses ikke."),
    Verdict.OK_STRICT: N_(
        "Regnearket er gemt som Strict Open XML. Det læses som et almindeligt regneark, og de "
        "kopier, der laves af det her, er almindelige Excel-projektmapper (.xlsx)."
    ),
    Verdict.DAMAGED: N_(
        "Regnearket er beskadiget og kan ikke læses. Åbn det i Excel, gem det under et nyt navn "
        "som Excel-projektmappe (.xlsx), og upload den nye fil."
    ),
    Verdict.MACROS: N_(
        "Regnearket indeholder makroer og kan ikke modtages. "
        "Gem det som Excel-projektmappe (.xlsx) uden makroer, og upload det igen."
    ),
    Verdict.TOO_LARGE: N_(
        "Regnearket er for stort. Det må højst fylde 25 MB og 100 MB, når det er pakket ud."
    ),
    Verdict.TOO_COMPLEX: N_(
        "Regnearket har for mange celler til, at vi kan læse det. "
        "Kopiér det, der skal læses, over i et nyt regneark, og upload det."
    ),
    Verdict.UNSAFE_CONTENT: N_(
        "Regnearket har indhold, der kan skade andre, og kan ikke modtages. "
        "Kopiér tallene over i et nyt regneark, og upload det."
    ),
    Verdict.TIMEOUT: N_(
        "Det tog for lang tid at læse regnearket. Prøv igen. Sker det igen, så kopiér det, der "
        "skal læses, over i et nyt regneark, og upload det."
    ),
}

_BUNDLED_SENTENCES = {
    Verdict.PASSWORD: N_(
        "Filen er pakket med adgangskode i en zip-fil. Pak den ud, og upload den for sig selv."
    ),
    Verdict.DAMAGED: N_(
        "Zip-filen er beskadiget eller pakket på en måde, vi ikke kan pakke ud. "
        "Pak den ud selv, og upload filerne."
    ),
    Verdict.TOO_LARGE: N_(
        "En fil må højst fylde 25 MB, og alle filer i en zip-fil højst 100 MB, når de er pakket "
        "ud. Upload den for sig selv, eller gør den mindre."
    ),
    Verdict.TOO_COMPLEX: N_(
        "Zip-filen har flere end 200 filer. Del den i flere zip-filer, og upload dem hver for sig."
    ),
    Verdict.TIMEOUT: N_(
        "Det tog for lang tid at pakke zip-filen ud. Pak den ud selv, og upload filerne."
    ),
}

_KIND_SENTENCES = {
    FileKind.OLD_WORD: N_(
        "Filen er gemt i Words gamle format (.doc). "
        "Åbn den i Word, gem den som Word-dokument (.docx), og upload den igen."
    ),
    FileKind.TEMPLATE: N_(
        "Filen er en Word-skabelon (.dotx). "
        "Åbn den i Word, gem den som Word-dokument (.docx), og upload den igen."
    ),
    FileKind.EXCEL: N_(
        "Filen er et regneark. Upload det Word-dokument (.docx), som dine svar står i."
    ),
    FileKind.EXCEL_TEMPLATE: N_(
        "Filen er en Excel-skabelon (.xltx). "
        "Åbn den i Excel, gem den som Excel-projektmappe (.xlsx), og upload den igen."
    ),
    FileKind.OLD_EXCEL: N_(
        "Filen er et regneark i Excels gamle format (.xls). "
        "Åbn det i Excel, gem det som Excel-projektmappe (.xlsx), og upload det igen."
    ),
    FileKind.BINARY_EXCEL: N_(
        "Filen er et regneark i Excels binære format (.xlsb). "
        "Åbn det i Excel, gem det som Excel-projektmappe (.xlsx), og upload det igen."
    ),
    FileKind.POWERPOINT: N_(
        "Filen er en præsentation. Upload det Word-dokument (.docx), som dine svar står i."
    ),
    FileKind.OPEN_DOCUMENT: N_(
        "Filen er gemt i OpenDocument-format (.odt). "
        "Gem den i LibreOffice eller Word som Word-dokument (.docx), og upload den igen."
    ),
    FileKind.RTF: N_(
        "Filen er gemt som RTF, også selv om den hedder noget andet. "
        "Åbn den i Word, gem den som Word-dokument (.docx), og upload den igen."
    ),
    FileKind.WEB_PAGE: N_(
        "Filen er en webside, også selv om den hedder noget andet. "
        "Åbn den i Word, gem den som Word-dokument (.docx), og upload den igen."
    ),
    FileKind.PICTURE: N_(
        "Filen er et billede. Upload det Word-dokument (.docx), som dine svar står i."
    ),
    FileKind.TEXT: N_(
        "Filen er ren tekst, også selv om den hedder noget andet. "
        "Sæt teksten ind i skabelonen, gem den som Word-dokument (.docx), og upload den igen."
    ),
    FileKind.ZIP: N_("Filen er en zip-fil. Pak den ud, og upload Word-dokumentet (.docx) fra den."),
}
