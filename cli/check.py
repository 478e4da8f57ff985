"""`flask check`: files examined, each by itself and all as one case."""

import json
from collections import Counter
from pathlib import Path

import click

from cli.data import shown_name, write_content, write_document, write_text
from cli.examined import ExaminedCase, ExaminedFile, examined_case
from cli.language import Translate
from cli.named import named_day, named_programme
from cli.report import annotated, report_json, report_page, report_text
from cli.terminal import Command, Mistake, language_of, tell, translation_of
from forms.messages import N_

_SUFFIXES = {"text": "txt", "json": "json", "html": "html"}
_NO_NOTES = N_(
    "%(name)s er en PDF og kan ikke få kommentarer. Brug --format html for at se fundene med sider."
)
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
    help=N_("Hvordan fundene vises: docx er kopier af filerne med kommentarer."),
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
        _write_copies(case, folder, translate)
    else:
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


def _write_copies(case: ExaminedCase, folder: Path | None, translate: Translate) -> None:
    """A copy of each Word file that could be read; of the others, why not."""
    for file in case.files:
        if not file.is_readable:
            tell(report_text(ExaminedCase(files=(file,)), translate).rstrip())
        elif not file.is_word:
            tell(translate(_NO_NOTES) % {"name": shown_name(file.name)})
    readable = [file for file in case.files if file.is_readable and file.is_word]
    if folder is None:
        _write_single(case, readable, translate)
        return
    taken: Counter[str] = Counter()
    for file in readable:
        target = folder / _copy_name(file.name, taken)
        write_content(target, annotated(file, case, translate), translate)
        tell(str(target))


def _write_single(case: ExaminedCase, readable: list[ExaminedFile], translate: Translate) -> None:
    if len(case.files) > 1:
        message = N_("Kopierne er flere. Skriv med -o, hvilken mappe de skal gemmes i.")
        raise Mistake(translate(message), translate)
    if readable:
        write_document(annotated(readable[0], case, translate), None, translate)


def _copy_name(name: str, taken: Counter[str]) -> str:
    """A name beside the file's own, different for each of several files of one name."""
    stem = Path(shown_name(name)).stem
    taken[stem] += 1
    number = f"-{taken[stem]}" if taken[stem] > 1 else ""
    return f"{stem}-kommenteret{number}.docx"


def _folder(name: str, translate: Translate) -> Path:
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = translate(N_("Mappen %(name)s kan ikke laves."))
        raise Mistake(sentence % {"name": name}, translate) from error
    return Path(name)
