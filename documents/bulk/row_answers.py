"""The answers that a row says, read the quick way wherever that comes to the same."""

import json

import orjson

from documents.bulk.order import Shape
from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.grammar import FormDefinition
from forms.typed import MOST_BYTES, answers_of_cells, answers_of_text, may_be_deep


def answers_of_row(definition: FormDefinition, shape: Shape, data: bytes) -> Answers:
    """The answers in a row; raises NotAnswers, saying where and what was expected."""
    if shape is Shape.CELLS:
        return answers_of_cells(definition, json.loads(data))
    if len(data) <= MOST_BYTES and not may_be_deep(data):
        try:
            return answers_from_json(definition, orjson.loads(data))
        except ValueError:  # it is no JSON, no answers, or holds a number that a float cannot hold
            pass
    return answers_of_text(definition, data)
