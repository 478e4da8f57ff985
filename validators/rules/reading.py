"""REA: what is found while a file is read; the reader reports these, the words stand here."""

from forms.messages import N_
from validators.finding import Severity
from validators.rule import Example, Rule

READING_RULES = (
    Rule(
        id="REA001",
        severity=Severity.ERROR,
        title=N_("Filen kan ikke læses"),
        message=N_("Filen kan ikke læses."),
        variants=(
            ("told", "%(reason)s"),
            (
                "scanned",
                N_("Der er ingen tekst at læse på side %(pages)s, som måske er scannet."),
            ),
            ("no_text", N_("PDF-filen har ingen tekst.")),
        ),
        msgids=("reason",),
        what_to_do=N_("Åbn filen i Word, gem den som et almindeligt .docx-dokument, og prøv igen."),
        source=N_("Tjenestens egen grænse for, hvilke filer der kan åbnes"),
        breaking=Example(
            text=N_("Filen er beskyttet med en adgangskode."),
            is_in_file=True,
        ),
        passing=Example(
            text=N_("Filen er et Word-dokument uden adgangskode og makroer."),
            is_in_file=True,
        ),
    ),
    Rule(
        id="REA002",
        severity=Severity.WARNING,
        title=N_("Formularen kan ikke genkendes"),
        message=N_("Det kan ikke ses, hvilken formular dokumentet er."),
        variants=(
            (
                "near",
                N_("Det kan ikke ses, hvilken formular dokumentet er. Det ligner %(candidates)s."),
            ),
            ("workbook", N_("Filen er et regneark, som ikke ligner en formular herfra.")),
        ),
        what_to_do=N_("Vælg formularen selv, eller begynd fra et tomt dokument herfra."),
        source=N_("Dokumentets mærke og overskrifter"),
        breaking=Example(
            text=N_("Dokumentet er et mødereferat."),
            is_in_file=True,
        ),
        passing=Example(
            text=N_("Dokumentet er en projektskitse med formularens ni overskrifter."),
            is_in_file=True,
        ),
    ),
    Rule(
        id="REA003",
        severity=Severity.WARNING,
        title=N_("Dokumentet er en anden udgave af formularen"),
        message=N_("Dokumentet er udgave %(found)s; den gældende er %(current)s."),
        what_to_do=N_("Overfør svarene til den gældende udgave, hvis ansøgningen skal sendes."),
        source=N_("Dokumentets mærke eller dets egen angivelse af udgaven"),
        breaking=Example(
            text=N_("Dokumentet angiver en ældre udgave end den, der gælder."),
            is_in_file=True,
        ),
        passing=Example(
            text=N_("Dokumentet er den gældende udgave."),
            is_in_file=True,
        ),
    ),
    Rule(
        id="REA004",
        severity=Severity.INFO,
        title=N_("Et svar er fundet med ringe sikkerhed"),
        message=N_("Svaret er fundet ud fra dokumentets tekst. Se efter, om det er rigtigt."),
        variants=(
            (
                "label",
                N_("»%(label)s« er fundet ud fra dokumentets tekst. Se efter, om det er rigtigt."),
            ),
            (
                "misread",
                N_(
                    "»%(label)s«: Det er usikkert, om der står »%(found)s«, for det er læst "
                    "maskinelt af et billede. Se efter i originalen."
                ),
            ),
            ("left_over", N_("Denne tekst blev ikke genkendt som svar på noget i formularen.")),
            (
                "scanned",
                N_(
                    "Siderne er billeder (%(pages)s), så teksten er læst maskinelt. Hvert svar "
                    "skal ses efter."
                ),
            ),
            ("sheet", N_("Arket »%(name)s« er ikke læst som en del af formularen.")),
            (
                "table",
                N_("En tabel mere med overskrifterne for »%(name)s« er ikke læst."),
            ),
            (
                "rounded",
                N_("Beløb med brøkdele af en øre er rundet af til hele øre (antal: %(count)s)."),
            ),
        ),
        what_to_do=N_("Sammenhold svaret med dokumentet, før det bruges."),
        source=N_("Læsningen af dokumentet"),
        breaking=Example(
            text=N_("Telefonnummeret står midt i en boks uden egen overskrift."),
            is_in_file=True,
        ),
        passing=Example(
            text=N_("Telefonnummeret står i formularens eget felt."),
            is_in_file=True,
        ),
    ),
    Rule(
        id="REA005",
        severity=Severity.INFO,
        title=N_("Filen er ikke gjort færdig"),
        message=N_(
            "Filen har ændringer, der hverken er godtaget eller afvist (antal: %(count)s, "
            "forfattere: %(authors)s). Svarene er læst, som om alle var godtaget."
        ),
        variants=(
            (
                "hidden",
                N_("Filen har skjult tekst (antal steder: %(count)s). Den er ikke læst som svar."),
            ),
            ("comments", N_("Filen har kommentarer, der ikke er løst (antal: %(count)s).")),
            (
                "notes",
                N_(
                    "Fodnoter eller slutnoter står ved noget andet end en længere tekst "
                    "(antal: %(count)s). De er ikke læst som svar."
                ),
            ),
            (
                "hidden_rows",
                N_(
                    "Regnearket har skjulte rækker eller kolonner (antal: %(count)s). De er læst "
                    "som resten."
                ),
            ),
            ("hidden_sheets", N_("Regnearket har skjulte ark (%(names)s). De er ikke læst.")),
        ),
        what_to_do=N_(
            "Godtag eller afvis ændringerne i Word, og slet kommentarer, noter og skjult tekst, "
            "der ikke skal med."
        ),
        source=N_("Filens egne mærker fra Word"),
        breaking=Example(
            text=N_("I filen er en sætning slettet med ændringer slået til."),
            is_in_file=True,
        ),
        passing=Example(
            text=N_("Alle ændringer i filen er godtaget."),
            is_in_file=True,
        ),
    ),
)
