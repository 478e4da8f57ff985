from validators.registry import all_rules

# An id is added when its rule is made and never removed: a rule that is given up moves to RETIRED.
RULES = {
    "REQ001": "error",
    "REQ002": "error",
    "DAT001": "error",
    "DAT005": "warning",
    "DAT006": "error",
    "DAT002": "error",
    "DAT003": "error",
    "DAT004": "error",
    "PAR001": "warning",
    "PAR002": "warning",
    "PAR003": "warning",
    "NAM001": "warning",
    "ARE001": "error",
    "ACT001": "error",
    "ACT002": "error",
    "ACT003": "warning",
    "ACT004": "warning",
    "IND001": "error",
    "IND002": "warning",
    "IND003": "error",
    "IND004": "error",
    "STA001": "error",
    "STA002": "warning",
    "STA003": "warning",
    "STA004": "error",
    "STA005": "warning",
    "FIN001": "warning",
    "ATT001": "error",
    "ATT002": "warning",
    "REG001": "warning",
    "TXT004": "warning",
    "BUD001": "error",
    "BUD002": "error",
    "BUD003": "error",
    "BUD004": "error",
    "BUD005": "error",
    "BUD006": "error",
    "BUD007": "warning",
    "BUD008": "warning",
    "BUD009": "warning",
    "BUD010": "info",
    "BUD011": "warning",
    "BUD012": "warning",
    "TXT001": "error",
    "TXT002": "error",
    "TXT003": "error",
    "TXT005": "warning",
    "PRI001": "error",
    "LIM001": "error",
    "LIM002": "warning",
    "REA001": "error",
    "REA002": "warning",
    "REA003": "warning",
    "REA004": "info",
    "REA005": "info",
    "VAL001": "error",
    "VAL002": "warning",
}
RETIRED: frozenset[str] = frozenset()


def test_every_rule_is_listed_and_every_listed_rule_is_there():
    assert {rule.id: rule.severity.value for rule in all_rules()} == RULES


def test_the_id_of_a_rule_given_up_is_never_used_again():
    assert RETIRED.isdisjoint(RULES)
