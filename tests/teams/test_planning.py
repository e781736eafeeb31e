"""A plan is made from what the database holds, changed by hand, and dropped."""

from datetime import timedelta

import pytest

from aktsom.categories.models import CatalogueVersion
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.teams.actions import planning
from aktsom.teams.actions.planning import drop_plan, finish_plan, make_plan, name_lead, swap_seat
from aktsom.teams.models import CategoryTeam, TeamCapacity, TeamPlan, TeamSeat, TeamWish
from aktsom.teams.planning.proposing import Proposal, Stage
from aktsom.teams.queries.planning import plan, plannable, plans, problem_now
from tests.cast import NOON, actor, member, now, person
from tests.risk.purchases import gloves
from tests.teams.plans import TODAY, barred_from, lead_of, outsider, planned, public_id, purchases, teams_of


def verbs() -> list[str]:
    wanted = JournalEntry.objects.filter(verb__startswith="team_plan").order_by("number")
    return list(wanted.values_list("verb", flat=True))


def live_team(group: str, *names: str) -> CategoryTeam:
    team = CategoryTeam.objects.create(
        group_id=group, starts_on=TODAY, last_activity_at=NOON, lead_active_at=NOON, created_at=NOON
    )
    for name in names:
        sitting = person(name)
        assert sitting.home is not None
        TeamSeat.objects.create(team=team, person=sitting, member=sitting.home, taken_at=NOON)
    return team


def test_problem_is_what_the_database_holds(small_list: CatalogueVersion) -> None:
    purchases()
    gloves("uio")
    TeamWish.objects.create(member=member("oslo"), group_id="medical", competence=2, wish=-1)
    TeamCapacity.objects.create(member=member("bergen"), share="0.5")
    made = problem_now(TODAY)
    assert [category.id for category in made.categories] == ["textile", "medical"]
    assert [category.contracts for category in made.categories] == [2, 4]
    row = {one.id: i for i, one in enumerate(made.members)}
    assert len(row) == 8
    assert made.contracts[row[public_id("bott")]].tolist() == [0, 1]
    oslo = made.pair(row[public_id("oslo")], 1)
    assert (oslo.competence, oslo.contracts, oslo.wish, oslo.barred) == (2, 1, -1, False)
    bergen = made.members[row[public_id("bergen")]]
    assert (bergen.share, bergen.answered) == (0.5, True)
    assert not made.members[row[public_id("oslo")]].answered


def test_no_price_is_in_the_facts(small_list: CatalogueVersion) -> None:
    assert "value" not in str(planned().facts)


def test_group_with_a_team_is_not_planned_but_its_seats_are_carried(small_list: CatalogueVersion) -> None:
    purchases()
    live_team("medical", "mons", "bjarne", "stina")
    assert [(one.group, one.has_team) for one in plannable(TODAY)] == [("textile", False), ("medical", True)]
    made = problem_now(TODAY)
    assert [category.id for category in made.categories] == ["textile"]
    carried = {one.id: one.carried for one in made.members}
    assert carried[public_id("oslo")] == carried[public_id("stavanger")] == 23 * 12 // 3
    assert carried[public_id("bott")] == 0


def test_only_the_groups_chosen(small_list: CatalogueVersion) -> None:
    purchases()
    made = make_plan(by=actor("sekka"), at=NOON, today=TODAY, groups=["textile"])
    assert list(teams_of(made)) == ["textile"]


def test_small_plan_is_there_at_once(small_list: CatalogueVersion) -> None:
    made = planned()
    assert Proposal.of(made.proposal).stage is Stage.READY
    assert {len(seats) for seats in teams_of(made).values()} == {3}
    assert public_id("oslo") in teams_of(made)["medical"]
    assert verbs() == ["team_plan_made"]
    assert not OutboxMessage.objects.filter(kind=planning.SOLVE_PLAN).exists()


def test_second_press_is_the_same_plan(small_list: CatalogueVersion) -> None:
    first = planned()
    again = make_plan(by=actor("sekka"), at=NOON + timedelta(seconds=3), today=TODAY)
    assert again.pk == first.pk
    later = make_plan(by=actor("sekka"), at=NOON + timedelta(minutes=3), today=TODAY)
    assert later.pk != first.pk


def test_plan_changed_by_hand_is_not_handed_out_for_a_new_one(small_list: CatalogueVersion) -> None:
    first = planned()
    TeamPlan.objects.update(revision=2)
    assert make_plan(by=actor("sekka"), at=NOON + timedelta(seconds=3), today=TODAY).pk != first.pk


@pytest.mark.parametrize("who", ["olga", "ada", "rita", "nora"])
def test_only_the_secretariat_makes_plans(small_list: CatalogueVersion, who: str) -> None:
    purchases()
    with pytest.raises(Refused):
        make_plan(by=actor(who), at=NOON, today=TODAY)
    assert not TeamPlan.objects.exists()


def test_nothing_to_plan_is_said(small_list: CatalogueVersion) -> None:
    person("sekka")
    with pytest.raises(DomainError, match="Velg minst én kategori"):
        make_plan(by=actor("sekka"), at=NOON, today=TODAY)


def test_clash_is_kept_with_the_plan(small_list: CatalogueVersion) -> None:
    purchases()
    barred_from("medical", "bott", "flo", "statsbygg", "sykehusinnkjop", "oslo-kommune", "bergen-kommune")
    made = make_plan(by=actor("sekka"), at=NOON, today=TODAY)
    proposal = Proposal.of(made.proposal)
    assert proposal.stage is Stage.CLASH
    assert proposal.clash is not None
    with pytest.raises(Refused):
        swap_seat(by=actor("sekka"), at=NOON, public_id=made.public_id, revision=1, group="medical", out="", into="")


