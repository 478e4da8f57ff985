"""Good files with something changed, other ones each time: only answers of the closed list.

Most mutants are looked at many to a process, which may be lost without taking the tests along; a
few go the whole way a person's file goes. A failure names the seed: `look` with it does the same.
"""

import json
import secrets
from collections.abc import Callable, Iterator

import pytest

from documents.reader.examine_file import read_file
from documents.safety.guard import inspect
from documents.safety.isolation import Isolation, IsolationFailed
from documents.safety.package import read_package
from documents.safety.verdict import Refused
from documents.writer import write
from forms.registry import form_of
from tests.documents.reader.pdfs import frame, pdf, sketch_pages, words
from tests.documents.reader.sketches import ANSWERS, SECTIONS, plain
from tests.documents.reader.sketches import word_file as sketch_file
from tests.documents.safety import mutating
from tests.documents.safety.attack import Piece, document, paragraph, pieces_of, word_file, zip_of
from tests.documents.safety.mutating import mutant
from tests.documents.safety.strict_files import strict_of
from tests.documents.safety.test_cleaned import hostile, hostile_workbook
from tests.documents.safety.workbooks import written
from tests.patience import PATIENCE

LOOK = f"{mutating.__name__}.{mutating.look.__name__}"
A_FEW = 8
_KEPT_OF_FILLED = ("[Content_Types].xml", "_rels/", "word/document.xml", "customXml/", "docProps/")


def _filled() -> bytes:
    """A filled form without the styles and themes that nobody reads."""
    parts = read_package(write(form_of("projektskitse"), ANSWERS))
    kept = {name: each for name, each in parts.items() if name.startswith(_KEPT_OF_FILLED)}
    return zip_of(pieces_of(kept))


def _small() -> bytes:
    table = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr></w:tc></w:tr></w:tbl>"
    field = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
    return word_file(document=document(paragraph("et svar") + table + field))


def _budget() -> bytes:
    def fill(made) -> None:
        page = made.add_worksheet("Budget")
        page.write_row("A1", ["Post", "Beløb"])
        page.write_row("A2", ["Løn & pension", 1.5])
        page.write_formula("B3", "=SUM(B2:B2)")
        page.add_table("D1:E3")
        page.merge_range("A5:C6", "Samlet")
        page.write_comment("A1", "Husk moms")
        made.add_worksheet("Skjult").hide()

    return written(fill)


def _paper() -> bytes:
    drawn = frame((60, 200, 540), (100, 400)) + words(70, 390, "Andel")
    return pdf(drawn, *sketch_pages()[:1], fields={"Fjordby": (100, 100)})


@pytest.fixture(scope="module")
def isolated() -> Iterator[Isolation]:
    runner = Isolation((LOOK,), patience=PATIENCE)
    yield runner
    runner.close()


@pytest.mark.parametrize(
    ("make", "count"),
    [
        (_filled, 60),
        (lambda: sketch_file(plain(SECTIONS)), 200),
        (_small, 500),
        (lambda: strict_of(_small()), 90),
        (hostile, 350),
        (_budget, 150),
        (hostile_workbook, 350),
        (lambda: strict_of(_budget()), 60),
        (_paper, 300),
    ],
    ids=[
        *("form", "sketch", "small", "strict", "hostile"),
        *("budget", "hostile workbook", "strict budget", "pdf"),
    ],
)
def test_mutants_get_only_answers_of_the_list(
    isolated: Isolation, record_property: Callable[..., None], make: Callable[[], bytes], count: int
) -> None:
    first = secrets.randbits(48)
    record_property("seed", first)
    options = {"first": str(first), "count": str(count)}
    try:
        answer = isolated.run(LOOK, make(), options=options, seconds=PATIENCE)
    except IsolationFailed as failed:
        pytest.fail(f"seeds {first} to {first + count}: {failed}")
    wrong = json.loads(answer)
    assert not wrong, "\n".join(f"seed {seed}: {told}" for seed, told in wrong[:3])


@pytest.mark.parametrize("make", [_small, _budget, _paper], ids=["word", "workbook", "pdf"])
def test_some_go_the_whole_way_of_a_persons_file(make: Callable[[], bytes]) -> None:
    data, first = make(), secrets.randbits(48)
    for seed in range(first, first + A_FEW):
        reading = read_file(mutant(data, seed), file="x")
        assert {each.rule[:3] for each in reading.problems} <= {"REA", "TXT"}, seed
        assert reading.form is not None or reading.problems, seed


def test_the_files_that_are_changed_are_good() -> None:
    for make in (_filled, _small, hostile, _budget, hostile_workbook, _paper):
        assert inspect(make()).is_accepted


def test_a_refused_mutant_cannot_be_read_by_the_back_door() -> None:
    data = zip_of([*pieces_of(read_package(_small())), Piece(name="../a.xml", content=b"<a/>")])

    assert not inspect(data).is_accepted
    with pytest.raises(Refused):
        read_package(data)
