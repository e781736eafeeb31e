"""Lays a follow-up of the demo's supplier of gloves, by Oslo for its own contracts, announced and with all methods, for
journeys: run with the demo's own environment.

python -m tests.factories.demo_follow_up
"""

import sys
from datetime import timedelta

from aktsom.cli.django_setup import start_django


def lay() -> str:
    """Its public id. Laid once, past the actions, so that no journey of another's stands in its way."""
    from django.utils import timezone

    from aktsom.contracts.models import Contract
    from aktsom.follow_up.models import CoveredContract, FollowUp
    from aktsom.members.models import Member
    from aktsom.suppliers.models import Supplier

    oslo, now = Member.objects.get(slug="oslo-kommune"), timezone.now()
    nordhav = Supplier.objects.get(people__person__email="nora@nordhav.example")
    known = FollowUp.objects.filter(member=oslo, beside="reise").first()
    if known is not None:
        return known.public_id
    today = timezone.localdate()
    made = FollowUp.objects.create(
        member=oslo, supplier=nordhav, group_id="medical", starts_on=today, ends_on=today + timedelta(days=300),
        methods=["meeting", "document_review", "audit"], state="announced", announced_at=now, made_at=now,
        beside="reise",
    )  # fmt: skip
    for contract in Contract.objects.filter(member=oslo, supplier=nordhav):
        CoveredContract.objects.create(follow_up=made, contract=contract, member=oslo, joined_at=now)
    return made.public_id


if __name__ == "__main__":
    start_django()
    sys.stdout.write(lay())
