"""A template of staff's is looked at whole, and only a sound one is tried out."""

import pytest

from documents.safety.verdict import Refused, Verdict
from documents.template import BODY
from documents.template_file import template_file
from documents.template_proof.examples import ExampleKind
from documents.template_proof.findings import TemplatePart, TemplateProblem
from documents.template_proof.proving import prove
from documents.writer import write
from forms.answers import Answers
from forms.registry import all_forms, form_of
from tests.documents.safety.strict_files import strict_of
from tests.documents.template_proof.changed import (
    FORM,
    HEADER,
    OWN,
    RELATIONS,
    STYLES,
    changed,
    with_hidden_vision,
    with_paragraph,
    with_part,
    with_xml,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ATTACK = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
HEAD = '<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURE = f'<w:p><w:r><wp:docPr xmlns:wp="{WP}" id="900" name="Logo" descr="%s"/></w:r></w:p>'
CELLS = (
    "<w:tbl>"
    "<w:tr><w:tc><w:p><w:r><w:t>{%%tr for x in %s %%}</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>{%%tr endfor %%}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
FETCHING = '<w:p><w:fldSimple w:instr="INCLUDETEXT C:/x.docx"><w:r/></w:fldSimple></w:p>'
OLE = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/oleObject" Target="embeddings/x.bin"/></Relationships>'
)
EXTERNAL = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/attachedTemplate" Target="https://example.dk/x.dotm" TargetMode="External"/>'
    "</Relationships>"
)


def problems(data, form=FORM):
    return {each.problem for each in prove(form, data).findings}


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.key)
def test_our_own_templates_have_nothing_to_mend_and_lose_no_answer(form):
    report = prove(form, template_file(form).read_bytes())
    assert (report.findings, report.is_fit) == ((), True)
    assert [proof.differing for proof in report.proofs] == [(), (), ()]
    blank, filled, extreme = (proof.answers for proof in report.proofs)
    assert blank == 0 < filled < extreme


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (changed((BODY, "{{r vision }}", "{{r visoin }}")), TemplateProblem.UNKNOWN_FIELD),
        (changed((BODY, "{{r vision }}", "")), TemplateProblem.NOT_ASKED),
        (with_paragraph("{{r vision }}"), TemplateProblem.ASKED_TWICE),
        (changed((BODY, "{{r vision }}", "Svar: {{r vision }}")), TemplateProblem.NOT_ALONE),
        (changed((BODY, "for p in udgifter.poster", "for p in poster")), "unknown_group"),
        (changed((BODY, "{%tr endfor %}", "")), TemplateProblem.NOT_CLOSED),
        (with_paragraph("{%p for x in udgifter.poster %}"), TemplateProblem.LOOPED_TWICE),
        (with_xml(CELLS % ("udgifter.poster", "{{r vision }}")), TemplateProblem.WRONG_LOOP),
        (with_paragraph("{%tr for x in udgifter.poster %}"), TemplateProblem.LOOP_MISPLACED),
        (
            changed((BODY, "{%tr endfor %}", "{%p endfor %}")),
            TemplateProblem.LOOP_MISPLACED,
        ),
        (with_paragraph("{{ label.visoin }}"), TemplateProblem.UNKNOWN_WORD),
        (with_paragraph("{{ form.titel"), TemplateProblem.BROKEN),
        (with_paragraph("form.titel }}"), TemplateProblem.BRACE),
        (with_paragraph("{"), TemplateProblem.BRACE),
        (
            with_paragraph("{{ form.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>titel }}"),
            TemplateProblem.SPLIT,
        ),
        (changed((STYLES, 'w:lang w:val="da-DK"', 'w:lang w:val="en-US"')), "language"),
        (with_xml(HEAD), TemplateProblem.HEADING_ORDER),
        (changed((BODY, 'w:pStyle w:val="Title"', 'w:pStyle w:val="Normal"')), "no_title"),
        (changed((BODY, "<w:tblHeader/>", "")), TemplateProblem.NO_TABLE_HEADER),
        (with_xml(PICTURE % ""), TemplateProblem.NO_ALT_TEXT),
        (
            with_paragraph('x</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Kryb"/></w:rPr><w:t>y'),
            TemplateProblem.FONT,
        ),
        (changed((RELATIONS, "</Relationships>", EXTERNAL)), TemplateProblem.EXTERNAL),
        (with_xml("<w:p><w:ins w:id='7'><w:r><w:t>x</w:t></w:r></w:ins></w:p>"), "tracked_changes"),
        (with_xml("<w:p><w:commentRangeStart w:id='7'/></w:p>"), TemplateProblem.COMMENTS),
        (write(FORM, Answers()), TemplateProblem.GENERATED),
        (changed(add={"word/media/x.wmf": b"x"}), TemplateProblem.PICTURE_KIND),
        (changed(add={"word/ukendt.bin": b"x"}), TemplateProblem.UNKNOWN_PART),
        (changed((RELATIONS, "</Relationships>", OLE)), TemplateProblem.EMBEDDED),
        (with_xml(FETCHING), TemplateProblem.FETCHING),
    ],
)
def test_what_is_wrong_is_found(data, problem):
    assert problem in problems(data)


