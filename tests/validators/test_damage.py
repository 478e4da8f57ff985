"""What is taken for damage, and the good Danish that never is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.grammar import Field
from forms.outline import outline
from forms.registry import all_forms
from tests.validators.sketches import codes_with, findings_with, value_of
from tests.work import is_linear
from validators.damage import Damage, damaged_pieces, damages
from validators.damaged_words import DAMAGED, SOUND


def told(text: str) -> list[Damage]:
    return list(damages(text, damaged_pieces(text.split())))


DAMAGES = [
    ("Flere bgrn og brnene", ["bgrn", "brnene"], ["børn", "børnene"]),
    ("Alle b0rn i boligomrder", ["b0rn", "boligomrder"], ["børn", "boligområder"]),
    ("Fcellesskab og vcere", ["Fcellesskab", "vcere"], ["Fællesskab", "være"]),
    ("Malgruppe: unge", ["Malgruppe"], ["Målgruppe"]),
    ("GENNEMFGRT", ["GENNEMFGRT"], ["GENNEMFØRT"]),
    ("(Målgruppe®):", ["Målgruppe®"], ["Målgruppe(r)"]),
    ("Hver medarbejder€.", ["medarbejder€"], ["medarbejder(e)"]),
    ("Delm?l for b?rn, ?rlig m?ling", None, ["Delmål", "børn", "årlig", "måling"]),
    ("Delm\ufffdl, x\ufffdy", ["Delm\ufffdl", "x\ufffdy"], ["Delmål", ""]),
    ("bÃ¸rn, fÃ¦lles, mÃ¥l", None, ["børn", "fælles", "mål"]),
    ("Â§ 91 og â€“ her", ["Â§", "â€"], ["§", ""]),
    ("b›rn b°rn b¿rn", None, ["børn"] * 3),
    ("omr†de omrÕde omrŒde", None, ["område"] * 3),
    ("fµlles f¾lles fÊlles", None, ["fælles"] * 3),
    ("ef\ufb01ciens, tra\ufb03k", None, ["efficiens", "traffik"]),
    ("af¬tale", None, ["aftale"]),
    ("Denne af- tale om sam- arbejde", None, ["aftale", "samarbejde"]),
    ("et væresteds- arbejde", ["væresteds- arbejde"], ["værestedsarbejde"]),
    ("jf. 91 a i almenboligloven", ["jf. 91 a"], ["jf. § 91 a"]),
    ("Efter 11, stk. 3", ["Efter 11"], ["Efter § 11"]),
    ("i henhold til 4 i lov om leg", None, ["i henhold til § 4"]),
    ("jf. $ 91 b, stk. 2, i loven", ["jf. $ 91 b"], ["jf. § 91 b"]),
    ("servicelovens 11, stk. 3", None, ["servicelovens § 11"]),
    ("Det har siden . Vi er her", ["siden ."], [""]),
    ("Planen har siden , vist", ["siden ,"], [""]),
]
SOUND_TEXTS = [
    "LEGO® og De Utrolige År®, ©",
    "500€ og 20 €",
    "Hvad?hvem. Hvorfor? Fordi! Hvor?børn",
    "www.by.dk/side?id=maalgruppe, okonomi@by.dk, http://x.dk/m?l=1, Ansogning.docx",
    "BRN er et netværk",
    "skole-, fritids- og foreningsliv, ind- og udgang, børne- eller ungehus",
    "bestyrelses- og udvalgsmøder; samarbejds- samt udviklingsplaner; trivsels- som læringsmål",
    "Vi er på vej- det går godt, og alt er til- børn og voksne",
    "uddannelses- job og fritid",
    "jf. § 91 a i almenboligloven, §§ 3-5, jf. stk. 2, jf. bilag 3, stk. 2, jf. punkt 4 i aftalen",
    "efter 2 år, efter 3 i alt, jf. 2 af målene, lovens 3 mål, efter 5 stk. kager",
    "siden 2008. For to år siden . Længe siden , på siden .",
    "Alt er skrevet sådan . Her . Og det har siden . Ja ,",
    "siden.",
    "20°C, 5 µm, ½, ¾, 3¢, †, ¿",
    "Malmø, Århus, Ørsted, Æbelø, Œuvre, Müller, Søren Ærø, João",
    "maalgruppe, boern, faelles, maal",
    "blød\u00adbindestreg, e-mail, 7-9 år",
]


@pytest.mark.parametrize(("text", "shown", "meant"), DAMAGES, ids=[each[0] for each in DAMAGES])
def test_damage_is_found_with_what_was_meant(
    text: str, shown: list[str] | None, meant: list[str]
) -> None:
    found = told(text)
    assert [each.meant for each in found] == meant
    assert all(text.startswith(each.shown, each.start) for each in found)
    assert shown is None or [each.shown for each in found] == shown


@pytest.mark.parametrize("text", SOUND_TEXTS)
def test_good_danish_is_no_damage(text: str) -> None:
    assert told(text) == []


def _own_words() -> list[str]:
    catalogue = Path("translations/en/LC_MESSAGES/messages.po").read_text(encoding="utf-8")
    told = [match[1] for match in re.finditer(r'^(?:msgid )?"(.+)"$', catalogue, re.MULTILINE)]
    for form in all_forms():
        for placed in outline(form).placed():
            told.append(placed.item.label)
            told += [placed.item.guidance] if isinstance(placed.item, Field) else []
    return told


OWN_WORDS = _own_words()
# Half a word with its hyphen (`ansvars- og`) is sound before few words, before others broken.
WORDS = sorted(
    {word for text in OWN_WORDS for word in re.findall(r"[\w-]+(?<!-)(?![\w-])", text)} | SOUND
)


def test_nothing_the_service_itself_says_is_damaged() -> None:
    assert [text for text in OWN_WORDS if told(text)] == []


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=20),
    st.lists(st.sampled_from([" ", ". ", ", ", "; ", ": ", "! ", "? ", " – ", " (", ") ", "\n"])),
)
def test_danish_words_and_marks_in_any_order_are_no_damage(
    words: list[str], marks: list[str]
) -> None:
    between = [*marks, *[" "] * len(words)]
    text = "".join(word + mark for word, mark in zip(words, between, strict=False))
    assert [each.shown for each in told(text) if "siden" not in each.shown] == []


@given(st.text())
def test_any_text_is_borne_and_places_are_true(text: str) -> None:
    for each in told(text):
        assert text.startswith(each.shown, each.start)
        assert each.shown


def test_what_is_damaged_elsewhere_is_no_damage_here() -> None:
    damaged = damaged_pieces(["bgrn", "Delm?l", "og"])

    assert list(damages("Alle børn og unge", damaged)) == []
    assert [each.meant for each in damages("Alle bgrn og unge", damaged)] == ["børn"]


def test_no_damaged_form_is_a_sound_word() -> None:
    assert DAMAGED.keys().isdisjoint(SOUND)
    assert all(form != sound for form, sound in DAMAGED.items())


@pytest.mark.parametrize(
    "piece", ["?", "m?", "a- ", "af- tale ", "jf. 1 ", "siden . ", "bgrn ", "af¬tale ", "æ\ufffd "]
)
def test_twice_as_much_hostile_text_is_twice_the_work_at_most(piece: str) -> None:
    assert is_linear(told, piece, 400)


@pytest.mark.parametrize("text", ["?" * 50_000, "m?" * 25_000, "a- " * 20_000, "siden ." * 9_000])
def test_hostile_text_comes_to_an_end(text: str) -> None:
    told(text)


def test_a_field_is_told_of_once_with_each_word_and_place() -> None:
    [found] = findings_with({"vision": "Alle bgrn.\nFlere bgrn har Delm?l."})
    assert found.rule == "TXT005"
    assert value_of(found, "found") == "bgrn (børn), Delm?l (Delmål)"
    assert found.evidence == "bgrn (1:6); bgrn (2:7); Delm?l (2:16)"


def test_a_text_damaged_throughout_is_told_of_in_a_few_words() -> None:
    words = " ".join(f"x{number}\ufffdy" for number in range(300))
    [found] = findings_with({"vision": words})
    assert found.rule == "TXT005"
    assert len(found.evidence) < 200


def test_no_text_of_the_correct_sketch_is_damaged() -> None:
    assert codes_with() == []
