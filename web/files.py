"""Word and zip files as answers to a request."""

from urllib.parse import quote

from flask import Response, make_response

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Path

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_NAME = 80
_WHO = tuple(Path.parse(each) for each in ("kommune", "omraadets_navn", "indsatsomraade"))


def word_response(content: bytes, definition: FormDefinition, answers: Answers) -> Response:
    """The document as a download, named after the form and who fills it in."""
    response = make_response(content)
    response.mimetype = WORD_TYPE
    response.headers["Content-Disposition"] = _disposition(_file_name(definition, answers))
    return response


def zip_response(content: bytes, words: str) -> Response:
    """The zip as a download, named by some words."""
    response = make_response(content)
    response.mimetype = "application/zip"
    response.headers["Content-Disposition"] = _disposition(_plain_name(words) + ".zip")
    return response


def _file_name(definition: FormDefinition, answers: Answers) -> str:
    who = [each for path in _WHO if isinstance(each := answers.get(path), str)]
    return _plain_name(" ".join((definition.id, *who[:1]))) + ".docx"


def _plain_name(words: str) -> str:
    kept = "".join(each if each.isalnum() else "-" for each in words)
    return "-".join(part for part in kept.split("-") if part)[:_LONGEST_NAME]


def _disposition(name: str) -> str:
    """Both spellings of RFC 6266, so that Danish letters come through."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
