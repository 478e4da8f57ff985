"""The limits that sentences name, each from where it is held to."""

from collections.abc import Mapping

from flask import Flask
from flask_babel import gettext

from cases import saving
from cases.actions import add_files, add_remark, decide_case, return_case, waive_finding
from cases.people import passwords
from cases.people.queries import ATTEMPTS_WITHIN
from documents.safety import bundle, guard
from documents.template_proof import report
from web.formats import count, lasting, size

_SIZES: Mapping[str, int] = {
    "file_size": guard.MOST_BYTES,
    "bundle_size": bundle.MOST_IN_ALL,
    "review_size": add_files.MOST_BYTES,
    "template_size": report.MOST_BYTES,
    "text_size": saving.MOST_BYTES,
}
_COUNTS: Mapping[str, int] = {
    "review_files": add_files.MOST_FILES,
    "remark_length": add_remark.LONGEST_REMARK,
    "most_remarks": add_remark.MOST_REMARKS,
    "reason_length": waive_finding.LONGEST_REASON,
    "point_length": return_case.LONGEST,
    "decision_length": decide_case.LONGEST,
    "password_length": passwords.SHORTEST,
    "password_characters": passwords.FEWEST_CHARACTERS,
}


def told_limits() -> Mapping[str, str]:
    """Each by the name it has in sentences, as the reader's language writes it."""
    sizes = {name: size(each) for name, each in _SIZES.items()}
    counts = {name: count(each) for name, each in _COUNTS.items()}
    return {**sizes, **counts, "attempts_within": lasting(ATTEMPTS_WITHIN)}


def with_limits(msgid: str, **more: str) -> str:
    """A sentence with the limits it names, and with what else it names."""
    return gettext(msgid) % {**told_limits(), **more}


def add_limits(app: Flask) -> None:
    """Let templates write `_('… højst %(file_size)s', **told_limits())`."""
    app.jinja_env.globals[told_limits.__name__] = told_limits
