"""What a file tells of people: found, and gone from the copy without names."""

import io
import struct
import zipfile
import zlib

import pytest
from docx import Document
from pypdf import PdfReader
from pypdf.generic import ArrayObject, NullObject
from python_calamine import CalamineWorkbook

from documents.safety.guard import inspect
from documents.safety.verdict import Refused, Verdict
from documents.safety.xml import parse_xml
from documents.traces.finding_traces import traces_in, traces_isolated
from documents.traces.nameless import nameless
from documents.traces.naming import forget_names, names_in
from documents.traces.picture_notes import has_location, notes_in
from documents.traces.pictures import without_notes
from documents.traces.trace import MOST, NAMELESS_COPY_KEEPS, TraceKind
from documents.writer import write
from forms.answers import Answers
from forms.registry import form_of
from tests.documents.reader.word_package import comment, commented, word_package
from tests.documents.reader.word_xml import p, run
from tests.documents.traces import files

GPS, WIDTH = 0x8825, 0x0100


def told(data):
    return {(each.kind, each.who, each.text) for each in traces_in(data).found}


@pytest.mark.parametrize("make", [files.jpeg, files.png])
def test_a_picture_that_says_where_it_was_taken_is_known(make):
    assert has_location(make(WIDTH, GPS))
    assert not has_location(make(WIDTH))
    assert not has_location(make(GPS)[:12])
    assert not has_location(without_notes(make(WIDTH, GPS)))


def test_what_is_no_picture_is_left_alone():
    for data in (b"", b"\xff\xd8", b"GIF89a", b"\x89PNG\r\n\x1a\nxx"):
        assert not has_location(data)
        assert without_notes(data) == data


def test_a_picture_tells_whom_its_notes_name_wherever_they_stand():
    assert set(notes_in(files.noted_jpeg())) == set(files.NOTED)
    assert list(notes_in(files.noted_png())) == ["Karla Kvist", "Bo Falsk", "Åbys gård"]


def test_the_camera_of_a_picture_tells_its_owner_and_the_program_its_place():
    owner = b"Karla Kvist\0"
    block = b"Exif\0\0MM\0*" + struct.pack(">LHHHLL", 8, 1, 0x8769, 4, 1, 22)
    block += struct.pack(">HHHLL", 1, 0xA430, 2, len(owner), 36) + owner
    picture = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(block) + 2) + block + b"\xff\xd9"
    assert list(notes_in(picture)) == ["Karla Kvist"]
    assert has_location(files.noted_jpeg().replace(b"<dc:creator>", b"<x:GPSLatitude>"))


def test_a_picture_without_its_notes_is_drawn_from_the_same_pieces():
    drawn = without_notes(files.noted_jpeg())
    assert not any(name in drawn for name in (b"Kvist", b"Bo", b"Ida", b"Ib"))
    for piece in (b"JFIF\0", b"ICC_PROFILE\0x", b"\xff\xdb\0\3q", b"drawn\xff\0\xff\xd0on\xff\xd9"):
        assert piece in drawn
    assert without_notes(files.noted_png()) == files.png()
    assert drawn.endswith(b"on\xff\xd9")
    assert without_notes(drawn) == drawn


@pytest.mark.parametrize("damage", [b"\xff\x02", b"\xff\xbf", b"\xff\xd8", b"\xff\xff"])
def test_a_picture_whose_scan_is_damaged_is_drawn_as_far_as_before(damage):
    scan = b"\xff\xda\0\3sdrawn" + damage + b"on\xff\xd1and on"
    picture = b"\xff\xd8" + scan + b"\xff\xfe\0\6Holm\xff\xd9"
    assert without_notes(picture) == b"\xff\xd8" + scan + b"\xff\xd9"


def test_a_picture_of_notes_alone_keeps_none_of_them():
    assert without_notes(b"\xff\xd8\xff\xfe\0\6Holm") == b"\xff\xd8"


