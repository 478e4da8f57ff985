"""A released version of a form never changes: answers and Word files out there refer to it.

A change is a new version beside it. The checksums are not to be brought up to date here.
"""

import pytest

from forms.grammar import FormDefinition
from forms.outline import checksum
from forms.registry import all_forms

RELEASED = {
    "projektskitse@2009": "cda5eb4a32fe87db39738a63507fcd32f8e41f05b1c5589e28f4df42d05276e1",
}


@pytest.mark.parametrize("definition", all_forms(), ids=lambda form: form.key)
def test_a_released_version_says_what_it_said(definition: FormDefinition) -> None:
    assert checksum(definition) == RELEASED[definition.key]


def test_no_released_version_is_taken_back() -> None:
    assert {form.key for form in all_forms()} == set(RELEASED)
