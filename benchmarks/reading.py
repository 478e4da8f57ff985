"""Reading a long sub-agreement by its labels, against the least any reader must do.

The least is to inflate the body of the file and to parse it. Every round measures both, one after
the other, by the processor's time; what is printed are medians of the rounds' ratios. Run with
`.venv/bin/python -m benchmarks.reading`.
"""

import io
import json
import statistics
import sys
import time
import zipfile
from collections.abc import Callable

from lxml import etree

from documents.package import Part, read_parts, zipped
from documents.reader.document import read
from documents.safety.xml import parse_xml
from documents.writer import write
from forms.exchange import answers_from_json
from forms.registry import form_of

ROUNDS = 9
SIZES = (1, 2, 4, 8)
_BODY = "word/document.xml"
_MARKS = ("bookmarkStart", "bookmarkEnd", "tag", "alias")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORDS_IN_RUN = 4
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SENTENCE = "Beboerne i området møder hinanden og kommunen om det, der skal ske næste år. "


def sub_agreement(activities: int) -> bytes:
    """A filled sub-agreement that knows nothing of us: without marks, read by its labels alone."""
    form = form_of("delaftale")
    said = {
        "indsatsomraade": "Kriminalitetsforebyggelse",
        "navn": "Helhedsplan Prøveparken",
        "periode": {"fra": "2021-10-01", "til": "2025-09-30"},
        "parter": [{"navn": f"Boligforening {number}"} for number in range(8)],
        "delmaal": [
            {"delmaal": f"Mål {n}", "indikator": f"Indikator {n}", "datakilde": "Egne tal"}
            for n in range(8)
        ],
        "aktiviteter": [
            {
                "navn": f"Aktivitet {number}",
                "formaal": _SENTENCE * 12,
                "indhold": _SENTENCE * 30,
                "maalgruppe": _SENTENCE * 6,
                "ansvar": _SENTENCE * 8,
            }
            for number in range(activities)
        ],
    }
    known = {item.id for section in form.sections for item in section.items}
    answers = answers_from_json(form, {name: each for name, each in said.items() if name in known})
    return _without_marks(write(form, answers))


def _without_marks(data: bytes) -> bytes:
    parts = read_parts(data)
    body = parse_xml(parts[_BODY])
    for each in list(body.iter(*(f"{_W}{name}" for name in _MARKS))):
        around = each.getparent()
        if around is not None:
            around.remove(each)
    _as_word_writes(body)
    parts[_BODY] = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"identifier", b"subject")
    return zipped(Part.of(name, content) for name, content in parts.items())


def _as_word_writes(body: etree._Element) -> None:
    """Runs of a few words, each with its formatting, as Word leaves a text that was worked on."""
    for run in list(body.iter(f"{_W}r")):
        text = run.find(f"{_W}t")
        if text is None or not text.text:
            continue
        words = text.text.split(" ")
        for start in range(0, len(words), _WORDS_IN_RUN):
            piece = " ".join(words[start : start + _WORDS_IN_RUN])
            is_last = start + _WORDS_IN_RUN >= len(words)
            run.addprevious(_run(piece if is_last else f"{piece} "))
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{_W}r", {f"{_W}rsidR": "00A1B2C3", f"{_W}rsidRPr": "00D4E5F6"})
    properties = etree.SubElement(run, f"{_W}rPr")
    fonts = {f"{_W}{name}": "Arial" for name in ("ascii", "hAnsi", "cs")}
    etree.SubElement(properties, f"{_W}rFonts", fonts)
    for name, value in (("sz", "20"), ("szCs", "20"), ("lang", "da-DK")):
        etree.SubElement(properties, f"{_W}{name}", {f"{_W}val": value})
    etree.SubElement(run, f"{_W}t", {_SPACE: "preserve"}).text = text
    return run


def least(data: bytes) -> None:
    """Inflate and parse the body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parse_xml(archive.read(_BODY))


def main(arguments: list[str]) -> None:
    """Print a line for each size, and all of them as JSON with `--json`."""
    told = []
    for size in SIZES:
        data = sub_agreement(5 * size)
        reading = read(data)
        if reading.form is None or len(reading.answers) < 20 * size:
            raise SystemExit("the file was not read by its labels")
        ratios, times = _measured(lambda data=data: read(data), lambda data=data: least(data))
        told.append(
            {
                "activities": 5 * size,
                "kB of XML": len(read_parts(data)[_BODY]) // 1000,
                "answers": len(reading.answers),
                "milliseconds": round(1000 * statistics.median(times), 1),
                "times the least": round(statistics.median(ratios), 2),
                "from": round(min(ratios), 2),
                "to": round(max(ratios), 2),
            }
        )
        sys.stdout.write(", ".join(f"{name} {value}" for name, value in told[-1].items()) + "\n")
    if "--json" in arguments:
        sys.stdout.write(json.dumps(told) + "\n")


def _measured(
    work: Callable[[], object], limit: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """By round, how many times the limit the work took, and how long it took."""
    ratios, times = [], []
    for _ in range(ROUNDS):
        spent = [_spent(each) for each in (work, limit)]
        times.append(spent[0])
        ratios.append(spent[0] / spent[1])
    return ratios, times


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(sys.argv[1:])
