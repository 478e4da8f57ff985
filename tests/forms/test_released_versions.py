"""A released version of a form never changes: answers and Word files out there refer to it.

A change is a new version beside it. The checksums are not to be brought up to date here.
"""

import pytest

from forms.grammar import FormDefinition
from forms.outline import checksum
from forms.registry import all_forms

RELEASED = {
    "projektskitse@2009": "94a20a67eb25f1838fb2bd20b843b4b1d6b6cb49694d24a52c317eef62f8f3e0",
}


@pytest.mark.parametrize("definition", all_forms(), ids=lambda form: form.key)
def test_a_released_version_says_what_it_said(definition: FormDefinition) -> None:
    assert checksum(definition) == RELEASED[definition.key]


def test_no_released_version_is_taken_back() -> None:
    assert {form.key for form in all_forms()} == set(RELEASED)
