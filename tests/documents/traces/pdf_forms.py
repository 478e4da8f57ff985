"""PDF forms that show whose signature they have, and such as carry a second form."""

import io

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
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


def field(name: str, value: PdfObject | None = None, **entries: object) -> DictionaryObject:
    """A field of texts, unless its entries say otherwise, that is drawn on the page."""
    made = _of(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Widget"),
        FT=NameObject("/Tx"),
        T=TextStringObject(name),
        Rect=ArrayObject(map(FloatObject, (60, 700, 260, 740))),
    )
    made.update(_of(**entries))
    if value is not None:
        made[NameObject("/V")] = value
    return made


def stream(content: bytes) -> StreamObject:
    """Some bytes, as a PDF keeps them."""
    made = StreamObject()
    made.set_data(content)
    return made


def form_of(
    *fields: DictionaryObject, xfa: bytes | None = None, data: str = "", places: int = 1
) -> bytes:
    """A page with these fields, and a second form with these data, or as it is given.

    `places` is where each is drawn; of more than one it is drawn by others below it.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words(60, 60, "Vision")))))
    listed = ArrayObject(writer._add_object(each) for each in fields)
    for each in fields:
        if isinstance(value := each.get("/V"), StreamObject):
            each[NameObject("/V")] = writer._add_object(value)
    below = [
        writer._add_object(_of(Subtype=NameObject("/Widget"), Parent=each))
        for each in listed
        for _number in range(places)
    ]
    writer.pages[0][NameObject("/Annots")] = ArrayObject(below) if places > 1 else listed
    form = _of(Fields=listed, XFA=writer._add_object(stream(xdp(data) if xfa is None else xfa)))
    writer.root_object[NameObject("/AcroForm")] = form
    return _written(writer)


def below_a_signature() -> bytes:
    """A field of signatures with one of texts below it, which says where and when."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words(60, 60, "Underskrevet:")))))
    top = _of(FT=NameObject("/Sig"), T=TextStringObject("Underskrift"))
    place = writer._add_object(top)
    typed = field("sted", TextStringObject("Aarhus"), AP=_looks(writer, LOOKS), Parent=place)
    top[NameObject("/Kids")] = ArrayObject([writer._add_object(typed)])
    writer.pages[0][NameObject("/Annots")] = top["/Kids"]
    writer.root_object[NameObject("/AcroForm")] = _of(Fields=ArrayObject([place]))
    return _written(writer)


def drawn_over(kind: str, drawn: bytes | None = LOOKS, **entries: object) -> bytes:
    """A page with an annotation of this kind that tells whose it is in every way there is.

    The document's structure leads to it too.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words(60, 60, "Underskrevet:")))))
    made = _of(
        Type=NameObject("/Annot"),
        Subtype=NameObject(kind),
        Rect=ArrayObject(map(FloatObject, (60, 700, 260, 740))),
        T=TextStringObject("Bo Falsk"),
        Subj=TextStringObject("Fra Bo Falsk"),
        NM=TextStringObject("bo-falsk-1"),
        CreationDate=TextStringObject("D:20260101"),
        M=TextStringObject("D:20260102"),
        Name=NameObject("/BoFalsk"),
    )
    made.update(_of(F=NumberObject(4)) | _of(**entries))
    if drawn is not None:
        made[NameObject("/AP")] = _looks(writer, drawn)
    place = writer._add_object(made)
    popup = _of(Type=NameObject("/Annot"), Subtype=NameObject("/Popup"), Parent=place)
    made[NameObject("/Popup")] = writer._add_object(popup)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([place, made.raw_get("/Popup")])
    tagged = _of(Type=NameObject("/OBJR"), Obj=place)
    writer.root_object[NameObject("/StructTreeRoot")] = _of(K=ArrayObject([tagged]))
    return _written(writer)


def drawn(data: bytes) -> bytes:
    """The first page as it is seen, its fields with it."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    try:
        return bytes(document[0].render(scale=1).buffer)
    finally:
        document.close()
