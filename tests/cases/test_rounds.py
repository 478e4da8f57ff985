from dataclasses import replace
from datetime import date
from decimal import Decimal

from cases.rounds import changes_between, compare_rounds, former_version
from forms.answers import Answers
from forms.registry import form_of
from tests.cases.reviews import file, path, reading, review

POSTS = [
    {"tekst": "Løn til koordinator", "beloeb": "400.000", "hyppighed": "aarligt"},
    {"tekst": "Transport af unge", "beloeb": "50.000", "hyppighed": "aarligt"},
]


def sketch(posts, **said):
    return reading("projektskitse", {"kommune": "Holstebro", "udgifter": {"poster": posts}, **said})


def compared(before, after):
    old, new = file(1, before, line="a"), file(2, after, line="a")
    return compare_rounds(review(old, new), old, new)


def changed(round_):
    return [
        (str(each.before), str(each.after), [(str(one.path)) for one in each.fields])
        for each in round_.changes
    ]


def test_the_same_answers_are_no_change_and_the_findings_remain():
    found = compared(sketch(POSTS), sketch(POSTS))
    assert found.changes == ()
    assert (found.gone, found.new) == ((), ())
    assert found.remaining


def test_an_answer_that_was_lacking_is_a_finding_gone_and_a_change():
    found = compared(sketch(POSTS), sketch(POSTS, vision="Alle unge i arbejde"))
    assert [str(each.finding.path) for each in found.gone] == ["vision"]
    assert found.new == ()
    assert changed(found) == [("vision", "vision", ["vision"])]


def test_a_finding_that_came_is_new():
    found = compared(sketch(POSTS, vision="Alle unge i arbejde"), sketch(POSTS))
    assert [str(each.finding.path) for each in found.new] == ["vision"]
    assert found.gone == ()


def test_an_amount_is_told_before_and_after():
    [change] = compared(
        sketch(POSTS), sketch([{**POSTS[0], "beloeb": "450.000"}, POSTS[1]])
    ).changes
    [field] = change.fields
    assert (field.before, field.after) == (Decimal("400000"), Decimal("450000"))
    assert str(field.path) == "udgifter.poster[0].beloeb"


def test_a_row_put_first_is_the_one_change():
    new = {"tekst": "Husleje", "beloeb": "10.000", "hyppighed": "aarligt"}
    found = compared(sketch(POSTS), sketch([new, *POSTS]))
    assert changed(found) == [
        (
            "None",
            "udgifter.poster[0]",
            [f"udgifter.poster[0].{name}" for name in ("tekst", "beloeb", "hyppighed")],
        )
    ]


def test_a_row_that_is_gone_is_told_as_it_was():
    [change] = compared(sketch(POSTS), sketch(POSTS[1:])).changes
    assert (str(change.before), change.after) == ("udgifter.poster[0]", None)
    assert change.fields[0].after is None


def test_a_finding_follows_its_row():
    lacking = {"tekst": "Transport af unge", "hyppighed": "aarligt"}
    found = compared(sketch([POSTS[0], lacking]), sketch([lacking, POSTS[0]]))
    paths = [str(each.finding.path) for each in found.remaining]
    assert "udgifter.poster[0].beloeb" in paths
    assert not any("poster" in str(each.finding.path) for each in (*found.gone, *found.new))


def test_the_former_version_is_the_last_one_before_with_other_content():
    first, second = file(1, sketch(POSTS), line="a"), file(2, sketch(POSTS), line="a")
    same = replace(second, id="x", number=3)
    other = file(4, sketch(POSTS), line="b")
    whole = review(first, second, same, other)
    assert former_version(whole, same) is first
    assert former_version(whole, second) is first
    assert former_version(whole, first) is None
    assert former_version(whole, other) is None


def test_the_former_version_is_the_older_by_its_own_date_however_they_were_laid_up():
    new = file(1, sketch(POSTS), line="a", dated=date(2009, 5, 2))
    old = file(2, sketch(POSTS), line="a", dated=date(2009, 5, 1))
    assert former_version(review(new, old), new) is old
    assert former_version(review(new, old), old) is None


def test_the_other_files_of_the_case_are_held_against_both_versions():
    agreement = reading("samarbejdsaftale", {"periode": {"fra": "2021-01-01", "til": "2024-12-31"}})
    off = reading("delaftale", {"periode": {"fra": "2021-01-01", "til": "2023-12-31"}})
    right = reading("delaftale", {"periode": {"fra": "2021-01-01", "til": "2024-12-31"}})
    old, new = file(2, off, line="a"), file(3, right, line="a")
    found = compare_rounds(review(file(1, agreement), old, new), old, new)
    assert "DAT004" in [each.finding.rule for each in found.gone]
    assert path("periode") in [each.finding.path for each in found.gone]


def test_the_order_that_answers_are_kept_in_is_no_change():
    told = sketch([*POSTS, *POSTS]).answers
    turned = Answers(dict(reversed(list(told.items()))))
    assert changes_between(form_of("projektskitse"), told, turned) == ()
