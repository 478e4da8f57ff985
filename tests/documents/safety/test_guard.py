"""The guard's answer to each kind of file a person may upload."""

import hashlib

import pytest

from documents.safety.guard import MOST_BYTES, inspect, inspect_isolated
from documents.safety.verdict import FileKind, Verdict
from tests.documents.safety.attack import (
    OFFICE_DOCUMENT,
    WORD_MAIN,
    Piece,
    R,
    W,
    compound_file,
    document,
    main_type_file,
    paragraph,
    parts_of,
    pieces_of,
    relations,
    types,
    word_file,
    zip_of,
)

MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
MACRO_TEMPLATE = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
TEMPLATE_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
SHEET_TEMPLATE = "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
BINARY_SHEET_MAIN = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
SLIDES_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
VBA = "application/vnd.ms-office.vbaProject"
PNG = "image/png"
IMAGE = f"{R}/image"


def test_a_small_good_file_is_ok_and_known_by_its_checksum() -> None:
    data = word_file()

    inspection = inspect(data)

    assert inspection.verdict is Verdict.OK
    assert inspection.kind is FileKind.WORD
    assert inspection.warnings == ()
    assert inspection.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "verdict", "kind"),
    [
        (b"", Verdict.EMPTY, FileKind.EMPTY),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Verdict.DAMAGED, FileKind.PDF),
        (b"\n\n%PDF-1.4\n", Verdict.DAMAGED, FileKind.PDF),
        ("Kære fond, her er vores ansøgning.".encode(), Verdict.WRONG_TYPE, FileKind.TEXT),
        ("Kære fond".encode("latin-1"), Verdict.WRONG_TYPE, FileKind.TEXT),
        ("Kære fond".encode("utf-16"), Verdict.WRONG_TYPE, FileKind.TEXT),
        (b"<!DOCTYPE html><html></html>", Verdict.WRONG_TYPE, FileKind.WEB_PAGE),
        (b"\r\n<HTML xmlns:o='x'>", Verdict.WRONG_TYPE, FileKind.WEB_PAGE),
        (rb"{\rtf1\ansi}", Verdict.WRONG_TYPE, FileKind.RTF),
        (b"\x89PNG\r\n\x1a\n", Verdict.WRONG_TYPE, FileKind.PICTURE),
        (b"\xff\xd8\xff\xe0", Verdict.WRONG_TYPE, FileKind.PICTURE),
        (b"MZ\x90\0\3", Verdict.WRONG_TYPE, FileKind.UNKNOWN),
        (bytes(1000), Verdict.WRONG_TYPE, FileKind.UNKNOWN),
        (b"PK\5\6" + bytes(18), Verdict.WRONG_TYPE, FileKind.ZIP),
        (compound_file("Root Entry", "WordDocument"), Verdict.WRONG_TYPE, FileKind.OLD_WORD),
        (compound_file("Root Entry", "Other"), Verdict.WRONG_TYPE, FileKind.OLD_OFFICE),
        (
            compound_file("Root Entry", "Workbook"),
            Verdict.TEMPLATE_OR_OTHER_OFFICE,
            FileKind.OLD_EXCEL,
        ),
        (
            compound_file("Root Entry", "EncryptionInfo", "EncryptedPackage"),
            Verdict.PASSWORD,
            FileKind.LOCKED_OFFICE,
        ),
        (main_type_file(WORD_MAIN)[:-30], Verdict.DAMAGED, FileKind.ZIP),
        (main_type_file(TEMPLATE_MAIN), Verdict.TEMPLATE_OR_OTHER_OFFICE, FileKind.TEMPLATE),
        (
            main_type_file(SHEET_TEMPLATE, "xl/workbook.xml"),
            Verdict.TEMPLATE_OR_OTHER_OFFICE,
            FileKind.EXCEL_TEMPLATE,
        ),
        (
            main_type_file(BINARY_SHEET_MAIN, "xl/workbook.bin"),
            Verdict.TEMPLATE_OR_OTHER_OFFICE,
            FileKind.BINARY_EXCEL,
        ),
        (
            main_type_file(SLIDES_MAIN, "ppt/presentation.xml"),
            Verdict.TEMPLATE_OR_OTHER_OFFICE,
            FileKind.POWERPOINT,
        ),
        (main_type_file("application/x-other"), Verdict.WRONG_TYPE, FileKind.UNKNOWN),
        (zip_of([Piece(name="brev.txt", content=b"hej")]), Verdict.WRONG_TYPE, FileKind.ZIP),
        (
            zip_of([Piece(name="word/document.xml", content=b"<a/>")]),
            Verdict.DAMAGED,
            FileKind.WORD,
        ),
        (
            zip_of(
                [
                    Piece(
                        name="mimetype",
                        content=b"application/vnd.oasis.opendocument.text",
                        method=0,
                    ),
                    Piece(name="content.xml", content=b"<a/>"),
                ]
            ),
            Verdict.TEMPLATE_OR_OTHER_OFFICE,
            FileKind.OPEN_DOCUMENT,
        ),
    ],
)
def test_other_files_are_told_apart_by_their_bytes(
    data: bytes, verdict: Verdict, kind: FileKind
) -> None:
    inspection = inspect(data)

    assert (inspection.verdict, inspection.kind) == (verdict, kind)
    assert not inspection.is_accepted


