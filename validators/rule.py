"""What a rule is: its stable id, its sentences, where it comes from, and how it is tested."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from forms.grammar import FormDefinition
from forms.path import Path
from forms.programmes.programme import Programme
from validators.case import Examined
from validators.extent import Extent
from validators.finding import Elsewhere, Finding, Place, Severity
from validators.privacy import without_cpr_numbers
from validators.whole_case import Site, WholeCase

_ID = re.compile(r"[A-Z]{3}[0-9]{3}")
_PLACEHOLDER = re.compile(r"%\(([a-z_]+)\)s")


class BadRule(Exception):
    """A rule contradicts itself; raised when the program starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a rule is broken: `values` fill its sentence, `variant` picks the sentence.

    A `severity` stands for the rule's own where this case of it weighs otherwise.
    """

    path: Path = field(default_factory=Path)
    values: tuple[tuple[str, str], ...] = ()
    evidence: str = ""
    variant: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossHit:
    """Where a rule is broken across documents: `at` is to be mended, `other` what it is against.

    The value `elsewhere` of its sentence is the name of the other document.
    """

    at: Site
    other: Site | None = None
    values: tuple[tuple[str, str], ...] = ()
    evidence: str = ""
    variant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One case that breaks a rule, or one that keeps it.

    `text` tells it in a Danish sentence. `typed` are paths with what a person types there, put
    over the correct answers of the form in `validators.examples`, `extent` is the paper they take.
    An example that is `in_file` can only be met while a file is read, so answers cannot show it.

    One that is `in_case` is shown by the correct case in `validators.sound_case`: its paths begin
    with the document's name and a colon, and it is examined `without` some of the documents.
    """

    text: str
    form: str = "projektskitse"
    typed: tuple[tuple[str, str], ...] = ()
    received: date | None = None
    extent: Extent | None = None
    is_in_file: bool = False
    is_in_case: bool = False
    without: tuple[str, ...] = ()


def _finds_nothing(_case: Examined) -> Iterator[Hit]:
    """The check of a rule that is broken by files or across documents, not by answers."""
    return iter(())


def _finds_nothing_across(_whole: WholeCase) -> Iterator[AcrossHit]:
    """The check across documents of a rule that is broken within one."""
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: `check` is a pure function from answers to the places where they break it.

    A rule across documents has `across` instead, a pure function from the whole case.

    `title`, `message`, `what_to_do` and `source` are Danish msgids; `message` and its `variants`
    hold `%(name)s` where a finding's values go. An id never changes its meaning and is never
    used again. Values named in `msgids` are Danish sentences of their own, translated when shown.
    Empty `forms` (ids) and `programmes` (ids) mean all of them.
    """

    id: str
    severity: Severity
    title: str
    message: str
    what_to_do: str
    source: str
    breaking: Example
    passing: Example
    check: Callable[[Examined], Iterator[Hit]] = _finds_nothing
    across: Callable[[WholeCase], Iterator[AcrossHit]] = _finds_nothing_across
    variants: tuple[tuple[str, str], ...] = ()
    msgids: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()

    def holds_for(self, definition: FormDefinition, programme: Programme | None) -> bool:
        """Whether the rule is one of this form's and programme's."""
        fits_form = not self.forms or definition.id in self.forms
        return fits_form and self.holds_under(programme)

    def holds_under(self, programme: Programme | None) -> bool:
        """Whether the rule is one of this programme's."""
        return not self.programmes or (programme is not None and programme.id in self.programmes)

    def findings(self, case: Examined) -> Iterator[Finding]:
        """A finding for each place where the answers break the rule."""
        for hit in self.check(case):
            found = self.found(
                hit.path, values=hit.values, evidence=hit.evidence, variant=hit.variant
            )
            yield replace(found, severity=hit.severity or found.severity)

    def findings_across(self, whole: WholeCase) -> Iterator[Finding]:
        """A finding for each place where a document breaks the rule against another."""
        for hit in self.across(whole):
            elsewhere = (("elsewhere", hit.other.document.name),) if hit.other else ()
            found = self.found(
                hit.at.path,
                values=(*hit.values, *elsewhere),
                evidence=hit.evidence,
                variant=hit.variant,
                file=hit.at.document.name,
            )
            yield replace(found, other=_elsewhere(hit.other))

    def found(
        self,
        path: Path = Path(),  # noqa: B008 - frozen, the same empty path for all
        *,
        values: tuple[tuple[str, str], ...] = (),
        evidence: str = "",
        variant: str = "",
        place: Place | None = None,
        file: str | None = None,
    ) -> Finding:
        """A finding of this rule; no CPR number passes from an answer into it unmasked."""
        return Finding(
            rule=self.id,
            severity=self.severity,
            path=path,
            values=tuple((name, without_cpr_numbers(value)) for name, value in values),
            evidence=without_cpr_numbers(evidence),
            variant=variant,
            place=place,
            file=file,
        )

    def sentence(self, variant: str) -> str:
        """The msgid of a variant; the plain message for one the rule does not know."""
        return dict(self.variants).get(variant, self.message)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every msgid the rule may speak with."""
        return (self.message, *(sentence for _, sentence in self.variants))


def _elsewhere(site: Site | None) -> Elsewhere | None:
    return None if site is None else Elsewhere(file=site.document.name, path=site.path)


def placeholders_of(sentence: str) -> frozenset[str]:
    """The names a sentence is filled with; raises BadRule for a `%` that is no placeholder."""
    if "%" in _PLACEHOLDER.sub("", sentence).replace("%%", ""):
        raise BadRule(f"not a sentence with placeholders: {sentence!r}")
    return frozenset(_PLACEHOLDER.findall(sentence))


def rules_by_id(rules: tuple[Rule, ...]) -> dict[str, Rule]:
    """The rules by id, checked: raises BadRule for a malformed or repeated id or an empty text."""
    known: dict[str, Rule] = {}
    for rule in rules:
        if not _ID.fullmatch(rule.id):
            raise BadRule(f"{rule.id!r} is no rule id")
        if rule.id in known:
            raise BadRule(f"{rule.id} stands twice")
        _check_texts(rule)
        known[rule.id] = rule
    return known


def _check_texts(rule: Rule) -> None:
    texts = (rule.title, rule.what_to_do, rule.source, rule.breaking.text, rule.passing.text)
    if not all(texts) or not all(rule.sentences):
        raise BadRule(f"{rule.id} lacks a text or an example")
    for sentence in rule.sentences:
        placeholders_of(sentence)
    if any(placeholders_of(text) for text in texts):
        raise BadRule(f"{rule.id}: only its message takes placeholders")
    checks_nothing = rule.check is _finds_nothing and rule.across is _finds_nothing_across
    if checks_nothing and not rule.breaking.is_in_file:
        raise BadRule(f"{rule.id} has no check, and its example needs no file")
