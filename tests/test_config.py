import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import ConfigError, Told, settings

STRONG = "4a7b0c9d2e1f8a6b5c3d4e7f9a0b1c2d-strong"
PUBLIC = {"TILSAGN_PUBLIC_URL": "https://tilsagn.example"}
PRODUCTION = {"TILSAGN_ENV": "production", "TILSAGN_SECRET_KEY": STRONG} | PUBLIC


PROVIDER = {
    "TILSAGN_OIDC_X_ISSUER": "https://login.example",
    "TILSAGN_OIDC_X_CLIENT_ID": "tilsagn",
    "TILSAGN_OIDC_X_CLIENT_SECRET": "secret",
}


def embedded(folder: Path) -> dict[str, str]:
    return {"TILSAGN_INSTANCE": str(folder / "instance")}


def test_one_s_own_machine_needs_no_settings(tmp_path):
    told = settings({}, embedded(tmp_path))
    assert len(str(told["SECRET_KEY"])) >= 32
    assert told["DATABASE_URL"] == f"sqlite:///{tmp_path}/instance/tilsagn.sqlite3"
    assert (told["HOST"], told["PORT"]) == ("127.0.0.1", 5000)


def test_the_made_key_is_kept_and_only_its_owner_reads_it(tmp_path):
    keys = {settings({}, embedded(tmp_path))["SECRET_KEY"] for _ in range(2)}
    assert len(keys) == 1
    assert stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["secret_key"]


def test_processes_that_start_at_once_agree_on_the_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        told = pool.map(lambda _: settings({}, embedded(tmp_path))["SECRET_KEY"], range(8))
        assert len(set(told)) == 1


def test_two_machines_never_share_a_key(tmp_path):
    one, other = (settings({}, embedded(tmp_path / name)) for name in "ab")
    assert one["SECRET_KEY"] != other["SECRET_KEY"]


@pytest.mark.parametrize(
    "variables",
    [
        {"TILSAGN_SECRET_KEY": ""},
        {"TILSAGN_SECRET_KEY": "too short"},
        {"TILSAGN_SECRET_KEY": "changeme" * 8},
        {"FLASK_DEBUG": "1"},
        {"TILSAGN_PUBLIC_URL": ""},
        {"TILSAGN_PUBLIC_URL": "http://tilsagn.example"},
        {"TILSAGN_SMTP_URL": "smtp://mail.example"},
        {"FLASK_DEBUG": "True"},
        {"TILSAGN_FORMER_KEYS": "too-short"},
        {"TILSAGN_FORMER_KEYS": f"{STRONG} {'changeme' * 8}"},
        PROVIDER | {"TILSAGN_OIDC_X_ISSUER": "http://login.example"},
        PROVIDER | {"TILSAGN_OIDC_X_CLIENT_SECRET": ""},
    ],
)
def test_production_does_not_start(variables):
    with pytest.raises(ConfigError):
        settings({}, PRODUCTION | variables)


def test_production_starts_with_former_keys_and_a_provider(tmp_path):
    told = PRODUCTION | PROVIDER | {"TILSAGN_FORMER_KEYS": f"{STRONG}1 {STRONG}2"}
    chosen = settings({}, told | embedded(tmp_path))
    assert chosen["SECRET_KEY_FALLBACKS"] == [f"{STRONG}1", f"{STRONG}2"]
    assert [each.id for each in chosen["PROVIDERS"]] == ["x"]


def test_production_is_not_talked_out_of_it_by_overrides():
    with pytest.raises(ConfigError):
        settings({"DEBUG": True}, PRODUCTION)
    with pytest.raises(ConfigError):
        settings({"SECRET_KEY": None}, PRODUCTION)


def test_production_takes_no_key_from_a_folder(tmp_path):
    settings({}, embedded(tmp_path))
    with pytest.raises(ConfigError):
        settings({}, embedded(tmp_path) | {"TILSAGN_ENV": "production"})


def test_production_sends_its_cookies_over_tls_to_this_host_only(tmp_path):
    told = settings({}, PRODUCTION | embedded(tmp_path))
    assert told["SECRET_KEY"] == STRONG
    assert told["SESSION_COOKIE_SECURE"] is True
    assert str(told["SESSION_COOKIE_NAME"]).startswith("__Host-")