def test_thirty_megabytes_are_too_large_whatever_they_are() -> None:
    assert inspect(b"PK\3\4" + bytes(30_000_000)).verdict is Verdict.TOO_LARGE
    assert inspect_isolated(b"PK\3\4" + bytes(MOST_BYTES)).verdict is Verdict.TOO_LARGE


@pytest.mark.parametrize("content_type", [MACRO_MAIN, MACRO_TEMPLATE])
def test_a_macro_document_is_refused_by_its_main_part(content_type: str) -> None:
    assert inspect(main_type_file(content_type)).verdict is Verdict.MACROS


def _with_part(name: str, content: bytes, content_type: str, relation: str) -> bytes:
    return word_file(
        {name: content},
        types=types({"word/document.xml": WORD_MAIN, name: content_type}),
        links=relations((relation, name.removeprefix("word/"))),
    )


@pytest.mark.parametrize(
    "data",
    [
        _with_part("word/vbaProject.bin", b"x", VBA, f"{R}/image"),
        _with_part("word/media/image1.png", b"x", VBA, IMAGE),
        _with_part(
            "word/media/image1.png",
            b"x",
            PNG,
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        ),
        _with_part("word/media/image1.png", compound_file("VBA", "_VBA_PROJECT"), PNG, IMAGE),
        _with_part(
            "word/embeddings/ark.xlsx",
            zip_of([Piece(name="xl/vbaProject.bin", content=b"x")]),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"{R}/package",
        ),
        word_file(
            {"word/vba.bin": b"x"},
            types=types({"word/document.xml": WORD_MAIN}, {"bin": VBA}),
        ),
    ],
    ids=["by type", "as picture by type", "by relation", "by content", "in a workbook", "default"],
)
def test_macros_are_found_under_any_name(data: bytes) -> None:
    assert inspect(data).verdict is Verdict.MACROS


def test_macros_are_found_across_the_pieces_a_part_is_read_in() -> None:
    content = bytes(1_048_576 - 5) + "_VBA_PROJECT".encode("utf-16-le")

    data = _with_part("word/media/image1.png", content, PNG, IMAGE)

    assert inspect(data).verdict is Verdict.MACROS


@pytest.mark.parametrize(
    "data",
    [
        word_file(
            root=relations(
                (
                    "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
                    "word/document.xml",
                )
            )
        ),
        word_file(
            document=b'<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
        ),
    ],
    ids=["by relation", "by namespace"],
)
def test_strict_open_xml_is_told(data: bytes) -> None:
    assert inspect(data).verdict is Verdict.OK_STRICT


@pytest.mark.parametrize(
    ("relation", "target", "warning"),
    [
        (f"{R}/attachedTemplate", "https://example.org/a.dotm", Verdict.OK_EXTERNAL),
        (f"{R}/attachedTemplate", "file:///\\\\server\\del\\a.dotx", Verdict.OK_EXTERNAL),
        (f"{R}/attachedTemplate", "\\\\server\\del\\a.dotx", Verdict.OK_EXTERNAL),
        (IMAGE, "http://example.org/pixel.png", Verdict.OK_EXTERNAL),
        (IMAGE, "file:///C:/billede.png", Verdict.OK_EXTERNAL),
        (f"{R}/frame", "https://example.org/", Verdict.OK_EXTERNAL),
        (f"{R}/oleObject", "https://example.org/a.xlsx", Verdict.OK_EXTERNAL),
        (f"{R}/hyperlink", "file://server/del", Verdict.OK_EXTERNAL),
        (f"{R}/hyperlink", "javascript:alert(1)", Verdict.OK_EXTERNAL),
        ("https://example.org/relation", "https://example.org/", Verdict.OK_EXTERNAL),
    ],
)
def test_what_is_fetched_from_outside_is_a_warning(
    relation: str, target: str, warning: Verdict
) -> None:
    inspection = inspect(word_file(links=relations((relation, target, "External"))))

    assert inspection.verdict is warning
    assert inspection.is_accepted


def test_an_address_that_does_not_admit_to_be_external_is_a_warning_too() -> None:
    data = word_file(links=relations((IMAGE, "https://example.org/a.png")))

    assert inspect(data).verdict is Verdict.OK_EXTERNAL


