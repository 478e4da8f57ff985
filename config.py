"""What the application is told by its surroundings: `TILSAGN_*` variables, checked at start."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from enum import Enum
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from cases.people.provider import Provider, UnfitProvider, providers_in
from forms.facts import fact
from forms.late import late

MEBIBYTE = 1024 * 1024
LARGEST_UPLOAD = 25 * MEBIBYTE
# A zip of a whole case, or many files laid up at once.
LARGEST_BUNDLE = 110 * MEBIBYTE
# Four megabytes of text on one page; a browser may send each byte of it as three (%C3).
LARGEST_FORM_TEXT = 3 * 4 * MEBIBYTE
# A page of 2,000 rows with five fields each; more than any page sends.
MOST_FORM_PARTS = 10_000
MOST_MEGABYTES = 10_000_000
SHORTEST_KEY = 32
FEWEST_KEY_CHARACTERS = 12
# A draft is held by its browser's session: long enough for an application round.
SESSION_LIFETIME = timedelta(days=180)
_ROOT = Path(__file__).resolve().parent
_LONG_NUMBER = 6
_TRUTHS = frozenset({"1", "true", "yes", "on"})
_FILES_URL = "TILSAGN_FILES_URL"
_S3 = {
    "TILSAGN_S3_ENDPOINT": "endpoint",
    "TILSAGN_S3_REGION": "region",
    "TILSAGN_S3_KEY_ID": "key_id",
    "TILSAGN_S3_SECRET": "secret",
}
_BUCKET_URL = late(
    r"s3://(?P<name>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?P<prefix>[\w-]+(/[\w-]+)*))?/?", re.ASCII
)
_ENDPOINT = late(r"https?://([\w.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?", re.ASCII)
# What is not encrypted stays on this machine.
_SAFE_WAY = late(r"https://|http://(localhost|127\.[0-9.]+|\[::1\])(:[0-9]+)?$")


class ConfigError(Exception):
    """Settings that contradict each other or are not safe; raised when the program starts."""


class Surroundings(Enum):
    """Where the application runs: on one's own machine, or where others reach it."""

    EMBEDDED = "embedded"
    PRODUCTION = "production"


@fact
class Told:
    """What the environment says; a variable that is not set has the value for one's own machine.

    `instance` is the folder for the database and the key. What `former_keys` signed or sealed still
    holds. `providers` sign people in for us. `host` and `port` are where `flask serve` listens;
    `public_url` is what links in e-mail begin with, and `smtp_url` where e-mail is handed over
    (`smtp://` or `smtps://`, with name and password where they are asked for), sent by `mail_from`.
    Files are kept in the `files_bucket` where one is told. The room is for files laid up, in bytes:
    what one person may add in a day, and what all reviews without an account may hold. `tombstones`
    is the file of what was deleted, and `kept_days` how long things are kept where it is not as
    usual.
    """

    surroundings: Surroundings
    instance: Path
    secret_key: str | None
    former_keys: tuple[str, ...]
    database_url: str | None
    host: str
    port: int
    is_debugging: bool
    public_url: str | None
    smtp_url: str | None
    mail_from: str | None
    files_bucket: Mapping[str, str] | None
    room_a_day: int
    room_without_owner: int
    tombstones: Path | None
    kept_days: Mapping[str, int]
    providers: tuple[Provider, ...]

    @classmethod
    def from_environment(cls, variables: Mapping[str, str]) -> "Told":
        """The settings in these variables; raises ConfigError for a value that cannot be meant."""
        return cls(
            surroundings=_surroundings(variables.get("TILSAGN_ENV", "embedded")),
            instance=Path(variables.get("TILSAGN_INSTANCE") or _ROOT / "instance").absolute(),
            secret_key=variables.get("TILSAGN_SECRET_KEY") or None,
            former_keys=tuple(variables.get("TILSAGN_FORMER_KEYS", "").split()),
            database_url=variables.get("TILSAGN_DATABASE_URL") or None,
            host=variables.get("TILSAGN_HOST", "127.0.0.1"),
            port=_port(variables.get("TILSAGN_PORT", "5000")),
            is_debugging=variables.get("FLASK_DEBUG", "").lower() in _TRUTHS,
            public_url=variables.get("TILSAGN_PUBLIC_URL") or None,
            smtp_url=_smtp_url(variables.get("TILSAGN_SMTP_URL") or None),
            mail_from=variables.get("TILSAGN_MAIL_FROM") or None,
            files_bucket=_bucket(variables),
            room_a_day=_megabytes(variables, "TILSAGN_ROOM_A_DAY", 1024),
            room_without_owner=_megabytes(variables, "TILSAGN_ROOM_WITHOUT_ACCOUNT", 5 * 1024),
            tombstones=_path(variables.get("TILSAGN_TOMBSTONES")),
            kept_days=_kept_days(variables.get("TILSAGN_KEEP", "")),
            providers=_providers(variables),
        )


