"""What became of a template that was looked at."""

from dataclasses import dataclass
from enum import StrEnum

from documents.template_proof.findings import TemplateFinding

MOST_BYTES = 5 * 1024 * 1024
"""A file that every document of a form would carry, pictures and all."""


class ExampleKind(StrEnum):
    """What a template is tried out with."""

    BLANK = "tom"
    FILLED = "udfyldt"
    EXTREME = "yderlig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What came back of one set of example answers: how many, and the paths that differ."""

    example: ExampleKind
    answers: int
    differing: tuple[str, ...] = ()

    @property
    def is_lossless(self) -> bool:
        """Whether the document was made, and read as the very answers it was made of."""
        return not self.differing


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateReport:
    """What was found in a template, and the proofs, which are only tried where nothing is wrong.

    `other_form` is the key of the form whose fields it asks for, empty where that is the right one.
    """

    findings: tuple[TemplateFinding, ...]
    proofs: tuple[Proof, ...] = ()
    other_form: str = ""

    @property
    def is_fit(self) -> bool:
        """Whether the template can be taken into use."""
        return not any(each.is_error for each in self.findings) and bool(self.proofs)

    @property
    def errors(self) -> tuple[TemplateFinding, ...]:
        """What has to be mended first."""
        return tuple(each for each in self.findings if each.is_error)

    @property
    def warnings(self) -> tuple[TemplateFinding, ...]:
        """What is only worth a look."""
        return tuple(each for each in self.findings if not each.is_error)
