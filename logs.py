"""What is logged: one line each, for people on one's own machine and as JSON where others reach it.

Nothing a person wrote may stand in a log, nor what opens anything. So an exception is told by its
kind and where it came from, never by its words; and of what libraries say only who said it and
where, since they put addresses and values into their sentences.
"""

import logging
import sys
import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from flask import Flask, has_request_context, request
from pythonjsonlogger.json import JsonFormatter

from cases.told_exception import told_exception
from config import Surroundings

# A logger of ours is named by its module, or by the app.
_OURS = frozenset({"app", "cases", "cli", "documents", "forms", "validators", "web"})
_RENAMED = {"asctime": "time", "levelname": "level", "name": "logger"}
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Handler(logging.Handler):
    """The one handler of ours, on stderr or what the server gives in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line of a record, made safe first whoever made it, to be read at once."""
        try:
            surroundings = request.environ if has_request_context() else {}
            line = self.format(_made_safe(record, surroundings))
            stream = surroundings.get("wsgi.errors") or sys.stderr
            stream.write(f"{line}\n")
            stream.flush()
        except RecursionError:
            raise
        except Exception:  # noqa: BLE001 - what is logged is never to stop what is done
            self.handleError(record)


class _Told(logging.Formatter):
    """What both kinds of lines tell alike."""

    _second = -1, ""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging names it
        """The hour to a second, written once for all lines of it, and more of it where asked."""
        second, text = self._second
        if second != int(record.created):
            second = int(record.created)
            text = time.strftime(datefmt or self.default_time_format, time.localtime(second))
            self._second = second, text
        return text if datefmt else f"{text},{record.msecs:03.0f}"

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging names it
        """The kinds and places of an exception and what caused it."""
        return told_exception(ei[1])


class _Lines(_Told):
    """Lines that a person reads beside the program."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and below it what was raised where anything was."""
        hour, level = self.formatTime(record), record.levelname
        line = f"{hour} {level} {record.name}: {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class _Json(_Told, JsonFormatter):
    """One JSON object a line."""


def set_up_logs(app: Flask) -> None:
    """Let everything that runs here log through one handler; made once in a process."""
    root = logging.getLogger()
    handler = next((each for each in root.handlers if isinstance(each, _Handler)), None)
    if handler is None:
        handler = _Handler()
        root.addHandler(handler)
    is_production = app.config["SURROUNDINGS"] == Surroundings.PRODUCTION.value
    handler.setFormatter(_json() if is_production else _Lines())
    # No line tells of them, and to find them out takes as long as to write it.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    # They warn of each try again that we asked for, and of each request that waits its turn.
    for name in ("urllib3", "waitress.queue"):
        logging.getLogger(name).setLevel(logging.ERROR)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    threading.excepthook = _ended


def _ended(told: threading.ExceptHookArgs) -> None:
    """A thread ended by an error, which Python would print with its words."""
    logging.getLogger("app").error("a thread ended: %s", told_exception(told.exc_value))


def _json() -> JsonFormatter:
    fields = ["asctime", "levelname", "name", "message"]
    return _Json(fields, rename_fields=_RENAMED, datefmt="%Y-%m-%dT%H:%M:%S%z")


def _made_safe(record: logging.LogRecord, surroundings: Mapping[str, Any]) -> logging.LogRecord:
    """A record without what others may have put into it, and with the number of its request."""
    is_ours = record.name.partition(".")[0] in _OURS
    is_plain = is_ours and not (record.exc_text or record.stack_info)
    copy = record if is_plain else logging.makeLogRecord(record.__dict__)
    if not is_ours:
        copy.msg, copy.args = f"{record.filename}:{record.lineno} {record.funcName}", None
    copy.exc_text = copy.stack_info = None
    if surroundings:
        # Only pages have requests: a command that shows none loads nothing of theirs.
        from web.request_log import REQUEST_ID  # noqa: PLC0415 - loaded where asked for

        copy.request_id = surroundings.get(REQUEST_ID)
    return copy
