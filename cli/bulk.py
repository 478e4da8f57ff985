"""`flask bulk`: a document for each line of answers, in one zip file."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import click

from cli.data import NoFile, open_bytes, write_file
from cli.language import Translate
from cli.named import named_form
from cli.terminal import Command, Mistake, tell, translation_of
from cli.typed_answers import MOST_BYTES, NotAnswers, typed_answers
from documents.writer import WriteFailed, write
from forms.grammar import FormDefinition
from forms.messages import N_


@dataclass(slots=True, kw_only=True)
class _Tally:
    """How many documents were made and how many lines failed, counted as it goes."""

    made: int = 0
    failed: int = 0


@click.command(
    "bulk",
    cls=Command,
    help=N_(
        "Lav et Word-dokument af formularen FORM for hver linje i ANSWERS, der er JSON med "
        "felternes navne. En linje, der ikke kan bruges, nævnes, og de andre laves alligevel. "
        "Resultatet er 1, når en linje ikke kunne bruges. Skriv - for at læse fra stdin."
    ),
)
@click.argument("form")
@click.argument("answers")
@click.option(
    "-o", "--output", metavar="FIL", required=True, help=N_("Gem zip-filen med dokumenterne her.")
)
@click.pass_context
def command(ctx: click.Context, form: str, answers: str, output: str) -> None:
    """Lines are read, made and written one by one, however many there are."""
    translate = translation_of(ctx)
    definition = named_form(form, translate)
    tally = _Tally()
    try:
        source = open_bytes(answers)
    except NoFile as error:
        raise Mistake(f"{answers}: {translate(error.reason)}", translate) from error
    with source as stream:
        lines = _numbered_lines(stream, answers, translate)
        write_file(
            Path(output),
            lambda target: _make_all(definition, lines, target, tally, translate),
            translate,
        )
    sentence = translate(N_("%(made)s dokumenter er lavet, %(failed)s linjer kunne ikke bruges."))
    tell(sentence % {"made": tally.made, "failed": tally.failed})
    ctx.exit(1 if tally.failed else 0)


def _make_all(
    definition: FormDefinition,
    lines: Iterator[tuple[int, bytes]],
    target: IO[bytes],
    tally: _Tally,
    translate: Translate,
) -> None:
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for number, line in lines:
            try:
                content = write(definition, typed_answers(definition, line, translate))
            except NotAnswers as error:
                tally.failed += 1
                _tell_line(number, str(error), translate)
            except WriteFailed as error:
                tally.failed += 1
                _tell_line(number, ", ".join(map(str, error.paths)), translate)
            else:
                tally.made += 1
                archive.writestr(ZipInfo(f"{definition.id}-{number:06}.docx"), content)


def _tell_line(number: int, reason: str, translate: Translate) -> None:
    sentence = translate(N_("Linje %(number)s: %(reason)s"))
    # The bar stands on this line; the message takes its place.
    start = "\r\x1b[K" if sys.stderr.isatty() else ""
    tell(start + sentence % {"number": number, "reason": reason})


def _numbered_lines(
    source: IO[bytes], name: str, translate: Translate
) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank, with its number from 1, under a bar that fills."""
    path = Path(name)
    length = path.stat().st_size if path.is_file() else 0
    with _bar(length, translate) as bar:
        number = 0
        while line := source.readline(MOST_BYTES + 1):
            number += 1
            size = len(line)
            # Of a line beyond all bounds only the length is kept, so that it is refused as one.
            while not line.endswith(b"\n") and (rest := source.readline(MOST_BYTES)):
                size += len(rest)
                line = line[:MOST_BYTES] + rest[-1:] if rest.endswith(b"\n") else line
            if line.strip():
                yield number, line
            if bar is not None:
                bar.update(size)


def _bar(length: int, translate: Translate) -> AbstractContextManager[Any]:
    """A bar on a terminal; nothing elsewhere, where it would only be noise."""
    if not length or not sys.stderr.isatty():
        return nullcontext()
    label = translate(N_("Laver dokumenter"))
    return click.progressbar(length=length, label=label, file=sys.stderr)
