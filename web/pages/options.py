"""What a person can choose between, as a page posts it."""

from functools import cache

from forms.kinds.kind import Kind, Unread, Value


def option_value(kind: Kind, value: Value) -> str:
    """The text a control posts for a value: its stored form, or what was typed when unread."""
    return value.text if isinstance(value, Unread) else str(kind.to_json(value))


@cache
def options_of(kind: Kind) -> tuple[tuple[str, str], ...]:
    """Each alternative as posted value and Danish label."""
    found = []
    for label in kind.alternatives():
        value = kind.parse(label)
        if value is not None:
            found.append((option_value(kind, value), label))
    return tuple(found)
