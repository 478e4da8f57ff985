"""Pictures of every format with notes in them that Pillow or we wrote; every name is invented."""

import io
import struct

from PIL import Image, ImageDraw, TiffImagePlugin
from PIL.ImageCms import ImageCmsProfile, createProfile

XMP = (
    '<?xpacket begin="\ufeff"?><x xmlns:dc="urn:d"><dc:creator>Ida Lund</dc:creator>'
    '<dc:GPSLatitude>55,4N</dc:GPSLatitude></x><?xpacket end="w"?>'
).encode()
_DATASETS = b"\x1c\x02\x50\0\x07Ib Holm"
COLOURS = ImageCmsProfile(createProfile("sRGB")).tobytes()


def drawing(number: int = 0, mode: str = "RGB") -> Image.Image:
    """A small picture with many colours, another one for each number."""
    made = Image.linear_gradient("L").resize((40, 30))
    made = Image.merge("RGBA", (made, made.rotate(90), made.rotate(180), made.rotate(30)))
    ImageDraw.Draw(made).ellipse((number, 5, 15 + number, 25), fill=(200, 10 * number, 20, 255))
    return made.convert(mode)


def saved(made: Image.Image, kind: str, **how: object) -> bytes:
    """The picture as a file."""
    target = io.BytesIO()
    made.save(target, kind, **how)
    return target.getvalue()


def gif(frames: int = 3) -> bytes:
    """An animation with a comment, a packet of XMP, a text to be drawn and something behind it."""
    rest = [drawing(each) for each in range(1, frames)]
    plain = saved(
        drawing(),
        "GIF",
        save_all=True,
        append_images=rest,
        loop=3,
        duration=70,
        comment=b"Bo Falsk",
    )
    packet = b"!\xff\x0bXMP DataXMP" + XMP + bytes([1, *range(255, -1, -1), 0])
    text = b"!\x01\x0c" + bytes(12) + b"\x0bKarla Kvist\0"
    return plain[:-1] + packet + text + b";Karla Kvist"


def exif() -> Image.Exif:
    """The notes of a camera, with a place."""
    made = Image.Exif()
    made[0x013B], made[0x9C9D] = "Karla Kvist", "Bo Falsk\0".encode("utf-16-le")
    made.get_ifd(0x8825)[1] = "N"
    return made


def webp(frames: int = 1, mode: str = "RGBA", **how: object) -> bytes:
    """A picture with Exif, XMP, colours, a chunk nobody knows and something behind it."""
    rest = [drawing(each, mode) for each in range(1, frames)]
    notes = {"exif": exif().tobytes(), "xmp": XMP, "icc_profile": COLOURS}
    if frames > 1:
        how |= {"save_all": True, "append_images": rest, "duration": 80, "loop": 2}
    plain = saved(drawing(0, mode), "WEBP", **notes, **how)
    whole = plain + b"heMl\x07\0\0\0Ib Holm\0"
    return whole[:4] + struct.pack("<L", len(whole) - 8) + whole[8:] + b"Karla Kvist"


def tiff(pages: int = 2, mode: str = "RGB", **how: object) -> bytes:
    """A picture with every field that may name somebody, on each of its pages."""
    fields = TiffImagePlugin.ImageFileDirectory_v2()
    for number, text in {270: "Åbys gård", 315: "Karla Kvist", 316: "PC-Ib-Holm"}.items():
        fields[number] = text
    for number, content in {700: XMP, 33723: _DATASETS, 65000: b"Ib Holm privat"}.items():
        fields.tagtype[number] = 7
        fields[number] = content
    rest = [drawing(each, mode) for each in range(1, pages)]
    return saved(
        *(drawing(0, mode), "TIFF"),
        save_all=True,
        append_images=rest,
        tiffinfo=fields,
        exif=exif(),
        icc_profile=COLOURS,
        **how,
    )
