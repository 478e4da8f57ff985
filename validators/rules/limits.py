"""LIM: answers longer than there is room for."""

from collections.abc import Iterator
from decimal import Decimal

from forms.formulas import shown_number
from forms.messages import N_
from forms.text import utf16_length
from validators.case import Examined
from validators.extent import Extent
from validators.finding import Severity
from validators.rule import Example, Hit, Rule


def _too_long(case: Examined) -> Iterator[Hit]:
    for spot in case.asked:
        limit = spot.field.limit
        if limit is None or spot.text is None:
            continue
        length = utf16_length(spot.text)
        if length > limit:
            values = (("limit", limit), ("length", length), ("over", length - limit))
            shown = tuple((name, shown_number(Decimal(number))) for name, number in values)
            yield Hit(
                path=spot.path,
                values=(("label", case.label(spot.path)), *shown),
                evidence=f"{dict(shown)['length']} > {dict(shown)['limit']}",
            )


def _too_many_pages(case: Examined) -> Iterator[Hit]:
    most = case.programme.most_pages if case.programme else None
    if case.extent is None or most is None or case.extent.pages <= most.number:
        return
    allowed = int(most.number)
    over = case.extent.lines_beyond(allowed)
    sections = {section.id: section.title for section in case.definition.sections}
    counts = (("pages", case.extent.pages), ("allowed", allowed), ("over", over))
    shown = tuple((name, shown_number(Decimal(number))) for name, number in counts)
    longest = sections.get(case.extent.longest, "")
    yield Hit(
        values=(*shown, *((("longest", longest),) if longest else ())),
        evidence=f"{case.extent.pages} > {allowed}",
        variant=_variant(case.extent, allowed, is_told=bool(longest)),
    )


def _variant(extent: Extent, allowed: int, *, is_told: bool) -> str:
    if extent.has_pictures_beyond(allowed):
        return "pictures"
    if not is_told:
        return "plain"
    return "one_line" if extent.lines_beyond(allowed) == 1 else ""


LIMIT_RULES = (
    Rule(
        id="LIM001",
        severity=Severity.ERROR,
        title=N_("Dokumentet fylder flere sider, end det må"),
        message=N_(
            "Dokumentet fylder %(pages)s sider og må højst fylde %(allowed)s. Der er %(over)s "
            "linjer for meget. Det længste afsnit er »%(longest)s«."
        ),
        variants=(
            (
                "one_line",
                N_(
                    "Dokumentet fylder %(pages)s sider og må højst fylde %(allowed)s. Der er "
                    "1 linje for meget. Det længste afsnit er »%(longest)s«."
                ),
            ),
            (
                "plain",
                N_(
                    "Dokumentet fylder %(pages)s sider og må højst fylde %(allowed)s. Der er "
                    "%(over)s linjer for meget."
                ),
            ),
            (
                "pictures",
                N_(
                    "Dokumentet fylder %(pages)s sider og må højst fylde %(allowed)s. En side er "
                    "et billede, så linjerne kan ikke tælles."
                ),
            ),
            (
                "estimated",
                N_(
                    "Dokumentet fylder skønsmæssigt %(pages)s sider og må højst fylde "
                    "%(allowed)s. Siderne er ikke talt: tæl dem i en udskrift."
                ),
            ),
        ),
        what_to_do=N_("Forkort svarene, og tæl siderne igen."),
        source=N_("Programmets grænse for, hvor meget en ansøgning må fylde"),
        msgids=("longest",),
        check=_too_many_pages,
        breaking=Example(
            text=N_("Tilmeldingen fylder tre sider og to linjer."),
            form="ungeindsats_tilmelding",
            extent=Extent(lines=(46, 50, 48, 2), sections=(("begrundelse", 110), ("maal", 36))),
        ),
        passing=Example(
            text=N_("Tilmeldingen fylder tre hele sider."),
            form="ungeindsats_tilmelding",
            extent=Extent(lines=(46, 50, 50, 0), sections=(("begrundelse", 110), ("maal", 36))),
        ),
    ),
    Rule(
        id="LIM002",
        severity=Severity.WARNING,
        title=N_("Et svar er længere, end der er plads til"),
        message=N_(
            "»%(label)s« er på %(length)s tegn. Der er plads til %(limit)s, så det er "
            "%(over)s for meget."
        ),
        what_to_do=N_("Forkort svaret, eller læg det overskydende i et bilag."),
        source=N_("Formularens egen grænse for feltet"),
        check=_too_long,
        breaking=Example(
            text=N_("Navnet er på 240 tegn; der er plads til 200."),
            typed=(("kontaktperson.navn", "Anne Eksempel " * 17 + "An"),),
        ),
        passing=Example(
            text=N_("Navnet er på 200 tegn."),
            typed=(("kontaktperson.navn", "Anne Eksempel " * 14 + "Anne"),),
        ),
    ),
)
