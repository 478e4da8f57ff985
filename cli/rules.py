"""`flask rules`: what is examined, how heavily it weighs, and why."""

import click

from cli.data import write_json, write_text
from cli.language import Translate
from cli.severities import SEVERITIES
from cli.terminal import Command, translation_of
from forms.kinds.kind import Json
from forms.messages import N_
from validators.registry import all_rules
from validators.rule import Rule


@click.command("rules", cls=Command, help=N_("Vis alle regler med vægt, kilde og eksempler."))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "md"]),
    default="text",
    help=N_("Hvordan reglerne vises."),
)
@click.pass_context
def command(ctx: click.Context, shape: str) -> None:
    """The catalogue of rules."""
    translate = translation_of(ctx)
    if shape == "json":
        write_json([_as_json(rule, translate) for rule in all_rules()])
    elif shape == "md":
        write_text(_table(translate))
    else:
        write_text("\n".join(_as_text(rule, translate) for rule in all_rules()))


def _as_json(rule: Rule, translate: Translate) -> dict[str, Json]:
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "title": translate(rule.title),
        "what_to_do": translate(rule.what_to_do),
        "source": translate(rule.source),
        "breaking": translate(rule.breaking.text),
        "passing": translate(rule.passing.text),
        "forms": list(rule.forms),
        "programmes": list(rule.programmes),
    }


def _as_text(rule: Rule, translate: Translate) -> str:
    lines = (
        (N_("Vægt"), translate(SEVERITIES[rule.severity])),
        (N_("Kilde"), translate(rule.source)),
        (N_("Brydes"), translate(rule.breaking.text)),
        (N_("Holdes"), translate(rule.passing.text)),
    )
    told = "".join(f"  {translate(name)}: {text}\n" for name, text in lines)
    return f"{rule.id} {translate(rule.title)}\n{told}"


def _table(translate: Translate) -> str:
    names = (N_("Regel"), N_("Vægt"), N_("Hvad"), N_("Kilde"), N_("Eksempel"))
    lines = [_row(tuple(translate(name) for name in names)), _row(("---",) * len(names))]
    for rule in all_rules():
        weight = translate(SEVERITIES[rule.severity])
        texts = (rule.title, rule.source, rule.breaking.text)
        lines.append(_row((rule.id, weight, *(translate(text) for text in texts))))
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
