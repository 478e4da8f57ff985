"""Sums and shares as a Danish reader expects them in a sentence."""

from decimal import ROUND_HALF_UP, Decimal

from forms.formulas import shown_number


def kroner(number: Decimal) -> str:
    """`4.800.000 kr.` with an unbreakable space; øre only where there are any."""
    return f"{shown_number(number)}\u00a0kr."


def percent(part: Decimal, whole: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """The share with one decimal, `26,8 %`; a share under a minimum is never rounded up to it."""
    share = (part * 100 / whole).quantize(Decimal("0.1"), rounding)
    return f"{share}".replace(".", ",").replace("-", "−") + "\u00a0%"
