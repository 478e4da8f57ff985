"""Pages counted by printing: three full ones pass, two lines more are refused by their number."""

import pytest

from documents import pages, pdf_conversion
from documents.page_estimate import estimated_pages
from documents.pages import extent_of, known_extent
from documents.pdf_conversion import NotPrinted
from documents.writer import write
from forms.answers import Answers
from forms.registry import form_of
from validators.examination import examine, message_of
from validators.examples import typed_answers
from validators.extent import Extent
from validators.finding import Finding
from validators.sound_answers import SOUND_ANSWERS

SIGN_UP = form_of("ungeindsats_tilmelding")
FULL = 48
"""Lines of reasons that, with forty of experience and six goals, fill three pages to the last."""


def sign_up(lines: int, goals: int) -> Answers:
    typed = dict(SOUND_ANSWERS[SIGN_UP.id])
    typed["begrundelse"] = "\n".join(f"Grund {number}" for number in range(lines))
    typed["erfaringer"] = "\n".join(f"Erfaring {number}" for number in range(40))
    typed |= {f"maal[{3 + row}].delmaal": f"Eget mål {row}" for row in range(goals)}
    return typed_answers(SIGN_UP, typed)


def refused(answers: Answers) -> tuple[Extent, list[Finding]]:
    extent = extent_of(SIGN_UP, write(SIGN_UP, answers))
    found = examine(SIGN_UP, answers, extent=extent)
    return extent, [each for each in found if each.rule == "LIM001"]


@pytest.mark.libreoffice
def test_three_full_pages_pass_and_two_lines_more_are_refused_by_their_number():
    full, nothing = refused(sign_up(FULL, 3))
    assert (full.pages, nothing) == (3, [])
    assert refused(sign_up(FULL, 4))[0].lines_beyond(3) == 1
    over, [finding] = refused(sign_up(FULL, 5))
    assert (over.pages, over.lines_beyond(3)) == (4, 2)
    assert dict(finding.values)["over"] == "2"
    assert "Kommunens begrundelse og erfaringer" in message_of(finding)
    assert known_extent(SIGN_UP, write(SIGN_UP, sign_up(FULL, 5))) is over


@pytest.mark.libreoffice
def test_the_blank_sign_up_fits_its_three_pages_and_the_estimate_is_near():
    for answers in (Answers(), sign_up(20, 3), sign_up(FULL, 5)):
        document = write(SIGN_UP, answers)
        counted = extent_of(SIGN_UP, document)
        assert abs(estimated_pages(document) - counted.pages + 0.5) < 1.0
        assert answers or counted.pages <= 3


def test_the_estimate_grows_with_what_is_typed():
    paragraphs = [sign_up(lines, 3) for lines in (1, 60, 120)]
    sentences = [typed_answers(SIGN_UP, {"begrundelse": "ord " * words}) for words in (1, 500, 999)]
    for grown in (paragraphs, sentences):
        sizes = [estimated_pages(write(SIGN_UP, answers)) for answers in grown]
        assert sizes == sorted(set(sizes))


def test_without_libreoffice_nothing_is_counted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_conversion, "_PROGRAM", "no-such-program")
    document = write(SIGN_UP, sign_up(1, 7))
    assert not pages.can_print()
    with pytest.raises(NotPrinted):
        extent_of(SIGN_UP, document)
    assert known_extent(SIGN_UP, document) is None


def test_an_empty_last_page_is_no_page_and_lines_beyond_are_counted():
    extent = Extent(lines=(40, 41, 0), sections=(("a", 3), ("b", 78)))
    assert (extent.pages, extent.lines_beyond(1), extent.longest) == (2, 41, "b")
    assert (Extent(lines=()).pages, Extent(lines=()).longest) == (0, "")
