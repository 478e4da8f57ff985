"""What is kept in the process: as much as it may be, the last used, and made once."""

import gc
import threading
import weakref

import pytest

from cases.memory import Memory


def test_a_thing_is_made_once_and_kept():
    memory = Memory(2)
    assert [memory.get("en", lambda: 1), memory.get("en", lambda: 2)] == [1, 1]


def test_the_one_that_lay_longest_goes_first():
    memory = Memory(2)
    for key in ("en", "to", "en", "tre"):
        memory.get(key, lambda key=key: key)
    memory.get("en", lambda: pytest.fail("it was used last but one"))
    assert memory.get("to", lambda: "anew") == "anew"


def test_what_a_thing_was_made_from_is_let_go():
    class Text:
        words = "en lang tekst"

    memory, text = Memory(2), Text()
    seen = weakref.ref(text)
    memory.get("en", lambda text=text: len(text.words))
    del text
    gc.collect()
    assert seen() is None


def test_a_thing_that_cannot_be_made_is_not_kept():
    memory = Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.get("en", lambda: 1 // 0)
    assert memory.get("en", lambda: 1) == 1


def test_what_takes_long_to_make_keeps_nobody_waiting():
    memory, told = Memory(2), threading.Event()

    def slowly():
        assert told.wait(10)
        return "sent"

    slow = threading.Thread(target=memory.get, args=("sent", slowly))
    slow.start()
    assert memory.get("hurtigt", lambda: "hurtigt") == "hurtigt"
    told.set()
    slow.join()
    assert memory.get("sent", lambda: pytest.fail("it was made")) == "sent"


def test_what_is_kept_is_looked_at_and_changed_by_one_thread_at_a_time():
    memory, is_held = Memory(1), []

    class Key:
        def __hash__(self):
            is_held.append(memory._turn.locked())
            return 1

    for key in (Key(), Key()):
        memory.get(key, lambda: 1)
        memory.get(key, lambda: 1)
    assert is_held
    assert all(is_held)


def test_many_threads_get_what_belongs_to_their_key():
    memory, wrong = Memory(5), []

    def ask():
        for number in range(300):
            key = number % 9
            if memory.get(key, lambda key=key: key) != key:
                wrong.append(key)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []
