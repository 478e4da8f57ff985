"""CPR numbers in a file outside its answers: in headers, comments, deleted or hidden text."""

from collections.abc import Iterator
from dataclasses import replace

from documents.reading import Reading
from documents.traces.trace import Traces
from validators.privacy import cpr_numbers
from validators.registry import rule_of

_RULE = rule_of("PRI002")
_MOST_SHOWN = 5
_HIDDEN = "••••"


def with_cpr_of_file(reading: Reading, traces: Traces | None) -> Reading:
    """The reading with PRI002 where the file has numbers that no answer has; those are PRI001's."""
    if traces is None:
        return reading
    answered = set(_answered(reading))
    left = [each for each in traces.cpr if each not in answered]
    if not left:
        return reading
    shown = "; ".join(f"{each[:6]}-{_HIDDEN}" for each in left[:_MOST_SHOWN])
    found = _RULE.found(values=(("found", shown),), evidence=shown, file=reading.file)
    return replace(reading, problems=(*reading.problems, found))


def _answered(reading: Reading) -> Iterator[str]:
    for path in reading.answers:
        value = reading.answers.get(path)
        for match in cpr_numbers(str(getattr(value, "text", value))):
            yield "".join(each for each in match[0] if each.isdigit())
