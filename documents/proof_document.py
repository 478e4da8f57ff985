"""The proof of the totals of a document as a Word file, to be laid in a case or sent along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from documents.printing import line, printed
from documents.proof_words import ToldProof
from documents.template_file import FOLDER

TEMPLATE = FilePath(FOLDER) / "kontrol.docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPart:
    """A document by its title, and by the name of its file where it has one, with its totals."""

    title: str
    file_name: str
    proofs: tuple[ToldProof, ...]


def write_proof(case: str, parts: Sequence[ProofPart]) -> bytes:
    """The Word file, laid out by `TEMPLATE`; it is no form, and the same parts give the same bytes.

    Documents without totals are left out. Raises OSError when there is no template.
    """
    told = [_part(each) for each in parts if each.proofs]
    words = {"sag": line(case), "dokumenter": told}
    return printed(TEMPLATE, words, f"Kontrol af summer: {case}")


def _part(part: ProofPart) -> Mapping[str, object]:
    return {
        "titel": line(part.title) or line(part.file_name) or line("Dokument"),
        "fil": line(part.file_name),
        "summer": [_proof(each) for each in part.proofs],
    }


def _proof(proof: ToldProof) -> Mapping[str, object]:
    terms = [line(f"{each.reckoned}  {each.words}") for each in proof.terms]
    return {
        "navn": line(proof.name),
        "tegn": line(proof.sign),
        "resultat": line(proof.verdict),
        "regnestykke": line(proof.formula) or line("Kan ikke beregnes"),
        "linjer": [*terms, *([line(proof.left_out)] if proof.left_out else [])],
        "bemaerkninger": [line(each) for each in proof.remarks],
        "citat": line(f"»{proof.quote}«") if proof.quote else line(""),
        "sted": line(proof.place),
        "angivet": line(proof.stated or "–"),
        "beregnet": line(proof.computed or "–"),
        "forskel": line(proof.difference or "–"),
        "afrunding": line(proof.rounding or "–"),
    }
