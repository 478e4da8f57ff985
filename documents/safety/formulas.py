"""A workbook's formulas: which start a program, which fetch, which point into other workbooks."""

import re

# Text, the names of sheets and of columns; what stands in them is no formula.
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|\[[^\[\]']*\]")
_LAUNCHING = re.compile(
    r"(?<!\w)(?:CALL|DDE|EXEC|EXECUTE|FOPEN|INITIATE|POKE|REGISTER|REGISTER\.ID)\s*\(",
    re.IGNORECASE,
)
_FETCHING = re.compile(r"(?<!\w)(?:WEBSERVICE|IMAGE|RTD)\s*\(", re.IGNORECASE)
_OUTSIDE = re.compile(r"\[\d+\][\w.$ ]*'?!|'[^'!]*\[\d+\]")
_QUICK = re.compile(r"[|(]")


def is_launching(formula: str) -> bool:
    """True for dynamic data exchange (`program|topic!item`) and functions that run something."""
    if not _QUICK.search(formula):
        return False
    bare = _QUOTED.sub("", formula)
    return "|" in bare or bool(_LAUNCHING.search(bare))


def is_fetching(formula: str) -> bool:
    """True for functions that ask the network or a program for what they show."""
    return "(" in formula and bool(_FETCHING.search(_QUOTED.sub("", formula)))


def is_outside(formula: str) -> bool:
    """True for references to another workbook, which formulas call by its number: `[1]Ark1!A1`."""
    return "[" in formula and bool(_OUTSIDE.search(formula))
