"""An exception as it may be logged: its own words may hold what somebody typed."""

import traceback

_MOST_CAUSES = 10


def told_exception(error: BaseException | None) -> str:
    """Kind and place of an exception, then of what caused it; none of their words."""
    told: list[str] = []
    while error is not None and len(told) < _MOST_CAUSES:
        frames = reversed(traceback.extract_tb(error.__traceback__))
        places = " < ".join(f"{each.filename}:{each.lineno} {each.name}" for each in frames)
        told.append(f"{type(error).__name__} at {places}")
        error = error.__cause__ or error.__context__
    return "; ".join(told)
