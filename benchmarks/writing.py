"""Writing: one sub-agreement, then a whole case with the sketch, against peers and the limit."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from isal import isal_zlib

from benchmarks import by_hand, docxtpl_peer, plain_templates
from benchmarks.rounds import Table, cpu_of, table
from benchmarks.work import Written, case, one_of_each, sketch
from documents.package import read_parts
from documents.template import BODY
from documents.writer import write
from forms.answers import Answers
from forms.exchange import answers_from_json, answers_to_json
from forms.grammar import FormDefinition

_SCRIPTS = Path(__file__).parent / "peers"
_ANSWERS = "customXml/item1.xml"
_LEVEL, _DEFLATED, _RAW = 1, 8, -15


_ONE = (
    "docxtpl prints the same controls from the same template, its document canonically equal to "
    "ours; the others print plain texts without controls, the same words in the same order. Ours "
    "is escaped and checked. *Template kept* is a docxtpl taught to patch and compile a template "
    "once. The limit is to deflate and checksum the two parts that differ from document to "
    "document."
)
_UNLIKE = (
    "*Never two alike*: of each document two other answers are missing than of those before, so "
    "that nothing which documents with the same questions answered have in common can be kept."
)
_EACH = (
    "*Times limit*: each form beside its own. Answers are read from JSON anew for each document, "
    "as those of a draft are, before it is timed: nothing reckoned of one is at hand for the next. "
    "Rows drawn as a picture, or added up, are part of it. *kB* are the two parts that differ, "
    "before they are deflated."
)
_CANNOT = (
    "What they cannot: docxtpl escapes only when asked, and checks nothing; the others have no "
    "content controls and no merged cells. docxtemplater, carbone and docx-templates mark loops by "
    "tags in the cells. docx-mailmerge2 repeats rows but no blocks: each activity is laid out by "
    "hand in its template. By hand, python-docx copies rows and blocks with code of one's own."
)

Render = Callable[[bytes, FormDefinition, Answers], bytes]


def measured(peers: Path) -> list[Table]:
    """The tables of writing; `peers` is the folder the peers were installed in."""
    return [_one(peers), _all(), _each()]


def _one(peers: Path) -> Table:
    written = case()[1]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        workers: dict[str, Callable[[], float]] = {"docxtpl": _docxtpl([written], 1)}
        workers["docxtpl, template kept"] = _docxtpl([written], 1, docxtpl_peer.render_cached)
        workers["python-docx by hand"] = _by_hand(written)
        for peer in _peers(peers, written):
            workers[peer.name] = stack.enter_context(_asked(peer, written, folder))
        workers["**Tilsagn**"] = cpu_of(lambda: write(*written), 30)
        workers["**Tilsagn, never two alike**"] = _unlike(written)
        workers["limit"] = _limit([written], 100)
        made = table("Writing one sub-agreement", workers)
    made.notes += [_ONE, _UNLIKE, _CANNOT]
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


def _each() -> Table:
    """Every form by itself, beside its own limit."""
    made = Table(title="Writing one of each form")
    made.notes += ["| | kB | ms | times limit | noise |", "|---|---|---|---|---|"]
    for form, answers in one_of_each():
        written = (form, answers)
        size = sum(map(len, _differing(written))) / 1_000
        row = table(form.key, {form.id: _anew(written), "limit": _limit([written], 50)}).rows[0]
        made.notes.append(
            f"| {row.name} | {size:.0f} | {row.milliseconds:.3g} | {row.to_last:.3g} "
            f"| {row.noise:.0%} |"
        )
    made.notes += ["", _EACH]
    return made


def _anew(written: Written, times: int = 30) -> Callable[[], float]:
    """Writing answers that nothing was asked of yet."""
    form, answers = written
    data = answers_to_json(form, answers)

    def spent() -> float:
        read = iter([answers_from_json(form, data) for _ in range(times)])
        return cpu_of(lambda: write(form, next(read)), times)()

    return spent


def _docxtpl(
    written: list[Written], times: int, render: Render = docxtpl_peer.render
) -> Callable[[], float]:
    templates = [docxtpl_peer.prepared_template(form) for form, _ in written]
    for template, (form, answers) in zip(templates, written, strict=True):
        theirs = render(template, form, answers)
        if not docxtpl_peer.same_parts(write(form, answers), theirs):
            raise SystemExit(f"docxtpl and we make different documents of {form.key}")
    pairs = list(zip(templates, written, strict=True))
    return cpu_of(lambda: [render(each, *work) for each, work in pairs], times)


def _unlike(written: Written) -> Callable[[], float]:
    form, answers = written
    paths = [path for path, _ in answers.items() if path.has_rows]
    missing = zip(paths, reversed(paths[1:]), strict=False)
    each = cycle([(form, answers.replaced(dict.fromkeys(two))) for two in missing])
    return cpu_of(lambda: write(*next(each)), 30)


def _by_hand(written: Written) -> Callable[[], float]:
    template = plain_templates.template_in(written[0], plain_templates.python_docx)
    data = plain_templates.plain_data(*written)
    plain_templates.same_words("python-docx", by_hand.fill(template, data), write(*written))
    return cpu_of(lambda: by_hand.fill(template, data), 1)


def _limit(written: list[Written], times: int) -> Callable[[], float]:
    contents = [content for each in written for content in _differing(each)]
    return cpu_of(lambda: [_deflated(content) for content in contents], times)


def _differing(written: Written) -> list[bytes]:
    """The parts that differ from document to document."""
    parts = read_parts(write(*written))
    return [parts[BODY], parts[_ANSWERS]]


def _deflated(content: bytes) -> object:
    packer = isal_zlib.compressobj(_LEVEL, _DEFLATED, _RAW)
    return packer.compress(content) + packer.flush(), isal_zlib.crc32(content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Peer:
    """A peer outside this process, with its template and its data; `command` starts it."""

    name: str
    command: tuple[str, ...]
    template: bytes
    data: dict[str, Any]


def _peers(peers: Path, written: Written) -> Iterator[_Peer]:
    """Those that are installed."""
    form, data = written[0], plain_templates.plain_data(*written)
    for name, syntax in (
        ("carbone", plain_templates.carbone),
        ("docxtemplater", plain_templates.docxtemplater),
        ("docx-templates", plain_templates.docx_templates),
    ):
        if (peers / "node_modules" / name).exists():
            command = ("node", str(_SCRIPTS / "peer.mjs"), name, str(peers))
            template = plain_templates.template_in(form, syntax)
            yield _Peer(name=name, command=command, template=template, data=data)
    python = peers / "python" / "bin" / "python"
    if python.exists():
        template = plain_templates.template_in(
            form, lambda root: plain_templates.merge_fields(root, data)
        )
        yield _Peer(
            name="docx-mailmerge2",
            command=(str(python), str(_SCRIPTS / "merge.py")),
            template=template,
            data=plain_templates.merged_data(data),
        )


@contextmanager
def _asked(peer: _Peer, written: Written, folder: Path) -> Iterator[Callable[[], float]]:
    template, data = folder / f"{peer.name}.docx", folder / f"{peer.name}.json"
    template.write_bytes(peer.template)
    data.write_text(json.dumps(peer.data))
    command = [*peer.command, str(template), str(data)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        if program.stdin is None or program.stdout is None:
            raise SystemExit(f"{peer.name} has no pipes")

        def ask(told: dict[str, object]) -> dict[str, float]:
            program.stdin.write(json.dumps(told) + "\n")
            program.stdin.flush()
            return dict(json.loads(program.stdout.readline() or "null") or {})

        saved = folder / f"{peer.name}.made.docx"
        ask({"save": str(saved)})
        plain_templates.same_words(peer.name, saved.read_bytes(), write(*written))
        yield lambda: ask({"make": 3})["seconds"] / 3
        program.stdin.close()
