"""The areas an agreement chooses, and the sub-agreements there are for them."""

from collections.abc import Iterator, Mapping

from forms.answers import Answers
from forms.kinds.kind import Value
from forms.levels import MOST_ROWS
from forms.path import Path
from validators.whole_case import Document, Site, WholeCase

_AREAS = Path.parse("indsatsomraader")


def areas_in(answers: Answers) -> Mapping[str, Path]:
    """The areas an agreement chooses that could be read, each by its id where it stands first."""
    found: dict[str, Path] = {}
    for row in range(min(answers.row_count(_AREAS), MOST_ROWS)):
        path = _AREAS.row(row) / "omraade"
        area = answers.get(path)
        if isinstance(area, str):
            found.setdefault(area, path)
    return found


def chosen_areas(agreement: Document) -> tuple[tuple[Site, str], ...]:
    """The `areas_in` a document, with their places in the case; none in one that chooses none."""
    found = areas_in(agreement.examined.answers)
    return tuple((Site(document=agreement, path=path), area) for area, path in found.items())


def area_of(document: Document) -> str | None:
    """The area of a sub-agreement; None when it is missing or could not be read."""
    value: Value | None = document.value("indsatsomraade")
    return value if isinstance(value, str) else None


def areas_without(whole: WholeCase) -> tuple[tuple[Site, str], ...]:
    """The chosen areas that have no sub-agreement.

    None while a sub-agreement does not say its area, which may be the one that lacks, or could
    not be read at all.
    """
    agreement = whole.first("samarbejdsaftale")
    areas = {area_of(document) for document in whole.of("delaftale")}
    if agreement is None or None in areas or _has_unread(whole):
        return ()
    return tuple((site, area) for site, area in chosen_areas(agreement) if area not in areas)


def without_area(whole: WholeCase) -> Iterator[tuple[Document, str]]:
    """The sub-agreements for areas the agreement has not chosen, if it has chosen any."""
    agreement = whole.first("samarbejdsaftale")
    chosen = {area for _, area in chosen_areas(agreement)} if agreement else set()
    for document in whole.of("delaftale"):
        area = area_of(document)
        if chosen and area is not None and area not in chosen:
            yield document, area


def is_complete(whole: WholeCase) -> bool:
    """Whether there is a sub-agreement for each area, as far as the case shows.

    Without the agreement nobody can tell, but one sub-agreement alone is no whole.
    """
    count = len(whole.of("delaftale"))
    if _has_unread(whole):
        return False
    if whole.first("samarbejdsaftale") is None:
        return count > 1
    return count > 0 and not areas_without(whole)


def _has_unread(whole: WholeCase) -> bool:
    """Whether a document that is known by its name alone calls itself a sub-agreement."""
    return any("delaftale" in name.casefold() for name in whole.loose_names)
