"""What was read from a file, and how each answer was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.found_by import FoundBy
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Path
from validators.extent import Extent
from validators.finding import Finding, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How an answer was found, and where in the file; `certainty` is 0 to 1."""

    by: FoundBy
    place: Place
    certainty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file read as a form.

    `form` is None when no form was recognised; `problems` are REA findings, and what of the file
    could not be taken as an answer; `confidence` is 0 to 1, how sure it is that the file is this
    form and its answers stand where they were found. `is_workbook` says that the file is one,
    whatever was read of it: places are cells, and no notes can be set in it. `extent` is the paper
    it takes, where its programme sets a limit and it was counted.
    """

    form: FormDefinition | None
    answers: Answers = field(default_factory=Answers)
    origins: Mapping[Path, Origin] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()
    confidence: float = 0.0
    file: str | None = None
    is_workbook: bool = False
    extent: Extent | None = None
