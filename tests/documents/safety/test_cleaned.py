"""A copy others may open fetches nothing and carries nothing, and says what the file said."""

from pathlib import Path

import pytest
from lxml import etree

from documents.reader.shown import shown
from documents.reader.workbook import read_workbook
from documents.safety.cleaned import cleaned, cleaned_isolated
from documents.safety.guard import inspect
from documents.safety.package import read_package
from documents.safety.verdict import Refused, Verdict
from documents.writer import write
from forms.answers import Answers
from forms.registry import form_of
from tests.documents.conftest import SaveAs
from tests.documents.safety.attack import (
    WORD_MAIN,
    R,
    document,
    paragraph,
    relations,
    types,
    word_file,
    zip_of,
)
from tests.documents.safety.test_honest import PIXEL
from tests.documents.safety.workbooks import S, book, cell, row, sheet, workbook

IMAGE, LINK, OBJECT, CHUNK = (
    f"{R}/{name}" for name in ("image", "hyperlink", "oleObject", "aFChunk")
)
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE, VML = "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:vml"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
EMBEDDED = {
    "word/embeddings/a.bin": "application/vnd.openxmlformats-officedocument.oleObject",
    "word/a.htm": "text/html",
    "word/media/a.png": "image/png",
}


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(instruction: str, result: str) -> str:
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{_mark('begin')}{code}{_mark('separate')}{result}{_mark('end')}"


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _drawing(how: str) -> str:
    return (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing"><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="b">'
        f'<a:hlinkClick xmlns:a="{A}" r:id="r1"/></wp:docPr><a:graphic xmlns:a="{A}">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="b"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip {how}/><a:stretch/></pic:blipFill><pic:spPr><a:prstGeom prst="rect"/></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


HOSTILE_BODY = (
    paragraph("Et svar med & i").replace("& i", "&amp; i")
    + f'<w:p><w:hyperlink r:id="r0">{_run("vores side")}</w:hyperlink>'
    + f'<w:hyperlink r:id="r1">{_run("vores drev")}</w:hyperlink></w:p>'
    + f"<w:p><w:r>{_drawing(chr(39).join(('r:embed=', 'r2', ' r:link=', 'r3', '')))}</w:r></w:p>"
    + f'<w:p><w:r><w:object w:dxaOrig="10" w:dyaOrig="10"><v:shape xmlns:v="{VML}" id="s" '
    f'xmlns:o="{OFFICE}" o:ole="" style="width:9pt;height:9pt"><v:imagedata r:id="r2"/></v:shape>'
    f'<o:OLEObject xmlns:o="{OFFICE}" Type="Embed" ProgID="Package" ShapeID="s" r:id="r4"/>'
    "</w:object></w:r></w:p>"
    + f'<w:p><w:r><w:pict><v:shape xmlns:v="{VML}" style="width:9pt;height:9pt"><v:imagedata '
    'src="http://a.example/p.png"/></v:shape></w:pict></w:r></w:p>'
    + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
    '<w:altChunk r:id="r5"/></w:tc></w:tr></w:tbl>'
    + f"<w:p>{_run('før ')}{_field('INCLUDETEXT a.docx', _run('hentet'))}{_run(' efter')}</w:p>"
    + f'<w:p><w:fldSimple w:instr="LINK Excel.Sheet a.xlsx">{_run("12,5")}</w:fldSimple></w:p>'
    + f"<w:p>{_field('PAGE', _run('3'))}</w:p>"
)
HOSTILE_LINKS = relations(
    (LINK, "https://example.org/", "External"),
    (LINK, "file://server/del", "External"),
    (IMAGE, "media/a.png"),
    (IMAGE, "http://a.example/pixel.png", "External"),
    (OBJECT, "embeddings/a.bin"),
    (CHUNK, "a.htm"),
    (f"{R}/settings", "settings.xml"),
)
SETTINGS_TYPE = WORD_MAIN.replace("document.main", "settings")
SETTINGS = (
    document("")
    .replace(b"w:document", b"w:settings")
    .replace(
        b"<w:body></w:body>",
        b'<w:attachedTemplate r:id="r0"/><w:mailMerge><w:connectString w:val="DSN=x"/>'
        b'<w:dataSource r:id="r1"/></w:mailMerge><w:defaultTabStop w:val="720"/>',
    )
)


def hostile() -> bytes:
    return word_file(
        {
            "word/embeddings/a.bin": b"et program",
            "word/a.htm": b"<p>hej",
            "word/media/a.png": PIXEL,
            "word/settings.xml": SETTINGS,
            "word/_rels/settings.xml.rels": relations(
                (f"{R}/attachedTemplate", "file:///C:/a.dotm", "External"),
                (f"{R}/mailMergeSource", "file:///C:/a.xlsx", "External"),
            ),
        },
        document=document(HOSTILE_BODY),
        types=types(
            {"word/document.xml": WORD_MAIN, "word/settings.xml": SETTINGS_TYPE, **EMBEDDED}
        ),
        links=HOSTILE_LINKS,
    )


def test_a_file_with_nothing_to_take_out_is_its_own_copy() -> None:
    filled = write(form_of("projektskitse"), Answers())

    assert cleaned(filled) == filled
    assert cleaned(workbook()) == workbook()


def test_the_copy_fetches_nothing_and_carries_nothing() -> None:
    copy = cleaned_isolated(hostile())

    assert inspect(hostile()).warnings[:3] == (
        *(Verdict.OK_EXTERNAL, Verdict.OK_EMBEDDED),
        Verdict.OK_FIELDS,
    )
    assert inspect(copy).verdict is Verdict.OK
    parts = read_package(copy)
    assert parts.keys() == read_package(hostile()).keys() - {"word/embeddings/a.bin", "word/a.htm"}
    links = parts["word/_rels/document.xml.rels"] + parts["word/_rels/settings.xml.rels"]
    assert links.count(b'TargetMode="External"') == 1
    assert b"https://example.org/" in links


def test_the_copy_says_what_the_file_said() -> None:
    copy = cleaned(hostile())

    assert _said(copy) == _said(hostile())
    assert "før hentet efter" in _said(copy)
    assert cleaned(copy) == copy


def _said(data: bytes) -> list[str]:
    return [
        text
        for block in shown(data).blocks
        for text in (block.text, *(cell for row in block.rows for cell in row.texts))
    ]


def test_nothing_in_the_copy_points_to_what_is_gone() -> None:
    parts = read_package(cleaned(hostile()))
    there = {
        element.get("Id") for element in etree.fromstring(parts["word/_rels/document.xml.rels"])
    }
    body = etree.fromstring(parts["word/document.xml"])

    pointed = {
        value for each in body.iter() for name, value in each.items() if name.startswith(f"{{{R}}}")
    }
    assert pointed == {"r0", "r2"} < there
    assert not body.findall(".//{*}object")
    assert [cell[-1].tag for cell in body.iter("{*}tc")] == [f"{{{body.nsmap['w']}}}p"]
    assert [each.text for each in body.iter("{*}instrText")] == ["PAGE"]
    assert b"mailMerge" not in parts["word/settings.xml"]
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    assert b"defaultTabStop" in parts["word/settings.xml"]
    assert parts["word/media/a.png"] == PIXEL


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (_field('INCLUDETEXT "' + "a" * 300, _run("svar")), "svar"),
        (
            _field(
                f"IF 1=1 </w:instrText></w:r>{_field('LINK a', _run('x'))}<w:r><w:instrText>",
                _run("ja"),
            ),
            "xja",
        ),
        (
            _field(
                f"LINK </w:instrText></w:r>{_field('FILENAME', _run('navn'))}<w:r><w:instrText>",
                _run("ja"),
            ),
            "ja",
        ),
        (_field("INCLUDETEXT a", _run("a ") + _field("INCLUDETEXT b", _run("b"))), "a b"),
        (_field('HYPERLINK "file://server/a.docx"', _run("se bilaget")), "se bilaget"),
        (
            _field("LINK a", _run("alt i et")).replace("</w:r><w:r>", ""),
            "alt i et",
        ),
        (
            _mark("begin")
            + "<w:r><w:instrText>RD a.docx</w:instrText></w:r>"
            + _mark("end")
            + _run("efter"),
            "efter",
        ),
        (_mark("begin") + "<w:r><w:instrText>LINK a</w:instrText></w:r>" + _run("rest"), "rest"),
        ("<w:r><w:instrText>INCLUDE a</w:instrText></w:r>" + _run("rest"), "rest"),
    ],
    ids=[
        "long",
        "in an instruction",
        "with a field in its own",
        "nested",
        "a link",
        "one run",
        "no result",
        "never closed",
        "never opened",
    ],
)
def test_a_field_that_fetches_leaves_what_it_showed(body: str, said: str) -> None:
    data = word_file(document=document(f"<w:p>{body}</w:p>"))

    copy = cleaned(data)

    assert inspect(data).verdict is Verdict.OK_FIELDS
    assert inspect(copy).verdict is Verdict.OK
    assert _said(copy) == [said]


