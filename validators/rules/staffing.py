"""STA: how much of each function works where, over all sub-agreements and against the budget."""

from collections.abc import Iterator
from decimal import Decimal

from forms.formulas import shown_number
from forms.messages import N_
from forms.path import Path
from validators.case import Examined, typed_text
from validators.finding import Severity
from validators.rule import AcrossHit, Example, Hit, Rule
from validators.staff_budget import budget_lines, contradictions, differences, unbudgeted
from validators.staffing import (
    RESOURCES,
    Function,
    Post,
    functions,
    hours_in_sheets,
    incomplete,
    renamed,
)
from validators.whole_case import Site, WholeCase

_LBF = ("lbf-boligsocial-2019-26",)
_BUDGETED = N_("Delaftalens skabelon: medarbejdernes andele og timer skal passe med budgettet")
_WHOLE = N_("En funktion er 100 procent: dens andele i alle delaftaler lagt sammen")


def _over(whole: WholeCase) -> Iterator[AcrossHit]:
    return (_share_hit(each) for each in whole.once(functions) if each.is_over)


def _short(whole: WholeCase) -> Iterator[AcrossHit]:
    return (_share_hit(each) for each in incomplete(whole))


def _under_several_names(whole: WholeCase) -> Iterator[AcrossHit]:
    for together in whole.once(renamed):
        # The name that fewest lines have is the one to mend; of equals the one that came last.
        odd = min(reversed(together), key=lambda each: len(each.posts))
        right = next(each for each in together if each is not odd)
        reckoned = _reckoned(tuple(post for each in together for post in each.posts))
        values = (
            ("name", odd.name[:200]),
            ("expected", right.name[:200]),
            ("sum", reckoned),
        )
        yield AcrossHit(
            at=odd.posts[0].site, other=right.posts[0].site, values=values, evidence=reckoned
        )


def _not_budgeted(whole: WholeCase) -> Iterator[AcrossHit]:
    for function, staff in unbudgeted(whole):
        name = function.name[:200]
        at = function.posts[0].site
        yield AcrossHit(at=at, other=staff, values=(("name", name),), evidence=name)
    budget = whole.first("budget")
    for each in differences(whole):
        post = next(post for post in each.posts if post.hours is not None)
        values = (
            ("name", post.name[:200]),
            ("hours", _hours(each.claimed)),
            ("budgeted", _hours(each.budgeted)),
        )
        yield AcrossHit(
            at=_column(post, "timer"),
            other=Site(document=budget, path=each.line.path / "timer") if budget else None,
            values=values,
            evidence=f"{_hours(each.claimed)} ≠ {_hours(each.budgeted)}",
            variant="hours",
        )

    yield from _shares_and_hours(whole)


def _shares_and_hours(whole: WholeCase) -> Iterator[AcrossHit]:
    """Lines that are set to a share and to hours which the budget does not make one."""
    budget = whole.first("budget")
    for each in contradictions(whole):
        [post] = each.posts
        share = _percent(post.share or Decimal(0))
        values = (
            ("name", post.name[:200]),
            ("hours", _hours(each.claimed)),
            ("share", share),
            ("budgeted", _hours(each.budgeted)),
        )
        yield AcrossHit(
            at=_column(post, "timer"),
            other=Site(document=budget, path=each.line.path / "timer") if budget else None,
            values=values,
            evidence=f"{share} × {_hours(each.line.hours or Decimal(0))} = "
            f"{_hours(each.budgeted)} ≠ {_hours(each.claimed)}",
            variant="share",
        )


def _hours_and_posts(case: Examined) -> Iterator[Hit]:
    for line in budget_lines(case):
        if line.contradicts_itself and line.posts is not None and line.hours is not None:
            posts, hours = shown_number(line.posts), _hours(line.hours)
            reckoned = _hours(line.hours_of_posts or Decimal(0))
            values = (
                ("name", line.name[:200]),
                ("hours", hours),
                ("posts", posts),
                ("budgeted", reckoned),
            )
            evidence = f"{posts} × 37 = {reckoned} ≠ {hours}"
            yield Hit(path=line.path / "timer", values=values, evidence=evidence, variant="posts")


