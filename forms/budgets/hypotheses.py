"""What the amounts on one side of a budget may mean, and which meaning its sums bear out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import chain, combinations, islice, product

from forms.budgets.mentions import Mention
from forms.budgets.wording import Rate

MOST_TRIED = 2_000
_MOST_STEPS = 30_000
_MOST_FREE_RATES = 6
_MOST_UNSAID = 4
_MOST_WITH_UNSAID = 20
_MOST_READINGS = 64
_UNSAID_PARTIAL, _UNSAID_PERIOD, _MIXED_RATES, _GUESSED_YEARS = 2, 2, 2, 3
_STRAY, _LAST_AS_TOTAL, _LAXER_READING, _INEXACT = 4, 3, 1, 3


class Use(Enum):
    """What an amount is in a hypothesis: a line each year or once, or a number not to be added."""

    YEARLY = "yearly"
    ONCE = "once"
    PARTIAL = "partial"
    AGAIN = "again"
    STATED = "stated"
    ASIDE = "aside"


_LINES = (Use.YEARLY, Use.ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One meaning of the amounts of a side, and what its lines come to by it.

    `cost` counts what has to be assumed. `parts` gives, for an amount that is a partial sum, the
    places of its lines. Without a stated sum there is nothing to agree with.
    """

    years: int
    values: tuple[Decimal, ...]
    uses: tuple[Use, ...]
    parts: tuple[tuple[int, tuple[int, ...]], ...]
    stated: int | None
    is_per_year: bool
    cost: int
    computed: Decimal
    difference: Decimal
    tolerance: Decimal

    @property
    def agrees(self) -> bool:
        """Whether the lines come to the stated sum, as precisely as both are printed."""
        return self.stated is not None and abs(self.difference) <= self.tolerance

    @property
    def lines(self) -> tuple[int, ...]:
        """The places of the amounts that are added."""
        return tuple(at for at, use in enumerate(self.uses) if use in _LINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The best of the hypotheses `tried`, those as good that mean something else, if all were."""

    best: Hypothesis
    rivals: tuple[Hypothesis, ...]
    tried: int
    is_whole: bool


def explain(mentions: Sequence[Mention], years: Sequence[int]) -> Explanation | None:
    """The meaning that makes a side's lines agree with its sum, with as little assumed as can be.

    At most `MOST_TRIED` meanings are looked at, the plainest first.
    """
    if not mentions:
        return None
    most = _most_tried(mentions)
    looked_at = list(islice(_Side(mentions, years).hypotheses(), most + 1))
    tried = [each for each in looked_at if each is not None]
    best = min(tried, key=_rank)
    rivals = tuple(
        each
        for each in tried
        if best.agrees
        and each.agrees
        and _rank(each)[:3] == _rank(best)[:3]
        and _means(each) != _means(best)
    )
    return Explanation(
        best=best, rivals=rivals[:10], tried=len(looked_at), is_whole=len(looked_at) <= most
    )


def _most_tried(mentions: Sequence[Mention]) -> int:
    """How many meanings are looked at: fewer of a long text, so that each text costs alike."""
    sums = sum(1 for each in mentions if each.is_sum) + 1
    return max(1, min(MOST_TRIED, _MOST_STEPS // (len(mentions) * sums)))


def _rank(each: Hypothesis) -> tuple[bool, int, Decimal]:
    """Plainer is better; an exact sum is worth an assumption more than one that is only near."""
    cost = each.cost + (_INEXACT if each.agrees and each.difference else 0)
    return (not each.agrees, cost, abs(each.difference))


def _means(each: Hypothesis) -> tuple[object, ...]:
    return (each.values, each.uses)


class _Side:
    """The amounts of one side with the choices each of them leaves open."""

    def __init__(self, mentions: Sequence[Mention], years: Sequence[int]) -> None:
        self._mentions = mentions
        self._is_yearly = bool(years) or any(each.rate is Rate.YEARLY for each in mentions)
        self._years = [(0, number) for number in years] or [
            (_GUESSED_YEARS, number) for number in range(1, 11)
        ]

    def hypotheses(self) -> Iterator[Hypothesis | None]:
        """Every meaning in turn, plain ones first; None for one that contradicts itself."""
        for years in self._needed_years():
            for total in self._totals():
                for values in self._readings():
                    yield from self._with_these(years, total, values)

    def _with_these(
        self,
        years: tuple[int, int],
        total: tuple[int, int | None],
        values: tuple[int, tuple[Decimal, ...]],
    ) -> Iterator[Hypothesis | None]:
        cost = years[0] + total[0] + values[0]
        for chosen in self._unsaid(values[1], years[1], total[1]):
            for assumed, rates in self._rates(total[1], chosen):
                periods = self._periods(total[1])[: 1 if assumed else 2]
                for stray in (Use.ASIDE, Use.ONCE):
                    trial = _Trial(
                        self._mentions, values[1], years[1], total[1], chosen, rates, stray
                    )
                    yield from trial.settled(cost + assumed, periods)
                    if not trial.has_strays:
                        break

    def _needed_years(self) -> list[tuple[int, int]]:
        if all(each.rate is Rate.ONCE for each in self._mentions):
            return self._years[:1]
        return self._years if self._is_yearly else [(0, 1)]

    def _periods(self, total: int | None) -> list[tuple[int, bool]]:
        """Whether the sum is one of all years or of each; where it does not say, it may be both."""
        rate = Rate.ONCE if total is None or not self._is_yearly else self._mentions[total].rate
        if rate is not None:
            return [(0, rate is Rate.YEARLY)]
        return [(0, False), (_UNSAID_PERIOD, True)]

    def _totals(self) -> list[tuple[int, int | None]]:
        """Which amount is the sum of all: the largest one called a sum, then the others."""
        sums = [
            at for at, each in enumerate(self._mentions) if each.is_sum and not each.is_doubtful
        ]
        sums.sort(key=lambda at: -max(self._mentions[at].options))
        found: list[tuple[int, int | None]] = [(0, at) for at in sums[:1]]
        if not sums and len(self._mentions) > 2:
            found.append((_LAST_AS_TOTAL, len(self._mentions) - 1))
        return [*found, (_STRAY + 2 if sums else 0, None)]

    def _readings(self) -> Iterator[tuple[int, tuple[Decimal, ...]]]:
        options = [each.options for each in self._mentions]
        for values in islice(product(*options), _MOST_READINGS):
            laxer = sum(value != each[0] for value, each in zip(values, options, strict=True))
            yield laxer * _LAXER_READING, values

    def _unsaid(
        self, values: tuple[Decimal, ...], years: int, total: int | None
    ) -> list[tuple[int, ...]]:
        """Sets of amounts that may be sums though nothing calls them so; none in a long text."""
        if len(self._mentions) > _MOST_WITH_UNSAID:
            return [()]
        trial = _Trial(self._mentions, values, years, total, (), {}, Use.ASIDE)
        may_be = [
            at
            for at, each in enumerate(self._mentions)
            if not each.is_sum
            and at != total
            and trial.run_before(at, least=1 if self._is_beside(at) else 2)
        ][:_MOST_UNSAID]
        subsets = chain.from_iterable(combinations(may_be, size) for size in range(len(may_be) + 1))
        return list(subsets)

    def _is_beside(self, at: int) -> bool:
        return at > 0 and self._mentions[at].line == self._mentions[at - 1].line

    def _rates(
        self, total: int | None, chosen: tuple[int, ...]
    ) -> list[tuple[int, dict[int, Use]]]:
        free = [
            at
            for at, each in enumerate(self._mentions)
            if each.rate is None and at != total and at not in chosen and not each.is_doubtful
        ]
        if not self._is_yearly:
            return [(0, dict.fromkeys(free, Use.ONCE))]
        uniform = [dict.fromkeys(free, use) for use in (Use.ONCE, Use.YEARLY)] if free else [{}]
        mixed: list[dict[int, Use]] = []
        if 1 < len(free) <= _MOST_FREE_RATES:
            mixed = [
                dict(zip(free, uses, strict=True)) for uses in product(_LINES, repeat=len(free))
            ]
        elif free[1:]:
            for cut in range(1, len(free)):
                for first, then in (_LINES, _LINES[::-1]):
                    mixed.append(
                        {at: first if place < cut else then for place, at in enumerate(free)}
                    )
        return [
            *((0, each) for each in uniform),
            *((_MIXED_RATES, each) for each in mixed if len(set(each.values())) > 1),
        ]


class _Trial:
    """One choice of everything, followed through the amounts in order."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        values: tuple[Decimal, ...],
        years: int,
        total: int | None,
        chosen: tuple[int, ...],
        rates: dict[int, Use],
        stray: Use,
    ) -> None:
        self._mentions = mentions
        self._values = values
        self._years = years
        self._total = total
        self._chosen = chosen
        self._rates = rates
        self._stray = stray
        self._uses: list[Use] = [self._plain(at) for at in range(len(mentions))]
        self._parts: dict[int, tuple[int, ...]] = {}
        self.has_strays = False

    def settled(
        self, cost: int, periods: Sequence[tuple[int, bool]]
    ) -> Iterator[Hypothesis | None]:
        """The hypotheses; None where an amount cannot be the sum it was chosen to be."""
        for at, each in enumerate(self._mentions):
            if at == self._total or self._uses[at] is Use.ASIDE:
                continue
            if at in self._chosen or each.is_sum:
                added = self._settle_partial(at)
                if added is None:
                    yield None
                    return
                cost += added
        for assumed, is_per_year in periods:
            yield self._hypothesis(cost + assumed, is_per_year=is_per_year)

    def run_before(self, at: int, *, least: int) -> tuple[int, ...]:
        """The lines right before or after an amount that it is the sum of, at least so many."""
        for step in (-1, 1):
            for weighted in (False, True):
                found = self._run(at, step, least, is_weighted=weighted)
                if found:
                    return found
        return ()

    def _settle_partial(self, at: int) -> int | None:
        each = self._mentions[at]
        if each.is_sum and self._total is not None and at not in self._chosen:
            again = abs(self._values[at] - self._values[self._total])
            tolerance = each.precision + self._mentions[self._total].precision
            if again <= tolerance and each.rate is self._mentions[self._total].rate:
                self._uses[at] = Use.AGAIN
                return 0
        least = 1 if each.is_sum or each.line == self._mentions[at - 1].line else 2
        self._uses[at] = Use.PARTIAL
        run = self.run_before(at, least=least)
        if run:
            self._parts[at] = run
            self._spread(at, run)
            return 0 if each.is_sum else _UNSAID_PARTIAL
        if at in self._chosen:
            return None
        self.has_strays = True
        self._uses[at] = self._stray if self._stray is Use.ASIDE else self._plain(at)
        return _STRAY - (self._stray is not Use.ASIDE)

    def _spread(self, at: int, run: tuple[int, ...]) -> None:
        """Lines of a sum that is said to fall each year fall each year too."""
        if self._mentions[at].rate is Rate.YEARLY:
            for line in run:
                if self._mentions[line].rate is None:
                    self._uses[line] = Use.YEARLY

    def _run(self, at: int, step: int, least: int, *, is_weighted: bool) -> tuple[int, ...]:
        wanted, run = self._values[at], []
        reached, tolerance = Decimal(0), self._mentions[at].precision
        place = at + step
        while 0 <= place < len(self._mentions) and reached <= wanted + tolerance:
            if self._uses[place] in _LINES and place not in self._chosen and self._fits(at, place):
                factor = self._years if is_weighted and self._uses[place] is Use.YEARLY else 1
                reached += self._values[place] * factor
                tolerance += self._mentions[place].precision * factor
                run.append(place)
                is_same = len(run) == 1 and is_weighted and factor == 1
                if len(run) >= least and abs(reached - wanted) <= tolerance and not is_same:
                    return tuple(sorted(run))
            elif self._uses[place] in _LINES and step > 0:
                break
            place += step
        return ()

    def _fits(self, at: int, line: int) -> bool:
        """Whether a line may be one of a sum's: one said to be yearly is of yearly lines."""
        rate = self._mentions[at].rate
        return rate is not Rate.YEARLY or self._mentions[line].rate is not Rate.ONCE

    def _plain(self, at: int) -> Use:
        each = self._mentions[at]
        if at == self._total:
            return Use.STATED
        if each.is_doubtful:
            return Use.ASIDE
        if each.rate is Rate.YEARLY:
            return Use.YEARLY
        return self._rates.get(at, Use.ONCE) if each.rate is None else Use.ONCE

    def _hypothesis(self, cost: int, *, is_per_year: bool) -> Hypothesis:
        total = None if self._total is None else self._mentions[self._total]
        computed = tolerance = Decimal(0)
        for use, value, each in zip(self._uses, self._values, self._mentions, strict=True):
            if use is Use.YEARLY:
                factor = 1 if is_per_year else self._years
            elif use is Use.ONCE and not is_per_year:
                factor = 1
            else:
                continue
            computed += value * factor
            tolerance += each.precision * factor
        stated = Decimal(0) if self._total is None else self._values[self._total]
        return Hypothesis(
            years=self._years,
            values=self._values,
            uses=tuple(self._uses),
            parts=tuple(sorted(self._parts.items())),
            stated=self._total,
            is_per_year=is_per_year,
            cost=cost,
            computed=computed,
            difference=stated - computed if total else Decimal(0),
            tolerance=tolerance + (total.precision if total else 0),
        )
