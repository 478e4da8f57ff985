"""STS006: what a report tells otherwise than the agreement, or than last year's report."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from forms.formulas import shown_number
from forms.kinds.kind import Measured
from forms.messages import N_
from forms.path import Path
from forms.reports import EFFORTS, REPORT, Effort, Report, Result, number_of
from validators.case import typed_text
from validators.finding import Severity
from validators.names import Likeness, likeness, stems
from validators.report_series import report_in
from validators.rule import AcrossHit, Example, Rule
from validators.whole_case import Document, Site, WholeCase

_SUB_AGREEMENT = "delaftale"
_ACTIVITIES, _INDICATORS = "aktiviteter.navn", "delmaal.indikator"
_TEXTS = ("samlet_status", "sammenfatning")
_MOST = 200


def _changes(whole: WholeCase) -> Iterator[AcrossHit]:
    reports = sorted(
        ((report_in(each.examined), each) for each in whole.of(REPORT)),
        key=lambda told: (told[0].year or 0, told[1].name),
    )
    for (before, earlier), (now, later) in pairwise(reports):
        yield from _since(before, earlier, now, later)
    for report, document in reports[-1:]:
        yield from _against_agreement(whole, report, document)


def _since(before: Report, earlier: Document, now: Report, later: Document) -> Iterator[AcrossHit]:
    """What was added, closed or changed since the report before, and is not said."""
    pairs, gone, new = _matched(before.efforts, now.efforts)
    new = [each for each in new if not _is_told(later, each.name)]
    gone = [each for each in gone if not each.is_closed and not _is_told(later, each.name)]
    for old, fresh in zip(gone, new, strict=False):
        values = (("name", fresh.name[:_MOST]), ("before", old.name[:_MOST]))
        yield AcrossHit(
            at=Site(document=later, path=fresh.path / "aktivitet"),
            other=Site(document=earlier, path=old.path / "aktivitet"),
            values=values,
            evidence=f"{fresh.name} / {old.name}"[:_MOST],
            variant="renamed",
        )
    for each in gone[len(new) :]:
        yield AcrossHit(
            at=Site(document=later, path=EFFORTS),
            other=Site(document=earlier, path=each.path / "aktivitet"),
            values=(("name", each.name[:_MOST]),),
            evidence=each.name[:_MOST],
            variant="gone",
        )
    for each in new[len(gone) :]:
        yield AcrossHit(
            at=Site(document=later, path=each.path / "aktivitet"),
            other=Site(document=earlier, path=EFFORTS),
            values=(("name", each.name[:_MOST]),),
            evidence=each.name[:_MOST],
            variant="added",
        )
    for old, fresh in pairs:
        yield from _results_since(old, earlier, fresh, later)


def _results_since(
    before: Effort, earlier: Document, now: Effort, later: Document
) -> Iterator[AcrossHit]:
    for old in before.results:
        fresh = next((each for each in now.results if _is_same(each.name, old.name)), None)
        if fresh is None:
            if not old.retired and not now.is_closed and not _is_told(later, old.name):
                yield AcrossHit(
                    at=Site(document=later, path=now.path / "resultater"),
                    other=Site(document=earlier, path=old.path / "resultat"),
                    values=(("name", old.name[:_MOST]),),
                    evidence=old.name[:_MOST],
                    variant="result_gone",
                )
            continue
        yield from _numbers_since(old, earlier, fresh, later)


def _numbers_since(
    old: Result, earlier: Document, fresh: Result, later: Document
) -> Iterator[AcrossHit]:
    """A baseline, or the value of a year, that is another one than it was."""
    told = [
        ("baseline", old.path / "baseline", old.baseline, fresh.path / "baseline", fresh.baseline)
    ]
    years = {each.year: each for each in old.measures if each.year is not None}
    for each in fresh.measures:
        was = years.get(each.year) if each.year is not None else None
        if was is not None:
            told.append(("value", was.path / "vaerdi", was.value, each.path / "vaerdi", each.value))
    for variant, there, was_value, here, value in told:
        was_number, number = number_of(was_value), number_of(value)
        if None not in (was_number, number) and was_number != number:
            yield _other_number(
                variant,
                fresh.name,
                Site(document=later, path=here),
                value,
                Site(document=earlier, path=there),
                was_value,
            )


def _against_agreement(whole: WholeCase, report: Report, document: Document) -> Iterator[AcrossHit]:
    """The activities and baselines of the sub-agreements that a report tells otherwise."""
    agreed = [
        (site, name) for each in whole.of(_SUB_AGREEMENT) for site, name in each.names(_ACTIVITIES)
    ]
    for effort in report.efforts if agreed else ():
        is_agreed = any(_is_same(effort.name, name) for _, name in agreed)
        if effort.name and not is_agreed and not _is_told(document, effort.name):
            yield AcrossHit(
                at=Site(document=document, path=effort.path / "aktivitet"),
                other=agreed[0][0],
                values=(("name", effort.name[:_MOST]),),
                evidence=effort.name[:_MOST],
                variant="not_agreed",
            )
    for each in whole.of(_SUB_AGREEMENT):
        for site, name in each.names(_INDICATORS):
            at = Path(site.path.parts[:-1]) / "baseline"
            value = each.examined.answers.get(at)
            for effort in report.efforts:
                for result in effort.results:
                    yield from _baseline_agreed(
                        result, document, Site(document=each, path=at), name, value
                    )


def _baseline_agreed(
    result: Result, document: Document, agreed: Site, name: str, value: object
) -> Iterator[AcrossHit]:
    was = value if isinstance(value, Measured) else None
    number, other = number_of(result.baseline), number_of(was)
    if None in (number, other) or number == other or not _is_same(result.name, name):
        return
    here = Site(document=document, path=result.path / "baseline")
    yield _other_number("baseline", result.name, here, result.baseline, agreed, was)


def _other_number(
    variant: str, name: str, here: Site, value: Measured | None, there: Site, was: Measured | None
) -> AcrossHit:
    shown = tuple(
        shown_number(number) for each in (value, was) if (number := number_of(each)) is not None
    )
    values = (("name", name[:_MOST]), ("here", shown[0]), ("there", shown[1]))
    return AcrossHit(
        at=here, other=there, values=values, evidence=" / ".join(shown), variant=variant
    )


def _matched(
    before: Sequence[Effort], now: Sequence[Effort]
) -> tuple[list[tuple[Effort, Effort]], list[Effort], list[Effort]]:
    """The efforts that both have, those that are gone, and those that are new."""
    left = [each for each in now if each.name]
    pairs, gone = [], []
    for old in (each for each in before if each.name):
        fresh = next((each for each in left if _is_same(each.name, old.name)), None)
        if fresh is None:
            gone.append(old)
        else:
            left.remove(fresh)
            pairs.append((old, fresh))
    return pairs, gone, left


def _is_same(one: str, other: str) -> bool:
    return likeness(one, other) is not Likeness.OTHER


def _is_told(document: Document, name: str) -> bool:
    """Whether the overall texts of a report name an effort or a result."""
    wanted = set(stems(name))
    said = (typed_text(document.value(each)) or "" for each in _TEXTS)
    words = {word for text in said for piece in text.split(".") for word in stems(piece[:300])}
    return bool(wanted) and wanted <= words


STATUS_CHANGE_RULES = (
    Rule(
        id="STS006",
        severity=Severity.WARNING,
        title=N_("Rapporten fortæller noget andet end aftalen eller sidste års rapport"),
        message=N_("»%(name)s« er ikke blandt aftalens aktiviteter (%(elsewhere)s)."),
        variants=(
            ("not_agreed", N_("»%(name)s« er ikke blandt aftalens aktiviteter (%(elsewhere)s).")),
            ("added", N_("»%(name)s« er ny i forhold til »%(elsewhere)s«, men det siges ikke.")),
            ("gone", N_("»%(name)s« står i »%(elsewhere)s«, men ikke her, og det siges ikke.")),
            (
                "renamed",
                N_("»%(name)s« hedder »%(before)s« i »%(elsewhere)s«, og det siges ikke."),
            ),
            (
                "result_gone",
                N_(
                    "Resultatet »%(name)s« står i »%(elsewhere)s«, men ikke her, og det siges ikke."
                ),
            ),
            (
                "baseline",
                N_("Baseline for »%(name)s« er %(here)s her, men %(there)s i »%(elsewhere)s«."),
            ),
            (
                "value",
                N_("»%(name)s« er %(here)s her, men %(there)s for samme år i »%(elsewhere)s«."),
            ),
        ),
        what_to_do=N_(
            "Skriv i sammenfatningen, hvad der er nyt, lukket eller ændret, eller ret rapporten."
        ),
        source=N_("Aftalen, delaftalerne og sidste års rapport"),
        forms=(REPORT, _SUB_AGREEMENT),
        across=_changes,
        breaking=Example(
            text=N_("Delaftalen har en baseline på 12,4 pct., men rapporten siger 9."),
            is_in_case=True,
            typed=(("statusrapport-2022:indsatser[0].resultater[0].baseline", "9 % (2020)"),),
        ),
        passing=Example(
            text=N_("En ny indsats er nævnt i sammenfatningen."),
            is_in_case=True,
            typed=(
                ("statusrapport-2022:indsatser[1].omraade", "Beskæftigelse"),
                ("statusrapport-2022:indsatser[1].aktivitet", "Sommerjob"),
                ("statusrapport-2022:indsatser[1].tilstand", "Aktiv"),
                ("statusrapport-2022:indsatser[1].vurdering", "Den er lige begyndt."),
                ("statusrapport-2022:indsatser[1].opfoelgning", "Den fortsætter."),
                ("statusrapport-2022:sammenfatning", "Sommerjob er ny siden sidst."),
            ),
        ),
    ),
)
