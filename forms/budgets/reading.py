"""A budget text read whole: its lines, its sums, and whether the ones make the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from forms.budgets.claims import Addend, Claim, Claimed, Doubt, Verdict
from forms.budgets.figures import LONGEST, MOST_FIGURES, Figure, figures_in
from forms.budgets.hypotheses import Explanation, Hypothesis, Use, explain
from forms.budgets.mentions import Mention, mentions_in
from forms.budgets.showing import formula_of, sum_of
from forms.budgets.table_rows import folded
from forms.budgets.wording import Part, Rate, is_beside, is_incomplete, is_out_of, is_plain_sum
from forms.budgets.years import Years, years_in
from forms.formulas import shown_number

_FEWEST_LINES = 2
_DEAR = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The reading of a malformed amount that makes a stated sum agree, and that sum."""

    value: Decimal
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """An amount that is added: `value` is None where it is malformed, `rate` where it is unsaid.

    A rate that the text does not say `is_concluded` from the sums. `rates` are those that agree
    where several do.
    """

    mention: Mention
    value: Decimal | None
    rate: Rate | None
    is_concluded: bool = False
    proof: Proof | None = None
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a text says of a budget; empty where it says nothing of money."""

    lines: tuple[BudgetLine, ...] = ()
    shares: tuple[BudgetLine, ...] = ()
    years: Years | None = None
    total: Mention | None = None
    share_total: Mention | None = None
    applied: Mention | None = None
    claims: tuple[Claim, ...] = ()

    def claim(self, claimed: Claimed) -> Claim | None:
        """The claim of a kind, None where the text states no such sum."""
        return next((each for each in self.claims if each.claimed is claimed), None)


@lru_cache(maxsize=64)
def read_budget(text: str) -> Budget:
    """The budget in a text of any length; what is beyond the bounds leaves all sums unsure.

    What may be an hour of the day is money where only so the sums agree.
    """
    read = text[:LONGEST]
    figures = figures_in(read)
    plain = _read(text, [each for each in figures if not each.is_hour])
    if len(figures) == sum(not each.is_hour for each in figures):
        return plain
    with_hours = _read(text, figures)
    return with_hours if _proved(with_hours) > _proved(plain) else plain


def _read(text: str, figures: Sequence[Figure]) -> Budget:
    read = text[:LONGEST]
    said = years_in(read)
    numbers = tuple(dict.fromkeys(each.number for each in said))
    mentions = folded(mentions_in(read, figures[:MOST_FIGURES]), read, numbers)
    is_whole = len(text) <= LONGEST and len(figures) <= MOST_FIGURES
    return _Reader(mentions, said, numbers, is_whole=is_whole).budget()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Explained:
    mentions: tuple[Mention, ...]
    explanation: Explanation

    @property
    def best(self) -> Hypothesis:
        return self.explanation.best

    @property
    def stated(self) -> Mention | None:
        return None if self.best.stated is None else self.mentions[self.best.stated]


class _Reader:
    def __init__(
        self,
        mentions: Sequence[Mention],
        said: Sequence[Years],
        numbers: tuple[int, ...],
        *,
        is_whole: bool,
    ) -> None:
        self._mentions = mentions
        self._said = said
        self._numbers = numbers
        self._is_whole = is_whole

    def budget(self) -> Budget:
        """What most of the sums bear out.

        A wrong sum of the expenses may agree once a contribution is counted among them; then the
        sum of the contributions does not, and more agrees where each stays on its own side.
        """
        first = self._told(self._expenses())
        stays = [each for each in self._of(Part.EXPENSES) if not self._is_below(each)]
        if not stays or _proved(first) == len(first.claims):
            return first
        second = self._told(self._first_agreeing(stays))
        return second if _proved(second) > _proved(first) else first

    def _is_below(self, mention: Mention) -> bool:
        return mention in self._below(self._of(Part.EXPENSES))

    def _told(self, expenses: _Explained | None) -> Budget:
        shares = self._shares(expenses)
        applied = [each for each in self._of(Part.APPLIED) if not each.is_doubtful]
        claims = [
            *self._side_claims(Claimed.EXPENSES, expenses),
            *self._side_claims(Claimed.SHARE, shares),
            *self._applied_claim(expenses, shares, applied),
        ]
        asked = next((each.mention for each in claims if each.claimed is Claimed.APPLIED), None)
        return Budget(
            lines=_lines_of(expenses),
            shares=_lines_of(shares),
            years=self._years(expenses, shares),
            total=expenses.stated if expenses and not expenses.best.is_per_year else None,
            share_total=_share_total(shares),
            applied=asked or (applied[0] if len(applied) == 1 else None),
            claims=tuple(claims),
        )

    def _of(self, part: Part) -> list[Mention]:
        return [each for each in self._mentions if each.part is part]

    def _expenses(self) -> _Explained | None:
        """The side of expenses; what only inherited another side is tried among them too."""
        plain = self._of(Part.EXPENSES)
        above = [each for each in plain if each not in self._below(plain)]
        moved = [
            each
            for each in self._mentions
            if each.part is Part.EXPENSES or (each.part is Part.SHARE and not each.is_named)
        ]
        both = [each for each in self._mentions if each.part in (Part.EXPENSES, Part.SHARE)]
        return self._first_agreeing(above, plain, _certain(above), moved, both)

    def _below(self, plain: Sequence[Mention]) -> list[Mention]:
        """What stands below the sum of the expenses and does not say that it is one of them."""
        sums = [at for at, each in enumerate(plain) if each.is_sum]
        total = max(sums, key=lambda at: max(plain[at].options), default=0)
        if total < _FEWEST_LINES or not (self._of(Part.SHARE) or self._of(Part.APPLIED)):
            return []
        return [each for each in plain[total + 1 :] if not (each.is_sum or each.is_named)]

    def _shares(self, expenses: _Explained | None) -> _Explained | None:
        taken = set(expenses.mentions) if expenses and expenses.best.agrees else set()
        below = self._below(self._of(Part.EXPENSES))
        plain = [each for each in self._mentions if each.part is Part.SHARE or each in below]
        named = [each for each in plain if each.is_named or each not in taken]
        whole = expenses.stated if expenses else None
        if whole is not None:
            named = [each for each in named if not (each.is_sum and _is_same(each, whole))]
        return self._first_agreeing(
            named, _certain(named), [each for each in named if each.is_named]
        )

    def _first_agreeing(self, *sides: Sequence[Mention]) -> _Explained | None:
        """The first way to make up a side whose sum agrees without much assumed, else the first."""
        first: _Explained | None = None
        for side in {tuple(side): side for side in sides}.values():
            explanation = explain(side, self._numbers)
            if explanation is None:
                continue
            explained = _Explained(mentions=tuple(side), explanation=explanation)
            if explanation.best.agrees and (first is None or explanation.best.cost <= _DEAR):
                return explained
            first = first or explained
        return first

    def _years(self, *sides: _Explained | None) -> Years | None:
        """The number of years that the sums bear out, else the one that alone is said."""
        proved = {
            each.best.years
            for each in sides
            if each and each.best.agrees and Use.YEARLY in each.best.uses
        }
        fitting = [each for each in self._said if each.number in proved]
        if fitting and len(proved) == 1:
            return fitting[0]
        certain = [each for each in self._said if each.is_certain]
        return certain[0] if len({each.number for each in certain}) == 1 else None

    def _side_claims(self, claimed: Claimed, side: _Explained | None) -> list[Claim]:
        if side is None:
            return []
        best = side.best
        claims = [_partial_claim(side, at, parts) for at, parts in best.parts if len(parts) > 1]
        claims += self._wrong_partials(side)
        if side.stated is None or not best.lines:
            return claims
        doubts = () if best.agrees else self._doubts(side)
        verdict = Verdict.UNSURE if doubts else Verdict.WRONG
        return [
            *claims,
            Claim(
                claimed=claimed,
                verdict=Verdict.PROVED if best.agrees else verdict,
                mention=side.stated,
                stated=best.values[best.stated or 0],
                computed=best.computed,
                tolerance=best.tolerance,
                formula=formula_of(best, is_per_year=best.is_per_year),
                is_multiplied=Use.YEARLY in best.uses and not best.is_per_year,
                addends=_addends(side, _counted(best), 1 if best.is_per_year else best.years),
                rivals=_rival_formulas(side.explanation),
                doubts=doubts,
            ),
        ]

    def _doubts(self, side: _Explained) -> tuple[Doubt, ...]:
        """Why lines that do not come to their sum may not be all there are."""
        best, mentions = side.best, side.mentions
        expenses = [each for each in mentions if each.part is Part.EXPENSES]
        is_doubted = {
            Doubt.TOO_MUCH: not (self._is_whole and side.explanation.is_whole),
            Doubt.NO_SUM: side.stated is None or not side.stated.is_sum,
            Doubt.NO_YEARS: Use.YEARLY in best.uses and not self._numbers,
            Doubt.FEW_LINES: len(best.lines) < _FEWEST_LINES,
            Doubt.NOT_ALL: any(is_incomplete(each.words) for each in mentions),
            Doubt.ASIDE: Use.ASIDE in best.uses
            or any(each.is_doubtful for each in mentions)
            or any(is_out_of(each.words) for each in expenses),
            Doubt.SEVERAL_READINGS: any(len(each.options) > 1 for each in mentions),
        }
        return tuple(doubt for doubt, holds in is_doubted.items() if holds)

    def _wrong_partials(self, side: _Explained) -> list[Claim]:
        """Sums of the yearly lines before them that are wrong, where the sum of all is right."""
        best = side.best
        found = []
        for at, (each, use) in enumerate(zip(side.mentions, best.uses, strict=True)):
            run = tuple(line for line in best.lines if line < at and best.uses[line] is Use.YEARLY)
            is_wrong = use is Use.ASIDE and each.is_sum and not each.is_doubtful and best.agrees
            if is_wrong and each.rate is Rate.YEARLY and len(run) > 1 and is_plain_sum(each.words):
                claim = _partial_claim(side, at, run)
                if abs(claim.stated - claim.computed) > claim.tolerance:
                    found.append(replace(claim, verdict=Verdict.WRONG))
        return found

    def _applied_claim(
        self,
        expenses: _Explained | None,
        shares: _Explained | None,
        applied: Sequence[Mention],
    ) -> list[Claim]:
        if not applied or not expenses or not shares:
            return []
        years = expenses.best.years
        tried = [
            _difference(one, whole, share, years)
            for one in applied
            for whole in _wholes(expenses)
            for share in _wholes(shares)
        ]
        if not tried:
            return []
        agreeing = next(
            (each for each in tried if abs(each.stated - each.computed) <= each.tolerance), None
        )
        if agreeing is not None:
            return [replace(agreeing, verdict=Verdict.PROVED)]
        is_doubted = {
            Doubt.TOO_MUCH: not self._is_whole,
            Doubt.SEVERAL_SUMS: len(applied) > 1,
            Doubt.SEVERAL_READINGS: len(applied[0].options) > 1,
            Doubt.NO_SUM: expenses.stated is None or not _is_sure(shares),
            Doubt.ASIDE: any(is_beside(each.words) or each.is_doubtful for each in self._mentions),
        }
        doubts = tuple(doubt for doubt, holds in is_doubted.items() if holds)
        verdict = Verdict.UNSURE if doubts else Verdict.WRONG
        return [replace(tried[0], verdict=verdict, doubts=doubts)]


def _proved(budget: Budget) -> int:
    """How many sums agree, those of some lines left out of account."""
    sums = (each for each in budget.claims if each.claimed is not Claimed.PARTIAL)
    return sum(1 for each in sums if each.verdict is Verdict.PROVED)


def _certain(side: Sequence[Mention]) -> list[Mention]:
    """A side's amounts with every doubt whether they belong to it left out of account."""
    return [replace(each, is_doubtful=False) for each in side]


