"""Documents, workbooks and zip files as answers to a request."""

from io import BufferedIOBase
from urllib.parse import quote

from flask import Response, make_response, request
from werkzeug.wsgi import wrap_file

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Path

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COPY_TYPES = {"docx": WORD_TYPE, "xlsx": EXCEL_TYPE, "pdf": "application/pdf"}
_LONGEST_NAME = 80
_WHO = tuple(Path.parse(each) for each in ("kommune", "omraadets_navn", "indsatsomraade"))


def word_response(content: bytes, definition: FormDefinition, answers: Answers) -> Response:
    """The document as a download, named after the form and who fills it in."""
    return _download(content, WORD_TYPE, _file_name(definition, answers) + ".docx")


def workbook_response(content: bytes, definition: FormDefinition, answers: Answers) -> Response:
    """The workbook as a download, named like the document."""
    return _download(content, EXCEL_TYPE, _file_name(definition, answers) + ".xlsx")


def dossier_response(content: bytes, words: str) -> Response:
    """The Word file of a whole case as a download, named by some words."""
    return _download(content, WORD_TYPE, _plain_name(words) + ".docx")


def letter_response(content: bytes, words: str) -> Response:
    """A deficiency letter as a download, named by the case."""
    return _download(content, WORD_TYPE, _plain_name(f"mangelbrev {words}") + ".docx")


def proof_response(content: bytes, words: str) -> Response:
    """The proof of totals as a download, named by what it is of."""
    return _download(content, WORD_TYPE, _plain_name(f"kontrol {words}") + ".docx")


def zip_response(content: bytes, words: str) -> Response:
    """The zip as a download, named by some words."""
    return _download(content, "application/zip", _plain_name(words) + ".zip")


def file_response(content: BufferedIOBase, length: int, words: str, ending: str) -> Response:
    """A zip or PDF that may be too large for memory as a download, from a file that it closes.

    The server is handed the file itself, so that none of its threads waits for who is slow to
    take it.
    """
    response = head_response(length, words, ending)
    response.response = wrap_file(request.environ, content)
    response.direct_passthrough = True
    return response


def head_response(length: int, words: str, ending: str) -> Response:
    """As `file_response`, for who asks about the file alone."""
    response = _download(b"", f"application/{ending}", f"{_plain_name(words)}.{ending}")
    response.headers["Content-Length"] = str(length)
    return response


def copy_response(content: bytes, name: str, word: str) -> Response:
    """A copy of a person's file as a download, named as theirs with a word of what was done."""
    stem, dot, ending = name.rpartition(".")
    ending = ending.lower() if dot else ""
    response = _download(
        content,
        _COPY_TYPES.get(ending, "application/octet-stream"),
        f"{_plain_name(stem or name)}-{word}{dot}{_plain_name(ending)}",
    )
    # Should a browser show it after all, nothing in it may run.
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def sent_response(content: bytes, name: str) -> Response:
    """A file that was sent in, byte for byte, under the name it was sent by."""
    response = _download(content, _COPY_TYPES[name.rpartition(".")[2]], name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def export_response(content: bytes, media_type: str, words: str, ending: str) -> Response:
    """A report as a download, named by some words."""
    return _download(content, media_type, f"{_plain_name(words)}.{ending}")


def _download(content: bytes, media_type: str, name: str) -> Response:
    response = make_response(content)
    response.mimetype = media_type
    response.headers["Content-Disposition"] = _disposition(name)
    return response


def _file_name(definition: FormDefinition, answers: Answers) -> str:
    who = [each for path in _WHO if isinstance(each := answers.get(path), str)]
    return _plain_name(" ".join((definition.id, *who[:1])))


def _plain_name(words: str) -> str:
    kept = "".join(each if each.isalnum() else "-" for each in words)
    return "-".join(part for part in kept.split("-") if part)[:_LONGEST_NAME]


def _disposition(name: str) -> str:
    """Both spellings of RFC 6266, so that Danish letters come through."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