def test_of_a_picture_full_of_notes_some_are_read_and_none_are_kept():
    notes = b"".join(b"\xff\xfe\0\x06%04d" % number for number in range(2_000))
    picture = b"\xff\xd8" + notes + b"\xff\xda\0\x02on\xff\xd9"
    assert list(notes_in(picture)) == [f"{number:04}" for number in range(50)]
    assert without_notes(picture) == b"\xff\xd8\xff\xda\0\x02on\xff\xd9"
    names = b"".join(b"\x1c\x02\x50\0\x04%04d" % number for number in range(2_000))
    caption = b"Photoshop 3.0\0" + names
    block = struct.pack(">H", len(caption) + 2) + caption
    assert len(list(notes_in(b"\xff\xd8\xff\xed" + block + b"\xff\xd9"))) == 500


def _jpeg_of(pieces):
    return b"\xff\xd8" + b"\xff\xdb\0\2" * (pieces - 1) + b"\xff\xd9"


def _png_of(pieces):
    end = files.png()[-12:]
    return files.png()[:8] + (b"\0\0\0\0IDAT" + bytes(4)) * (pieces - 1) + end


@pytest.mark.parametrize("make", [_jpeg_of, _png_of])
def test_a_picture_of_too_many_pieces_is_refused_and_never_cut(make):
    assert without_notes(make(20_000)) == make(20_000)
    assert not has_location(make(20_001))
    with pytest.raises(Refused) as refused:
        without_notes(make(20_001))
    assert refused.value.verdict is Verdict.TOO_COMPLEX


@pytest.mark.parametrize("cut", [3, 20, 40, 70, 120])
def test_a_picture_that_is_cut_off_is_looked_at_as_far_as_it_goes(cut):
    picture = files.noted_jpeg()[:cut]
    assert set(notes_in(without_notes(picture))) == set()
    assert not has_location(picture)


def test_the_pictures_of_a_word_file_name_nobody_in_the_copy_and_no_miniature_is_left():
    file = files.pictured_word()
    assert (TraceKind.PICTURE, "", "billede.jfif: Karla Kvist") in told(file)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert "docProps/thumbnail.jpeg" in archive.namelist()
    with zipfile.ZipFile(io.BytesIO(nameless(file))) as archive:
        assert archive.read("word/media/billede.jfif") == without_notes(files.noted_jpeg())
        assert "docProps/thumbnail.jpeg" not in archive.namelist()


@pytest.mark.parametrize("filters", [["/DCTDecode"], ["/FlateDecode", "/DCTDecode"]])
def test_the_pictures_of_a_pdf_name_nobody_in_the_copy(filters):
    picture = files.noted_jpeg()
    content = zlib.compress(picture) if "/FlateDecode" in filters else picture
    file = files.portable_with_picture(content, *filters)
    assert (TraceKind.PICTURE, "", "1: Ida Lund") in told(file)
    copy = nameless(file)
    assert b"Kvist" not in copy
    assert without_notes(picture) in copy


@pytest.mark.parametrize(
    ("filters", "before"),
    [
        (["/DCTDecode"], None),
        (["/DCTDecode"], []),
        (["/FlateDecode", "/DCTDecode"], [NullObject()]),
    ],
)
def test_the_pictures_of_a_pdf_keep_their_colours_in_the_copy(filters, before):
    colours = files.colours_as_they_are()
    content = zlib.compress(files.noted_jpeg()) if len(filters) > 1 else files.noted_jpeg()
    parameters = colours if before is None else ArrayObject([*before, colours])
    file = files.portable_with_picture(content, *filters, parameters=parameters)
    [page] = PdfReader(io.BytesIO(nameless(file))).pages
    picture = page["/Resources"]["/XObject"]["/X"]
    assert (picture["/Filter"], picture["/DecodeParms"]) == ("/DCTDecode", colours)