def _is_same(one: Mention, other: Mention) -> bool:
    return abs(one.options[0] - other.options[0]) <= min(one.precision, other.precision)


def _lines_of(side: _Explained | None) -> tuple[BudgetLine, ...]:
    if side is None:
        return ()
    best = side.best
    at_sum = best.stated is not None and not best.lines
    places = (best.stated,) if at_sum and side.mentions[0].part is Part.SHARE else best.lines
    return tuple(_line_of(side, at) for at in places if at is not None)


def _line_of(side: _Explained, at: int) -> BudgetLine:
    each, best = side.mentions[at], side.best
    concluded = Rate.YEARLY if best.uses[at] is Use.YEARLY else Rate.ONCE
    others = {
        Rate.YEARLY if rival.uses[at] is Use.YEARLY else Rate.ONCE
        for rival in side.explanation.rivals
    }
    is_concluded = each.rate is None and best.agrees and others <= {concluded}
    is_alone = best.uses[at] is Use.STATED
    rates = tuple(sorted({concluded, *others}, key=lambda rate: rate.value)) if best.agrees else ()
    return BudgetLine(
        mention=each,
        value=best.values[at] if not each.figure.is_malformed else None,
        rate=each.rate or (concluded if is_concluded or is_alone else None),
        is_concluded=is_concluded,
        proof=_proof(side, at) if each.figure.is_malformed else None,
        rates=rates if each.rate is None and len(rates) > 1 else (),
    )


