"""Where in a file something stands, in words."""

from flask_babel import gettext

from documents.found_by import FoundBy
from documents.reading import Origin
from documents.sheets.cell_names import cell_name
from forms.messages import N_
from validators.finding import Place

_FOUND_BY = {
    FoundBy.CONTROL: N_("fundet i sit felt"),
    FoundBy.BOOKMARK: N_("fundet i sit felt"),
    FoundBy.ALIAS: N_("fundet ved feltets navn"),
    FoundBy.LABEL: N_("fundet ved overskriften"),
    FoundBy.TEXT: N_("fundet i teksten"),
}


def place_text(place: Place | None) -> str:
    """`side 2`, `række 3, celle 2` or `Udgifter!F12`; empty where it is not known."""
    if place is None or place.sheet is not None:
        return "" if place is None else cell_name(place)
    counted = (
        (place.page, N_("side %(number)s")),
        (place.block, N_("afsnit %(number)s")),
        (place.row, N_("række %(number)s")),
        (place.cell, N_("celle %(number)s")),
    )
    return ", ".join(gettext(text, number=at + 1) for at, text in counted if at is not None)


def found_by_text(origin: Origin) -> str:
    """How an answer was found and where."""
    how = gettext(_FOUND_BY[origin.by])
    where = place_text(origin.place)
    return f"{how}, {where}" if where else how
