"""Run against a demo that is up: follow-ups by the textile team of suppliers with somebody of their own, each for one
contract; a grave deviation that stands, a plan whose day has gone, and a factory that the supplier has told of. Prints
a line for each: the follow-up's id, the contract's, and the e-mail address of whoever answers for the supplier."""

import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aktsom.cli.django_setup import start_django

if TYPE_CHECKING:  # models can be read only when Django has started
    from aktsom.contracts.models import Contract
    from aktsom.core.actor import Actor
    from aktsom.follow_up.models import FollowUp

OWNER, FACTORY = "sykehusinnkjop", "Korai Stitching"
WHY = "Arbeidere har betalt for jobben, og planen er ikke fulgt."
PEOPLE = {"liv@varene.example": "Liv Varden", "tor@veven.example": "Tor Veven", "eli@sommen.example": "Eli Sommen"}


def main() -> None:
    start_django()
    for email in PEOPLE:
        sys.stdout.write(f"{' '.join(_laid(email))}\n")


def _laid(email: str) -> tuple[str, str, str]:
    from django.utils import timezone

    from aktsom.cli.demo import PASSWORD
    from aktsom.cli.pilot_follow_up import demo_actor as actor
    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions import make_person
    from aktsom.suppliers.actions import give_supplier_role

    now = timezone.now()
    one, contract = _followed(actor("marte@sykehus.example"), now)
    made = make_person(by=PLATFORM, at=now, email=email, name=PEOPLE[email], home=None, password=PASSWORD)
    for role in ("supplier_respondent", "supplier_approver"):
        give_supplier_role(by=PLATFORM, at=now, person=made, supplier=one.supplier, role=role)
    _told(one, actor(email), now)
    _broken(one, actor(email), now - timedelta(days=30))
    return one.public_id, contract.public_id, email


def _followed(by: "Actor", now: datetime) -> tuple["FollowUp", "Contract"]:
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
    followed = CoveredContract.objects.filter(left_at__isnull=True).values("contract")
    contract = runs.exclude(pk__in=written).exclude(pk__in=followed).order_by("-id")[0]
    contract.term_set_id, contract.supplier_id = "T4", one.supplier_id
    contract.products = "Arbeidsjakker\nArbeidsbukser"
    contract.save()
    CoveredContract.objects.create(follow_up=one, contract=contract, member=contract.member, joined_at=now)
    return FollowUp.objects.get(pk=one.pk), contract


def _told(one: "FollowUp", by: "Actor", now: datetime) -> None:
    from aktsom.interop.chains.declaring import write_row
    from aktsom.supply_chain.actions.declaring import start_declaration
    from aktsom.supply_chain.actions.submitting import submit_declaration

    draft = start_declaration(by=by, at=now, supplier_id=one.supplier.public_id)
    words = {"stage": "Sluttprodukt", "name": FACTORY, "country": "Bangladesh", "town": "Savar"}
    write_row(by=by, at=now, declaration_id=draft.public_id, number=None, words=words)
    draft.refresh_from_db()
    submit_declaration(by=by, at=now, declaration_id=draft.public_id, revision=draft.revision)


def _broken(one: "FollowUp", supplier: "Actor", then: datetime) -> None:
    from aktsom.cli.pilot_follow_up import demo_actor as actor
    from aktsom.findings.actions import plans
    from aktsom.findings.actions.findings import let_stand, note_finding, show_to_supplier
    from tests.findings.made import said

    lead = actor("marte@sykehus.example")
    told = said(found_on=then.date() - timedelta(days=25), number="1.1")
    made = note_finding(by=lead, at=then - timedelta(days=20), follow_up_id=one.public_id, said=told)
    made = show_to_supplier(by=lead, at=then - timedelta(days=20), finding_id=made.public_id, revision=made.revision)
    made = let_stand(by=lead, at=then, finding_id=made.public_id, revision=made.revision)
    plan = plans.ask_for_plan(by=lead, at=then, follow_up_id=one.public_id)
    row = plans.MeasureSaid(made.public_id, "Betale tilbake gebyrene", then.date() + timedelta(days=20), WHY, "Lederen")
    plans.write_measure(by=supplier, at=then, plan_id=plan.public_id, revision=plan.revision, said=row)
    plan.refresh_from_db()
    plan = plans.propose_plan(by=supplier, at=then, plan_id=plan.public_id, revision=plan.revision)
    plans.accept_plan(by=lead, at=then, plan_id=plan.public_id, revision=plan.revision)


if __name__ == "__main__":
    main()