WARNED_OF = (
    with_xml(HEAD),
    with_xml(PICTURE % ""),
    changed((STYLES, 'w:lang w:val="da-DK"', 'w:lang w:val="en-US"')),
)


@pytest.mark.parametrize("data", WARNED_OF)
def test_a_warning_does_not_stop_a_template(data):
    report = prove(FORM, data)
    assert report.warnings
    assert report.is_fit


def test_a_picture_with_words_for_it_is_no_finding():
    assert TemplateProblem.NO_ALT_TEXT not in problems(with_xml(PICTURE % "Kommunens logo"))


def test_a_tag_that_word_split_in_one_formatting_is_whole():
    split = changed((BODY, "{{ form.titel }}", "{{ form.</w:t></w:r><w:r><w:t>titel }}"))
    assert prove(FORM, split).is_fit


def test_a_misspelt_field_is_told_with_its_place_and_what_it_may_have_been():
    report = prove(FORM, changed((BODY, "{{r p.beloeb }}", "{{r p.belob }}")))
    found = next(each for each in report.errors if each.problem is TemplateProblem.UNKNOWN_FIELD)
    assert (found.subject, found.suggestions[0]) == ("{{r p.belob }}", "p.beloeb")
    place = found.place
    assert (place.part, place.table, place.row, place.cell) == (TemplatePart.BODY, 6, 3, 2)
    assert place.near == "{{r p.belob }}"
    assert TemplateProblem.NOT_ASKED in {each.problem for each in report.errors}


def test_a_template_of_strict_open_xml_is_refused_as_what_it_is():
    with pytest.raises(Refused) as refused:
        prove(FORM, strict_of(OWN))
    assert refused.value.verdict is Verdict.STRICT_OOXML


def test_a_template_with_errors_is_not_tried_out():
    report = prove(FORM, with_xml("<w:p><w:commentRangeStart w:id='7'/></w:p>"))
    assert (report.proofs, report.is_fit) == ((), False)


def test_a_template_that_hides_an_answer_is_told_that_it_does_not_come_back():
    report = prove(FORM, with_hidden_vision())
    lost = [(each.problem, each.subject) for each in report.findings]
    assert lost == [
        (TemplateProblem.NOT_LOSSLESS, each)
        for each in (ExampleKind.FILLED.value, ExampleKind.EXTREME.value)
    ]
    assert [each.differing for each in report.proofs] == [(), ("vision",), ("vision",)]
    assert not report.is_fit


def test_a_template_of_another_form_is_told_by_that_forms_name_alone():
    report = prove(FORM, template_file(form_of("statusrapport")).read_bytes())
    assert report.other_form == form_of("statusrapport").key
    assert [each.problem for each in report.findings] == [TemplateProblem.OTHER_FORM]


