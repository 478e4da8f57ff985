"""A waiver finds its finding again in a new version where its row stands elsewhere."""

from cases.actions.start_review import start_review
from cases.actions.waive_finding import take_waiver_back
from cases.holder import Holder
from cases.models import ReviewFileRecord, WaiverRecord
from cases.review import Waiver
from cases.review_queries import held_review
from cases.review_report import report_of
from documents.reader.wire import reading_to_bytes
from tests.cases.reviews import NOW, file, reading, review


def goals(*baselines: str):
    """A sub-agreement with these baselines, none of which says its year."""
    said = [
        {"delmaal": "Et mål", "indikator": "En indikator", "baseline": each} for each in baselines
    ]
    return reading("delaftale", {"delmaal": said})


def undated(found):
    """The findings of baselines without a year: path, evidence and whether they are let pass."""
    return [
        (str(each.finding.path), each.finding.evidence, each.waiver is not None)
        for each in report_of(found).noted()
        if each.finding.rule == "IND002"
    ]


def with_first_waived(*files):
    """A review of versions in which the first finding of the first version was let pass."""
    noted = report_of(review(files[0])).noted()
    key = next(each.key for each in noted if each.finding.rule == "IND002")
    return review(*files, waivers={key: Waiver(made_for=key, reason="Set", waived_at=NOW)})


def test_a_waived_warning_stays_so_where_a_row_was_put_before_it():
    old, new = (
        file(1, goals("12 unge", "9 borgere"), line="a"),
        file(2, goals("3 hold", "12 unge", "9 borgere"), line="a"),
    )
    assert undated(with_first_waived(old, new)) == [
        ("delmaal[0].baseline", "3 hold", False),
        ("delmaal[1].baseline", "12 unge", True),
        ("delmaal[2].baseline", "9 borgere", False),
    ]


def test_it_is_not_taken_for_another_with_other_words_or_the_same_twice():
    old = file(1, goals("12 unge"), line="a")
    other = file(2, goals("3 hold", "13 unge"), line="a")
    twice = file(3, goals("3 hold", "12 unge", "12 unge"), line="a")

    assert not any(is_waived for _, _, is_waived in undated(with_first_waived(old, other)))
    assert not any(is_waived for _, _, is_waived in undated(with_first_waived(old, twice)))


def test_a_waiver_of_another_document_is_none_of_its_business():
    old = file(1, goals("12 unge"), line="a")
    mine = file(2, goals("3 hold"), line="a")
    theirs = file(3, goals("3 hold", "12 unge"), line="b")

    assert not any(is_waived for _, _, is_waived in undated(with_first_waived(old, mine, theirs)))


def test_what_was_let_pass_before_it_moved_can_count_again(database, now):
    started = start_review(database, Holder(), title="", received=None, now=now)
    holder = Holder(review_ids=frozenset({started.review_id}))
    versions = [goals("12 unge"), goals("3 hold", "12 unge")]
    with database.writing() as session:
        for number, read in enumerate(versions):
            session.add(record(started.review_id, number, read, now))
            session.flush()
            if not number:
                key = key_of_undated(held_review(session, holder, started.review_id), "12 unge")
                session.add(
                    WaiverRecord(
                        review_id=started.review_id, finding=key, reason="a", waived_at=now
                    )
                )

    def held():
        with database.reading() as session:
            return held_review(session, holder, started.review_id)

    assert [is_waived for _, _, is_waived in undated(held())] == [False, True]
    moved = key_of_undated(held(), "12 unge")
    take_waiver_back(database, holder, started.review_id, moved, now=now)
    assert [is_waived for _, _, is_waived in undated(held())] == [False, False]


def key_of_undated(found, evidence):
    return next(each.key for each in report_of(found).noted() if each.finding.evidence == evidence)


def record(review_id, number, read, now):
    return ReviewFileRecord(
        id=f"fil{number}",
        review_id=review_id,
        number=number,
        name=f"udgave {number}.docx",
        sha256=str(number) * 64,
        size=1,
        refused="",
        line="fil0",
        is_set_aside=False,
        dated=None,
        added_at=now,
        reading=reading_to_bytes(read).decode(),
    )