def test_what_a_picture_of_a_pdf_was_packed_by_is_not_told_of_its_copy():
    packed = zlib.compress(files.noted_jpeg())
    parameters = ArrayObject([files.colours_as_they_are(), NullObject()])
    file = files.portable_with_picture(packed, "/FlateDecode", "/DCTDecode", parameters=parameters)
    [page] = PdfReader(io.BytesIO(nameless(file))).pages
    assert "/DecodeParms" not in page["/Resources"]["/XObject"]["/X"]


SAID = {"Name": "Karla Kvist", "Reason": "Godkendt", "Location": "Aaby", "ContactInfo": "Bo Falsk"}


@pytest.mark.parametrize("kind_at", ["field", "top"])
def test_who_signed_a_pdf_is_told_and_gone_from_the_copy(kind_at):
    certificate = files.owner_of_certificate("Ida Lund", 0x0C, "utf-8")
    file = files.signed_portable(certificate, kind_at=kind_at, **SAID)
    assert told(file) == {
        (TraceKind.NAMED, "Karla Kvist", "Godkendt; Aaby; Bo Falsk; Ida Lund"),
    }
    copy = nameless(file)
    assert inspect(copy).is_accepted
    assert told(copy) == set()
    for name in (*SAID.values(), "Ida Lund", "drawn small"):
        assert name.encode() in file or name.encode().hex().encode() in file
        assert name.encode() not in copy
        assert name.encode().hex().encode() not in copy


def test_a_copy_of_a_signed_pdf_does_not_say_that_it_is_signed():
    root = PdfReader(io.BytesIO(nameless(files.signed_portable(Name="Karla Kvist")))).root_object
    assert not {"/Perms", "/DSS"} & root.keys()
    assert "/SigFlags" not in root["/AcroForm"]
    [top] = root["/AcroForm"]["/Fields"]
    [field] = top.get_object()["/Kids"]
    assert field.get_object().keys() == {"/T", "/FT"}


@pytest.mark.parametrize(
    ("tag", "encoding"), [(0x0C, "utf-8"), (0x13, "ascii"), (0x14, "latin-1"), (0x1E, "utf-16-be")]
)
def test_a_certificate_tells_whose_it_is_in_whatever_letters(tag, encoding):
    certificate = files.owner_of_certificate("Ida Lund", tag, encoding)
    assert told(files.signed_portable(certificate)) == {(TraceKind.NAMED, "", "Ida Lund")}


def test_of_a_certificate_with_endless_names_some_are_told():
    names = b"".join(
        files.owner_of_certificate(f"{number:02}", 0x0C, "utf-8") for number in range(60)
    )
    [(_kind, _who, text)] = told(files.signed_portable(names))
    assert text == "; ".join(f"{number:02}" for number in range(20))


def test_a_word_file_tells_who_made_changed_and_commented_on_it():
    found = told(files.word())
    assert found >= {
        (TraceKind.AUTHOR, "", "Karla Kvist"),
        (TraceKind.CHANGED_BY, "", "Bo Falsk"),
        (TraceKind.COMMENT, "Ida Lund", "Er det rigtigt?"),
        (TraceKind.INSERTED, "Bo Falsk", "Indsat tekst."),
        (TraceKind.DELETED, "Ida Lund", "Slettet."),
        (TraceKind.HIDDEN, "", "Skjult for 010190-••••."),
    }
    assert TraceKind.LOCATION in {kind for kind, _, _ in found}


def test_a_workbook_tells_its_author_company_comments_and_hidden_sheets():
    assert told(files.workbook()) == {
        (TraceKind.AUTHOR, "", "Karla Kvist"),
        (TraceKind.CHANGED_BY, "", "Karla Kvist"),
        (TraceKind.COMPANY, "", "Åby Boligforening"),
        (TraceKind.COMMENT, "Bo Falsk", "Spørg Ida"),
        (TraceKind.HIDDEN, "", "Hemmelig"),
    }


def test_a_pdf_tells_its_author_notes_and_attached_files():
    assert told(files.portable()) == {
        (TraceKind.AUTHOR, "", "Karla Kvist"),
        (TraceKind.COMMENT, "Bo Falsk", "Se her"),
        (TraceKind.EMBEDDED, "", "regnskab.txt"),
    }


