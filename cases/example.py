"""An invented project sketch, so that a newcomer sees one that is filled in and adds up."""

from typing import Final

from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.grammar import FormDefinition
from forms.kinds.kind import Json
from forms.registry import form_of

EXAMPLE_FORM: Final = "projektskitse@2009"

_ANSWERS: Final[dict[str, Json]] = {
    "kommune": "Ærø",
    "kontaktperson": {
        "navn": "Signe Havmand",
        "stilling": "Konsulent",
        "adresse": "Rådhusgade 1\n5970 Ærøskøbing",
        "email": "signe.havmand@example.dk",
        "telefon": "12 34 56 78",
    },
    "vision": (
        "Om tre år skal hver familie, der flytter til øen, kende én voksen i skolen ved navn.\n\n"
        "Børnene skal tale dansk i frikvarteret, og de unge skal have en plan for tiden efter "
        "9. klasse."
    ),
    "udfordringer": (
        "Syv ud af ti nytilflyttede børn går ikke til noget efter skoletid. Forældrene ved ikke, "
        "hvilke foreninger der findes.\n\n"
        "Vi begynder med børn mellem 6 og 12 år, fordi det er dem, foreningerne lettest får fat i."
    ),
    "indsatsomraader": (
        "1. Fritidsguider: to voksne følger hvert barn de første tre gange.\n"
        "2. Lektiehavn i biblioteket om onsdagen.\n"
        "3. Mål: halvdelen af børnene går til noget fast efter det første år."
    ),
    "udgifter": {
        "poster": [
            {"tekst": "Fritidsguider, løn", "beloeb": "240000.00", "hyppighed": "aarligt"},
            {"tekst": "Lektiehavn, lokaler og frugt", "beloeb": "35000.00", "hyppighed": "aarligt"},
            {"tekst": "Hjemmeside på fem sprog", "beloeb": "60000.00", "hyppighed": "engang"},
        ],
        "antal_aar": 3,
        "i_alt": "885000.00",
        "medfinansiering": [
            {
                "tekst": "Lokaler i biblioteket",
                "kilde": "Kommunen",
                "beloeb": "80000.00",
                "hyppighed": "aarligt",
                "bevilget": "ja",
            },
            {
                "tekst": "Cykler til børnene",
                "kilde": "Havnens Venner",
                "beloeb": "45000.00",
                "hyppighed": "engang",
                "bevilget": "nej",
            },
        ],
        "medfinansiering_i_alt": "285000.00",
        "ansoegt_beloeb": "600000.00",
        "bemaerkninger": "Bidraget fra Havnens Venner ventes afgjort i juni.",
    },
    "organisering": {
        "forvaltning": "Børn & Kultur",
        "tovholder": "Signe Havmand",
        "beskrivelse": (
            "Skolen, biblioteket og idrætsforeningerne mødes hver anden måned. "
            "Aftaler med foreningerne skrives på én side og gælder et år."
        ),
    },
    "tilkendegivelse": {
        "tekst": "Kommunalbestyrelsen har besluttet at gå ind i partnerskabet.",
        "status": "vedtaget",
        "dato": "2009-04-21",
        "medfinansiering": "285000.00",
    },
}


def example_form() -> FormDefinition:
    """The form the example fills in."""
    return form_of(EXAMPLE_FORM)


def example_answers() -> Answers:
    """The answers of the example; none of it is about real people."""
    return answers_from_json(example_form(), _ANSWERS)
