"""`flask bulk`: a document for each row of answers, in one zip file."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import IO

import click

from cli.data import STDIN, NoFile, open_bytes, read_bytes, write_file
from cli.language import Translate
from cli.layouts import chosen_content
from cli.named import named_form
from cli.sealing import seal_of
from cli.terminal import Command, Mistake, tell, translation_of
from documents.bulk.foreman import NotStarted, TemplateUnfit
from documents.bulk.hands import Fault
from documents.bulk.making import AtWork, Progress, make_all, progress_in, zip_file
from documents.bulk.order import Order
from documents.bulk.rows import NotRows, Source, rows_of
from documents.safety.isolation import IsolationBusy, IsolationFailed
from documents.safety.verdict import FileKind, describe
from documents.seal import Seal
from documents.template_file import template_file
from forms.grammar import FormDefinition
from forms.messages import N_

_MOST_TEMPLATE = 25 * 1024 * 1024
_PIECE = 1024 * 1024


@click.command(
    "bulk",
    cls=Command,
    help=N_(
        "Lav et Word-dokument af formularen FORM for hver række i ANSWERS: linjer af JSON, eller "
        "et Excel-ark (.xlsx) eller en CSV-fil med felternes navne øverst. En række, der ikke kan "
        "bruges, nævnes, og de andre laves alligevel. Stoppes arbejdet, går det videre, hvor det "
        "slap, når kommandoen gives igen. Resultatet er 1, når en række ikke kunne bruges. Skriv - "
        "for at læse linjer af JSON fra stdin."
    ),
)
@click.argument("form")
@click.argument("answers")
@click.option(
    "-o", "--output", metavar="FIL", required=True, help=N_("Gem zip-filen med dokumenterne her.")
)
@click.option(
    "--template", metavar="FIL", help=N_("Brug denne Word-skabelon i stedet for formularens egen.")
)
@click.option(
    "--cores",
    metavar="TAL",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    help=N_("Hvor mange processorkerner, der bruges; alle, hvis intet andet siges."),
)
@click.pass_context
def command(
    ctx: click.Context, form: str, answers: str, output: str, template: str | None, cores: int
) -> None:
    """Rows are read, made and written as they come, however many there are."""
    translate = translation_of(ctx)
    definition = named_form(form, translate)
    with _open(answers, translate) as (source, key), _folder(Path(output)) as folder:
        order = Order(
            form=definition.key,
            shape=source.shape,
            template=_template(ctx, definition, template),
        )
        whole = sha256(f"{key} {definition.key}".encode() + _laid(definition, order)).hexdigest()
        shown = _Shown(source, progress_in(folder, whole), translate)
        with _told_to_stop(shown):
            done = _made(source, order, folder, whole, cores, shown, seal_of(ctx), translate)
        shown.end()
        if not done.is_finished:
            tell(translate(N_("Stoppet. Giv kommandoen igen for at gå videre.")))
            ctx.exit(130)
        _hand_over(zip_file(folder), Path(output), translate)
    sentence = translate(N_("%(made)s dokumenter er lavet, %(failed)s rækker kunne ikke bruges."))
    tell(sentence % {"made": done.made, "failed": done.failed})
    ctx.exit(1 if done.failed else 0)


def _made(
    source: Source,
    order: Order,
    folder: Path,
    key: str,
    cores: int,
    shown: "_Shown",
    seal: Seal,
    translate: Translate,
) -> Progress:
    try:
        return make_all(source, order, folder, key=key, cores=cores, tell=shown.tell, seal=seal)
    except TemplateUnfit as error:
        sentence = translate(N_("Skabelonen passer ikke til formularen: %(faults)s."))
        raise Mistake(sentence % {"faults": error}, translate) from error
    except NotRows as error:
        raise Mistake(translate(error.sentence), translate) from error
    except NotStarted as error:
        sentence = translate(N_("Den proces, der laver dokumenterne, kunne ikke startes."))
        raise Mistake(sentence, translate) from error
    except AtWork as error:
        sentence = translate(N_("Det samme arbejde er allerede i gang. Vent, til det er færdigt."))
        raise Mistake(sentence, translate) from error
    except OSError as error:
        sentence = translate(N_("%(file)s kan ikke gemmes: %(reason)s."))
        values = {"file": str(folder), "reason": os.strerror(error.errno or 0)}
        raise Mistake(sentence % values, translate) from error


@contextmanager
def _open(answers: str, translate: Translate) -> Iterator[tuple[Source, str]]:
    """The rows, and what tells this source from others and from what it was before."""
    try:
        opened = open_bytes(answers)
    except NoFile as error:
        raise Mistake(f"{answers}: {translate(error.reason)}", translate) from error
    with opened as stream:
        key, length = _identity(answers)
        try:
            yield rows_of(stream, answers, length), key
        except NotRows as error:
            raise Mistake(f"{answers}: {translate(error.sentence)}", translate) from error
        except IsolationFailed as error:
            reason = translate(describe(error.verdict, FileKind.EXCEL))
            raise Mistake(f"{answers}: {reason}", translate) from error
        except IsolationBusy as error:
            reason = translate(N_("Der er travlt. Prøv igen om et øjeblik."))
            raise Mistake(reason, translate) from error


def _identity(answers: str) -> tuple[str, int]:
    path = Path(answers)
    if answers == STDIN or not path.is_file():
        return f"{time.time_ns()}", 0
    stamp = path.stat()
    return f"{path.resolve()} {stamp.st_size} {stamp.st_mtime_ns}", stamp.st_size


def _template(ctx: click.Context, definition: FormDefinition, name: str | None) -> bytes:
    """The file that was named, else what staff chose; empty for ours."""
    if name is None:
        return chosen_content(ctx, definition)
    try:
        return read_bytes(name, _MOST_TEMPLATE)
    except NoFile as error:
        translate = translation_of(ctx)
        raise Mistake(f"{name}: {translate(error.reason)}", translate) from error


def _laid(definition: FormDefinition, order: Order) -> bytes:
    return sha256(order.template or template_file(definition).read_bytes()).digest()


@contextmanager
def _folder(output: Path) -> Iterator[Path]:
    """Where the zip file grows: beside what it becomes, so that it can be gone on with."""
    if output.parent.is_dir() and (output.is_file() or not output.exists()):
        folder = output.with_name(f".{output.name}.undervejs")
        yield folder
        return
    with TemporaryDirectory(prefix="tilsagn-") as folder_name:
        yield Path(folder_name)


def _hand_over(made: Path, output: Path, translate: Translate) -> None:
    """Make the finished file what was asked for: renamed where that is possible."""
    if made.parent.parent == output.parent:
        with suppress(OSError):
            made.chmod(0o666 & ~_mask())
            made.replace(output)
            shutil.rmtree(made.parent, ignore_errors=True)
            return

    def fill(stream: IO[bytes]) -> None:
        with made.open("rb") as source:
            shutil.copyfileobj(source, stream, _PIECE)

    write_file(output, fill, translate)


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _told_to_stop(shown: "_Shown") -> Iterator[None]:
    """Ctrl-C stops after the batches under way, so that nothing of them is made in vain."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        shown.is_stopping = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Shown:
    """What is told while documents are made: faults as they come, a bar on a terminal."""

    def __init__(self, source: Source, before: Progress, translate: Translate) -> None:
        self._length, self._before, self._translate = source.length, before, translate
        self._started = time.monotonic()
        self._is_terminal = sys.stderr.isatty()
        self.is_stopping = False
        if before.row:
            sentence = translate(N_("Går videre efter række %(row)s."))
            tell(sentence % {"row": before.row})

    def tell(self, progress: Progress, faults: tuple[Fault, ...]) -> bool:
        """Tell of a batch; False when the person asked to stop."""
        for fault in faults:
            sentence = self._translate(N_("Række %(number)s: %(reason)s"))
            reason = self._translate(fault.sentence)
            said = reason % fault.values if fault.values else reason
            self._say(sentence % {"number": fault.number, "reason": said})
        if self._is_terminal:
            click.echo(f"\r\x1b[K{self._bar(progress)}", nl=False, err=True)
        return not self.is_stopping

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._is_terminal:
            click.echo(err=True)

    def _say(self, message: str) -> None:
        # The bar stands on this line; the message takes its place.
        tell(("\r\x1b[K" if self._is_terminal else "") + message)

    def _bar(self, progress: Progress) -> str:
        passed = max(time.monotonic() - self._started, 0.001)
        done = progress.made + progress.failed - self._before.made - self._before.failed
        rate = done / passed
        said = self._translate(N_("%(made)s lavet, %(rate)s i sekundet"))
        text = said % {"made": progress.made, "rate": f"{rate:.0f}"}
        if not self._length or progress.end <= self._before.end:
            return text
        share = min(progress.end / self._length, 1)
        left = passed * (self._length - progress.end) / (progress.end - self._before.end)
        filled = round(30 * share)
        drawn = "█" * filled + "░" * (30 - filled)
        ending = self._translate(N_("%(seconds)s sekunder tilbage"))
        return f"{drawn} {share:4.0%}  {text}, {ending % {'seconds': round(max(left, 0))}}"
