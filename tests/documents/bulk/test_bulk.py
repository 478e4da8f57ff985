"""Documents by the thousand: in their order, each once, whatever happens on the way."""

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import pytest

from documents.bulk import foreman as foremen
from documents.bulk import making
from documents.bulk import rows as bulk_rows
from documents.bulk.foreman import Foreman, NotStarted, TemplateUnfit
from documents.bulk.growing_zip import Entry, GrowingZip, Grown
from documents.bulk.hands import Hand
from documents.bulk.making import (
    ROWS_OF_BATCH,
    _taken,
    faults_file,
    faults_of,
    make_all,
    progress_in,
    zip_file,
)
from documents.bulk.order import Order, Shape
from documents.bulk.parcels import TOO_SLOW, packed, unpacked
from documents.bulk.rows import NotRows, Row, rows_of
from documents.safety.wire import (
    WireLate,
    receive_pieces,
    send_pieces,
)
from documents.seal import as_made
from documents.writer import write
from forms.registry import form_of
from forms.typed import NotAnswers, answers_of_cells, answers_of_text
from tests.documents.bulk.looping_template import looping_template
from validators.examples import typed_answers

PLAN = form_of("milepaelsplan")
ORDER = Order(form=PLAN.key, shape=Shape.JSON)
ROOT = Path(__file__).resolve().parents[3]


def lines(count: int) -> bytes:
    return b"".join(b'{"milepaele": [{"milepael": "Nr. %d"}]}\n' % n for n in range(1, count + 1))


def source_of(data: bytes, name: str = "svar.jsonl"):
    return rows_of(io.BytesIO(data), name, len(data))


def test_documents_lie_in_the_order_of_their_rows_and_say_what_those_say(tmp_path):
    done = make_all(source_of(lines(70)), ORDER, tmp_path, key="a", cores=2, tell=lambda *_: True)
    assert (done.made, done.failed, done.is_finished) == (70, 0, True)
    with zipfile.ZipFile(zip_file(tmp_path)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"milepaelsplan-{n:06}.docx" for n in range(1, 71)]
        answers = typed_answers(PLAN, {"milepaele[0].milepael": "Nr. 70"})
        assert archive.read("milepaelsplan-000070.docx") == write(PLAN, answers)


def test_a_bulk_that_was_stopped_goes_on_where_it_stopped(tmp_path):
    told = []

    def stop(progress, _faults):
        told.append(progress.made)
        return False

    data = lines(80) + b"{oops\n" + lines(10)
    first = make_all(source_of(data), ORDER, tmp_path, key="a", cores=1, tell=stop)
    assert not first.is_finished
    assert 0 < first.made < 80
    with (tmp_path / "body").open("ab") as body:
        body.write(b"half a document")
    with (tmp_path / "faults.jsonl").open("ab") as faults:
        faults.write(b'{"number": 1')
    done = make_all(source_of(data), ORDER, tmp_path, key="a", cores=2, tell=lambda *_: True)
    assert (done.made, done.failed) == (90, 1)
    with faults_file(tmp_path).open("rb") as told_of:
        assert [fault.number for fault in faults_of(told_of)] == [81]
    with zipfile.ZipFile(zip_file(tmp_path)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist()) == 90


class Stop(Exception):
    pass


