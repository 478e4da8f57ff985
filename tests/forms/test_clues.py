"""A clue is missed by no pattern: whatever case and whatever spaces a text is written in."""

import re

import pytest

from forms.clues import has_any, in_any_case, shape_of
from forms.kinds.date import written_days
from validators.placeholders import CLUES, placeholders


@pytest.mark.parametrize("odd", ["ſ", "ı", "İ", "K", "Å", "s", "I", "Æ"])
def test_letters_that_a_pattern_takes_for_one_are_one(odd: str) -> None:
    plain = [each for each in "sikåæ" if re.fullmatch(each, odd, re.IGNORECASE)]
    assert in_any_case(odd) in plain


def test_long_texts_are_not_kept_but_told_alike() -> None:
    text = "Støtte FRA İ 12. maj\u2003"
    assert in_any_case(text * 2_000) == in_any_case(text) * 2_000
    assert shape_of(text * 2_000) == shape_of(text) * 2_000
    assert has_any(shape_of(text), ("00. maj?",))


def test_a_rare_character_changes_the_shape_of_no_other() -> None:
    common = "".join(map(chr, range(256)))
    assert shape_of(common + "\u2003") == shape_of(common) + "?"
    assert shape_of("ÆØÅ 7\u00a0MAJ") == "æøå 0 maj"


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0", "\u2003", "\x1f", ""])
def test_a_day_is_found_across_any_space(space: str) -> None:
    assert list(written_days(f"Mødet er den 3.{space}maj 2021"))
    assert list(written_days(f"Mødet er den 3.{space}5. 2021"))


@pytest.mark.parametrize(
    "text", ["LOREM İPSUM", "Her står lorem ipſum", "(HER INDſættes navn)", "kr. xX", "12 XX kr."]
)
def test_placeholders_are_found_in_any_case(text: str) -> None:
    assert list(placeholders(f"Vi søger {text} til indsatsen."))


@pytest.mark.parametrize(
    "text",
    [
        *("ANFØR beløb", "UDFYLD her", "HER indsættes navn", "HER SKRIVES", "SKRIV HER", "INDSÆT"),
        *(
            "XX kr",
            "XXXX kr.",
            "xx kroner",
            "kr. XX",
            "[her]",
            "<navn>",
            "{dato}",
            "[…]",
            "[...]",
        ),
        *("{{ navn }}", "{% if %}", "lorem ipsum", "(her indsættes navn)"),
    ],
)
def test_every_placeholder_has_one_of_their_clues(text: str) -> None:
    assert list(placeholders(f"Det er {text} i år."))
    assert has_any(in_any_case(text), CLUES)
