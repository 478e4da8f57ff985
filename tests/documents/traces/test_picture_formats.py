"""Pictures of every format Office takes: the same pixels and colours, and nobody named."""

import io
import struct
import zipfile

import pytest
from PIL import Image, ImageSequence

from documents.safety.guard import inspect
from documents.safety.verdict import Refused, Verdict
from documents.traces import gif, webp
from documents.traces.finding_traces import traces_in
from documents.traces.nameless import nameless
from documents.traces.picture_notes import has_location, notes_in
from documents.traces.pictures import without_notes
from documents.traces.trace import TraceKind
from tests.documents.traces import files
from tests.documents.traces import noted_pictures as noted
from tests.documents.traces.tiffs import SMALL, behind, tiff

NAMES = ("Karla Kvist", "Bo Falsk", "Ida Lund", "Ib Holm", "PC-Ib-Holm")
IN_GIF, IN_WEBP = {"Bo Falsk", "Ida Lund"}, {"Karla Kvist", "Bo Falsk", "Ida Lund"}
IN_TIFF = {"Karla Kvist", "PC-Ib-Holm", "Ida Lund", "Ib Holm"}
MAKERS = {
    "gif": (noted.gif, IN_GIF),
    "gif of one": (lambda: noted.gif(1), IN_GIF),
    "webp": (noted.webp, IN_WEBP),
    "webp opaque": (lambda: noted.webp(mode="RGB"), IN_WEBP),
    "webp lossless": (lambda: noted.webp(lossless=True), IN_WEBP),
    "webp animated": (lambda: noted.webp(3), IN_WEBP),
    "tiff": (noted.tiff, IN_TIFF),
    "tiff jpeg": (lambda: noted.tiff(compression="jpeg"), IN_TIFF),
    "tiff lzw": (lambda: noted.tiff(compression="tiff_lzw"), IN_TIFF),
    "tiff fax": (lambda: noted.tiff(mode="1", compression="group4"), IN_TIFF),
    "tiff palette": (lambda: noted.tiff(1, mode="P"), IN_TIFF),
    "tiff of Motorola": (lambda: noted.tiff(1, mode="I;16B"), IN_TIFF),
    "big tiff": (lambda: noted.tiff(big_tiff=True), IN_TIFF),
}
every_format = pytest.mark.parametrize(("make", "named"), MAKERS.values(), ids=MAKERS)


def drawn(picture):
    """All that is seen of a picture: pixels, colours, and how its frames follow."""
    told = ("icc_profile", "duration", "loop", "dpi", "background", "transparency")
    return [
        (each.mode, each.size, each.tobytes(), [each.info.get(name) for name in told])
        for each in ImageSequence.Iterator(Image.open(io.BytesIO(picture)))
    ]


def names_left(content):
    return [
        name
        for name in NAMES
        for encoding in ("utf-8", "utf-16-le")
        if name.encode(encoding) in content
    ]


@every_format
def test_a_picture_of_any_format_tells_whom_it_names_and_where_it_was_taken(make, named):
    assert set(notes_in(make())) >= named
    assert has_location(make())


@every_format
def test_a_picture_of_any_format_is_drawn_the_same_without_its_notes(make, named):
    picture = make()
    made = without_notes(picture)
    assert names_left(picture)
    assert (names_left(made), list(notes_in(made)), has_location(made)) == ([], [], False)
    assert drawn(made) == drawn(picture)
    assert without_notes(made) == made


def test_an_animation_goes_on_being_one():
    assert [len(drawn(without_notes(each))) for each in (noted.gif(4), noted.webp(4))] == [4, 4]
    assert len(drawn(without_notes(noted.tiff(4)))) == 4


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_picture_without_notes_stays_as_it_is(kind):
    plain = noted.saved(noted.drawing(), kind)
    assert without_notes(plain) == plain


@pytest.mark.parametrize(
    ("make", "kind"),
    [(noted.gif, "image/gif"), (noted.webp, "image/webp"), (noted.tiff, "image/tiff")],
)
def test_pictures_of_every_format_in_a_word_file_name_nobody_in_its_copy(make, kind):
    file = files.pictured_word(make(), kind)
    assert (TraceKind.PICTURE, "billede.jfif: Ida Lund") in {
        (each.kind, each.text) for each in traces_in(file).found
    }
    copy = nameless(file)
    assert inspect(copy).is_accepted
    assert not traces_in(copy).of(TraceKind.PICTURE)
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert drawn(archive.read("word/media/billede.jfif")) == drawn(make())


