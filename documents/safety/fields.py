"""Word's fields: instructions that may start a program or fetch a file, often split over runs."""

import re
from dataclasses import dataclass, field

from documents.safety.verdict import Refused, Verdict

_NAME = re.compile(r"[\s\"']*([A-Za-z]+)")
_LAUNCHING = frozenset({"DDE", "DDEAUTO"})
_FETCHING = frozenset(
    {"INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "DATABASE", "RD"}
)
_LINK, _PLACE = "HYPERLINK", "\\l"
_SWITCHES_WITH_WORD = frozenset({"\\l", "\\o", "\\t"})
_HARMLESS = ("http://", "https://", "mailto:", "#")
_WORD = re.compile(r"\"([^\"]*)\"?|([^\s\"]+)")
_ENOUGH = 256
_LAUNCHER = "DDEAUTO"
_MOST_OPEN = 1_000


@dataclass(slots=True)
class _OpenField:
    text: str = ""
    is_separated: bool = False


@dataclass(slots=True)
class FieldReader:
    """Puts the instructions of one part together and judges each by its first word.

    Word's own rules for which text counts (alternate content, deleted runs) are not followed:
    every text is counted, so that nothing hides in a branch only Word would choose.
    """

    has_fetching: bool = False
    _open: list[_OpenField] = field(default_factory=list)
    _stray: _OpenField = field(default_factory=_OpenField)
    _tail: str = ""

    def begin(self) -> None:
        """A complex field opens; one that computes the name of another launches in disguise."""
        if len(self._open) >= _MOST_OPEN:
            raise Refused(Verdict.TOO_COMPLEX, "fields nested too deep")
        if self._open and _is_unfinished_launcher(self._open[-1]):
            raise Refused(Verdict.UNSAFE_CONTENT, "field with a computed name")
        self._open.append(_OpenField())

    def separate(self) -> None:
        """The instruction is over; what follows is its last result."""
        if self._open:
            self._open[-1].is_separated = True

    def end(self) -> None:
        """The innermost field is complete."""
        if self._open:
            self._judge(self._open.pop().text)

    def add_text(self, text: str) -> None:
        """A piece of the innermost field's instruction."""
        self._tail = (self._tail + "".join(text.split()).upper())[-_ENOUGH:]
        if _LAUNCHER in self._tail:
            raise Refused(Verdict.UNSAFE_CONTENT, "field that starts a program")
        innermost = self._open[-1] if self._open else self._stray
        if len(innermost.text) < _ENOUGH:
            innermost.text += text[:_ENOUGH]

    def add_simple(self, instruction: str) -> None:
        """A whole instruction in an attribute."""
        self._judge(instruction[:_ENOUGH])

    def finish(self) -> None:
        """The part is over: fields left open are judged too, as Word mends them."""
        for left in (*self._open, self._stray):
            self._judge(left.text)

    def _judge(self, instruction: str) -> None:
        if _name_in(instruction) in _LAUNCHING:
            raise Refused(Verdict.UNSAFE_CONTENT, "field that starts a program")
        self.has_fetching |= is_fetching(instruction)


def is_fetching(instruction: str) -> bool:
    """True for a field that shows what it takes from another file, or leads a person to one."""
    name = _name_in(instruction)
    return name in _FETCHING or (name == _LINK and not _is_harmless_link(instruction))


def _is_harmless_link(instruction: str) -> bool:
    """Whether a link leads to the web, to an address of mail or to a place in the document."""
    words = [quoted or bare for quoted, bare in _WORD.findall(instruction)][1:]
    leads_inside = False
    while words and words[0].startswith("\\"):
        switch = words.pop(0).lower()
        leads_inside |= switch == _PLACE
        del words[: switch in _SWITCHES_WITH_WORD]
    if not words:
        return leads_inside
    return str(words[0]).strip().lower().startswith(_HARMLESS)


def _name_in(instruction: str) -> str:
    match = _NAME.match(instruction)
    return match.group(1).upper() if match else ""


def _is_unfinished_launcher(outer: _OpenField) -> bool:
    """True while the outer field has no name yet, or a beginning of the launching one."""
    if outer.is_separated:
        return False
    started = outer.text.lstrip()
    return _LAUNCHER.startswith(started.upper())
