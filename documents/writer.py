"""A form as a Word file, blank or filled by the same code."""

from documents import frame
from documents.engine.checked import Checked, NotAsDrawn
from documents.engine.names import names_for
from documents.engine.page import Page
from documents.package import Part, zipped
from documents.reader import names as n
from documents.reader.marked import read_marked
from documents.safety.verdict import Refused
from documents.safety.xml import parse_xml
from documents.template import BODY, Template, template_of
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Path


class WriteFailed(Exception):
    """The document would not say what the answers say; `paths` are the answers that differ."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(", ".join(map(str, paths)) or "the document is not well-formed")
        self.paths = paths


def write(definition: FormDefinition, answers: Answers, template: Template | None = None) -> bytes:
    """The Word file of some answers; of none, the blank form. The same answers, the same bytes.

    Raises WriteFailed when the finished document does not read back as the answers given,
    TemplateFault or OSError when the form's template cannot be used.
    """
    chosen = template or template_of(definition)
    page = Page.of(definition, answers)
    content = _drawn(page, chosen)
    body = Part.of(BODY, content)
    return zipped((*chosen.before, body, *chosen.after, frame.answers_part(definition, page.data)))


def _drawn(page: Page, template: Template) -> bytes:
    """The body, held against the answers before anybody sees it."""
    if template.pieces is None:
        content = template.body.render(names_for(page, template.holes)).encode()
        _prove(page, content)
        return content
    out: list[bytes] = []
    template.pieces.draw(page, (), out)
    content = b"".join(out)
    _check(page, template, content)
    if not page.ways <= template.proved:
        _prove(page, content)
        template.proved.update(page.ways)
    return content


def _check(page: Page, template: Template, content: bytes) -> None:
    """Hold each byte against the template, and what is found between against the answers."""
    checked = Checked(page=page, content=content)
    try:
        if template.pieces is not None:
            template.pieces.check(checked, ())
    except (NotAsDrawn, Refused) as error:
        raise WriteFailed(()) from error
    if checked.at != len(content):
        raise WriteFailed(())
    odd = {parts: page.values[parts] for parts in page.odd}
    shown = len(checked.found) + len(checked.values)
    if page.wrong or checked.found != page.texts or checked.values != odd or shown != len(page.values):
        raise WriteFailed(_differing(page, checked))


def _differing(page: Page, checked: Checked) -> tuple[Path, ...]:
    known = {**page.values, **page.texts}
    found = {**checked.values, **checked.found}
    differing = {parts for parts in {*known, *found} if known.get(parts) != found.get(parts)}
    return tuple(sorted((Path(parts) for parts in {*differing, *page.wrong}), key=str))


def _prove(page: Page, content: bytes) -> None:
    """Read the body as any upload is read, and hold it against the answers."""
    try:
        body = parse_xml(content).find(n.BODY)
    except Refused as error:
        raise WriteFailed(()) from error
    answers = page.kept
    found = Answers() if body is None else read_marked(page.definition, body).answers
    if found != answers:
        paths = {*found, *answers}
        differing = (path for path in paths if found.get(path) != answers.get(path))
        raise WriteFailed(tuple(sorted(differing, key=str)))
