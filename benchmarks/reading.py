"""Reading a long sub-agreement by its labels, against the least any reader must do.

The least is to inflate the body of the file and to parse it. The work is one sub-agreement of some
sixty pages: 140 kB of text, 17 activities, 138 answers. How much XML stands around a word decides
what the least is, so the file is written in three shapes, after what was measured:

- `bare`: a run for each paragraph and no formatting. A published sub-agreement has 12 bytes of XML
  a word, 0.9 runs a paragraph and 22 words a run.
- `libreoffice`: formatting of paragraph and run, no revision marks. The same file saved by
  LibreOffice has 40 bytes a word, 1.1 runs a paragraph, 18 words a run, two `w:rPr` and one
  `w:pPr` a paragraph; a short form full of labels has 120 bytes a word. The work here has fewer,
  its answers being long.
- `word`: runs of a few words, each with revision ids, font, size and language, with marks of the
  spelling check and bookmarks among them, as a text becomes that was worked on in Word for long.

Each round measures reading and the least one after the other, by the processor's time, with the
tidying up after each: in one process again and again, and in processes forked for one reading each,
which is how the service reads. As there, what stands before the first reading is frozen. Printed
are the least times of the rounds, their ratio, and the median of the rounds' ratios. Run with
`.venv/bin/python -m benchmarks.reading`.
"""

import gc
import io
import json
import os
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields

from lxml import etree

from documents.package import Part, read_parts, zipped
from documents.reader.document import read
from documents.reader.isolated import prepare
from documents.safety.xml import parse_xml
from documents.writer import write
from forms.exchange import answers_from_json
from forms.kinds.kind import Json
from forms.registry import form_of

ROUNDS = 15
ACTIVITIES = 17
SIZES = (4, 17, 68)
_BODY = "word/document.xml"
_MARKS = ("bookmarkStart", "bookmarkEnd", "tag", "alias")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MUCH = 65_536
_SENTENCE = "Beboerne i området møder hinanden og kommunen om det, der skal ske næste år. "


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a text is written: words a run (0 for a whole paragraph), and what stands around them."""

    words: int
    paragraph: str = ""
    run: str = ""
    revisions: bool = False


_FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/>'
_OF_LIBREOFFICE = (
    '<w:pStyle w:val="Normal"/><w:widowControl/><w:spacing w:before="0" w:after="0"/>'
    f'<w:jc w:val="left"/><w:rPr>{_FONTS}</w:rPr>'
)
SHAPES = {
    "bare": Shape(words=0),
    "libreoffice": Shape(words=18, paragraph=_OF_LIBREOFFICE, run=_FONTS),
    "word": Shape(
        words=5, run=f'{_FONTS}<w:szCs w:val="20"/><w:lang w:val="da-DK"/>', revisions=True
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was measured of one file; times in milliseconds."""

    shape: str
    activities: int
    kb_of_xml: int
    bytes_a_word: int
    answers: int
    read: float
    least: float
    times_the_least: float
    median: float
    forked_read: float
    forked_least: float
    forked_times: float
    forked_median: float


def sub_agreement(activities: int, shape: Shape = SHAPES["word"]) -> bytes:
    """A filled sub-agreement that knows nothing of us: without marks, read by its labels alone."""
    form = form_of("delaftale")
    said: dict[str, Json] = {
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
                "formaal": _SENTENCE * 22,
                "indhold": _SENTENCE * 50,
                "maalgruppe": _SENTENCE * 12,
                "ansvar": _SENTENCE * 18,
            }
            for number in range(activities)
        ],
    }
    known = {item.id for section in form.sections for item in section.items}
    answers = answers_from_json(form, {name: each for name, each in said.items() if name in known})
    return _written(write(form, answers), shape)


def _written(data: bytes, shape: Shape) -> bytes:
    """The file without our marks, its text in runs of the shape."""
    parts = read_parts(data)
    body = parse_xml(parts[_BODY])
    for each in list(body.iter(*(f"{_W}{name}" for name in _MARKS))):
        around = each.getparent()
        if around is not None:
            around.remove(each)
    for number, run in enumerate(list(body.iter(f"{_W}r"))):
        _rewrite(run, number, shape)
    parts[_BODY] = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"identifier", b"subject")
    return zipped(Part.of(name, content) for name, content in parts.items())


def _rewrite(run: etree._Element, number: int, shape: Shape) -> None:
    text, paragraph = run.find(f"{_W}t"), run.getparent()
    if text is None or not text.text or paragraph is None:
        return
    if shape.paragraph and paragraph.find(f"{_W}pPr") is None:
        paragraph.insert(0, _element(f"<w:pPr>{shape.paragraph}</w:pPr>"))
    words = text.text.split(" ")
    count = shape.words or len(words)
    pieces = [" ".join(words[at : at + count]) for at in range(0, len(words), count)]
    for at, piece in enumerate(pieces):
        for each in _run(piece if piece is pieces[-1] else f"{piece} ", number + at, shape):
            run.addprevious(each)
    paragraph.remove(run)