@pytest.mark.parametrize("make", [noted.gif, noted.webp])
@pytest.mark.parametrize("left", [5, 30, 400, 900])
def test_a_picture_that_is_cut_off_keeps_no_name_and_no_less_of_itself(make, left):
    cut = make()[:left]
    made = without_notes(cut)
    assert names_left(made) == []
    assert len(made) >= min(left, 400) - 15


@pytest.mark.parametrize("left", [6, 30, 4_000])
def test_a_tiff_that_is_cut_off_is_refused_and_never_cut(left):
    cut = noted.tiff()[:left]
    assert set(notes_in(cut)) <= IN_TIFF | {"?bys g?rd"}
    with pytest.raises(Refused) as refused:
        without_notes(cut)
    assert refused.value.verdict is Verdict.DAMAGED


@pytest.mark.parametrize("at", [2**64 - 1, 2**63, 2**62])
def test_a_tiff_that_leads_out_of_any_file_is_refused(at):
    picture = b"II+\0\x08\0\0\0" + struct.pack("<Q", at)
    assert list(notes_in(picture)) == []
    with pytest.raises(Refused) as refused:
        without_notes(picture)
    assert refused.value.verdict is Verdict.DAMAGED


def test_what_stands_between_the_blocks_of_a_gif_is_passed_over():
    plain = noted.saved(noted.drawing(), "GIF")
    odd = plain[:-1] + b"\0\0!" + gif.COMMENT[1:] + b"\2Ib\0Ida\0;"
    assert list(notes_in(odd)) == ["Ib"]
    assert without_notes(odd) == plain


@pytest.mark.parametrize("label", [b";", b",", b"!"])
def test_an_extension_of_a_gif_is_none_of_its_blocks_whatever_its_label(label):
    plain = noted.saved(noted.drawing(), "GIF")
    assert without_notes(plain[:-1] + b"!" + label + b"\2Ib\0;") == plain


GIF_HEAD = b"GIF89a" + bytes(7)
WEBP_FRAME = b"ANMF" + struct.pack("<L", 16 + 8 * 51) + bytes(16) + b"VP8 \0\0\0\0" * 51


@pytest.mark.parametrize(
    "picture",
    [
        GIF_HEAD + b"!\xfe\0" * 20_001,
        GIF_HEAD + b"!\xfe" + b"\1x" * 1_001,
        b"RIFF\xff\xff\xff\xffWEBP" + b"ICCP\0\0\0\0" * 20_001,
        b"RIFF\xff\xff\xff\xffWEBP" + WEBP_FRAME,
    ],
)
def test_a_picture_of_too_many_blocks_is_refused_and_never_cut(picture, monkeypatch):
    monkeypatch.setattr("documents.traces.gif._MOST_RUNS", 1_000)
    assert not has_location(picture)
    with pytest.raises(Refused) as refused:
        without_notes(picture)
    assert refused.value.verdict is Verdict.TOO_COMPLEX


def test_a_webp_does_not_say_that_it_has_notes_any_more():
    says, at = 0x0C, 20
    assert noted.webp()[at] & says == says
    assert without_notes(noted.webp())[at] == noted.webp()[at] & ~says


def test_a_frame_of_an_animation_keeps_no_notes_of_its_own():
    frame = bytes(16) + b"VP8 \2\0\0\0xx" + webp.EXIF + b"\3\0\0\0Ib \0"
    body = b"WEBPANMF" + struct.pack("<L", len(frame)) + frame
    made = without_notes(b"RIFF" + struct.pack("<L", len(body)) + body)
    assert made == b"RIFF\x26\0\0\0WEBPANMF\x1a\0\0\0" + bytes(16) + b"VP8 \2\0\0\0xx"


def test_pixels_that_begin_as_a_jpeg_does_are_pixels_still():
    pixels, at = b"\xff\xd8\xff\xfe\0\6Holm\xff\xd9", behind(8)
    fields = (*SMALL, (259, 3, 1, 1), (273, 4, 1, at), (279, 4, 1, len(pixels)))
    picture = tiff(*fields, content=pixels)
    assert without_notes(picture) == picture


