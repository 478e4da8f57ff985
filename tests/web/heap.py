"""A heap of files as an officer gets it: two cases, and what lies among the files of real ones."""

import io
import zipfile
from functools import cache

from documents.writer import write
from forms.answers import Answers
from forms.kinds.kind import Value
from forms.path import Path
from tests.documents.reader.pdfs import PICTURE, pdf, sketch_pages
from tests.documents.safety import attack
from tests.validators.cases import case_with

OTHER_PARTIES = ("Sønderby Kommune", "Søbo", "Boligforeningen Syd", "Foreningen Fritid")
OTHER_TEXTS = (
    "poster[0].tekst",
    "milepaele[0].milepael",
    "risici[0].risiko",
    "formaal",
    "afdelinger[0].adresse",
)


@cache
def case_files(folder: str, *, is_other: bool = False) -> dict[str, bytes]:
    """The correct case's forms as Word files; the `other` one is another area's."""
    return {
        f"{folder}/{each.name}.docx": write(
            each.definition, _as_other(each.answers) if is_other else each.answers
        )
        for each in case_with(without=("statusrapport-2022",))
        if each.definition is not None
    }


def _as_other(answers: Answers) -> Answers:
    """The same answers of other people in another place."""
    changes: dict[Path, Value] = {}
    for path in answers:
        if path.address == "parter.navn":
            changes[path] = OTHER_PARTIES[path.rows[0] % len(OTHER_PARTIES)]
        elif str(path) in ("omraadets_navn", "navn"):
            changes[path] = "Søbakken"
        elif str(path) in OTHER_TEXTS:
            changes[path] = f"{answers.get(path)} i Søbakken"
    return answers.replaced(changes)


def heap() -> dict[str, bytes]:
    """Forty files by their paths."""
    mine, theirs = case_files("Nord"), case_files("Syd", is_other=True)
    files = {**mine, **theirs}
    first = next(iter(mine))
    files |= {f"Nord/kopi {number} af aftalen.docx": mine[first] for number in range(4)}
    files["Nord/aftale ny udgave.docx"] = new_version(mine[first])
    files |= odd_files()
    for number in range(40 - len(files)):
        files[f"Nord/foto {number}.png"] = b"\x89PNG\r\n\x1a\n" + bytes([number])
    return files


def new_version(old: bytes) -> bytes:
    """The agreement with another end of its period."""
    agreement = next(each for each in case_with() if each.name == "samarbejdsaftale")
    assert agreement.definition is not None
    vision = Path.parse("vision")
    made = write(agreement.definition, agreement.answers.replaced({vision: "En anden vision"}))
    assert made != old
    return made


def odd_files() -> dict[str, bytes]:
    """What is no form, or no file that can be read."""
    return {
        "Nord/gammel.doc": attack.compound_file("WordDocument"),
        "Nord/streng.docx": attack.word_file({"word/document.xml": _strict()}),
        "Nord/scanning.pdf": pdf(PICTURE, PICTURE),
        "Nord/skitse.pdf": pdf(*sketch_pages()),
        "Nord/tom.docx": b"",
        "Nord/noter.txt": "Husk møde på tirsdag".encode(),
        "Nord/side.docx": b"<html><body>Fejl 404</body></html>",
        "Nord/låst.docx": attack.compound_file("EncryptedPackage"),
        "Nord/brev.docx": attack.word_file(),
        "Nord/tekst.rtf": b"{\\rtf1 Hej}",
        "Nord/halv.docx": attack.word_file()[:200],
    }


def _strict() -> bytes:
    return (
        b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" '
        b'w:conformance="strict"><w:body><w:p/></w:body></w:document>'
    )


def zipped(files: dict[str, bytes]) -> bytes:
    """An ordinary zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
