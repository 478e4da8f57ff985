"""Templates that Jinja2 itself renders: in its sandbox, every text escaped, every name known."""

from collections.abc import Mapping

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment


def by_jinja(source: str, words: Mapping[str, object]) -> jinja2.Template:
    """A template's source made ready for Jinja2, knowing some words whatever it is rendered with.

    Raises jinja2.TemplateError for what is no template.
    """
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    return environment.from_string(source, globals=dict(words))
