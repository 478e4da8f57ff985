"""What a page tells of itself while it is typed in: what changed, and nothing else."""

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from forms.path import Path
from tests.web.submission import changes_of, fields_of
from web.pages.rows import Rows

PAGE = "/trin/udgifter"
POSTER = "udgifter.poster"
TOTAL = "udgifter-i_alt_beregnet"


class Writer:
    """A page that is open, and what it sends when something in it is another than it was."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self.client, self.address, self.way = client, address, address.replace("?", "/gem?")
        if "?" not in address:
            self.way = f"{address}/gem"
        self.page = fields_of(client.get(address).text)

    def tell(self, status: int = 200, **more: object) -> dict[str, object]:
        """Send changes by name, with whatever else a stranger might add."""
        told = MultiDict({**self.page.to_dict(), **more.pop("texts", {})})
        sent = changes_of(self.page, told)
        for name, texts in more.pop("added", {}).items():
            sent.setlist(name, texts)
        answer = self.client.post(self.way, data=sent)
        assert answer.status_code == status, answer.text
        if status == 200:
            self.page = told
            self.page["_version"] = str(answer.json["version"])
        return answer.json or {}

    def stands(self) -> MultiDict[str, str]:
        return fields_of(self.client.get(self.address).text)


@pytest.fixture
def writer(client: FlaskClient, draft: str) -> Writer:
    return Writer(client, draft + PAGE)


def test_what_changed_is_kept_and_all_else_is_left(writer: Writer) -> None:
    writer.tell(texts={"udgifter.bemaerkninger": "En", "udgifter.antal_aar": "3"})
    writer.tell(texts={"udgifter.antal_aar": ""})
    kept = writer.stands()
    assert kept["udgifter.bemaerkninger"] == "En"
    assert kept["udgifter.antal_aar"] == ""


def test_a_text_that_cannot_be_read_is_kept_as_it_was_typed(writer: Writer) -> None:
    writer.tell(texts={f"{POSTER}[0].beloeb": "cirka ti"})
    assert writer.stands()[f"{POSTER}[0].beloeb"] == "cirka ti"


def test_totals_are_told_where_one_of_their_numbers_changed(writer: Writer) -> None:
    texts = {f"{POSTER}[0].beloeb": "10", f"{POSTER}[0].hyppighed": "engang"}
    told = writer.tell(texts={**texts, "udgifter.antal_aar": "3"})
    assert "10,00" in told["totals"][TOTAL]
    assert writer.tell(texts={"udgifter.bemaerkninger": "En"})["totals"] == {}
    assert "20,00" in writer.tell(texts={f"{POSTER}[0].beloeb": "20"})["totals"][TOTAL]


def test_a_page_whose_rows_have_gaps_is_told_to_send_itself_whole(writer: Writer) -> None:
    answer = writer.client.post(writer.way, data=writer.page)
    assert answer.json["moved"] is False
    writer.page["_version"] = str(answer.json["version"])
    writer.page.add("_row", f"{POSTER}[2]")
    writer.page[f"{POSTER}[2].tekst"] = ""
    assert writer.client.post(writer.way, data=writer.page).json["moved"] is True


def test_a_row_that_is_its_own_page_has_no_gap_before_it() -> None:
    rows = Rows(numbers={Path.parse("aktiviteter"): (3,)})
    assert not rows.has_gaps(Path.parse("aktiviteter[3]"))
    assert rows.has_gaps(None)


def test_a_page_whose_rows_moved_is_told_so(writer: Writer) -> None:
    texts = {f"{POSTER}[{row}].tekst": f"Post {row}" for row in range(2)}
    assert writer.tell(texts=texts)["moved"] is False
    assert writer.tell(texts={f"{POSTER}[0].tekst": ""})["moved"] is True
    assert writer.stands()[f"{POSTER}[0].tekst"] == "Post 1"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "_ny",
        "ukendt",
        "vision",
        "udgifter",
        "udgifter.i_alt_beregnet",
        POSTER,
        f"{POSTER}.tekst",
        f"{POSTER}[0]",
        f"{POSTER}[00].tekst",
        f"{POSTER}[0][0].tekst",
        "udgifter[0].poster.tekst",
        "udgifter[0].bemaerkninger",
        f"{POSTER}[0].tekst ",
        "x" * 70_000,
    ],
)
def test_a_name_that_is_no_question_of_the_page_is_refused(writer: Writer, name: str) -> None:
    texts = {"udgifter.bemaerkninger": "Med"}
    writer.tell(400, texts=texts, added={name: ["Falsk"]})
    assert writer.stands()["udgifter.bemaerkninger"] == ""


def test_a_text_that_the_form_prints_is_no_question(client: FlaskClient) -> None:
    draft = client.post("/kladder", data={"form": "samarbejdsaftale"}).location
    writer = Writer(client, f"{draft}/trin/indikatorer")
    own = next(name for name in writer.page if name.startswith("indikatorer[0]."))
    writer.tell(texts={own: "Ja"})
    writer.tell(400, added={"indikatorer[0].indikator": ["Falsk"]})


def test_a_name_that_is_told_twice_is_refused(writer: Writer) -> None:
    writer.tell(400, added={"udgifter.bemaerkninger": ["Det ene", "Det andet"]})


def test_more_rows_or_names_than_a_page_has_are_too_much(writer: Writer) -> None:
    writer.tell(413, added={f"{POSTER}[999999].tekst": ["x"]})
    many = {f"{POSTER}[{row}].{name}": ["x"] for row in range(3_000) for name in ("tekst", "y")}
    writer.tell(413, added=many)


def test_changes_that_were_cut_short_keep_nothing(writer: Writer) -> None:
    told = writer.page.copy()
    told["udgifter.bemaerkninger"] = "Halvt"
    sent = changes_of(writer.page, told)
    assert list(sent)[-1] == "_end"
    del sent["_end"]
    assert writer.client.post(writer.way, data=sent).status_code == 400
    assert writer.stands()["udgifter.bemaerkninger"] == ""


def test_two_who_change_the_same_answer_are_in_conflict_and_others_are_merged(
    client: FlaskClient, draft: str
) -> None:
    one, other = (Writer(client, draft + PAGE) for _ in range(2))
    one.tell(texts={"udgifter.bemaerkninger": "Min"})
    assert other.tell(409, texts={"udgifter.bemaerkninger": "Din"})["conflicts"] == [
        "udgifter.bemaerkninger"
    ]
    told = other.tell(texts={"udgifter.antal_aar": "3"})
    assert told["merged"] == ["udgifter.bemaerkninger"]
    kept = other.stands()
    assert (kept["udgifter.bemaerkninger"], kept["udgifter.antal_aar"]) == ("Min", "3")


def test_the_page_of_a_row_tells_of_that_row_alone(client: FlaskClient) -> None:
    draft = client.post("/kladder", data={"form": "statusrapport"}).location
    writer = Writer(client, f"{draft}/trin/indsatser?raekke=0")
    name = next(name for name in writer.page if name.startswith("indsatser[0]."))
    writer.tell(texts={name: "Skrevet"})
    assert writer.stands()[name] == "Skrevet"
    writer.tell(400, added={name.replace("[0]", "[1]", 1): ["Andetsteds"]})
    listed = Writer(client, f"{draft}/trin/indsatser")
    listed.tell(400, added={name: ["Fra listen"]})


def test_what_was_sent_before_and_not_answered_is_no_conflict_with_oneself(writer: Writer) -> None:
    name = "udgifter.bemaerkninger"
    sent = changes_of(writer.page, MultiDict({**writer.page, name: "Først"}))
    writer.client.post(writer.way, data=sent)
    told = {"_unanswered": [urlencode(list(sent.items(multi=True)))]}
    assert writer.tell(texts={name: "Til sidst"}, added=told)["merged"] == []
    assert writer.stands()[name] == "Til sidst"
    writer.tell(400, added={"_unanswered": ["vision=Falsk"]})
    writer.tell(400, added={"_unanswered": ["&".join(["vision=x"] * 6_000)]})
    twice = urlencode([("udgifter.bemaerkninger", "Det ene"), ("udgifter.bemaerkninger", "To")])
    writer.tell(400, added={"_unanswered": [twice]})
