"""Who signs people in for us by OpenID Connect: an organisation's own login, or a broker."""

from collections.abc import Mapping
from dataclasses import field
from urllib.parse import urlsplit

from forms.facts import fact
from forms.late import late

PREFIX = "TILSAGN_OIDC_"
_NAME = late(rf"{PREFIX}([A-Z][A-Z0-9]*)_([A-Z_]+)")
_NEEDED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
_USUAL = {
    "LABEL": "",
    "SCOPE": "openid email profile",
    "SUBJECT_CLAIM": "sub",
    "EMAIL_CLAIM": "email",
    "NAME_CLAIM": "name",
    "ORGANISATION_CLAIM": "",
    "LEVEL_CLAIM": "acr",
    "LEVELS": "",
    "EMAIL_DOMAINS": "",
    "SECOND_FACTOR": "asked",
    "SIGN_OUT": "here",
}
_CHOICES = {"SECOND_FACTOR": ("asked", "vouched"), "SIGN_OUT": ("here", "there")}


class UnfitProvider(Exception):
    """A provider that is half told, or told wrongly."""


@fact
class ClaimNames:
    """What a provider calls the things we ask about somebody; `organisation` may be unasked."""

    subject: str
    email: str
    name: str
    organisation: str
    level: str


@fact
class Provider:
    """A provider as it was told of; `id` stands in addresses and `label` on its button.

    `levels` are the assurance levels that are enough, any where there are none. An address within
    `email_domains` that the provider has verified is enough to know an account by.
    """

    id: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str
    claims: ClaimNames
    levels: tuple[str, ...]
    email_domains: frozenset[str]
    has_second_factor: bool
    has_sign_out: bool

    @property
    def is_encrypted(self) -> bool:
        """Whether what is said to it cannot be read on the way."""
        return urlsplit(self.issuer).scheme == "https"


def providers_in(variables: Mapping[str, str]) -> tuple[Provider, ...]:
    """The providers these variables tell of, by name; raises UnfitProvider."""
    told: dict[str, dict[str, str]] = {}
    for variable, value in variables.items():
        if variable.startswith(PREFIX) and value:
            found = _NAME.fullmatch(variable)
            if found is None or found[2] not in {*_NEEDED, *_USUAL}:
                raise UnfitProvider(f"{variable} is no setting of a provider")
            told.setdefault(found[1], {})[found[2]] = value
    return tuple(_provider(name, settings) for name, settings in sorted(told.items()))


def _provider(name: str, told: Mapping[str, str]) -> Provider:
    missing = [each for each in _NEEDED if each not in told]
    if missing:
        raise UnfitProvider(f"{PREFIX}{name}_{missing[0]} must be set too")
    settings = {**_USUAL, **told}
    for setting, choices in _CHOICES.items():
        if settings[setting] not in choices:
            raise UnfitProvider(f"{PREFIX}{name}_{setting} is not {' or '.join(choices)}")
    if "openid" not in settings["SCOPE"].split():
        raise UnfitProvider(f"{PREFIX}{name}_SCOPE lacks openid")
    return Provider(
        id=name.lower(),
        label=settings["LABEL"] or name.capitalize(),
        issuer=_issuer(name, settings["ISSUER"]),
        client_id=settings["CLIENT_ID"],
        client_secret=settings["CLIENT_SECRET"],
        scope=settings["SCOPE"],
        claims=_claims(settings),
        levels=tuple(settings["LEVELS"].split()),
        email_domains=frozenset(settings["EMAIL_DOMAINS"].casefold().split()),
        has_second_factor=settings["SECOND_FACTOR"] == "vouched",
        has_sign_out=settings["SIGN_OUT"] == "there",
    )


def _claims(settings: Mapping[str, str]) -> ClaimNames:
    return ClaimNames(
        subject=settings["SUBJECT_CLAIM"],
        email=settings["EMAIL_CLAIM"],
        name=settings["NAME_CLAIM"],
        organisation=settings["ORGANISATION_CLAIM"],
        level=settings["LEVEL_CLAIM"],
    )


def _issuer(name: str, address: str) -> str:
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname)
        is_plain = not (parts.query or parts.fragment or parts.username)
    except ValueError:
        is_whole = is_plain = False
    if not (is_whole and is_plain):
        raise UnfitProvider(f"{PREFIX}{name}_ISSUER is not an address")
    return address
