"""The proof of totals as scripts see it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from documents.reader.wire import place_to_json
from forms.path import Path
from validators.finding import Place, place_of
from validators.proof_lines import Lacking, ProofLine, ProofTerm


def proof_to_json(
    lines: Sequence[ProofLine], places: Mapping[Path, Place]
) -> list[dict[str, object]]:
    """A total each; amounts are decimals with two places, what is not known is None."""
    return [_line(line, places) for line in lines]


def _line(line: ProofLine, places: Mapping[Path, Place]) -> dict[str, object]:
    place = place_of(line.path, places)
    share = line.share
    return {
        "path": str(line.path),
        "total": line.total or None,
        "part": None if line.part is None else str(line.part),
        "words": line.words or None,
        "standing": line.standing.value,
        "formula": line.formula,
        "stated": _amount(line.stated),
        "computed": _amount(line.computed),
        "difference": _amount(line.difference),
        "rounding": _amount(line.tolerance),
        "quote": line.quote or None,
        "place": {} if place is None else place_to_json(place),
        "terms": [_term(each) for each in line.terms],
        "left_out": line.left_out,
        "assumed": [{"typed": each.typed, "reading": each.reading} for each in line.assumed],
        "alternatives": list(line.alternatives),
        "doubts": [each.value for each in line.doubts],
        "lacking": [_lacking(each) for each in line.lacking],
        "share": None
        if share is None
        else {
            "part": _amount(share.part),
            "granted": _amount(share.granted),
            "whole": _amount(share.whole),
            "least": None if share.least is None else f"{share.least}",
        },
    }


def _term(term: ProofTerm) -> dict[str, object]:
    return {
        "name": term.name,
        "path": None if term.path is None else str(term.path),
        "value": _amount(term.value),
        "times": f"{term.times:f}",
    }


def _lacking(lacking: Lacking) -> dict[str, object]:
    return {
        "path": None if lacking.path is None else str(lacking.path),
        "typed": lacking.typed or None,
        "readings": list(lacking.readings),
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