@pytest.mark.parametrize("drawn_as", ["/Text", "/Caret", "/Square", "/Line", "/Noget"])
def test_a_note_in_a_pdf_is_somebodys_whatever_it_is_drawn_as(drawn_as):
    noted = files.portable(drawn_as)
    assert (TraceKind.COMMENT, "Bo Falsk", "Se her") in told(noted)
    assert TraceKind.COMMENT not in {kind for kind, _, _ in told(nameless(noted))}


@pytest.mark.parametrize("make", [files.word, files.workbook, files.portable])
def test_a_cpr_number_is_found_wherever_it_stands(make):
    assert traces_in(make()).cpr == ("0101901234",)


def test_a_cpr_number_in_a_note_of_a_pdf_is_found_and_shown_to_nobody():
    traces = traces_in(files.portable(said="Ring til 020290-1234"))
    assert set(traces.cpr) == {"0101901234", "0202901234"}
    assert (TraceKind.COMMENT, "Bo Falsk", "Ring til 020290-••••") in {
        (each.kind, each.who, each.text) for each in traces.found
    }


def test_our_own_documents_tell_of_nobody():
    form = form_of("projektskitse")
    assert traces_in(write(form, Answers())).found == ()


def test_no_more_is_told_than_can_be_read_and_all_of_it_is_counted():
    inside = "".join(comment(number, f"Nr. {number}") for number in range(MOST + 50))
    traces = traces_in(word_package(p(run("x")), comments=inside))
    assert (len(traces.found), traces.count) == (MOST, MOST + 50)


@pytest.mark.parametrize("make", [files.word, files.workbook, files.portable])
def test_the_copy_without_names_tells_of_nobody(make):
    copy = nameless(make())
    assert inspect(copy).is_accepted
    assert {each.kind for each in traces_in(copy).found} <= NAMELESS_COPY_KEEPS
    raw = copy
    if copy.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(copy)) as made:
            raw = b"".join(made.read(name) for name in made.namelist())
    for name in ("Karla Kvist", "Bo Falsk", "Ida Lund", "Åby Boligforening"):
        assert name.encode() not in raw


def test_the_copy_says_what_the_file_said_with_every_change_accepted():
    made = Document(io.BytesIO(nameless(files.word())))
    assert made.paragraphs[0].text == "Vores vision. Indsat tekst."


def test_the_copy_of_a_workbook_has_its_cells_and_sheets():
    book = CalamineWorkbook.from_filelike(io.BytesIO(nameless(files.workbook())))
    assert book.sheet_names == ["Budget", "Hemmelig"]
    assert book.get_sheet_by_name("Budget").to_python() == [["Løn til 010190-1234"]]


MC = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
AC = b'xmlns:a="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"'
SAVED_IN = (
    b'<mc:AlternateContent %s><mc:Choice Requires="x15"><a:absPath %s url="C:\\Ib Holm"/>'
    b"</mc:Choice></mc:AlternateContent>" % (MC, AC)
)
INSERTED = (
    b'<w:p><w:customXmlInsRangeStart w:id="77" w:author="Ib Holm"/>'
    b'<w:customXmlInsRangeEnd w:id="77"/></w:p>'
)
SHEET = "xl/worksheets/sheet1.xml"
SCENARIO = (
    b'<scenarios><scenario name="Lavt" user="Ib Holm" comment="Oprettet af Ib Holm">'
    b'<inputCells r="A1" val="1"/></scenario></scenarios>'
)
X14 = b"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
RANGES = (
    b'<protectedRanges><protectedRange name="r" sqref="A1" securityDescriptor="O:Ib Holm"/>'
    b'<protectedRange name="s" sqref="A2"><securityDescriptor>Ib Holm</securityDescriptor>'
    b"</protectedRange></protectedRanges>"
)
RANGES_IN_2010 = (
    b'<x:protectedRanges xmlns:x="%s"><x:protectedRange name="r" securityDescriptor="Ib Holm"/>'
    b"</x:protectedRanges>" % X14
)
VIEWS = (
    b'<customWorkbookViews><customWorkbookView name="Ib Holm - Personlig visning" '
    b'guid="{1}" windowWidth="1" windowHeight="1" activeSheetId="1"/></customWorkbookViews>'
)
PROPERTY = b'<d:description xmlns:d="http://purl.org/dc/elements/1.1/">Ib Holm</d:description>'


