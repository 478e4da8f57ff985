"""A project sketch of our own invention, typed by hand in many layouts."""

import io
import zipfile
from collections.abc import Callable, Sequence

from forms.answers import Answers
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.exchange import answers_from_json
from tests.documents.reader.word_xml import (
    SPACES,
    control,
    line,
    p,
    row,
    run,
    table,
    text_box,
)

Section = tuple[str, str, Sequence[str]]
Layout = Callable[[Sequence[Section]], str]

SECTIONS: tuple[Section, ...] = (
    ("1", "Kommune", ["Fjordby Kommune"]),
    (
        "2",
        "Kontaktperson i kommunen: navn, adresse, e-mail, tlf. nr.",
        [
            "Asta Opdigtet",
            "Udviklingskonsulent",
            "Kanalgade 7, 2. sal",
            "9998 Fjordby",
            "asta@fjordby.example",
            "Tlf. 55 55 02 02",
        ],
    ),
    (
        "3",
        "Kommunens vision med partnerskabsaftalen",
        ["Hvert barn i Skovparken har en voksen at gå til.", "Ingen unge står uden plads i 2012."],
    ),
    (
        "4",
        "Kommunens udfordringer i forhold til nydanske børn og unge",
        ["Hver femte i 9. klasse går ikke videre.", "Målgruppen er unge mellem 13 og 18 år."],
    ),
    ("5", "Indsatsområder", ["Mentorer, lektiecafé og vejledning i hjemmet."]),
    ("6", "Udgifter", ["To mentorer koster 800.000 kr. årligt.", "Kommunen betaler halvdelen."]),
    (
        "7",
        "Organisering",
        [
            "Ansvarlig forvaltning: Børn og Skole. Tovholder: ungechef Karl Opdigtet.",
            "Styregruppen mødes hver måned.",
        ],
    ),
    ("8", "Eventuelle kommentarer", ["Vi deltager gerne i netværket."]),
    (
        "9",
        "Tilkendegivelse fra kommunalbestyrelsen",
        ["Byrådet har den 4. maj 2009 besluttet at søge med en medfinansiering på 1.200.000 kr."],
    ),
)

ANSWERS: Answers = answers_from_json(
    PROJEKTSKITSE_2009,
    {
        "kommune": "Fjordby",
        "kontaktperson": {
            "navn": "Asta Opdigtet",
            "stilling": "Udviklingskonsulent",
            "adresse": "Kanalgade 7, 2. sal\n9998 Fjordby",
            "email": "asta@fjordby.example",
            "telefon": "55 55 02 02",
        },
        "vision": "\n".join(SECTIONS[2][2]),
        "udfordringer": "\n".join(SECTIONS[3][2]),
        "indsatsomraader": "\n".join(SECTIONS[4][2]),
        "udgifter": {
            "bemaerkninger": "\n".join(SECTIONS[5][2]),
            "poster": [{"tekst": "To mentorer", "beloeb": "800000.00", "hyppighed": "aarligt"}],
        },
        "organisering": {
            "forvaltning": "Børn og Skole",
            "tovholder": "ungechef Karl Opdigtet",
            "beskrivelse": "\n".join(SECTIONS[6][2]),
        },
        "kommentarer": "\n".join(SECTIONS[7][2]),
        "tilkendegivelse": {
            "tekst": "\n".join(SECTIONS[8][2]),
            "status": "vedtaget",
            "dato": "2009-05-04",
            "medfinansiering": "1200000.00",
        },
    },
)


def heading(text: str) -> str:
    """A paragraph in a heading's style."""
    return p('<w:pPr><w:pStyle w:val="Overskrift2"/></w:pPr>', run(text))


def lines(texts: Sequence[str]) -> str:
    """Each text a paragraph."""
    return "".join(line(text) for text in texts)


def boxes_under_headings(sections: Sequence[Section]) -> str:
    """The ministry's own layout."""
    return "".join(
        heading(f"{number}. {title}:") + table(row(lines(texts)))
        for number, title, texts in sections
    )


def rows_of_one_table(sections: Sequence[Section]) -> str:
    """Label and answer in rows of their own, one below the other."""
    rows = (row(line(f"{no}. {title}")) + row(lines(texts)) for no, title, texts in sections)
    return table(*rows)


def one_cell(sections: Sequence[Section]) -> str:
    """Label and answer in one cell, as paragraphs."""
    return table(*(row(line(f"{no}. {title}") + lines(texts)) for no, title, texts in sections))


def beside(sections: Sequence[Section]) -> str:
    """Label to the left, answer to the right."""
    return table(*(row(line(f"{no}) {title}"), lines(texts)) for no, title, texts in sections))


def loose(sections: Sequence[Section]) -> str:
    """Headings without numbers and paragraphs without any table."""
    return "".join(heading(title) + p() + lines(texts) + p() for _, title, texts in sections)


def plain(sections: Sequence[Section]) -> str:
    """Labels that are ordinary paragraphs with a colon."""
    return "".join(line(f"{title}:") + lines(texts) for _, title, texts in sections)


