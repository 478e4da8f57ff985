"""How the suite runs: how many examples laws look at, and that nothing skips where CI is set."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator

import hypothesis
import pytest
from hypothesis import HealthCheck

from cases import laying
from cases.people import passwords
from documents.reader import scans
from documents.safety import isolation
from documents.template_proof import isolated
from tests.cases import s3
from tests.cases.people.cheap import CHEAP
from tests.cases.postgres import PROGRAMS as POSTGRESQL
from tests.patience import PATIENCE

EXAMPLES = int(os.environ.get("TILSAGN_EXAMPLES", "200"))
PROGRAMS = {
    "libreoffice": ("soffice",),
    "tesseract": ("tesseract",),
    "browser": ("chromium-headless-shell", "chromium"),
    "poppler": ("pdftotext",),
    "git": ("git",),
    "postgresql": ("pg_ctl",),
}
NOTHING_MAY_SKIP = os.environ.get("CI") == "true"

# Fewer for a quick look while writing, more for a long one: TILSAGN_EXAMPLES=2000. Loaded by
# name, since hypothesis repeats the same examples for ever where CI is set. Whole forms are large
# inputs, and how fast they are drawn depends on the machine, which decides no test.
hypothesis.settings.register_profile(
    "tilsagn",
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
hypothesis.settings.load_profile("tilsagn")


SEED = "TILSAGN_SEED"


def pytest_configure() -> None:
    """One seed for what is made at random in this run, the same for all its workers."""
    os.environ.setdefault(SEED, str(secrets.randbelow(10**9)))
    _let_slow_machines_end()


@pytest.fixture(scope="session")
def seed() -> int:
    """The seed of this run."""
    return int(os.environ[SEED])


@pytest.fixture(scope="session")
def s3_port() -> Iterator[int]:
    """A server that speaks S3."""
    with s3.started() as port:
        yield port


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The seed is told however the run went, so that it can be repeated."""
    terminalreporter.write_line(f"seed {os.environ[SEED]} ({SEED}=... repeats it)")


def _let_slow_machines_end() -> None:
    """What runs isolated has long to do it; the tests of the limits themselves set their own."""
    for function in (
        isolation.run_isolated,
        isolation.Isolation.run,
        isolated.prove_isolated,
        isolated.tried_out_isolated,
    ):
        function.__kwdefaults__["seconds"] = PATIENCE
    scans._SECONDS = scans._SECONDS_A_PAGE = scans._SECONDS_ALL = PATIENCE
    passwords.SECONDS_TO_WAIT = laying._SECONDS_ELSEWHERE = PATIENCE


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose program this machine lacks is skipped, or fails where nothing may skip."""
    for name, programs in PROGRAMS.items():
        if item.get_closest_marker(name) and not any(map(_which, programs)):
            # A person without root cannot install it; with CI=true the skip is a failure below.
            pytest.skip(f"{' or '.join(programs)} is not installed")


def _which(program: str) -> str | None:
    """Debian keeps the programs of each PostgreSQL off the path."""
    return shutil.which(program, path=os.pathsep.join((os.environ["PATH"], *POSTGRESQL)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A skipped test is a failed one where nothing may skip."""
    return _without_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """A file that skips itself whole is a failed one where nothing may skip."""
    return _without_skip((yield))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What fails is told at once: of a run that is stopped halfway nothing else is printed."""
    if report.failed and os.environ.get("PYTEST_XDIST_WORKER") is None:
        text = f"\n{report.nodeid} failed ({report.when}):\n{report.longreprtext}\n"
        # A text that failed may hold half a pair, which no terminal takes.
        sys.stdout.write(text.encode("utf-8", "backslashreplace").decode())
        sys.stdout.flush()


def _without_skip(report):
    if NOTHING_MAY_SKIP and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, though CI=true: {report.longrepr}"
    return report


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed at a cost that tests can bear."""
    monkeypatch.setattr(passwords, "_HASHER", CHEAP)
