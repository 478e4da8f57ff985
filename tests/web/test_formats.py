"""Numbers and times as the reader's language writes them."""

from datetime import timedelta

import pytest
from flask import Flask

from web.formats import lasting


@pytest.mark.parametrize(
    ("span", "danish", "english"),
    [
        (timedelta(days=14), "14 dage", "14 days"),
        (timedelta(hours=1), "1 time", "1 hour"),
        (timedelta(minutes=90), "90 minutter", "90 minutes"),
        (timedelta(seconds=75), "75 sekunder", "75 seconds"),
    ],
)
def test_a_span_is_told_in_the_largest_unit_it_is_whole_in(
    drawing_app: Flask, span: timedelta, danish: str, english: str
) -> None:
    told = []
    for language in ("da", "en"):
        with drawing_app.test_request_context(f"/?sprog={language}"):
            told.append(lasting(span))
    assert told == [danish, english]
