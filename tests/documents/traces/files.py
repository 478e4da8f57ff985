"""Files that tell of the people who worked on them; every name is invented."""

import io
import struct
import zipfile
import zlib

import xlsxwriter
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from tests.documents.reader.pdfs import pdf, words

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def exif(*tags: int) -> bytes:
    """The notes of a camera with fields of these numbers."""
    fields = b"".join(struct.pack("<HHLL", tag, 4, 1, 8) for tag in tags)
    return b"Exif\0\0II*\0" + struct.pack("<LH", 8, len(tags)) + fields + b"\0\0\0\0"


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">L", zlib.crc32(name + content))
    return struct.pack(">L", len(content)) + name + content + check


def jpeg(*tags: int) -> bytes:
    block = exif(*tags)
    return (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(block) + 2) + block + b"\xff\xda\0\x02x\xff\xd9"
    )


def png(*tags: int) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress(b"\0\0"))
    notes = _chunk(b"eXIf", exif(*tags)[6:]) if tags else b""
    return b"\x89PNG\r\n\x1a\n" + head + notes + pixels + _chunk(b"IEND", b"")


def word() -> bytes:
    """A Word file with an author, a comment, a change kept and one taken out, and hidden text."""
    made = Document()
    made.core_properties.author = "Karla Kvist"
    for element in made.core_properties._element:
        # Another library gives python-docx a wrong name for this one.
        if element.tag.endswith("}lastModifiedBy"):
            element.text = "Bo Falsk"
    paragraph = made.add_paragraph("Vores vision. ")
    made.add_comment(paragraph.runs, text="Er det rigtigt?", author="Ida Lund", initials="IL")
    for tag, text, who in (("ins", "Indsat tekst.", "Bo Falsk"), ("del", "Slettet.", "Ida Lund")):
        kind = "t" if tag == "ins" else "delText"
        run = f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'
        paragraph._p.append(parse_xml(f'<w:{tag} {_W} w:id="9" w:author="{who}">{run}</w:{tag}>'))
    hidden = made.add_paragraph().add_run("Skjult for 010190-1234.")
    hidden.font.hidden = True
    made.add_picture(io.BytesIO(png(0x8825)))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def pictured_word(content: bytes | None = None, kind: str = "image/jpeg") -> bytes:
    """A Word file with a noted picture of an odd name, and the first page of python-docx's own."""
    made = Document()
    name = PackURI("/word/media/billede.jfif")
    picture = Part(name, kind, noted_jpeg() if content is None else content, made.part.package)
    made.part.relate_to(picture, RELATIONSHIP_TYPE.IMAGE)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def workbook() -> bytes:
    """A workbook with an author, a company, a comment and a hidden sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        made.set_properties({"author": "Karla Kvist", "company": "Åby Boligforening"})
        sheet = made.add_worksheet("Budget")
        sheet.write_string(0, 0, "Løn til 010190-1234")
        sheet.write_comment(0, 0, "Spørg Ida", {"author": "Bo Falsk"})
        made.add_worksheet("Hemmelig").hide()
    return target.getvalue()


def portable(drawn_as: str = "/FreeText", said: str = "Se her") -> bytes:
    """A PDF with an author, a note and an attached file."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words(50, 50, "CPR 010190-1234")))))
    writer.add_metadata({"/Author": "Karla Kvist"})
    note = FreeText(text=said, rect=(10, 10, 90, 40))
    note[NameObject("/T")] = TextStringObject("Bo Falsk")
    note[NameObject("/Subtype")] = NameObject(drawn_as)
    writer.add_annotation(0, note)
    writer.add_attachment("regnskab.txt", b"x")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _segment(mark: int, content: bytes) -> bytes:
    return bytes([0xFF, mark]) + struct.pack(">H", len(content) + 2) + content


_CAPTION = b"\x1c\x02\x50\0\x0bKarla Kvist\x1c\x02\x78\0\x0dBo Falsk, \xc5by"
_XMP = (
    b'http://ns.adobe.com/xap/1.0/\0<x xmlns:dc="urn:d" xmlns:p="urn:p" p:CaptionWriter="Ib Holm">'
    b"<dc:creator>Ida Lund</dc:creator></x>"
)
NOTED = ("Karla Kvist", "Bo Falsk, Åby", "Ida Lund", "Ib Holm", "Set af Bo")
"""What `noted_jpeg` says beside the picture."""


def noted_jpeg() -> bytes:
    """A picture with notes of every kind: before it, after the scan, and behind its end."""
    looks = _segment(0xE0, b"JFIF\0\1\1") + _segment(0xE2, b"ICC_PROFILE\0x") + _segment(0xDB, b"q")
    notes = _segment(0xED, b"Photoshop 3.0\x008BIM\4\4" + _CAPTION) + b"\xff" + _segment(0xE1, _XMP)
    scan = _segment(0xDA, b"s") + b"drawn\xff\0\xff\xd0on"
    return (
        b"\xff\xd8"
        + looks
        + notes
        + scan
        + _segment(0xFE, b"Set af Bo")
        + b"\xff\xd9"
        + jpeg(0x8825)
        + b"Ida Lund"
    )


