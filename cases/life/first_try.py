"""What the rules find the first time a case is held to be ready, kept for statistics."""

from collections import Counter
from datetime import datetime

from sqlalchemy.orm import Session

from cases.life.models import FirstFindingRecord
from cases.models import CaseRecord
from validators.finding import Finding, Severity

_weight = list(Severity).index


def keep_first_try(
    session: Session, record: CaseRecord, findings: tuple[Finding, ...], now: datetime
) -> None:
    """Keep how often each rule found something; nothing where there was a try before."""
    if record.tried_at is not None:
        return
    record.tried_at = now
    for rule, count in Counter(each.rule for each in findings).items():
        heaviest = min((each.severity for each in findings if each.rule == rule), key=_weight)
        session.add(
            FirstFindingRecord(case_id=record.id, rule=rule, severity=heaviest.value, count=count)
        )
