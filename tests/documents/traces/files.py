"""Files that tell of the people who worked on them; every name is invented."""

import io
import struct
import zlib

import xlsxwriter
from docx import Document
from docx.oxml import parse_xml
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from tests.documents.reader.pdfs import pdf, words

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def exif(*tags: int) -> bytes:
    """The notes of a camera with fields of these numbers."""
    fields = b"".join(struct.pack("<HHLL", tag, 4, 1, 8) for tag in tags)
    return b"Exif\0\0II*\0" + struct.pack("<LH", 8, len(tags)) + fields + b"\0\0\0\0"


def jpeg(*tags: int) -> bytes:
    block = exif(*tags)
    return (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(block) + 2) + block + b"\xff\xda\0\x02x\xff\xd9"
    )


def png(*tags: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">L", zlib.crc32(name + content))
        return struct.pack(">L", len(content)) + name + content + check

    head = chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    notes = chunk(b"eXIf", exif(*tags)[6:]) if tags else b""
    return b"\x89PNG\r\n\x1a\n" + head + notes + pixels + chunk(b"IEND", b"")


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


def portable(drawn_as: str = "/FreeText") -> bytes:
    """A PDF with an author, a note and an attached file."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words(50, 50, "CPR 010190-1234")))))
    writer.add_metadata({"/Author": "Karla Kvist"})
    note = FreeText(text="Se her", rect=(10, 10, 90, 40))
    note[NameObject("/T")] = TextStringObject("Bo Falsk")
    note[NameObject("/Subtype")] = NameObject(drawn_as)
    writer.add_annotation(0, note)
    writer.add_attachment("regnskab.txt", b"x")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
