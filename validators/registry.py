"""Every rule by its stable id; the import fails when one contradicts itself."""

from validators.rule import Rule, rules_by_id
from validators.rules.activities import ACTIVITY_RULES
from validators.rules.amounts import AMOUNT_RULES
from validators.rules.areas import AREA_RULES
from validators.rules.attachments import ATTACHMENT_RULES
from validators.rules.budget import BUDGET_RULES
from validators.rules.citations import CITATION_RULES
from validators.rules.damage import DAMAGE_RULES
from validators.rules.dates import DATE_RULES
from validators.rules.funding import FUNDING_RULES
from validators.rules.indicators import INDICATOR_RULES
from validators.rules.leftovers import LEFTOVER_RULES
from validators.rules.limits import LIMIT_RULES
from validators.rules.parties import PARTY_RULES
from validators.rules.pay import PAY_RULES
from validators.rules.periods import PERIOD_RULES
from validators.rules.programme_terms import PROGRAMME_RULES
from validators.rules.prose_budget import PROSE_BUDGET_RULES
from validators.rules.reading import READING_RULES
from validators.rules.required import REQUIRED_RULES
from validators.rules.responsible import RESPONSIBLE_RULES
from validators.rules.shares import SHARE_RULES
from validators.rules.staffing import STAFF_RULES
from validators.rules.status import STATUS_RULES
from validators.rules.status_changes import STATUS_CHANGE_RULES
from validators.rules.text import TEXT_RULES
from validators.rules.values import VALUE_RULES

_RULES = rules_by_id(
    (
        *REQUIRED_RULES,
        *VALUE_RULES,
        *DATE_RULES,
        *PERIOD_RULES,
        *PARTY_RULES,
        *RESPONSIBLE_RULES,
        *AREA_RULES,
        *ACTIVITY_RULES,
        *INDICATOR_RULES,
        *STAFF_RULES,
        *PAY_RULES,
        *BUDGET_RULES,
        *PROSE_BUDGET_RULES,
        *AMOUNT_RULES,
        *SHARE_RULES,
        *PROGRAMME_RULES,
        *FUNDING_RULES,
        *ATTACHMENT_RULES,
        *CITATION_RULES,
        *LEFTOVER_RULES,
        *TEXT_RULES,
        *DAMAGE_RULES,
        *LIMIT_RULES,
        *STATUS_RULES,
        *STATUS_CHANGE_RULES,
        *READING_RULES,
    )
)


class UnknownRule(KeyError):
    """There is no rule of that id; `rule_id` is what was asked for."""

    def __init__(self, rule_id: str) -> None:
        super().__init__(rule_id)
        self.rule_id = rule_id


def all_rules() -> tuple[Rule, ...]:
    """Every rule, family by family."""
    return tuple(_RULES.values())


def rule_of(rule_id: str) -> Rule:
    """The rule of an id; raises UnknownRule, so name rules when a module is imported."""
    if rule_id not in _RULES:
        raise UnknownRule(rule_id)
    return _RULES[rule_id]
