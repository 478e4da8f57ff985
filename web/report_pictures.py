"""What a status report's answers show, beside the pages they are typed on."""

from dataclasses import dataclass, replace

from cases.draft import Draft
from documents.pictures.bars import Bars, split_bars
from documents.pictures.budget import Split
from documents.pictures.status import Lights, Series, all_series, lights, spending
from documents.pictures.status_layout import LightGrid, Strips, light_grids, strips
from forms.grammar import Section
from forms.path import Path
from forms.reports import EFFORTS, REPORT, report_of

_SPENDING = "oekonomi"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPictures:
    """The pictures of one page; what it has no numbers for is None or empty."""

    lights: Lights | None = None
    grids: tuple[LightGrid, ...] = ()
    series: tuple[Series, ...] = ()
    strips: tuple[Strips, ...] = ()
    spending: Split | None = None

    @property
    def spending_bars(self) -> Bars | None:
        """The spending by year as bars."""
        return split_bars(self.spending)


def report_pictures(draft: Draft, section: Section, row: Path | None) -> ReportPictures:
    """The lights beside the list of efforts, the lines beside the page of one, the spending."""
    if draft.form.id != REPORT:
        return ReportPictures()
    if section.id == _SPENDING:
        return ReportPictures(spending=spending(draft.answers))
    if section.id != str(EFFORTS):
        return ReportPictures()
    report = report_of(draft.answers)
    if row is None:
        shown = lights(report)
        return ReportPictures(lights=shown, grids=tuple(light_grids(shown)))
    own = replace(report, efforts=tuple(each for each in report.efforts if each.path == row))
    series = all_series(own)
    return ReportPictures(series=series, strips=tuple(strips(series)))
