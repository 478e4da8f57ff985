"""Answers that a person or a script wrote as JSON."""

import json
from decimal import Decimal
from difflib import get_close_matches

from cli.language import Translate
from forms.answers import Answers
from forms.exchange import BadAnswers, answers_from_json
from forms.grammar import FormDefinition
from forms.messages import N_
from forms.outline import outline
from forms.path import BadPath, Path

MOST_BYTES = 16_000_000


class NotAnswers(Exception):
    """The text is no set of answers to the form; the message is in the reader's language."""


def typed_answers(definition: FormDefinition, data: bytes, translate: Translate) -> Answers:
    """The answers in JSON text; raises NotAnswers, saying where and what was expected."""
    if len(data) > MOST_BYTES:
        raise NotAnswers(translate(N_("Svarene fylder mere end 16 MB.")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAnswers(translate(N_("Svarene er ikke tekst i UTF-8."))) from error
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        sentence = translate(N_("Svarene er ikke gyldig JSON (linje %(line)s, tegn %(column)s)."))
        raise NotAnswers(sentence % {"line": error.lineno, "column": error.colno}) from error
    except (ValueError, RecursionError) as error:
        raise NotAnswers(translate(N_("Svarene er ikke gyldig JSON."))) from error
    try:
        return answers_from_json(definition, found)
    except BadAnswers as error:
        raise NotAnswers(_reason(definition, error, translate)) from error


def _reason(definition: FormDefinition, error: BadAnswers, translate: Translate) -> str:
    if not error.path:
        return translate(N_("Svarene skal stå i et JSON-objekt med felternes navne."))
    if _has_field(definition, error.path):
        sentence = translate(N_("Svaret på %(path)s har ikke den form, der ventes."))
        return sentence % {"path": error.path}
    known = [placed.address for placed in outline(definition).placed()]
    near = get_close_matches(error.path, known, n=1)
    if near:
        sentence = translate(N_("Formularen har ikke feltet %(path)s. Mente du %(near)s?"))
        return sentence % {"path": error.path, "near": near[0]}
    return translate(N_("Formularen har ikke feltet %(path)s.")) % {"path": error.path}


def _has_field(definition: FormDefinition, path: str) -> bool:
    try:
        return outline(definition).get(Path.parse(path).address) is not None
    except BadPath:
        return False


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
