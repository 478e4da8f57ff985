"""The proof of totals in words, the same on pages, in reports, in Word and for scripts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from forms.budgets.claims import Doubt
from forms.formulas import shown_number
from forms.messages import N_
from forms.path import Path
from validators.proof_lines import Lacking, ProofLine, ProofShare, ProofTerm, Standing
from validators.shown import kroner, percent

PROOF = N_("Kontrol af summer")
STATED, DIFFERENCE = N_("angivet"), N_("forskel")

_STANDINGS = {
    Standing.PROVED: N_("Passer"),
    Standing.WRONG: N_("Passer ikke"),
    Standing.FOLLOWS: N_("Følger af en anden sum, der ikke passer"),
    Standing.UNSURE: N_("Kan ikke bevises"),
    Standing.UNSTATED: N_("Ikke angivet"),
    Standing.COMPUTED: N_("Beregnet"),
    Standing.EMPTY: N_("Ikke udfyldt"),
}
SIGNS = {Standing.PROVED: "✓", Standing.WRONG: "✗", Standing.FOLLOWS: "✗", Standing.UNSURE: "?"}
_DOUBTS = {
    Doubt.TOO_MUCH: N_("Teksten har flere beløb, end der kan regnes med."),
    Doubt.NO_SUM: N_("Det fremgår ikke sikkert, hvilket beløb der er summen."),
    Doubt.NO_YEARS: N_("Det fremgår ikke, hvor mange år de årlige beløb gælder."),
    Doubt.FEW_LINES: N_("Der er for få linjer at lægge sammen."),
    Doubt.NOT_ALL: N_("Teksten siger, at der er flere linjer, end den nævner."),
    Doubt.ASIDE: N_("Et af beløbene hører måske ikke med."),
    Doubt.SEVERAL_READINGS: N_("Et af beløbene kan læses på flere måder."),
    Doubt.SEVERAL_SUMS: N_("Der er flere beløb, der kan være summen."),
}
_ASSUMED = N_("»%(typed)s« er læst som %(reading)s, for kun sådan passer summen.")
_ALTERNATIVE = N_("Summen passer også som %(formula)s.")
_MISSING = N_("»%(label)s« mangler.")
_UNREAD = N_("»%(typed)s« kan ikke læses som et beløb.")
_READ_AS = N_("»%(typed)s« kan læses som %(readings)s.")
_SHARE = N_("Andelen er %(share)s af %(whole)s")
_LEAST = N_("mindst %(least)s kræves")
_GRANTED = N_("%(share)s uden det, der ikke er bevilget")
_OR = N_(" eller ")
_LEFT_OUT = N_("og %(count)s flere")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a reader is told: texts in their language, a path by its name and by its place."""

    translate: Callable[[str], str]
    label: Callable[[Path], str]
    place: Callable[[Path], str] = lambda _: ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTerm:
    """A number of a sum: `3 × 900.000`, what that comes to, and what it is for."""

    reckoned: str
    amount: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldProof:
    """The proof of a total as it is read; what is not known is empty.

    `formula` ends with what it comes to, `remarks` are sentences, `left_out` says how many terms
    are not shown.
    """

    name: str
    standing: Standing
    sign: str
    verdict: str
    formula: str
    stated: str
    computed: str
    difference: str
    rounding: str
    quote: str
    place: str
    terms: tuple[ToldTerm, ...]
    left_out: str
    remarks: tuple[str, ...]


def told_proofs(lines: Sequence[ProofLine], wording: Wording) -> tuple[ToldProof, ...]:
    """Each line in words, in order."""
    return tuple(told_proof(line, wording) for line in lines)


def told_proof(line: ProofLine, wording: Wording) -> ToldProof:
    """One line in words; amounts are Danish in every language, as they stand in the form."""
    difference = line.difference
    left_out = wording.translate(_LEFT_OUT) % {"count": line.left_out} if line.left_out else ""
    return ToldProof(
        name=_name(line, wording),
        standing=line.standing,
        sign=SIGNS.get(line.standing, "="),
        verdict=wording.translate(_STANDINGS[line.standing]),
        formula=_formula(line),
        stated=_kroner(line.stated),
        computed=_kroner(line.computed),
        difference=_kroner(difference),
        rounding=_rounding(line.tolerance),
        quote=line.quote,
        place=wording.place(line.path),
        terms=tuple(_term(each, wording) for each in line.terms) if _is_sum(line) else (),
        left_out=left_out,
        remarks=tuple(_remarks(line, wording)),
    )


def _name(line: ProofLine, wording: Wording) -> str:
    name = line.words or wording.label(line.named)
    return name if line.part is None else f"{name}, {wording.label(line.part)}"


def _is_sum(line: ProofLine) -> bool:
    return len(line.terms) > 1


def _kroner(amount: Decimal | None) -> str:
    return "" if amount is None else kroner(amount)


def _rounding(tolerance: Decimal) -> str:
    """In whole kroner: an amount without øre may be half a krone off."""
    return f"± {kroner(tolerance.quantize(Decimal(1), ROUND_UP))}" if tolerance else ""


def _formula(line: ProofLine) -> str:
    if line.computed is None or not line.formula:
        return ""
    result = shown_number(line.computed)
    return result if line.formula == result else f"{line.formula} = {result}"


def _term(term: ProofTerm, wording: Wording) -> ToldTerm:
    value = shown_number(term.value)
    label = "" if term.path is None else wording.label(term.path)
    times = "" if term.times == 1 else f"{shown_number(term.times)} × "
    return ToldTerm(
        reckoned=f"{times}{value}",
        amount=kroner(term.value * term.times),
        words=f"{term.name} ({label})" if term.name and label else term.name or label,
    )


def _remarks(line: ProofLine, wording: Wording) -> Iterator[str]:
    translate = wording.translate
    for each in line.assumed:
        yield translate(_ASSUMED) % {"typed": each.typed, "reading": each.reading}
    for formula in line.alternatives:
        yield translate(_ALTERNATIVE) % {"formula": formula}
    for doubt in line.doubts:
        yield translate(_DOUBTS[doubt])
    for lacking in line.lacking:
        yield _lacking(lacking, wording)
    if line.share is not None:
        yield _share(line.share, translate)


def _lacking(lacking: Lacking, wording: Wording) -> str:
    translate = wording.translate
    if not lacking.typed:
        label = "" if lacking.path is None else wording.label(lacking.path)
        return translate(_MISSING) % {"label": label}
    if not lacking.readings:
        return translate(_UNREAD) % {"typed": lacking.typed}
    readings = translate(_OR).join(lacking.readings)
    return translate(_READ_AS) % {"typed": lacking.typed, "readings": readings}


def _share(share: ProofShare, translate: Callable[[str], str]) -> str:
    rounding = ROUND_HALF_UP if share.least is None else ROUND_DOWN
    shown = percent(share.part, share.whole, rounding)
    parts = [translate(_SHARE) % {"share": shown, "whole": kroner(share.whole)}]
    if share.granted != share.part:
        granted = percent(share.granted, share.whole, rounding)
        parts.append(translate(_GRANTED) % {"share": granted})
    if share.least is not None:
        parts.append(translate(_LEAST) % {"least": f"{shown_number(share.least)}\u00a0%"})
    return "; ".join(parts)
