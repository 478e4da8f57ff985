"""What is found in a template: a closed list of problems, each with its place."""

from dataclasses import dataclass
from enum import StrEnum


class TemplatePart(StrEnum):
    """Which part of a Word file a place is in, as people name it."""

    BODY = "body"
    TEXT_BOX = "text_box"
    HEADER = "header"
    FOOTER = "footer"
    NOTES = "notes"
    COMMENTS = "comments"
    PROPERTIES = "properties"
    RELATIONS = "relations"
    STYLES = "styles"
    OTHER = "other"


class TemplateProblem(StrEnum):
    """What can be wrong with a template; the value is stored."""

    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_WORD = "unknown_word"
    ASKED_TWICE = "asked_twice"
    NOT_ASKED = "not_asked"
    NOT_ALONE = "not_alone"
    NOT_CLOSED = "not_closed"
    LOOPED_TWICE = "looped_twice"
    WRONG_LOOP = "wrong_loop"
    LOOP_MISPLACED = "loop_misplaced"
    FORBIDDEN = "forbidden"
    BROKEN = "broken"
    BRACE = "brace"
    WRONG_PLACE = "wrong_place"
    GENERATED = "generated"
    OTHER_FORM = "other_form"
    ODD_PACKAGE = "odd_package"
    EXTERNAL = "external"
    EMBEDDED = "embedded"
    FETCHING = "fetching"
    UNKNOWN_PART = "unknown_part"
    PICTURE_KIND = "picture_kind"
    CHANGES = "tracked_changes"
    COMMENTS = "comments"
    NOT_LOSSLESS = "not_lossless"
    SPLIT = "split_formatting"
    FONT = "font"
    LANGUAGE = "language"
    HEADING_ORDER = "heading_order"
    NO_TABLE_HEADER = "no_table_header"
    NO_ALT_TEXT = "no_alt_text"
    NO_TITLE = "no_title"


_WARNINGS = frozenset(
    {
        TemplateProblem.SPLIT,
        TemplateProblem.FONT,
        TemplateProblem.LANGUAGE,
        TemplateProblem.HEADING_ORDER,
        TemplateProblem.NO_TABLE_HEADER,
        TemplateProblem.NO_ALT_TEXT,
        TemplateProblem.NO_TITLE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePlace:
    """Where something stands, counted from one as a person counts; `near` is the text there.

    `table`, `row` and `cell` are those of the innermost table, None outside any.
    """

    part: TemplatePart
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    near: str = ""


NOWHERE = TemplatePlace(part=TemplatePart.BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFinding:
    """One problem; `subject` is the tag, font, part or field it is about."""

    problem: TemplateProblem
    subject: str = ""
    place: TemplatePlace = NOWHERE
    suggestions: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the template cannot be used as it is."""
        return self.problem not in _WARNINGS
