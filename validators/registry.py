"""Every rule by its stable id; the import fails when one contradicts itself."""

from validators.rule import Rule, rules_by_id
from validators.rules.amounts import AMOUNT_RULES
from validators.rules.budget import BUDGET_RULES
from validators.rules.dates import DATE_RULES
from validators.rules.leftovers import LEFTOVER_RULES
from validators.rules.limits import LIMIT_RULES
from validators.rules.reading import READING_RULES
from validators.rules.required import REQUIRED_RULES
from validators.rules.shares import SHARE_RULES
from validators.rules.text import TEXT_RULES
from validators.rules.values import VALUE_RULES

_RULES = rules_by_id(
    (
        *REQUIRED_RULES,
        *VALUE_RULES,
        *DATE_RULES,
        *BUDGET_RULES,
        *AMOUNT_RULES,
        *SHARE_RULES,
        *LEFTOVER_RULES,
        *TEXT_RULES,
        *LIMIT_RULES,
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
