"""What is sealed tells nothing, opens by our keys alone, and outlives a change of key."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from cases.people.sealing import Seal, SealBroken

OLD, NEW = "the key of last year", "the key of this year"


def seal(*keys, purpose="second factor"):
    return Seal(keys, purpose=purpose)


def test_what_is_sealed_is_not_seen_and_is_another_text_each_time():
    one, other = seal(NEW).close("hemmelig"), seal(NEW).close("hemmelig")
    assert "hemmelig" not in one
    assert one != other
    assert {seal(NEW).open(each) for each in (one, other)} == {"hemmelig"}


def test_what_no_key_of_ours_closed_is_not_opened():
    strange = Fernet(Fernet.generate_key()).encrypt(b"x").decode()
    for sealed in ("", "JBSWY3DPEHPK3PXP", "æ", "gAAAAAB", seal(OLD).close("x"), strange):
        with pytest.raises(SealBroken):
            seal(NEW).open(sealed)


def test_what_was_sealed_for_one_purpose_opens_for_no_other():
    with pytest.raises(SealBroken):
        seal(NEW, purpose="journey").open(seal(NEW).close("x"))


def test_what_is_changed_by_a_letter_is_not_opened():
    sealed = seal(NEW).close("hemmelig")
    at = len(sealed) // 2
    changed = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    with pytest.raises(SealBroken):
        seal(NEW).open(changed)


def test_a_former_key_opens_and_the_newest_closes():
    both = seal(NEW, OLD)
    renewed = both.renewed(seal(OLD).close("x"))
    assert seal(NEW).open(renewed) == "x"
    with pytest.raises(SealBroken):
        seal(OLD).open(renewed)


def test_what_is_to_be_fresh_is_not_opened_when_it_is_old():
    now, within = datetime.now(UTC), timedelta(minutes=10)
    sealed = seal(NEW).close("x")
    assert seal(NEW).open_fresh(sealed, within=within, now=now) == "x"
    with pytest.raises(SealBroken):
        seal(NEW).open_fresh(sealed, within=within, now=now + within + timedelta(seconds=2))
