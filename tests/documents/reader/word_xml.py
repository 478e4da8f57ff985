"""Word bodies written by hand for the tests, in as few characters as may be."""

from lxml.etree import _Element

from documents.safety.xml import parse_xml

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def body_of(inside: str) -> _Element:
    """The body element of a document with this inside."""
    xml = f"<w:document {SPACES}><w:body>{inside}</w:body></w:document>"
    body: _Element = parse_xml(xml.encode())[0]
    return body


def p(*runs: str) -> str:
    """A paragraph; runs are given as `run()` or other XML."""
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(text: str) -> str:
    """A paragraph of one run."""
    return p(run(text))


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    """A row of cells, each given as its paragraphs."""
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in cells)}</w:tr>"


def control(inside: str, properties: str = "") -> str:
    """A content control of any level."""
    content = f"<w:sdtContent>{inside}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr>{content}</w:sdt>"


def text_box(*paragraphs: str) -> str:
    """A text box as Word writes it: once for newer and once for older versions."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
