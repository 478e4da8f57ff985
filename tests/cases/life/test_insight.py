"""Everything that is kept of a case or a person, for who it tells of."""

import io
import json
import zipfile
from hashlib import sha256

import pytest

from cases.actions.case_insight import case_insight
from cases.actions.own_insight import own_insight
from cases.actions.withdraw_case import withdraw_case
from cases.errors import CaseNotFound
from cases.holder import Holder
from cases.library.models import TemplateEventRecord
from forms.exchange import answers_from_json
from forms.registry import form_of


def _files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return {name: made.read(name) for name in made.namelist()}


def _insight(desk, who="writer"):
    return _files(
        case_insight(desk.database, desk.store, desk.people[who], desk.case, now=desk.now)
    )


def _own(desk, who):
    return _files(own_insight(desk.database, desk.people[who].person_id))


@pytest.fixture
def returned(desk):
    desk.returned()
    return desk


def test_a_case_is_given_out_with_documents_and_answers(desk):
    desk.fill()
    files = _insight(desk)
    assert files["dokumenter/projektskitse.docx"].startswith(b"PK")
    kept = answers_from_json(form_of("projektskitse"), json.loads(files["svar/projektskitse.json"]))
    assert kept == desk.draft.answers


def test_what_was_sent_is_in_it_byte_for_byte(returned):
    files = _insight(returned)
    [sent] = json.loads(files["sag.json"])["indsendelser"]
    [(name, checksum)] = sent["filer"].items()
    assert sha256(files[f"sendt/1/{name}"]).hexdigest() == checksum


def test_the_trail_says_who_did_what_and_names_the_fund_and_not_its_people(returned):
    trail = json.loads(_insight(returned)["spor.json"])
    told = {(each["haendelse"], each["hvem"]) for each in trail}
    assert ("case_submitted", "writer") in told
    assert ("case_approved", "approver") in told
    assert ("case_returned", "Fonden") in told
    assert ("draft_saved", "writer") in told
    assert "officer" not in {who for _, who in told}


def test_an_officers_notes_are_told_when_the_case_is_sent_back(desk):
    desk.sent()
    desk.examine()
    desk.point(text="Ikke sendt tilbage endnu.")
    desk_says = json.loads(_insight(desk)["sag.json"])["punkter"]
    desk.send_back()
    again = json.loads(_insight(desk)["sag.json"])["punkter"]
    assert (desk_says, [each["tekst"] for each in again]) == ([], ["Ikke sendt tilbage endnu."])


@pytest.mark.parametrize("who", ["neighbour", "officer"])
def test_others_are_given_nothing(desk, who):
    with pytest.raises(CaseNotFound):
        _insight(desk, who)
    with pytest.raises(CaseNotFound):
        case_insight(desk.database, desk.store, Holder(), desk.case, now=desk.now)


def test_a_person_is_given_the_account_and_what_was_done_by_it(returned):
    account = json.loads(_own(returned, "writer")["konto.json"])
    assert account["email"] == "writer@example.dk"
    trail = json.loads(_own(returned, "writer")["spor.json"])
    assert [each["case_id"] for each in trail["indsendt"]] == [returned.case]
    assert [each["draft_id"] for each in trail["gemt"]] == [returned.draft.id]
    assert trail["breve"]
    assert json.loads(_own(returned, "neighbour")["spor.json"])["gemt"] == []


def test_no_secret_is_given_out(desk):
    for who in ("writer", "officer"):
        text = b"".join(_own(desk, who).values()).decode()
        assert "hash" not in text
        assert "secret" not in text


def test_points_that_were_told_stay_when_the_case_is_withdrawn_instead_of_mended(returned):
    withdraw_case(*returned.as_("approver"), now=returned.now)
    assert len(json.loads(_insight(returned)["sag.json"])["punkter"]) == 1


def test_notes_on_a_case_that_is_withdrawn_meanwhile_stay_the_officers(desk):
    desk.sent()
    desk.examine()
    desk.point(text="Ikke sendt tilbage endnu.")
    withdraw_case(*desk.as_("approver"), now=desk.now)
    assert json.loads(_insight(desk)["sag.json"])["punkter"] == []


def test_what_staff_did_to_templates_is_among_what_is_kept_of_them(desk):
    person_id = desk.people["officer"].person_id
    with desk.database.writing() as session:
        session.add(
            TemplateEventRecord(
                at=desk.now,
                kind="template_added",
                template_id="t",
                programme="p",
                actor_id=person_id,
            )
        )
    trail = json.loads(_own(desk, "officer")["spor.json"])
    assert [each["template_id"] for each in trail["skabeloner"]] == ["t"]
    assert json.loads(_own(desk, "writer")["spor.json"])["skabeloner"] == []
