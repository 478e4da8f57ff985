"""How the answers of one section are looked for, by what kind of section it is."""

from collections.abc import Iterator
from dataclasses import replace

from documents.reader.boxes import take_box
from documents.reader.guidance import without_guidance
from documents.reader.labelled import Found, take_labelled
from documents.reader.labels import leads_of
from documents.reader.mixed import take_mixed
from documents.reader.sections import LabelledSection
from documents.reader.taken import LeftGuidance
from forms.grammar import Field, FormDefinition, Section
from forms.kinds.email import Email
from forms.path import Path


def take_section(definition: FormDefinition, part: LabelledSection) -> Iterator[Found]:
    """The answers of a section: of its box, of a contact in any order, or by its inner labels."""
    if part.section.box is not None:
        yield from _take_box(definition, part, part.section.box)
    elif _is_contact(part.section):
        yield from take_mixed(part)
    else:
        yield from take_labelled(part)


def _take_box(definition: FormDefinition, part: LabelledSection, box: str) -> Iterator[Found]:
    leads = tuple(lead for item in part.section.items for lead in leads_of(item))
    kept, passages = without_guidance(part.lines, leads)
    yield from take_box(definition, replace(part, lines=tuple(kept)))
    path = Path.parse(box)
    for each in passages:
        yield LeftGuidance(path=path, text=each.text, place=each.place)


def _is_contact(section: Section) -> bool:
    """Whether a section asks for a person, whose lines stand in whatever order."""
    return any(isinstance(item, Field) and isinstance(item.kind, Email) for item in section.items)
