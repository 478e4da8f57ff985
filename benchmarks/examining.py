"""Examining a case after it was read: all rules, in five documents and across them."""

from benchmarks.rounds import Table, cpu_of, table
from benchmarks.work import case
from forms.answers import Answers
from forms.clues import forget_texts
from forms.exchange import answers_from_json, answers_to_json
from forms.grammar import FormDefinition
from validators.examination import examine_case
from validators.whole_case import CaseDocument

SIZES = (8, 4, 2, 1)
_GROWING = ("aktiviteter", "delmaal", "parter", "medarbejderressourcer")


def measured() -> list[Table]:
    """One table: a case, and the same with two, four and eight times the rows."""
    workers = {}
    for size in SIZES:
        documents = case_of(size)
        name = "**a case**" if size == 1 else f"{size} times the rows"
        workers[name] = cpu_of(lambda documents=documents: examined(documents), 1)
    made = table("Examining a case of five documents", workers, rounds=9)
    made.notes.append("Linear growth shows as 8, 4 and 2 in the column before the last.")
    return [made]


def examined(documents: list[CaseDocument]) -> None:
    """As when a case has just been read: no text of it was met before."""
    forget_texts()
    examine_case(documents)


def case_of(size: int) -> list[CaseDocument]:
    """The case of the work with so many times the rows."""
    return [
        CaseDocument(name=f"{number}.docx", definition=form, answers=_grown(form, answers, size))
        for number, (form, answers) in enumerate(case())
    ]


def _grown(form: FormDefinition, answers: Answers, size: int) -> Answers:
    data = answers_to_json(form, answers)
    for name in _GROWING:
        rows = data.get(name)
        if isinstance(rows, list):
            data[name] = rows * size
    return answers_from_json(form, data)
