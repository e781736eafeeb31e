"""Run against a demo that is up: a follow-up by the textile team of a supplier with somebody of its own, for one
contract; a grave deviation that stands, and a plan whose day has gone. Prints the follow-up's id and the contract's,
and the e-mail address of whoever answers for the supplier."""

import sys
from datetime import timedelta

from aktsom.cli.django_setup import start_django

EMAIL, OWNER = "liv@varene.example", "sykehusinnkjop"
WHY = "Arbeidere har betalt for jobben, og planen er ikke fulgt."


def main() -> None:
    start_django()
    from django.utils import timezone

    from aktsom.cli.demo import PASSWORD
    from aktsom.cli.pilot_follow_up import demo_actor as actor
    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions import make_person
    from aktsom.suppliers.actions import give_supplier_role

    now = timezone.now()
    one, contract = _followed(actor("marte@sykehus.example"), now)
    liv = make_person(by=PLATFORM, at=now, email=EMAIL, name="Liv Varden", home=None, password=PASSWORD)
    for role in ("supplier_respondent", "supplier_approver"):
        give_supplier_role(by=PLATFORM, at=now, person=liv, supplier=one.supplier, role=role)
    _broken(one, now - timedelta(days=30))
    sys.stdout.write(f"{one.public_id} {contract.public_id} {EMAIL}")


def _followed(by, now):  # type: ignore[no-untyped-def]
    from aktsom.contracts.models import Contract
    from aktsom.follow_up.actions.planning import Plan, announce, plan_follow_up
    from aktsom.follow_up.models import CoveredContract, FollowUp
    from aktsom.follow_up.queries.planning import proposals
    from aktsom.follow_up.states import Method
    from aktsom.sanctions.models import Letter
    from aktsom.teams.models import CategoryTeam

    team, today = CategoryTeam.objects.get(group_id="textile"), now.date()
    free = [one for one in proposals(by, team, today) if one.proposal.facts.covered and not one.proposal.facts.running]
    plan = Plan(today, today + timedelta(days=200), [Method.MEETING])
    supplier = free[-1].supplier.public_id  # the first are others'
    one = plan_follow_up(by=by, at=now, team_id=team.public_id, supplier_id=supplier, plan=plan)
    one = announce(by=by, at=now, follow_up_id=one.public_id, revision=1)
    FollowUp.objects.filter(pk=one.pk).update(state="running")
    one.covered.update(left_at=now)
    runs = Contract.objects.filter(member__slug=OWNER, state="running", starts_on__lt=today, runs_until__gt=today)
    written = Letter.objects.filter(contract__isnull=False).values("contract")
    contract = runs.exclude(pk__in=written).order_by("-id")[0]
    contract.term_set_id, contract.supplier_id = "T4", one.supplier_id
    contract.products = "Arbeidsjakker\nArbeidsbukser"
    contract.save()
    CoveredContract.objects.create(follow_up=one, contract=contract, member=contract.member, joined_at=now)
    return FollowUp.objects.get(pk=one.pk), contract


def _broken(one, then):  # type: ignore[no-untyped-def]
    from aktsom.cli.pilot_follow_up import demo_actor as actor
    from aktsom.findings.actions import plans
    from aktsom.findings.actions.findings import let_stand, note_finding, show_to_supplier
    from tests.findings.made import said

    lead, liv = actor("marte@sykehus.example"), actor(EMAIL)
    told = said(found_on=then.date() - timedelta(days=25), number="1.1")
    made = note_finding(by=lead, at=then - timedelta(days=20), follow_up_id=one.public_id, said=told)
    made = show_to_supplier(by=lead, at=then - timedelta(days=20), finding_id=made.public_id, revision=made.revision)
    made = let_stand(by=lead, at=then, finding_id=made.public_id, revision=made.revision)
    plan = plans.ask_for_plan(by=lead, at=then, follow_up_id=one.public_id)
    row = plans.MeasureSaid(made.public_id, "Betale tilbake gebyrene", then.date() + timedelta(days=20), WHY, "Lederen")
    plans.write_measure(by=liv, at=then, plan_id=plan.public_id, revision=plan.revision, said=row)
    plan.refresh_from_db()
    plan = plans.propose_plan(by=liv, at=then, plan_id=plan.public_id, revision=plan.revision)
    plans.accept_plan(by=lead, at=then, plan_id=plan.public_id, revision=plan.revision)


if __name__ == "__main__":
    main()
