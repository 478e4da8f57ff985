"""The areas an agreement chooses, and the sub-agreements there are for them."""

from collections.abc import Iterator

from forms.kinds.kind import Value
from validators.whole_case import Document, Site, WholeCase

_AREA = "indsatsomraader.omraade"


def chosen_areas(agreement: Document) -> tuple[tuple[Site, str], ...]:
    """The areas of the agreement that could be read, each once."""
    once: dict[str, Site] = {}
    for site, value in agreement.column(_AREA):
        if isinstance(value, str):
            once.setdefault(value, site)
    return tuple((site, area) for area, site in once.items())


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
