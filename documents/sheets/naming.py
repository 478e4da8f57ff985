"""What a workbook of ours is known by when it comes back: its mark, its names, its own texts."""

import re
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256

from forms.grammar import FormDefinition
from forms.outline import checksum

MARK = "Tilsagn"
"""The document property that says which form a workbook is, in which version."""

MADE_FROM = "TilsagnSvar"
"""The document property with the fingerprint of the answers a workbook was made from."""

RECKONED, DIFFERENCE = "Beregnet", "Forskel"
ALL = "I alt"
UNKNOWN = "?"
"""What a sum says where a cell that it needs holds a text."""

OPENING = "Skriv fra linjen herunder."
CLOSING = "Indsæt flere linjer over denne."
OWN_LINES = (RECKONED, DIFFERENCE, OPENING, CLOSING)
"""The texts that begin a line of a table of ours which holds no answers."""

_LONGEST_SHEET = 31
_PRINTED = re.compile(r"(?P<minus>m?)(?P<digits>[1-9][0-9]{0,14})e(?P<power>[1-9])\.[0-9]{1,6}")
_NOT_IN_SHEETS = str.maketrans("[]:*?/\\'", "        ")


def mark_of(definition: FormDefinition) -> str:
    """The value of the mark: the form, its version and the checksum of everything it asks."""
    return f"{definition.key}#{checksum(definition)}"


def fingerprint(kept: Mapping[str, str]) -> str:
    """SHA-256 of answers as JSON by path, in whatever order they are given."""
    lines = sorted(f"{path}\n{text}\n" for path, text in kept.items())
    return sha256("".join(lines).encode("ascii")).hexdigest()


def name_of(definition: FormDefinition, address: str) -> str:
    """The defined name of a field, a group or a total; Excel moves it with its cells."""
    return f"{definition.id}.{address}"


def sheet_name(title: str) -> str:
    """A title as the name of a sheet, which takes neither all characters nor many."""
    return " ".join(title.translate(_NOT_IN_SHEETS).split())[:_LONGEST_SHEET].strip()


def printed_name(definition: FormDefinition, value: Decimal, number: int) -> str:
    """The name of a cell whose amount was printed rounded, which says how: 25e5 for `2,5 mio.`."""
    sign, digits, power = value.as_tuple()
    shown = "".join(map(str, digits))
    return f"{_printed_prefix(definition)}{'m' if sign else ''}{shown}e{power}.{number}"


def printed_in(definition: FormDefinition, name: str) -> Decimal | None:
    """The amount, with the digits it was printed with, that a name tells of its cell."""
    prefix = _printed_prefix(definition)
    match = _PRINTED.fullmatch(name.removeprefix(prefix)) if name.startswith(prefix) else None
    if match is None:
        return None
    value = Decimal(match["digits"]).scaleb(int(match["power"]))
    return -value if match["minus"] else value


def allowed_name(definition: FormDefinition, address: str) -> str:
    """The name of the cell that says how far a total may be off as its amounts are printed."""
    return f"{name_of(definition, address)}.afrunding"


def _printed_prefix(definition: FormDefinition) -> str:
    return f"{definition.id}.afrundet.".lower()
