"""Bytes that lie in pieces."""

from itertools import cycle

from hypothesis import given
from hypothesis import strategies as st

from documents.pieces import give


@given(st.lists(st.binary(max_size=9), max_size=40), st.lists(st.integers(1, 30), min_size=1))
def test_all_pieces_are_given_in_their_order_however_few_bytes_are_taken_at_a_time(pieces, steps):
    taken, step = [], cycle(steps)

    def take(offered):
        some = b"".join(offered)[: next(step)]
        taken.append(some)
        return len(some)

    give(pieces, take)
    assert b"".join(taken) == b"".join(pieces)
    assert all(taken)


def test_no_more_pieces_are_offered_than_a_system_takes_at_once():
    offered = []

    def take(pieces):
        offered.append(len(pieces))
        return sum(map(len, pieces))

    give([b"x"] * 2_000, take)
    assert max(offered) <= 1_024
    assert sum(offered) == 2_000
