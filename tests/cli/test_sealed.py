"""What the commands make of an application is sealed by its key, as on the pages."""

import io
import json
from zipfile import ZipFile

import pytest

from app import create_app
from cases.example import example_answers, example_form
from documents.passport import passport_of
from documents.seal import Sealer
from forms.exchange import answers_to_json

KEY = "en nøgle, som kun tests har"
FORM = example_form()
LINE = json.dumps(answers_to_json(FORM, example_answers()), default=str).encode()


@pytest.fixture(scope="module")
def called(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sealed")
    app = create_app({"SECRET_KEY": KEY, "DATABASE_URL": f"sqlite:///{folder}/x.db"})

    def call(*arguments):
        result = app.test_cli_runner().invoke(args=[*map(str, arguments)], input=LINE)
        assert result.exit_code == 0
        return result.stdout_bytes

    return call


@pytest.mark.parametrize("arguments", [("blank", FORM.id), ("fill", FORM.id, "-")])
def test_a_document_of_a_command_is_sealed(called, arguments):
    assert Sealer(KEY).holds(passport_of(called(*arguments)))


def test_each_document_of_many_is_sealed_and_its_zip_is_whole(called, tmp_path):
    called("bulk", FORM.id, "-", "-o", tmp_path / "ud.zip")
    with ZipFile(tmp_path / "ud.zip") as archive:
        assert archive.testzip() is None
        [made] = map(archive.read, archive.namelist())
    assert made == called("fill", FORM.id, "-")
    assert ZipFile(io.BytesIO(made)).testzip() is None
