"""Passwords, codes, invitations and how long a sign-in holds."""

import threading
from datetime import timedelta

import pyotp
import pytest
from argon2 import extract_parameters
from sqlalchemy import event, select, update

from cases.actions.change_own_account import (
    change_password,
    renew_recovery_codes,
    set_second_factor,
)
from cases.actions.change_person import change_roles, close_person, remove_second_factor
from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.actions.read_mails import read_mails
from cases.actions.reseal_secrets import reseal_secrets
from cases.actions.sign_in import confirm_sign_in, sign_in, sign_out, signed_in
from cases.actions.take_up_invitation import ask_for_password, take_up_invitation
from cases.errors import (
    LinkUsedUp,
    PersonNotFound,
    SignInBusy,
    TooManyAttempts,
    UnfitPassword,
    UnfitPerson,
    WrongSignIn,
)
from cases.holder import Role
from cases.people import passwords
from cases.people.models import AttemptRecord, IdentityRecord, PersonRecord, RecoveryCodeRecord
from cases.people.passwords import is_right
from cases.people.person import OrganisationKind
from cases.people.queries import person_of_id
from cases.people.sealing import SECOND_FACTOR, Seal
from tests.cases.people.cheap import CHEAP

pytestmark = pytest.mark.usefixtures("cheap")

REAL = passwords._HASHER
EMAIL, PASSWORD = "signe@example.dk", "tre grønne cykler"
SEAL = Seal(["a key of the tests"], purpose=SECOND_FACTOR)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def kommune(database, now):
    return organisation_named(database, "Ærø Kommune", OrganisationKind.APPLICANT, now=now)


@pytest.fixture
def invited(database, kommune, now):
    def invite(email=EMAIL, roles=frozenset({Role.WRITER}), name="Signe"):
        return invite_person(
            database,
            organisation_id=kommune,
            name=name,
            email=email,
            roles=roles,
            address="https://tilsagn.example/{}".format,
            actor_id=None,
            now=now,
        )

    return invite


@pytest.fixture
def person(database, invited, now):
    take_up_invitation(database, invited(), PASSWORD, now=now)
    return signed_in(database, sign_in(database, EMAIL, PASSWORD, now=now).token, now=now)


def wrong(database, now, email=EMAIL):
    with pytest.raises(WrongSignIn):
        sign_in(database, email, "en forkert adgangskode", now=now)


def test_a_person_signs_in_by_the_password_they_chose_and_is_who_they_were_invited_as(person):
    assert (person.name, person.email, person.roles) == ("Signe", EMAIL, {Role.WRITER})
    assert (person.organisation.name, person.has_second_factor) == ("Ærø Kommune", False)


def test_who_is_signed_in_is_the_person_that_lists_show(database, person, now):
    token = sign_in(database, EMAIL, PASSWORD, now=now).token
    identity = {"issuer": "https://id.example", "subject_hash": "x", "person_id": person.id}
    with database.writing() as session:
        session.add(IdentityRecord(**identity, organisation="", linked_at=now))
    for change in ({}, {"totp_secret": "x"}, {"password_hash": None}):
        with database.writing() as session:
            session.execute(update(PersonRecord).values(**change or {"name": "Signe Havmand"}))
        with database.reading() as session:
            listed = person_of_id(session, person.id)
        assert listed.has_way_in
        assert signed_in(database, token, now=now) == listed


def test_a_closed_account_is_not_signed_in_whatever_sign_in_is_left(database, person, now):
    token = sign_in(database, EMAIL, PASSWORD, now=now).token
    with database.writing() as session:
        session.execute(update(PersonRecord).values(is_closed=True))
    assert signed_in(database, token, now=now) is None


def test_an_address_is_the_same_in_any_letters(database, person, now):
    assert sign_in(database, " SIGNE@Example.dk ", PASSWORD, now=now).token


def test_the_password_is_kept_as_argon2id(database, person):
    with database.reading() as session:
        kept = session.scalar(select(PersonRecord.password_hash))
    assert kept.startswith("$argon2id$v=19$")


def test_an_invitation_is_sent_works_once_and_for_seven_days(database, invited, now):
    token = invited()
    [mail] = read_mails(database)
    assert (mail.recipient, f"https://tilsagn.example/{token}" in mail.body) == (EMAIL, True)
    with pytest.raises(LinkUsedUp):
        take_up_invitation(database, token, PASSWORD, now=now + timedelta(days=7))
    take_up_invitation(database, token, PASSWORD, now=now)
    with pytest.raises(LinkUsedUp):
        take_up_invitation(database, token, PASSWORD, now=now)