def _other_hours_in_sheets(case: Examined) -> Iterator[Hit]:
    at = Path.parse(RESOURCES)
    for row in case.first_rows(at):
        hours = case.answers.get(at.row(row) / "timer")
        name = typed_text(case.value_beside(f"{RESOURCES}.funktion", at.row(row)))
        told = hours_in_sheets(case, name) if name and isinstance(hours, Decimal) else ()
        if not told or not name or not isinstance(hours, Decimal):
            continue
        total = sum((each.hours for each in told), Decimal(0))
        if hours in (total, *(each.hours for each in told)):
            continue
        values = (
            ("name", name[:200]),
            ("hours", _hours(hours)),
            ("sheet", case.label(told[0].path)),
            ("told", _hours(told[0].hours)),
        )
        yield Hit(path=at.row(row) / "timer", values=values, evidence=told[0].sentence)


def _share_hit(function: Function) -> AcrossHit:
    first, last = function.posts[0], function.posts[-1]
    is_across = last.site.document is not first.site.document
    values = (
        ("name", function.name[:200]),
        ("share", _percent(function.share or Decimal(0))),
        ("sum", _reckoned(function.posts)),
    )
    return AcrossHit(
        at=_column(first, "andel"),
        other=_column(last, "andel") if is_across else None,
        values=values,
        evidence=_reckoned(function.posts),
    )


def _reckoned(posts: tuple[Post, ...]) -> str:
    """`Leder 50 % (delaftale-a) + Leder 60 % (delaftale-b) = 110 %`."""
    shares = [post.share or Decimal(0) for post in posts]
    terms = [
        f"{post.name[:100]} {_percent(share)} ({post.site.document.name})"
        for post, share in zip(posts[:20], shares, strict=False)
    ]
    return f"{' + '.join(terms)} = {_percent(sum(shares, Decimal(0)))}"


def _column(post: Post, name: str) -> Site:
    return Site(document=post.site.document, path=Path(post.site.path.parts[:-1]) / name)


def _percent(number: Decimal) -> str:
    return f"{shown_number(number)}\u00a0%"


def _hours(number: Decimal) -> str:
    return f"{shown_number(round(number, 2))}\u00a0timer"


