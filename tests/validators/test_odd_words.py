"""Words that a document as a whole gives away as damaged, and the good ones that it does not."""

from collections import Counter

import pytest

from forms.registry import all_forms, form_of
from tests.documents.reader.reports import NOTE, REPORT
from tests.documents.reader.scanning import damaged, long_note
from tests.validators.sketches import findings_with, value_of
from tests.validators.test_damage import OWN_WORDS, SOUND_TEXTS
from tests.work import is_linear
from validators.letter_patterns import may_be_danish
from validators.odd_words import OddWords
from validators.sound_case import SOUND_CASE

REPORT_FORM = form_of("statusrapport")
SEEDS, FEWEST = 40, 20


def odd(*texts: str, form=REPORT_FORM) -> list[tuple[str, str]]:
    words = OddWords(form, texts, Counter(" ".join(texts).split()))
    return [(each.shown, each.meant) for text in texts for each in words.in_text(text)]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (
            ["Ungdomsrådet er valgt.", "Ungdomsrådet og ungdomsrdet"],
            [("ungdomsrdet", "ungdomsrådet")],
        ),
        (["Jørgensen og Jørgensen", "Jrgensen"], [("Jrgensen", "Jørgensen")]),
        (["(Jørgensen)/»Jørgensen«", "Jrgensen, Jrgensen."], []),
        (["»Jørgensen«, Jørgensen:", "(Jrgensen)"], [("Jrgensen", "Jørgensen")]),
        (["En uddanne1se", "uddannelse"], [("uddanne1se", "uddannelse")]),
        (["Sagsbehandleren m0des", "mødes"], [("m0des", "mødes")]),
        (["Malepæle", "milepalen, Opfolgning"], [("Opfolgning", "Opfølgning")]),
        (["Vi er indbdt til grnsager"], [("indbdt", ""), ("grnsager", "")]),
    ],
)
def test_a_document_gives_its_damaged_words_away(texts, found):
    assert odd(*texts) == found


@pytest.mark.parametrize(
    "texts",
    [
        ["Den er indbdt alene"],
        ["møderne og møderne er moderne", "Vægten og vægten af vagten"],
        ["boligomraadet, indsatsomraader, boernehave, faellesskab, gennemfoert"],
        ["webtilgængelighed og holdspil, opgjort"],
        ["Kwxzq og Hjzrtq, KFUMs, NGOer, EUs"],
        ["se wwwxq.dk og bgrn@xqz.dk, qzx/xqz"],
        ["h1n1vaccine og co2kvote"],
    ],
)
def test_good_words_are_not_odd(texts):
    assert odd(*texts) == []


def test_nothing_that_is_right_anywhere_is_odd():
    told = [
        *OWN_WORDS,
        *SOUND_TEXTS,
        *(text for _, typed in SOUND_CASE.values() for text in typed.values()),
    ]
    for form in all_forms():
        assert odd(*told, form=form) == []
    for note in (NOTE, REPORT, long_note()):
        assert odd(*_texts(note)) == []


def test_half_of_the_reports_with_a_letter_in_a_hundred_damaged_have_a_word_told():
    told = [odd(*_texts(damaged(long_note(), share=0.01, seed=seed))) for seed in range(SEEDS)]
    assert sum(map(bool, told)) >= FEWEST


@pytest.mark.parametrize(
    "piece", ["x", "a1", "ø", "bgrn frst ", "uddanne1se ", "Jrgensen Jørgensen ", "(wxq)/»wxqz« "]
)
def test_twice_as_much_hostile_text_is_twice_the_work_at_most(piece):
    assert is_linear(odd, piece, 400)


def test_twice_as_many_words_that_are_odd_each_are_twice_the_work_at_most():
    def odd_words(marks):
        odd(" ".join(f"b{chr(0x100 + at)}rngrn" for at in range(len(marks))))

    assert is_linear(odd_words, "x", 400)


@pytest.mark.parametrize("text", ["x" * 50_000, "bgrn " * 10_000, "a1" * 20_000, "ø" * 30_000])
def test_hostile_text_comes_to_an_end(text):
    odd(text)


def test_letters_that_never_follow_each_other_are_told_from_those_that_do():
    good = "børnene omsorgsforpligtelse angst webtilgængelighedsloven haandtere raadgivning"
    assert all(map(may_be_danish, good.split()))
    assert not any(map(may_be_danish, ["bgrn", "frst", "ddnnelse", "lkale", "dsjob"]))


def _texts(blocks) -> list[str]:
    return [
        each
        for block in blocks
        for each in (block.text, *(cell for row in block.rows for cell in row))
    ]


def test_they_are_told_of_beside_those_that_are_listed():
    [found] = findings_with({"vision": "Bgrn er indbdt til grnsager, og brnene."})
    assert value_of(found, "found") == "Bgrn (Børn), indbdt, grnsager, brnene (børnene)"


def test_words_beyond_those_that_are_counted_give_nothing_away():
    name = "Jørgensen Jørgensen Jrgensen "

    assert odd(name + "ordene " * 19_000) == [("Jrgensen", "Jørgensen")]
    assert odd("ordene " * 20_000 + name) == []
