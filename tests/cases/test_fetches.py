"""Large files are brought here by few at once, and nobody keeps all the others from it."""

import io
from contextlib import ExitStack
from threading import Thread

import pytest

from cases.errors import FetchesBusy
from cases.fetches import _LARGEST_SHARE, _SMALL, Fetches, Room, Wanted
from cases.shelf import FileGone

LARGE = _SMALL + 1
_SOON = 10


class Elsewhere:
    """A store of empty files that are copied here; what is asked for meanwhile is told of."""

    is_elsewhere = True

    def __init__(self, meanwhile=lambda: None):
        self.meanwhile, self.opened = meanwhile, []

    def open(self, name):
        self.opened.append(name)
        self.meanwhile()
        return io.BytesIO(name.encode())


class Here(Elsewhere):
    """One whose files lie on this machine."""

    is_elsewhere = False


def of(job, owner="fond", size=LARGE):
    return Wanted(sha256=job, size=size, job_id=job, owner_id=owner)


def refused(fetches, wanted):
    """Whether this is told to come again, asked of a store that is at hand."""
    try:
        fetches.open(Elsewhere(), wanted).close()
    except FetchesBusy:
        return True
    return False


def asked_while_brought(fetches, brought, asked):
    """Which of some are refused while others are under way."""
    told = []

    def bring(rest):
        if not rest:
            told.extend(refused(fetches, each) for each in asked)
            return
        with fetches.open(Elsewhere(lambda: bring(rest[1:])), rest[0]):
            pass

    bring(brought)
    return told


@pytest.mark.parametrize(
    ("brought", "asked", "told"),
    [
        ([of("a")], [of("a"), of("b")], [True, False]),
        ([of("a"), of("b")], [of("c"), of("c", "kommune"), of("c", None)], [True, False, False]),
        ([of("a", None), of("b", None)], [of("c", None), of("c")], [True, False]),
        ([of("a"), of("b"), of("c", None)], [of("d", "kommune")], [True]),
        ([of("a"), of("b"), of("c", None)], [of("a", size=_SMALL)], [False]),
    ],
    ids=["no job twice", "a holder leaves a place", "nobody known too", "three", "small"],
)
def test_few_large_files_are_brought_at_once(brought, asked, told):
    fetches = Fetches()
    assert asked_while_brought(fetches, brought, asked) == told
    assert not any(refused(fetches, each) for each in asked)


def test_what_slow_ones_have_not_taken_yet_is_bounded_for_each_holder_and_for_all():
    fetches, whole = Fetches(), _LARGEST_SHARE
    with ExitStack() as slow:
        first = slow.enter_context(fetches.open(Elsewhere(), of("a", size=whole)))
        assert refused(fetches, of("b"))
        slow.enter_context(fetches.open(Elsewhere(), of("b", "kommune", whole)))
        assert refused(fetches, of("c", "en tredje"))
        assert not refused(fetches, of("c", "en tredje", _SMALL))
        first.close()
        first.close()
        assert not refused(fetches, of("c", "en tredje", whole))
        assert refused(fetches, of("c", "kommune"))
    assert not refused(fetches, of("c", "kommune"))


def test_one_file_larger_than_all_room_is_brought_where_nothing_else_lies():
    fetches = Fetches(most_bytes=2 * LARGE)
    with fetches.open(Elsewhere(), of("a", size=9 * LARGE)):
        assert refused(fetches, of("b", "kommune"))
    assert not refused(fetches, of("b", "kommune"))


def test_who_is_slow_to_take_a_file_of_this_machine_holds_no_room():
    fetches = Fetches(most_bytes=LARGE)
    with ExitStack() as slow:
        for job in "abc":
            slow.enter_context(fetches.open(Here(), of(job)))
        assert not refused(fetches, of("d"))


def test_a_file_that_is_gone_gives_its_room_back():
    def gone():
        raise FileGone("a")

    fetches = Fetches(most_bytes=2 * LARGE)
    with pytest.raises(FileGone):
        fetches.open(Elsewhere(gone), of("a"))
    assert not refused(fetches, of("a"))


def test_a_large_file_is_read_as_it_is_and_from_any_place():
    with Fetches().open(Elsewhere(), of("indhold")) as content:
        assert content.read() == b"indhold"
        assert (content.seek(2), content.tell(), content.read(3)) == (2, 2, b"dho")


def test_who_is_refused_has_the_store_do_nothing():
    fetches, store = Fetches(most_bytes=2 * LARGE), Elsewhere()
    with fetches.open(Elsewhere(), of("a")), pytest.raises(FetchesBusy):
        fetches.open(store, of("b"))
    assert store.opened == []


def test_room_is_given_back_though_somebody_is_just_taking_some():
    """As a file is closed that nobody closed: by the collector of garbage, wherever it runs."""
    room, held = Room(most=1, share=1), ExitStack()
    held.enter_context(room.taken("a"))
    with room._guard:
        closing = Thread(target=held.close, daemon=True)
        closing.start()
        closing.join(_SOON)
        assert not closing.is_alive()
    with room.taken("b"):
        pass