STAFF_RULES = (
    Rule(
        id="STA001",
        severity=Severity.ERROR,
        title=N_("En funktions andele er tilsammen over 100 procent"),
        message=N_("»%(name)s« er tilsammen på %(share)s: %(sum)s."),
        what_to_do=N_("Ret andelene, så de tilsammen giver 100 procent."),
        source=_WHOLE,
        forms=("delaftale",),
        programmes=_LBF,
        across=_over,
        breaking=Example(
            text=N_("Lederen er på 50 procent i den ene delaftale og 60 i den anden."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:medarbejderressourcer[0].andel", "60%"),),
        ),
        passing=Example(
            text=N_("Lederen er på 50 procent i den ene delaftale og 51 i den anden."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:medarbejderressourcer[0].andel", "51%"),),
        ),
    ),
    Rule(
        id="STA002",
        severity=Severity.WARNING,
        title=N_("En funktions andele når ikke 100 procent"),
        message=N_("»%(name)s« er tilsammen kun på %(share)s: %(sum)s."),
        what_to_do=N_("Ret andelene, eller skriv, hvad resten af funktionen bruges til."),
        source=_WHOLE,
        forms=("delaftale",),
        programmes=_LBF,
        across=_short,
        breaking=Example(
            text=N_("Lederen er på 50 procent i den ene delaftale og 40 i den anden."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:medarbejderressourcer[0].andel", "40%"),),
        ),
        passing=Example(
            text=N_("Lederen er på 50 procent i den ene delaftale og 49,5 i den anden."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:medarbejderressourcer[0].andel", "49,5%"),),
        ),
    ),
    Rule(
        id="STA003",
        severity=Severity.WARNING,
        title=N_("Den samme funktion har flere navne"),
        message=N_(
            "»%(name)s« ser ud til at være den funktion, der i »%(elsewhere)s« hedder "
            "»%(expected)s«, for kun tilsammen giver andelene 100 procent: %(sum)s."
        ),
        what_to_do=N_("Brug det samme navn for funktionen i alle dokumenter."),
        source=_WHOLE,
        forms=("delaftale",),
        programmes=_LBF,
        across=_under_several_names,
        breaking=Example(
            text=N_("40 procent »Beboervejledere« og 60 procent »Beboermedarbejdere«."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:medarbejderressourcer[1].funktion",
                    "Beboermedarbejdere",
                ),
            ),
        ),
        passing=Example(
            text=N_("40 procent »Beboervejledere« og 60 procent »Beboervejleder«."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:medarbejderressourcer[1].funktion", "Beboervejleder"),),
        ),
    ),
    Rule(
        id="STA004",
        severity=Severity.ERROR,
        title=N_("Andele eller timer er ikke budgettets"),
        message=N_("»%(name)s« står ikke blandt medarbejderne i »%(elsewhere)s«."),
        variants=(
            (
                "hours",
                N_(
                    "»%(name)s« er på %(hours)s om ugen i delaftalerne, men %(budgeted)s i "
                    "»%(elsewhere)s«."
                ),
            ),
            (
                "share",
                N_(
                    "»%(name)s« er sat til både %(share)s og %(hours)s om ugen, men %(share)s er "
                    "%(budgeted)s efter »%(elsewhere)s«."
                ),
            ),
            (
                "posts",
                N_("»%(name)s«: %(posts)s årsværk er %(budgeted)s om ugen, ikke %(hours)s."),
            ),
        ),
        what_to_do=N_("Ret delaftalerne eller budgettet; 37 timer om ugen er ét årsværk."),
        source=_BUDGETED,
        forms=("delaftale", "budget"),
        programmes=_LBF,
        check=_hours_and_posts,
        across=_not_budgeted,
        breaking=Example(
            text=N_("Jobvejlederen er på 30 timer i delaftalen og 37 i budgettet."),
            is_in_case=True,
            typed=(("delaftale-beskaeftigelse:medarbejderressourcer[1].timer", "30 timer"),),
        ),
        passing=Example(
            text=N_("Læsekoordinatoren er på 9 timer i delaftalen; budgettet siger 0,24 årsværk."),
            is_in_case=True,
            typed=(("budget:medarbejdere[3].aarsvaerk", "0,24"),),
        ),
    ),
    Rule(
        id="STA005",
        severity=Severity.WARNING,
        title=N_("Timerne er ikke de samme i skemaet som på medarbejderlisten"),
        message=N_("»%(name)s« er på %(hours)s om ugen her, men »%(sheet)s« siger %(told)s."),
        what_to_do=N_("Skriv de samme timer begge steder."),
        source=N_("Delaftalens liste over medarbejdere og dens aktivitetsskemaer"),
        forms=("delaftale",),
        check=_other_hours_in_sheets,
        breaking=Example(
            text=N_("Læsekoordinatoren har 9 timer på listen og 12 i aktivitetsskemaet."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:aktiviteter[0].ansvar",
                    "Læsekoordinatoren bruger 12 timer om ugen på læsegruppen.",
                ),
            ),
        ),
        passing=Example(
            text=N_("Læsekoordinatoren har 9 timer på listen, delt på 5 og 4 i to skemaer."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:aktiviteter[0].ansvar",
                    "Læsekoordinatoren bruger 5 timer om ugen på læsegruppen.",
                ),
                (
                    "delaftale-uddannelse:aktiviteter[1].ansvar",
                    "Læsekoordinatoren bruger 4 timer om ugen på klubben.",
                ),
            ),
        ),
    ),
)
