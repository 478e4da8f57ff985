"""Whether the service can do its work, for those who watch over it."""

import threading
import time

from flask import Blueprint, Response, current_app, jsonify

from cases.health import Health, look
from web.offices import database, now, store, work_folder

blueprint = Blueprint("health", __name__)

_SECONDS = 2.0
_MEGABYTE = 1024 * 1024
_NAME = "tilsagn.health"


@blueprint.get("/sundhed")
def show() -> Response:
    """How each thing is that the service stands on; 503 when what people send cannot be kept."""
    health = _looked().health()
    status = "ok" if health.is_able else "down"
    response = jsonify(
        status=status,
        database=health.database,
        files=health.files,
        worker=health.worker,
        room=health.room,
        free_megabytes=health.free // _MEGABYTE,
    )
    response.status_code = 200 if health.is_able else 503
    return response


class _Looked:
    """The last look, for a few seconds: anybody may ask, and a server elsewhere may be slow."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._last: tuple[float, Health] | None = None

    def health(self) -> Health:
        """One looks at a time; the others are told what was found last, or what it finds."""
        last = self._last
        if last is not None and time.monotonic() - last[0] < _SECONDS:
            return last[1]
        if not self._turn.acquire(blocking=last is None) and last is not None:
            return last[1]
        try:
            if self._last is None or self._last is last:
                found = look(database(), store(), work_folder(), now=now())
                self._last = (time.monotonic(), found)
            return self._last[1]
        finally:
            self._turn.release()


def _looked() -> _Looked:
    found: _Looked = current_app.extensions.setdefault(_NAME, _Looked())
    return found