def test_files_nothing_leads_to_and_unknown_parts_are_left_behind() -> None:
    data = word_file(
        {"word/hemmelig.exe": b"MZ", "word/nyt.xml": b"<a/>", "word/media/a.png": PIXEL},
        types=types(
            {
                "word/document.xml": WORD_MAIN,
                "word/hemmelig.exe": "application/octet-stream",
                "word/nyt.xml": "application/x-new+xml",
                "word/media/a.png": "image/png",
            }
        ),
        links=relations((f"{R}/nyt", "nyt.xml")),
    )

    names = read_package(cleaned(data)).keys()

    assert {"word/hemmelig.exe", "word/nyt.xml"}.isdisjoint(names)
    assert "word/media/a.png" in names


SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HOSTILE_SHEET = sheet(
    row(
        cell("A1", "1", formula="SUM(B1:C1)"),
        cell("B1", "7", formula="[1]Ark1!A1*2"),
        cell("C1", "x", formula="_xlfn.WEBSERVICE(&quot;http://a.example/&quot;)", kind="str"),
        '<c r="D1"><f t="shared" ref="D1:E1" si="0">\'[1]Ark 1\'!A1</f><v>4</v></c>',
        '<c r="E1"><f t="shared" si="0"/><v>5</v></c>',
    ),
    after='<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>'
    "[1]Ark1!A1</formula></cfRule></conditionalFormatting>"
    '<hyperlinks><hyperlink ref="A1" r:id="r0"/></hyperlinks>'
    '<oleObjects><oleObject progId="Package" shapeId="1" r:id="r1"/></oleObjects>',
)