def test_a_strip_that_is_a_jpeg_keeps_its_room_and_no_notes():
    strip, at = files.noted_jpeg(), behind(8)
    fields = (*SMALL, (259, 3, 1, 7), (273, 4, 1, at), (279, 4, 1, len(strip)))
    made = without_notes(tiff(*fields, content=strip))
    assert made[at:].rstrip(b"\0") == without_notes(strip)
    assert len(made) == at + len(strip)


def test_what_nothing_leads_to_is_gone_from_a_tiff():
    picture = tiff(*SMALL, content=b"Ib Holm")
    assert without_notes(picture) == tiff(*SMALL, content=bytes(7))


def test_a_page_that_leads_to_itself_is_taken_once():
    assert without_notes(tiff(*SMALL, following=8)) == tiff(*SMALL, following=8)
    assert list(notes_in(tiff((270, 2, 2, 0x6249), following=8))) == ["Ib"]


def test_a_smaller_picture_of_a_page_goes_with_it_and_is_told_of():
    at = behind(1) + 2
    inner = tiff((256, 3, 1, 2), (270, 2, 4, 0x006F6249))[8:]
    picture = tiff((330, 4, 1, at), content=b"Ib" + inner)
    kept = tiff((256, 3, 1, 2))[8:].ljust(len(inner), b"\0")
    assert list(notes_in(picture)) == ["Ibo"]
    assert without_notes(picture) == tiff((330, 4, 1, at), content=b"\0\0" + kept)


@pytest.mark.parametrize(
    ("picture", "verdict"),
    [
        (tiff((259, 3, 1, 6)), Verdict.UNSAFE_CONTENT),
        (tiff((273, 4, 1, 8)), Verdict.DAMAGED),
        (tiff((273, 4, 1, 8), (279, 4, 2, 8)), Verdict.DAMAGED),
        (tiff((273, 2, 1, 8), (279, 4, 1, 8)), Verdict.DAMAGED),
        (tiff((273, 4, 9, 8), (279, 4, 9, 8)), Verdict.DAMAGED),
        (tiff((273, 4, 2_000_001, 8), (279, 4, 2_000_001, 8)), Verdict.TOO_COMPLEX),
        (tiff((330, 4, 99_999, 8)), Verdict.DAMAGED),
        (tiff((330, 4, 100_001, 8)), Verdict.TOO_COMPLEX),
        (tiff((259, 3, 2_000_001, 8)), Verdict.TOO_COMPLEX),
    ],
)
def test_a_tiff_that_cannot_be_told_apart_is_refused(picture, verdict):
    with pytest.raises(Refused) as refused:
        without_notes(picture)
    assert refused.value.verdict is verdict
    assert list(notes_in(picture)) == []


def test_strips_that_lie_over_each_other_are_copied_a_few_times_and_no_more():
    count = 1_000
    at = behind(3)
    places = struct.pack("<L", 0) * count
    sizes = struct.pack("<L", 8_000) * count
    fields = ((259, 3, 1, 5), (273, 4, count, at), (279, 4, count, at + len(places)))
    with pytest.raises(Refused) as refused:
        without_notes(tiff(*fields, content=places + sizes))
    assert refused.value.verdict is Verdict.TOO_COMPLEX


def test_a_tiff_of_too_many_fields_is_refused(monkeypatch):
    monkeypatch.setattr("documents.traces.tiff._MOST_FIELDS", 9)
    fields = SMALL[:4]
    assert without_notes(tiff(*fields)) == tiff(*fields)
    with pytest.raises(Refused) as refused:
        without_notes(tiff(*fields, following=behind(4), content=tiff(*fields)[8:]))
    assert refused.value.verdict is Verdict.TOO_COMPLEX


def test_words_within_the_pixels_of_a_tiff_are_not_left_there_in_silence():
    at = behind(9)
    fields = (*SMALL, (259, 3, 1, 1), (273, 4, 1, at), (279, 4, 1, 8), (315, 2, 8, at))
    with pytest.raises(Refused) as refused:
        without_notes(tiff(*fields, content=b"Ib Holm\0"))
    assert refused.value.verdict is Verdict.UNSAFE_CONTENT
