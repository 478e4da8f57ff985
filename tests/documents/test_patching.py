"""Our way with a template's tags beside docxtpl's own."""

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from documents.package import read_parts
from documents.patching import patched
from documents.safety.xml import parse_xml
from documents.tags import prepare
from documents.template import BODY
from documents.template_file import template_file
from forms.registry import all_forms

EMPTY = '<w:r><w:t xml:space="preserve"></w:t></w:r>'


def by_docxtpl(source):
    return DocxTemplate("").patch_xml(source).replace(EMPTY, "")


def same(ours, theirs):
    """The same but for blanks inside tags."""
    return " ".join(ours.split()) == " ".join(theirs.split())


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.key)
def test_the_tags_of_every_template_are_read_as_docxtpl_reads_them(form, monkeypatch):
    root = parse_xml(read_parts(template_file(form).read_bytes())[BODY])
    prepare(form, root)
    source = etree.tostring(root, encoding="unicode")
    theirs = by_docxtpl(source)
    monkeypatch.setattr(DocxTemplate, "patch_xml", None)
    assert same(patched(source), theirs)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("<w:p><w:r><w:t>a {{ b.c }} d</w:t></w:r></w:p>", None),
        (
            "<w:p><w:pPr/><w:r><w:t>a {{r b(c, 1) }} d</w:t></w:r></w:p>",
            (
                '<w:p><w:pPr/><w:r><w:t xml:space="preserve">a </w:t></w:r>{{ b(c, 1) }}'
                '<w:r><w:t xml:space="preserve"> d</w:t></w:r></w:p>'
            ),
        ),
        ("<a><w:p><w:r><w:t>{{p b }}</w:t></w:r></w:p></a>", "<a>{{ b }}</a>"),
        (
            '<w:tr w:x="1"><w:trPr/><w:tc>{%tr for a in b.c %}</w:tc></w:tr><w:tr>a</w:tr>',
            "{% for a in b.c %}<w:tr>a</w:tr>",
        ),
        ('<a b="{28A0092B-C50C-407E-A947-70E740481C1C}"><w:p>{%p endfor %}</w:p></a>', None),
    ],
)
def test_a_tag_takes_the_place_of_its_row_paragraph_or_run(source, made, monkeypatch):
    theirs = by_docxtpl(source)
    monkeypatch.setattr(DocxTemplate, "patch_xml", None)
    assert same(patched(source), theirs)
    assert made is None or same(patched(source), made)


@pytest.mark.parametrize(
    "source",
    [
        "<w:p><w:r><w:t>{{ a</w:t></w:r><w:r><w:t>b }}</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>{ ab }}</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>{% if a &gt; b %}c{% endif %}</w:t></w:r></w:p>",
        "<w:tr><w:tc><w:p>{%tr for a in b %}</w:p><w:p>{{p c }}</w:p></w:tc></w:tr>",
        "<w:p>{{p a }}{{p b }}</w:p><w:p>c</w:p>",
        "<x:p>{{p a }}</x:p>",
        "<w:p>{{p a }}",
    ],
)
def test_what_is_beyond_the_grammar_is_left_to_docxtpl(source, monkeypatch):
    monkeypatch.setattr(DocxTemplate, "patch_xml", lambda _self, given: f"docxtpl: {given}")
    assert patched(source) == f"docxtpl: {source}"


def test_what_is_looked_through_for_rows_grows_with_the_text_and_not_with_its_tags():
    class Watched(str):
        looked_through = 0
        __slots__ = ()

        def rfind(self, sub, start=0, end=None):
            Watched.looked_through += len(self[start:end])
            return super().rfind(sub, start, end)

    source = Watched("<w:p>{{p a }}</w:p>" * 1_000)
    assert patched(source) == "{{ a }}" * 1_000
    assert Watched.looked_through < 10 * len(source)
