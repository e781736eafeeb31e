"""A reading that was ended begins again with a reason, and what was concluded from it says so until it is replaced."""

from datetime import timedelta

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.follow_up.actions import reading as acts
from aktsom.follow_up.actions.reading_again import read_again
from aktsom.follow_up.models import Conclusion, Rereading, SelfReport
from aktsom.follow_up.queries.conclusions import conclusions_of
from aktsom.follow_up.queries.reading import reading
from aktsom.follow_up.queries.reliance import reliance_line
from aktsom.follow_up.rules.reliance import Against
from aktsom.follow_up.states import Method, RemarkKind
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.factories.mandates import granted, team
from tests.factories.reports import asked, handed_in
from tests.follow_up.concluded import TODAY, concluded, report
from tests.follow_up.test_planning import gloves, planned

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)
WHY = "Poenget på F-1.1 bygget på feil vedlegg."


@beginning(after=commons.terms)
def judged() -> SelfReport:
    """Read to the end by Bjarne and Mons."""
    granted(team(), gloves("oslo", term_set="T4"))
    made = asked(planned())
    handed_in(made)
    for place, who in enumerate(("bjarne", "mons"), 1):
        acts.take_place(by=actor(who), at=NOON, report_id=made.public_id, place=place)
    SelfReport.objects.update(state="judged", ended_at=NOON)
    made.refresh_from_db()
    return made


def again(report: SelfReport, who: str = "bjarne", why: str = WHY) -> Rereading:
    report.refresh_from_db()
    return read_again(by=actor(who), at=LATER, report_id=report.public_id, revision=report.revision, reason=why)


def test_it_begins_again_with_a_reason_and_scores_may_be_given_anew(judged: SelfReport) -> None:
    mark = reading(actor("bjarne"), judged).line("F-1.1").mark
    said = {"by": actor("bjarne"), "at": LATER, "report_id": judged.public_id, "code": "F-1.1", "mark": mark}
    with pytest.raises(Refused, match="avsluttet"):
        acts.give_score(**said, score=1)
    with pytest.raises(Wrong):
        again(judged, why="kort")
    assert again(judged).reason == WHY
    judged.refresh_from_db()
    assert (judged.state, judged.ended_at) == ("answered", None)
    assert acts.give_score(**said, score=1).score == 1
    (entry,) = JournalEntry.objects.filter(verb="report_read_again")
    assert (entry.on_behalf_of_id, entry.changes) == (judged.owner_id, {"conclusions": 0})
    with pytest.raises(Refused):
        again(judged)


def test_what_was_concluded_stands_and_says_so_until_it_is_replaced(judged: SelfReport) -> None:
    one = judged.follow_up
    concluded(one, method=Method.SELF_REPORT)
    concluded(one, cited=(report(one),))
    theirs = gloves("stavanger", term_set="T4")

    def speaks() -> tuple[Against, ...]:
        return reliance_line(actor("stina"), one, theirs.public_id, TODAY).weighed.against

    assert Against.READ_AGAIN not in speaks()
    again(judged)
    assert {(row.method, row.reread_at) for row in conclusions_of(actor("stina"), one, TODAY)} == {
        ("self_report", LATER), ("audit", None)
    }  # fmt: skip
    assert Against.READ_AGAIN in speaks()
    concluded(one, method=Method.SELF_REPORT, at=LATER)
    assert Against.READ_AGAIN not in speaks()
    assert Conclusion.objects.filter(reread_at=LATER, superseded_at=LATER).count() == 1


def test_answers_that_go_back_say_so_too(judged: SelfReport) -> None:
    concluded(judged.follow_up, method=Method.SELF_REPORT)
    again(judged)
    Conclusion.objects.update(reread_at=None)
    line = reading(actor("bjarne"), judged).line("F-1.1")
    acts.remark(
        by=actor("bjarne"), at=LATER, report_id=judged.public_id, code="F-1.1", mark=line.mark,
        kind=RemarkKind.MISSING, text="Vi finner ikke datoen.", before=line.remark_mark("missing"),
    )  # fmt: skip
    judged.refresh_from_db()
    acts.send_back(by=actor("bjarne"), at=LATER, report_id=judged.public_id, revision=judged.revision)
    assert Conclusion.objects.get().reread_at == LATER


def test_only_those_who_follow_up_and_only_what_was_read_to_the_end(judged: SelfReport) -> None:
    with pytest.raises((NotVisible, Refused)):
        again(judged, "olga")
    with pytest.raises(NotVisible):
        again(judged, "stina")
    with pytest.raises(Stale):
        read_again(by=actor("bjarne"), at=LATER, report_id=judged.public_id, revision=99, reason=WHY)
    newer = asked(judged.follow_up)
    with pytest.raises(DomainError, match="spurt på nytt"):
        again(judged)
    SelfReport.objects.filter(pk=newer.pk).update(state="withdrawn", withdrawn_reason="Ble spurt ved en feil.")
    assert again(judged, "mons")