def test_large_plan_is_found_by_the_worker(small_list: CatalogueVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "SMALL", 1)
    made = planned()
    assert Proposal.of(made.proposal).stage is Stage.WORKING
    with pytest.raises(Refused):
        name_lead(by=actor("sekka"), at=NOON, public_id=made.public_id, revision=1, group="medical", member="")
    deliver_due(now())
    made.refresh_from_db()
    assert (Proposal.of(made.proposal).stage, made.revision) == (Stage.READY, 2)
    assert verbs() == ["team_plan_made", "team_plan_solved"]
    finish_plan(at=NOON, public_id=made.public_id)  # delivered twice
    assert verbs() == ["team_plan_made", "team_plan_solved"]


def test_worker_leaves_a_dropped_plan_alone(small_list: CatalogueVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "SMALL", 1)
    made = planned()
    drop_plan(by=actor("sekka"), at=NOON, public_id=made.public_id, revision=1)
    deliver_due(now())
    made.refresh_from_db()
    assert (made.state, Proposal.of(made.proposal).stage) == ("dropped", Stage.WORKING)
    assert verbs() == ["team_plan_made", "team_plan_dropped"]


def test_what_goes_wrong_in_the_worker_is_told(small_list: CatalogueVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "SMALL", 1)
    made = planned()
    TeamPlan.objects.update(facts={})
    deliver_due(now())
    made.refresh_from_db()
    assert Proposal.of(made.proposal).stage is Stage.FAILED


def test_member_in_anothers_place(small_list: CatalogueVersion) -> None:
    made = planned()
    out, into = lead_of(made, "medical"), outsider(made, "medical")
    swap_seat(by=actor("sekka"), at=NOON, public_id=made.public_id, revision=1, group="medical", out=out, into=into)
    made.refresh_from_db()
    assert into in teams_of(made)["medical"]
    assert out not in teams_of(made)["medical"]
    assert lead_of(made, "medical") == into
    assert made.revision == 2
    entry = JournalEntry.objects.get(verb="team_plan_seat_swapped")
    assert entry.changes == {"group": "medical", "member": [out, into]}


@pytest.mark.parametrize("what", ["out", "into", "both in", "barred"])
def test_swaps_that_are_none(small_list: CatalogueVersion, what: str) -> None:
    barred_from("medical", "flo")
    made = planned()
    seated, outside = sorted(teams_of(made)["medical"]), outsider(made, "medical")
    flo = next(one["id"] for one in made.facts["members"] if one["name"].startswith("Forsvaret"))
    pair = {
        "out": ("mem-0", outside),
        "into": (seated[0], "mem-0"),
        "both in": (seated[0], seated[1]),
        "barred": (seated[0], flo),
    }[what]
    with pytest.raises(NotVisible if what in {"out", "into"} else Refused):
        swap_seat(
            by=actor("sekka"), at=NOON, public_id=made.public_id, revision=1, group="medical", out=pair[0], into=pair[1]
        )
    made.refresh_from_db()
    assert made.revision == 1


def test_another_lead(small_list: CatalogueVersion) -> None:
    made = planned()
    before = lead_of(made, "medical")
    other = next(one for one in teams_of(made)["medical"] if one != before)
    said = {"by": actor("sekka"), "at": NOON, "public_id": made.public_id, "group": "medical"}
    name_lead(**said, revision=1, member=before)
    assert "team_plan_lead_named" not in verbs()
    name_lead(**said, revision=1, member=other)
    made.refresh_from_db()
    assert lead_of(made, "medical") == other
    assert JournalEntry.objects.get(verb="team_plan_lead_named").changes == {
        "group": "medical",
        "lead": [before, other],
    }
    with pytest.raises(Refused):
        name_lead(**said, revision=2, member=outsider(made, "medical"))


@pytest.mark.parametrize("who", ["olga", "nora"])
def test_a_draft_is_as_if_it_were_not_there_for_others(small_list: CatalogueVersion, who: str) -> None:
    made = planned()
    with pytest.raises(NotVisible):
        plan(actor(who), made.public_id)
    with pytest.raises(NotVisible):
        drop_plan(by=actor(who), at=NOON, public_id=made.public_id, revision=1)
    assert plans(actor(who)) == []
    TeamPlan.objects.update(state="adopted")
    assert len(plans(actor(who))) == (1 if who == "olga" else 0)


def test_adopted_plan_is_read_by_all_and_changed_by_none(small_list: CatalogueVersion) -> None:
    made = planned()
    TeamPlan.objects.update(state="adopted")
    assert plan(actor("olga"), made.public_id).plan == made
    for who in ("sekka", "olga"):
        with pytest.raises(Refused):
            drop_plan(by=actor(who), at=NOON, public_id=made.public_id, revision=1)


def test_stale_page_changes_nothing(small_list: CatalogueVersion) -> None:
    made = planned()
    with pytest.raises(Stale):
        drop_plan(by=actor("sekka"), at=NOON, public_id=made.public_id, revision=7)
    drop_plan(by=actor("sekka"), at=NOON, public_id=made.public_id, revision=1)
    with pytest.raises(Stale):  # the second press of the button
        drop_plan(by=actor("sekka"), at=NOON, public_id=made.public_id, revision=1)
    assert verbs() == ["team_plan_made", "team_plan_dropped"]
