"""The proof of totals as a Word file and for scripts."""

import io

import pytest
from docx import Document

from documents.proof_document import ProofPart, write_proof
from documents.proof_json import proof_to_json
from documents.proof_words import ToldProof, Wording, told_proofs
from documents.safety.guard import inspect
from forms.answers import Answers
from forms.budgets.reading import read_budget
from forms.budgets.told import answers_told
from forms.path import Path
from forms.registry import form_of
from tests.documents.sheets.example_budgets import BUDGET, budget
from tests.strategies import HOSTILE_TEXTS
from validators.finding import Place
from validators.proof_lines import ProofLine
from validators.proof_sheet import prove

FORM = form_of("projektskitse")
TEXT = "Løn 300.00 kr. årligt\nTur 50.000 kr. (én gang)\nI alt i 2 år 650.000 kr."
BOX = Path.parse("udgifter.bemaerkninger")
TOTAL = Path.parse("udgifter.i_alt")
PLACES = {TOTAL: Place(block=3, row=0, cell=0)}


def lines() -> tuple[ProofLine, ...]:
    section = next(each for each in FORM.sections if each.budget)
    assert section.budget is not None
    told = answers_told(section.budget, read_budget(TEXT))
    return prove(FORM, Answers([(BOX, TEXT), *((each.path, each.value) for each in told)]))


@pytest.fixture
def proof() -> ToldProof:
    wording = Wording(
        translate=str, label=str, place=lambda path: "afsnit 4" if path in PLACES else ""
    )
    [told] = told_proofs(lines(), wording)
    return told


def test_a_total_is_told_with_formula_sentence_place_and_rounding(proof: ToldProof) -> None:
    assert proof.formula == "2 × 300.000 + 50.000 = 650.000"
    assert (proof.stated, proof.difference) == ("650.000\u00a0kr.", "0\u00a0kr.")
    assert proof.rounding == "± 1\u00a0kr."
    assert proof.quote == "I alt i 2 år 650.000 kr."
    assert proof.place == "afsnit 4"
    assert [each.reckoned for each in proof.terms] == ["2 × 300.000", "50.000"]
    assert any("300.00" in each for each in proof.remarks)


def test_scripts_get_decimals_and_codes() -> None:
    [told] = proof_to_json(lines(), PLACES)
    assert (told["standing"], told["stated"], told["difference"]) == ("proved", "650000.00", "0.00")
    assert told["path"] == str(TOTAL)
    assert told["assumed"] == [{"typed": "300.00 kr.", "reading": "300.000,00\u00a0kr."}]
    assert told["place"]


def test_the_word_file_has_a_line_for_each_total_and_is_let_in(proof: ToldProof) -> None:
    parts = [
        ProofPart(title="Skitse", file_name="a.docx", proofs=(proof,)),
        ProofPart(title="Uden summer", file_name="", proofs=()),
    ]
    content = write_proof("Åby", parts)
    assert content == write_proof("Åby", parts)
    assert inspect(content).is_accepted
    [table] = Document(io.BytesIO(content)).tables
    assert [cell.text for cell in table.rows[0].cells][:2] == ["Sum", "Regnestykke"]
    cells = [cell.text for cell in table.rows[1].cells]
    assert proof.name in cells[0]
    assert all(said in cells[1] for said in (proof.formula, proof.quote, *proof.remarks))
    assert cells[2:] == [proof.stated, proof.computed, proof.difference, proof.rounding]
    assert len(table.rows) == 2


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_what_people_typed_is_text_in_the_word_file(text: str) -> None:
    told = told_proofs(
        prove(BUDGET, budget({"poster[0].tekst": text})), Wording(translate=str, label=str)
    )
    content = write_proof(text, [ProofPart(title=text, file_name=text, proofs=told)])
    assert inspect(content).is_accepted
