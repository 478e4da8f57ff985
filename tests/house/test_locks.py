import re

from tests.house.source import ROOT

PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)
EXACTLY = ("lxml", "pypdf", "pypdfium2")


def pins(name):
    return dict(PIN.findall((ROOT / name).read_text()))


def test_every_release_is_locked_with_its_hashes():
    for name in ("requirements.txt", "requirements-dev.txt"):
        blocks = re.split(r"^(?=[a-z])", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_locks_name_no_index():
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / name).read_text()


def test_tests_run_on_the_releases_that_the_service_runs_on():
    service, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    assert len(service) > 20
    assert {name: tests.get(name) for name in service} == service


def test_readers_of_foreign_files_are_pinned_exactly():
    wanted = (ROOT / "requirements.in").read_text()
    for name in EXACTLY:
        assert f"{name}=={pins('requirements.txt')[name]}\n" in wanted


def test_everything_wanted_is_locked():
    for name in ("requirements", "requirements-dev"):
        lines = (ROOT / f"{name}.in").read_text().splitlines()
        wanted = {re.match(r"[a-z0-9-]+", line).group() for line in lines if line[:1].isalpha()}
        assert wanted <= set(pins(f"{name}.txt"))
