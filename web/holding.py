"""Which drafts a browser holds, in its signed session; accounts will stand beside this."""

from flask import session

from cases.holder import Holder

_NAME = "drafts"
_MOST = 20


def holder() -> Holder:
    """The person behind the request, as the offices know one."""
    return Holder(draft_ids=frozenset(_held()))


def hold(draft_id: str, token: str) -> None:
    """Let this browser hold a draft, with the token of its link so that it can be shown again."""
    held = {id_: kept for id_, kept in _held().items() if id_ != draft_id}
    session[_NAME] = dict([*held.items(), (draft_id, token)][-_MOST:])
    session.permanent = True


def drop(draft_id: str) -> None:
    """Hold a draft no longer."""
    session[_NAME] = {id_: token for id_, token in _held().items() if id_ != draft_id}


def link_token(draft_id: str) -> str | None:
    """The token of a draft's secret link, None where this browser does not know it."""
    return _held().get(draft_id)


def _held() -> dict[str, str]:
    held = session.get(_NAME)
    return held if isinstance(held, dict) else {}
