"""Whether a case can be sent, where its programme allows only so many pages."""

from datetime import UTC, datetime

import pytest

from cases.case import Case
from cases.draft import Draft
from cases.library.layouts import Layouts
from cases.life.readiness import count_pages, findings_of
from documents import pages, pdf_extent
from forms.registry import form_of, programme_of
from validators.examples import typed_answers
from validators.extent import Extent
from validators.sound_answers import SOUND_ANSWERS

NOW = datetime(2010, 9, 1, tzinfo=UTC)
FORM = form_of("ungeindsats_tilmelding")
OURS = Layouts({}, lambda _: b"")


def signed_up() -> Case:
    draft = Draft(
        id="kladde",
        form=FORM,
        programme=FORM.programme,
        revision=1,
        created_at=NOW,
        updated_at=NOW,
        answers=typed_answers(FORM, SOUND_ANSWERS[FORM.id]),
    )
    programme = programme_of("kl-ungeindsats")
    return Case(id="sag", programme=programme, created_at=NOW, drafts=(draft,))


@pytest.mark.parametrize(("lines", "found"), [((40, 40, 40, 2), ["LIM001"]), ((40, 40, 40), [])])
def test_a_sign_up_of_more_pages_than_allowed_is_not_ready(
    monkeypatch: pytest.MonkeyPatch, lines: tuple[int, ...], found: list[str]
) -> None:
    monkeypatch.setattr(pages, "_COUNTED", {})
    monkeypatch.setattr(pages, "_printed", lambda document: b"")
    monkeypatch.setattr(pdf_extent, "extent_of_pdf", lambda form, pdf: Extent(lines=lines))
    assert findings_of(signed_up(), OURS) == ()
    count_pages(signed_up(), OURS)
    assert [each.rule for each in findings_of(signed_up(), OURS)] == found


def test_where_nothing_can_print_nothing_is_said_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(document: bytes) -> bytes:
        raise pages.NotPrinted

    monkeypatch.setattr(pages, "_COUNTED", {})
    monkeypatch.setattr(pages, "_printed", fails)
    count_pages(signed_up(), OURS)
    assert findings_of(signed_up(), OURS) == ()
