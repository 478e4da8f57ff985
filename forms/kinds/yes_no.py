"""Yes or no."""

from collections.abc import Iterator

from forms.facts import fact
from forms.kinds.choice import Choice, Option
from forms.kinds.kind import Found, Json, Value
from forms.messages import N_

YES = "ja"
NO = "nej"


@fact
class YesNo(Choice):
    """A question answered by yes or no; the values are the ids `ja` and `nej`."""

    options: tuple[Option, ...] = (
        Option(id=YES, label=N_("Ja"), words=("ja.", "j", "yes", "true", "1")),
        Option(id=NO, label=N_("Nej"), words=("nej.", "n", "no", "false", "0")),
    )

    def restore(self, data: Json) -> Value | None:
        """An id, a word for it, or a JSON boolean."""
        if isinstance(data, bool):
            return YES if data else NO
        return Choice.restore(self, data)

    def find(self, text: str) -> Iterator[Found]:
        """Nothing: a yes inside a sentence answers some other question."""
        return iter(())
