import codecs
import re

import pytest

from tests.house.source import tracked_texts

pytestmark = pytest.mark.git

MACHINE_PATH = re.compile(r"""(?<![\w./\-])/(work|farm|root|home|Users|tmp)/\w""")
REGISTRY = re.compile(
    r"python" + r"hosted|pypi\.org/simple|registry\.npmjs|deb\.debian|index-url[= ]+\S*://"
)
# Written turned by thirteen letters, since the names themselves would be found here.
TOOLS = re.compile(
    r"\b("
    + codecs.decode("pynhqr|naguebcvp|pungtcg|bcranv|pbcvybg|pbqrk|trzvav", "rot13")
    + r")\b",
    re.IGNORECASE,
)
LEFT_UNDONE = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b(?! bidrager)")


def test_no_path_of_one_machine_is_kept():
    assert _hits(MACHINE_PATH) == []


def test_no_address_of_a_registry_is_kept():
    assert _hits(REGISTRY) == []


def test_no_name_of_the_tools_that_wrote_it_is_kept():
    assert _hits(TOOLS) == []


def test_nothing_is_left_to_be_done():
    assert _hits(LEFT_UNDONE) == []


def test_the_machine_s_paths_would_be_found():
    assert MACHINE_PATH.search("open('/" + "work/main')")
    assert not MACHINE_PATH.search("https://example.dk/" + "work/x")


def _hits(pattern):
    return [
        f"{name}:{text[: match.start()].count(chr(10)) + 1} {match.group()}"
        for name, text in tracked_texts()
        for match in pattern.finditer(text)
    ]
