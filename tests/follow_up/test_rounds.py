"""Many suppliers asked in the background: each once, stopped and gone on with, and what went wrong told."""

from typing import Any

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.follow_up.actions import rounds
from aktsom.follow_up.actions.planning import announce, plan_follow_up
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.follow_up.jobs import rounds as jobs
from aktsom.follow_up.models import DispatchRound, FollowUp, SelfReport
from aktsom.follow_up.queries.rounds import askable, round_view, rounds_of
from aktsom.members.models import Person
from aktsom.suppliers.models import Supplier, SupplierContact
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, now, person
from tests.factories.mandates import granted, team
from tests.follow_up.test_planning import gloves, plan

pytestmark = pytest.mark.django_db
NAMES = ("Alfa AS", "Beta AS", "Gamma AS")


@beginning(after=commons.terms)
def ours() -> Any:
    """A team with three suppliers announced; of Alfa and Beta the team's own register has a contact."""
    load_questionnaires(by=PLATFORM, at=NOON)
    made = team()
    for name in NAMES:
        granted(made, gloves("oslo", supplier_name=name, supplier_number="", term_set="T4"))
        one = Supplier.objects.get(name=name)
        found = plan_follow_up(
            by=actor("mons"), at=NOON, team_id=made.public_id, supplier_id=one.public_id, plan=plan()
        )
        announce(by=actor("mons"), at=NOON, follow_up_id=found.public_id, revision=1)
        if name != "Gamma AS":
            SupplierContact.objects.create(
                supplier=one,
                member=member("oslo"),
                name="Salg",
                email=f"salg@{name[:4].lower()}.example",
                changed_at=NOON,
            )
    OutboxMessage.objects.all().delete()
    return made


def ordered(ours: Any, **said: Any) -> DispatchRound:
    usual: dict[str, Any] = {"follow_ups": None, "uses_contacts": True}
    return rounds.order_round(by=actor("mons"), at=now(), team_id=ours.public_id, **{**usual, **said})


def test_all_that_can_be_are_asked_and_the_rest_is_told_why(ours: Any) -> None:
    assert [one.supplier.name for one in askable(actor("mons"), ours)] == list(NAMES)
    one = ordered(ours)
    jobs.carry_on({"round": one.public_id})
    seen = round_view(actor("mons"), one.public_id, now())
    assert (seen.total, seen.asked, seen.waiting, seen.round.state) == (3, 2, 0, "done")
    assert [(line.follow_up.supplier.name, "Ingen svarer" in line.reason) for line in seen.failed] == [
        ("Gamma AS", True)
    ]
    assert SelfReport.objects.count() == 2
    assert [one.supplier.name for one in askable(actor("mons"), ours)] == ["Gamma AS"]
    assert JournalEntry.objects.filter(verb="self_reports_ordered").count() == 1


def test_what_failed_is_tried_again_and_nobody_is_asked_twice(ours: Any) -> None:
    one = ordered(ours)
    jobs.carry_on({"round": one.public_id})
    SupplierContact.objects.create(
        supplier=Supplier.objects.get(name="Gamma AS"),
        member=member("oslo"),
        email="salg@gamma.example",
        changed_at=NOON,
    )
    rounds.go_on(by=actor("bjarne"), at=now(), round_id=one.public_id)
    jobs.carry_on({"round": one.public_id})
    assert SelfReport.objects.count() == 2  # Bjarne's own register has no contact there
    rounds.go_on(by=actor("mons"), at=now(), round_id=one.public_id)
    for _ in range(3):
        jobs.carry_on({"round": one.public_id})
    assert SelfReport.objects.count() == 3
    assert round_view(actor("mons"), one.public_id, now()).failed == []
    with pytest.raises(DomainError, match="Alle er spurt"):
        rounds.go_on(by=actor("mons"), at=now(), round_id=one.public_id)


def test_it_is_stopped_between_two_and_goes_on(ours: Any) -> None:
    one = ordered(ours)
    assert rounds.dispatch_next(by=actor("mons"), at=now(), round_id=one.public_id)
    rounds.stop_round(by=actor("bjarne"), at=now(), round_id=one.public_id)
    assert not rounds.dispatch_next(by=actor("mons"), at=now(), round_id=one.public_id)
    assert SelfReport.objects.count() == 1
    with pytest.raises(Refused):
        rounds.stop_round(by=actor("bjarne"), at=now(), round_id=one.public_id)
    rounds.go_on(by=actor("mons"), at=now(), round_id=one.public_id)
    jobs.carry_on({"round": one.public_id})
    assert SelfReport.objects.count() == 2


def test_a_second_press_starts_no_second_round(ours: Any) -> None:
    ordered(ours)
    with pytest.raises(DomainError, match="allerede i gang"):
        ordered(ours)
    assert DispatchRound.objects.count() == 1


def test_a_few_at_a_time_so_that_other_work_comes_in_between(ours: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    one = ordered(ours)
    while deliver_due(now()):
        pass
    assert round_view(actor("mons"), one.public_id, now()).round.state == "done"
    assert SelfReport.objects.count() == 2


def test_chosen_ones_alone_and_hostile_ids_choose_nothing(ours: Any) -> None:
    beta = FollowUp.objects.get(supplier__name="Beta AS")
    with pytest.raises(Wrong):
        ordered(ours, follow_ups=["fol-none", "'; drop table"])
    one = ordered(ours, follow_ups=[beta.public_id, "fol-none"])
    assert [line.follow_up for line in one.lines.all()] == [beta]


def test_it_is_the_teams_alone(ours: Any) -> None:
    with pytest.raises(Refused):
        rounds.order_round(by=actor("stina"), at=now(), team_id=ours.public_id, follow_ups=None)
    one = ordered(ours)
    for who in ("stina", "olga", "nora", "sekka"):
        for act in (rounds.stop_round, rounds.go_on):
            with pytest.raises(NotVisible):
                act(by=actor(who), at=now(), round_id=one.public_id)
        with pytest.raises(NotVisible):
            round_view(actor(who), one.public_id, now())
        assert rounds_of(actor(who), ours) == []
        assert askable(actor(who), ours) == []


def test_whoever_has_left_dispatches_nothing(ours: Any) -> None:
    one = ordered(ours)
    Person.objects.filter(pk=person("mons").pk).update(is_active=False)
    jobs.carry_on({"round": one.public_id})
    one.refresh_from_db()
    assert (one.state, SelfReport.objects.count()) == ("stopped", 0)


def test_a_fault_of_ours_stops_one_and_not_the_rest(ours: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = rounds.dispatch_self_report

    def broken(**said: Any) -> SelfReport:
        if said["follow_up_id"] == FollowUp.objects.get(supplier__name="Alfa AS").public_id:
            raise ValueError("broken")
        return real(**said)

    monkeypatch.setattr(rounds, "dispatch_self_report", broken)
    one = ordered(ours)
    jobs.carry_on({"round": one.public_id})
    seen = round_view(actor("mons"), one.public_id, now())
    assert seen.asked == 1
    assert "Noe gikk galt hos oss" in seen.failed[0].reason
