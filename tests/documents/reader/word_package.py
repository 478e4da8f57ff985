"""Word files with the parts beside the body that a reader also looks at."""

import io
import zipfile

from tests.documents.reader.sketches import word_file
from tests.documents.reader.word_xml import SPACES

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_2011 = "http://schemas.microsoft.com/office/2011/relationships"
_WORD_2010 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_WORD_2012 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_package(body: str, **parts: str) -> bytes:
    """A Word file with parts by the last word of their relation: footnotes, comments ..."""
    target = io.BytesIO(word_file(body))
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_relation(name)}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>",
        )
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", _root(name, inside))
    return _with_types(target.getvalue(), parts)


def note(kind: str, number: int, text: str, properties: str = "") -> str:
    """A footnote or endnote; its mark in the body is `mark(kind, number)`."""
    content = f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    return f'<w:{kind} w:id="{number}" {properties}>{content}</w:{kind}>'


def mark(kind: str, number: int) -> str:
    """The run with the mark of a footnote or endnote."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def comment(number: int, text: str, *, author: str = "Bo Falsk", paragraph: str = "") -> str:
    """A comment whose paragraph has this id."""
    name = f'w14:paraId="{paragraph}"' if paragraph else ""
    said = f"<w:p {name}><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f'<w:comment w:id="{number}" w:author="{author}">{said}</w:comment>'


def thread(paragraph: str, *, parent: str = "", done: str = "0") -> str:
    """What commentsExtended says of a comment."""
    answers = f'w15:paraIdParent="{parent}"' if parent else ""
    return f'<w15:commentEx w15:paraId="{paragraph}" {answers} w15:done="{done}"/>'


def commented(inside: str, number: int) -> str:
    """Runs of a paragraph with a comment around them."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def _relation(name: str) -> str:
    return _WORD_2011 if name == "commentsExtended" else _OFFICE


def _root(name: str, inside: str) -> str:
    if name == "commentsExtended":
        return f"<w15:commentsEx {_WORD_2012}>{inside}</w15:commentsEx>"
    return f"<w:{name} {SPACES} {_WORD_2010}>{inside}</w:{name}>"


def _with_types(data: bytes, parts: dict[str, str]) -> bytes:
    added = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}+xml"/>'
        for name in parts
    )
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"</Types>", added.encode() + b"</Types>")
            new.writestr(name, content)
    return target.getvalue()