def _proof(side: _Explained, at: int) -> Proof | None:
    """The sum with which alone a malformed amount agrees: the smallest it is part of."""
    best = side.best
    if any(rival.values[at] != best.values[at] for rival in side.explanation.rivals):
        return None
    for whole, parts in best.parts:
        if at in parts and len(parts) > 1:
            return Proof(value=best.values[at], formula=sum_of(best, whole, parts))
    if not best.agrees or side.stated is None:
        return None
    formula = formula_of(best, is_per_year=best.is_per_year)
    return Proof(value=best.values[at], formula=f"{formula} = {sum_of(best, best.stated, ())}")


def _partial_claim(side: _Explained, at: int, parts: tuple[int, ...]) -> Claim:
    best, each = side.best, side.mentions[at]
    raw = sum((best.values[line] for line in parts), Decimal(0))
    weighted = sum(
        (
            best.values[line] * (best.years if best.uses[line] is Use.YEARLY else 1)
            for line in parts
        ),
        Decimal(0),
    )
    is_raw = abs(raw - best.values[at]) <= abs(weighted - best.values[at])
    tolerance = sum((side.mentions[line].precision for line in parts), each.precision)
    return Claim(
        claimed=Claimed.PARTIAL,
        verdict=Verdict.PROVED,
        mention=each,
        stated=best.values[at],
        computed=raw if is_raw else weighted,
        tolerance=tolerance if is_raw else tolerance * best.years,
        formula=formula_of(best, is_per_year=is_raw, lines=parts),
        addends=_addends(side, parts, 1 if is_raw else best.years),
    )


