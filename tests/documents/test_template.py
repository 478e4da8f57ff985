"""A template asks for each field of its form exactly once, and for nothing else."""

import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path as FilePath

import pytest
from docx import Document

from documents.package import read_parts
from documents.reader import names as n
from documents.safety.xml import parse_xml
from documents.tags import TagProblem, prepare
from documents.template import BODY, TemplateFault, compiled
from documents.template_file import FOLDER, template_file
from forms.outline import outline
from forms.registry import all_forms
from tests.documents.example_template import example_template
from tests.forms.example_form import EXAMPLE_FORM
from tests.patience import PATIENCE


@pytest.mark.parametrize("definition", all_forms(), ids=lambda form: form.key)
def test_a_template_asks_for_each_field_once_and_prints_each_total(definition):
    body = read_parts(template_file(definition).read_bytes())[BODY]
    asked = Counter(each.address for each in prepare(definition, parse_xml(body)).asked)
    form = outline(definition)
    assert asked == Counter(each.address for each in (*form.fields(), *form.totals()))


def test_a_template_is_compiled_once():
    data = template_file(all_forms()[0]).read_bytes()
    assert compiled(all_forms()[0], data) is compiled(all_forms()[0], bytes(data))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"without": "navn"}, TagProblem.NOT_ASKED),
        ({"also": "{{r navn }}"}, TagProblem.ASKED_TWICE),
        ({"also": "{{r nanv }}"}, TagProblem.UNKNOWN_FIELD),
        ({"also": "{{ navn.__class__ }}"}, TagProblem.UNKNOWN_FIELD),
        ({"also": "{{ 7 * 7 }}"}, TagProblem.UNREADABLE),
        ({"also": "{%p for x in indsats %}"}, TagProblem.UNKNOWN_GROUP),
        ({"without": "navn", "also": "Navn: {{r navn }}"}, TagProblem.NOT_ALONE),
        ({"also": "{{p billede.milepaele }}"}, TagProblem.UNKNOWN_GROUP),
        ({"also": "{{p billede.maal }}"}, TagProblem.UNKNOWN_GROUP),
        ({"also": "{%p endfor %}"}, TagProblem.NOT_CLOSED),
        ({"also": "{%p for x in maal %}"}, TagProblem.NOT_CLOSED),
    ],
)
def test_a_template_that_does_not_fit_its_form_is_refused(change, problem):
    with pytest.raises(TemplateFault) as caught:
        compiled(EXAMPLE_FORM, example_template(**change))
    assert problem in {fault.code for fault in caught.value.faults}


def test_a_misspelt_field_is_answered_with_what_it_may_have_been():
    with pytest.raises(TemplateFault) as caught:
        compiled(EXAMPLE_FORM, example_template(also="{{r nanv }}"))
    fault = next(each for each in caught.value.faults if each.code is TagProblem.UNKNOWN_FIELD)
    assert "navn" in fault.suggestions


@pytest.mark.parametrize(
    "template", sorted(FilePath(FOLDER).glob("*.docx")), ids=lambda file: file.stem
)
def test_something_stands_between_two_tables_since_word_makes_one_of_neighbours(template):
    blocks = [block.tag for block in Document(str(template)).element.body]
    assert (n.TABLE, n.TABLE) not in pairwise(blocks)


def test_templates_are_clean_docxtpl():
    program = FilePath(sys.executable).with_name("docxtpl-lint")
    templates = sorted(map(str, FilePath(FOLDER).glob("*.docx")))
    command = [str(program), "--no-config", "--autoescape", *templates]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stdout
