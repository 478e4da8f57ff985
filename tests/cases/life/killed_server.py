"""For each line it is given, the service on a port of its own until it is killed.

Each tells its own number and its port once it listens. They are forked from one that has loaded
everything, since loading takes many times as long as all that is asked of them. A line of
`before 7` or `after 7` has the service kill itself there: before its seventh commit, or after it
and before anybody is answered.
"""

import os
import signal
import sys
from itertools import count

import waitress

from app import create_app
from cases.actions import submit_case
from cases.example import example_answers, example_form
from documents.writer import write
from validators.examination import examine
from web.offices import database


def serve(app, line):
    when, _, number = line.strip().partition(" ")
    if number:
        die_at(app, when, int(number))
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    tell(os.getpid(), server.effective_port)
    server.run()


def die_at(app, when, number):
    with app.app_context():
        dialect = database().engine.dialect
    commit, counted = dialect.do_commit, count(1)

    def counting(connection):
        is_here = next(counted) == number
        if is_here and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        commit(connection)
        if is_here:
            os.kill(os.getpid(), signal.SIGKILL)

    dialect.do_commit = counting


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
    for line in sys.stdin:
        child = os.fork()
        if not child:
            serve(app, line)
        os.waitpid(child, 0)
        tell(0)


main(*sys.argv[1:])
