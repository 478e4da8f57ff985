from documents.reader import names as n
from documents.reader.places import Places
from tests.documents.reader.word_xml import body_of, control, line, p, row, run, table, text_box
from validators.finding import Place


def test_blocks_are_counted_in_order_and_controls_looked_through() -> None:
    body = body_of(line("0") + control(line("1") + table(row(line("2")))) + line("3"))
    places = Places(body)
    found = [places.of(each) for each in body.iter(n.TEXT)]
    assert found == [Place(block=0), Place(block=1), Place(block=2, row=0, cell=0), Place(block=3)]


def test_rows_and_cells_inside_controls_are_counted_as_any_other() -> None:
    inner = control(row(line("b"), line("c")))
    body = body_of(table(row(line("a")), inner, row(line("d"))))
    places = [Places(body).of(each) for each in body.iter(n.TEXT)]
    assert [(at.row, at.cell) for at in places] == [(0, 0), (1, 0), (1, 1), (2, 0)]


def test_an_element_of_a_nested_table_has_the_place_of_the_outer_cell() -> None:
    body = body_of(line("0") + table(row(line("a"), table(row(line("b"))) + p())))
    inner = list(body.iter(n.TEXT))[2]
    assert Places(body).of(inner) == Place(block=1, row=0, cell=1)


def test_an_element_of_a_text_box_has_the_place_of_its_paragraph() -> None:
    body = body_of(line("0") + p(run("1"), text_box(line("inde"))))
    assert Places(body).of(list(body.iter(n.TEXT))[2]) == Place(block=1)


def test_an_element_of_another_document_has_no_place() -> None:
    assert Places(body_of(line("a"))).of(body_of(line("b"))[0]) == Place()


def test_the_places_of_three_thousand_merged_rows_are_found_each() -> None:
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    rows = "".join(f"<w:tr>{merged}{merged}</w:tr>" for _ in range(3000))
    body = body_of(f"<w:tbl>{rows}</w:tbl>")
    places = Places(body)
    last = [places.of(each) for each in body.iter(n.PARAGRAPH)][-1]
    assert last == Place(block=0, row=2999, cell=1)
