"""The process that stands ready with our code loaded and forks one child for each task.

Started as `python -m documents.safety.zygote FD TASK...`; FD is the socket over which the parent
hands it one connected socket a task, with the task's number. A task's code is loaded when it is
first asked for, or all of it when the parent says so. It never reads what a file holds: only its
children do, each of them for one task and within its limits.
"""

import contextlib
import ctypes
import gc
import importlib
import math
import os
import resource
import signal
import socket
import stat
import sys
import sysconfig
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from documents.safety.verdict import Refused, Verdict
from documents.safety.wire import (
    EVERY_TASK,
    Message,
    WireBroken,
    receive_message,
    send_message,
)
from forms.late import compile_all
from forms.registry import all_forms, all_programmes

Task = Callable[[bytes, Mapping[str, str]], bytes]

_MEMORY = 1024 * 1024 * 1024
_OPEN_FILES = 64
_GRACE_SECONDS = 2
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_CODE = (__file__, os.__file__, sysconfig.get_path("purelib"))
"""What stands for our code, Python's and the libraries'."""


class Ready:
    """The tasks that are loaded so far, and what they begin with where one is asked for again.

    The network is left when all are there. Before that each child leaves it, and loads the rest of
    its task after that, where whoever is root outside is nobody and may read no other's code; so
    where only root could read ours, a task is made ready with all it begins with at once.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._prepared: set[str] = set()
        self._is_away = False
        self.tasks: dict[str, Task] = {}

    def load(self, order: int) -> None:
        """Have the task of a number ready, better than before when it is not the first time."""
        name = self._names[order]
        is_first = name not in self.tasks
        if is_first:
            self.tasks |= load_tasks([name])
        if name not in self._prepared and not (is_first and is_read_by_nobody(_CODE)):
            self._prepare([name])
        gc.freeze()

    def load_all(self) -> None:
        """Have every task ready, with what each of them begins with."""
        self.tasks = dict(load_tasks(self._names))
        self._prepare(self._names)
        self.leave_network()
        gc.collect()
        gc.freeze()

    def _prepare(self, names: Sequence[str]) -> None:
        prepare(names)
        self._prepared.update(names)

    def leave_network(self) -> None:
        """Move to a network of our own without interfaces; where the system forbids it, stay."""
        if not self._is_away:
            ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
            self._is_away = True


def is_read_by_nobody(places: Iterable[str]) -> bool:
    """Whether places can be read without being root: they are one's own, or open to everybody."""
    return all(_is_read(Path(place)) for place in places)


def _is_read(place: Path) -> bool:
    own = os.geteuid()
    for each, needed in ((place, stat.S_IROTH), *((each, stat.S_IXOTH) for each in place.parents)):
        told = each.stat()
        if told.st_uid != own and not told.st_mode & needed:
            return False
    return True


def serve(control: socket.socket, ready: Ready) -> None:
    """Fork a child for every socket handed over, until the parent has closed its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        data, files, _flags, _address = socket.recv_fds(control, 1, 1)
        if not data:
            return
        if data == EVERY_TASK:
            ready.load_all()
        else:
            ready.load(data[0])
            _fork(control, files, ready)
        for file in files:
            os.close(file)


def _fork(control: socket.socket, files: Sequence[int], ready: Ready) -> None:
    parent = os.getpid()
    if os.fork() == 0:
        control.close()
        ready.leave_network()
        _work_and_exit(files, ready.tasks, parent)


def load_tasks(names: Sequence[str]) -> Mapping[str, Task]:
    """The functions by these dotted names; one that cannot be imported is told on stderr."""
    tasks: dict[str, Task] = {}
    for name in names:
        module, _, function = name.rpartition(".")
        try:
            tasks[name] = getattr(importlib.import_module(module), function)
        except (ImportError, AttributeError):
            traceback.print_exc()
    return tasks


def prepare(names: Sequence[str]) -> None:
    """Call `prepare` of the modules that have one, so that no child has to begin with it.

    Nor has it to load forms, or to compile patterns.
    """
    for name in {name.rpartition(".")[0] for name in names}:
        ready = getattr(sys.modules.get(name), "prepare", None)
        if ready is not None:
            ready()
    if "forms.grammar" in sys.modules:
        all_forms()
        all_programmes()
    compile_all()


def _work_and_exit(files: Sequence[int], tasks: Mapping[str, Task], parent: int) -> None:
    status = 1
    try:
        _die_with_parent(parent)
        with socket.socket(fileno=files[0]) as wire:
            wire.sendall(os.getpid().to_bytes(4, "big"))
            send_message(wire, _answer(receive_message(wire), tasks))
        status = 0
    except WireBroken:
        status = 0
    finally:
        os._exit(status)


def _answer(request: Message, tasks: Mapping[str, Task]) -> Message:
    options = dict(request.head)
    task = tasks.get(options.pop("task"))
    _limit_resources(float(options.pop("seconds")))
    if task is None:
        return Message(head={"outcome": "unknown_task"}, body=b"")
    try:
        return Message(head={"outcome": "done"}, body=task(request.body, options))
    except (MemoryError, RecursionError) as error:
        return _failure(Verdict.TOO_COMPLEX, error)
    except Refused as error:
        return _failure(error.verdict, error)
    except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes is an answer
        return _failure(Verdict.DAMAGED, error)


def _failure(verdict: Verdict, error: BaseException) -> Message:
    head = {"outcome": "failed", "verdict": verdict.value, "where": _where(error)}
    return Message(head=head, body=b"")


def _where(error: BaseException) -> str:
    """The kind of error and the line of ours that met it, without any of the file's text."""
    step = error.__traceback__
    if step is None:
        return type(error).__name__
    while step.tb_next is not None:
        step = step.tb_next
    name = PurePath(step.tb_frame.f_code.co_filename).name
    return f"{type(error).__name__} at {name}:{step.tb_lineno}"


def _limit_resources(seconds: float) -> None:
    cpu = math.ceil(seconds) + _GRACE_SECONDS
    for what, limit in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        resource.setrlimit(what, (limit, limit))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS)


def _die_with_parent(parent: int) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # One that had died by then sends no signal any more.
    if os.getppid() != parent:
        os._exit(1)


def main(arguments: Sequence[str]) -> None:
    """Serve until the parent goes."""
    control = socket.socket(fileno=int(arguments[0]))
    control.set_inheritable(False)
    with contextlib.suppress(ConnectionError):
        serve(control, Ready(arguments[1:]))


if __name__ == "__main__":
    main(sys.argv[1:])
