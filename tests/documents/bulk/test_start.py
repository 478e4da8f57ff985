"""The processes of a bulk start without what they do not use."""

import socket
import subprocess
import sys
from pathlib import Path

from documents.bulk.order import Shape
from documents.safety.wire import Message, send_message
from forms.registry import form_of

PLAN = form_of("milepaelsplan")
ROOT = Path(__file__).resolve().parents[3]
_RULES = {"validators.registry", "validators.rules", "validators.finding", "forms.budgets"}
_FOREIGN = {"documents.safety.isolation", "documents.reader.word_file", "documents.reader.labels"}
_OTHERS = {"forms.formulas", "forms.programmes", "forms.catalogue.budget_2019_26"}
_LIBRARIES = {"jinja2", "docxtpl", "babel", "pathlib", "zipfile", "urllib", "difflib", "docx"}
_UNUSED_BY_WORKER = _RULES | _FOREIGN | _OTHERS | _LIBRARIES
_UNUSED_BY_PARENT = {"documents.bulk.worker", "documents.template", "documents.writer", "orjson"}
_MAKES_ONE = """
import sys
calls = 0
def count(frame, event, called):
    global calls
    calls += event == "call"
sys.setprofile(count)
from documents.bulk import worker
from documents.bulk.parcels import packed, unpacked
head = {"form": "delaftale", "shape": "json", "seconds": "5"}
row = b'{"navn": "Helhedsplan", "delmaal": [{"delmaal": "Flere er med"}]}'
told, made = worker._Work(head, b"").batch(memoryview(b"".join(packed(b"", [(1, row, 0)]))))
sys.setprofile(None)
assert told == {"faults": "2"} and len(b"".join(made)) > 5_000
print(calls, *sys.modules)
"""
_MOST_CALLS = 80_000


def loaded_by(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout.split()


def test_a_process_that_makes_documents_loads_what_that_takes_and_no_more():
    calls, *loaded = loaded_by(_MAKES_ONE)
    used = {"documents.bulk.worker", "documents.reader.marked", "orjson", "lxml.etree"}
    assert used <= set(loaded)
    assert [each for each in loaded if _is_of(each, _UNUSED_BY_WORKER)] == []
    assert int(calls) < _MOST_CALLS


def test_who_hands_out_rows_loads_nothing_that_makes_documents_of_them():
    loaded = loaded_by("import sys, documents.bulk.making; print(*sys.modules)")
    assert "documents.bulk.hands" in loaded
    assert [each for each in loaded if _is_of(each, _UNUSED_BY_PARENT)] == []


def _is_of(module: str, unused: set[str]) -> bool:
    return any(f"{module}.".startswith(f"{each}.") for each in unused)


_LOOKED_AT = """
import gc, sys
from documents.bulk import worker
gc.disable()
worker._fork_for_all = lambda *_: print(gc.isenabled(), gc.get_freeze_count() > 0)
worker.main(sys.argv[1:])
"""


def test_what_a_process_loaded_is_never_looked_through_again_and_what_it_makes_is():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        head = {"form": PLAN.key, "shape": Shape.JSON.value, "seconds": "1"}
        send_message(ours, Message(head=head, body=b""))
        told = subprocess.run(
            [sys.executable, "-c", _LOOKED_AT, str(theirs.fileno())],
            cwd=ROOT,
            pass_fds=[theirs.fileno()],
            capture_output=True,
            text=True,
            check=True,
        )
    assert told.stdout.split() == ["True", "True"]
