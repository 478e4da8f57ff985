import pytest
from rapidfuzz import fuzz, process

from documents.reader.labels import Lookalikes, label_book
from documents.reader.spelling import normalised, number_of
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009

SAME = [
    ("3. Kommunens vision med partnerskabsaftalen:", "kommunens vision med partnerskabsaftalen"),
    ("3) KOMMUNENS  VISION med partnerskabsaftalen", "kommunens vision med partnerskabsaftalen"),
    ("• Indsatsområder", "indsatsområder"),
    ("a) Indsatsområder", "indsatsområder"),
    ("2.1 Indsatsområder.", "indsatsområder"),
    ("Indsats\u00adområder", "indsatsområder"),
    ("Indsats-\nområder", "indsatsområder"),
    ("IndsatsomrÃ¥der", "indsatsområder"),
    ("Målgruppe(r)", "målgrupper"),
    ("Målgruppe®", "målgrupper"),
    ("E-mail", "email"),
    ("Tlf. nr.", "tlf nr"),
    ("Uddannelse & Livschancer", "uddannelse og livschancer"),
    ("A\u030alborg", "ålborg"),
    ("I alt", "i alt"),
    ("§§§", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), SAME)
def test_a_label_is_its_words_alone(text: str, words: str) -> None:
    assert normalised(text) == words


@pytest.mark.parametrize(
    ("text", "number"), [("3. Vision", "3"), ("2.1 Mål", "2.1"), ("7) Org", "7"), ("Vision", "")]
)
def test_the_number_before_a_label_is_known(text: str, number: str) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Organisering", "organisering"),
        ("Organisering: Styregruppen mødes", "organisering"),
        ("Organisering\tStyregruppen mødes", "organisering"),
        ("Kontaktperson i kommunen", "kontaktperson"),
        ("Komunens visjon med partnerskabsaftalen", "vision"),
        ("Tilkendegivelse fra byrådet", "tilkendegivelse"),
        ("Organisering af arbejdet er svær", None),
        ("Vi har en organisering", None),
        ("Økonomi", None),
        ("", None),
    ],
)
def test_a_line_begins_with_a_label_or_not(text: str, section: str | None) -> None:
    match = label_book(PROJEKTSKITSE_2009).match(text, stands_out=False)
    found = None if match is None else PROJEKTSKITSE_2009.sections[match.section].id
    assert found == section


@pytest.mark.parametrize(
    "words", ["komunens visjon", "vison", "formaal", "forrmål", "organisation"]
)
def test_the_label_most_like_some_words_is_the_one_of_all(words: str) -> None:
    labels = ("vision", "kommunens vision", "formål", "formal", "organisering", "kort", "korte")
    long_ones = [label for label in labels if len(label) > 6]
    known = process.extractOne(words, long_ones, scorer=fuzz.ratio, score_cutoff=80)

    assert Lookalikes(labels, 80).nearest(words) == (known and known[:2])


def test_of_labels_as_like_the_first_is_known_and_a_short_one_by_its_own_words_alone() -> None:
    assert Lookalikes(["aaaaaaab", "aaaaaaac"], 80).nearest("aaaaaaad") == ("aaaaaaab", 87.5)
    assert Lookalikes(["vision"], 80).nearest("visjon") is None


def test_words_just_like_enough_are_known_also_where_they_are_longer() -> None:
    assert Lookalikes(["aaaaaaab"], 87.5).nearest("aaaaaaad") == ("aaaaaaab", 87.5)
    assert Lookalikes(["aaaaaaaa"], 80).nearest("aaaaaaaabbbb") == ("aaaaaaaa", 80)


def test_only_a_line_that_stands_out_goes_on_after_its_label() -> None:
    book = label_book(PROJEKTSKITSE_2009)
    text = "Kommunens vision med partnerskabsaftalen i de kommende år"
    assert book.match(text, stands_out=False) is None
    match = book.match(text, stands_out=True)
    assert match is not None
    assert (match.tailed, match.is_whole) == (4, True)


def test_a_damaged_label_is_less_certain_than_a_whole_one() -> None:
    book = label_book(PROJEKTSKITSE_2009)
    whole = book.match("Indsatsområder", stands_out=False)
    damaged = book.match("Indsatsomr?der", stands_out=False)
    assert whole is not None
    assert damaged is not None
    assert damaged.certainty < 0.8 < whole.certainty
