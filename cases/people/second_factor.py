"""The second factor: a code of six digits that an app makes anew each half minute (RFC 6238)."""

from datetime import datetime

import pyotp
import segno

_SECONDS = 30
_EARLIER_AND_LATER = (0, -1, 1)
ISSUER = "Tilsagn"
SECRET_SIZE = 32
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def new_secret() -> str:
    """A secret to be typed into the app: 160 random bits in base 32."""
    return pyotp.random_base32(SECRET_SIZE)


def is_secret(text: str) -> bool:
    """Whether a text is a secret as we make them."""
    return len(text) == SECRET_SIZE and set(text) <= _LETTERS


def app_address(secret: str, email: str) -> str:
    """The `otpauth` address of a secret, which a phone opens in its app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """The address as a picture for a phone's camera: SVG for a page, without any style in it."""
    code = segno.make(address, micro=False)
    return code.svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="qr", omitsize=True
    )


def step_of(secret: str, code: str, *, after: int, now: datetime) -> int | None:
    """The half minute a code was made for, None for a wrong one or one used up to `after`.

    Clocks may differ by one step.
    """
    current = int(now.timestamp()) // _SECONDS
    digits = "".join(code.split())
    for step in (current + each for each in _EARLIER_AND_LATER):
        made = pyotp.TOTP(secret).at(step * _SECONDS)
        if step > after and pyotp.utils.strings_equal(digits, made):
            return step
    return None
