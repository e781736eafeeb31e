"""A body joins what is done together: those who run the inquiry are told, and it sees the meetings that are held there,
and nothing else of the follow-up."""

from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions.joint_meetings import hold_in_inquiry
from aktsom.findings.actions.reaching_again import reach_again
from aktsom.findings.actions.touched import take_part
from aktsom.findings.models import Inquiry, InquiryMember
from aktsom.findings.queries.inquiries import inquiry_view
from aktsom.follow_up.actions import meetings as acts
from aktsom.follow_up.actions.minutes import write_minutes
from aktsom.follow_up.methods import runner_keys
from aktsom.follow_up.models import FollowUp, Meeting
from aktsom.follow_up.queries.meetings import (
    case_meetings,
    meeting,
    meetings_of,
    minutes_waiting,
    reads_minutes,
    tasks_waiting,
)
from aktsom.follow_up.telling import METHOD_MAIL
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person, supplier
from tests.findings.signalled import buys, delivers, noted, of, opened, place
from tests.follow_up.methods import LEAD, followed
from tests.follow_up.test_meetings import planned_meeting
from tests.follow_up.test_planning import gloves

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def case() -> tuple[FollowUp, Inquiry]:
    """Nordhav is followed up for Oslo alone, by a team of Bjarne and Mons. Bergen buys from it too; Bergen and
    Stavanger buy from another company that the inquiry asks."""
    for name in ("sekka", "nora", "olga", "berit", "stina", "rita", "uma"):
        person(name)
    one, site = followed("oslo"), place()
    delivers(site, supplier())
    for owner in ("bergen", "stavanger"):
        buys(owner, "Annen AS")
    gloves("bergen")
    delivers(site, of("Annen AS"))
    return one, opened(noted(), site)


def joins(one: Inquiry, owner: str, by: str, part: str = "joins") -> InquiryMember:
    row = InquiryMember.objects.get(inquiry=one, member=member(owner))
    return take_part(
        by=actor(by), at=NOON, inquiry_id=one.public_id, member_id=member(owner).public_id, revision=row.revision,
        part=part, judgement="Vår egen vurdering.",
    )  # fmt: skip


def held_in(met: Meeting, one: Inquiry, by: str = LEAD) -> Meeting:
    met.refresh_from_db()
    return hold_in_inquiry(
        by=actor(by), at=NOON, meeting_id=met.public_id, revision=met.revision, inquiry_id=one.public_id
    )


def sees(who: str, met: Meeting) -> bool:
    try:
        return meeting(actor(who), met.public_id) == met
    except NotVisible:
        return False


def told() -> list[dict[str, Any]]:
    return [row.payload for row in OutboxMessage.objects.filter(kind=METHOD_MAIL).order_by("id")]


def test_those_who_run_it_are_told_once_who_joins(case: tuple[FollowUp, Inquiry]) -> None:
    _one, made = case
    joins(made, "bergen", "berit")
    joins(made, "bergen", "berit")
    joins(made, "stavanger", "stina", "own")
    letters = [row for row in told() if row["what"] == "inquiry_body_joins"]
    assert [(row["id"], row["member"]) for row in letters] == [(made.public_id, member("bergen").public_id)]


def test_who_joined_sees_the_meeting_and_nothing_else_of_the_case(case: tuple[FollowUp, Inquiry]) -> None:
    one, made = case
    met = planned_meeting(one)
    joins(made, "bergen", "berit")
    joins(made, "stavanger", "stina")
    assert not sees("berit", met)
    held_in(met, made)
    assert {who: sees(who, met) for who in ("berit", "stina", "olga", "uma", "nora", "sekka")} == {
        "berit": True, "stina": False, "olga": False, "uma": False, "nora": False, "sekka": False,
    }  # fmt: skip
    assert inquiry_view(actor("berit"), made, NOON.date()).meetings == [met]
    assert inquiry_view(actor("stina"), made, NOON.date()).meetings == []
    assert meetings_of(actor("berit"), [one]) == []
    assert list(case_meetings(actor("berit"))) == []
    assert meetings_of(actor(LEAD), [one]) == [met]
    assert [row["id"] for row in told() if row["what"] == "inquiry_meeting"] == [met.public_id]
    assert JournalEntry.objects.get(verb="meeting_of_inquiry").subject == met.public_id


