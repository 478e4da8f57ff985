"""What the server does before it answers anybody."""

import gc

from cli.serving import settle


def test_what_was_loaded_is_passed_over_when_garbage_is_looked_for():
    kept = [[number] for number in range(1_000)]
    try:
        settle()
        assert gc.get_freeze_count() > len(kept)
        assert not any(each is kept for each in gc.get_objects())
    finally:
        gc.unfreeze()
