"""A person adopts a plan: its teams come into being, all or none."""

import pytest

from aktsom.categories.models import CatalogueVersion
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.members.actions import give_role, make_person
from aktsom.members.models import Member, Person, Representation
from aktsom.teams.actions.adopting import Adopted, NobodyToSit, SitsTwice, adopt_plan
from aktsom.teams.models import CategoryTeam, TeamPlan, TeamSeat
from aktsom.teams.queries import actor_of
from aktsom.teams.queries.people_to_seat import candidates
from aktsom.teams.queries.wishes import taking_part
from tests.cast import NOON, actor, member, person
from tests.teams.plans import TODAY, lead_of, planned, public_id, teams_of
from tests.teams.test_planning import live_team


def offered() -> dict[str, list[str]]:
    """Public ids of the people by member, nearest first."""
    members = taking_part()
    found = candidates(members, TODAY)
    return {one.public_id: [c.person.public_id for c in found.get(one.pk, [])] for one in members}


def adopt(made: TeamPlan, who: str = "sekka", revision: int = 1, **other: str) -> Adopted:
    people = {member: people[0] for member, people in offered().items() if people}
    return adopt_plan(
        by=actor(who),
        at=NOON,
        today=TODAY,
        public_id=made.public_id,
        revision=revision,
        people=people | {public_id(name): whom for name, whom in other.items()},
    )


def test_teams_come_into_being(small_list: CatalogueVersion) -> None:
    made = planned()
    done = adopt(made)
    assert {team.group_id for team in done.formed} == {"textile", "medical"}
    for team in CategoryTeam.objects.all():
        seats = list(team.seats.select_related("member", "person"))
        assert {seat.member.public_id for seat in seats} == teams_of(made)[team.group_id]
        (lead,) = [seat for seat in seats if seat.part == "lead"]
        assert lead.member.public_id == lead_of(made, team.group_id)
        assert team.fallback is not None
        assert team.fallback_id != lead.member_id
        assert lead.person_id in {p.pk for p in Person.objects.filter(home=lead.member)}
    made.refresh_from_db()
    assert (made.state, made.decided_by_id, made.revision) == ("adopted", person("sekka").pk, 2)
    entry = JournalEntry.objects.get(verb="team_plan_adopted")
    assert sorted(entry.changes["teams"]) == sorted(team.public_id for team in done.formed)
    assert JournalEntry.objects.filter(verb="team_formed").count() == 2
    assert JournalEntry.objects.filter(verb="seat_taken").count() == 6


def test_seats_open_the_teams_to_those_who_sit(small_list: CatalogueVersion) -> None:
    done = adopt(planned())
    seats = TeamSeat.objects.filter(team=done.formed[0]).select_related("person")
    assert all(done.formed[0].pk in actor_of(seat.person, TODAY).team_ids for seat in seats)


def test_second_press_meets_a_friendly_no(small_list: CatalogueVersion) -> None:
    made = planned()
    adopt(made)
    with pytest.raises(Stale):
        adopt(made)
    with pytest.raises(Refused):
        adopt(made, revision=2)
    assert CategoryTeam.objects.count() == 2


@pytest.mark.parametrize("who", ["olga", "nora"])
def test_only_the_secretariat_adopts(small_list: CatalogueVersion, who: str) -> None:
    made = planned()
    with pytest.raises(NotVisible):
        adopt(made, who)
    TeamPlan.objects.update(state="adopted")
    with pytest.raises(Refused if who == "olga" else NotVisible):
        adopt(made, who)
    assert not CategoryTeam.objects.exists()


def test_group_that_got_a_team_meanwhile_is_left_alone(small_list: CatalogueVersion) -> None:
    made = planned()
    live = live_team("medical", "mons", "bjarne", "stina")
    done = adopt(made)
    assert [team.group_id for team in done.formed] == ["textile"]
    assert done.left_alone == ("medical",)
    assert CategoryTeam.objects.get(group_id="medical") == live


def test_person_without_a_role_there_does_not_sit_there(small_list: CatalogueVersion) -> None:
    made = planned()
    with pytest.raises(NobodyToSit) as error:
        adopt(made, oslo=person("revi").public_id)
    assert error.value.member == public_id("oslo")
    with pytest.raises(NobodyToSit):
        adopt(made, oslo="")
    assert not CategoryTeam.objects.exists()
    assert TeamPlan.objects.get().state == "draft"


def test_another_person_may_be_chosen(small_list: CatalogueVersion) -> None:
    made = planned()
    adopt(made, oslo=person("rita").public_id)
    assert TeamSeat.objects.filter(member=member("oslo")).first().person == person("rita")  # type: ignore[union-attr]


def test_one_person_sits_for_one_member_of_a_team(small_list: CatalogueVersion) -> None:
    made = planned()
    assert {public_id("oslo"), public_id("bergen")} <= teams_of(made)["medical"]
    dag = person("dag").public_id
    with pytest.raises(SitsTwice):
        adopt(made, oslo=dag, bergen=dag)
    assert not CategoryTeam.objects.exists()


def test_candidates_are_those_nearest_to_the_work(small_list: CatalogueVersion) -> None:
    for name in ("rita", "ada", "olga", "mons", "revi", "uma"):
        person(name)
    ids = offered()[public_id("oslo")]
    assert ids == [person(name).public_id for name in ("mons", "olga", "ada", "rita")]
    Person.objects.filter(name="Mons").update(is_active=False)
    assert offered()[public_id("oslo")][0] == person("olga").public_id


def test_for_a_cooperation_its_members_people_sit_for_their_own(small_list: CatalogueVersion) -> None:
    uib = Member.objects.filter(slug="uib").first() or member("uio")
    tora = make_person(by=PLATFORM, at=NOON, email="tora@example.org", name="Tora", home=uib)
    give_role(by=PLATFORM, at=NOON, person=tora, member=uib, role="contract_manager")
    bott = member("bott")
    (before,) = candidates([bott], TODAY)[bott.pk]
    assert (before.person, before.member) == (tora, uib)
    Representation.objects.create(
        acting=uib, represented=bott, roles="contract_manager", starts_on=TODAY, given_at=NOON
    )
    (after,) = candidates([bott], TODAY)[bott.pk]
    assert (after.person, after.member) == (tora, bott)