@pytest.mark.parametrize(
    "variables",
    [
        {"TILSAGN_ENV": "produktion"},
        {"TILSAGN_PORT": "http"},
        {"TILSAGN_PORT": "0"},
        {"TILSAGN_PORT": "65536"},
        {"TILSAGN_PORT": "²"},
        {"TILSAGN_SMTP_URL": "mail.example"},
        {"TILSAGN_OIDC_X_ISSUER": "https://login.example"},
    ],
)
def test_a_value_that_cannot_be_meant_is_told_at_start(variables):
    with pytest.raises(ConfigError):
        Told.from_environment(variables)


def test_overrides_come_before_the_environment(tmp_path):
    told = settings({"SECRET_KEY": "test", "DATABASE_URL": "sqlite://"}, embedded(tmp_path))
    assert (told["SECRET_KEY"], told["DATABASE_URL"]) == ("test", "sqlite://")
    assert not (tmp_path / "instance").exists()


def test_limits_are_large_enough_for_long_prose_in_any_letters():
    told = settings({"SECRET_KEY": "test", "DATABASE_URL": "sqlite://"}, {})
    one_page = "ø" * 2_000_000
    assert len(one_page.encode()) * 3 <= int(str(told["MAX_FORM_MEMORY_SIZE"]))
    assert int(str(told["MAX_FORM_MEMORY_SIZE"])) < int(str(told["MAX_CONTENT_LENGTH"]))


BUCKET = {
    "TILSAGN_FILES_URL": "s3://tilsagn.filer/en/mappe/",
    "TILSAGN_S3_ENDPOINT": "https://s3.example:9000",
    "TILSAGN_S3_REGION": "eu-north-1",
    "TILSAGN_S3_KEY_ID": "id",
    "TILSAGN_S3_SECRET": "hemmelig",
}


def test_files_are_kept_in_a_bucket_that_is_told_whole(tmp_path):
    assert settings({}, embedded(tmp_path))["FILES_BUCKET"] is None
    assert settings({}, PRODUCTION | embedded(tmp_path) | BUCKET)["FILES_BUCKET"] == {
        "name": "tilsagn.filer",
        "prefix": "en/mappe",
        "endpoint": "https://s3.example:9000",
        "region": "eu-north-1",
        "key_id": "id",
        "secret": "hemmelig",
    }


@pytest.mark.parametrize("name", BUCKET)
def test_a_bucket_told_by_halves_is_refused_and_its_secret_not_repeated(tmp_path, name):
    with pytest.raises(ConfigError, match=name) as refused:
        settings({}, embedded(tmp_path) | BUCKET | {name: ""})
    assert "hemmelig" not in str(refused.value)


@pytest.mark.parametrize(
    "odd",
    [
        {"TILSAGN_FILES_URL": url}
        for url in ("/en/mappe", "https://spand", "s3://", "s3://STOR", "s3://a/../b", "s3://ab//c")
    ]
    + [
        {"TILSAGN_S3_ENDPOINT": url}
        for url in ("s3.example", "ftp://s3.example", "https://s3.example/sti", "https://a@b")
    ],
)
def test_a_bucket_that_is_nowhere_is_refused(tmp_path, odd):
    with pytest.raises(ConfigError):
        settings({}, embedded(tmp_path) | BUCKET | odd)


@pytest.mark.parametrize(
    ("endpoint", "is_safe"),
    [
        ("http://s3.example", False),
        ("http://127.0.0.1.example", False),
        ("http://127.0.0.1:9000", True),
        ("http://localhost:9000", True),
        ("http://[::1]:9000", True),
    ],
)
def test_production_sends_files_to_other_machines_over_tls_alone(tmp_path, endpoint, is_safe):
    told = PRODUCTION | embedded(tmp_path) | BUCKET | {"TILSAGN_S3_ENDPOINT": endpoint}
    if is_safe:
        assert settings({}, told)
        return
    with pytest.raises(ConfigError):
        settings({}, told)


def test_how_long_things_are_kept_is_told_by_name(tmp_path):
    told = embedded(tmp_path) | {"TILSAGN_KEEP": "drafts=365 reviews=90"}
    assert settings({}, told)["KEPT_DAYS"] == {
        "drafts": 365,
        "reviews": 90,
    }


@pytest.mark.parametrize("text", ["drafts", "drafts=", "drafts=-1", "drafts=1.5", "drafts=1000000"])
def test_a_time_that_is_no_number_of_days_is_refused(tmp_path, text):
    with pytest.raises(ConfigError):
        settings({}, embedded(tmp_path) | {"TILSAGN_KEEP": text})