@pytest.mark.parametrize(
    "tag",
    [
        ATTACK,
        "{{ 7 * 7 }}",
        "{{ form.titel|upper }}",
        "{{ form.titel|attr('x') }}",
        "{{ form['titel'] }}",
        "{{ form.titel() }}",
        "{{ form.__class__ }}",
        "{{ _self }}",
        "{{ drawn(vision, 0) }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro x() %}{% endmacro %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% if vision %}x{% endif %}",
        "{%p for x in range(1000000000) %}",
        "{%p for x in poster if x %}",
        "{%p for _x in udgifter.poster %}",
        "{%tc for x in udgifter.poster %}",
        "{# skjult #}",
        "{%- endfor -%}",
        "{{r vision or kommune }}",
    ],
)
def test_nothing_but_names_and_loops_over_rows_is_taken(tag):
    assert TemplateProblem.FORBIDDEN in problems(with_paragraph(tag.replace("<", "&lt;")))


NOTE = f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:footnote>'
COMMENT = f'<w:comments {W}><w:comment w:id="1" w:author="x"><w:p><w:r><w:t>%s</w:t></w:r></w:p>'
CORE = "docProps/core.xml"


@pytest.mark.parametrize(
    ("where", "part"),
    [
        (changed((HEADER, "{{ form.titel }}", ATTACK)), TemplatePart.HEADER),
        (
            with_part("footnotes.xml", "footnotes", NOTE % ATTACK + "</w:footnotes>"),
            TemplatePart.NOTES,
        ),
        (
            with_part("comments.xml", "comments", COMMENT % ATTACK + "</w:comment></w:comments>"),
            TemplatePart.COMMENTS,
        ),
        (changed((CORE, "<dc:title/>", f"<dc:title>{ATTACK}</dc:title>")), TemplatePart.PROPERTIES),
        (with_xml(PICTURE % ATTACK), TemplatePart.BODY),
        (
            with_xml(
                f"<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{ATTACK}</w:t></w:r></w:p>"
                "</w:txbxContent></w:pict></w:r></w:p>"
            ),
            TemplatePart.TEXT_BOX,
        ),
        (with_xml(f"<w:p><w:r><w:instrText>{ATTACK}</w:instrText></w:r></w:p>"), TemplatePart.BODY),
        (with_xml(f"<!-- {ATTACK} -->"), TemplatePart.BODY),
        (with_xml(f"<w:p/>{ATTACK}"), TemplatePart.BODY),
        (with_xml(f"<w:t>{ATTACK}</w:t>"), TemplatePart.BODY),
        (
            changed((RELATIONS, 'Id="rId1"', f'Id="{ATTACK}"')),
            TemplatePart.RELATIONS,
        ),
        (changed((STYLES, 'w:name w:val="Normal"', f'w:name w:val="{ATTACK}"')), "styles"),
    ],
)
def test_an_attack_is_refused_wherever_it_stands(where, part):
    report = prove(FORM, where)
    assert not report.is_fit
    wanted = {TemplateProblem.FORBIDDEN, TemplateProblem.WRONG_PLACE}
    found = {each.place.part for each in report.errors if each.problem in wanted}
    assert part in found


def test_a_field_in_a_header_would_never_be_read():
    report = prove(FORM, changed((HEADER, "{{ form.titel }}", "{{ vision }}")))
    assert [each.problem for each in report.errors] == [TemplateProblem.WRONG_PLACE]


def test_braces_over_two_paragraphs_do_not_become_a_tag():
    text = "x {</w:t></w:r></w:p><w:p><w:r><w:t>{ 7 * 7 }</w:t></w:r></w:p><w:p><w:r><w:t>} y"
    assert TemplateProblem.BRACE in problems(with_paragraph(text))


def test_our_own_bytes_are_what_the_changes_start_from():
    assert changed() != OWN
    assert prove(FORM, changed()).findings == ()