def settings(
    overrides: Mapping[str, object], variables: Mapping[str, str] = os.environ
) -> Mapping[str, object]:
    """Flask's settings; the overrides are put over what the environment says.

    On one's own machine the key and the database are made in the instance folder at the first
    start. Raises ConfigError: production takes no key but a strong one that it is given, and
    never runs in debug mode.
    """
    told = Told.from_environment(variables)
    chosen = {**_fixed(told), **overrides}
    chosen.setdefault("FILES_FOLDER", str(told.instance / "filer"))
    chosen.setdefault("TOMBSTONES", str(told.tombstones or told.instance / "gravsten.jsonl"))
    if chosen["SMTP_URL"] and not chosen["MAIL_FROM"]:
        raise ConfigError("TILSAGN_MAIL_FROM must be set where e-mail is sent")
    if told.surroundings is Surroundings.PRODUCTION:
        chosen.setdefault("SECRET_KEY", told.secret_key)
        _refuse_unsafe(chosen)
    if "SECRET_KEY" not in chosen:
        chosen["SECRET_KEY"] = told.secret_key or _kept_key(told.instance)
    if "DATABASE_URL" not in chosen:
        chosen["DATABASE_URL"] = told.database_url or _sqlite_url(told.instance)
    return chosen


def _fixed(told: Told) -> dict[str, object]:
    is_production = told.surroundings is Surroundings.PRODUCTION
    return {
        "SURROUNDINGS": told.surroundings.value,
        "HOST": told.host,
        "PORT": told.port,
        "DEBUG": told.is_debugging,
        "PUBLIC_URL": told.public_url or f"http://{told.host}:{told.port}",
        "SECRET_KEY_FALLBACKS": list(told.former_keys),
        "PROVIDERS": told.providers,
        "SMTP_URL": told.smtp_url,
        "MAIL_FROM": told.mail_from,
        "KEPT_DAYS": dict(told.kept_days),
        "FILES_BUCKET": told.files_bucket,
        "MAX_CONTENT_LENGTH": LARGEST_UPLOAD + LARGEST_FORM_TEXT,
        "LARGEST_BUNDLE": LARGEST_BUNDLE,
        "ROOM_FOR_UPLOADS": {
            "a_day": told.room_a_day,
            "without_owner": told.room_without_owner,
        },
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM_TEXT,
        "MAX_FORM_PARTS": MOST_FORM_PARTS,
        "SESSION_COOKIE_NAME": "__Host-tilsagn" if is_production else "tilsagn",
        "SESSION_COOKIE_SECURE": is_production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": SESSION_LIFETIME,
        # A page may lie open for days while somebody writes; its token lives with the session.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _surroundings(name: str) -> Surroundings:
    try:
        return Surroundings(name)
    except ValueError:
        raise ConfigError(f"TILSAGN_ENV is {name!r}, not embedded or production") from None


def _providers(variables: Mapping[str, str]) -> tuple[Provider, ...]:
    try:
        return providers_in(variables)
    except UnfitProvider as error:
        raise ConfigError(str(error)) from None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65_536):
        raise ConfigError(f"TILSAGN_PORT is {text!r}, not a port number")
    return int(text)


