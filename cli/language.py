"""The language a command speaks: Danish, or the one named by `--lang`."""

import gettext
from collections.abc import Callable, Sequence
from pathlib import Path

DANISH = "da"
LANGUAGES = (DANISH, "en")
_CATALOGUES = Path(__file__).resolve().parent.parent / "translations"

Translate = Callable[[str], str]


def translator(language: str) -> Translate:
    """From a Danish msgid to the wording of a language; Danish where the catalogue has none."""
    if language == DANISH:
        return str
    found = gettext.translation("messages", _CATALOGUES, [language], fallback=True)
    return found.gettext


def language_in(arguments: Sequence[str]) -> str:
    """The language asked for, looked up before the arguments are known to be right."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            following = arguments[index + 1 : index + 2]
            chosen = value or "".join(following)
            return chosen if chosen in LANGUAGES else DANISH
    return DANISH
