"""Templates drawn once for each process, language and shape, with holes for all that differs.

A shape is what a template asks about: small, hashable and of our own making. What a person wrote
and what belongs to one person alone is never in a shape; it is put into the holes, escaped, each
time. So nobody's words are kept, and nobody meets another's.

What is kept is encoded once, as it is sent: to encode a page took as long as to put it together.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import current_app, render_template, request
from markupsafe import escape

from cases.holder import Role
from web.forgery import session_token
from web.language import NAMES, LanguageChoice, chosen_language, language_choices
from web.signing_in import person

# Letters and figures alone, which neither HTML nor an address writes in another way.
_MARK = secrets.token_hex(8)
_HOLE = re.compile(f"Z{_MARK}Z([a-z0-9_]+)Z")
_MOST_KEPT = 2_048

Holes = Mapping[str, object]
"""By name what stands in each hole; all but Markup and Drawn is escaped."""


class Drawn(bytes):
    """HTML as it is sent, in which all that has to be is escaped."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A drawn template: `first`, then by turns what stands in a hole of a name and what follows."""

    first: bytes
    rest: tuple[tuple[str, bytes], ...]

    def filled(self, holes: Holes) -> bytes:
        """The template with these in its holes."""
        ready = {name: _escaped(each) for name, each in holes.items()}
        texts = [self.first]
        for name, after in self.rest:
            texts += (ready[name], after)
        return b"".join(texts)


def _escaped(each: object) -> bytes:
    match each:
        case Drawn():
            return each
        case "":
            # Half of a page's holes, which are for what is seldom said.
            return b""
        case _:
            return escape(each).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What the head of every page asks about: where one is, and who as far as the menu shows it."""

    endpoint: str | None
    roles: frozenset[Role] | None
    form_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A person as the head of a page draws one."""

    id: str
    name: str
    roles: frozenset[Role]


def pieces_of(html: str) -> Pieces:
    """What was drawn with marks in it, taken apart at them."""
    first, *rest = _HOLE.split(html)
    afters = (each.encode() for each in rest[1::2])
    return Pieces(first=first.encode(), rest=tuple(zip(rest[::2], afters, strict=True)))


def mark(name: str) -> str:
    """What is drawn where a hole shall be; names are small letters, figures and underscores."""
    return f"Z{_MARK}Z{name}Z"


def kept_part(template: str, shape: Hashable, holes: Holes) -> Drawn:
    """A part of a page; the template is given the `shape` and the `holes`."""
    return Drawn(_kept(_part)(_voice(), template, shape, tuple(holes)).filled(holes))


def kept_page(template: str, shape: Hashable, holes: Holes, *, form_id: str = "") -> bytes:
    """A whole page; the switch of language belongs to the form of that id, where there is one."""
    who, roles = person(), None
    if who is not None:
        roles = who.roles
    head = _Head(endpoint=request.endpoint, roles=roles, form_id=form_id)
    filled = {
        **holes,
        **{f"to_{each.code}": each.href for each in language_choices()},
        "csrf": session_token(),
        "person_id": "" if who is None else who.id,
        "person": "" if who is None else who.name,
    }
    return _kept(_page)(_voice(), template, (head, shape), tuple(filled)).filled(filled)


def _voice() -> tuple[str, str]:
    """What is drawn differs by language, and by where the service is mounted."""
    return chosen_language(), request.script_root


def _kept(draw: Callable[..., Pieces]) -> Callable[..., Pieces]:
    """Who changes templates while the service runs sees them changed."""
    is_changing = current_app.jinja_env.auto_reload
    return getattr(draw, "__wrapped__", draw) if is_changing else draw


@lru_cache(maxsize=_MOST_KEPT)
def _part(
    _voice: tuple[str, str], template: str, shape: Hashable, names: tuple[str, ...]
) -> Pieces:
    marks = {name: mark(name) for name in names}
    drawn = current_app.jinja_env.get_template(template).render(shape=shape, holes=marks)
    return pieces_of(drawn)


@lru_cache(maxsize=_MOST_KEPT // 4)
def _page(
    voice: tuple[str, str], template: str, shaped: tuple[_Head, object], names: tuple[str, ...]
) -> Pieces:
    head, shape = shaped
    choices = (
        LanguageChoice(code=code, name=name, href=mark(f"to_{code}"), is_chosen=code == voice[0])
        for code, name in NAMES.items()
    )
    drawn = render_template(
        template,
        shape=shape,
        holes={name: mark(name) for name in names},
        languages=tuple(choices),
        language_form=head.form_id,
        person=None if head.roles is None else _shown(head.roles),
    )
    return pieces_of(drawn)


def _shown(roles: frozenset[Role]) -> _Shown:
    return _Shown(id=mark("person_id"), name=mark("person"), roles=roles)
