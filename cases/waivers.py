"""Waivers that find their findings again where a row of a new version stands elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.review import Waiver
from validators.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmoved:
    """What of a finding stays where only its row moves; `address` has no row numbers."""

    line: str
    rule: str
    variant: str
    address: str
    evidence: str

    @classmethod
    def of(cls, finding: Finding, line: str) -> "Unmoved":
        """That of a finding in a document of this line."""
        return cls(
            line=line,
            rule=finding.rule,
            variant=finding.variant,
            address=finding.path.address,
            evidence=finding.evidence,
        )


def waivers_of_moved(
    waivers: Mapping[str, Waiver],
    now: Iterable[tuple[Unmoved, str]],
    former: Iterable[tuple[Unmoved, str]],
) -> Mapping[str, Waiver]:
    """Waivers by the keys that their findings have now, for those that moved.

    Only what rests on the same words, and on words that neither version has twice, is taken for
    the same finding.
    """
    lost = _once(former)
    if not lost:
        return {}
    here = _once(now)
    return {
        here[each]: waivers[key]
        for each, key in lost.items()
        if each in here and here[each] not in waivers
    }


def _once(found: Iterable[tuple[Unmoved, str]]) -> Mapping[Unmoved, str]:
    """The findings with evidence that are there once, by what stays of them."""
    keys: dict[Unmoved, set[str]] = {}
    for each, key in found:
        if each.evidence:
            keys.setdefault(each, set()).add(key)
    return {each: next(iter(those)) for each, those in keys.items() if len(those) == 1}
