from documents.reader.lines import Line
from documents.reader.sections import sort_lines
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from validators.finding import Place

WORDS = "Kommunens vision med partnerskabsaftalen er stor"


def lines(*texts: str) -> list[Line]:
    return [Line(text=text, place=Place(block=number)) for number, text in enumerate(texts)]


def test_words_are_a_label_where_they_are_a_heading_whatever_they_were_before() -> None:
    plain, heading, answer = lines(WORDS, WORDS, "Vi vil meget.")
    sorted_ = sort_lines(PROJEKTSKITSE_2009, [plain, heading._replace(is_heading=True), answer])

    assert [part.section.id for part in sorted_.sections] == ["vision"]
    assert sorted_.sections[0].label.place == Place(block=1)
    assert sorted_.before == (plain,)


def test_a_label_that_comes_again_is_met_where_it_stands_each_time() -> None:
    label, again = "Organisering", "3. Kommunens vision med partnerskabsaftalen"
    sorted_ = sort_lines(PROJEKTSKITSE_2009, lines(again, "En by.", again, label, "En gruppe."))

    assert [part.label.place.block for part in sorted_.sections] == [0, 3]
    assert [line.text for line in sorted_.sections[0].lines] == ["En by."]
