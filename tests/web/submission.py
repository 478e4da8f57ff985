"""A page as a browser would post it back: the fields of its form, read from the HTML."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict

_BESIDE = ("csrf_token", "_version")
_LAST = ("_end", "changes")
_LINE_BREAKS = str.maketrans("", "", "\r\n")


def fields_of(html: str, form_id: str = "page-form") -> MultiDict[str, str]:
    """What pressing the first button of a form would send, without the button itself."""
    reader = _Reader(form_id)
    reader.feed(html)
    reader.close()
    return MultiDict(reader.fields)


def changes_of(page: MultiDict[str, str], now: MultiDict[str, str]) -> MultiDict[str, str]:
    """What a page sends while it is typed in: what is another than it was, in a page's order."""
    names = [name for name in {**page, **now} if name[0] != "_" and name not in _BESIDE]
    sent = MultiDict((name, page[name]) for name in _BESIDE if name in page)
    differing = (name for name in names if now.get(name) != page.get(name))
    return MultiDict([*sent.items(), *((name, now.get(name, "")) for name in differing), _LAST])


class _Reader(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form_id = form_id
        self.fields: list[tuple[str, str]] = []
        self.is_inside = False
        self.templates = 0
        self.area: str | None = None
        self.area_text = ""
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = values.get("id") == self.form_id
        elif tag == "template":
            self.templates += 1
        if not self.is_inside or self.templates:
            return
        if tag == "input":
            self._input(values)
        elif tag == "textarea":
            self.area, self.area_text = values["name"], ""
        elif tag == "select":
            self.select = values["name"]
            self.fields.append((self.select, ""))
        elif tag == "option" and self.select and "selected" in values:
            self.fields[-1] = (self.select, values["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "template":
            self.templates -= 1
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area is not None:
            text = self.area_text.removeprefix("\n").replace("\n", "\r\n")
            self.fields.append((self.area, text))
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area_text += data

    def _input(self, values: dict[str, str]) -> None:
        kind = values["type"]
        if kind in ("radio", "checkbox") and "checked" not in values:
            return
        value = values.get("value", "")
        self.fields.append(
            (values["name"], value.translate(_LINE_BREAKS) if kind == "text" else value)
        )