def noted_png() -> bytes:
    """A picture with an author, packed and not, and something behind its end."""
    whole = png()
    notes = _chunk(b"tEXt", b"Author\0Karla Kvist") + _chunk(b"heMl", b"Ida Lund")
    packed = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"Bo Falsk"))
    again = _chunk(b"iTXt", b"Title\0\0\0da\0\0" + "Åbys gård".encode())
    return whole[:33] + notes + packed + again + whole[33:] + b"Ida Lund"


def owner_of_certificate(name: str, tag: int, encoding: str) -> bytes:
    """How a certificate says whose it is."""
    said = name.encode(encoding)
    return b"0\x20\x06\x03\x55\x04\x03" + bytes([tag, len(said)]) + said


def signed_portable(certificate: bytes = b"", *, kind_at: str = "field", **said: str) -> bytes:
    """A PDF with a signature, a small picture of its page and what proves who signed.

    A field may say that it is one of signatures, or only the one above it.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words(50, 50, "Ja")))))
    signature = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Sig"),
            NameObject("/ByteRange"): ArrayObject(map(NumberObject, (0, 1, 2, 3))),
            NameObject("/Contents"): ByteStringObject(certificate.ljust(200, b"\0")),
            **{NameObject(f"/{name}"): TextStringObject(text) for name, text in said.items()},
        }
    )
    signed = writer._add_object(signature)
    field = DictionaryObject({NameObject("/V"): signed, NameObject("/T"): TextStringObject("felt")})
    top = DictionaryObject({NameObject("/Kids"): ArrayObject([writer._add_object(field)])})
    (field if kind_at == "field" else top)[NameObject("/FT")] = NameObject("/Sig")
    fields = ArrayObject([writer._add_object(top)])
    root = writer.root_object
    root[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): fields, NameObject("/SigFlags"): NumberObject(3)}
    )
    root[NameObject("/Perms")] = DictionaryObject({NameObject("/DocMDP"): signed})
    proof = StreamObject()
    proof.set_data(certificate)
    proofs = ArrayObject([writer._add_object(proof)])
    root[NameObject("/DSS")] = DictionaryObject({NameObject("/Certs"): proofs})
    small = StreamObject()
    small.set_data(b"drawn small")
    writer.pages[0][NameObject("/Thumb")] = writer._add_object(small)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def colours_as_they_are() -> DictionaryObject:
    """What tells who draws a JPEG that its colours are not to be transformed."""
    return DictionaryObject({NameObject("/ColorTransform"): NumberObject(0)})


def portable_with_picture(
    picture: bytes, *filters: str, parameters: PdfObject | None = None
) -> bytes:
    """A PDF whose page draws a picture, which has a property of its own too."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words(50, 50, "Ja")))))
    stream = StreamObject()
    stream.update(
        {
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Filter"): ArrayObject(map(NameObject, filters)),
            NameObject("/Metadata"): TextStringObject("Karla Kvist"),
        }
    )
    if parameters is not None:
        stream[NameObject("/DecodeParms")] = parameters
    stream.set_data(picture)
    named = DictionaryObject({NameObject("/X"): writer._add_object(stream)})
    resources = DictionaryObject({NameObject("/XObject"): named})
    writer.pages[0][NameObject("/Resources")] = resources
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def changed(data: bytes, part: str, at: bytes, more: bytes) -> bytes:
    """An Office file with something more before a place of a part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                before, found, after = content.partition(at)
                assert found
                content = before + more + at + after
            new.writestr(name, content)
    return target.getvalue()


_TO_PRINTER = (
    b'<Relationship Id="rIdP" Target="%s" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/printerSettings"/>'
)
_BINARY = (
    b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.'
    b'%s.printerSettings"/>'
)
_R = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def printed_workbook(settings: bytes) -> bytes:
    """A workbook with the settings of the printer it was printed on."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        made.add_worksheet("Budget").write_url(0, 0, "https://example.dk/")
    sheet = "xl/worksheets/sheet1.xml"
    page = b'<pageSetup %s orientation="portrait" r:id="rIdP"/>' % _R
    file = changed(target.getvalue(), sheet, b"</worksheet>", page)
    kept = "xl/printerSettings/printerSettings1.bin"
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    return _printed(file, relations, kept, b"../printerSettings/printerSettings1.bin", settings)


def drawn_workbook() -> bytes:
    """A workbook with a picture in its header, drawn in the old language."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        picture = {"image_left": "x.png", "image_data_left": io.BytesIO(png())}
        made.add_worksheet("Budget").set_header("&L&G", picture)
    return target.getvalue()


def printed_word(settings: bytes) -> bytes:
    """A Word file with the settings of the printer it was printed on."""
    page = b'<w:printerSettings %s r:id="rIdP"/>' % _R
    target = io.BytesIO()
    Document().save(target)
    file = changed(target.getvalue(), "word/document.xml", b"<w:pgSz", page)
    kept, relations = "word/printerSettings1.bin", "word/_rels/document.xml.rels"
    return _printed(file, relations, kept, b"printerSettings1.bin", settings)


def _printed(file: bytes, relations: str, kept: str, to: bytes, settings: bytes) -> bytes:
    file = changed(file, relations, b"</Relationships>", _TO_PRINTER % to)
    what = b"spreadsheetml" if kept.startswith("xl/") else b"wordprocessingml"
    target = io.BytesIO(changed(file, "[Content_Types].xml", b"</Types>", _BINARY % what))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(kept, settings)
    return target.getvalue()
