import pytest

from documents.reader.lines import Line
from documents.reader.mixed import take_mixed
from documents.reader.sections import LabelledSection
from documents.reader.taken import LeftOver, Taken
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from validators.finding import Place

CONTACT = PROJEKTSKITSE_2009.sections[1]


def take(text: str) -> tuple[dict[str, str], list[str]]:
    lines = tuple(Line(text=each, place=Place(block=1)) for each in text.split("\n"))
    part = LabelledSection(section=CONTACT, label=lines[0], lines=lines, certainty=1.0)
    found = take_mixed(part)
    answers = {
        str(each.path).rpartition(".")[2]: str(each.value)
        for each in found
        if isinstance(each, Taken)
    }
    return answers, [each.text for each in found if isinstance(each, LeftOver)]


NAME, POST, MAIL, PHONE = "Asta Opdigtet", "Udviklingskonsulent", "asta@fjord.example", "5555 0202"
STREET, TOWN = "Kanalgade 7", "9998 Fjordby"
USUAL = (NAME, POST, f"{STREET}\n{TOWN}", MAIL, PHONE)

BOXES = [
    (f"{NAME}\n{POST}\n{STREET}\n{TOWN}\n{MAIL}\nTlf. {PHONE}", USUAL),
    (f"{MAIL}\nTlf.: {PHONE}\n{STREET}\n{TOWN}\n{POST}\n{NAME}", USUAL),
    (f"{NAME}\n{STREET}\n{MAIL}\n{TOWN}\n{POST}\n{PHONE}", USUAL),
    (f"{NAME}, {POST}\n{STREET}\n{TOWN}\n{PHONE}\n{MAIL}", USUAL),
    (f"{POST} {NAME}\n{STREET}\n{TOWN}\n{PHONE}\n{MAIL}", USUAL),
    (f"{NAME} ({POST})\n{STREET}\n{TOWN}\ntelefon {PHONE}\nmail {MAIL}", USUAL),
    (f"{NAME} - {POST}\n{STREET}\n{TOWN}\n{MAIL} / {PHONE}", USUAL),
    (f"{POST}: {NAME}\n{STREET}\n{TOWN}\n{MAIL}\n{PHONE}", USUAL),
    (
        f"Navn: {NAME}\nTitel: {POST}\nAdresse: {STREET}\n{TOWN}\nE-mail: {MAIL}\nTlf.: {PHONE}",
        USUAL,
    ),
    (
        f"Navn\n{NAME}\nStilling\n{POST}\nAdresse\n{STREET}\n{TOWN}\nE-mail\n{MAIL}\nTelefon\n{PHONE}",
        USUAL,
    ),
    (f"Navn {NAME}\nStilling {POST}\nAdresse {STREET}\n{TOWN}\nMail {MAIL}\nMobil {PHONE}", USUAL),
    (
        f"NAVN:\t{NAME}\nSTILLING:\t{POST}\nADRESSE:\t{STREET}\n{TOWN}\nMAIL:\t{MAIL}\nTLF:\t{PHONE}",
        USUAL,
    ),
    (f"Kontaktperson: {NAME}\n{POST}\n{STREET}\n{TOWN}\n{MAIL}\n{PHONE}", USUAL),
    (f"Att.: {NAME}\n{POST}\n{STREET}\n{TOWN}\n{MAIL}\n{PHONE}", USUAL),
    (f"• {NAME}\n• {POST}\n• {STREET}\n• {TOWN}\n• {MAIL}\n• {PHONE}", USUAL),
    (f"{NAME}\n{POST}\n\n{STREET}\n{TOWN}\n\n{MAIL}\n\n{PHONE}", USUAL),
    (
        f"{NAME}, {POST}, {STREET}, {TOWN}, {MAIL}, {PHONE}",
        (NAME, POST, f"{STREET}, {TOWN}", MAIL, PHONE),
    ),
    (
        f"{NAME}; {POST}; {STREET}, {TOWN}; e-mail: {MAIL}; tlf.: {PHONE}.",
        (NAME, POST, f"{STREET}, {TOWN}", MAIL, PHONE),
    ),
    (
        f"Tlf. {PHONE}, mail {MAIL}, {NAME}, {POST}, {STREET}, 1. tv., {TOWN}",
        (NAME, POST, f"{STREET}, 1. tv., {TOWN}", MAIL, PHONE),
    ),
    (
        f"Kontaktperson: {NAME} ({POST}), {STREET}, {TOWN}. Tlf. {PHONE}. E-mail: {MAIL}.",
        (NAME, POST, f"{STREET}, {TOWN}", MAIL, PHONE),
    ),
    (
        "Leder af Ungeteamet\nBo Falsk\nTorvet 1-3\nDK-9998 Fjordby Ø\nbo@x.example\n+45 55550202",
        (
            "Bo Falsk",
            "Leder af Ungeteamet",
            "Torvet 1-3\nDK-9998 Fjordby Ø",
            "bo@x.example",
            "+45 55550202",
        ),
    ),
    (
        (
            "Anne-Mette von der Falsk\nBørne- og ungechef"
            "\nH.C. Andersens Vej 12 B, st. th.\n9998 Fjordby"
            "\namf@x.example\n55 55 02 02"
        ),
        (
            "Anne-Mette von der Falsk",
            "Børne- og ungechef",
            "H.C. Andersens Vej 12 B, st. th.\n9998 Fjordby",
            "amf@x.example",
            "55 55 02 02",
        ),
    ),
    (
        "Mette Have\nkonsulent, Børn og Unge\nStrandvejen 4, 9998 Fjordby\nmh@x.example\n55550202",
        (
            "Mette Have",
            "konsulent, Børn og Unge",
            "Strandvejen 4, 9998 Fjordby",
            "mh@x.example",
            "55550202",
        ),
    ),
    (
        (
            "Fjordby Kommune\nBørneforvaltningen"
            "\nAtt.: Bo Falsk\nRådhuset\n9998 Fjordby\nbo@x.example"
            "\nDirekte tlf.: 5555 0202"
        ),
        (
            "Bo Falsk",
            None,
            "Fjordby Kommune\nBørneforvaltningen\nRådhuset\n9998 Fjordby",
            "bo@x.example",
            "5555 0202",
        ),
    ),
    (
        "bo falsk\nprojektmager\nPostboks 12\n9998 Fjordby\nbo@x.example\ntlf 55550202",
        ("bo falsk", "projektmager", "Postboks 12\n9998 Fjordby", "bo@x.example", "55550202"),
    ),
    (
        "Bo Falsk Kanalgade 7 9998 Fjordby bo@x.example tlf. 5555 0202",
        ("Bo Falsk", None, "Kanalgade 7 9998 Fjordby", "bo@x.example", "5555 0202"),
    ),
    (
        "BO FALSK\nSEKRETARIATSCHEF\nKANALGADE 7\n9998 FJORDBY\nBO@X.EXAMPLE\nTLF. 5555 0202",
        ("BO FALSK", "SEKRETARIATSCHEF", "KANALGADE 7\n9998 FJORDBY", "BO@X.EXAMPLE", "5555 0202"),
    ),
    (
        "Bo Falsk, cand.scient.pol.\nAC-fuldmægtig\nGl. Havnevej 3, 2.\n9998 Fjordby\nbo@x.example",
        ("Bo Falsk", "AC-fuldmægtig", "Gl. Havnevej 3, 2.\n9998 Fjordby", "bo@x.example", None),
    ),
]
FIELDS = ("navn", "stilling", "adresse", "email", "telefon")


