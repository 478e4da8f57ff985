"""For each line it is given, the service on a port of its own until it is killed.

Each tells its own number and its port once it listens. They are forked from one that has loaded
everything, since loading takes many times as long as all that is asked of them.
"""

import os
import sys

import waitress

from app import create_app
from cases.actions import submit_case
from cases.example import example_answers, example_form
from documents.writer import write
from validators.examination import examine


def serve(app):
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    tell(os.getpid(), server.effective_port)
    server.run()


def tell(*numbers):
    sys.stdout.write(" ".join(map(str, numbers)) + "\n")
    sys.stdout.flush()


def main(url, folder):
    # The sketch's programme closed long ago.
    submit_case.is_taken_in = lambda *_: True
    told = {"SECRET_KEY": "a key of the tests", "DATABASE_URL": url, "FILES_FOLDER": folder}
    app = create_app(told | {"WTF_CSRF_ENABLED": False})
    write(example_form(), example_answers())
    examine(example_form(), example_answers())
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            serve(app)
        os.waitpid(child, 0)
        tell(0)


main(*sys.argv[1:])
