"""Providers as the surroundings tell of them, or half tell."""

import pytest

from cases.people.provider import UnfitProvider, providers_in

WHOLE = {
    "TILSAGN_OIDC_KOMMUNE_ISSUER": "https://login.kommune.example",
    "TILSAGN_OIDC_KOMMUNE_CLIENT_ID": "tilsagn",
    "TILSAGN_OIDC_KOMMUNE_CLIENT_SECRET": "hemmelig",
}


def test_a_provider_needs_three_settings_and_trusts_nobody_by_itself():
    [told] = providers_in(WHOLE | {"TILSAGN_PORT": "1"})
    assert (told.id, told.label, told.claims.subject) == ("kommune", "Kommune", "sub")
    assert (told.email_domains, told.has_second_factor, told.levels) == (frozenset(), False, ())


def test_several_are_told_by_their_names():
    more = {name.replace("KOMMUNE", "BROKER2"): value for name, value in WHOLE.items()}
    more["TILSAGN_OIDC_BROKER2_LABEL"] = "MitID Erhverv"
    told = providers_in(WHOLE | more)
    assert [(each.id, each.label) for each in told] == [
        ("broker2", "MitID Erhverv"),
        ("kommune", "Kommune"),
    ]


def test_a_secret_is_not_shown_where_a_provider_is():
    assert "hemmelig" not in repr(providers_in(WHOLE))


@pytest.mark.parametrize("missing", sorted(WHOLE))
def test_a_provider_that_is_half_told_is_refused(missing):
    with pytest.raises(UnfitProvider, match=missing):
        providers_in(WHOLE | {missing: ""})


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ISUER", "https://x.example"),
        ("SECOND_FACTOR", "yes"),
        ("SIGN_OUT", "1"),
        ("SCOPE", "email"),
        ("ISSUER", "login.kommune.example"),
        ("ISSUER", "ftp://login.kommune.example"),
        ("ISSUER", "https://"),
        ("ISSUER", "https://a@b.example"),
        ("ISSUER", "https://b.example?x=1"),
        ("ISSUER", "https://["),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(setting, value):
    with pytest.raises(UnfitProvider):
        providers_in(WHOLE | {f"TILSAGN_OIDC_KOMMUNE_{setting}": value})


def test_a_name_is_one_word_of_capitals():
    with pytest.raises(UnfitProvider):
        providers_in({"TILSAGN_OIDC_ISSUER": "https://x.example"})
