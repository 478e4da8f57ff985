"""A browser with a draft of its own, at a page of it that is filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flask import Flask

from app import create_app
from benchmarks.asking import cookies_of, token_of
from cases.migration import upgrade
from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.grammar import FormDefinition, Section
from forms.registry import form_of
from tests.web.submission import fields_of
from web.pages.page_form import form_of_answers
from web.pages.rows import rows_of_answers

FORM, SECTION = "projektskitse@2009", "udgifter"
# With the questions that stand alone, these rows make a page of thirty.
EXPENSES, CONTRIBUTIONS = 5, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where the browser is, with what it sends to prove itself and the fields of its page.

    `written` is the question it answers by 1 kB when it saves.
    """

    app: Flask
    database: Path
    draft_id: str
    page: str
    cookies: str
    fields: Mapping[str, str]

    @property
    def written(self) -> str:
        """The name of that question."""
        return next(name for name in self.fields if "bemaerkninger" in name)


def visit(folder: Path, answers: Answers) -> Visit:
    """A browser at the page of a draft that holds these answers, posted as it posts them."""
    app = _service(folder)
    with app.test_client() as client:
        token = token_of(client.get("/").text)
        address = client.post("/kladder", data={"form": FORM, "csrf_token": token}).location
        draft = str(address).rstrip("/")
        page = f"{draft}/trin/{SECTION}"
        rows = rows_of_answers(section(), answers, {})
        shown = quote(",".join(f"{path}:{len(of)}" for path, of in rows.numbers.items()))
        sent = fields_of(client.get(f"{page}?raekker={shown}").text).to_dict()
        told = form_of_answers(section(), answers, rows)
        client.post(page, data=sent | {name: told.typed(name) for name in told.asked})
        return Visit(
            app=app,
            database=folder / "service.sqlite3",
            draft_id=draft.rpartition("/")[2],
            page=page,
            cookies=cookies_of(client),
            fields=fields_of(client.get(page).text).to_dict(),
        )


def form() -> FormDefinition:
    """The form of the draft."""
    return form_of(FORM)


def section() -> Section:
    """The section that the page shows."""
    return next(each for each in form().sections if each.id == SECTION)


def answers(expenses: int = EXPENSES, contributions: int = CONTRIBUTIONS) -> Answers:
    """What the page is filled with."""
    posts = [
        {"tekst": f"Hold {n}", "beloeb": f"{14_000 + 250 * n}.00", "hyppighed": "aarligt"}
        for n in range(expenses)
    ]
    shares = [
        {
            "tekst": f"Lokaler og løn, del {n + 1}",
            "kilde": "Kommunen",
            "beloeb": f"{5_000 * (n + 1)}.00",
            "hyppighed": "engang",
            "bevilget": "ja",
        }
        for n in range(contributions)
    ]
    alone = {"antal_aar": 3, "i_alt": "217500.00", "medfinansiering_i_alt": "15000.00"}
    remarks = "Tallene er fra sidste år. " * 20
    told = {**alone, "ansoegt_beloeb": "202500.00", "bemaerkninger": remarks}
    lists = {"poster": posts, "medfinansiering": shares}
    return answers_from_json(form(), {SECTION: {**told, **lists}})


def _service(folder: Path) -> Flask:
    folder.mkdir()
    url = f"sqlite:///{folder / 'service.sqlite3'}"
    upgrade(url)
    return create_app(
        {
            "SECRET_KEY": "a key that only measuring uses, and no other",
            "DATABASE_URL": url,
            "FILES_FOLDER": str(folder / "filer"),
        }
    )
