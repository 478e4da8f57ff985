"""What a workbook of ours is known by when it comes back: its mark, its names, its own texts."""

from forms.grammar import FormDefinition
from forms.outline import checksum

MARK = "Tilsagn"
"""The document property that says which form a workbook is, in which version."""

RECKONED, DIFFERENCE = "Beregnet", "Forskel"
ALL = "I alt"
UNKNOWN = "?"
"""What a sum says where a cell that it needs holds a text."""

OPENING = "Skriv fra linjen herunder."
CLOSING = "Indsæt flere linjer over denne."
OWN_LINES = (RECKONED, DIFFERENCE, OPENING, CLOSING)
"""The texts that begin a line of a table of ours which holds no answers."""

_LONGEST_SHEET = 31
_NOT_IN_SHEETS = str.maketrans("[]:*?/\\'", "        ")


def mark_of(definition: FormDefinition) -> str:
    """The value of the mark: the form, its version and the checksum of everything it asks."""
    return f"{definition.key}#{checksum(definition)}"


def name_of(definition: FormDefinition, address: str) -> str:
    """The defined name of a field, a group or a total; Excel moves it with its cells."""
    return f"{definition.id}.{address}"


def sheet_name(title: str) -> str:
    """A title as the name of a sheet, which takes neither all characters nor many."""
    return " ".join(title.translate(_NOT_IN_SHEETS).split())[:_LONGEST_SHEET].strip()