@pytest.mark.parametrize(
    ("make", "part", "at", "more", "kind"),
    [
        (files.workbook, "xl/workbook.xml", b"<bookViews", SAVED_IN, TraceKind.FOLDER),
        (
            files.workbook,
            "xl/workbook.xml",
            b"<workbookPr",
            b'<fileSharing userName="Ib Holm"/>',
            TraceKind.NAMED,
        ),
        (files.workbook, "xl/workbook.xml", b"</workbook>", VIEWS, TraceKind.NAMED),
        (files.workbook, SHEET, b"<pageMargins", SCENARIO, TraceKind.NAMED),
        (files.workbook, SHEET, b"<pageMargins", RANGES, TraceKind.NAMED),
        (files.workbook, SHEET, b"</worksheet>", RANGES_IN_2010, TraceKind.NAMED),
        (
            files.word,
            "word/document.xml",
            b"<w:sectPr",
            b'<w:p><w:permStart w:id="78" w:ed="Ib Holm"/><w:permEnd w:id="78"/></w:p>',
            TraceKind.NAMED,
        ),
        (
            files.word,
            "word/document.xml",
            b"<w:sectPr",
            INSERTED,
            TraceKind.NAMED,
        ),
        (
            files.word,
            "word/settings.xml",
            b"</w:settings>",
            b'<w:docVars><w:docVar w:name="x" w:val="Ib Holm"/></w:docVars>',
            TraceKind.NAMED,
        ),
        (
            files.word,
            "docProps/app.xml",
            b"</Properties>",
            b"<HyperlinkBase>Ib Holm</HyperlinkBase>",
            TraceKind.FOLDER,
        ),
        (
            files.pictured_word,
            "docProps/core.xml",
            b"</cp:coreProperties>",
            PROPERTY,
            TraceKind.COMMENT,
        ),
    ],
)
def test_a_name_out_of_sight_is_told_and_gone_from_the_copy(make, part, at, more, kind):
    file = files.changed(make(), part, at, more)
    assert any(each is kind and "Ib Holm" in text for each, _who, text in told(file))
    with zipfile.ZipFile(io.BytesIO(nameless(file))) as copy:
        assert not [name for name in copy.namelist() if b"Ib Holm" in copy.read(name)]


def test_what_a_workbook_calculates_with_stays_where_names_are_taken_out():
    file = files.changed(files.workbook(), SHEET, b"<pageMargins", RANGES + SCENARIO)
    with zipfile.ZipFile(io.BytesIO(nameless(file))) as copy:
        sheet = parse_xml(copy.read(SHEET))
    [scenario] = sheet.iter("{*}scenario")
    assert (dict(scenario.attrib), len(scenario)) == ({"name": "Lavt"}, 1)
    assert [each.get("sqref") for each in sheet.iter("{*}protectedRange")] == ["A1", "A2"]


def test_views_that_are_somebodys_leave_no_view_of_a_sheet_behind():
    view = b'<customSheetViews><customSheetView guid="{1}"/></customSheetViews>'
    file = files.changed(files.workbook(), SHEET, b"<pageMargins", view)
    with zipfile.ZipFile(io.BytesIO(nameless(file))) as copy:
        assert b"customSheetView" not in copy.read(SHEET)


