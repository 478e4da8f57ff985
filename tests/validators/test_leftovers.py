"""What is taken for the template's own words, and what is left to the person who wrote it."""

import pytest

from tests.validators.sketches import codes_with
from validators.guidance import guidance_spans, shown_guidance

LEADS = ("Her skildres alle børnenes", "Teksten ønskes fattet i")


def passages(text: str) -> list[str]:
    return [text[start:end] for start, end in guidance_spans(text, LEADS)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi øver hver uge. %s",
        "%s Vi øver hver uge.",
        "Vi øver hver uge %s",
        "Vi øver\n- i hallen\n- ude %s",
        "Vi øver hver uge.\n%s\nOg om søndagen.",
    ],
)
@pytest.mark.parametrize(
    "guidance",
    [
        "Her skildres alle børnenes lege, jf. planen.",
        "Her skildres alle de børnenes lege. Teksten ønskes fattet i få ord.",
        "Her skildres kort alle børnenes lege.\nTeksten ønskes fattet i få ord.",
        "(Her skildres alle børnenes lege)",
        "HER SKILDRES ALLE BØRNENES LEGE.",
    ],
)
def test_guidance_is_found_wherever_it_stands(text: str, guidance: str) -> None:
    ended = guidance if guidance[-1] in ".)" else f"{guidance}."
    if ended.endswith(")"):
        text = text.replace("%s Vi", "%s\nVi")
    assert passages(text % ended) == [ended]


def test_guidance_that_a_page_broke_in_two_is_one_passage() -> None:
    broken = "Her skildres alle\nbørnenes lege\nog hvem der leger. Teksten ønskes\nfattet i få ord."
    assert passages(f"Vi øver.\n{broken}") == [broken]


@pytest.mark.parametrize("before", ["", "Vi øver. ", "Vi øver\n", "Se her: "])
def test_guidance_without_its_capital_letter_is_found_after_a_sentence(before: str) -> None:
    guidance = "her skildres alle børnenes lege."
    assert passages(before + guidance) == [guidance]


@pytest.mark.parametrize(
    "text",
    [
        "Vi skildrer her alle børnenes lege.",
        "Læs mere, hvor her skildres alle børnenes lege.",
        "Her skildres leg.",
        "Teksten er fattet.",
        "",
    ],
)
def test_a_person_s_own_words_are_no_guidance(text: str) -> None:
    assert passages(text) == []


def test_a_form_without_first_words_finds_nothing() -> None:
    assert guidance_spans("Her skildres alle børnenes lege.", ()) == ()


def test_a_long_passage_is_shown_by_its_first_words() -> None:
    assert shown_guidance("Ord " * 100).endswith(" …")
    assert shown_guidance("Få  ord.") == "Få ord."


def test_a_text_of_nothing_but_first_words_is_read_in_no_time() -> None:
    assert len(passages("Her skildres alle børnenes " * 20_000)) == 1
    assert len(passages("Her skildres " * 50_000)) == 0


@pytest.mark.parametrize(
    "masked",
    [
        "se xxx.xxxxxx.xx",
        "XXXX hjælper os",
        "Xxxxx af byen",
        "Xxxxxx Klub",
        "skriv til xxx@xxx.xx",
        "████",
    ],
)
def test_masked_words_are_found(masked: str) -> None:
    assert codes_with({"vision": f"Vi vil noget, og {masked}."}) == ["TXT002"]


@pytest.mark.parametrize("plain", ["trøjer i XXL", "Christian X", "kl. xx", "MAXX og Xerxes"])
def test_words_with_an_x_are_not_masked(plain: str) -> None:
    assert codes_with({"vision": f"Vi vil have {plain} med."}) == []
