"""A team plans what to follow up, tells others of it, and nobody asks a supplier twice."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import planning as acts
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.problems import AlreadyFollowedUp
from aktsom.follow_up.queries import planning as reads
from aktsom.follow_up.queries.beginning import begun_by_team, proposed_depth
from aktsom.follow_up.rules.proposals import Ground
from aktsom.follow_up.states import Form, Method
from aktsom.teams.models import CategoryTeam
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member, supplier
from tests.factories.mandates import granted, team
from tests.risk.purchases import bought

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
TODAY = NOON.date()
NORDHAV = {"supplier_name": "Nordhav Medisinsk AS", "supplier_number": "923609016"}


def gloves(owner: str = "oslo", **said: Any) -> Any:
    return bought(owner, title="Engangshansker", **{**NORDHAV, **said})


def plan(**said: Any) -> acts.Plan:
    usual: dict[str, Any] = {
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=200),
        "methods": [Method.SELF_REPORT, Method.MEETING],
    }
    return acts.Plan(**{**usual, **said})


def planned(by: str = "bjarne", of: CategoryTeam | None = None, **said: Any) -> FollowUp:
    ours = of or CategoryTeam.objects.get(group_id="medical")
    return acts.plan_follow_up(
        by=actor(by), at=NOON, team_id=ours.public_id, supplier_id=supplier().public_id, plan=plan(**said)
    )


def test_a_plan_covers_what_mandates_let_it_and_shows_the_rest() -> None:
    ours, theirs = team(), gloves("bergen")
    mine = gloves("oslo")
    granted(ours, mine)
    one = planned()
    assert [row.contract for row in reads.covered_contracts(one)] == [mine]
    assert reads.not_covered(actor("bjarne"), one, TODAY) == [theirs]
    granted(ours, theirs)
    assert acts.cover_more(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id) == 1
    assert acts.cover_more(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id) == 0
    assert reads.not_covered(actor("bjarne"), one, TODAY) == []
    told = JournalEntry.objects.filter(subject=one.public_id, verb="follow_up_joined")
    assert {entry.on_behalf_of_id for entry in told} == {mine.member_id, theirs.member_id}


def test_what_is_planned_is_the_teams_until_it_is_announced() -> None:
    granted(team(), gloves("oslo"))
    one = planned()
    for who in ("stina", "nora", "sekka"):
        with pytest.raises(NotVisible):
            reads.follow_up(actor(who), one.public_id)
    acts.announce(by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=1)
    assert reads.follow_up(actor("stina"), one.public_id) == one
    with pytest.raises(NotVisible):
        reads.follow_up(actor("nora"), one.public_id)
    assert OutboxMessage.objects.filter(kind=acts.ANNOUNCED_MAIL).count() == 1
    with pytest.raises(Stale):
        acts.announce(by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=1)
    with pytest.raises(Refused):
        acts.announce(by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=2)


def test_a_second_press_makes_no_second_follow_up() -> None:
    granted(team(), gloves("oslo"))
    one = planned()
    with pytest.raises(AlreadyFollowedUp) as told:
        planned(beside="Vi mener at dette trengs likevel.")  # no reason opens one beside the team's own
    assert [other.public_id for other in told.value.others] == [one.public_id]
    assert FollowUp.objects.count() == 1


def planned_alone(by: str, owner: str, **said: Any) -> FollowUp:
    return acts.plan_own_follow_up(
        by=actor(by), at=NOON, member_id=member(owner).public_id, group_id="medical",
        supplier_id=supplier().public_id, plan=plan(**said),
    )  # fmt: skip


def test_whoever_opens_a_second_one_is_warned_and_so_is_the_first() -> None:
    ours = team()
    granted(ours, gloves("oslo"))
    gloves("stavanger")
    one = planned()
    with pytest.raises(AlreadyFollowedUp) as told:
        planned_alone("stina", "stavanger")
    (other,) = told.value.others
    # That somebody plans it is told, so that the two can speak; what is planned is not.
    assert (other.by, other.public_id, other.ends_on, other.is_told) == (ours.public_id, "", None, False)
    acts.announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)
    with pytest.raises(AlreadyFollowedUp) as told:
        planned_alone("stina", "stavanger")
    assert told.value.others[0].public_id == one.public_id
    beside = planned_alone("stina", "stavanger", beside="Vi har en egen avtale om revisjon i høst.")
    assert [row.contract.member.slug for row in reads.covered_contracts(beside)] == ["stavanger-kommune"]
    warned = OutboxMessage.objects.get(kind=acts.SECOND_MAIL).payload
    assert warned == {"follow_up": beside.public_id, "to": ours.public_id}


def test_a_member_follows_up_alone_what_it_buys_itself() -> None:
    team()
    gloves("oslo")
    with pytest.raises(DomainError, match="ingen avtale"):
        planned_alone("stina", "stavanger")
    with pytest.raises(Refused):
        planned_alone("rita", "oslo")
    with pytest.raises(NotVisible):
        planned_alone("stina", "oslo")
    one = planned_alone("mons", "oslo")
    with pytest.raises(AlreadyFollowedUp):
        planned()  # by the team, which does not see it
    with pytest.raises(NotVisible):
        reads.follow_up(actor("bjarne"), one.public_id)


def test_other_products_of_the_same_supplier_are_another_scope() -> None:
    granted(team(), gloves("oslo"))
    gloves("stavanger")
    planned(products=("gloves",))
    assert planned_alone("stina", "stavanger", products=("masks",)).products == ["masks"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"methods": []}, "methods"),
        ({"form": Form.FULL}, "form_reason"),
        ({"form": Form.FULL, "form_reason": "kort"}, "form_reason"),
        ({"proposed": [Method.SELF_REPORT]}, "form_reason"),
        ({"lead": "per-nowhere"}, "lead"),
        ({"beside": "kort"}, "beside"),
    ],
)
def test_what_cannot_be_planned_is_told_by_its_field(said: dict[str, Any], field: str) -> None:
    granted(team(), gloves("oslo"))
    with pytest.raises(Wrong) as wrong:
        planned(**said)
    assert wrong.value.field == field
    assert not FollowUp.objects.exists()


def test_how_deep_follows_the_risk_of_all_that_is_bought_and_a_person_decides_with_a_reason() -> None:
    ours = team()
    granted(ours, gloves("oslo"))
    depth = proposed_depth(begun_by_team(actor("bjarne"), ours.public_id, supplier().public_id), TODAY)
    assert depth.methods[0] is Method.SELF_REPORT
    assert depth.level
    one = planned(methods=[Method.MEETING], proposed=depth.methods, form_reason="Vi har fått egenrapporten i år.")
    assert one.form_reason == "Vi har fått egenrapporten i år."


def test_the_form_is_proposed_and_a_person_may_choose_another_with_a_reason() -> None:
    ours = team()
    granted(ours, gloves("oslo", value=Decimal(900_000)))
    one = planned(form=Form.FULL, form_reason="Leverandøren har flere brudd bak seg.")
    assert (one.form_proposed, one.form_ground, one.form) == ("simplified", "small_purchase", "full")
    changed = acts.change_plan(by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=1, plan=plan())
    assert (changed.form, changed.form_reason) == ("simplified", "")
    told = JournalEntry.objects.get(verb="follow_up_changed").changes
    assert told["form"] == ["full", "simplified"]
    assert planned_without_report(ours).form == ""


def planned_without_report(ours: CategoryTeam) -> FollowUp:
    FollowUp.objects.update(state="dropped", dropped_reason="x")
    return planned(of=ours, methods=[Method.MEETING])


def test_it_is_dropped_with_a_reason_and_makes_room() -> None:
    granted(team(), gloves("oslo"))
    one = planned()
    with pytest.raises(Wrong):
        acts.drop_follow_up(by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=1, reason=" ")
    with pytest.raises(NotVisible):
        acts.drop_follow_up(by=actor("stina"), at=NOON, follow_up_id=one.public_id, revision=1, reason="Ikke vår sak.")
    acts.drop_follow_up(by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=1, reason="Avtalen er over nå.")
    assert planned().pk != one.pk


def test_only_who_sits_in_the_team_plans() -> None:
    ours = team()
    granted(ours, gloves("oslo"))
    with pytest.raises(Refused):
        planned("stina", ours)
    with pytest.raises(NotVisible):
        planned("nora", ours)


def test_proposals_name_each_company_once_with_what_speaks_for_it() -> None:
    ours = team()
    granted(ours, gloves("oslo", term_set="T3", starts_on=date(2026, 1, 1)))
    gloves("bergen")
    gloves("stavanger", supplier_name="Andre Varer AS", supplier_number="")
    found = reads.proposals(actor("bjarne"), ours, TODAY)
    assert [(p.supplier.name, p.proposal.facts.contracts, p.proposal.facts.members) for p in found] == [
        ("Nordhav Medisinsk AS", 2, 2),
        ("Andre Varer AS", 1, 1),
    ]
    first = found[0].proposal
    assert (first.facts.covered, first.facts.demanded_on) == (1, date(2026, 7, 1))
    assert set(first.grounds) == {Ground.GRAVE, Ground.REACH, Ground.NOTHING_KNOWN, Ground.OVERDUE}
    planned()
    after = reads.proposals(actor("bjarne"), ours, TODAY)
    assert [p.supplier.name for p in after] == ["Andre Varer AS", "Nordhav Medisinsk AS"]
    assert Ground.RUNNING in after[1].proposal.grounds