def test_who_joins_later_sees_it_and_who_leaves_no_longer(case: tuple[FollowUp, Inquiry]) -> None:
    one, made = case
    met = held_in(planned_meeting(one), made)
    assert not sees("berit", met)
    joins(made, "bergen", "berit")
    assert sees("berit", met)
    joins(made, "bergen", "berit", "own")
    assert not sees("berit", met)
    assert sees("mons", met)


def test_who_buys_from_the_supplier_first_later_sees_it_then(case: tuple[FollowUp, Inquiry]) -> None:
    one, made = case
    met = held_in(planned_meeting(one), made)
    joins(made, "stavanger", "stina")
    gloves("stavanger")
    made.refresh_from_db()
    reach_again(by=actor("sekka"), at=NOON, inquiry_id=made.public_id, revision=made.revision)
    assert sees("stina", met)


def test_the_minutes_are_read_when_they_stand_and_nothing_waits_for_who_only_reads(
    case: tuple[FollowUp, Inquiry],
) -> None:
    one, made = case
    met = held_in(planned_meeting(one), made)
    joins(made, "bergen", "berit")
    acts.invite(by=actor(LEAD), at=NOON, meeting_id=met.public_id, revision=met.revision)
    met.refresh_from_db()
    point = met.points.get(title="Lønn")
    said = {"by": actor(LEAD), "at": NOON, "meeting_id": met.public_id}
    write_minutes(**said, revision=met.revision, ours="Bjarne", theirs="Nora", minutes={point.public_id: "Sagt."})
    met.refresh_from_db()
    acts.send_minutes(**said, revision=met.revision)
    met.refresh_from_db()
    assert not reads_minutes(actor("berit"), met, supplier=False)
    assert reads_minutes(actor(LEAD), met, supplier=False)
    assert minutes_waiting(actor("berit")) == tasks_waiting(actor("berit")) == []
    with pytest.raises(Refused):
        acts.cancel(
            by=actor("berit"), at=NOON, meeting_id=met.public_id, revision=met.revision, reason="Det passer ikke oss."
        )
    acts.confirm_minutes(by=actor("nora"), at=NOON, meeting_id=met.public_id, revision=met.revision)
    met.refresh_from_db()
    assert reads_minutes(actor("berit"), met, supplier=False)


def test_a_new_day_is_told_to_who_joined_though_the_supplier_is_not_invited_yet(
    case: tuple[FollowUp, Inquiry],
) -> None:
    one, made = case
    met = held_in(planned_meeting(one), made)
    acts.cancel(by=actor(LEAD), at=NOON, meeting_id=met.public_id, revision=met.revision, reason="Vi venter med det.")
    assert [row["what"] for row in told() if row["id"] == met.public_id] == ["inquiry_meeting", "inquiry_meeting"]


def test_only_those_who_call_it_say_where_it_belongs_once_and_where_the_supplier_is_asked(
    case: tuple[FollowUp, Inquiry],
) -> None:
    one, made = case
    met, elsewhere = planned_meeting(one), opened(noted(text="En annen rapport."), place("Et annet sted", "TH"))
    with pytest.raises(NotVisible):
        held_in(met, made, by="sekka")
    with pytest.raises(NotVisible):
        held_in(met, elsewhere)  # which does not touch them
    acts.invite(by=actor(LEAD), at=NOON, meeting_id=met.public_id, revision=met.revision)
    with pytest.raises((NotVisible, Refused)):
        held_in(met, made, by="nora")
    of_another = opened(noted(text="En tredje rapport."), other_place())
    with pytest.raises(Wrong):
        held_in(met, of_another)
    held_in(met, made)
    with pytest.raises(Refused):
        held_in(met, made)


def other_place() -> Any:
    """From where another company delivers, whom Bergen buys from too."""
    found = place("Enda et sted", "VN")
    delivers(found, of("Annen AS"))
    return found


def test_a_member_that_meets_alone_keeps_its_own_meeting(case: tuple[FollowUp, Inquiry]) -> None:
    one, made = case
    met = held_in(planned_meeting(one), made)
    FollowUp.objects.filter(pk=one.pk).update(team=None, member=member("bergen"))
    one.refresh_from_db()
    Meeting.objects.filter(pk=met.pk).update(team=None, owner=member("bergen"), seen_by=runner_keys(one))
    joins(made, "bergen", "berit")
    joins(made, "bergen", "berit", "own")
    assert sees("berit", met)
