"""The proof of every total of a form, stated or not, right or wrong."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from forms.answers import Answers
from forms.budgets.claims import Doubt
from forms.conditions import beside
from forms.formulas import Term, compute, terms_of
from forms.grammar import Field, FormDefinition, Proof
from forms.kinds.kind import Unread, Value
from forms.kinds.line import Line
from forms.outline import Placed
from forms.path import Path
from forms.programmes.programme import Programme
from validators.arithmetic import computed_total, disagreements, unsettled, yearly_financing
from validators.case import Examined, typed_text
from validators.proof_lines import (
    MOST_TERMS,
    Assumed,
    Lacking,
    ProofLine,
    ProofShare,
    ProofTerm,
    Standing,
)
from validators.proof_of_text import quote_at, text_lines
from validators.shares import provisional_shares, whole_of
from validators.suggestions import proven_suggestions, unread_amounts
from validators.told_budget import ToldBudget, told_budget
from validators.whole_case import own_programme

_MOST_LACKING = 10
_COMPARED = (Proof.SUM, Proof.YEARLY, Proof.DIFFERENCE)


def prove(
    definition: FormDefinition, answers: Answers, *, programme: Programme | None = None
) -> tuple[ProofLine, ...]:
    """The proof of every total there is anything to say of, in the order of the text or form."""
    programme = programme or own_programme(definition)
    return proof_sheet(Examined(definition, answers, programme=programme))


def proof_sheet(case: Examined) -> tuple[ProofLine, ...]:
    """The proof of every total of a case that is not empty."""
    return tuple(each for each in every_total(case) if each.standing is not Standing.EMPTY)


def every_total(case: Examined) -> tuple[ProofLine, ...]:
    """A line for every total, those of which nothing is known too."""
    told = told_budget(case)
    text = typed_text(case.answers.get(told.text)) or "" if told else ""
    in_text = text_lines(told, text) if told else ()
    stated = {line.path for line in in_text if not line.words}
    reckoning = _Reckoning(case)
    in_form: list[ProofLine] = []
    shares: dict[Path, ProofShare | None] = {}
    for placed in case.outline.totals():
        for at in case.paths(placed):
            total = _Total(reckoning, placed, at)
            if total.path in stated and placed.total.proof in _COMPARED:
                shares[total.path] = total.share()
            else:
                in_form.append(_as_told(total.line(), told, text))
            if placed.total.proof is Proof.FINANCING:
                in_form += _years(reckoning, at)
    told_shares = (replace(line, share=shares.get(line.path)) for line in in_text)
    return (*told_shares, *in_form)


def _as_told(line: ProofLine, told: ToldBudget | None, text: str) -> ProofLine:
    """The line with the sentence it is told in; what a text decides and does not say is unsure."""
    if told is None or str(line.path) not in (
        told.box.total,
        told.box.share_total,
        told.box.applied,
    ):
        return line
    line = replace(line, quote=quote_at(told, text, line.path))
    is_off = line.standing in (Standing.WRONG, Standing.FOLLOWS)
    return replace(line, standing=Standing.UNSURE, doubts=(Doubt.NO_SUM,)) if is_off else line


class _Reckoning:
    """A case with each malformed amount read as its totals alone allow, and what is wrong in it."""

    def __init__(self, case: Examined) -> None:
        proven = proven_suggestions(case, unread_amounts(case))
        readings = {path: _parsed(case, path, each.suggestion) for path, each in proven.items()}
        self.case = case.with_answers(case.answers.replaced(readings)) if readings else case
        self.assumed = {
            path: Assumed(typed=typed_text(case.answers.get(path)) or "", reading=each.suggestion)
            for path, each in proven.items()
        }
        self.wrong = {(each.path, each.proof) for each in disagreements(case)}


class _Total:
    """One total of a form at one place."""

    def __init__(self, reckoning: _Reckoning, placed: Placed, at: Path) -> None:
        self._reckoning = reckoning
        self._case = reckoning.case
        self._placed = placed
        self._at = at
        self.path = beside(placed.total.stated, at) if placed.total.stated else at
        self._stated = self._case.answers.number(self.path)
        self._computed = computed_total(self._case, placed, at)
        self._terms = terms_of(placed.total.formula, self._case.answers, at=at)

    def line(self) -> ProofLine:
        """What there is to say of it; empty where nothing is stated and nothing to add."""
        computed, standing = self._computed, self._standing()
        is_own = self._placed.total.stated is not None and self._placed.total.proof in _COMPARED
        return ProofLine(
            named=self.path if is_own else self._at,
            path=self.path,
            total=self._placed.address,
            standing=standing,
            stated=self._stated,
            computed=computed.value if computed else None,
            formula=computed.formula if computed else "",
            tolerance=self._tolerance(),
            terms=tuple(_term(self._case, each) for each in self._terms[:MOST_TERMS]),
            left_out=max(0, len(self._terms) - MOST_TERMS),
            assumed=tuple(self._assumed()),
            lacking=tuple(self._lacking()) if standing is Standing.UNSURE else (),
            share=self.share(),
        )

    def share(self) -> ProofShare | None:
        """What part of another number it is, with and without what is not granted yet."""
        whole = whole_of(self._placed, self._at, self._case)
        if self._computed is None or whole is None or whole.value <= 0:
            return None
        part = self._computed.value
        provisional = provisional_shares(self._case, self._placed, self._at)
        programme = self._case.programme
        least = programme.minimum_local_share if programme else None
        is_local = self._placed.total.proof is Proof.LOCAL_SHARE
        return ProofShare(
            part=part,
            granted=provisional.granted if provisional else part,
            whole=whole.value,
            least=least.number if least and is_local else None,
        )

    def _standing(self) -> Standing:
        is_unread = isinstance(self._case.answers.get(self.path), Unread)
        is_hindered = self._computed is None and any(each.typed for each in self._lacking())
        is_known = self._computed is not None and bool(self._terms)
        if self._stated is None and not (is_unread or is_hindered or is_known):
            return Standing.EMPTY
        if self._computed is None or is_unread:
            return Standing.UNSURE
        if self._placed.total.stated is None:
            return Standing.COMPUTED
        if self._stated is None:
            return Standing.UNSTATED
        if abs(self._stated - self._computed.value) <= self._tolerance():
            return Standing.PROVED
        is_wrong = (self.path, self._computed.proof) in self._reckoning.wrong
        return Standing.WRONG if is_wrong else Standing.FOLLOWS

    def _tolerance(self) -> Decimal:
        printed = self._case.answers.precision(self.path)
        return printed + (self._computed.precision if self._computed else Decimal(0))

    def _assumed(self) -> Iterator[Assumed]:
        known = self._reckoning.assumed
        used = (self.path, *(self._computed.terms if self._computed else ()))
        return (known[path] for path in dict.fromkeys(used) if path in known)

    def _lacking(self) -> Iterator[Lacking]:
        """The answers that are needed and are not there, each once and not too many of them."""
        formula, answers = self._placed.total.formula, self._case.answers
        own = [self.path] if isinstance(answers.get(self.path), Unread) else []
        numbers = compute(formula, answers, at=self._at).terms
        single = [path for path in numbers if answers.number(path) is None]
        found = dict.fromkeys((*own, *unsettled(formula, self._case, self._at), *single))
        return (_lack(path, answers.get(path)) for path in islice(found, _MOST_LACKING))


def _years(reckoning: "_Reckoning", at: Path) -> Iterator[ProofLine]:
    """The financing of each year, which is no total of its own."""
    for each in yearly_financing(reckoning.case):
        is_wrong = (each.path, each.proof) in reckoning.wrong
        off = Standing.WRONG if is_wrong else Standing.FOLLOWS
        yield ProofLine(
            named=at,
            part=Path.parse(each.terms[0].address) if each.terms else each.path,
            path=each.path,
            standing=Standing.PROVED if each.agrees else off,
            stated=each.stated,
            computed=each.computed,
            formula=each.formula,
            tolerance=each.tolerance,
        )


def _lack(path: Path, value: Value | None) -> Lacking:
    if not isinstance(value, Unread):
        return Lacking(path=path)
    return Lacking(path=path, typed=value.text[:200], readings=value.suggestions)


def _parsed(case: Examined, path: Path, text: str) -> Value | None:
    return case.outline.at(path.address).field.kind.parse(text)


def _term(case: Examined, term: Term) -> ProofTerm:
    """A number of a row by the words of that row, where it has any."""
    row = Path(term.path.parts[:-1])
    groups = case.outline.at(term.path.address).groups
    items = groups[-1].group.items if groups else ()
    lines = (each for each in items if isinstance(each, Field) and isinstance(each.kind, Line))
    texts = (case.answers.get(row / each.id) for each in lines)
    name = next((text for text in texts if isinstance(text, str)), "")
    return ProofTerm(name=name, path=term.path, value=term.value, times=term.times)
