"""Two services alike, of which one answers saves quickly and the other is Flask alone."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app import create_app
from tests.web.submission import changes_of, fields_of

PAGE = "/trin/udgifter"
REMARKS, POSTER = "udgifter.bemaerkninger", "udgifter.poster"
HOUR = datetime(2021, 10, 1, 12, 30, 5, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"


def service(database: Path) -> Flask:
    return create_app(
        {
            "SECRET_KEY": "a key that only tests use, and no other",
            "DATABASE_URL": f"sqlite:///{database}",
            "FILES_FOLDER": str(database.parent / "filer"),
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One browser at one page of two services alike, of which the second is Flask alone."""

    quick: FlaskClient
    slow: FlaskClient
    address: str
    page: MultiDict[str, str]

    def post(
        self, sent: MultiDict[str, str] | bytes, query: str = "", **more: object
    ) -> TestResponse:
        """What both answer to a post, which must be the same."""
        body = urlencode(list(sent.items(multi=True))) if isinstance(sent, MultiDict) else sent
        way, more = f"{self.address}/gem{query}", {"content_type": FORM, **more}
        quick, slow = (each.post(way, data=body, **more) for each in (self.quick, self.slow))
        assert quick.status_code == slow.status_code
        assert quick.data == slow.data
        assert _headers(quick) == _headers(slow)
        return quick

    def tell(self, texts: dict[str, str], version: int | None = None) -> TestResponse:
        """What both answer where these questions of the page as it was first were written in."""
        sent = changes_of(self.page, MultiDict({**self.page, **texts}))
        if version is not None:
            sent["_version"] = str(version)
        return self.post(sent)

    def kept(self) -> list[object]:
        """All that one of them keeps, which must be the same."""
        dumps = [_dump(each.application) for each in (self.quick, self.slow)]
        assert dumps[0] == dumps[1]
        return dumps[0]


def _headers(answer: TestResponse) -> list[tuple[str, str]]:
    """Those of an answer, of cookies the names alone: they are signed at an hour of their own."""
    return sorted(
        (name, text.partition("=")[0] if name == "Set-Cookie" else text)
        for name, text in answer.headers.items()
    )


def _dump(app: Flask) -> list[object]:
    with closing(sqlite3.connect(path_of(app))) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in ("drafts", "draft_answers", "draft_changes")
        ]


def begun(
    quick: FlaskClient,
    slow: FlaskClient,
    form: str = "projektskitse@2009",
    way: str = PAGE,
    query: str = "",
) -> Both:
    """A draft of the first browser, which the second one then holds too in the other service."""
    token = quick.get("/").text.split('name="csrf_token" value="')[1].split('"')[0]
    began = quick.post("/kladder", data={"form": form, "csrf_token": token})
    address = f"{str(began.location).rstrip('/')}{way}"
    page = fields_of(quick.get(address + query).text)
    paths = [path_of(each.application) for each in (quick, slow)]
    with closing(sqlite3.connect(paths[0])) as one, closing(sqlite3.connect(paths[1])) as other:
        one.backup(other)
    for name in ("tilsagn", "tilsagn-person"):
        cookie = quick.get_cookie(name)
        if cookie is not None:
            slow.set_cookie(name, cookie.value)
    return Both(quick=quick, slow=slow, address=address, page=page)


def path_of(app: Flask) -> str:
    return str(app.config["DATABASE_URL"]).removeprefix("sqlite:///")


def changed(both: Both, **more: str) -> MultiDict[str, str]:
    return changes_of(both.page, MultiDict({**both.page, REMARKS: "x", **more}))