@pytest.mark.parametrize(("text", "expected"), BOXES)
def test_a_contact_is_taken_apart_in_any_order(text: str, expected: tuple[str | None, ...]) -> None:
    answers, _ = take(text)
    assert tuple(answers.get(field) for field in FIELDS) == expected


@pytest.mark.parametrize("text", [text for text, expected in BOXES if expected == USUAL])
def test_nothing_is_left_over_of_a_usual_contact(text: str) -> None:
    assert take(text)[1] == []


def test_a_second_number_is_left_over_and_not_lost() -> None:
    answers, left = take(f"{NAME}\nTlf. {PHONE}\nMobil: 2222 0303")
    assert answers["telefon"] == PHONE
    assert left == ["2222 0303"]


def test_what_looks_like_nothing_is_left_over_with_its_text() -> None:
    _, left = take(f"{NAME}\n{POST}\nTræffes bedst om formiddagen\n{MAIL}")
    assert left == ["Træffes bedst om formiddagen"]


def test_a_mail_address_that_is_none_is_kept_as_typed_under_its_label() -> None:
    answers, _ = take(f"{NAME}\nE-mail: asta(at)fjord")
    assert "asta(at)fjord" in answers["email"]


@pytest.mark.parametrize("text", [text for text, _ in BOXES])
def test_every_letter_of_a_contact_is_in_an_answer_or_left_over(text: str) -> None:
    answers, left = take(text)
    told = " ".join((*answers.values(), *left))
    labels = {"navn", "titel", "stilling", "adresse", "e-mail", "mail", "tlf", "telefon", "mobil"}
    labels |= {"kontaktperson", "att", "direkte"}
    for word in text.replace("\t", " ").split():
        bare = word.strip(".,;:()•-/")
        assert bare in told or bare.casefold().rstrip(".:") in labels


def test_a_box_far_too_long_is_left_over_whole() -> None:
    answers, left = take("\n".join(["Lang tekst om alt muligt andet"] * 500))
    assert len(left) + len(answers) >= 499
