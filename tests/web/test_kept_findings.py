"""Findings are kept while documents say the same, and are what an examination would say now."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from cases.example_cases import READY
from cases.memory import Memory
from forms.registry import programme_of
from tests.web.submission import fields_of
from validators.examination import examine, examine_case
from validators.examples import documents_of
from validators.rule import Example
from web import kept_findings
from web.kept_findings import Versioned, case_findings

SignIn = Callable[[str], FlaskClient]
PROGRAMME = programme_of("lbf-boligsocial-2019-26")
DOCUMENTS = documents_of(Example(text="-", is_in_case=True))


@pytest.fixture(autouse=True)
def examined(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often documents were examined by themselves, and several together; nothing is kept."""
    counts: Counter[str] = Counter()

    def counted(name: str) -> None:
        found = getattr(kept_findings, name)

        def count(*given: object, **named: object) -> object:
            counts[name] += 1
            return found(*given, **named)

        monkeypatch.setattr(kept_findings, name, count)

    for name in ("examine", "examine_across"):
        counted(name)
    for name in ("_within", "_across"):
        monkeypatch.setattr(kept_findings, name, Memory(100))
    return counts


def _versioned(*changed: int) -> tuple[Versioned, ...]:
    """The documents of a case; those that changed lack their first answer and have a version on."""
    return tuple(
        Versioned(
            version=(place, place in changed),
            document=replace(each, answers=each.answers.replaced({next(iter(each.answers)): None}))
            if place in changed and len(each.answers)
            else each,
        )
        for place, each in enumerate(DOCUMENTS)
    )


@pytest.mark.parametrize("changed", [(), (0,), (0, 1, 2)])
def test_kept_findings_are_those_of_the_whole_case(changed: tuple[int, ...]) -> None:
    documents = _versioned(*changed)
    anew = examine_case([each.document for each in documents], programme=PROGRAMME)
    for _ in range(2):
        assert case_findings(documents, PROGRAMME) == anew


def test_a_save_in_one_document_leaves_what_was_found_in_the_others(
    examined: Counter[str],
) -> None:
    for _ in range(2):
        case_findings(_versioned(), PROGRAMME)
        assert examined == {"examine": len(DOCUMENTS), "examine_across": 1}
    case_findings(_versioned(1), PROGRAMME)
    assert examined == {"examine": len(DOCUMENTS) + 1, "examine_across": 2}


def test_a_document_of_another_name_is_told_by_its_own() -> None:
    first, _, *others = _versioned()
    documents = (first, *others)
    renamed = tuple(
        replace(each, document=replace(each.document, name=f"New {each.document.name}"))
        for each in documents
    )
    kept = case_findings(documents, PROGRAMME)
    assert kept.across
    anew = examine_case([each.document for each in renamed], programme=PROGRAMME)
    assert case_findings(renamed, PROGRAMME) == anew


def test_amounts_that_are_equal_but_not_as_precise_are_examined_each(
    examined: Counter[str],
) -> None:
    budget = next(each for each in DOCUMENTS if each.definition and each.definition.id == "budget")
    path = next(path for path, value in budget.answers.items() if isinstance(value, Decimal))
    rough = budget.answers.replaced({path: Decimal("1E+5")})
    exact = budget.answers.replaced({path: Decimal("100000")})
    assert rough == exact
    assert budget.definition is not None
    for version, answers in enumerate((rough, exact)):
        document = replace(budget, answers=answers)
        found = case_findings((Versioned(version=version, document=document),), PROGRAMME)
        assert found.documents == (examine(budget.definition, answers),)
    assert examined["examine"] == 2


def test_looking_at_a_draft_again_examines_nothing_and_saving_it_does(
    client: FlaskClient, draft: str, examined: Counter[str]
) -> None:
    pages = (f"{draft}/trin/organisering", f"{draft}/trin/udgifter", draft, f"{draft}/svar")
    client.get(pages[0])
    assert examined == {"examine": 1}
    for each in pages:
        client.get(each)
    assert examined == {"examine": 1}
    fields = fields_of(client.get(pages[0]).text)
    fields["organisering.tovholder"] = "Signe Havmand"
    client.post(pages[0], data=fields)
    assert examined == {"examine": 2}
    client.get(pages[0])
    client.get(f"{draft}/word")
    assert examined == {"examine": 2}


def test_a_save_in_a_case_examines_what_was_saved_once(
    sign_in: SignIn, examined: Counter[str]
) -> None:
    writer = sign_in("skriver")
    address = re.search(rf'href="(/sager/\w+)"[^>]*>\s*{READY}', writer.get("/").text)
    assert address is not None
    found = re.search(r'href="(/kladder/\w+)">Strategisk', writer.get(address[1]).text)
    assert found is not None
    page = f"{found[1]}/trin/vision"
    fields = fields_of(writer.get(page).text)
    fields["vision"] = "Alle har noget at stå op til."
    examined.clear()
    writer.post(page, data=fields)
    assert examined == {"examine": 1}
    writer.get(page)
    writer.get(f"{found[1]}/word")
    assert examined == {"examine": 1, "examine_across": 1}