@pytest.mark.parametrize(
    "password",
    ["", "elleve tegn", "aaaaaaaaaaaaaaaaaa", "abcdeabcdeabcde", "signe er her 12", "x" * 201],
)
def test_an_unfit_password_is_refused_and_the_invitation_still_works(
    database, invited, now, password
):
    token = invited()
    with pytest.raises(UnfitPassword):
        take_up_invitation(database, token, password, now=now)
    take_up_invitation(database, token, PASSWORD, now=now)


@pytest.mark.parametrize(
    ("email", "roles", "name"),
    [
        ("no address", {Role.WRITER}, "Signe"),
        ("mailto:signe@example.dk", {Role.WRITER}, "Signe"),
        (EMAIL, set(), "Signe"),
        (EMAIL, {Role.STAFF}, "Signe"),
        (EMAIL, {Role.WRITER}, "  "),
    ],
)
def test_an_account_needs_a_name_an_address_and_a_role_its_organisation_has(
    invited, email, roles, name
):
    with pytest.raises(UnfitPerson):
        invited(email=email, roles=roles, name=name)


def test_an_address_has_one_account(invited):
    invited()
    with pytest.raises(UnfitPerson):
        invited(email="Signe@Example.DK")


def test_the_eleventh_wrong_password_is_not_tried_nor_is_the_right_one(database, person, now):
    for _ in range(10):
        wrong(database, now)
    for password in ("en forkert adgangskode", PASSWORD):
        with pytest.raises(TooManyAttempts):
            sign_in(database, EMAIL, password, now=now)
    later = now + timedelta(minutes=15, seconds=1)
    assert sign_in(database, EMAIL, PASSWORD, now=later).token


def test_an_address_without_an_account_is_told_the_same(database, now):
    for _ in range(10):
        wrong(database, now, "ingen@example.dk")
    with pytest.raises(TooManyAttempts):
        sign_in(database, "ingen@example.dk", "en forkert adgangskode", now=now)


def test_a_right_password_begins_the_count_anew(database, person, now):
    for _ in range(2):
        for _ in range(9):
            wrong(database, now)
        sign_in(database, EMAIL, PASSWORD, now=now)


def test_attempts_at_once_are_all_counted(database, person, now):
    told = []

    def attempt():
        try:
            sign_in(database, EMAIL, "en forkert adgangskode", now=now)
        except (WrongSignIn, TooManyAttempts, SignInBusy) as error:
            told.append(type(error))

    threads = [threading.Thread(target=attempt) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(told), told.count(TooManyAttempts)) == (16, 6)


def test_no_address_stands_among_the_attempts(database, person, now):
    wrong(database, now)
    with database.reading() as session:
        subjects = session.scalars(select(AttemptRecord.subject)).all()
    assert [len(each) for each in subjects] == [64]
    assert "signe" not in "".join(subjects)


def test_a_hash_takes_two_passes_over_19_mib():
    told = extract_parameters(REAL.hash(PASSWORD))
    assert (told.memory_cost, told.time_cost, told.parallelism) == (19 * 1024, 2, 1)


