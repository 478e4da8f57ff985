"""The data of documents that are alike is what it would be, told line by line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.engine.telling import Telling
from documents.passport import Told
from tests.strategies import raw_texts

PATHS = ("a", "a.b", "ab", "a[1].b", "a[10].b", "a[2].b", "aa", "b", "b.a")
DATA = [f'<svar sti="{path}">'.encode() for path in PATHS]


def said(told: Told) -> tuple[bytes, str]:
    return b"".join(told.pieces), told.checksum


@given(
    st.lists(st.tuples(st.sampled_from(DATA), raw_texts(longest=20)), unique_by=lambda at: at[0])
)
@settings(max_examples=settings.default.max_examples // 4)
def test_lines_told_at_once_are_those_told_one_by_one(drawn):
    raws = [text.encode("utf-8", "surrogatepass") for _, text in reversed(drawn)]
    lines = [(datum, len(raws) - 1 - at) for at, (datum, _) in enumerate(drawn)]
    one_by_one = Told.of([datum + raws[number] for datum, number in lines])
    telling = Telling(lines)
    assert said(telling.told(raws)) == said(one_by_one)
    emptied = Told.of([datum for datum, _ in lines])
    assert said(telling.told([b""] * len(raws))) == said(emptied)