def _run(text: str, number: int, shape: Shape) -> Iterator[etree._Element]:
    """A run, in Word's shape now and then with what the spelling check or a jump leaves."""
    if shape.revisions and number % 7 == 0:
        yield _element('<w:proofErr w:type="spellStart"/>')
    revision = f' w:rsidRPr="00{number % 9973:06X}"' if shape.revisions else ""
    properties = f"<w:rPr>{shape.run}</w:rPr>" if shape.run else ""
    run = _element(f"<w:r{revision}>{properties}<w:t/></w:r>")
    run[-1].text = text
    run[-1].set(_SPACE, "preserve")
    yield run
    if shape.revisions and number % 7 == 0:
        yield _element('<w:proofErr w:type="spellEnd"/>')
    if shape.revisions and number % 97 == 0:
        yield _element(f'<w:bookmarkStart w:id="{number}" w:name="_Hlk{number:08}"/>')
        yield _element(f'<w:bookmarkEnd w:id="{number}"/>')


def _element(xml: str) -> etree._Element:
    head, _, rest = xml.partition(">")
    end = "/" if head.endswith("/") else ""
    return parse_xml(f'{head.rstrip("/")} xmlns:w="{_W[1:-1]}"{end}>{rest}'.encode())


def least(data: bytes) -> None:
    """Inflate and parse the body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parse_xml(archive.read(_BODY))


def main(arguments: list[str]) -> None:
    """Print a table of each shape and size, and all of them as JSON with `--json`."""
    prepare()
    gc.collect()
    gc.freeze()
    works = [(name, ACTIVITIES) for name in SHAPES]
    works += [("word", size) for size in SIZES if size != ACTIVITIES]
    names = [each.name.replace("_", " ") for each in fields(Told)]
    _print_row(names)
    _print_row(["---"] * len(names))
    told = []
    for name, activities in works:
        told.append(asdict(_told(name, activities)))
        _print_row(map(str, told[-1].values()))
    if "--json" in arguments:
        sys.stdout.write(json.dumps(told) + "\n")


def _print_row(cells: Iterable[str]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


def _told(name: str, activities: int) -> Told:
    data = sub_agreement(activities, SHAPES[name])
    body = read_parts(data)[_BODY]
    words = len(" ".join(str(text) for text in parse_xml(body).itertext()).split())
    reading = read(data)
    if reading.form is None or len(reading.answers) < 6 * activities:
        raise SystemExit("the file was not read by its labels")
    here, forked = (_measured(data, measure) for measure in (_spent, _spent_forked))
    return Told(
        shape=name,
        activities=activities,
        kb_of_xml=len(body) // 1000,
        bytes_a_word=len(body) // words,
        answers=len(reading.answers),
        read=here[0],
        least=here[1],
        times_the_least=here[2],
        median=here[3],
        forked_read=forked[0],
        forked_least=forked[1],
        forked_times=forked[2],
        forked_median=forked[3],
    )


def _measured(
    data: bytes, measure: Callable[[Callable[[bytes], object], bytes], float]
) -> tuple[float, float, float, float]:
    """The least time of reading and of the least, their ratio, and the median of the ratios."""
    rounds = [(measure(read, data), measure(least, data)) for _ in range(ROUNDS)]
    reading, least_time = (min(times) for times in zip(*rounds, strict=True))
    median = statistics.median(one / other for one, other in rounds)
    return (
        round(1000 * reading, 1),
        round(1000 * least_time, 1),
        round(reading / least_time, 2),
        round(median, 2),
    )


def _spent(work: Callable[[bytes], object], data: bytes) -> float:
    """The time of a work, that of tidying up after it included."""
    _tidy()
    start = time.process_time()
    work(data)
    _tidy()
    return time.process_time() - start


def _tidy() -> None:
    """Have the C library merge what was freed, which it puts off until somebody asks for much.

    A freed tree is some ten thousand small pieces, and merging them takes a quarter of the time
    of parsing it: without this, each work would pay for the one before it.
    """
    bytearray(_MUCH)


def _spent_forked(work: Callable[[bytes], object], data: bytes) -> float:
    """The time in a process of its own, which ends without tidying up."""
    _tidy()
    answers, answer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(answer, str(_spent(work, data)).encode())
        os._exit(0)
    os.close(answer)
    with os.fdopen(answers) as told:
        spent = float(told.read())
    os.waitpid(child, 0)
    return spent


if __name__ == "__main__":
    main(sys.argv[1:])
