"""A form as a Word file, blank or filled by the same code."""

from collections.abc import Iterable

from documents import frame
from documents.engine.holes import Plans
from documents.engine.page import Page
from documents.engine.strict import say_the_same
from documents.engine.texts import BETWEEN
from documents.package import Part
from documents.reader import names as n
from documents.reader.marked import read_marked
from documents.safety.verdict import Refused
from documents.safety.xml import parse_xml
from documents.template import BODY, Template, template_of
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Parts, Path
from validators.version import RULES_VERSION

_PROVED_EACH = 500
"""Of so many documents of a template one is read whole, whatever was proved before."""


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
    data = frame.answers_part(definition, page.told(), RULES_VERSION)
    return chosen.archive.with_parts((Part.of(BODY, content), data))


def _drawn(page: Page, template: Template) -> bytes:
    """The body, held against the answers before anybody sees it.

    Each answer is checked in each document. What lies around answers is the same in all of them:
    it is read by the general reader when it is first used, and now and then after that.
    """
    try:
        content = _rendered(page, template)
    except Refused as error:
        raise WriteFailed(()) from error
    _check(page)
    if page.unproved or template.plans is None or next(template.made) % _PROVED_EACH == 0:
        _prove(page, content)
        # A template that Jinja2 draws may leave out what was drawn for it, and is always read.
        for piece, way in page.unproved if template.plans is not None else ():
            piece.proved |= way
    return content


def _rendered(page: Page, template: Template) -> bytes:
    if isinstance(template.body, Plans):
        return template.body.drawn(page)
    from documents.engine.names import names_for  # noqa: PLC0415 - loaded where asked for

    return template.body.render(names_for(page, template.holes)).encode()


def _check(page: Page) -> None:
    """Whether every answer was drawn, well escaped and to the letter, and would be read again."""
    if page.wrong or len(page.drawn) + len(page.odd) != page.size:
        missing = page.values.keys() - {*page.drawn, *page.odd}
        raise WriteFailed(_paths((*page.wrong, *missing)))
    if not say_the_same(page.written, page.meant):
        raise WriteFailed(_paths(_misspelt(page)))


def _misspelt(page: Page) -> Iterable[Parts]:
    """The answers whose texts are not what they should be; all of them where one was lost."""
    written, meant = (BETWEEN.join(each).split(BETWEEN) for each in (page.written, page.meant))
    if len(written) != len(page.drawn):
        return page.drawn
    texts = zip(page.drawn, written, meant, strict=True)
    return [parts for parts, said, text in texts if not say_the_same((said,), (text,))]


def _paths(all_parts: Iterable[Parts]) -> tuple[Path, ...]:
    return tuple(sorted({Path(parts) for parts in all_parts}, key=str))


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
