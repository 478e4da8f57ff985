"""A fund's staff, and a sound template of theirs."""

import pytest

from cases.actions.upload_template import upload_template
from cases.holder import Role
from tests.cases.library.shelved import FIRST, invited, kept
from tests.documents.template_proof.changed import FORM

WHO = {
    "staff": ("Fonden", Role.STAFF),
    "officer": ("Fonden", Role.OFFICER),
    "other staff": ("En anden fond", Role.STAFF),
}


@pytest.fixture
def people(database, now):
    own = {"Fonden": (FORM.programme,), "En anden fond": ()}
    return {
        who: invited(database, who, fund, role, own[fund], now) for who, (fund, role) in WHO.items()
    }


@pytest.fixture
def keep(database, people, now):
    """Keep a template as if it had been looked at, which takes a process; its id."""
    return lambda content=FIRST: kept(database, people["staff"], now, content)


@pytest.fixture
def upload(database, people, now):
    """Lay a template up as the fund's staff; its id."""

    def lay_up(content=FIRST, who="staff"):
        return upload_template(
            database, people[who], FORM, name="skabelon.docx", content=content, now=now
        )

    return lay_up
