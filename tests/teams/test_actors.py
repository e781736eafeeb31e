"""The whole actor: which teams a person acts in, and how that ends at once."""

import pytest

from aktsom.members.models import Membership
from aktsom.teams.models import CategoryTeam
from aktsom.teams.states import TeamState
from tests.cast import actor, member, person
from tests.factories.teams import leave, seat, team, without_role

pytestmark = pytest.mark.django_db


def acts_in(name: str, of: CategoryTeam) -> tuple[bool, bool]:
    """Whether the person sits in the team, and whether it leads it."""
    who = actor(name)
    return of.pk in who.team_ids, of.pk in who.led_team_ids


def test_lead_and_deputy_lead_and_members_sit() -> None:
    of = team()
    assert [acts_in(name, of) for name in ("olga", "berit", "stina", "mons")] == [
        (True, True),
        (True, True),
        (True, False),
        (False, False),
    ]


def test_access_ends_with_the_seat() -> None:
    of = team()
    leave(of, "stina")
    assert acts_in("stina", of) == (False, False)


def test_access_ends_with_the_last_role_for_the_member() -> None:
    of = team()
    without_role("berit")
    assert acts_in("berit", of) == (False, False)


def test_a_role_for_another_member_does_not_keep_the_seat() -> None:
    """Dag reads Bergen's register and keeps Oslo's; he sits for Bergen."""
    of = team(members=())
    seat(of, "dag", sits_for="bergen")
    assert acts_in("dag", of) == (True, False)
    Membership.objects.filter(person=person("dag"), member=member("bergen")).delete()
    assert acts_in("dag", of) == (False, False)


def test_the_fallback_owners_keepers_stand_in_for_a_dormant_team_only() -> None:
    of = team(lead="berit", deputy=None, fallback="oslo")
    assert acts_in("mons", of) == (False, False)
    CategoryTeam.objects.update(state=TeamState.DORMANT)
    assert acts_in("mons", of) == (True, True)
    assert acts_in("rita", of) == (False, False)  # reads only
    assert acts_in("bjarne", of) == (False, False)  # keeps another register
    assert acts_in("berit", of) == (True, True)  # the seats stay


def test_bilateral_continuation_keeps_its_parties_only() -> None:
    of = team(state=TeamState.BILATERAL, parties=("oslo", "bergen"))
    assert [acts_in(name, of)[0] for name in ("olga", "berit", "stina")] == [True, True, False]
    assert acts_in("mons", of) == (False, False)  # a fallback owner stands in for dormant teams alone


def test_nobody_acts_in_a_closed_team() -> None:
    of = team(state=TeamState.CLOSED)
    assert [acts_in(name, of) for name in ("olga", "berit", "mons")] == [(False, False)] * 3


def reads_case(name: str, of: CategoryTeam) -> str:
    """As the lead or as a member of the closed team, as somebody it has come to, or not at all."""
    who = actor(name)
    if of.pk in who.closed_team_ids:
        return "lead" if of.pk in who.closed_led_team_ids else "member"
    assert of.pk not in who.closed_led_team_ids
    return "heir" if of.pk in who.inherited_team_ids else ""


def test_who_sat_in_a_team_to_the_end_reads_its_case() -> None:
    of = team(fallback=None)
    leave(of, "stina")
    assert [reads_case(name, of) for name in ("olga", "berit")] == ["", ""]  # it is not closed
    CategoryTeam.objects.update(state=TeamState.CLOSED)
    assert [reads_case(name, of) for name in ("olga", "berit", "stina", "mons")] == ["lead", "lead", "", ""]
    without_role("berit")
    assert reads_case("berit", of) == ""


def test_the_case_of_a_closed_team_comes_to_the_next_one_or_to_the_fallback_owner() -> None:
    of = team(lead="berit", deputy=None, members=(), fallback="oslo", state=TeamState.CLOSED)
    assert [reads_case(name, of) for name in ("mons", "rita", "stina")] == ["heir", "", ""]
    following = team(lead="stina", deputy=None, members=(), fallback="bergen")
    assert [reads_case(name, of) for name in ("mons", "stina", "berit")] == ["", "heir", "lead"]
    CategoryTeam.objects.filter(pk=following.pk).update(state=TeamState.DORMANT)
    assert reads_case("bjarne", of) == "heir"  # stands in for the next one
    CategoryTeam.objects.filter(pk=following.pk).update(state=TeamState.CLOSED)
    assert [reads_case(name, of) for name in ("mons", "stina")] == ["heir", ""]
    assert [reads_case(name, following) for name in ("bjarne", "stina")] == ["heir", "lead"]


def test_a_case_that_went_on_bilaterally_stays_with_its_parties() -> None:
    of = team(state=TeamState.CLOSED, parties=("oslo", "bergen"))
    team(lead="dag", deputy=None, members=())
    assert [reads_case(name, of) for name in ("olga", "berit", "stina", "mons", "dag")] == ["lead", "lead", "", "", ""]