def glued(sections: Sequence[Section]) -> str:
    """Label and the beginning of the answer in one paragraph."""
    return "".join(
        line(f"{no}. {title}: {texts[0]}") + lines(texts[1:]) for no, title, texts in sections
    )


def line_breaks(sections: Sequence[Section]) -> str:
    """A section a paragraph, its lines parted by line breaks."""
    return "".join(
        p("<w:r><w:br/></w:r>".join(run(text) for text in (f"{no}. {title}", *texts)))
        for no, title, texts in sections
    )


def broken_rows(sections: Sequence[Section]) -> str:
    """Each paragraph of an answer in a row of its own, as converters break long cells."""
    return "".join(
        heading(f"{no}. {title}") + table(*(row(line(text)) for text in texts))
        for no, title, texts in sections
    )


def nested(sections: Sequence[Section]) -> str:
    """A frame around everything, the answer boxes as tables inside it."""
    inside = (line(f"{no}. {title}") + table(row(lines(texts))) for no, title, texts in sections)
    return table(row("".join(inside) + p()))


def text_boxes(sections: Sequence[Section]) -> str:
    """The answers in text boxes below their labels."""
    return "".join(
        heading(f"{no}. {title}") + p(text_box(*(line(text) for text in texts)))
        for no, title, texts in sections
    )


def controls(sections: Sequence[Section]) -> str:
    """Someone else's content controls, around blocks and inside lines."""
    return "".join(
        control(heading(f"{no}. {title}")) + control(p(control(run(texts[0]))) + lines(texts[1:]))
        for no, title, texts in sections
    )


def tracked(sections: Sequence[Section]) -> str:
    """Answers typed and mended with tracked changes."""
    gone = "<w:del><w:r><w:delText>slettet</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('flyttet herfra')}</w:moveFrom>"
    removed = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{line('slettet')}</w:tc></w:tr>"
    return "".join(
        heading(f"{no}. {title}")
        + table(row("".join(p(f"<w:ins>{run(t)}</w:ins>", gone, moved) for t in texts)), removed)
        for no, title, texts in sections
    )


def damaged(sections: Sequence[Section]) -> str:
    """Labels that a conversion has harmed."""
    harm = str.maketrans({"ø": "\ufffd", "å": "?"})
    return "".join(
        heading(f"{no}. {title}".translate(harm)) + lines(texts) for no, title, texts in sections
    )


def hyphenated(sections: Sequence[Section]) -> str:
    """Labels with soft hyphens, odd spaces and capitals."""
    return "".join(
        line(f"{no}.\u00a0 {title[:6]}\u00ad{title[6:]}".upper()) + lines(texts)
        for no, title, texts in sections
    )


def numbered_otherwise(sections: Sequence[Section]) -> str:
    """Letters instead of numbers."""
    return "".join(
        line(f"{chr(96 + int(no))}) {title}") + lines(texts) for no, title, texts in sections
    )


def automatic_numbers(sections: Sequence[Section]) -> str:
    """Numbers and bullets that Word makes, so that no text has them."""
    item = "<w:pPr><w:numPr/></w:pPr>"
    return "".join(
        p(item, run(title)) + "".join(p(item, run(text)) for text in texts)
        for _, title, texts in sections
    )


def broken_labels(sections: Sequence[Section]) -> str:
    """Long labels broken in two by a line break."""

    def label(text: str) -> str:
        words = text.split(" ")
        half = (len(words) + 1) // 2
        return "<w:r><w:br/></w:r>".join(
            run(" ".join(part)) for part in (words[:half], words[half:]) if part
        )

    return "".join(p(label(f"{no}. {title}")) + lines(texts) for no, title, texts in sections)


def with_longer_labels(sections: Sequence[Section]) -> str:
    """Labels that go on, as applicants' own headings do."""
    return "".join(
        heading(f"{no}. {title} i denne projektskitse") + lines(texts)
        for no, title, texts in sections
    )


def side_by_side(sections: Sequence[Section]) -> str:
    """Three labels in a row, their answers in the row below."""
    rows = []
    for start in range(0, len(sections), 3):
        three = sections[start : start + 3]
        rows.append(row(*(line(f"{no}. {title}") for no, title, _ in three)))
        rows.append(row(*(lines(texts) for _, _, texts in three)))
    return table(*rows)


LAYOUTS: tuple[Layout, ...] = (
    boxes_under_headings,
    rows_of_one_table,
    one_cell,
    beside,
    loose,
    plain,
    glued,
    line_breaks,
    broken_rows,
    nested,
    text_boxes,
    controls,
    tracked,
    damaged,
    hyphenated,
    numbered_otherwise,
    automatic_numbers,
    broken_labels,
    with_longer_labels,
    side_by_side,
)


def word_file(body: str, *, identifier: str = "") -> bytes:
    """A Word file with this inside its body."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{word}"/>'
            f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:identifier>{identifier}</dc:identifier></cp:coreProperties>"
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
