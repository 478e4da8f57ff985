from documents.reader.lines import Line
from documents.reader.listed import take_list
from documents.reader.taken import LeftOver, Taken
from forms.grammar import Group
from forms.outline import outline
from forms.registry import form_of
from validators.finding import Place

PARTIES: Group = outline(form_of("delaftale")).at("parter").group


def taken(*texts: str) -> list[Taken | LeftOver]:
    return take_list(PARTIES, [Line(text=text, place=Place()) for text in texts])


def values(*texts: str) -> list[object]:
    return [each.value for each in taken(*texts) if isinstance(each, Taken)]


def test_a_bracket_never_closed_does_not_swallow_the_list() -> None:
    assert len(values("Klub (nord", *(f"Part {number}" for number in range(1_000)))) > 900


def test_a_line_wrapped_under_its_bullet_is_no_row() -> None:
    assert values("- Foreningen af", "glade naboer", "- Klubben") == [
        "Foreningen af glade naboer",
        "Klubben",
    ]


def test_rows_without_bullets_are_rows_whatever_their_letters() -> None:
    assert values("Åby Bolig", "politiet", "skolerne") == ["Åby Bolig", "politiet", "skolerne"]


def test_bullets_inside_a_line_part_it() -> None:
    assert values("• Åby Bolig • Politiet, nord") == ["Åby Bolig", "Politiet, nord"]
