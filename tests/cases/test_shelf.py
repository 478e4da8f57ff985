"""What is kept in the process: as much as it may be, the last used, and made once."""

import gc
import threading
import weakref

import pytest

from cases.shelf import Shelf


def test_a_thing_is_made_once_and_kept():
    shelf = Shelf(2)
    assert [shelf.get("en", lambda: 1), shelf.get("en", lambda: 2)] == [1, 1]
    assert shelf.made == 1


def test_the_one_that_lay_longest_goes_first():
    shelf = Shelf(2)
    for key in ("en", "to", "en", "tre"):
        shelf.get(key, lambda key=key: key)
    shelf.get("en", lambda: pytest.fail("it was used last but one"))
    assert shelf.get("to", lambda: "anew") == "anew"


def test_what_a_thing_was_made_from_is_let_go():
    class Text:
        words = "en lang tekst"

    shelf, text = Shelf(2), Text()
    seen = weakref.ref(text)
    shelf.get("en", lambda text=text: len(text.words))
    del text
    gc.collect()
    assert seen() is None


def test_a_thing_that_cannot_be_made_is_not_kept():
    shelf = Shelf(2)
    with pytest.raises(ZeroDivisionError):
        shelf.get("en", lambda: 1 // 0)
    assert shelf.get("en", lambda: 1) == 1


def test_many_threads_get_what_belongs_to_their_key():
    shelf, wrong = Shelf(5), []

    def ask():
        for number in range(300):
            key = number % 9
            if shelf.get(key, lambda key=key: key) != key:
                wrong.append(key)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []
