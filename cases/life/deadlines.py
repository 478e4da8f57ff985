"""Until when an application is taken in: the end of the programme's last day in Denmark."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from forms.programmes.programme import Programme

HERE = ZoneInfo("Europe/Copenhagen")


def closing_hour(programme: Programme) -> datetime | None:
    """The first moment that is too late: midnight after the last day, in Danish time.

    None for a programme that takes applications in all the time.
    """
    if programme.deadline is None:
        return None
    return datetime.combine(programme.deadline + timedelta(days=1), time(), tzinfo=HERE)


def is_taken_in(programme: Programme, at: datetime) -> bool:
    """Whether an application sent at this moment is in time, the programme's grace included."""
    closing = closing_hour(programme)
    if closing is None:
        return True
    # An hour of grace is an hour also in the night that the clocks are changed.
    return at < closing.astimezone(UTC) + programme.grace