def _outside() -> str:
    return f'<externalLink xmlns="{S}" xmlns:r="{R}"><externalBook r:id="r0"/></externalLink>'


def hostile_workbook() -> bytes:
    return workbook(
        HOSTILE_SHEET,
        main=book(
            '<externalReferences><externalReference r:id="r1"/></externalReferences>'
            "<definedNames><definedName name=\"Ude\">'[1]Ark1'!$A$1</definedName>"
            '<definedName name="Inde">Ark1!$A$1</definedName></definedNames>'
        ),
        links=(
            (f"{R}/externalLink", "externalLinks/externalLink1.xml"),
            (f"{R}/calcChain", "calcChain.xml"),
            (f"{R}/connections", "connections.xml"),
        ),
        sheet_links=relations(
            (LINK, "file://server/del", "External"), (OBJECT, "../embeddings/a.bin")
        ),
        more={
            "xl/externalLinks/externalLink1.xml": (
                _outside().encode(),
                f"{SHEET_TYPES}externalLink+xml",
            ),
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                relations((f"{R}/externalLinkPath", "file:///C:/andet.xlsx", "External")),
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            "xl/calcChain.xml": (
                f'<calcChain xmlns="{S}"><c r="B1" i="1"/></calcChain>'.encode(),
                f"{SHEET_TYPES}calcChain+xml",
            ),
            "xl/connections.xml": (
                f'<connections xmlns="{S}"/>'.encode(),
                f"{SHEET_TYPES}connections+xml",
            ),
            "xl/embeddings/a.bin": (b"MZ", f"{OBJECT_TYPE}"),
        },
    )


OBJECT_TYPE = "application/vnd.openxmlformats-officedocument.oleObject"


def test_a_workbook_keeps_its_values_and_loses_what_fetches() -> None:
    copy = cleaned_isolated(hostile_workbook())

    assert inspect(hostile_workbook()).warnings == (
        *(Verdict.OK_EXTERNAL, Verdict.OK_EMBEDDED),
        Verdict.OK_FIELDS,
    )
    assert inspect(copy).verdict is Verdict.OK
    assert read_workbook(copy) == read_workbook(hostile_workbook())
    parts = read_package(copy)
    assert set(parts) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    assert b"externalReferences" not in parts["xl/workbook.xml"]
    assert b"Inde" in parts["xl/workbook.xml"]
    assert b"Ude" not in parts["xl/workbook.xml"]
    told = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    assert [each.text for each in told.iter("{*}f")] == ["SUM(B1:C1)"]
    assert [etree.QName(each).localname for each in told] == ["sheetData"]
    assert b"Override" not in parts["[Content_Types].xml"].replace(b"<Override", b"", 2)


