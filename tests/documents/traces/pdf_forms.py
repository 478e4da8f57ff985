"""PDF forms that show whose signature they have, and such as carry a second form."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from tests.documents.reader.pdfs import pdf, words

LOOKS = b"q 0.9 0.9 1 rg 0 0 200 40 re f Q BT /F1 14 Tf 0 g 6 14 Td (Karla Kvist) Tj ET"
XFA = "http://www.xfa.org/schema/xfa-data/1.0/"


def _written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _of(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): each for name, each in entries.items()})


def _looks(writer: PdfWriter, drawn: bytes) -> DictionaryObject:
    made = StreamObject()
    box = ArrayObject(map(FloatObject, (0, 0, 200, 40)))
    resources = writer.pages[0]["/Resources"]
    made.update(_of(Subtype=NameObject("/Form"), BBox=box, Resources=resources))
    made.set_data(drawn)
    return _of(N=writer._add_object(made))


def signed(
    drawn: bytes = LOOKS, *, shown_by: str = "field", said: dict[str, str] | None = None
) -> bytes:
    """A page with a field that shows a signature, itself or by one below it.

    `said` is what the signature says; without it there is none any more.
    """
    page = words(60, 60, "Underskrevet:")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(page))))
    field = _of(FT=NameObject("/Sig"), T=TextStringObject("Underskrift1"))
    if said is not None:
        told = {name: TextStringObject(text) for name, text in said.items()}
        signature = _of(Type=NameObject("/Sig"), **told)
        field[NameObject("/V")] = writer._add_object(signature)
    shown = _of(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Widget"),
        Rect=ArrayObject(map(FloatObject, (60, 700, 260, 740))),
        MK=_of(CA=TextStringObject("Karla Kvist")),
        AP=_looks(writer, drawn),
    )
    top = writer._add_object(field)
    if shown_by != "field":
        if shown_by == "its own below":
            shown[NameObject("/Parent")] = top
        annotation = writer._add_object(shown)
        field[NameObject("/Kids")] = ArrayObject([annotation])
    else:
        field.update(shown)
        annotation = top
    writer.pages[0][NameObject("/Annots")] = ArrayObject([annotation])
    writer.root_object[NameObject("/AcroForm")] = _of(Fields=ArrayObject([top]))
    return _written(writer)


def xdp(data: str = "", about: str = "") -> bytes:
    """A form with these data, and what tells of it."""
    return (
        f'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">{about}'
        f'<xfa:datasets xmlns:xfa="{XFA}"><xfa:data><form1>{data}</form1></xfa:data>'
        "</xfa:datasets></xdp:xdp>"
    ).encode()


def with_xfa(
    *packets: bytes, value: str | None = "Vores vision", is_dynamic: bool = False
) -> bytes:
    """A page with a field of this value, or none, and a second form in so many packets."""
    fields = {} if value is None else {value: (60, 100)}
    page = pdf(words(60, 60, "Vision"), fields=fields)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    listed = ArrayObject()
    for number, each in enumerate(packets):
        stream = StreamObject()
        stream.set_data(each)
        listed += [TextStringObject(f"packet{number}"), writer._add_object(stream)]
    root = writer.root_object
    form = root.setdefault(NameObject("/AcroForm"), _of(Fields=ArrayObject())).get_object()
    form[NameObject("/XFA")] = listed[1] if len(packets) == 1 else listed
    if is_dynamic:
        root[NameObject("/NeedsRendering")] = BooleanObject(True)
    return _written(writer)