def test_what_was_made_since_it_was_last_written_down_is_made_again_and_lies_there_once(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(making, "_SECONDS_BETWEEN", 3_600)
    crashed, told = tmp_path / "crashed", []

    def crash_at_the_third(progress, _faults):
        told.append(progress)
        if len(told) == 3:
            shutil.copytree(tmp_path / "begun", crashed)
        return True

    data = lines(60) + b"{oops\n" + lines(40)
    make_all(source_of(data), ORDER, tmp_path / "begun", key="a", cores=1, tell=crash_at_the_third)
    assert progress_in(crashed, "a") == told[0]
    assert (crashed / "body").stat().st_size > told[0].grown.body
    done = make_all(source_of(data), ORDER, crashed, key="a", cores=1, tell=lambda *_: True)
    assert (done.made, done.failed) == (100, 1)
    assert zip_file(crashed).read_bytes() == zip_file(tmp_path / "begun").read_bytes()
    assert faults_file(crashed).read_bytes() == faults_file(tmp_path / "begun").read_bytes()


def test_whoever_is_stopped_loses_nothing_that_was_made(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "_SECONDS_BETWEEN", 3_600)
    told = []

    def stop_at_the_third(progress, _faults):
        told.append(progress)
        if len(told) == 3:
            raise Stop
        return True

    with pytest.raises(Stop):
        make_all(source_of(lines(100)), ORDER, tmp_path, key="a", cores=1, tell=stop_at_the_third)
    assert progress_in(tmp_path, "a") == told[-1] != told[0]


def sizes_of_batches(count, length):
    rows = (Row(number=n, data=b"{}", end=2 * n) for n in range(1, count + 1))
    return list(map(len, _taken(rows, length, shares=4)))


def test_near_the_end_batches_are_small_so_that_no_core_waits_long_for_the_last():
    sizes = sizes_of_batches(1_000, length=2_000)
    assert sizes[0] == ROWS_OF_BATCH
    assert sizes[-1] <= 8
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == 1_000


def test_batches_are_whole_to_the_end_where_it_is_not_known_or_told_wrongly():
    whole = [ROWS_OF_BATCH, 70 - ROWS_OF_BATCH]
    assert sizes_of_batches(70, length=0) == sizes_of_batches(70, length=1) == whole


def test_other_work_in_the_same_folder_is_begun_anew(tmp_path):
    make_all(source_of(lines(2)), ORDER, tmp_path, key="a", cores=1, tell=lambda *_: True)
    assert progress_in(tmp_path, "a").is_finished
    assert progress_in(tmp_path, "b").made == 0


def test_killed_in_the_middle_it_goes_on_without_a_document_twice_or_missing(tmp_path):
    (tmp_path / "svar.jsonl").write_bytes(lines(900))
    command = [sys.executable, "-m", "flask", "bulk", PLAN.id, str(tmp_path / "svar.jsonl")]
    command += ["-o", str(tmp_path / "ud.zip"), "--cores", "2"]
    folder = tmp_path / ".ud.zip.undervejs"
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    while not (folder / "state.json").exists() and run.poll() is None:
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    before = json.loads((folder / "state.json").read_text())["made"]
    assert 0 < before < 900
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Går videre efter række" in again.stderr
    with zipfile.ZipFile(tmp_path / "ud.zip") as archive:
        assert archive.namelist() == [f"{PLAN.id}-{n:06}.docx" for n in range(1, 901)]
    assert not folder.exists()


def test_a_template_that_loops_for_ever_is_stopped_and_the_row_says_so():
    order = Order(
        form=PLAN.key, shape=Shape.JSON, template=looping_template(PLAN), seconds_of_row=0.5
    )
    foreman = Foreman(order)
    hand = Hand(foreman, "x", as_made)
    batch = hand.make([Row(number=7, data=b"{}", end=0), Row(number=8, data=b"{}", end=0)])
    hand.close()
    foreman.close()
    assert batch.made == ()
    assert [(each.number, each.sentence) for each in batch.faults] == [(7, TOO_SLOW), (8, TOO_SLOW)]


ROWS = [Row(number=n, data=b"{}", end=0) for n in (1, 2)]


@pytest.fixture
def foreman():
    made = Foreman(ORDER)
    yield made
    made.close()


def test_a_process_that_is_lost_takes_no_other_row_with_it(foreman):
    hand = Hand(foreman, "x", as_made)
    assert len(hand.make(ROWS).made) == 2
    signal.pidfd_send_signal(hand._hired._handle, signal.SIGKILL)
    assert len(hand.make(ROWS).made) == 2
    hand.close()


class LosingFirst:
    """A foreman whose first process is lost over its first rows when the next have come too."""

    def __init__(self, foreman):
        self.order, self._foreman, self.has_first = foreman.order, foreman, Event()
        self._first = subprocess.Popen(["sleep", "60"])
        self._is_hired = False

    def hire(self):
        if self._is_hired:
            return self._foreman.hire()
        self._is_hired = True
        ours, theirs = socket.socketpair()
        Thread(target=self._lose, args=(theirs,)).start()
        return ours, os.pidfd_open(self._first.pid)

    def _lose(self, wire):
        with wire:
            receive_pieces(wire, deadline=time.monotonic() + 10)
            self.has_first.set()
            receive_pieces(wire, deadline=time.monotonic() + 10)

    def close(self):
        self._first.wait()


def test_rows_come_while_others_are_made_and_none_is_blamed_that_had_company(foreman):
    losing = LosingFirst(foreman)
    hand = Hand(losing, "x", as_made)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(hand.make, ROWS[:1])
        assert losing.has_first.wait(10)
        second = pool.submit(hand.make, ROWS[1:])
        assert [entry.name for entry in first.result().made] == ["x-000001.docx"]
        assert [entry.name for entry in second.result().made] == ["x-000002.docx"]
    hand.close()
    losing.close()


def test_a_process_takes_in_the_next_rows_though_nobody_takes_what_it_made_of_the_last(foreman):
    wire, handle = foreman.hire()
    rows = packed(b"", [(n, b"{}" + b" " * 10_000, 0) for n in range(64)])
    soon = {"deadline": time.monotonic() + 10}
    with wire:
        for _ in range(2):
            send_pieces(wire, {}, rows, **soon)
        for _ in range(2):
            head, made = receive_pieces(wire, **soon)
            numbers = [number for number, *_ in unpacked(made[int(head["faults"]) :])]
            assert numbers == list(range(64))
    foremen.kill(handle)


def test_where_the_process_that_is_forked_is_lost_a_single_row_is_made_all_the_same(foreman):
    first, second = Hand(foreman, "x", as_made), Hand(foreman, "x", as_made)
    assert len(first.make(ROWS[:1]).made) == 1
    foreman._process.kill()
    foreman._process.wait()
    assert len(second.make(ROWS[:1]).made) == 1
    for hand in (first, second):
        hand.close()


def started(*code):
    """What starts a process that runs the code, instead of ours, and keeps its wire open."""

    def start(control):
        return subprocess.Popen([sys.executable, "-c", *code], pass_fds=[control])

    return start


def test_a_process_that_hangs_while_it_loads_is_waited_for_once_and_no_row_is_blamed(monkeypatch):
    starts = []

    def start(control):
        starts.append(started("import time; time.sleep(60)")(control))
        return starts[-1]

    monkeypatch.setattr(foremen, "_START_SECONDS", 0.05)
    monkeypatch.setattr(foremen, "_started", start)
    foreman = Foreman(ORDER)
    for rows in (ROWS, ROWS[:1]):
        with pytest.raises(NotStarted):
            Hand(foreman, "x", as_made).make(rows)
    assert [each.poll() is None for each in starts] == [False]
    foreman.close()


def test_a_process_that_cannot_start_at_all_blames_no_row(monkeypatch):
    monkeypatch.setattr(foremen, "_started", started("raise SystemExit(1)"))
    with pytest.raises(NotStarted):
        Hand(Foreman(ORDER), "x", as_made).make(ROWS)


def test_who_lost_a_process_ends_none_that_has_taken_its_place(foreman):
    foreman.hire()[0].close()
    lost = foreman._process
    lost.kill()
    lost.wait()
    foreman.hire()[0].close()
    second = foreman._process
    foreman._forget(lost)
    assert foreman._process is second
    assert second.poll() is None


def test_a_process_that_hangs_later_is_ended_and_replaced(foreman, monkeypatch):
    foreman.hire()[0].close()
    hung = foreman._process
    greeting = foremen.receive_process

    def late_from_the_hung_one(wire, **within):
        if foreman._process is hung:
            raise WireLate
        return greeting(wire, **within)

    monkeypatch.setattr(foremen, "receive_process", late_from_the_hung_one)
    hand = Hand(foreman, "x", as_made)
    assert len(hand.make(ROWS).made) == 2
    assert hung.poll() is not None
    hand.close()


def test_no_process_is_left_when_its_wire_is_closed(foreman):
    hands = [Hand(foreman, "x", as_made) for _ in range(2)]
    for hand in hands:
        hand.make(ROWS)
    children = Path(f"/proc/{foreman._process.pid}/task/{foreman._process.pid}/children")
    pids = [int(pid) for pid in children.read_text().split()]
    assert len(pids) == 2
    for hand in hands:
        hand._hired.wire.close()
    foreman.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_template_of_another_form_is_refused_before_anything_is_made():
    template = (ROOT / "docx_templates" / "kommissorium.docx").read_bytes()
    hand = Hand(Foreman(Order(form=PLAN.key, shape=Shape.JSON, template=template)), "x", as_made)
    with pytest.raises(TemplateUnfit):
        hand.make([Row(number=1, data=b"{}", end=0)])


CELLS = "milepaele[0].milepael;milepaele[0].ansvarlig\r\nÅbning;Ib\r\n;\r\nLukning;\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_as_danish_excel_writes_it(encoding):
    source = source_of(CELLS.encode(encoding), "svar.csv")
    rows = [(row.number, json.loads(row.data)) for row in source.rows]
    assert source.shape is Shape.CELLS
    assert [number for number, _ in rows] == [2, 4]
    assert rows[0][1]["milepaele[0].milepael"] == "Åbning"


def test_cells_are_read_as_typed_by_path_or_label():
    sketch = form_of("projektskitse")
    cells = {"kommune": "Ærø", "udgifter.poster[0].beloeb": "1.200,50", "Vision": "Øen"}
    answers = answers_of_cells(sketch, cells)
    assert {str(path) for path in answers} == {"kommune", "udgifter.poster[0].beloeb", "vision"}


@pytest.mark.parametrize(
    "name", ["", "opdigtet", "udgifter.poster", "udgifter.poster.beloeb", "a[0]"]
)
def test_a_column_that_is_no_field_is_refused(name):
    with pytest.raises(NotAnswers):
        answers_of_cells(form_of("projektskitse"), {name: "x"})


def test_a_workbook_of_rows_is_read(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["kommune", "udgifter.antal_aar"])
        sheet.write_row(1, 0, ["Ærø", 3])
    source = source_of(data.getvalue(), "svar.xlsx")
    assert [json.loads(row.data) for row in source.rows] == [
        {"kommune": "Ærø", "udgifter.antal_aar": "3"}
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_of_a_line_that_is_cut_the_place_is_told_in_that_line(end):
    cut = b'{"milepaele": [{"milepael": "Aab'
    data = lines(1) + cut + end
    *_, last = source_of(data).rows
    assert last.end == len(data)
    with pytest.raises(NotAnswers) as refused:
        answers_of_text(PLAN, last.data)
    assert refused.value.values == {"line": "1", "column": str(cut.index(b'"Aab') + 1)}


@pytest.mark.parametrize("more", [0, 1, 40])
def test_a_line_beyond_all_bounds_is_never_cut_to_one_within_them(monkeypatch, more):
    monkeypatch.setattr(bulk_rows, "MOST_BYTES", 20)
    data = b"x" * (20 + more) + b"\n" + b"{}\n"
    first, second = source_of(data).rows
    assert len(first.data) > 20
    assert (second.data, second.end) == (b"{}", len(data))


def test_too_many_columns_are_refused():
    with pytest.raises(NotRows):
        list(source_of((";" * 3_000).encode(), "x.csv").rows)


def test_a_zip_beyond_what_32_bits_can_say_is_one_python_can_read(tmp_path):
    far = 5_000_000_000  # a hole, which takes no room on the disk
    growing = GrowingZip(tmp_path, Grown(body=far))
    growing.add([Entry(name="a.docx", content=b"x", checksum=0x8CDC1683)])
    growing.finish()
    growing.close()
    with zipfile.ZipFile(tmp_path / "body") as archive:
        assert archive.read("a.docx") == b"x"
