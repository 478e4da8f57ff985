"""Answers as they are stored: JSON text by the text of their path."""

import json
from collections.abc import Mapping
from functools import lru_cache

from forms.answers import Answers
from forms.exchange import json_by_path
from forms.grammar import FormDefinition
from forms.outline import outline
from forms.path import Path

Stored = Mapping[str, str]
"""JSON of each answer by path; an empty answer is absent."""


def stored(definition: FormDefinition, answers: Answers) -> dict[str, str]:
    """Answers as stored; raises KeyError for a path the form does not have."""
    return json_by_path(definition, answers)


def restored(definition: FormDefinition, kept: Stored) -> Answers:
    """Stored answers as typed values; raises ValueError or KeyError for what nobody stored."""
    fields = outline(definition)
    found = {}
    for text, value in kept.items():
        path = Path.parse(text)
        answer = fields.at(path.address).field.kind.from_json(json.loads(value))
        if answer is not None:
            found[path] = answer
    return Answers(found)


@lru_cache(maxsize=8_192)
def section_at(definition: FormDefinition, text: str) -> str:
    """As `section_of`, by the text of a path that is stored: the same ones are asked for again."""
    return section_of(definition, Path.parse(text))


def section_of(definition: FormDefinition, path: Path) -> str:
    """The id of the section a path is asked in; KeyError for a path the form does not have."""
    return outline(definition).at(path.address).section.id
