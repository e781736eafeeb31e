"""Seats are taken, left and change part; every act of the team is noted."""

from datetime import timedelta

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.teams.actions.forming import SizeUnexplained
from aktsom.teams.actions.seating import change_part, leave_seat, take_seat
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.states import SeatPart, TeamState
from tests.cast import NOON, PEOPLE, actor, member, person
from tests.factories.teams import seat, team, without_role

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)
REASON = "Stavanger har sluttet å kjøpe dette."


def take(of: CategoryTeam, name: str, by: str = "olga", revision: int = 1, **said: object) -> TeamSeat:
    usual = {"person": person(name), "member": member(said.pop("sits_for", PEOPLE[name][0][0]))}
    return take_seat(by=actor(by), at=LATER, public_id=of.public_id, revision=revision, **usual, **said)


def leave(of: CategoryTeam, name: str, by: str = "olga", revision: int = 1, reason: str = "") -> None:
    leave_seat(
        by=actor(by),
        at=LATER,
        public_id=of.public_id,
        revision=revision,
        person_public_id=person(name).public_id,
        size_reason=reason,
    )


def part(of: CategoryTeam, name: str, part: SeatPart, by: str = "olga", revision: int = 1) -> None:
    change_part(
        by=actor(by),
        at=LATER,
        public_id=of.public_id,
        revision=revision,
        person_public_id=person(name).public_id,
        part=part,
    )


def parts(of: CategoryTeam) -> dict[str, str]:
    return dict(TeamSeat.objects.filter(team=of, left_at=None).values_list("person__name", "part"))


@pytest.mark.parametrize("by", ["olga", "berit", "sekka"])
def test_lead_deputy_and_secretariat_seat(by: str) -> None:
    of = team(members=())
    take(of, "stina", by)
    assert parts(of) == {"Olga": "lead", "Berit": "deputy", "Stina": "member"}
    told = JournalEntry.objects.get(verb="seat_taken")
    assert (told.member_id, told.changes["part"]) == (member("stavanger").pk, [None, "member"])


@pytest.mark.parametrize("by", ["stina", "mons", "rita"])
def test_others_do_not(by: str) -> None:
    of = team()
    with pytest.raises(Refused):
        take(of, "uma", by)
    with pytest.raises(Refused):
        leave(of, "berit", by)
    with pytest.raises(Refused):
        part(of, "stina", SeatPart.DEPUTY, by)


@pytest.mark.parametrize("by", ["nora", "revi"])
def test_outside_the_network_there_is_no_team(by: str) -> None:
    of = team()
    with pytest.raises(NotVisible):
        take(of, "uma", by)
    with pytest.raises(NotVisible):
        leave(of, "stina", by)


def test_stale_and_twice() -> None:
    of = team(members=())
    take(of, "stina")
    with pytest.raises(Stale):
        take(of, "stina")
    with pytest.raises(DomainError, match="sitter allerede i gruppen"):
        take(of, "stina", revision=2)


def test_who_may_sit() -> None:
    of = team(members=())
    with pytest.raises(DomainError, match="ingen rolle"):
        take(of, "stina", sits_for="uio")
    for name in ("revi", "sekka"):
        with pytest.raises(DomainError, match="ingen rolle"):
            take(of, name)


def test_no_second_lead() -> None:
    with pytest.raises(Refused, match="levere over"):
        take(team(members=()), "stina", part=SeatPart.LEAD)


def test_a_fifth_member_is_explained() -> None:
    of = team(members=("stina", "uma"))
    seat(of, "sekka")  # however it came to sit there, it counts
    with pytest.raises(SizeUnexplained, match="flere"):
        take(of, "bjarne")
    take(of, "bjarne", size_reason="Sekretariatet hjelper til det første året.")
    of.refresh_from_db()
    assert of.size_reason.startswith("Sekretariatet")


def test_leaving_takes_the_access_at_once() -> None:
    of = team(members=("stina", "uma"))
    assert of.pk in actor("stina").team_ids
    leave(of, "stina")
    assert of.pk not in actor("stina").team_ids
    assert TeamSeat.objects.get(team=of, person=person("stina")).left_at == LATER
    assert JournalEntry.objects.get(verb="seat_left").member_id == member("stavanger").pk
    with pytest.raises(DomainError, match="ikke i gruppen lenger"):
        leave(of, "stina", revision=2)


def test_everybody_may_leave_by_itself() -> None:
    of = team(members=("stina", "uma"))
    leave(of, "stina", "stina")
    assert "Stina" not in parts(of)


def test_who_lost_the_role_can_still_be_taken_out() -> None:
    of = team(members=("stina", "uma"))
    without_role("stina")
    leave(of, "stina")
    assert "Stina" not in parts(of)


def test_a_small_team_is_explained_and_a_usual_one_forgets_why() -> None:
    of = team()
    with pytest.raises(SizeUnexplained):
        leave(of, "stina")
    leave(of, "stina", reason=REASON)
    of.refresh_from_db()
    assert of.size_reason == REASON
    take(of, "uma", revision=2)
    of.refresh_from_db()
    assert of.size_reason == ""


def test_the_lead_hands_over_rather_than_leaves() -> None:
    of = team(members=("stina", "uma"))
    for by in ("olga", "sekka"):
        with pytest.raises(Refused, match="Lever over"):
            leave(of, "olga", by)


def test_a_new_deputy_puts_the_old_one_back() -> None:
    of = team()
    part(of, "stina", SeatPart.DEPUTY)
    assert parts(of) == {"Olga": "lead", "Berit": "member", "Stina": "deputy"}
    assert of.pk not in actor("berit").led_team_ids
    assert JournalEntry.objects.filter(verb="part_changed").count() == 2
    part(of, "stina", SeatPart.DEPUTY, revision=2)
    assert JournalEntry.objects.filter(verb="part_changed").count() == 2
    take(of, "uma", revision=2, part=SeatPart.DEPUTY)
    assert parts(of)["Stina"] == "member"


def test_the_lead_is_not_made_by_a_click() -> None:
    of = team()
    for name, wanted in (("stina", SeatPart.LEAD), ("olga", SeatPart.MEMBER)):
        with pytest.raises(Refused, match="levere over"):
            part(of, name, wanted)


def test_only_the_teams_own_acts_are_a_sign_of_life() -> None:
    of = team(members=())
    take(of, "stina", "sekka")
    of.refresh_from_db()
    assert (of.last_activity_at, of.lead_active_at) == (NOON, NOON)
    part(of, "stina", SeatPart.MEMBER, "berit", revision=2)  # already so: nothing done
    take(of, "uma", "berit", revision=2)
    of.refresh_from_db()
    assert (of.last_activity_at, of.lead_active_at) == (LATER, NOON)
    leave(of, "uma", "olga", revision=3)
    of.refresh_from_db()
    assert of.lead_active_at == LATER


def test_a_team_going_on_between_some_takes_in_only_theirs() -> None:
    of = team(members=(), state=TeamState.BILATERAL, parties=("oslo", "bergen"))
    take(of, "bjarne")
    with pytest.raises(DomainError, match="ikke et av dem"):
        take(of, "stina", revision=2)
