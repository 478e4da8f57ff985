"""`flask check`: files examined, each by itself and all as one case."""

import json
from collections import Counter
from operator import attrgetter
from pathlib import Path

import click

from cli.data import shown_name, write_content, write_document, write_text
from cli.examined import ExaminedCase, ExaminedFile, examined_case
from cli.language import Translate
from cli.named import named_day, named_programme
from cli.report import annotated, report_json, report_page, report_text
from cli.terminal import Command, Mistake, language_of, tell, translation_of
from documents.safety.isolation import IsolationBusy, IsolationFailed
from documents.safety.verdict import FileKind, describe
from forms.messages import N_

_SUFFIXES = {"text": "txt", "json": "json", "html": "html"}
_NO_NOTES = N_("%(name)s kan ikke få kommentarer. %(reason)s")
_BUSY = N_("Maskinen er optaget. Prøv igen om lidt.")
_FAULTLESS, _FAULTY, _UNREAD = 0, 1, 2


@click.command(
    "check",
    cls=Command,
    help=N_(
        "Undersøg Word- og PDF-filerne FILE som én sag. Resultatet er 0 uden fejl, 1 med fejl, "
        "og 2, når en fil ikke kan læses; de andre undersøges alligevel."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FIL...")
@click.option("--programme", metavar="P", help=N_("Undersøg efter denne puljes regler."))
@click.option("--received", metavar="DATO", help=N_("Den dag, ansøgningen blev modtaget."))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "html", "docx"]),
    default="text",
    help=N_("Hvordan fundene vises: docx er kopier af filerne med kommentarer, en PDF som PDF."),
)
@click.option("-o", "--output", metavar="MAPPE", help=N_("Gem det, der vises, i denne mappe."))
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    programme: str | None,
    received: str | None,
    shape: str,
    output: str | None,
) -> None:
    """Every file is examined, whatever is wrong with the others."""
    translate = translation_of(ctx)
    under, day = named_programme(programme, translate), named_day(received, translate)
    folder = None if output is None else _folder(output, translate)
    case = examined_case(files, programme=under, received=day)
    if shape == "docx":
        ctx.exit(max(_status(case), _write_copies(case, folder, translate)))
    _write_report(_report(case, shape, translate, language_of(ctx)), shape, folder, translate)
    ctx.exit(_status(case))


def _status(case: ExaminedCase) -> int:
    if not case.is_readable:
        return _UNREAD
    return _FAULTY if case.has_errors else _FAULTLESS


def _report(case: ExaminedCase, shape: str, translate: Translate, language: str) -> str:
    if shape == "json":
        return json.dumps(report_json(case, translate), ensure_ascii=False, indent=2) + "\n"
    if shape == "html":
        return report_page(case, translate, language) + "\n"
    return report_text(case, translate)


def _write_report(text: str, shape: str, folder: Path | None, translate: Translate) -> None:
    if folder is None:
        write_text(text)
        return
    target = folder / f"rapport.{_SUFFIXES[shape]}"
    write_content(target, text.encode("utf-8", "backslashreplace"), translate)
    tell(str(target))


def _write_copies(case: ExaminedCase, folder: Path | None, translate: Translate) -> int:
    """A copy of each file that takes notes; of the others, why not, and the status for it."""
    for file in case.files:
        if not file.takes_notes:
            tell(report_text(ExaminedCase(files=(file,)), translate).rstrip())
    if folder is None and len(case.files) > 1:
        message = N_("Kopierne er flere. Skriv med -o, hvilken mappe de skal gemmes i.")
        raise Mistake(translate(message), translate)
    taken: Counter[str] = Counter()
    status = _FAULTLESS
    for file in filter(attrgetter("takes_notes"), case.files):
        copy = _copy(file, case, translate)
        if copy is None:
            status = _UNREAD
        elif folder is None:
            write_document(copy, None, translate)
        else:
            target = folder / _copy_name(file, taken)
            write_content(target, copy, translate)
            tell(str(target))
    return status


def _copy(file: ExaminedFile, case: ExaminedCase, translate: Translate) -> bytes | None:
    """The copy of a file with its notes; None for one that takes none, which is told."""
    try:
        return annotated(file, case, translate)
    except IsolationFailed as failed:
        reason = describe(failed.verdict, FileKind.WORD if file.is_word else FileKind.PDF)
    except IsolationBusy:
        reason = _BUSY
    values = {"name": shown_name(file.name), "reason": translate(reason)}
    tell(translate(_NO_NOTES) % values)
    return None


def _copy_name(file: ExaminedFile, taken: Counter[str]) -> str:
    """A name beside the file's own, different for each of several files of one name."""
    suffix = "docx" if file.is_word else "pdf"
    name = f"{Path(shown_name(file.name)).stem}-kommenteret"
    taken[f"{name}.{suffix}"] += 1
    count = taken[f"{name}.{suffix}"]
    return f"{name}-{count}.{suffix}" if count > 1 else f"{name}.{suffix}"


def _folder(name: str, translate: Translate) -> Path:
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = translate(N_("Mappen %(name)s kan ikke laves."))
        raise Mistake(sentence % {"name": name}, translate) from error
    return Path(name)