def _megabytes(variables: Mapping[str, str], name: str, usual: int) -> int:
    """A size told in megabytes, in bytes."""
    text = variables.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_MEGABYTES):
        raise ConfigError(f"{name} is {text!r}, not a number of megabytes")
    return int(text) * MEBIBYTE


def _path(text: str | None) -> Path | None:
    return Path(text).absolute() if text else None


def _kept_days(text: str) -> Mapping[str, int]:
    """`drafts=365 reviews=90` as days by name; which names there are is for others to say."""
    days = {}
    for each in text.split():
        name, equals, number = each.partition("=")
        if not (equals and number.isascii() and number.isdigit() and len(number) < _LONG_NUMBER):
            raise ConfigError(f"TILSAGN_KEEP has {each!r}, not a name, = and a number of days")
        days[name] = int(number)
    return days


def _bucket(variables: Mapping[str, str]) -> Mapping[str, str] | None:
    """The bucket files are kept in; raises ConfigError where it is told by halves."""
    told = {name: variables[name] for name in (_FILES_URL, *_S3) if variables.get(name)}
    if not told:
        return None
    for name in (_FILES_URL, *_S3):
        if name not in told:
            raise ConfigError(f"{name} must be set where files are kept in a bucket")
    place = _BUCKET_URL.fullmatch(told[_FILES_URL])
    if place is None:
        raise ConfigError(f"{_FILES_URL} must be s3://bucket or s3://bucket/prefix")
    endpoint = told["TILSAGN_S3_ENDPOINT"]
    if not _ENDPOINT.fullmatch(endpoint):
        raise ConfigError("TILSAGN_S3_ENDPOINT must be https://host or http://host:port")
    kept = {"name": place["name"], "prefix": place["prefix"] or "", "endpoint": endpoint}
    return kept | {key: told[name] for name, key in _S3.items() if key != "endpoint"}


def _smtp_url(text: str | None) -> str | None:
    if text is not None and not text.startswith(("smtp://", "smtps://")):
        raise ConfigError("TILSAGN_SMTP_URL must begin with smtp:// or smtps://")
    return text


def _refuse_unsafe(chosen: Mapping[str, Any]) -> None:
    if not chosen["SECRET_KEY"]:
        raise ConfigError("TILSAGN_SECRET_KEY must be set in production")
    _refuse_weak("TILSAGN_SECRET_KEY", chosen["SECRET_KEY"])
    for key in chosen["SECRET_KEY_FALLBACKS"]:
        _refuse_weak("TILSAGN_FORMER_KEYS", key)
    for provider in chosen["PROVIDERS"]:
        if not provider.is_encrypted:
            raise ConfigError(f"The issuer {provider.issuer} must begin with https://")
    if chosen["DEBUG"]:
        raise ConfigError("FLASK_DEBUG must not be set in production")
    if not str(chosen["PUBLIC_URL"]).startswith("https://"):
        raise ConfigError("TILSAGN_PUBLIC_URL must begin with https:// in production")
    bucket = chosen["FILES_BUCKET"]
    if isinstance(bucket, Mapping) and not _SAFE_WAY.match(bucket["endpoint"]):
        raise ConfigError("TILSAGN_S3_ENDPOINT must begin with https:// in production")


def _refuse_weak(name: str, key: object) -> None:
    """A former key is as good as the present one for whoever would forge what it signed."""
    if not isinstance(key, str | bytes) or len(key) < SHORTEST_KEY:
        raise ConfigError(f"{name} must be at least {SHORTEST_KEY} characters long")
    if len(set(key)) < FEWEST_KEY_CHARACTERS:
        raise ConfigError(f"{name} must be random")


def _sqlite_url(instance: Path) -> str:
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"sqlite:///{instance / 'tilsagn.sqlite3'}"


def _kept_key(instance: Path) -> str:
    """The key in the instance folder; of two processes that start at once, one's is kept."""
    kept = instance / "secret_key"
    if not kept.exists():
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=instance, prefix="secret_key.") as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            os.fsync(made.fileno())
            with suppress(FileExistsError):
                os.link(made.name, kept)
    return kept.read_text()
