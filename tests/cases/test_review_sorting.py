from datetime import date

from cases.review_lines import line_of
from cases.review_sorting import Role, cases_among, sort_files
from tests.cases.reviews import file, reading, unreadable

PARTIES = [{"navn": "Nordby Kommune"}, {"navn": "Nordby Boligforening"}]
OTHERS = [{"navn": "Sønderborg Kommune"}, {"navn": "Søbo"}]


def agreement(name="Nordparken", parties=PARTIES):
    return reading("samarbejdsaftale", {"omraadets_navn": name, "parter": parties})


def sub_agreement(area, name="Helhedsplan Nordparken", parties=PARTIES):
    area = {"job": "Uddannelse og livschancer", "by": "Kriminalitetsforebyggelse"}[area]
    return reading("delaftale", {"indsatsomraade": area, "navn": name, "parter": parties})


def roles(*files):
    return [each.role for each in sort_files(files)]


def cases(*files):
    return [[each.file.number for each in case] for case in cases_among(sort_files(files))]


def test_a_file_is_what_it_was_read_as():
    read = [agreement(), reading(None), unreadable(), None]
    assert roles(*(file(number, each) for number, each in enumerate(read))) == [
        Role.CURRENT,
        Role.UNKNOWN,
        Role.UNREADABLE,
        Role.WAITING,
    ]


def test_the_same_content_counts_once():
    first, second = file(1, agreement(), content="x"), file(2, agreement(), content="x")
    sorted_first, sorted_second = sort_files([first, second])
    assert (sorted_first.role, sorted_second.role) == (Role.CURRENT, Role.DOUBLE)
    assert sorted_second.other is first


def test_empty_files_are_no_doubles_of_each_other():
    empty = [file(number, unreadable(), content="x", size=0) for number in (1, 2)]
    assert roles(*empty) == [Role.UNREADABLE, Role.UNREADABLE]


def test_of_two_versions_the_later_by_its_own_date_counts():
    new = file(1, agreement(), line="a", dated=date(2009, 5, 2))
    old = file(2, agreement(), line="a", dated=date(2009, 5, 1))
    sorted_new, sorted_old = sort_files([new, old])
    assert (sorted_new.role, sorted_old.role, sorted_old.other) == (Role.CURRENT, Role.OLDER, new)


def test_of_two_versions_without_dates_the_last_laid_up_counts():
    assert roles(
        file(1, agreement(), line="a", dated=date(2009, 5, 2)), file(2, agreement(), line="a")
    ) == [Role.OLDER, Role.CURRENT]


def test_what_is_set_aside_lets_the_former_version_count():
    new = file(2, agreement(), line="a", is_set_aside=True)
    assert roles(file(1, agreement(), line="a"), new) == [Role.CURRENT, Role.SET_ASIDE]


def test_a_file_joins_the_line_of_the_same_document():
    old = file(1, sub_agreement("job"))
    assert line_of(file(2, sub_agreement("job", "Helhedsplanen Nordparken")), [old]) == old.line
    assert line_of(file(2, sub_agreement("by")), [old]) == "fil2"
    assert line_of(file(2, sub_agreement("job", "Byens Hjerte")), [old]) == "fil2"
    assert line_of(file(2, reading(None)), [old]) == "fil2"


def test_a_document_that_names_nobody_is_a_version_of_the_one_in_its_folder():
    old = [file(1, reading("budget"), name="nord/budget.docx")]
    both = [*old, file(2, reading("budget"), name="syd/budget.docx")]
    assert line_of(file(3, reading("budget"), name="nord/budget 2.docx"), both) == "fil1"
    assert line_of(file(3, reading("budget"), name="øst/budget.docx"), both) == "fil3"
    assert line_of(file(3, reading("budget"), name="budget 2.docx"), both) == "fil3"
    assert line_of(file(3, reading("budget"), name="budget 2.docx"), old) == "fil1"


def test_an_agreement_and_its_sub_agreements_are_one_case():
    files = (file(1, sub_agreement("job")), file(2, agreement()), file(3, sub_agreement("by")))
    assert cases(*files) == [[1, 2, 3]]


def test_an_attachment_that_names_nobody_joins_the_only_case():
    assert cases(file(1, agreement()), file(2, reading("beredskabsplan"))) == [[1, 2]]


def test_two_applications_in_one_heap_are_two_cases():
    files = (
        file(1, agreement()),
        file(2, sub_agreement("job")),
        file(3, agreement("Søbyen", OTHERS)),
        file(4, sub_agreement("job", "Søbyens helhedsplan", OTHERS)),
    )
    assert cases(*files) == [[1, 2], [3, 4]]


def test_folders_tell_attachments_of_two_cases_apart():
    files = (
        file(1, agreement(), name="nord/aftale.docx"),
        file(2, agreement("Søbyen", OTHERS), name="syd/aftale.docx"),
        file(3, reading("beredskabsplan"), name="syd/plan.docx"),
        file(4, reading("beredskabsplan"), name="nord/plan.docx"),
    )
    assert cases(*files) == [[1, 4], [2, 3]]


def test_sketches_of_two_municipalities_are_two_cases():
    files = [
        file(number, reading("projektskitse", {"kommune": kommune}))
        for number, kommune in enumerate(("Holstebro", "Aarhus"))
    ]
    assert cases(*files) == [[0], [1]]


def report(year=None, kommune="Nordby", partnership="Nordparken", activity="Lektiecafé"):
    said = {"indsatser": [{"aktivitet": activity}]}
    said |= {"aar": str(year)} if year else {}
    said |= {"kommune": kommune} if kommune else {}
    said |= {"partnerskab": partnership} if partnership else {}
    return reading("statusrapport", said)


def test_reports_of_different_years_are_a_series_and_of_one_year_versions():
    old = [file(1, report(2021))]
    assert line_of(file(2, report(2022)), old) == "fil2"
    assert line_of(file(2, report(2021, activity="Mentor")), old) == "fil1"
    assert line_of(file(2, report(2021, partnership="Søbyen")), old) == "fil2"
    assert line_of(file(2, report(2021, kommune="Aarhus")), old) == "fil2"


def test_a_series_of_reports_is_one_case_and_another_partnerships_is_its_own():
    files = (
        file(1, report(2021)),
        file(2, report(2022)),
        file(3, report(2022, kommune="Aarhus", partnership="Søbyen")),
        file(4, report(2023)),
        file(5, report(2021, kommune="Aarhus", partnership="Søbyen")),
    )
    assert cases(*files) == [[1, 2, 4], [3, 5]]


def test_a_report_stands_with_the_agreement_it_tells_of():
    mine = {"aktiviteter": [{"navn": "Lektiecafé"}], "parter": PARTIES}
    area = {"indsatsomraade": "Uddannelse og livschancer"}
    theirs = {"aktiviteter": [{"navn": "Fritidspas"}], "parter": PARTIES}
    files = (
        file(1, reading("delaftale", {"navn": "Søbyen", **area, **theirs}), name="b/aftale.docx"),
        file(2, reading("delaftale", {"navn": "Byens Hjerte", **area, **mine}), name="a/x.docx"),
        file(3, report(2022, partnership="Helhedsplanen"), name="c/status.docx"),
    )
    assert cases(*files) == [[1], [2, 3]]


def test_a_report_of_another_municipality_stands_by_itself():
    files = (file(1, agreement()), file(2, report(2022, kommune="Aarhus", partnership="")))
    assert cases(*files) == [[1], [2]]
