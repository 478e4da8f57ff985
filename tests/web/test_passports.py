"""The officer is told whether a file of ours was changed on its way."""

import io
import re

import pytest

from documents.writer import write
from forms.registry import form_of
from tests.documents.test_passport import ANSWERS, rezipped

SKETCH = form_of("projektskitse")


@pytest.mark.parametrize(
    ("typed", "told"),
    [(b"Alle unge i byen", "som da den blev hentet"), (b"Ingen unge her", "Svarene er ændret")],
)
def test_the_page_of_a_file_tells_what_its_passport_says(client, typed, told):
    def change(name, content):
        is_body = name == "word/document.xml"
        return (name, content.replace(b"Alle unge i byen", typed) if is_body else content)

    file = rezipped(write(SKETCH, ANSWERS), change)
    address = client.post("/bord", data={"filer": (io.BytesIO(file), "a.docx")}).location
    file_id = re.search(r"/fil/(\w+)", client.get(address).text)[1]
    assert told in client.get(f"{address}/fil/{file_id}").text