def test_a_pivot_table_over_an_outside_source_is_refused_whole() -> None:
    source = '<cacheSource type="external" connectionId="1"/>'
    cache = f'<pivotCacheDefinition xmlns="{S}">{source}</pivotCacheDefinition>'
    data = workbook(
        links=((f"{R}/pivotCacheDefinition", "pivot.xml"), (f"{R}/connections", "c.xml")),
        more={
            "xl/pivot.xml": (cache.encode(), f"{SHEET_TYPES}pivotCacheDefinition+xml"),
            "xl/c.xml": (b"<a/>", f"{SHEET_TYPES}connections+xml"),
        },
    )

    assert _refusal(data) is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", Verdict.EMPTY),
        (word_file()[:-5], Verdict.DAMAGED),
        (
            word_file(document=document('<w:p><w:fldSimple w:instr="DDE a"/></w:p>')),
            Verdict.UNSAFE_CONTENT,
        ),
        (zip_of([]), Verdict.WRONG_TYPE),
    ],
)
def test_what_was_not_let_in_has_no_copy(data: bytes, verdict: Verdict) -> None:
    assert _refusal(data) is verdict


def _refusal(data: bytes) -> Verdict:
    with pytest.raises(Refused) as refused:
        cleaned(data)
    return refused.value.verdict


@pytest.mark.libreoffice
def test_libreoffice_opens_the_copies(tmp_path: Path, save_as: SaveAs) -> None:
    made = {"skitse.docx": cleaned(hostile()), "budget.xlsx": cleaned(hostile_workbook())}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)

    saved = save_as("pdf", [tmp_path / name for name in made])

    assert all(file.read_bytes().startswith(b"%PDF-") for file in saved)


def _chart(*references: str) -> bytes:
    cached = (
        '<c:{0}Ref><c:f>{1}</c:f><c:{0}Cache><c:ptCount val="1"/><c:pt idx="0"><c:v>{2}</c:v>'
        "</c:pt></c:{0}Cache></c:{0}Ref>"
    )
    series = "".join(
        f"<c:{place}>{cached.format(kind, formula, said)}</c:{place}>"
        for place, kind, formula, said in (each.split("/") for each in references)
    )
    return f'<c:chartSpace xmlns:c="{CHART}"><c:ser>{series}</c:ser></c:chartSpace>'.encode()


def test_a_chart_of_another_workbook_keeps_what_it_was_drawn_with() -> None:
    chart = _chart("tx/str/[1]Ark1!A1/Løn", "cat/str/[1]Ark1!A2/2024", "val/num/Ark1!A1/7")
    data = workbook(
        links=((f"{R}/externalLink", "ude.xml"),),
        sheet_links=relations((f"{R}/drawing", "../drawings/d.xml")),
        more={
            "xl/ude.xml": (_outside().encode(), f"{SHEET_TYPES}externalLink+xml"),
            "xl/drawings/d.xml": (
                b"<a/>",
                "application/vnd.openxmlformats-officedocument.drawing+xml",
            ),
            "xl/drawings/_rels/d.xml.rels": (
                relations((f"{R}/chart", "../charts/c.xml")),
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            "xl/charts/c.xml": (
                chart,
                "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            ),
        },
    )

    drawn = etree.fromstring(read_package(cleaned(data))["xl/charts/c.xml"])

    assert [each.text for each in drawn.iter("{*}f")] == ["Ark1!A1"]
    assert [each.text for each in drawn.iter("{*}v")] == ["Løn", "2024", "7"]
    assert [etree.QName(place[0]).localname for place in drawn[0]] == ["v", "strLit", "numRef"]


def test_a_table_filled_from_a_database_becomes_an_ordinary_one() -> None:
    table = (
        f'<table xmlns="{S}" id="1" name="T" ref="A1:A2" tableType="queryTable" connectionId="1">'
        '<tableColumns count="1"><tableColumn id="1" name="a" queryTableFieldId="1"/>'
        "</tableColumns></table>"
    )
    data = workbook(
        sheet(after='<tableParts count="1"><tablePart r:id="r0"/></tableParts>'),
        sheet_links=relations((f"{R}/table", "../tables/t.xml")),
        more={
            "xl/tables/t.xml": (table.encode(), f"{SHEET_TYPES}table+xml"),
            "xl/tables/_rels/t.xml.rels": (
                relations((f"{R}/queryTable", "../q.xml")),
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            "xl/q.xml": (b"<a/>", f"{SHEET_TYPES}queryTable+xml"),
        },
    )

    parts = read_package(cleaned(data))

    assert "xl/q.xml" not in parts
    assert not [
        word
        for word in (b"queryTable", b"connectionId", b"queryTableFieldId")
        if word in parts["xl/tables/t.xml"]
    ]
    assert b"tablePart " in parts["xl/worksheets/sheet1.xml"]
