"""Answers carried through a page in a hidden field, so that nothing waits on the server."""

import json

from flask import abort

from forms.answers import Answers
from forms.exchange import answers_from_json, answers_to_json
from forms.grammar import FormDefinition
from forms.levels import BadAnswers


def carried_text(definition: FormDefinition, answers: Answers) -> str:
    """The hidden field's text."""
    return json.dumps(answers_to_json(definition, answers), ensure_ascii=False)


def carried_answers(definition: FormDefinition, text: str) -> Answers:
    """The answers of a hidden field; 400 for anything that is none, however deep or odd."""
    try:
        return answers_from_json(definition, json.loads(text))
    except (BadAnswers, ValueError, RecursionError):
        abort(400)
