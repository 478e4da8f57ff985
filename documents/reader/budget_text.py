"""The fields of a budget that stands as prose, or as loose lines, in one box."""

from collections.abc import Iterator

from documents.found_by import FoundBy
from documents.reader.lines import joined_text
from documents.reader.sections import LabelledSection
from documents.reader.taken import Taken, place_in
from forms.budgets.reading import read_budget
from forms.budgets.told import answers_told
from forms.grammar import BudgetBox
from forms.text import clean_prose


def take_budget(part: LabelledSection, box: BudgetBox) -> Iterator[Taken]:
    """What the text of a box says of money, each answer with the place of its amount.

    The text is read as the box's field keeps it, so that the rules, which know only the answer,
    read the same.
    """
    whole = joined_text(list(part.lines))
    text = clean_prose(whole)
    offset = len(whole) - len(whole.lstrip())
    for told in answers_told(box, read_budget(text)):
        yield Taken(
            path=told.path,
            value=told.value,
            by=FoundBy.TEXT,
            place=place_in(part.lines, offset + told.start),
            certainty=told.certainty,
        )