@pytest.mark.parametrize(
    ("relation", "target"),
    [
        (f"{R}/hyperlink", "https://example.org/"),
        (f"{R}/hyperlink", "mailto:a@example.org"),
        (f"{R}/attachedTemplate", "file:///C:\\Users\\a\\skabelon.dotx"),
        (f"{R}/attachedTemplate", "Normal.dotm"),
    ],
)
def test_links_people_follow_and_the_authors_own_template_are_no_warning(
    relation: str, target: str
) -> None:
    data = word_file(links=relations((relation, target, "External")))

    assert inspect(data).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("relation", "content_type"),
    [
        (f"{R}/oleObject", "application/vnd.openxmlformats-officedocument.oleObject"),
        (
            f"{R}/package",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (f"{R}/aFChunk", "text/html"),
        (f"{R}/control", "application/vnd.ms-office.activeX"),
    ],
)
def test_what_is_embedded_is_a_warning(relation: str, content_type: str) -> None:
    data = _with_part("word/indlejret.dat", b"indhold", content_type, relation)

    assert inspect(data).verdict is Verdict.OK_EMBEDDED


def test_an_imported_web_page_may_have_the_declaration_web_pages_have() -> None:
    page = b"<!DOCTYPE html><html><p>Hej<br></html>"

    data = _with_part("word/side.htm", page, "text/html", f"{R}/aFChunk")

    assert inspect(data).verdict is Verdict.OK_EMBEDDED


def test_parts_of_an_unknown_kind_are_a_warning() -> None:
    name = "word/nyt.dat"

    by_type = _with_part(name, b"x", "application/x-from-the-future", IMAGE)
    by_relation = _with_part(name, b"x", PNG, f"{R}/fromTheFuture")

    assert inspect(by_type).verdict is Verdict.OK_UNKNOWN
    assert inspect(by_relation).verdict is Verdict.OK_UNKNOWN


def test_the_heaviest_of_several_warnings_comes_first() -> None:
    data = word_file(
        {"word/nyt.dat": b"x", "word/side.htm": b"x"},
        types=types(
            {
                "word/document.xml": WORD_MAIN,
                "word/nyt.dat": "application/x-new",
                "word/side.htm": "text/html",
            }
        ),
        links=relations((f"{R}/aFChunk", "side.htm"), (IMAGE, "http://a.example/", "External")),
    )

    assert inspect(data).warnings == (
        Verdict.OK_EXTERNAL,
        Verdict.OK_EMBEDDED,
        Verdict.OK_UNKNOWN,
    )


@pytest.mark.parametrize(
    "data",
    [
        word_file(root=relations()),
        word_file(root=relations((OFFICE_DOCUMENT, "word/andet.xml"))),
        word_file(
            root=relations(
                (OFFICE_DOCUMENT, "word/document.xml"), (OFFICE_DOCUMENT, "word/document2.xml")
            )
        ),
        word_file(document=b""),
        word_file(document=b"<w:document>"),
        word_file(document=document(paragraph("a"))[:-5]),
        word_file(types=b"<Types"),
        zip_of([p for p in pieces_of(parts_of()) if p.name != "_rels/.rels"]),
    ],
    ids=[
        "no main part named",
        "main part missing",
        "two main parts",
        "empty document",
        "unbound prefix",
        "cut short",
        "broken types",
        "no relations",
    ],
)
def test_packages_without_one_readable_document_are_damaged(data: bytes) -> None:
    assert inspect(data).verdict is Verdict.DAMAGED


def test_a_custom_part_libreoffice_left_empty_is_no_damage() -> None:
    data = word_file({"customXml/item1.xml": b""})

    assert inspect(data).verdict is Verdict.OK


def test_a_file_that_is_also_a_pdf_is_unsafe() -> None:
    first = Piece(name="a.txt", content=b"%PDF-1.7 ", method=0)

    data = zip_of([first, *pieces_of(parts_of())])

    assert inspect(data).verdict is Verdict.UNSAFE_CONTENT


def test_a_web_page_before_the_package_is_a_web_page() -> None:
    assert inspect(b"<html></html>" + word_file()).verdict is Verdict.WRONG_TYPE


def test_the_main_part_is_found_under_another_name_and_case() -> None:
    parts = {
        "[content_types].xml": types({"Word/Dokument2.xml": WORD_MAIN}),
        "_rels/.rels": relations((OFFICE_DOCUMENT, "/word/dokument2.xml")),
        "word/dokument2.xml": document(paragraph("a")),
    }

    assert inspect(zip_of(pieces_of(parts))).verdict is Verdict.OK


def test_isolated_the_answer_is_the_same() -> None:
    data = word_file(
        document=f'<w:document xmlns:w="{W}"/>'.encode(),
        links=relations((IMAGE, "http://a.example/", "External")),
    )

    assert inspect_isolated(data) == inspect(data)
    assert inspect_isolated(b"") == inspect(b"")
    assert inspect_isolated(b"tekst") == inspect(b"tekst")
