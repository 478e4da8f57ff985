"""What a person can choose between, as a page posts it."""

from collections.abc import Callable
from functools import cache, partial

from forms.kinds.kind import Control, Kind, Unread, Value


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


def options_shown(kind: Kind, text: str) -> tuple[tuple[str, str], ...]:
    """The alternatives; a text that is none of them stays one, so that it is not lost on saving."""
    options = options_of(kind)
    if kind.control is not Control.CHOICE or not text or text in dict(options):
        return options
    return (*options, own_option(text))


def own_option(text: str) -> tuple[str, str]:
    """A text that a person gave as an alternative beside those of the form.

    Labels are translated where they are drawn, and what is translated is a format: so a typed
    percent sign is doubled.
    """
    return text, f"»{text}«".replace("%", "%%")


def text_shown(kind: Kind, value: Value) -> str:
    """What stands in a field for a value: of a choice what is posted, else as it is written."""
    return showing(kind)(value)


def showing(kind: Kind) -> Callable[[Value], str]:
    """What gives that text of any value of a kind."""
    return partial(option_value, kind) if kind.control is Control.CHOICE else kind.format
