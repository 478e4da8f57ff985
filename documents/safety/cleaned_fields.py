"""Fields that fetch, taken out so that what they showed last stays as text."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from documents.safety.fields import is_fetching

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK, _KIND = f"{_W}fldChar", f"{_W}fldCharType"
_INSTRUCTIONS = (f"{_W}instrText", f"{_W}delInstrText")
_SIMPLE, _SAID = f"{_W}fldSimple", f"{_W}instr"
_RUN, _RUN_PROPERTIES = f"{_W}r", f"{_W}rPr"
_LONGEST = 256


@dataclass(slots=True)
class _Field:
    """A field: its marks and instruction, and what stands among them, which nobody sees."""

    marks: list[_Element] = field(default_factory=list)
    inside: list[_Element] = field(default_factory=list)
    text: str = ""
    is_separated: bool = False


def strip_fetching_fields(root: _Element) -> bool:
    """Take them out of a part; True if there were any."""
    stripping = _Stripping()
    for element in root.iter():
        stripping.meet(element)
    return stripping.take_out()


@dataclass(slots=True)
class _Stripping:
    """The fields of a part as they open and close, nested in one another."""

    _open: list[_Field] = field(default_factory=list)
    _stray: _Field = field(default_factory=_Field)
    _gone: list[_Element] = field(default_factory=list)
    _simple: list[_Element] = field(default_factory=list)

    def meet(self, element: _Element) -> None:
        if element.tag == _SIMPLE:
            if is_fetching((element.get(_SAID) or "")[:_LONGEST]):
                self._simple.append(element)
        elif element.tag == _MARK:
            self._meet_mark(element)
        elif element.tag in _INSTRUCTIONS:
            innermost = self._open[-1] if self._open else self._stray
            innermost.marks.append(element)
            innermost.text = (innermost.text + (element.text or ""))[:_LONGEST]
        elif self._open:
            self._meet_content(element)

    def _meet_mark(self, element: _Element) -> None:
        kind = element.get(_KIND)
        if kind == "begin":
            self._open.append(_Field(marks=[element]))
        elif self._open:
            self._open[-1].marks.append(element)
            if kind == "separate":
                self._open[-1].is_separated = True
            elif kind == "end":
                self._close(self._open.pop())

    def _meet_content(self, element: _Element) -> None:
        """What a run holds among the words of an instruction is part of it, and never shown."""
        run = element.getparent()
        if run is None or run.tag != _RUN or element.tag == _RUN_PROPERTIES:
            return
        for each in self._open:
            if not each.is_separated:
                each.inside.append(element)

    def _close(self, each: _Field) -> None:
        if is_fetching(each.text):
            self._gone += [*each.marks, *each.inside]

    def take_out(self) -> bool:
        """Remove what was met; of a field left open only its marks, since its end is unknown."""
        for each in (*self._open, self._stray):
            if is_fetching(each.text):
                self._gone += each.marks
        for element in self._gone:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        for element in self._simple:
            for data in element.findall(f"{_W}fldData"):
                element.remove(data)
            unwrap(element)
        return bool(self._gone or self._simple)


def unwrap(element: _Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in list(element):
        parent.insert(place, child)
        place += 1
    parent.remove(element)
