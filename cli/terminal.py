"""A command that explains itself and its user's mistakes in the language asked for."""

from typing import Any, Protocol, cast

import click

from cli.language import DANISH, LANGUAGES, Translate, language_in, translator
from forms.messages import N_

_TRANSLATE = "tilsagn.translate"
_LANGUAGE = "tilsagn.language"
_HELP = N_("Vis denne vejledning.")


class AppCommands(Protocol):
    """What is asked of an application: a group of commands."""

    cli: click.Group


class Mistake(click.ClickException):
    """A user's mistake, told in one sentence on stderr; the exit status is 2."""

    exit_code = 2

    def __init__(self, message: str, translate: Translate) -> None:
        super().__init__(message)
        self._translate = translate

    def show(self, file: Any = None) -> None:
        """Write the sentence to stderr, whatever characters are in it."""
        tell(f"{self._translate(N_('Fejl'))}: {self.message}")


class Command(click.Command):
    """A command whose help and complaints are Danish msgids; it takes `--lang`."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", "[...]")
        super().__init__(*args, **settings)
        self.params.append(
            click.Option(
                ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=N_("Sproget.")
            )
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, with the complaints in our words; raises Mistake."""
        ctx.meta[_LANGUAGE] = language_in(args)
        translate = translator(ctx.meta[_LANGUAGE])
        ctx.meta[_TRANSLATE] = translate
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            hint = translate(N_("Se %(command)s --help.")) % {"command": ctx.command_path}
            raise Mistake(f"{_complaint(error, translate)} {hint}", translate) from error

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows the order of arguments."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = translation_of(ctx)(N_("Brug:")) + " "
        formatter.write_usage(ctx.command_path, pieces, prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translation_of(ctx)(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, one a line."""
        translate = translation_of(ctx)
        lines = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record is not None:
                text = _HELP if "--help" in param.opts else getattr(param, "help", "")
                lines.append((record[0], translate(text or "")))
        with formatter.section(translate(N_("Valg"))):
            formatter.write_dl(lines)


def translation_of(ctx: click.Context) -> Translate:
    """From Danish msgids to the language this call asked for."""
    return cast(Translate, ctx.meta.get(_TRANSLATE, str))


def language_of(ctx: click.Context) -> str:
    """The code of the language this call asked for."""
    return str(ctx.meta.get(_LANGUAGE, DANISH))


def tell(message: str) -> None:
    """A message to the person, on stderr, so that stdout holds data alone."""
    click.echo(message.encode("utf-8", "backslashreplace"), err=True)


def _complaint(error: click.UsageError, translate: Translate) -> str:
    if isinstance(error, click.NoSuchOption):
        sentence = translate(N_("Der er ikke noget valg, der hedder %(name)s."))
        return sentence % {"name": error.option_name}
    if isinstance(error, click.BadOptionUsage):
        return translate(N_("%(name)s skal have en værdi.")) % {"name": error.option_name}
    name = "" if getattr(error, "param", None) is None else _name_of(cast(Any, error).param)
    if isinstance(error, click.MissingParameter):
        return translate(N_("Der mangler %(name)s.")) % {"name": name}
    if isinstance(error, click.BadParameter) and name:
        return _bad_value(cast(Any, error).param, name, translate)
    return translate(N_("Der er flere argumenter, end kommandoen tager."))


def _bad_value(param: click.Parameter, name: str, translate: Translate) -> str:
    if isinstance(param.type, click.Choice):
        sentence = translate(N_("%(name)s skal være en af disse: %(choices)s."))
        return sentence % {"name": name, "choices": ", ".join(map(str, param.type.choices))}
    return translate(N_("Værdien af %(name)s kan ikke bruges.")) % {"name": name}


def _name_of(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return param.opts[-1]
    return (param.metavar or param.name or "").upper().rstrip(".")
