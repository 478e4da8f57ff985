"""Everything of the library that people fetch, in one zip."""

from collections.abc import Iterator

from cases.library.layouts import Layouts
from documents.package import Part, zipped
from documents.seal import Seal, as_made
from documents.sheets.writer import write_workbook
from documents.template_file import template_file
from documents.template_proof.examples import example_answers
from documents.template_proof.report import ExampleKind
from documents.writer import write
from forms.grammar import FormDefinition
from forms.registry import all_forms

_FOLDERS = {ExampleKind.BLANK: "tomme", ExampleKind.FILLED: "udfyldte"}


def library_file(layouts: Layouts, *, seal: Seal = as_made) -> bytes:
    """Every form blank and filled in, and the template it is laid out by; raises WriteFailed.

    The same templates give the same bytes.
    """
    return zipped(
        Part.of(name, content) for form in all_forms() for name, content in _of(form, layouts, seal)
    )


def template_in_use(form: FormDefinition, layouts: Layouts) -> bytes:
    """The bytes of the template a form is laid out by."""
    return layouts.content_of(form) or template_file(form).read_bytes()


def _of(form: FormDefinition, layouts: Layouts, seal: Seal) -> Iterator[tuple[str, bytes]]:
    stem = f"{form.id}-{form.version}"
    for kind, folder in _FOLDERS.items():
        answers = example_answers(form, kind)
        yield f"{folder}/{stem}.docx", seal(write(form, answers, layouts.of(form)))
        if form.has_workbook:
            yield f"{folder}/{stem}.xlsx", write_workbook(form, answers)
    yield f"skabeloner/{stem}.docx", template_in_use(form, layouts)
