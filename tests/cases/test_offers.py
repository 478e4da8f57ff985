"""What the documents of a case offer each other."""

from datetime import UTC, datetime

import pytest

from cases.case import Case
from cases.draft import Draft
from cases.offers import offers_to
from forms.path import Path
from forms.registry import form_of, programme_of
from validators.examples import typed_answers

NOW = datetime(2021, 5, 4, 10, 30, tzinfo=UTC)
AGREED = {
    "omraadets_navn": "Åparken",
    "periode": "01.10.2021 - 30.09.2025",
    "parter[0].navn": "Åby Boligforening",
    "parter[0].type": "Boligorganisation",
    "parter[1].navn": "Åby Kommune",
    "indsatsomraader[0].omraade": "Beskæftigelse",
}


def draft_of(form_id, area="", **typed):
    form = form_of(form_id)
    texts = {name.replace("__", "."): text for name, text in typed.items()}
    return Draft(
        id=f"{form_id}-{area}",
        form=form,
        programme=form.programme,
        revision=1,
        created_at=NOW,
        updated_at=NOW,
        answers=typed_answers(form, texts),
        case_id="sag",
        area=area,
    )


def offered(draft, *others):
    programme = programme_of("lbf-boligsocial-2019-26")
    case = Case(id="sag", programme=programme, created_at=NOW, drafts=(draft, *others))
    return {str(offer.path): offer for offer in offers_to(case, draft)}


def texts(offer):
    return {str(path): str(value) for path, value in offer.answers.items()}


AGREEMENT = draft_of("samarbejdsaftale", **AGREED)


def test_the_agreement_offers_a_sub_agreement_name_period_parties_and_area():
    found = offered(draft_of("delaftale", "beskaeftigelse"), AGREEMENT)
    assert set(found) == {"navn", "periode", "parter", "indsatsomraade"}
    assert all(offer.is_open for offer in found.values())
    assert texts(found["navn"]) == {"navn": "Åparken"}
    assert texts(found["parter"]) == {
        "parter[0].navn": "Åby Boligforening",
        "parter[1].navn": "Åby Kommune",
    }


def test_a_sub_agreement_offers_what_the_agreement_lacks():
    other = draft_of("delaftale", "uddannelse", navn="Åparken", parter__navn="x")
    found = offered(draft_of("samarbejdsaftale"), other)
    assert found["omraadets_navn"].source_area == "uddannelse"


def test_the_agreement_is_asked_before_another_sub_agreement():
    other = draft_of("delaftale", "beskaeftigelse", navn="Åparken Øst")
    found = offered(draft_of("delaftale", "uddannelse"), other, AGREEMENT)
    assert found["navn"].source is AGREEMENT.form


def test_what_is_said_already_is_not_offered():
    own = {"navn": "Åparken", "periode": AGREED["periode"], "indsatsomraade": "Beskæftigelse"}
    parties = {"parter[0].navn": "Åby Boligforening", "parter[1].navn": "Åby Kommune"}
    assert offered(draft_of("delaftale", "beskaeftigelse", **own, **parties), AGREEMENT) == {}
    assert offered(AGREEMENT, draft_of("delaftale", "beskaeftigelse", **own, **parties)) == {}


def test_an_answer_that_differs_is_told_and_not_open():
    own = draft_of("delaftale", "beskaeftigelse", navn="Åparken Øst")
    assert not offered(own, AGREEMENT)["navn"].is_open


def test_what_could_not_be_read_is_not_passed_on():
    unread = draft_of("samarbejdsaftale", periode="fra på onsdag")
    assert offered(draft_of("delaftale", "uddannelse"), unread) == {}


@pytest.mark.parametrize("form", ["budget", "milepaelsplan", "kommissorium"])
def test_a_form_that_asks_for_none_of_it_is_offered_nothing(form):
    assert offered(draft_of(form), AGREEMENT) == {}


def test_taking_it_over_answers_the_question():
    own = draft_of("delaftale", "beskaeftigelse")
    taken = offered(own, AGREEMENT)["periode"].answers
    assert taken.get(Path.parse("periode")) == AGREEMENT.answers.get(Path.parse("periode"))
