"""The version of the rules, which stands in every document that is made."""

from hashlib import sha256
from json import dumps

from validators.registry import all_rules
from validators.version import RULES_VERSION


def test_the_version_of_the_rules_changes_with_whatever_they_say():
    told = [[each.id, each.severity, each.message, each.what_to_do] for each in all_rules()]
    assert sha256(dumps(told).encode()).hexdigest()[:12] == RULES_VERSION
