"""The strips and tiles of a TIFF: whole in the copy without notes, or there is none."""

import io
import struct

import pytest
from PIL import Image

from documents.safety.verdict import Refused, Verdict
from documents.traces.picture_notes import notes_in
from documents.traces.pictures import without_notes
from documents.traces.tiff import Source, directories
from tests.documents.traces import files
from tests.documents.traces import noted_pictures as noted
from tests.documents.traces.tiffs import SMALL, behind, placed, said_otherwise, tiff

STRIPS, TILES = (273, 279), (324, 325)
GREY = {258: 8, 259: 1, 262: 1}
SHAPES = {
    "bits": ({256: 9, 257: 5, 258: 1, 259: 1, 262: 1, 278: 2}, STRIPS, (4, 4, 2)),
    "colours": ({256: 3, 257: 2, 258: 8, 259: 1, 262: 2, 277: 3}, STRIPS, (18,)),
    "more rows than there are": ({256: 3, 257: 2, **GREY, 278: 65_535}, STRIPS, (6,)),
    "colours apart": (
        {256: 3, 257: 3, **GREY, 262: 2, 277: 3, 278: 2, 284: 2},
        STRIPS,
        (6, 3) * 3,
    ),
    "tiles": ({256: 20, 257: 20, **GREY, 322: 16, 323: 16}, TILES, (256,) * 4),
    "packed by nothing it says": ({256: 3, 257: 2, 258: 8, 262: 1}, STRIPS, (6,)),
    "two bytes each": ({256: 3, 257: 2, 258: 16, 262: 1, 278: 1}, STRIPS, (6, 6)),
}
every_shape = pytest.mark.parametrize(("said", "numbers", "sizes"), SHAPES.values(), ids=SHAPES)


def pixels(picture):
    return Image.open(io.BytesIO(picture)).tobytes()


def verdict_on(picture):
    with pytest.raises(Refused) as refused:
        without_notes(picture)
    return refused.value.verdict


@every_shape
def test_a_picture_that_is_where_it_says_is_drawn_the_same(said, numbers, sizes):
    picture = placed(said, numbers, sizes)
    assert pixels(without_notes(picture)) == pixels(picture)


@every_shape
def test_a_picture_of_which_a_byte_is_not_told_is_refused_and_never_cut(said, numbers, sizes):
    for number, size in enumerate(sizes):
        told = [*sizes[:number], size - 1, *sizes[number + 1 :]]
        assert verdict_on(placed(said, numbers, told)) is Verdict.DAMAGED


@every_shape
def test_a_picture_with_a_strip_or_tile_too_few_is_refused(said, numbers, sizes):
    for fewer in range(1, len(sizes)):
        assert verdict_on(placed(said, numbers, sizes[:fewer])) is Verdict.DAMAGED


@pytest.mark.parametrize("how", [{}, {"compression": "tiff_lzw"}, {"compression": "jpeg"}])
@pytest.mark.parametrize("size", [0, 2**32 - 1])
def test_a_picture_that_says_another_size_than_it_has_is_refused(how, size):
    picture = noted.saved(noted.drawing(), "TIFF", **how)
    assert pixels(without_notes(picture)) == pixels(picture)
    assert verdict_on(said_otherwise(picture, 279, size)) is Verdict.DAMAGED


def test_a_picture_that_is_drawn_whole_though_it_says_less_is_not_blackened():
    picture = said_otherwise(noted.saved(noted.drawing(), "TIFF"), 279, 100)
    assert pixels(picture) == pixels(noted.saved(noted.drawing(), "TIFF"))
    assert verdict_on(picture) is Verdict.DAMAGED


@pytest.mark.parametrize(("number", "said"), [(256, 0), (257, 0), (278, 0), (277, 0)])
def test_a_picture_of_no_size_is_refused(number, said):
    picture = placed({256: 2, 257: 1, **GREY, 277: 1, 278: 1}, STRIPS, (2,))
    assert pixels(without_notes(picture)) == pixels(picture)
    assert verdict_on(said_otherwise(picture, number, said)) is Verdict.DAMAGED


def test_a_picture_that_is_of_strips_and_of_tiles_is_refused():
    picture = placed({256: 2, 257: 1, **GREY, 322: 16}, STRIPS, (256,))
    assert verdict_on(picture) is Verdict.UNSAFE_CONTENT


def test_a_field_that_stands_twice_is_refused_where_it_is_drawn_from():
    said = ((270, 2, 2, 0x6249), (270, 2, 2, 0x6249))
    assert without_notes(tiff(*SMALL, *said)).startswith(tiff(*SMALL)[:-4])
    assert verdict_on(tiff(*SMALL, SMALL[0])) is Verdict.UNSAFE_CONTENT


def test_fields_that_lead_to_the_same_places_are_followed_a_few_times_and_no_more():
    count, fields = 40_000, 3
    places = b"\0" * (4 * count)
    picture = tiff(*[(330, 4, count, behind(fields))] * fields, content=places)
    assert list(notes_in(picture)) == []
    assert verdict_on(picture) is Verdict.TOO_COMPLEX


def test_of_one_picture_so_many_numbers_are_read_and_no_more():
    picture = tiff(*SMALL)
    [found] = directories(picture, ())
    source = Source(picture, most_numbers=2)
    assert [source.numbers_of(each) for each in found.fields[:2]] == [(2,), (1,)]
    with pytest.raises(Refused) as refused:
        source.numbers_of(found.fields[2])
    assert refused.value.verdict is Verdict.TOO_COMPLEX


def with_tables(comment):
    """A picture whose JPEGs share tables that say something."""
    picture = noted.saved(noted.drawing(), "TIFF", compression="jpeg")
    (at,) = struct.unpack_from("<L", picture, 4)
    (count,) = struct.unpack_from("<H", picture, at)
    [line] = [
        each
        for each in range(at + 2, at + 2 + 12 * count, 12)
        if struct.unpack_from("<H", picture, each) == (347,)
    ]
    size, place = struct.unpack_from("<LL", picture, line + 4)
    tables = picture[place : place + size]
    said = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    made = tables[:2] + said + tables[2:]
    told = struct.pack("<LL", len(made), len(picture))
    return picture[: line + 4] + told + picture[line + 12 :] + made


def test_the_tables_that_jpegs_share_name_nobody_in_the_copy():
    picture = with_tables(b"Ib Holm")
    assert list(notes_in(picture)) == ["Ib Holm"]
    made = without_notes(picture)
    assert b"Holm" not in made
    assert list(notes_in(made)) == []
    assert pixels(made) == pixels(picture) == pixels(with_tables(b""))


def test_a_strip_that_is_a_jpeg_tells_its_notes():
    strip, at = files.noted_jpeg(), behind(8)
    fields = (*SMALL, (259, 3, 1, 7), (273, 4, 1, at), (279, 4, 1, len(strip)))
    assert set(notes_in(tiff(*fields, content=strip))) == set(files.NOTED)


def test_tables_that_say_something_where_there_is_no_room_for_tables_are_refused():
    inline = b"\xff\xd8\xff\xfe\0\4Ib"
    line = struct.pack("<HHQ", 347, 7, 8) + inline
    picture = b"II+\0\x08\0\0\0" + struct.pack("<QQ", 16, 1) + line + bytes(8)
    assert verdict_on(picture) is Verdict.UNSAFE_CONTENT
