"""Writing: one sub-agreement, then a whole case with the sketch, against peers and the limit."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from isal import isal_zlib

from benchmarks import by_hand, docxtpl_peer, plain_templates
from benchmarks.rounds import Table, cpu_of, table
from benchmarks.work import Written, case, sketch
from documents.package import read_parts
from documents.template import BODY
from documents.writer import write

_NODE = Path(__file__).parent / "peers" / "peer.mjs"
_ANSWERS = "customXml/item1.xml"
_LEVEL, _DEFLATED, _RAW = 1, 8, -15


def measured(peers: Path) -> list[Table]:
    """The tables of writing; `peers` is the folder the peers were installed in."""
    return [_one(peers), _all()]


def _one(peers: Path) -> Table:
    written = case()[1]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        workers: dict[str, Callable[[], float]] = {"docxtpl": _docxtpl([written], 1)}
        workers["python-docx by hand"] = _by_hand(written)
        for name, syntax in (
            ("docxtemplater", plain_templates.docxtemplater),
            ("docx-templates", plain_templates.docx_templates),
        ):
            if (peers / "node_modules" / name).exists():
                workers[name] = stack.enter_context(_node(name, syntax, written, peers, folder))
        workers["**Tilsagn**"] = cpu_of(lambda: write(*written), 30)
        workers["limit"] = _limit([written], 100)
        made = table("Writing one sub-agreement", workers)
    made.notes.append(
        "docxtpl prints the same controls from the same template, its document canonically equal "
        "to ours; the others print plain texts without controls, the same words in the same "
        "order. Ours is escaped and checked. The limit is to deflate and checksum the two parts "
        "that differ from document to document."
    )
    return made


def _all() -> Table:
    written = [*case(), sketch()]
    workers = {
        "docxtpl": _docxtpl(written, 1),
        "**Tilsagn**": cpu_of(lambda: [write(*each) for each in written], 10),
        "limit": _limit(written, 50),
    }
    made = table("Writing a case of five documents and a sketch", workers)
    made.notes.append("Six documents, with the picture of the organisation and the totals.")
    return made


def _docxtpl(written: list[Written], times: int) -> Callable[[], float]:
    templates = [docxtpl_peer.prepared_template(form) for form, _ in written]
    for template, (form, answers) in zip(templates, written, strict=True):
        theirs = docxtpl_peer.render(template, form, answers)
        if not docxtpl_peer.same_parts(write(form, answers), theirs):
            raise SystemExit(f"docxtpl and we make different documents of {form.key}")
    pairs = list(zip(templates, written, strict=True))
    return cpu_of(lambda: [docxtpl_peer.render(each, *work) for each, work in pairs], times)


def _by_hand(written: Written) -> Callable[[], float]:
    template = plain_templates.template_in(written[0], plain_templates.python_docx)
    data = plain_templates.plain_data(*written)
    _same_words("python-docx", by_hand.fill(template, data), write(*written))
    return cpu_of(lambda: by_hand.fill(template, data), 1)


def _limit(written: list[Written], times: int) -> Callable[[], float]:
    parts = [read_parts(write(*each)) for each in written]
    contents = [part[name] for part in parts for name in (BODY, _ANSWERS)]
    return cpu_of(lambda: [_deflated(content) for content in contents], times)


def _deflated(content: bytes) -> object:
    packer = isal_zlib.compressobj(_LEVEL, _DEFLATED, _RAW)
    return packer.compress(content) + packer.flush(), isal_zlib.crc32(content)


@contextmanager
def _node(
    name: str, syntax: plain_templates.Syntax, written: Written, peers: Path, folder: Path
) -> Iterator[Callable[[], float]]:
    template, data = folder / f"{name}.docx", folder / f"{name}.json"
    template.write_bytes(plain_templates.template_in(written[0], syntax))
    data.write_text(json.dumps(plain_templates.plain_data(*written)))
    command = ["node", str(_NODE), name, str(peers), str(template), str(data)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        if program.stdin is None or program.stdout is None:
            raise SystemExit("node has no pipes")

        def ask(told: dict[str, object]) -> dict[str, float]:
            program.stdin.write(json.dumps(told) + "\n")
            program.stdin.flush()
            return dict(json.loads(program.stdout.readline() or "null") or {})

        saved = folder / f"{name}.made.docx"
        ask({"save": str(saved)})
        _same_words(name, saved.read_bytes(), write(*written))
        yield lambda: ask({"make": 3})["seconds"] / 3
        program.stdin.close()


def _same_words(name: str, theirs: bytes, ours: bytes) -> None:
    first, second = plain_templates.words_in(theirs), plain_templates.words_in(ours)
    if first != second:
        at = next(
            (n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), -1
        )
        raise SystemExit(
            f"{name} says something else than we do: {first[at - 40 : at + 40]!r} "
            f"for {second[at - 40 : at + 40]!r}"
        )