def _counted(best: Hypothesis) -> tuple[int, ...]:
    """The lines that a sum counts: one of each year has no line that falls once."""
    lines = best.lines
    return tuple(at for at in lines if not best.is_per_year or best.uses[at] is Use.YEARLY)


def _addends(side: _Explained, lines: Sequence[int], years: int) -> tuple[Addend, ...]:
    """The lines of a sum; those that fall each year count as many times as it has years."""
    best = side.best
    return tuple(
        Addend(
            mention=side.mentions[at],
            value=best.values[at],
            times=years if best.uses[at] is Use.YEARLY else 1,
        )
        for at in lines
    )


def _rival_formulas(explanation: Explanation) -> tuple[str, ...]:
    """What the other meanings that agree as well come to, each once."""
    best = explanation.best
    told = formula_of(best, is_per_year=best.is_per_year)
    formulas = dict.fromkeys(
        formula_of(each, is_per_year=each.is_per_year) for each in explanation.rivals
    )
    return tuple(each for each in formulas if each != told)


def _share_total(side: _Explained | None) -> Mention | None:
    """The stated sum of the contributions; the only contribution is its own."""
    if side is None:
        return None
    if side.stated is None and len(side.mentions) == 1:
        only = side.mentions[0]
        return only if only.rate is not Rate.YEARLY and not only.is_doubtful else None
    return None if side.best.is_per_year else side.stated


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What a side comes to, as stated or as computed."""

    value: Decimal
    tolerance: Decimal


def _wholes(side: _Explained) -> list[_Whole]:
    best, found = side.best, []
    if side.stated is not None and best.stated is not None:
        factor = best.years if best.is_per_year else 1
        stated = best.values[best.stated]
        tolerance = side.stated.precision * factor
        values = dict.fromkeys((stated * factor, stated))
        found += [_Whole(value=value, tolerance=tolerance) for value in values]
    if best.lines and not best.is_per_year:
        found.append(_Whole(value=best.computed, tolerance=best.tolerance))
    only = side.mentions[0]
    if side.stated is None and len(side.mentions) == 1 and only.rate is None:
        values = dict.fromkeys((only.options[0], only.options[0] * best.years))
        found += [_Whole(value=value, tolerance=only.precision) for value in values]
    return found


def _is_sure(side: _Explained) -> bool:
    """Whether what a side comes to is stated, or follows from lines that say their rate."""
    if side.stated is not None:
        return len(side.stated.options) == 1
    return all(
        len(each.options) == 1
        and not each.is_doubtful
        and (each.rate is not None or len(side.mentions) == 1)
        for each in side.mentions
    )


def _difference(one: Mention, whole: _Whole, share: _Whole, years: int) -> Claim:
    factor = years if one.rate is Rate.YEARLY else 1
    return Claim(
        claimed=Claimed.APPLIED,
        verdict=Verdict.UNSURE,
        mention=one,
        stated=one.options[0] * factor,
        computed=whole.value - share.value,
        tolerance=one.precision * factor + whole.tolerance + share.tolerance,
        formula=f"{shown_number(whole.value)} − {shown_number(share.value)}",
    )
