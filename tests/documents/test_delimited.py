"""Rows for a Danish spreadsheet."""

import pytest

from documents.delimited import delimited


def test_semicolons_stand_between_and_the_mark_in_front():
    assert delimited([("Ærø", "1,5"), ("a;b", "")]) == '\ufeffÆrø;1,5\r\n"a;b";\r\n'.encode()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text):
    content = delimited([(text,)]).decode("utf-8-sig")
    assert content.lstrip('"').startswith("'")


def test_half_a_pair_of_characters_fails_nothing():
    assert b"ud800" in delimited([("\ud800",)])
