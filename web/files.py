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
    return _download(content, WORD_TYPE, _file_name(definition, answers))


def dossier_response(content: bytes, words: str) -> Response:
    """The Word file of a whole case as a download, named by some words."""
    return _download(content, WORD_TYPE, _plain_name(words) + ".docx")


def zip_response(content: bytes, words: str) -> Response:
    """The zip as a download, named by some words."""
    return _download(content, "application/zip", _plain_name(words) + ".zip")


def _download(content: bytes, media_type: str, name: str) -> Response:
    response = make_response(content)
    response.mimetype = media_type
    response.headers["Content-Disposition"] = _disposition(name)
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
