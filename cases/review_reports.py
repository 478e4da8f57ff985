"""Which agreement, and which other years' reports, a report of a year belongs to."""

from collections.abc import Iterator

from cases.review_lines import are_alike
from documents.reading import Reading
from forms.path import Path
from validators.names import folded

_FAR, _NEAR = -3, 2
_MUNICIPALITY = Path.parse("kommune")
_OWNERS = ("kommune", "parter.navn")
_ACTIVITIES = ("indsatser.aktivitet", "aktiviteter.navn", "aktivitetsliste.navn")


def nearness_of_reports(one: Reading, other: Reading) -> int:
    """What speaks for two documents being of one case where one of them is a report; else 0.

    A municipality that is no party of the other speaks against it, activities of one name for it.
    """
    report, beside = (one, other) if _is_report(one) else (other, one)
    if not _is_report(report):
        return 0
    mine, theirs = (set(_names(each, _ACTIVITIES)) for each in (report, beside))
    return (_NEAR if mine & theirs else 0) + _nearness_of_owners(report, beside)


def _nearness_of_owners(report: Reading, beside: Reading) -> int:
    municipality = report.answers.get(_MUNICIPALITY)
    owners = list(_names(beside, _OWNERS))
    if not isinstance(municipality, str) or not owners:
        return 0
    return 0 if any(are_alike(municipality, each) for each in owners) else _FAR


def _is_report(reading: Reading) -> bool:
    return reading.form is not None and reading.form.year is not None


def _names(reading: Reading, addresses: tuple[str, ...]) -> Iterator[str]:
    """What a document calls something at certain places, folded."""
    for path in reading.answers:
        value = reading.answers.get(path)
        if path.address in addresses and isinstance(value, str) and value.strip():
            yield folded(value)
