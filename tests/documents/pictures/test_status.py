"""The lights, lines and spending of a status report."""

from collections.abc import Callable
from decimal import Decimal

from documents.controls import Ids
from documents.pictures.drawing import spending_picture, status_picture
from documents.pictures.sketch import Sketch
from documents.pictures.status import all_series, lights, spending
from documents.pictures.status_layout import light_grids, strips, told_lights
from forms.answers import Answers
from forms.registry import form_of
from forms.reports import report_of
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

REPORT = form_of("statusrapport")
SOUND = typed_answers(REPORT, SOUND_ANSWERS["statusrapport"])


def report(**typed: str) -> Answers:
    texts = {name.replace("__", "."): text for name, text in typed.items()}
    return typed_answers(REPORT, {**SOUND_ANSWERS["statusrapport"], **texts})


def drawn(picture: Callable[[Answers, Sketch], None], answers: Answers) -> bytes:
    sketch = Sketch(Ids())
    picture(answers, sketch)
    return sketch.drawn()


def test_each_effort_has_a_light_for_each_year() -> None:
    found = lights(report_of(SOUND))
    assert found is not None
    assert found.years == (2010, 2011, 2012)
    assert found.colours == (("groen", "gul", ""), ("groen", "", ""))


def test_the_worst_colour_of_a_year_is_the_light_of_that_year() -> None:
    rows = {"indsatser[0].milepaele[3].aar": "2011", "indsatser[0].milepaele[3].farve": "Rød"}
    found = lights(report_of(typed_answers(REPORT, {**SOUND_ANSWERS["statusrapport"], **rows})))
    assert found is not None
    assert found.colours[0] == ("groen", "roed", "")


def test_every_light_is_told_by_a_sign_and_not_by_its_colour_alone() -> None:
    [grid] = light_grids(lights(report_of(SOUND)))
    assert len({lamp.sign for lamp in grid.legend}) == len(grid.legend) == 4
    by_colour = {lamp.colour: lamp.sign for lamp in grid.legend}
    assert all(lamp.sign == by_colour[lamp.colour] for lamp in grid.lamps)
    told = lights(report_of(SOUND))
    assert told is not None
    assert "Brobyggere: 2010 Grøn, 2011 Gul" in told_lights(told)


def test_a_line_goes_from_the_baseline_by_each_measure_towards_the_target() -> None:
    first = all_series(report_of(SOUND))[0]
    assert first.points == ((2009, Decimal(78)), (2010, Decimal(80)), (2011, Decimal(84)))
    assert first.target == Decimal(90)
    [line] = strips((first,))
    strip = line.strips[0]
    heights = [y for _, y in strip.points]
    assert heights == sorted(heights, reverse=True)
    assert strip.target is not None
    assert strip.target < heights[-1]


def test_one_number_alone_makes_no_line() -> None:
    names = {each.name for each in all_series(report_of(SOUND))}
    assert "Unge med en brobygger" not in names


def test_what_is_used_beyond_the_budget_is_told_apart() -> None:
    found = spending(SOUND)
    assert found is not None
    assert found.rows == ("2010", "2011")
    assert found.amounts == ((940_000, 60_000, 0), (1_000_000, 0, 50_000))


def test_no_answers_make_no_pictures() -> None:
    assert lights(report_of(Answers())) is None
    assert spending(Answers()) is None
    assert drawn(status_picture, Answers()) == drawn(spending_picture, Answers()) == b""


def test_sixty_efforts_are_drawn_on_several_pages() -> None:
    many = {f"indsatser[{n}].milepaele[0].aar": "2011" for n in range(60)}
    drawn = list(light_grids(lights(report_of(typed_answers(REPORT, many)))))
    assert [len(grid.names) for grid in drawn] == [24, 24, 12]


def test_a_rising_line_rises_in_word_too() -> None:
    rising = drawn(status_picture, SOUND).count(b'flipV="1"')
    falling = report(**{"indsatser[0]__resultater[0]__vaerdier[1]__vaerdi": "70 %"})
    assert drawn(status_picture, falling).count(b'flipV="1"') < rising