@pytest.mark.parametrize("make", [files.printed_workbook, files.printed_word])
def test_the_printer_of_a_file_is_told_and_gone_from_the_copy(make):
    told_of = "\\\\print\\Ib Holm"
    file = make(told_of.encode("utf-16-le").ljust(64, b"\0") + b"\1\4")
    assert (TraceKind.NAMED, "", told_of) in told(file)
    copy = nameless(file)
    assert inspect(copy).is_accepted
    with zipfile.ZipFile(io.BytesIO(copy)) as made:
        content = b"".join(map(made.read, made.namelist()))
        assert not [each for each in made.namelist() if "printerSettings" in each]
    assert b"<w:printerSettings" not in content
    assert b"rIdP" not in content


@pytest.mark.parametrize("settings", [b"", b"\0\xd8", b'<?xml version="1.0"?>', b"\1\0"])
def test_settings_of_a_printer_that_say_no_name_are_told_by_their_own(settings):
    assert (TraceKind.NAMED, "", "printersettings1.bin") in told(files.printed_word(settings))


def test_a_comment_that_answers_leaves_no_mark():
    body = p(run("x")).replace("</w:p>", commented("", 1) + "</w:p>")
    copy = nameless(word_package(body, comments=comment(1, "Se")))
    with zipfile.ZipFile(io.BytesIO(copy)) as made:
        assert b"comment" not in made.read("word/document.xml").lower()
        assert "word/comments.xml" not in made.namelist()


def test_it_runs_isolated_and_a_broken_file_tells_nothing():
    assert traces_isolated(files.word()) == traces_in(files.word())
    assert traces_isolated(b"PK\x03\x04 nothing") is None


CORE = 'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"'
EXTENDED = 'w:storeItemID="{6668398d-a668-4e3e-a5eb-62b293d839f1}"'
BY_NAME = (
    "w:prefixMappings=\"xmlns:ns0='http://schemas.openxmlformats.org/package/2006/metadata/"
    "core-properties' \""
)
BY_OTHER_NAME = (
    "w:prefixMappings=\"xmlns:a='http://schemas.openxmlformats.org/officeDocument/2006/"
    "extended-properties'\""
)
OTHER = 'w:storeItemID="{11111111-F283-45AE-878A-BAB7291924A1}"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


@pytest.mark.parametrize(
    ("bound", "is_kept"),
    [(CORE, False), (EXTENDED, False), (BY_NAME, False), (BY_OTHER_NAME, False), (OTHER, True)],
)
@pytest.mark.parametrize("tag", ["w:dataBinding", f"w15:dataBinding {W15}"])
def test_a_control_of_a_property_that_is_emptied_keeps_its_text(bound, is_kept, tag):
    binding = f'<{tag} {bound} w:xpath="/ns0:a[1]"/>'
    control = f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{p(run('Ib'))}</w:sdtContent>"
    with zipfile.ZipFile(io.BytesIO(nameless(word_package(f"{control}</w:sdt>")))) as copy:
        body = parse_xml(copy.read("word/document.xml"))
    assert [each.text for each in body.iter("{*}t")] == ["Ib"]
    assert len(list(body.iter("{*}dataBinding"))) == is_kept


def test_a_struck_cell_is_gone_from_the_copy_and_the_others_stay():
    struck = (
        '<w:tc><w:tcPr><w:cellDel w:id="7" w:author="Bo"/></w:tcPr>' + p(run("Væk")) + "</w:tc>"
    )
    rows = f"<w:tr><w:tc>{p(run('Står'))}</w:tc>{struck}</w:tr><w:tr>{struck}</w:tr>"
    copy = nameless(word_package(f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>" + p(run("x"))))
    [table] = Document(io.BytesIO(copy)).tables
    assert [cell.text for row in table.rows for cell in row.cells] == ["Står"]


def test_who_last_drew_the_data_of_a_table_is_told_and_forgotten():
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    root = parse_xml(b'<pivotCacheDefinition xmlns="%s" refreshedBy="Ib"/>' % space.encode())
    assert list(names_in(root)) == ["Ib"]
    forget_names(root)
    assert dict(root.attrib) == {}
