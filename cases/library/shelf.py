"""What stands in the library of one form: its templates, and from when each of them was used."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from cases.holder import Holder, Role
from documents.template_proof.report import TemplateReport
from forms.grammar import FormDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTemplate:
    """A template as it was laid up, or one of ours as it came with the service.

    `report` is None for one of ours; `by` is the name of who laid it up, empty for ours.
    """

    id: str
    form: FormDefinition
    number: int
    name: str
    sha256: str
    size: int
    report: TemplateReport | None
    by: str
    at: datetime

    @property
    def is_ours(self) -> bool:
        """Whether it came with the service."""
        return self.report is None

    @property
    def is_fit(self) -> bool:
        """Whether it may be taken into use."""
        return self.report is None or self.report.is_fit


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateUse:
    """That a template is used from a day on; `withdrawn_at` is when that was taken back."""

    id: int
    template_id: str
    from_day: date
    by: str
    at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The templates of a form, the newest first, and every decision to use one, likewise.

    `ours` is the id of the one that came with the service as it runs now, None until it is kept.
    """

    form: FormDefinition
    templates: tuple[KeptTemplate, ...] = ()
    uses: tuple[TemplateUse, ...] = ()
    ours: str | None = None

    def template(self, template_id: str | None) -> KeptTemplate | None:
        """The template of that id, None where there is none."""
        return next((each for each in self.templates if each.id == template_id), None)

    def use_on(self, day: date) -> TemplateUse | None:
        """The decision that holds on a day; None where the form is laid out by ours."""
        held = (each for each in self.uses if each.withdrawn_at is None and each.from_day <= day)
        return max(held, key=lambda each: (each.from_day, each.id), default=None)

    def in_use_on(self, day: date) -> KeptTemplate | None:
        """The template in use on a day; None only where ours was not kept yet."""
        use = self.use_on(day)
        return self.template(use.template_id if use else self.ours)

    def is_in_use_on(self, day: date, template: KeptTemplate) -> bool:
        """Whether it is that template that the form is laid out by on a day."""
        used = self.in_use_on(day)
        return used is not None and used.id == template.id

    def without(self, use_id: int) -> "Shelf":
        """The shelf as it would be had that decision not been made."""
        return replace(self, uses=tuple(each for each in self.uses if each.id != use_id))

    def coming(self, day: date) -> tuple[TemplateUse, ...]:
        """What was decided for later days, the first to come in front."""
        later = (each for each in self.uses if each.withdrawn_at is None and each.from_day > day)
        return tuple(sorted(later, key=lambda each: (each.from_day, each.id)))


def may_change(holder: Holder, form: FormDefinition) -> bool:
    """Whether a person decides how a form looks: staff of the fund whose programme it is."""
    return Role.STAFF in holder.roles and form.programme in holder.programmes
