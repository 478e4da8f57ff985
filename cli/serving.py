"""The server of `flask serve`: whoever is slow to send or to take keeps nobody else waiting.

A request is given to a thread when it is here whole, and its answer is kept until it is taken.
"""

import gc
import resource

import waitress
from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer

_THREADS = 8
# Each takes memory while it is slow, and no thread; beyond them newcomers wait.
_CONNECTIONS = 1_000
# A connection has one, and a body of more than half a megabyte that is not here yet another.
_OPEN_FILES = 4_096
# The pages themselves refuse what is too large, in Danish; this only bounds what is buffered.
_BUFFERED_TIMES = 4
# Uploads are large: waitress's own 8 kB at a time take a file of 30 MB thousands of turns.
_RECEIVED_BYTES = 256 * 1024


def server_for(app: Flask) -> BaseWSGIServer | MultiSocketServer:
    """A server that listens where the settings say, and is yet to be run."""
    _allow_open_files()
    return waitress.create_server(
        app,
        host=str(app.config["HOST"]),
        port=int(app.config["PORT"]),
        threads=_THREADS,
        connection_limit=_CONNECTIONS,
        asyncore_use_poll=True,  # select knows no file beyond the 1,024th
        recv_bytes=_RECEIVED_BYTES,
        max_request_body_size=_BUFFERED_TIMES * int(app.config["MAX_CONTENT_LENGTH"]),
        ident=None,
    )


def settle() -> None:
    """Let what was loaded be passed over when garbage is looked for.

    To look through all of it takes a tenth of a second, in which nobody is answered.
    """
    gc.collect()
    gc.freeze()


def _allow_open_files() -> None:
    """As many as the machine lets this process have, up to what is needed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
