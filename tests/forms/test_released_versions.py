"""A released version of a form never changes: answers and Word files out there refer to it.

A change is a new version beside it. The checksums are not to be brought up to date here.
"""

import pytest

from forms.grammar import FormDefinition
from forms.outline import checksum
from forms.registry import all_forms

RELEASED = {
    "projektskitse@2009": "cda5eb4a32fe87db39738a63507fcd32f8e41f05b1c5589e28f4df42d05276e1",
    "samarbejdsaftale@2019-26": "47c593afc301014f56a662a32a845543cad3ebe49f35acd68f6fab19086c1087",
    "delaftale@2019-26": "3a01c76af29e50da11c63f1f34fe7bd75c451b625b59cc565f434b07d85c6c90",
    "budget@2019-26": "b83cabefe6ad8b7ea2bd4200712580f4fad21786984eb18fa0360c9465899a8f",
    "milepaelsplan@2019-26": "733389e6c9e90747bdff1eadc16e5a58b527348498bbc9f48c69c63bc7b26c87",
    "beredskabsplan@2019-26": "854964f1054132ee7c8a41846f46c600f42cfb438d03a550377510078408b83d",
    "kommissorium@2019-26": "9929a661adf0fb0cf56e5f46094fed5d44419d2bd9c7f31f9a071242704ef2be",
    "indberetningsskema@2019-26": (
        "5041441e1fb27384832d1b1ce3629c566f459ac7ab2f44a5171182b6e236ff99"
    ),
    "ungeindsats_tilmelding@2010": (
        "49fb824b0312538331f980213d2818875198e40aab2a36506cacab1b13fbb215"
    ),
    "statusrapport@1": "e491adfe4345c12b535a6be2ee703305b5a69746f44062967650be0558b43179",
}


@pytest.mark.parametrize("definition", all_forms(), ids=lambda form: form.key)
def test_a_released_version_says_what_it_said(definition: FormDefinition) -> None:
    assert checksum(definition) == RELEASED[definition.key]


def test_no_released_version_is_taken_back() -> None:
    assert {form.key for form in all_forms()} == set(RELEASED)
