"""The sums that a budget typed as prose states, each with its sentence, as lines of the proof."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from forms.budgets.claims import Addend, Claim, Claimed, Verdict
from forms.budgets.figures import Figure
from forms.budgets.mentions import Mention
from forms.budgets.sentences import sentence_at
from forms.budgets.told import written
from forms.kinds.amount import shown_amount
from forms.kinds.oere import in_oere
from forms.path import Path
from validators.proof_lines import MOST_TERMS, Assumed, Lacking, ProofLine, ProofTerm, Standing
from validators.told_budget import ToldBudget

_AROUND = " .,:;=-–("
_STANDINGS = {
    Verdict.PROVED: Standing.PROVED,
    Verdict.WRONG: Standing.WRONG,
    Verdict.UNSURE: Standing.UNSURE,
}


def text_lines(told: ToldBudget, text: str) -> tuple[ProofLine, ...]:
    """A line for each sum that the text states, in the order it states them."""
    ordered = sorted(told.budget.claims, key=lambda each: each.mention.figure.start)
    return tuple(_line(told, text, claim) for claim in ordered)


def quote_at(told: ToldBudget, text: str, path: Path) -> str:
    """The sentence that an answer was told in; empty where the text does not tell it."""
    sums = {
        told.box.total: told.budget.total,
        told.box.share_total: told.budget.share_total,
        told.box.applied: told.budget.applied,
    }
    mention = sums.get(str(path))
    return "" if mention is None else _sentence(text, mention)


def _line(told: ToldBudget, text: str, claim: Claim) -> ProofLine:
    path = told.path_of(claim.claimed)
    paths = told.amount_paths
    malformed = [each for each in claim.addends if len(each.mention.options) > 1]
    is_proved = claim.verdict is Verdict.PROVED
    is_part = claim.claimed is Claimed.PARTIAL or path == told.text
    return ProofLine(
        named=path,
        path=path,
        standing=_STANDINGS[claim.verdict],
        words=_words(claim.mention) if is_part else "",
        stated=in_oere(claim.stated),
        computed=in_oere(claim.computed),
        formula=claim.formula,
        tolerance=claim.tolerance,
        quote=_sentence(text, claim.mention),
        terms=tuple(_term(each, paths) for each in claim.addends[:MOST_TERMS]),
        left_out=max(0, len(claim.addends) - MOST_TERMS),
        assumed=tuple(_assumed(claim)) if is_proved else (),
        alternatives=claim.rivals if is_proved else (),
        doubts=claim.doubts,
        lacking=() if is_proved else tuple(_lacking(each, paths) for each in malformed),
    )


def _words(mention: Mention) -> str:
    """What the text calls a sum, else the amount itself."""
    return " ".join(mention.before.split()).strip(_AROUND) or mention.figure.typed


def _sentence(text: str, mention: Mention) -> str:
    return sentence_at(text, mention.figure.start, mention.figure.end)


def _term(addend: Addend, paths: Mapping[int, Path]) -> ProofTerm:
    return ProofTerm(
        name=addend.mention.label or addend.mention.figure.typed,
        path=paths.get(addend.mention.figure.start),
        value=in_oere(addend.value),
        times=Decimal(addend.times),
    )


def _assumed(claim: Claim) -> Iterator[Assumed]:
    """The readings of malformed amounts, and of cells in rows, that the sum was proved with."""
    for addend in claim.addends:
        if len(addend.mention.options) > 1:
            yield _reading(addend.mention.figure, addend.value)
        for cell in addend.mention.cells:
            yield _reading(cell.figure, cell.value)
    if len(claim.mention.options) > 1:
        yield _reading(claim.mention.figure, claim.stated)


def _reading(figure: Figure, value: Decimal) -> Assumed:
    return Assumed(typed=written(figure), reading=shown_amount(value))


def _lacking(addend: Addend, paths: Mapping[int, Path]) -> Lacking:
    figure = addend.mention.figure
    return Lacking(
        path=paths.get(figure.start),
        typed=written(figure),
        readings=tuple(shown_amount(each) for each in addend.mention.options),
    )
