"""The English catalogue has every sentence of the code, with the same values put in."""

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "lazy_gettext": None}


@cache
def sentences_of_the_code() -> dict[str, str]:
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return {_singular(message): name for name, _, message, *_ in found}


@cache
def english() -> Catalog:
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as source:
        return read_po(source, locale="en")


def _singular(message: str | tuple[str, ...]) -> str:
    return message[0] if isinstance(message, tuple) else message


def test_every_sentence_of_the_code_has_its_english() -> None:
    missing = {
        sentence: name
        for sentence, name in sentences_of_the_code().items()
        if (entry := english().get(sentence)) is None or not all(_texts(entry.string))
    }
    assert not missing


def test_the_catalogue_has_no_sentence_the_code_has_lost() -> None:
    known = sentences_of_the_code()
    assert not [entry.id for entry in english() if entry.id and _singular(entry.id) not in known]


def test_a_translation_puts_in_the_same_values() -> None:
    wrong = [
        entry.id
        for entry in english()
        if entry.id and _placeholders(entry.id) != _placeholders(entry.string)
    ]
    assert not wrong


def _placeholders(text: str | tuple[str, ...]) -> set[str]:
    return {each for part in _texts(text) for each in PLACEHOLDER.findall(part)}


def _texts(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)