def test_a_password_nobody_has_costs_a_hash_too(monkeypatch):
    checked = []
    real = passwords._HASHER

    class Counting:
        hash = staticmethod(real.hash)

        def verify(self, kept, password):
            checked.append(kept[:9])
            return real.verify(kept, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    assert is_right("en adgangskode", None) is False
    assert checked == ["$argon2id"]


def test_a_password_is_never_right_where_there_is_none(monkeypatch):
    kept = passwords._HASHER.hash(PASSWORD)
    monkeypatch.setattr(passwords, "_nobodys", lambda: kept)
    assert is_right(PASSWORD, kept)
    assert not is_right(PASSWORD, None)


def test_no_more_passwords_are_checked_at_once_than_memory_is_set_aside_for(monkeypatch):
    monkeypatch.setattr(passwords, "SECONDS_TO_WAIT", 0.01)
    monkeypatch.setattr(passwords, "_TURNS", threading.BoundedSemaphore(1))
    with passwords._turn(), pytest.raises(SignInBusy):
        is_right("en adgangskode", None)


def test_a_sign_in_ends_with_signing_out_and_after_ten_hours(database, person, now):
    one, other = (sign_in(database, EMAIL, PASSWORD, now=now).token for _ in range(2))
    assert one != other
    sign_out(database, one, now=now)
    assert signed_in(database, one, now=now) is None
    assert signed_in(database, other, now=now + timedelta(hours=9, minutes=59)) == person
    assert signed_in(database, other, now=now + timedelta(hours=10)) is None


def test_a_new_password_other_roles_and_closing_end_every_sign_in(database, person, now):
    ends = (
        lambda: change_password(database, person.id, PASSWORD, "fire røde cykler", now=now),
        lambda: change_roles(database, person.id, {Role.APPROVER}, actor_id="s", now=now),
        lambda: remove_second_factor(database, person.id, actor_id="s", now=now),
        lambda: close_person(database, person.id, actor_id="s", now=now),
    )
    password = PASSWORD
    for end in ends:
        token = sign_in(database, EMAIL, password, now=now).token
        end()
        password = "fire røde cykler"
        assert signed_in(database, token, now=now) is None
    wrong_now = pytest.raises(WrongSignIn)
    with wrong_now:
        sign_in(database, EMAIL, password, now=now)


def test_the_present_password_is_asked_for_before_another_is_set(database, person, now):
    with pytest.raises(WrongSignIn):
        change_password(database, person.id, "noget andet", "fire røde cykler", now=now)
    assert sign_in(database, EMAIL, PASSWORD, now=now).token


def test_a_forgotten_password_is_renewed_by_a_link_of_an_hour(database, person, now):
    ask_for_password(database, EMAIL, address=str, sign_in="/log-ind", now=now)
    token = read_mails(database)[0].body.split("\n\n")[2]
    with pytest.raises(LinkUsedUp):
        take_up_invitation(database, token, "fire røde cykler", now=now + timedelta(hours=1))
    take_up_invitation(database, token, "fire røde cykler", now=now)
    assert sign_in(database, EMAIL, "fire røde cykler", now=now).token


def test_nobody_is_written_to_where_there_is_no_account(database, now):
    ask_for_password(database, "ingen@example.dk", address=str, sign_in="/log-ind", now=now)
    assert read_mails(database) == ()


def test_asking_for_a_password_does_the_same_work_whether_or_not_there_is_an_account(
    database, person, now
):
    def work(email):
        told = []

        def note(_connection, _cursor, statement, *_):
            # Kept or undone, the end of it is one short word to the database.
            told.append("end" if " SAVEPOINT" in statement else statement)

        event.listen(database.engine, "before_cursor_execute", note)
        ask_for_password(database, email, address=str, sign_in="/log-ind", now=now)
        event.remove(database.engine, "before_cursor_execute", note)
        return told

    work(EMAIL)
    assert work(EMAIL) == work("ingen@example.dk")
    assert any(each.startswith("INSERT INTO mails") for each in work("ingen@example.dk"))


def test_a_sign_in_does_the_same_work_whether_or_not_there_is_an_account(
    database, person, now, monkeypatch
):
    checked = []

    class Counting:
        def verify(self, kept, password):
            checked.append(kept.rpartition("$")[0].rpartition("$")[0])
            return CHEAP.verify(kept, password)

        hash = staticmethod(CHEAP.hash)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    passwords._nobodys.cache_clear()
    for email in (EMAIL, "ingen@example.dk"):
        wrong(database, now, email)
    passwords._nobodys.cache_clear()
    assert len(checked) == 2
    assert checked[0] == checked[1]


def code_at(moment):
    return pyotp.TOTP(SECRET).at(int(moment.timestamp()))


@pytest.fixture
def careful(database, person, now):
    earlier = now - timedelta(minutes=5)
    set_second_factor(database, SEAL, person.id, SECRET, code_at(earlier), now=earlier)
    return person


def test_with_a_second_factor_the_password_alone_opens_nothing(database, careful, now):
    half = sign_in(database, EMAIL, PASSWORD, now=now)
    assert half.is_half
    assert signed_in(database, half.token, now=now) is None
    whole = confirm_sign_in(database, SEAL, half.token, code_at(now), now=now)
    assert signed_in(database, whole.token, now=now).has_second_factor
    assert whole.token != half.token
    assert signed_in(database, half.token, now=now) is None


def test_a_code_works_once_and_for_half_a_minute_more_or_less(database, careful, now):
    def confirm(code):
        half = sign_in(database, EMAIL, PASSWORD, now=now)
        return confirm_sign_in(database, SEAL, half.token, code, now=now)

    for moment in (now - timedelta(minutes=2), now + timedelta(minutes=2)):
        with pytest.raises(WrongSignIn):
            confirm(code_at(moment))
    confirm(code_at(now))
    with pytest.raises(WrongSignIn):
        confirm(code_at(now))


def test_the_eleventh_wrong_code_is_not_tried(database, careful, now):
    half = sign_in(database, EMAIL, PASSWORD, now=now)
    for _ in range(10):
        with pytest.raises(WrongSignIn):
            confirm_sign_in(database, SEAL, half.token, "000000", now=now)
    with pytest.raises(TooManyAttempts):
        confirm_sign_in(database, SEAL, half.token, code_at(now), now=now)


@pytest.fixture
def codes(database, person, now):
    earlier = now - timedelta(minutes=5)
    return set_second_factor(database, SEAL, person.id, SECRET, code_at(earlier), now=earlier)


def test_a_recovery_code_opens_once_however_it_is_written_and_the_app_still_does(
    database, codes, now
):
    def confirm(code):
        half = sign_in(database, EMAIL, PASSWORD, now=now)
        return confirm_sign_in(database, SEAL, half.token, code, now=now)

    assert len(set(codes)) == 10
    first = codes[0].upper()
    confirm(f" {first[:4]}-{first[4:8]} {first[8:]}")
    for code in (codes[0], "", "a" * 16):
        with pytest.raises(WrongSignIn):
            confirm(code)
    confirm(codes[1])
    confirm(code_at(now))


def test_neither_secrets_nor_recovery_codes_stand_in_the_database(database, codes):
    with database.reading() as session:
        secret = session.scalar(select(PersonRecord.totp_secret))
        hashes = set(session.scalars(select(RecoveryCodeRecord.code_hash)))
    assert SECRET not in secret
    assert SEAL.open(secret) == SECRET
    assert not hashes & set(codes)
    assert {len(each) for each in hashes} == {64}


def test_a_recovery_code_is_its_own_person_s_alone(database, invited, codes, now):
    take_up_invitation(database, invited(email="bo@example.dk"), PASSWORD, now=now)
    token = sign_in(database, "bo@example.dk", PASSWORD, now=now).token
    bo = signed_in(database, token, now=now)
    set_second_factor(database, SEAL, bo.id, SECRET, code_at(now), now=now)
    half = sign_in(database, "bo@example.dk", PASSWORD, now=now)
    with pytest.raises(WrongSignIn):
        confirm_sign_in(database, SEAL, half.token, codes[0], now=now)


def test_other_recovery_codes_take_the_place_of_those_there_were(database, person, codes, now):
    with pytest.raises(WrongSignIn):
        renew_recovery_codes(database, person.id, "forkert", now=now)
    other = renew_recovery_codes(database, person.id, PASSWORD, now=now)
    assert not set(other) & set(codes)
    half = sign_in(database, EMAIL, PASSWORD, now=now)
    with pytest.raises(WrongSignIn):
        confirm_sign_in(database, SEAL, half.token, codes[5], now=now)
    confirm_sign_in(database, SEAL, half.token, other[5], now=now)


def test_recovery_codes_go_with_the_second_factor_and_are_not_made_without(
    database, person, codes, now
):
    remove_second_factor(database, person.id, actor_id="s", now=now)
    with database.reading() as session:
        assert session.scalars(select(RecoveryCodeRecord)).all() == []
    with pytest.raises(WrongSignIn):
        renew_recovery_codes(database, person.id, PASSWORD, now=now)


def test_a_key_is_changed_and_the_second_factor_still_works(database, codes, now):
    newer = Seal(["another key", "a key of the tests"], purpose=SECOND_FACTOR)
    assert reseal_secrets(database, newer) == 1
    alone = Seal(["another key"], purpose=SECOND_FACTOR)
    half = sign_in(database, EMAIL, PASSWORD, now=now)
    assert confirm_sign_in(database, alone, half.token, code_at(now), now=now).token
    assert reseal_secrets(database, SEAL) == 0
    half = sign_in(database, EMAIL, PASSWORD, now=now)
    with pytest.raises(WrongSignIn):
        confirm_sign_in(database, SEAL, half.token, code_at(now), now=now)
    assert confirm_sign_in(database, SEAL, half.token, codes[0], now=now).token


def test_a_second_factor_is_set_by_a_code_of_its_own_secret_alone(database, person, now):
    for secret, code in (
        (SECRET, "000000"),
        (SECRET[:24], pyotp.TOTP(SECRET[:24]).at(now)),
        ("1" * 32, "000000"),
    ):
        with pytest.raises(WrongSignIn):
            set_second_factor(database, SEAL, person.id, secret, code, now=now)


def test_roles_of_nobody_are_not_changed(database, now):
    with pytest.raises(PersonNotFound):
        change_roles(database, "ingen", {Role.WRITER}, actor_id="s", now=now)
